import type { Arena } from '../../kernel/arena.ts';
import type { Chance } from '../../kernel/prng.ts';
import { isPieceKind, PIECE_KINDS, WIRE_ACTION_KINDS, type PieceKind, type WireAction, type WireActionKind } from './action.ts';

/** Start bit, eight bits, stop bit. */
const BITS_PER_BYTE = 10;
const SECOND_US = 1_000_000;
/** A line with a rate hands on what has come in each millisecond, as a UART's buffer is emptied. */
const SLICE_US = 1000;
/** The parts of a piece that was split come so far apart. */
const SPLIT_US = 1000;
/** Bytes on their way; more of them wait at the sender, as behind a full kernel buffer. */
export const FLYING_BYTES_MAX = 65_536;
const TWO_TO_32 = 4_294_967_296;

/** Words of one kind of mishap. */
const VALUE = 0;
const SHARE = 1;
const LEFT = 2;
const KIND_WORDS = 3;

const LINE = { RATE_Bd: 0, LATENCY_us: 1, FREE_us: 2, LAST_DUE_us: 3, CLOGGED_UNTIL_us: 4, SILENT_UNTIL_us: 5, PIECES: 6, BYTES: 7 } as const;
const LINE_WORDS = 8;

/** Bytes on their way. The bytes are never changed, so that a copy of the list keeps them. */
interface Flight {
  readonly due_us: number;
  readonly bytes: Uint8Array;
  /** How many pieces had been sent with it. */
  readonly order: number;
  /** Waits for the next piece, to come as one with it. */
  readonly isMerging?: true;
}

export interface LaneSnapshot {
  readonly flights: readonly Flight[];
}

/** What has passed over one way of a wire, and what befell it: pieces by kind of mishap. */
export type LaneCounts = Readonly<Record<WireActionKind, number>> & { readonly pieces: number; readonly bytes: number };

interface LaneParts {
  readonly arena: Arena;
  readonly chance: Chance;
  readonly name: string;
  readonly now_us: () => number;
}

/** One way of a wire: a sound one hands on each piece after its latency, in order. What goes wrong is told by `act`. */
export class Lane {
  readonly #chance: Chance;
  readonly #now_us: () => number;
  readonly #mishaps: Float64Array;
  readonly #line: Float64Array;
  readonly #counts: Float64Array;
  #flights: Flight[] = [];
  #flying_bytes = 0;

  constructor({ arena, chance, name, now_us }: LaneParts) {
    this.#chance = chance;
    this.#now_us = now_us;
    this.#mishaps = arena.f64(`${name}.mishaps`, PIECE_KINDS.length * KIND_WORDS);
    this.#line = arena.f64(`${name}.line`, LINE_WORDS);
    this.#counts = arena.f64(`${name}.counts`, WIRE_ACTION_KINDS.length);
  }

  /** Bytes on their way. */
  get flying_bytes(): number {
    return this.#flying_bytes;
  }

