import type { ConverterLine } from './terminals.ts';

/** A converter of so many bits: rounds to the nearest code and stops at its ends. */
export class Converter {
  readonly #gain: number;
  readonly #offset_code: number;
  readonly #noise_code: number;
  readonly #code_min: number;
  readonly #code_max: number;

  constructor({ gain, offset_code, noise_code, bits }: ConverterLine) {
    this.#gain = gain;
    // Rounding to the nearest is a floor half a code higher.
    this.#offset_code = offset_code + 0.5;
    this.#noise_code = noise_code;
    this.#code_min = -(1 << (bits - 1));
    this.#code_max = (1 << (bits - 1)) - 1;
  }

  /** The code of a signal; `draw` is Gaussian with deviation 1. */
  code(signal_code: number, draw: number): number {
    const code = Math.floor(this.#gain * signal_code + this.#offset_code + this.#noise_code * draw);
    if (this.#code_min <= code && code <= this.#code_max) return code;
    return code < this.#code_min ? this.#code_min : this.#code_max;
  }

  isEnd(code: number): boolean {
    return code === this.#code_min || code === this.#code_max;
  }
}
