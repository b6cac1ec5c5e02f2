import type { Frame } from '@nanobias/proto';
import type { CodeBlock, PyramidGroup, PyramidLevel, ReceiveCounts, StreamTotals, ZoomGroup, ZoomWindow } from './sampler.ts';
import type { TripLimit, TripRecord } from './trip.ts';

/** Where bytes come from. */
export type SourceAddress =
  /** A serial port, opened for this program alone, at any rate that its hardware can make. */
  | { readonly kind: 'serial'; readonly path: string; readonly baud_rate: number }
  /** A pseudo-terminal, a FIFO or a file. */
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'unix'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number }
  /** A descriptor that another owner opened and closes; it is duplicated. */
  | { readonly kind: 'descriptor'; readonly descriptor: number }
  /** Nowhere: whoever owns the receive path calls `feed`. */
  | { readonly kind: 'feed' };

/** Where a source reads, where it writes, and how much may wait. */
export interface SourceOptions {
  readonly source: SourceAddress;
  /** Where stops and `write` go; to the source itself unless told. */
  readonly control?: Exclude<SourceAddress, { readonly kind: 'feed' }>;
  /** Written when the current trips; the protocol's stop, three times, unless told. At most 256 bytes. */
  readonly stop_frames?: Uint8Array;
  /** A power of two from 16 KiB to 1 GiB; 4 MiB unless told. */
  readonly ring_bytes?: number;
  /** What becomes of blocks that find the ring full. `block` stops reading, which is for files, and excludes a trip. */
  readonly overflow?: 'drop-newest' | 'block';
  /** `auto` takes the shared ring where its self-test passes. */
  readonly delivery?: 'auto' | 'ring' | 'copy';
  /** `auto` takes the addon where it loads. */
  readonly backend?: 'auto' | 'native' | 'js';
}

/** What a source tells; each is called from the event loop, never more than once for a turn of the thread. */
export interface SourceEvents {
  /** Blocks wait: `drain` or `takeBlocks` takes them. Called again without more bytes only when a `drain` left some. */
  onBlocks?(): void;
  /** Frames without samples, oldest first. */
  onFrames?(frames: readonly Frame[]): void;
  /**
   * There may be something for `take`. Whoever names this takes everything that way, and is told of neither blocks nor frames by
   * the calls above.
   */
  onNews?(): void;
  /** Nothing of what `write` took waits any more; told at least once after something did. */
  onDrain?(): void;
  /** The current was not permitted. The stop has been written, or `error` tells why not. */
  onTrip?(trip: TripReport): void;
  /** No more bytes will come: the end of the data, or an errno's name. What waits can still be taken. */
  onEnd?(error?: SourceError): void;
}

export interface TripReport extends TripRecord {
  /** Time of the decision, on the clock of `process.hrtime`. */
  readonly tripped_ns: number;
  /** Time at which the kernel had taken the last byte of the stop; absent when it had not yet. */
  readonly stop_sent_ns?: number;
  /** The errno's name, where the stop could not be written. */
  readonly error?: string;
}

/** A block that lies in the ring: valid during the call that hands it over. */
export interface BlockView extends Omit<CodeBlock, 'codes'> {
  readonly sample_count: number;
  /** Samples that this side dropped before the block, because nobody took them in time. */
  readonly dropped_before: number;
  /** The codes are `codes[from_index]` to `codes[from_index + sample_count - 1]`. */
  readonly codes: Int32Array;
  readonly from_index: number;
}

/** A block that is its receiver's. */
export interface DeliveredBlock extends CodeBlock {
  readonly dropped_before: number;
}

/** How a source fares: what came, what waited, and what it cost. */
export interface SourceHealth {
  readonly backend: 'native' | 'js';
  readonly delivery: 'ring' | 'copy' | 'queue';
  readonly counts: ReceiveCounts;
  readonly ring_bytes: number;
  /** Most that ever waited. */
  readonly ring_high_water_bytes: number;
  /** Processor time of the reading thread. */
  readonly thread_ns: number;
}

/** What a receive path held at one moment: every block in front of the last frame, and no block behind a frame that is not here. */
export interface Received {
  /** Frames without samples, oldest first. */
  readonly frames: readonly Frame[];
  readonly blocks: readonly DeliveredBlock[];
}

