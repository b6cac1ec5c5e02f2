/** Sums for the autocorrelation of a series that is seen once, at lags from 1 on. */
export class Whiteness {
  readonly #recent: number[] = [];
  readonly #products: number[];
  #squares = 0;
  #count = 0;
  largest = 0;

  constructor(lags: number) {
    this.#products = Array.from({ length: lags }, () => 0);
  }

  add(value: number): void {
    for (const [lag, past] of this.#recent.entries()) this.#products[lag] = this.#products[lag]! + value * past;
    this.#recent.unshift(value);
    if (this.#recent.length > this.#products.length) this.#recent.pop();
    this.#squares += value * value;
    this.#count += 1;
    this.largest = Math.max(this.largest, Math.abs(value));
  }

  get sigma(): number {
    return Math.sqrt(this.#squares / this.#count);
  }

  /** Largest autocorrelation at any lag, in its own standard deviations of 1/sqrt(n). */
  get correlation_sigma(): number {
    return Math.max(...this.#products.map((sum) => Math.abs(sum / this.#squares))) * Math.sqrt(this.#count);
  }
}

/** Least squares of y = a + b x: gain and offset of a converter, which each board draws from its seed. */
export function lineThrough(pairs: readonly (readonly [number, number])[]): (x: number) => number {
  const n = pairs.length;
  const x0 = pairs.reduce((sum, [x]) => sum + x, 0) / n;
  const y0 = pairs.reduce((sum, [, y]) => sum + y, 0) / n;
  const slope = pairs.reduce((sum, [x, y]) => sum + (x - x0) * (y - y0), 0) / pairs.reduce((sum, [x]) => sum + (x - x0) ** 2, 0);
  return (x) => y0 + slope * (x - x0);
}
