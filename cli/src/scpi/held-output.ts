import type { Device, OffMeasurement, Output, OutputLimits } from '@nanobias/sdk';
import { NanobiasError } from '@nanobias/sdk';
import { ScpiError } from './scpi-error.ts';

/** A busy machine misses half a second now and then; a host that is gone is found by its hang-up before. */
const LEASE_S = 2;

interface Held {
  readonly output: Output;
  readonly release: () => void;
  readonly ended: Promise<OffMeasurement>;
}

/** An output scope that commands hold open: between `on` and `off` lies whatever the client sends. */
export class HeldOutput {
  readonly #device: Device;
  readonly #onLost: (error: unknown) => void;
  #held: Held | undefined;
  #isBeginning = false;
  #opening: Promise<void> | undefined;

  /** @param onLost - told once when a held output ends otherwise than by `off`. */
  constructor(device: Device, onLost: (error: unknown) => void) {
    this.#device = device;
    this.#onLost = onLost;
  }

  /** Whether this client has the output, is about to, or has not yet measured that it is off. */
  get isHeld(): boolean {
    return this.#held !== undefined || this.#isBeginning || this.#opening !== undefined;
  }

  get output(): Output | undefined {
    return this.#held?.output;
  }

  /** Closes the circuit at the cell's own voltage; nothing when it is closed. */
  async on(limits: OutputLimits): Promise<void> {
    if (this.#held !== undefined) return;
    let release = (): void => undefined;
    let hold = (_held: Output): void => undefined;
    const enabled = new Promise<Output>((resolve) => {
      hold = resolve;
    });
    const scope = this.#device.withOutput({ limits, lease_s: LEASE_S }, (output, signal) => {
      hold(output);
      return new Promise<void>((resolve) => {
        release = resolve;
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    });
    const ended = scope.then(({ off }) => off);
    this.#isBeginning = true;
    try {
      const output = await Promise.race([enabled, ended.then(() => { throw new ScpiError(-310, 'the output scope ended at once'); })]);
      this.#held = { output, release: () => release(), ended };
    } finally {
      this.#isBeginning = false;
    }
    ended.catch((error: unknown) => {
      if (this.#held?.ended !== ended) return;
      this.#held = undefined;
      this.#onLost(error);
    });
  }

  /** Opens the circuit and waits for what was measured then. Without a held output the stop is sent all the same. */
  off(): Promise<void> {
    this.#opening ??= this.#off().finally(() => {
      this.#opening = undefined;
    });
    return this.#opening;
  }

  async #off(): Promise<void> {
    const held = this.#held;
    this.#held = undefined;
    if (held === undefined) {
      await this.#device.stop();
      return;
    }
    held.release();
    try {
      await held.ended;
    } catch (error) {
      // Whatever ended the scope before, it is off; only a failure to prove that is the caller's matter.
      if (!(error instanceof NanobiasError && error.outputMayBeOn === false)) throw error;
    }
  }
}
