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
  #stop = new AbortController();
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
    this.#stop.abort(new ScpiError(-213, 'aborted'));
    this.#filling = undefined;
  }

  /** @throws ScpiError -213 while it is being filled */
  start(readings: Readings, { quantity, count }: { readonly quantity: Quantity; readonly count: number }, onError: (error: unknown) => void): void {
    if (this.#filling !== undefined) throw new ScpiError(-213);
    this.clear();
    const stop = new AbortController();
    this.#stop = stop;
    this.#filling = this.#fill(readings, { quantity, count }, stop.signal)
      .catch((error: unknown) => {
        // What was aborted is not a failure.
        if (!stop.signal.aborted) onError(error);
      })
      .finally(() => {
        if (this.#stop === stop) this.#filling = undefined;
      });
  }

  async #fill(readings: Readings, { quantity, count }: { readonly quantity: Quantity; readonly count: number }, signal: AbortSignal): Promise<void> {
    const points = this.isFed ? this.points : 1;
    for (let index = 0; index < points; index += 1) {
      const value = await readings.next(quantity, count, signal);
      signal.throwIfAborted();
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
