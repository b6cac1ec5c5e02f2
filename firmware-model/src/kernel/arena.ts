/**
 * The one place where mutable model state lives.
 *
 * Every typed field is a view of a single buffer, so that a snapshot is one copy, a restored run can't miss a
 * field, and two runs are equal exactly when two byte ranges are.
 */

/** Bytes reserved for all fields of one device. */
const CAPACITY_BYTES = 512 * 1024;

export interface ArenaField {
  readonly name: string;
  readonly kind: 'f64' | 'i32' | 'u32' | 'u8';
  readonly length: number;
  readonly offset_bytes: number;
}

const ALIGNMENT_BYTES = 8;
const ELEMENT_BYTES = { f64: 8, i32: 4, u32: 4, u8: 1 } as const;

/** The memory that holds all state of a device, so that it can be copied, compared and digested whole. */
export class Arena {
  readonly #buffer = new ArrayBuffer(CAPACITY_BYTES);
  readonly #fields = new Map<string, ArenaField>();
  #end_bytes = 0;
  #isSealed = false;

  /** Claims doubles. */
  f64(name: string, length = 1): Float64Array {
    return new Float64Array(this.#buffer, this.#claim(name, 'f64', length), length);
  }

  /** Claims signed words. */
  i32(name: string, length = 1): Int32Array {
    return new Int32Array(this.#buffer, this.#claim(name, 'i32', length), length);
  }

  /** Claims unsigned words. */
  u32(name: string, length = 1): Uint32Array {
    return new Uint32Array(this.#buffer, this.#claim(name, 'u32', length), length);
  }

  /** Claims bytes. */
  u8(name: string, length = 1): Uint8Array {
    return new Uint8Array(this.#buffer, this.#claim(name, 'u8', length), length);
  }

  /** Ends registration: from here on the layout is fixed. */
  seal(): void {
    this.#isSealed = true;
  }

  /** Where the next field will lie, in bytes. */
  get mark_bytes(): number {
    return this.#end_bytes;
  }

  /** What was claimed since a mark, as 32-bit words; a live view. */
  wordsSince(mark_bytes: number): Int32Array {
    return new Int32Array(this.#buffer, mark_bytes, (this.#end_bytes - mark_bytes) >>> 2);
  }

  /** All fields in order of registration. */
  get fields(): readonly ArenaField[] {
    return [...this.#fields.values()];
  }

  /** A text that is equal for two arenas exactly when their layouts are. */
  get schema(): string {
    return this.fields.map((field) => `${field.name}:${field.kind}[${field.length}]@${field.offset_bytes}`).join('\n');
  }

  /** All state, as 32-bit words; a live view. */
  get words(): Int32Array {
    return new Int32Array(this.#buffer, 0, this.#end_bytes >>> 2);
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

  #claim(name: string, kind: ArenaField['kind'], length: number): number {
    if (this.#isSealed) throw new Error(`field ${name} registered after the arena was sealed`);
    if (this.#fields.has(name)) throw new Error(`field ${name} registered twice`);
    if (!Number.isSafeInteger(length) || length < 1) throw new Error(`field ${name} needs a positive length, got ${length}`);
    const size_bytes = Math.ceil((length * ELEMENT_BYTES[kind]) / ALIGNMENT_BYTES) * ALIGNMENT_BYTES;
    const offset_bytes = this.#end_bytes;
    if (offset_bytes + size_bytes > CAPACITY_BYTES) throw new Error(`no room for field ${name} in an arena of ${CAPACITY_BYTES} bytes`);
    this.#end_bytes += size_bytes;
    this.#fields.set(name, { name, kind, length, offset_bytes });
    return offset_bytes;
  }
}
