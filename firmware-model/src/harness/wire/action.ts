/** What can be done to a wire, each with one number: the names of the numbers end in their unit. */
export const WIRE_PARAMETERS = {
  /** 10 bits a byte; 0 for a line that takes no time. */
  'baud rate': { name: 'rate_Bd', min: 0, max: 100_000_000 },
  'latency': { name: 'latency_us', min: 0, max: 10_000_000 },
  /** Each piece is late by up to so much more; the order is kept. */
  'jitter': { name: 'jitter_us_max', min: 0, max: 10_000_000 },
  'drop': { name: 'pieces_count', min: 1, max: 1_000_000 },
  'duplicate': { name: 'copies_count', min: 1, max: 8 },
  /** The piece is held for so long, and those behind overtake it. */
  'reorder': { name: 'hold_us', min: 1, max: 10_000_000 },
  'flip bits': { name: 'bits_count', min: 1, max: 1024 },
  /** So many bytes at the end of a piece never come, up to all but the first. */
  'truncate': { name: 'lost_bytes_max', min: 1, max: 65_536 },
  /** The piece waits up to so long for the next one, and comes as one with it. */
  'merge': { name: 'hold_us', min: 1, max: 10_000_000 },
  'split': { name: 'parts_count', min: 2, max: 64 },
  /** Nothing arrives for so long; what was sent waits. */
  'clog': { name: 'duration_us', min: 1, max: 3_600_000_000 },
  /** What is sent for so long never arrives, and neither end knows. */
  'half-open': { name: 'duration_us', min: 1, max: 3_600_000_000 },
} as const;

/** Name of what can be done to a wire. */
export type WireActionKind = keyof typeof WIRE_PARAMETERS;
/** All that can be done to a wire. */
export const WIRE_ACTION_KINDS = Object.keys(WIRE_PARAMETERS) as readonly WireActionKind[];

/** A direction of a wire, or both of them. */
export type WireWay = 'to device' | 'to host' | 'both';

/** Something that is done to a wire, from now on. */
export interface WireAction {
  readonly kind: WireActionKind;
  readonly way: WireWay;
  /** What `WIRE_PARAMETERS` names. */
  readonly value: number;
  /** Share of the pieces that it befalls, drawn for each: all of them unless told, 0 to end it. Without meaning for rate, latency, clog and half-open. */
  readonly share_ratio?: number;
  /** After so many pieces it is over; never unless told. */
  readonly pieces_count?: number;
}

/** What befalls single pieces, and may be over after some of them. */
export const PIECE_KINDS = ['jitter', 'drop', 'duplicate', 'reorder', 'flip bits', 'truncate', 'merge', 'split'] as const satisfies readonly WireActionKind[];
export type PieceKind = (typeof PIECE_KINDS)[number];

const PIECES: readonly string[] = PIECE_KINDS;

export function isPieceKind(kind: WireActionKind): kind is PieceKind {
  return PIECES.includes(kind);
}

/** @throws RangeError naming what a wire cannot do */
export function checkWireAction({ kind, way, value, share_ratio = 1, pieces_count = 1 }: WireAction): void {
  if (!WIRE_ACTION_KINDS.includes(kind)) throw new RangeError(`${kind} is nothing that a wire can do`);
  if (!['to device', 'to host', 'both'].includes(way)) throw new RangeError(`${way} is no way of a wire`);
  const { name, min, max } = WIRE_PARAMETERS[kind];
  if (!(Number.isSafeInteger(value) && min <= value && value <= max)) throw new RangeError(`${kind}: ${name} = ${value} is no integer from ${min} to ${max}`);
  if (!(0 <= share_ratio && share_ratio <= 1)) throw new RangeError(`${kind}: share_ratio = ${share_ratio} is outside 0 to 1`);
  if (!(Number.isSafeInteger(pieces_count) && pieces_count >= 1)) throw new RangeError(`${kind}: pieces_count = ${pieces_count} is no count`);
}