  /** Bytes that may be sent now; a line with a rate takes a slice when it is free, and its sender's buffer feels it. */
  get room_bytes(): number {
    const room_bytes = Math.max(0, FLYING_BYTES_MAX - this.#flying_bytes);
    if (this.#line[LINE.RATE_Bd] === 0) return room_bytes;
    return this.#line[LINE.FREE_us]! - this.#now_us() < SLICE_US ? Math.min(room_bytes, this.#slice_bytes) : 0;
  }

  /** When the next piece arrives; Infinity when none is on its way. */
  get next_us(): number {
    const first = this.#flights[0];
    return first === undefined ? Infinity : Math.max(first.due_us, this.#line[LINE.CLOGGED_UNTIL_us]!);
  }

  /** Whether something would have arrived by now. */
  get isClogged(): boolean {
    const now_us = this.#now_us();
    const first = this.#flights[0];
    return first !== undefined && first.due_us <= now_us && now_us < this.#line[LINE.CLOGGED_UNTIL_us]!;
  }

  get latency_us(): number {
    return this.#line[LINE.LATENCY_us]!;
  }

  get counts(): LaneCounts {
    const kinds = Object.fromEntries(WIRE_ACTION_KINDS.map((kind, index) => [kind, this.#counts[index]!])) as Record<WireActionKind, number>;
    return { ...kinds, pieces: this.#line[LINE.PIECES]!, bytes: this.#line[LINE.BYTES]! };
  }

  /** Something befalls this way from now on. The action has been checked. */
  act({ kind, value, share_ratio = 1, pieces_count = Infinity }: WireAction): void {
    const line = this.#line;
    if (isPieceKind(kind)) {
      const at = PIECE_KINDS.indexOf(kind) * KIND_WORDS;
      this.#mishaps.set([value, share_ratio, pieces_count], at);
    } else if (kind === 'baud rate') line[LINE.RATE_Bd] = value;
    else if (kind === 'latency') line[LINE.LATENCY_us] = value;
    else {
      line[kind === 'clog' ? LINE.CLOGGED_UNTIL_us : LINE.SILENT_UNTIL_us] = this.#now_us() + value;
      this.#count(kind);
    }
  }

  /** Nothing goes wrong any more; rate and latency stay, and so does what has gone wrong with what is on its way. */
  heal(): void {
    this.#mishaps.fill(0);
    this.#line[LINE.CLOGGED_UNTIL_us] = 0;
    this.#line[LINE.SILENT_UNTIL_us] = 0;
  }

  /** Takes a piece on its way; the bytes must not change any more. Returns when each of what it became is due. */
  send(bytes: Uint8Array): readonly number[] {
    const line = this.#line;
    line[LINE.PIECES] = line[LINE.PIECES]! + 1;
    line[LINE.BYTES] = line[LINE.BYTES]! + bytes.length;
    const end_us = this.#transmit(bytes.length);
    if (this.#now_us() < line[LINE.SILENT_UNTIL_us]! || this.#befalls('drop')) return [];
    const piece = this.#merged(this.#flipped(this.#truncated(bytes)));
    const copies_count = this.#befalls('duplicate') ? 1 + this.#value('duplicate') : 1;
    const dues_us: number[] = [];
    for (let copy = 0; copy < copies_count; copy += 1) dues_us.push(...this.#flyInParts(piece, end_us));
    return dues_us;
  }

  /** The first piece that has arrived, left where it is; none where the next one is not of the first so many pieces that were sent. */
  first(pieces_count = Infinity): Uint8Array | undefined {
    if (this.next_us > this.#now_us()) return undefined;
    const { bytes, order } = this.#flights[0]!;
    return order <= pieces_count ? bytes : undefined;
  }

  /** Takes so many bytes of the first piece away; the rest stays the first. */
  take(length_bytes: number): void {
    const { due_us, bytes, order } = this.#flights[0]!;
    this.#flying_bytes -= length_bytes;
    if (length_bytes < bytes.length) this.#flights[0] = { due_us, bytes: bytes.subarray(length_bytes), order };
    else this.#flights.shift();
  }

  /** Pieces sent so far. */
  get pieces_count(): number {
    return this.#line[LINE.PIECES]!;
  }

  /** Bytes on their way that were sent after the first so many pieces. */
  flyingAfter_bytes(pieces_count: number): number {
    return this.#flights.reduce((sum_bytes, { order, bytes }) => sum_bytes + (order > pieces_count ? bytes.length : 0), 0);
  }

  /** Whether nothing of the first so many pieces is on its way any more. */
  hasDelivered(pieces_count: number): boolean {
    return this.#flights.every(({ order }) => order > pieces_count);
  }

  /** What was sent with the first so many pieces, and is still on its way, never arrives. */
  clear(pieces_count = Infinity): void {
    this.restore({ flights: this.#flights.filter(({ order }) => order > pieces_count) });
  }

  snapshot(): LaneSnapshot {
    return { flights: [...this.#flights] };
  }

  restore({ flights }: LaneSnapshot): void {
    this.#flights = [...flights];
    this.#flying_bytes = flights.reduce((sum_bytes, { bytes }) => sum_bytes + bytes.length, 0);
  }

  /** The line is taken for as long as its bytes need; what comes meanwhile waits for it. Returns the end of it. */
  #transmit(length_bytes: number): number {
    const line = this.#line;
    const rate_Bd = line[LINE.RATE_Bd]!;
    const start_us = Math.max(this.#now_us(), line[LINE.FREE_us]!);
    const end_us = rate_Bd === 0 ? start_us : start_us + (length_bytes * BITS_PER_BYTE * SECOND_US) / rate_Bd;
    line[LINE.FREE_us] = end_us;
    return end_us;
  }

  #truncated(bytes: Uint8Array): Uint8Array {
    if (!this.#befalls('truncate')) return bytes;
    const lost_bytes = 1 + this.#draw(Math.min(this.#value('truncate'), bytes.length - 1));
    return bytes.subarray(0, Math.max(1, bytes.length - lost_bytes));
  }

  #flipped(bytes: Uint8Array): Uint8Array {
    if (!this.#befalls('flip bits')) return bytes;
    const flipped = bytes.slice();
    for (let flip = this.#value('flip bits'); flip > 0; flip -= 1) {
      const bit = this.#draw(8 * flipped.length);
      flipped[bit >> 3] = flipped[bit >> 3]! ^ (1 << (bit & 7));
    }
    return flipped;
  }

  /** A piece that waits is taken back, and goes with this one. */
  #merged(bytes: Uint8Array): Uint8Array {
    const waiting_index = this.#flights.findIndex(({ isMerging }) => isMerging === true);
    if (waiting_index < 0) return bytes;
    const waiting = this.#flights.splice(waiting_index, 1)[0]!.bytes;
    this.#flying_bytes -= waiting.length;
    const merged = new Uint8Array(waiting.length + bytes.length);
    merged.set(waiting);
    merged.set(bytes, waiting.length);
    return merged;
  }

  #flyInParts(bytes: Uint8Array, end_us: number): readonly number[] {
    const isSplit = this.#befalls('split');
    const parts = isSplit ? this.#cuts(bytes) : this.#slices(bytes);
    const gap_us = isSplit ? SPLIT_US : SLICE_US;
    // The last slice of a line with a rate comes at its end, the others before it; the parts of a split one come after.
    const start_us = isSplit ? end_us : end_us - (parts.length - 1) * gap_us;
    return parts.map((part, index) => this.#fly(part, Math.max(this.#now_us(), start_us + index * gap_us)));
  }

  #fly(bytes: Uint8Array, sent_us: number): number {
    const line = this.#line;
    const isMerging = this.#befalls('merge');
    const isReordered = this.#befalls('reorder');
    const jitter_us = this.#befalls('jitter') ? this.#draw(this.#value('jitter') + 1) : 0;
    const held_us = (isMerging ? this.#value('merge') : 0) + (isReordered ? this.#value('reorder') : 0);
    const arrival_us = sent_us + line[LINE.LATENCY_us]! + jitter_us;
    const due_us = isReordered ? arrival_us + held_us : Math.max(arrival_us + held_us, line[LINE.LAST_DUE_us]!);
    // Those behind a piece that is held may overtake it; behind one that is late they wait.
    if (held_us === 0) line[LINE.LAST_DUE_us] = due_us;
    const order = this.pieces_count;
    this.#insert(isMerging ? { due_us, bytes, order, isMerging } : { due_us, bytes, order });
    return due_us;
  }

  #insert(flight: Flight): void {
    const flights = this.#flights;
    let at = flights.length;
    while (at > 0 && flight.due_us < flights[at - 1]!.due_us) at -= 1;
    flights.splice(at, 0, flight);
    this.#flying_bytes += flight.bytes.length;
  }

  #cuts(bytes: Uint8Array): readonly Uint8Array[] {
    const cuts = new Set([0, bytes.length]);
    for (let cut = 1; cut < this.#value('split'); cut += 1) cuts.add(this.#draw(bytes.length));
    const places = [...cuts].sort((a, b) => a - b);
    return places.slice(1).map((end, index) => bytes.subarray(places[index], end));
  }

  get #slice_bytes(): number {
    return Math.max(1, Math.floor((this.#line[LINE.RATE_Bd]! * SLICE_US) / (BITS_PER_BYTE * SECOND_US)));
  }

  #slices(bytes: Uint8Array): readonly Uint8Array[] {
    const slice_bytes = this.#line[LINE.RATE_Bd] === 0 ? bytes.length : this.#slice_bytes;
    const slices: Uint8Array[] = [];
    for (let start = 0; start < bytes.length; start += slice_bytes) slices.push(bytes.subarray(start, start + slice_bytes));
    return slices;
  }

  #befalls(kind: PieceKind): boolean {
    const mishaps = this.#mishaps;
    const at = PIECE_KINDS.indexOf(kind) * KIND_WORDS;
    const share_ratio = mishaps[at + SHARE]!;
    if (share_ratio === 0 || (share_ratio < 1 && this.#chance.uniform() >= share_ratio)) return false;
    mishaps[at + LEFT] = mishaps[at + LEFT]! - 1;
    if (mishaps[at + LEFT] === 0) mishaps[at + SHARE] = 0;
    this.#count(kind);
    return true;
  }

  #value(kind: PieceKind): number {
    return this.#mishaps[PIECE_KINDS.indexOf(kind) * KIND_WORDS + VALUE]!;
  }

  #count(kind: WireActionKind): void {
    const index = WIRE_ACTION_KINDS.indexOf(kind);
    this.#counts[index] = this.#counts[index]! + 1;
  }

  /** A whole number below `end`. */
  #draw(end: number): number {
    return Math.floor((this.#chance.next() / TWO_TO_32) * Math.max(1, end));
  }
}
