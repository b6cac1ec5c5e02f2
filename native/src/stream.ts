import { SQUARE_WORD, emptyRun, measureRun } from './codes.ts';
import type { CodeBlock, PyramidGroup, PyramidLevel, StreamTotals } from './sampler.ts';

/** Groups that wait at one level of one stream; ten hours at 10 kS/s are 87,891 groups of 4096. */
export const GROUPS_MAX = 16_384;
/** Scales that one stream may show: eight ranges before and after a change of calibration. */
export const SCALES_MAX = 16;
/** Samples a group, finest level first. */
const LEVELS: readonly PyramidLevel[] = [64, 4096];

const RUN_SAMPLES_MAX = 64;
/** Sums are moved from a double to a bigint when they pass this: a block of 32-bit codes cannot carry them past 2^53. */
const SPILL_SUM = 2 ** 51;
/** Bit of `flags` by which the device tells of missing samples. */
const FLAG_GAP = 1 << 2;

/** @throws RangeError when the pyramid has no such level. */
export function levelIndex(level: PyramidLevel): number {
  const index = LEVELS.indexOf(level);
  if (index === -1) throw new RangeError(`the pyramid has no level of ${level} samples`);
  return index;
}

interface ScaleTotal {
  readonly range_index: number;
  readonly full_scale_fA: number;
  readonly full_scale_uV: number;
  readonly bits: number;
  code_sum: number;
  spilled_sum: bigint;
  sample_count: number;
}

/** Charge and statistics of one stream, exact in codes, whatever becomes of its blocks. */
export class Stream {
  readonly #session: number;
  readonly #channel: number;
  readonly #rate_Hz: number;
  readonly #decimation: number;
  readonly #levels = LEVELS.map((level) => new GroupQueue(level));
  readonly #totals: ScaleTotal[] = [];
  readonly #run = emptyRun();
  #scale: ScaleTotal | undefined;
  #next_sample: number | undefined;
  #position = 0;
  #sample_count = 0;
  #gap_count = 0;
  #lost_count = 0n;

  constructor(first: CodeBlock, session: number) {
    this.#session = session;
    this.#channel = first.channel;
    this.#rate_Hz = first.rate_Hz;
    this.#decimation = first.decimation;
  }

  /** Whether the block belongs to another stream under the same number. */
  isForeign(block: CodeBlock, session: number): boolean {
    return session !== this.#session || block.channel !== this.#channel || block.rate_Hz !== this.#rate_Hz || block.decimation !== this.#decimation;
  }

