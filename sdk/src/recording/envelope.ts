import type { CodeBlock } from '@nanobias/native';
import { amperesPerCode, voltsPerCode } from '../units.ts';
import type { PyramidColumns } from './messages.ts';
import type { Recording } from './reader.ts';

/** What can be zoomed into: bias and current of the slow path, and the current of the interlock path. */
export type EnvelopeChannel = 'bias' | 'current' | 'interlock';

/** Which channel is drawn over which time, in how many columns. */
export interface EnvelopeRequest {
  readonly channel: EnvelopeChannel;
  readonly from_us: number;
  readonly to_us: number;
  /** Columns that can be told apart, such as those of a screen. */
  readonly points: number;
}

/** Extremes and mean of each column that holds a sample, in V or A, by the device time of the column's middle. */
export interface Envelope {
  readonly time_us: Float64Array;
  readonly min: Float64Array;
  readonly max: Float64Array;
  readonly mean: Float64Array;
}

/** More columns than any screen has. */
const points_max = 16_384;
/** Entries of a level that become one of the next. */
const fan = 16;
/** Entries a column that a query looks at, at most: those of the next level down are fan times as many. */
const entries_perPoint = 4;

/** Statistics of consecutive stretches of time, as columns of equal length. */
class Level {
  readonly from_us: Float64Array;
  readonly to_us: Float64Array;
  readonly min: Float64Array;
  readonly max: Float64Array;
  readonly sum: Float64Array;
  readonly count: Float64Array;

  constructor(length: number) {
    [this.from_us, this.to_us, this.min, this.max, this.sum, this.count] = Array.from({ length: 6 }, () => new Float64Array(length)) as [
      Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array,
    ];
  }

  get length(): number {
    return this.from_us.length;
  }

  /** The level above: every `fan` entries as one. */
  above(): Level {
    const level = new Level(Math.ceil(this.length / fan));
    for (let index = 0; index < level.length; index += 1) {
      const first = index * fan;
      const last = Math.min(first + fan, this.length) - 1;
      level.from_us[index] = this.from_us[first]!;
      level.to_us[index] = this.to_us[last]!;
      level.min[index] = Number.POSITIVE_INFINITY;
      level.max[index] = Number.NEGATIVE_INFINITY;
      for (let entry = first; entry <= last; entry += 1) {
        level.min[index] = Math.min(level.min[index]!, this.min[entry]!);
        level.max[index] = Math.max(level.max[index]!, this.max[entry]!);
        level.sum[index] = level.sum[index]! + this.sum[entry]!;
        level.count[index] = level.count[index]! + this.count[entry]!;
      }
    }
    return level;
  }

  /** First entry that ends after a time. */
  firstAfter(time_us: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.to_us[middle]! > time_us) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** One resolution of a channel, and what it becomes when it is looked at from farther away. */
class Tier {
  readonly #levels: readonly Level[];

  constructor(base: Level) {
    const levels = [base];
    while (levels.at(-1)!.length > fan) levels.push(levels.at(-1)!.above());
    this.#levels = levels;
  }

  /** Adds what lies in the window to columns that hold nothing of a finer resolution. */
  fill(columns: Columns, { from_us, to_us, points }: EnvelopeRequest): void {
    const level = this.#levels.find((candidate) => candidate.firstAfter(to_us) - candidate.firstAfter(from_us) <= points * entries_perPoint) ?? this.#levels.at(-1)!;
    const taken = columns.count.map((count) => (count > 0 ? 1 : 0));
    for (let entry = level.firstAfter(from_us); entry < level.length && level.from_us[entry]! < to_us; entry += 1) {
      const middle_us = (Math.max(level.from_us[entry]!, from_us) + Math.min(level.to_us[entry]!, to_us)) / 2;
      const column = Math.min(points - 1, Math.floor(((middle_us - from_us) / (to_us - from_us)) * points));
      if (taken[column] === 0) columns.add(column, level, entry);
    }
  }
}

class Columns {
  readonly min: Float64Array;
  readonly max: Float64Array;
  readonly sum: Float64Array;
  readonly count: Float64Array;

  constructor(points: number) {
    this.min = new Float64Array(points).fill(Number.POSITIVE_INFINITY);
    this.max = new Float64Array(points).fill(Number.NEGATIVE_INFINITY);
    this.sum = new Float64Array(points);
    this.count = new Float64Array(points);
  }

