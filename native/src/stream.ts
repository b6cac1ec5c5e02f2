import { emptyRun, measureRun } from './codes.ts';
import { GroupHistory } from './history.ts';
import type { CodeBlock, PyramidGroup, PyramidLevel, StreamTotals, ZoomGroup, ZoomLevel, ZoomWindow } from './sampler.ts';
import type { Trip } from './trip.ts';

/** Scales that one stream may show: eight ranges before and after a change of calibration. */
export const SCALES_MAX = 16;
/** Samples a group, finest level first. The first two gather runs of samples, each further one the groups of the level below. */
const LEVELS: readonly ZoomLevel[] = [64, 4096, 262_144, 16_777_216];
const UPPER_LEVEL = 2;

const RUN_SAMPLES_MAX = 64;
/** Sums are moved from a double to a bigint when they pass this: a block of 32-bit codes cannot carry them past 2^53. */
const SPILL_SUM = 2 ** 51;
/** Bit of `flags` by which the device tells of missing samples. */
const FLAG_GAP = 1 << 2;

/** @throws RangeError when the pyramid has no such level. */
export function levelIndex(level: PyramidLevel): number {
  const index = LEVELS.indexOf(level);
  if (!(0 <= index && index < UPPER_LEVEL)) throw new RangeError(`the pyramid has no level of ${level} samples`);
  return index;
}

/** @throws RangeError when the pyramid has no such level, or the window no such ends. */
export function zoomLevelIndex({ level, from, to }: ZoomWindow): number {
  const index = LEVELS.indexOf(level);
  if (index === -1) throw new RangeError(`the pyramid has no level of ${level} samples`);
  if (!(Number.isSafeInteger(from) && Number.isSafeInteger(to) && 0 <= from && 0 <= to)) throw new RangeError(`a window has whole ends from 0 on, got ${from} and ${to}`);
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
  readonly #levels = LEVELS.map((level) => new GroupHistory(level));
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
  take(block: CodeBlock, trip?: Trip): boolean {
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
    this.#measure(block, scale, trip);
    return true;
  }

  takePyramid(level_index: number, flush: boolean): PyramidGroup[] {
    if (flush) this.#close(level_index);
    return this.#levels[level_index]!.take() as PyramidGroup[];
  }

  pyramid(level_index: number, { from, to }: ZoomWindow): ZoomGroup[] {
    return this.#levels[level_index]!.overlapping({ from, to, step: this.#decimation });
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
    return this.#levels.reduce((count, history) => count + history.dropped_count, 0);
  }

  #measure(block: CodeBlock, scale: ScaleTotal, trip: Trip | undefined): void {
    const run = this.#run;
    const { codes } = block;
    trip?.beginBlock(block);
    for (let index = 0; index < codes.length;) {
      const end_index = Math.min(codes.length, index + RUN_SAMPLES_MAX - (this.#position % RUN_SAMPLES_MAX));
      measureRun(run, codes, index, end_index);
      if (trip && !trip.record && !trip.permits(run)) trip.latch(block, index);
      scale.code_sum += run.code_sum;
      this.#position += end_index - index;
      const first_sample = block.first_sample + index * this.#decimation;
      for (let level_index = 0; level_index < UPPER_LEVEL; level_index += 1) {
        const history = this.#levels[level_index]!;
        history.absorbRun(run, end_index - index, { first_sample, range_index: block.range_index });
        if (this.#position % history.level === 0) this.#close(level_index);
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
    for (let level_index = 0; level_index < LEVELS.length; level_index += 1) this.#close(level_index);
    this.#position = 0;
  }

  #close(level_index: number): void {
    const closed = this.#levels[level_index]!.close();
    const upper = this.#levels[level_index + 1];
    if (!closed || !upper || level_index + 1 < UPPER_LEVEL) return;
    upper.absorbGroup(closed);
    if (this.#position % upper.level === 0) this.#close(level_index + 1);
  }
}