/** The owner of a receive path: reads, checks, counts, watches and delivers. */
export interface SampleSource {
  readonly backend: 'native' | 'js';
  /** `ring` is memory that both sides share, `copy` a copy a turn, `queue` the twin's. */
  readonly delivery: 'ring' | 'copy' | 'queue';
  /** Frames of other sessions are dropped and counted; 0 lets every session through. */
  setSession(session: number): void;
  /** Bytes of a receive path of another owner. @throws TypeError when the source reads by itself */
  feed(bytes: Uint8Array): void;
  /** Sends bytes; false, and nothing is sent, when 256 KiB wait or there is no way back. */
  write(bytes: Uint8Array): boolean;
  readonly pending_bytes: number;
  /** Arms the trip, which latches; arming anew unlatches. @throws RangeError for a limit that is none, or without a way back */
  setTrip(limit: TripLimit): void;
  /** Watches no more. */
  clearTrip(): void;
  /** The trip, once it has latched. */
  readonly trip: TripReport | undefined;
  /** Hands waiting blocks over, oldest first, at most about 4 MiB of them; returns how many. */
  drain(visit: (block: BlockView) => void): number;
  /** The same as copies. */
  takeBlocks(): DeliveredBlock[];
  /** Everything that has come, frames and blocks, without a bound but the ring's. */
  take(): Received;
  /** Groups that are complete and were not taken yet; `flush` adds the one that is not. */
  takePyramid(stream_id: number, level: PyramidLevel, flush?: boolean): PyramidGroup[];
  /** Statistics of a window, exact in codes, without touching what `takePyramid` gives. */
  pyramid(stream_id: number, window: ZoomWindow): ZoomGroup[];
  /** Exact totals of a stream; undefined where none is known by this number. */
  totals(stream_id: number): StreamTotals | undefined;
  /** Drops statistics and totals of a stream. */
  forget(stream_id: number): void;
  readonly counts: ReceiveCounts;
  readonly health: SourceHealth;
  /** Lets the process end although the source is open. */
  unref(): void;
  /** Stops the thread and closes the descriptors. Nothing is told from then on. Idempotent. */
  close(): void;
}

/** Thrown or told where the operating system refuses something. */
export class SourceError extends Error {
  /** The errno's name, as `ENOENT`; `NO_ADDON` where only the addon could. */
  readonly code: string;
  /** What was refused: a system call, or `baud` for a rate that the port cannot make. */
  readonly call: string;

  constructor(code: string, call: string, about: string) {
    super(`${code}: ${call}, ${about}`);
    this.name = 'SourceError';
    this.code = code;
    this.call = call;
  }
}

const RING_BYTES = { min: 16_384, max: 1_073_741_824, default: 4_194_304 } as const;
const STOP_BYTES_MAX = 256;
const BAUD_RATE_MAX = 20_000_000;
const PORT_MAX = 65_535;

export interface CheckedOptions {
  readonly source: SourceAddress;
  readonly control: SourceOptions['control'];
  readonly stop_frames: Uint8Array;
  readonly ring_bytes: number;
  readonly waits: boolean;
  readonly delivery: 'auto' | 'ring' | 'copy';
}

/** @throws RangeError */
export function checkedOptions(options: SourceOptions, stop_default: Uint8Array): CheckedOptions {
  const { source, control, stop_frames = stop_default, ring_bytes = RING_BYTES.default, overflow = 'drop-newest', delivery = 'auto' } = options;
  const isPowerOfTwo = Number.isInteger(Math.log2(ring_bytes));
  if (!(isPowerOfTwo && RING_BYTES.min <= ring_bytes && ring_bytes <= RING_BYTES.max)) throw new RangeError(`ring_bytes must be a power of two from 16 KiB to 1 GiB, got ${ring_bytes}`);
  if (!(1 <= stop_frames.length && stop_frames.length <= STOP_BYTES_MAX)) throw new RangeError(`stop_frames are 1 to ${STOP_BYTES_MAX} bytes, got ${stop_frames.length}`);
  checkAddress(source);
  if (control) checkAddress(control);
  return { source, control, stop_frames, ring_bytes, waits: overflow === 'block', delivery };
}

function checkAddress(address: SourceAddress): void {
  if (address.kind === 'serial') requireWhole(address.baud_rate, BAUD_RATE_MAX, 'a baud rate');
  if (address.kind === 'tcp') requireWhole(address.port, PORT_MAX, 'a port');
}

function requireWhole(value: number, max: number, what: string): void {
  if (!(Number.isInteger(value) && 1 <= value && value <= max)) throw new RangeError(`${what} is a whole number from 1 to ${max}, got ${value}`);
}

/** @throws RangeError */
export function checkedLimit(limit: TripLimit, { waits, isControlled }: { readonly waits: boolean; readonly isControlled: boolean }): TripLimit {
  const { stream_id, current_fA_min, current_fA_max } = limit;
  if (!(Number.isInteger(stream_id) && 1 <= stream_id && stream_id <= 8)) throw new RangeError(`a stream is 1 to 8, got ${stream_id}`);
  if (!(Number.isSafeInteger(current_fA_min) && Number.isSafeInteger(current_fA_max) && current_fA_min <= current_fA_max)) {
    throw new RangeError(`a current is permitted from a whole number of fA to another, got ${current_fA_min} to ${current_fA_max}`);
  }
  if (waits) throw new RangeError('a source that waits for its consumer cannot be relied on to trip');
  if (!isControlled) throw new RangeError('a trip needs a way back to the controller, and this source has none');
  return limit;
}

/** A label for messages. */
export function describeAddress(address: SourceAddress): string {
  switch (address.kind) {
    case 'serial':
    case 'path':
    case 'unix':
      return address.path;
    case 'tcp':
      return `${address.host}:${address.port}`;
    case 'descriptor':
      return `descriptor ${address.descriptor}`;
    default:
      return 'feed';
  }
}