  add(column: number, level: Level, entry: number): void {
    this.min[column] = Math.min(this.min[column]!, level.min[entry]!);
    this.max[column] = Math.max(this.max[column]!, level.max[entry]!);
    this.sum[column] = this.sum[column]! + level.sum[entry]!;
    this.count[column] = this.count[column]! + level.count[entry]!;
  }
}

/**
 * A recording that can be zoomed into at once: built once, a query costs what its columns cost, however long the recording is. The interlock
 * path is shown by its statistics of 4096 samples, and around events, where they are recorded, by those of 64 and by its samples.
 */
export class RecordedEnvelope {
  /** From fine to coarse. */
  readonly #tiers: Readonly<Record<EnvelopeChannel, readonly Tier[]>>;

  constructor(recording: Recording) {
    this.#tiers = {
      bias: [new Tier(sampleLevel(recording.slowVoltage, voltsPerCode))],
      current: [new Tier(sampleLevel(recording.slowCurrent, amperesPerCode))],
      interlock: [
        new Tier(sampleLevel(recording.interlockFull, amperesPerCode)), new Tier(groupLevel(recording.interlockFine)), new Tier(groupLevel(recording.interlockCoarse)),
      ],
    };
  }

  /** What a window holds, column by column; columns without a sample are left out. @throws RangeError for a window or a number of points that is none */
  envelope(request: EnvelopeRequest): Envelope {
    const { channel, from_us, to_us, points } = request;
    if (!(from_us < to_us && Number.isFinite(to_us - from_us))) throw new RangeError(`from ${from_us} to ${to_us} us is no window`);
    if (!(Number.isInteger(points) && 1 <= points && points <= points_max)) throw new RangeError(`${points} points: 1 to ${points_max} are possible`);
    const columns = new Columns(points);
    for (const tier of this.#tiers[channel]) tier.fill(columns, request);
    const held = Array.from({ length: points }, (_, column) => column).filter((column) => columns.count[column]! > 0);
    return {
      time_us: Float64Array.from(held, (column) => from_us + ((column + 0.5) / points) * (to_us - from_us)),
      min: Float64Array.from(held, (column) => columns.min[column]!),
      max: Float64Array.from(held, (column) => columns.max[column]!),
      mean: Float64Array.from(held, (column) => columns.sum[column]! / columns.count[column]!),
    };
  }
}

/** Every sample an entry. */
function sampleLevel(blocks: readonly CodeBlock[], perCode: (block: CodeBlock) => number): Level {
  const level = new Level(blocks.reduce((sum, { codes }) => sum + codes.length, 0));
  let entry = 0;
  for (const block of blocks) {
    const period_us = (block.decimation * 1e6) / block.rate_Hz;
    const unit = perCode(block);
    for (let index = 0; index < block.codes.length; index += 1, entry += 1) {
      // A conversion is stamped when it ends.
      const to_us = block.device_time_us + index * period_us;
      const value = block.codes[index]! * unit;
      level.from_us[entry] = to_us - period_us;
      level.to_us[entry] = to_us;
      level.min[entry] = value;
      level.max[entry] = value;
      level.sum[entry] = value;
      level.count[entry] = 1;
    }
  }
  return level;
}

function groupLevel(messages: readonly PyramidColumns[]): Level {
  const level = new Level(messages.reduce((sum, { first_sample }) => sum + first_sample.length, 0));
  let entry = 0;
  for (const message of messages) {
    const period_us = 1e6 / message.rate_Hz;
    const unit = amperesPerCode(message);
    const origin = message.first_sample[0] ?? 0;
    for (let index = 0; index < message.first_sample.length; index += 1, entry += 1) {
      const from_us = message.device_time_us + (message.first_sample[index]! - origin - 1) * period_us;
      level.from_us[entry] = from_us;
      level.to_us[entry] = from_us + message.sample_count[index]! * period_us;
      level.min[entry] = message.code_min[index]! * unit;
      level.max[entry] = message.code_max[index]! * unit;
      level.sum[entry] = message.code_sum[index]! * unit;
      level.count[entry] = message.sample_count[index]!;
    }
  }
  return level;
}
