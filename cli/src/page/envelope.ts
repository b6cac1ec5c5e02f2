/** What a stretch of a history was: times are from_us + index * step_us, each at the beginning of what it covers; NaN where nothing was measured. */
export interface Envelope {
  readonly from_us: number;
  readonly step_us: number;
  readonly min: Float32Array;
  readonly max: Float32Array;
  readonly mean: Float32Array;
}

/** A stretch of device time, and how many points it may be shown by. */
export interface EnvelopeQuery {
  readonly from_us: number;
  readonly to_us: number;
  readonly points: number;
}

/** Consecutive samples in brief. */
export interface Extent {
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly count: number;
}

/** Points that one answer may have: more than any screen has columns. */
export const POINTS_MAX = 4096;
/** Each level's buckets are so many times as long as those of the one below; an answer reads at most so many for a point. */
const FACTOR = 8;
/** Buckets of a year at 100 kS/s. */
const LEVELS = 9;
const CHUNK_BUCKETS = 4096;
/** Buckets kept of each level: at 100 kS/s in groups of 64, 41 ms resolution over twelve hours, and 0.6 ms over the last eleven minutes. */
const BUCKETS_MAX = 2 ** 20;

/**
 * Minimum, maximum and mean of one quantity over device time, for a chart that shows seconds or days: equal buckets at levels that
 * grow by eight, each level keeping its latest million. Memory is taken as it is needed, at most 12 bytes a bucket; a gap costs
 * nothing, and shows as one.
 */
export class EnvelopeHistory {
  readonly #levels: readonly Level[];
  #newest_us = -1;
  #oldest_us = -1;
  #late_count = 0;

  /** @param bucket_us shortest time that is told apart: the distance of two samples, or of two groups of them */
  constructor(bucket_us: number, buckets_max = BUCKETS_MAX) {
    if (!(Number.isSafeInteger(bucket_us) && 1 <= bucket_us)) throw new RangeError(`${bucket_us} us is no length of a bucket`);
    this.#levels = Array.from({ length: LEVELS }, (_, level) => new Level(bucket_us * FACTOR ** level, buckets_max));
  }

  /** Device time of the newest sample; -1 while there is none. */
  get newest_us(): number {
    return this.#newest_us;
  }

  /** Device time of the first sample ever; -1 while there is none. */
  get oldest_us(): number {
    return this.#oldest_us;
  }

  /** Extents that came with a time before the newest one's, and were left out: device time does not run backwards. */
  get late_count(): number {
    return this.#late_count;
  }

  /** Bytes that the history takes up now. */
  get size_bytes(): number {
    return this.#levels.reduce((sum, level) => sum + level.size_bytes, 0);
  }

