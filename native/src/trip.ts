import type { RunStatistics } from './codes.ts';
import type { CodeBlock } from './sampler.ts';

/** What the current of one stream may be; both ends are permitted. */
export interface TripLimit {
  readonly stream_id: number;
  readonly current_fA_min: number;
  readonly current_fA_max: number;
}

/** The first sample that was not permitted. */
export interface TripRecord {
  readonly stream_id: number;
  /** Counts at the base rate. */
  readonly sample_index: number;
  readonly code: number;
  readonly full_scale_fA: number;
  readonly bits: number;
  /** Of the first sample of its block. */
  readonly device_time_us: number;
}

/** Decides whether a stream's current is permitted, on codes and without rounding. Latches at the first sample that is not. */
export class Trip {
  record: TripRecord | undefined;
  #limit: TripLimit | undefined;
  #full_scale_fA = 0;
  #bits = 0;
  #code_min = 0;
  #code_max = 0;

  set(limit: TripLimit): void {
    this.#limit = limit;
    this.record = undefined;
    this.#bits = 0;
  }

  clear(): void {
    this.#limit = undefined;
  }

  /** True while samples of the stream still have to be looked at. */
  watches(stream_id: number): boolean {
    return this.record === undefined && this.#limit?.stream_id === stream_id;
  }

  /** Translates the limit into codes of this block. */
  beginBlock({ full_scale_fA, bits }: CodeBlock): void {
    if (!this.#limit || (full_scale_fA === this.#full_scale_fA && bits === this.#bits)) return;
    this.#full_scale_fA = full_scale_fA;
    this.#bits = bits;
    // Not a current: nothing of it can be shown to be permitted.
    const isCurrent = 0 < full_scale_fA;
    this.#code_max = isCurrent ? scaledFloor(this.#limit.current_fA_max, full_scale_fA, bits) : 0;
    this.#code_min = isCurrent ? -scaledFloor(-this.#limit.current_fA_min, full_scale_fA, bits) : 1;
  }

  permits({ code_min, code_max }: RunStatistics): boolean {
    return this.#code_min <= code_min && code_max <= this.#code_max;
  }

  /** Notes the first of the codes that is not permitted. */
  latch(block: CodeBlock, from_index: number): void {
    const { codes, stream_id, full_scale_fA, bits, device_time_us } = block;
    let index = from_index;
    while (index + 1 < codes.length && this.#code_min <= codes[index]! && codes[index]! <= this.#code_max) index += 1;
    this.record = { stream_id, sample_index: block.first_sample + index * block.decimation, code: codes[index]!, full_scale_fA, bits, device_time_us };
  }
}

/** The greatest code whose current is at most this one; beyond 33 bits any number is as good as another. */
function scaledFloor(current_fA: number, full_scale_fA: number, bits: number): number {
  const scaled = BigInt(current_fA) << BigInt(bits - 1);
  const divisor = BigInt(full_scale_fA);
  const quotient = scaled / divisor;
  return Number(scaled % divisor < 0n ? quotient - 1n : quotient);
}
