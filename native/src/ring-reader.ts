import type { BlockView, DeliveredBlock } from './source.ts';

/** Layout of core/ring.h: two positions on cache lines of their own, then records of sixteen doubles and their codes. */
export const RING_CONTROL_BYTES = 192;
const UNIT_BYTES = 8;
const WRITE_INDEX = 0;
const READ_INDEX = 16;
const HEADER_VALUES = 16;
const SKIP = -1;

/** Reads the records of a ring; positions count units of eight bytes and wrap at 2^32. */
export class RingReader {
  readonly #positions: Int32Array;
  readonly #values: Float64Array;
  readonly #view: RecordView;
  readonly #mask: number;

  constructor(memory: ArrayBuffer | SharedArrayBuffer) {
    this.#positions = new Int32Array(memory, 0, RING_CONTROL_BYTES / 4);
    this.#values = new Float64Array(memory, RING_CONTROL_BYTES);
    this.#mask = this.#values.length - 1;
    this.#view = new RecordView(this.#values, new Int32Array(memory, RING_CONTROL_BYTES));
  }

  get isEmpty(): boolean {
    return Atomics.load(this.#positions, READ_INDEX) === Atomics.load(this.#positions, WRITE_INDEX);
  }

  /** The reader's position, for a writer that sees another memory. */
  get position(): number {
    return Atomics.load(this.#positions, READ_INDEX) >>> 0;
  }

  /** Visits what was written before the call, at most about `bytes_max` of it. */
  drain(visit: (block: BlockView) => void, bytes_max: number): number {
    return this.drainTo(Atomics.load(this.#positions, WRITE_INDEX) >>> 0, visit, bytes_max);
  }

  /**
   * Visits what was written before the writer came to a position. The reader's moves before each visit's successor: a visitor
   * that throws has had its block.
   */
  drainTo(to: number, visit: (block: BlockView) => void, bytes_max = Infinity): number {
    let at = this.position;
    const units_max = bytes_max / UNIT_BYTES;
    let units_count = 0;
    let count = 0;
    while (at !== to && units_count < units_max) {
      const index = at & this.#mask;
      const sample_count = this.#values[index]!;
      const isSkip = sample_count === SKIP;
      const units = isSkip ? this.#mask + 1 - index : HEADER_VALUES + ((sample_count + 1) >>> 1);
      at = (at + units) >>> 0;
      units_count += units;
      try {
        if (isSkip) continue;
        this.#view.at_index = index;
        count += 1;
        visit(this.#view);
      } finally {
        Atomics.store(this.#positions, READ_INDEX, at | 0);
      }
    }
    return count;
  }
}

/** One object for all records: what is read of a record costs, and nothing else does. */
class RecordView implements BlockView {
  at_index = 0;
  readonly codes: Int32Array;
  readonly #values: Float64Array;

  constructor(values: Float64Array, codes: Int32Array) {
    this.#values = values;
    this.codes = codes;
  }

  get sample_count(): number {
    return this.#values[this.at_index]!;
  }

  get from_index(): number {
    return (this.at_index + HEADER_VALUES) * 2;
  }

  get stream_id(): number {
    return this.#values[this.at_index + 1]!;
  }

  get channel(): number {
    return this.#values[this.at_index + 2]!;
  }

  get block_seq(): number {
    return this.#values[this.at_index + 3]!;
  }

  get first_sample(): number {
    return this.#values[this.at_index + 4]!;
  }

  get device_time_us(): number {
    return this.#values[this.at_index + 5]!;
  }

  get rate_Hz(): number {
    return this.#values[this.at_index + 6]!;
  }

  get decimation(): number {
    return this.#values[this.at_index + 7]!;
  }

  get range_index(): number {
    return this.#values[this.at_index + 8]!;
  }

  get full_scale_fA(): number {
    return this.#values[this.at_index + 9]!;
  }

  get full_scale_uV(): number {
    return this.#values[this.at_index + 10]!;
  }

  get bits(): number {
    return this.#values[this.at_index + 11]!;
  }

  get flags(): number {
    return this.#values[this.at_index + 12]!;
  }

  get lost_before(): number {
    return this.#values[this.at_index + 13]!;
  }

  get payload_bytes(): number {
    return this.#values[this.at_index + 14]!;
  }

  get dropped_before(): number {
    return this.#values[this.at_index + 15]!;
  }
}

/** A block that outlives its place in the ring. */
export function delivered(view: BlockView): DeliveredBlock {
  const { from_index, sample_count } = view;
  return {
    stream_id: view.stream_id,
    channel: view.channel,
    block_seq: view.block_seq,
    first_sample: view.first_sample,
    device_time_us: view.device_time_us,
    rate_Hz: view.rate_Hz,
    decimation: view.decimation,
    range_index: view.range_index,
    full_scale_fA: view.full_scale_fA,
    full_scale_uV: view.full_scale_uV,
    bits: view.bits,
    flags: view.flags,
    lost_before: view.lost_before,
    payload_bytes: view.payload_bytes,
    dropped_before: view.dropped_before,
    codes: Int32Array.from(view.codes.subarray(from_index, from_index + sample_count)),
  };
}