  /** Adds what was measured at a time. */
  add(time_us: number, extent: Extent): void {
    if (!(this.#newest_us <= time_us && 0 <= time_us)) {
      this.#late_count += 1;
      return;
    }
    this.#newest_us = time_us;
    if (this.#oldest_us < 0) this.#oldest_us = time_us;
    for (const level of this.#levels) level.add(time_us, extent);
  }

  /** What was between two times, by the finest buckets that `points` permits and that are still kept as far back. */
  query({ from_us, to_us, points }: EnvelopeQuery): Envelope {
    if (!(Number.isFinite(from_us) && Number.isFinite(to_us) && from_us < to_us)) throw new RangeError('a query is for a time from_us before to_us');
    if (!(1 <= points && points <= POINTS_MAX)) throw new RangeError(`a query is for 1 to ${POINTS_MAX} points`);
    const level = this.#levelFor((to_us - from_us) / points, from_us);
    const step_us = level.bucket_us * Math.ceil((to_us - from_us) / (points * level.bucket_us));
    const first_us = Math.floor(from_us / step_us) * step_us;
    // A stretch that begins within a step and ends within another one touches one more than it is long.
    const count = Math.min(POINTS_MAX, Math.ceil((to_us - first_us) / step_us));
    const answer: Envelope = { from_us: first_us, step_us, min: new Float32Array(count), max: new Float32Array(count), mean: new Float32Array(count) };
    level.read(answer);
    return answer;
  }

  /** The coarsest level that has a bucket for each point, or a coarser one where that no longer keeps the beginning. */
  #levelFor(step_us: number, from_us: number): Level {
    const kept_us = Math.max(from_us, this.#oldest_us);
    const fine = Math.max(0, this.#levels.findLastIndex(({ bucket_us }) => bucket_us <= step_us));
    return this.#levels.find((level, index) => fine <= index && level.oldest_us <= kept_us) ?? this.#levels[this.#levels.length - 1]!;
  }
}

/** Buckets that lie side by side; `place` is that of the first among all chunks of its level. */
interface Chunk {
  place: number;
  readonly min: Float32Array;
  readonly max: Float32Array;
  readonly mean: Float32Array;
}

/** The latest buckets of one length. */
class Level {
  readonly bucket_us: number;
  /** By place, round and round: a chunk that has been displaced by a later one is known by its place. */
  readonly #chunks: (Chunk | undefined)[];
  #displaced_us = 0;
  #index = -1;
  #min = 0;
  #max = 0;
  #sum = 0;
  #count = 0;

  constructor(bucket_us: number, buckets_max: number) {
    this.bucket_us = bucket_us;
    this.#chunks = Array.from({ length: Math.max(1, Math.ceil(buckets_max / CHUNK_BUCKETS)) }, () => undefined);
  }

  /** From here on nothing has been displaced. */
  get oldest_us(): number {
    return this.#displaced_us;
  }

  get size_bytes(): number {
    return this.#chunks.reduce((sum, chunk) => sum + (chunk === undefined ? 0 : 3 * chunk.min.byteLength), 0);
  }

  add(time_us: number, { min, max, mean, count }: Extent): void {
    const index = Math.floor(time_us / this.bucket_us);
    if (index !== this.#index) {
      this.#index = index;
      this.#min = min;
      this.#max = max;
      this.#sum = 0;
      this.#count = 0;
    }
    this.#min = Math.min(this.#min, min);
    this.#max = Math.max(this.#max, max);
    this.#sum += mean * count;
    this.#count += count;
    const chunk = this.#chunkAt(Math.floor(index / CHUNK_BUCKETS));
    const at = index % CHUNK_BUCKETS;
    chunk.min[at] = this.#min;
    chunk.max[at] = this.#max;
    chunk.mean[at] = this.#sum / this.#count;
  }

  /** Joins buckets into the points of an answer; a mean of means, since all buckets but those at a gap hold equally many samples. */
  read({ from_us, step_us, min, max, mean }: Envelope): void {
    const perPoint = Math.round(step_us / this.bucket_us);
    const first = Math.round(from_us / this.bucket_us);
    for (let point = 0; point < min.length; point += 1) {
      let low = Infinity;
      let high = -Infinity;
      let sum = 0;
      let filled = 0;
      for (let index = first + point * perPoint; index < first + (point + 1) * perPoint; index += 1) {
        const chunk = this.#kept(index);
        const value = chunk === undefined ? NaN : chunk.mean[index % CHUNK_BUCKETS]!;
        if (Number.isNaN(value)) continue;
        low = Math.min(low, chunk!.min[index % CHUNK_BUCKETS]!);
        high = Math.max(high, chunk!.max[index % CHUNK_BUCKETS]!);
        sum += value;
        filled += 1;
      }
      min[point] = filled === 0 ? NaN : low;
      max[point] = filled === 0 ? NaN : high;
      mean[point] = sum / filled;
    }
  }

  #kept(index: number): Chunk | undefined {
    if (index < 0) return undefined;
    const place = Math.floor(index / CHUNK_BUCKETS);
    const chunk = this.#chunks[place % this.#chunks.length];
    return chunk?.place === place ? chunk : undefined;
  }

  #chunkAt(place: number): Chunk {
    const slot = place % this.#chunks.length;
    const chunk = this.#chunks[slot] ??= {
      place: -1, min: new Float32Array(CHUNK_BUCKETS), max: new Float32Array(CHUNK_BUCKETS), mean: new Float32Array(CHUNK_BUCKETS),
    };
    if (chunk.place !== place) {
      this.#displaced_us = Math.max(this.#displaced_us, (chunk.place + 1) * CHUNK_BUCKETS * this.bucket_us);
      chunk.place = place;
      chunk.mean.fill(NaN);
    }
    return chunk;
  }
}
