/**
 * Where the specimen's state is kept: the device's arena, or scratch memory of the same shape.
 *
 * Layer 0 asks for a crossing before the tick is taken. When the source has just jumped, the answer needs the
 * specimen as it would be after re-linearising; that is tried on a copy, so that asking changes nothing.
 */
export interface Fields {
  /** Claims doubles. */
  f64(name: string, length: number): Float64Array;
}

/** Hands out fields of `within`, or scratch memory without it, and can copy all of them at once. */
export class FieldSet implements Fields {
  readonly #within: Fields | undefined;
  readonly #arrays: Float64Array[] = [];

  constructor(within?: Fields) {
    this.#within = within;
  }

  f64(name: string, length: number): Float64Array {
    const array = this.#within ? this.#within.f64(name, length) : new Float64Array(length);
    this.#arrays.push(array);
    return array;
  }

  /** Takes over all numbers of another set of the same fields. */
  copyFrom(other: FieldSet): void {
    for (let i = 0; i < this.#arrays.length; i += 1) this.#arrays[i]!.set(other.#arrays[i]!);
  }
}
