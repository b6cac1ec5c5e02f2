/**
 * The one place where mutable model state lives.
 *
 * Every typed field is a view of a single buffer, so that a snapshot is one copy, a restored run can't miss a
 * field, and two runs are equal exactly when two byte ranges are. Fields registered as `hot` lie together at the
 * front: they are digested every millisecond; the rest is digested once a second.
 */

/** Bytes reserved for hot fields. A larger hot set would make the millisecond digest the most expensive step of a tick. */
const HOT_CAPACITY_BYTES = 1024;
/** Bytes reserved for all fields of one device. */
const CAPACITY_BYTES = 512 * 1024;

export type Region = 'hot' | 'cold';

export interface ArenaField {
  readonly name: string;
  readonly kind: 'f64' | 'i32' | 'u32' | 'u8';
  readonly length: number;
  readonly offset_bytes: number;
}

const ALIGNMENT_BYTES = 8;
const ELEMENT_BYTES = { f64: 8, i32: 4, u32: 4, u8: 1 } as const;

/** How far the two regions are claimed. */
interface ArenaMark {
  readonly hot_bytes: number;
  readonly cold_bytes: number;
}

/** The memory that holds all state of a device, so that it can be copied, compared and digested whole. */
export class Arena {
  readonly #buffer = new ArrayBuffer(CAPACITY_BYTES);
  readonly #fields = new Map<string, ArenaField>();
  #hotEnd_bytes = 0;
  #coldEnd_bytes = HOT_CAPACITY_BYTES;
  #isSealed = false;

  /** Claims doubles. */
  f64(name: string, length = 1, region: Region = 'cold'): Float64Array {
    return new Float64Array(this.#buffer, this.#claim(name, 'f64', length, region), length);
  }

  /** Claims signed words. */
  i32(name: string, length = 1, region: Region = 'cold'): Int32Array {
    return new Int32Array(this.#buffer, this.#claim(name, 'i32', length, region), length);
  }

  /** Claims unsigned words. */
  u32(name: string, length = 1, region: Region = 'cold'): Uint32Array {
    return new Uint32Array(this.#buffer, this.#claim(name, 'u32', length, region), length);
  }

  /** Claims bytes. */
  u8(name: string, length = 1, region: Region = 'cold'): Uint8Array {
    return new Uint8Array(this.#buffer, this.#claim(name, 'u8', length, region), length);
  }

  /** Ends registration: from here on the layout is fixed. */
  seal(): void {
    this.#isSealed = true;
  }

  /** Where the next fields will lie. */
  get mark(): ArenaMark {
    return { hot_bytes: this.#hotEnd_bytes, cold_bytes: this.#coldEnd_bytes };
  }

  /** What was claimed since a mark, as 32-bit words, hot and cold; live views. */
  wordsSince({ hot_bytes, cold_bytes }: ArenaMark): readonly Int32Array[] {
    const hot = new Int32Array(this.#buffer, hot_bytes, (this.#hotEnd_bytes - hot_bytes) >>> 2);
    return [hot, new Int32Array(this.#buffer, cold_bytes, (this.#coldEnd_bytes - cold_bytes) >>> 2)];
  }

  /** All fields in order of registration. */
  get fields(): readonly ArenaField[] {
    return [...this.#fields.values()];
  }

  /** A text that is equal for two arenas exactly when their layouts are. */
  get schema(): string {
    return this.fields.map((field) => `${field.name}:${field.kind}[${field.length}]@${field.offset_bytes}`).join('\n');
  }

  /** Bytes of the hot part that hold fields, as 32-bit words; a live view. */
  get hotWords(): Int32Array {
    return new Int32Array(this.#buffer, 0, this.#hotEnd_bytes >>> 2);
  }

  /** All state, as 32-bit words; a live view. The gap between hot and cold is always zero. */
  get words(): Int32Array {
    return new Int32Array(this.#buffer, 0, this.#coldEnd_bytes >>> 2);
  }

  /** Copies the state out: one `set`. */
  snapshot(): Int32Array {
    return this.words.slice();
  }

  /** Puts a snapshot of the same layout back. */
  restore(snapshot: Int32Array): void {
    if (snapshot.length !== this.words.length) {
      throw new Error(`a snapshot of ${snapshot.length} words does not fit an arena of ${this.words.length}`);
    }
    this.words.set(snapshot);
  }

  #claim(name: string, kind: ArenaField['kind'], length: number, region: Region): number {
    if (this.#isSealed) throw new Error(`field ${name} registered after the arena was sealed`);
    if (this.#fields.has(name)) throw new Error(`field ${name} registered twice`);
    if (!Number.isSafeInteger(length) || length < 1) throw new Error(`field ${name} needs a positive length, got ${length}`);
    const size_bytes = Math.ceil((length * ELEMENT_BYTES[kind]) / ALIGNMENT_BYTES) * ALIGNMENT_BYTES;
    const offset_bytes = region === 'hot' ? this.#hotEnd_bytes : this.#coldEnd_bytes;
    const limit_bytes = region === 'hot' ? HOT_CAPACITY_BYTES : CAPACITY_BYTES;
    if (offset_bytes + size_bytes > limit_bytes) throw new Error(`no room for field ${name} in the ${region} region of ${limit_bytes} bytes`);
    if (region === 'hot') this.#hotEnd_bytes += size_bytes;
    else this.#coldEnd_bytes += size_bytes;
    this.#fields.set(name, { name, kind, length, offset_bytes });
    return offset_bytes;
  }
}
