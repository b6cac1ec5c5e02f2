import type { Quantity, Readings } from './readings.ts';
import { ScpiError } from './scpi-error.ts';

/** Readings that the buffer holds at most, as of the instrument that this face resembles. */
export const POINTS_MAX = 1024;

/** The reading buffer: filled in the background once it is initiated. */
export class Trace {
  points = 100;
  /** Whether the next INITiate fills it. */
  isFed = true;
  #values: number[] = [];
  #run = 0;
  #filling: Promise<void> | undefined;
  readonly #onFull: (isFull: boolean) => void;

  constructor(onFull: (isFull: boolean) => void) {
    this.#onFull = onFull;
  }

  get values(): readonly number[] {
    return this.#values;
  }

  /** What goes on; resolves when the buffer is full or the filling was aborted. */
  get filling(): Promise<void> | undefined {
    return this.#filling;
  }

  clear(): void {
    this.abort();
    this.#values = [];
    this.#onFull(false);
  }

  abort(): void {
    this.#run += 1;
    this.#filling = undefined;
  }

  /** @throws ScpiError -213 while it is being filled */
  start(readings: Readings, { quantity, count }: { readonly quantity: Quantity; readonly count: number }, onError: (error: unknown) => void): void {
    if (this.#filling !== undefined) throw new ScpiError(-213);
    this.clear();
    const run = this.#run;
    const filling = this.#fill(run, readings, { quantity, count })
      .catch(onError)
      .finally(() => {
        if (this.#run === run) this.#filling = undefined;
      });
    this.#filling = filling;
  }

  async #fill(run: number, readings: Readings, { quantity, count }: { readonly quantity: Quantity; readonly count: number }): Promise<void> {
    const points = this.isFed ? this.points : 1;
    for (let index = 0; index < points; index += 1) {
      const value = await readings.next(quantity, count);
      if (this.#run !== run) return;
      if (this.isFed) this.#values.push(value);
    }
    this.#onFull(this.isFed);
  }

  statistics(): { readonly mean: number; readonly deviation: number; readonly least: number; readonly greatest: number } {
    const { length } = this.#values;
    if (length === 0) throw new ScpiError(-230, 'the buffer is empty');
    const mean = this.#values.reduce((sum, value) => sum + value, 0) / length;
    const squares = this.#values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    return { mean, deviation: length === 1 ? 0 : Math.sqrt(squares / (length - 1)), least: Math.min(...this.#values), greatest: Math.max(...this.#values) };
  }
}
