import type { CodeBlock } from '@nanobias/native';
import { amperesPerCode, voltsPerCode } from '../units.ts';

/** Blocks that one log holds: eleven days at one block a second. */
const block_count_max = 1_048_576;
const initial_count = 4096;
/** Bits of CodeBlock.flags that make codes worthless: saturated, blanked. */
const unusable_flags = 0b100001;

/** Blocks of a slow channel from one moment to another, both in device time. */
export interface Span {
  readonly from_us: number;
  readonly until_us: number;
}

/** One block: its exact sum, and the mean that follows. */
export interface BlockMean {
  readonly start_us: number;
  readonly duration_us: number;
  readonly code_sum: number;
  readonly sample_count: number;
  /** A or V that one code stands for. */
  readonly per_code: number;
  /** A or V. */
  readonly mean: number;
  readonly isUsable: boolean;
}

/**
 * A slow channel of a run, one entry a block: the exact sum of its codes, its time and its scale. Codes become amperes or
 * volts only when somebody asks.
 */
export class SlowLog {
  #start_us = new Float64Array(initial_count);
  #duration_us = new Float64Array(initial_count);
  #codeSum = new Float64Array(initial_count);
  #sampleCount = new Uint32Array(initial_count);
  #perCode = new Float64Array(initial_count);
  #isUsable = new Uint8Array(initial_count);
  #length = 0;
  /** Samples that the device dropped. */
  lost_count = 0;
  /** Blocks beyond the bound, which are not in the log. */
  dropped_count = 0;

  get length(): number {
    return this.#length;
  }

  /** Takes a block of the slow path, in order. */
  add(block: CodeBlock): void {
    this.lost_count += block.lost_before;
    if (block.codes.length === 0) return;
    if (this.#length >= block_count_max) {
      this.dropped_count += 1;
      return;
    }
    if (this.#length === this.#start_us.length) this.#grow();
    let code_sum = 0;
    for (const code of block.codes) code_sum += code;
    const index = this.#length;
    const period_us = (block.decimation * 1e6) / block.rate_Hz;
    // A conversion is stamped when it ends: the first one of a block began a period before.
    this.#start_us[index] = block.device_time_us - period_us;
    this.#duration_us[index] = block.codes.length * period_us;
    this.#codeSum[index] = code_sum;
    this.#sampleCount[index] = block.codes.length;
    this.#perCode[index] = block.full_scale_fA > 0 ? amperesPerCode(block) : voltsPerCode(block);
    this.#isUsable[index] = (block.flags & unusable_flags) === 0 ? 1 : 0;
    this.#length += 1;
  }

  /** The block at an index from 0 to `length` - 1. */
  at(index: number): BlockMean {
    const code_sum = this.#codeSum[index]!;
    const sample_count = this.#sampleCount[index]!;
    const per_code = this.#perCode[index]!;
    return {
      start_us: this.#start_us[index]!,
      duration_us: this.#duration_us[index]!,
      code_sum,
      sample_count,
      per_code,
      mean: (code_sum * per_code) / sample_count,
      isUsable: this.#isUsable[index] === 1,
    };
  }

  /** Blocks that lie wholly within a span. */
  within(span: Span): readonly BlockMean[] {
    const found: BlockMean[] = [];
    for (let index = 0; index < this.#length; index += 1) {
      const start_us = this.#start_us[index]!;
      if (span.from_us <= start_us && start_us + this.#duration_us[index]! <= span.until_us) found.push(this.at(index));
    }
    return found;
  }

  #grow(): void {
    const length = this.#length * 2;
    this.#start_us = grown(this.#start_us, new Float64Array(length));
    this.#duration_us = grown(this.#duration_us, new Float64Array(length));
    this.#codeSum = grown(this.#codeSum, new Float64Array(length));
    this.#sampleCount = grown(this.#sampleCount, new Uint32Array(length));
    this.#perCode = grown(this.#perCode, new Float64Array(length));
    this.#isUsable = grown(this.#isUsable, new Uint8Array(length));
  }
}

function grown<T extends Float64Array | Uint32Array | Uint8Array>(from: T, into: T): T {
  into.set(from);
  return into;
}