  /** False, and nothing is counted, when the block would count samples again or shows one scale too many. A first block is always taken. */
  take(block: CodeBlock): boolean {
    const sample_count = block.codes.length;
    const next_sample = this.#next_sample ?? block.first_sample;
    if (!(next_sample <= block.first_sample)) return false;
    const scale = this.#totalOf(block);
    if (!scale) return false;

    const skipped = block.first_sample - next_sample;
    const hasGap = skipped !== 0 || block.lost_before !== 0 || (block.flags & FLAG_GAP) !== 0;
    if (hasGap) {
      this.#gap_count += 1;
      // The quotient of a remainderless division is exact; a floored one is not once it passes 2^52.
      const missing = (skipped - (skipped % this.#decimation)) / this.#decimation;
      this.#lost_count += BigInt(Math.max(missing, block.lost_before));
    }
    if (hasGap || scale !== this.#scale) this.#closeGroups();
    this.#scale = scale;
    this.#next_sample = block.first_sample + sample_count * this.#decimation;
    this.#sample_count += sample_count;
    scale.sample_count += sample_count;
    this.#measure(block, scale);
    return true;
  }

  takePyramid(level_index: number, flush: boolean): PyramidGroup[] {
    const queue = this.#levels[level_index]!;
    if (flush) queue.close();
    return queue.take();
  }

  totals(stream_id: number): StreamTotals {
    return {
      stream_id,
      sample_count: BigInt(this.#sample_count),
      code_sums: this.#totals.map(({ code_sum, spilled_sum, sample_count, ...scale }) => ({
        ...scale,
        code_sum: spilled_sum + BigInt(code_sum),
        sample_count: BigInt(sample_count),
      })),
      gap_count: this.#gap_count,
      lost_count: this.#lost_count,
    };
  }

  get dropped_groups(): number {
    return this.#levels.reduce((count, queue) => count + queue.dropped_count, 0);
  }

  #measure(block: CodeBlock, scale: ScaleTotal): void {
    const run = this.#run;
    const { codes } = block;
    for (let index = 0; index < codes.length;) {
      const end_index = Math.min(codes.length, index + RUN_SAMPLES_MAX - (this.#position % RUN_SAMPLES_MAX));
      measureRun(run, codes, index, end_index);
      scale.code_sum += run.code_sum;
      this.#position += end_index - index;
      const first_sample = block.first_sample + index * this.#decimation;
      for (const queue of this.#levels) {
        queue.absorb(run, end_index - index, { first_sample, range_index: block.range_index });
        if (this.#position % queue.level === 0) queue.close();
      }
      index = end_index;
    }
    if (!(-SPILL_SUM <= scale.code_sum && scale.code_sum <= SPILL_SUM)) {
      scale.spilled_sum += BigInt(scale.code_sum);
      scale.code_sum = 0;
    }
  }

  #totalOf(block: CodeBlock): ScaleTotal | undefined {
    const { range_index, full_scale_fA, full_scale_uV, bits } = block;
    for (const total of this.#totals) {
      const isSame = total.range_index === range_index && total.full_scale_fA === full_scale_fA && total.full_scale_uV === full_scale_uV && total.bits === bits;
      if (isSame) return total;
    }
    if (this.#totals.length === SCALES_MAX) return undefined;
    const total: ScaleTotal = { range_index, full_scale_fA, full_scale_uV, bits, code_sum: 0, spilled_sum: 0n, sample_count: 0 };
    this.#totals.push(total);
    return total;
  }

  #closeGroups(): void {
    for (const queue of this.#levels) queue.close();
    this.#position = 0;
  }
}

/** The open group of a level, and those that wait to be taken: when too many wait the oldest goes, so that the latest are there. */
class GroupQueue {
  readonly level: PyramidLevel;
  dropped_count = 0;
  #waiting: PyramidGroup[] = [];
  #oldest_index = 0;
  #first_sample = 0;
  #range_index = 0;
  #sample_count = 0;
  #code_min = 0;
  #code_max = 0;
  #code_sum = 0;
  #square_low = 0;
  #square_high = 0;

  constructor(level: PyramidLevel) {
    this.level = level;
  }

  absorb(run: ReturnType<typeof emptyRun>, sample_count: number, at: { readonly first_sample: number; readonly range_index: number }): void {
    if (this.#sample_count === 0) {
      this.#first_sample = at.first_sample;
      this.#range_index = at.range_index;
      this.#code_min = run.code_min;
      this.#code_max = run.code_max;
    }
    this.#code_min = Math.min(this.#code_min, run.code_min);
    this.#code_max = Math.max(this.#code_max, run.code_max);
    this.#sample_count += sample_count;
    this.#code_sum += run.code_sum;
    this.#square_low += run.square_low;
    this.#square_high += run.square_high;
  }

  close(): void {
    if (this.#sample_count === 0) return;
    const group: PyramidGroup = {
      level: this.level,
      first_sample: this.#first_sample,
      sample_count: this.#sample_count,
      range_index: this.#range_index,
      code_min: this.#code_min,
      code_max: this.#code_max,
      code_sum: this.#code_sum,
      code_square_sum: nearestSum(this.#square_high, this.#square_low),
    };
    this.#sample_count = 0;
    this.#code_sum = 0;
    this.#square_low = 0;
    this.#square_high = 0;
    if (this.#waiting.length < GROUPS_MAX) {
      this.#waiting.push(group);
      return;
    }
    this.#waiting[this.#oldest_index] = group;
    this.#oldest_index = (this.#oldest_index + 1) % GROUPS_MAX;
    this.dropped_count += 1;
  }

  take(): PyramidGroup[] {
    const waiting = this.#waiting;
    const oldest_index = this.#oldest_index;
    this.#waiting = [];
    this.#oldest_index = 0;
    return oldest_index === 0 ? waiting : [...waiting.slice(oldest_index), ...waiting.slice(0, oldest_index)];
  }
}

/** The double nearest to `high * 2^32 + low`, rounded once; both words are exact integers. */
function nearestSum(high: number, low: number): number {
  // Below 2^52 + 2^46 the sum is an exact integer of a double.
  if (high < 2 ** 20) return high * SQUARE_WORD + low;
  return Number((BigInt(high) << 32n) + BigInt(low));
}
