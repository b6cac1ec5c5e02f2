import type { Device } from '../device.ts';
import { Truth } from '../truth.ts';
import { applyInput, type TimedInput } from './input.ts';
import type { History, Recording } from './history.ts';
import { checkOrigin, restoreSnapshot } from './snapshot.ts';

/** An event is looked for in stretches of so many ticks. */
const STRETCH_TICKS = 10_000;

/**
 * A device that goes to and fro in the history of another one. It stands at the end of a tick, before anything came to it
 * then; what is done to it is forgotten by the next move, so that one may also try what would have happened.
 */
export class Past {
  readonly device: Device;
  readonly truth: Truth;
  readonly #history: History;

  constructor(device: Device, history: History) {
    this.device = device;
    this.truth = new Truth(device);
    this.#history = history;
    this.seek(history.oldest_tick);
  }

  get tick(): number {
    return this.device.tick;
  }

  /** @throws RangeError naming a tick that is not recorded, or no longer */
  seek(tick: number): void {
    const { snapshot, inputs } = this.#history.wayTo(tick);
    restoreSnapshot(this.device, snapshot);
    walk(this.device, inputs, tick);
  }

  /** Goes back by ticks of the control loop; one unless told. */
  stepBack(ticks_count = 1): void {
    this.seek(this.tick - ticks_count);
  }

  /**
   * Goes on from here to the last tick before one at whose end something is so, and returns it; undefined, at the newest tick,
   * when it never is.
   */
  runToTickBefore(isSo: (truth: Truth) => boolean): number | undefined {
    this.seek(this.tick);
    let found_tick: number | undefined;
    const stop = this.truth.everyTick((truth) => {
      if (found_tick === undefined && isSo(truth)) found_tick = this.tick;
    });
    const { newest_tick } = this.#history;
    while (found_tick === undefined && this.tick < newest_tick) {
      const end_tick = Math.min(this.tick + STRETCH_TICKS, newest_tick);
      walk(this.device, this.#history.inputsBetween(this.tick, end_tick), end_tick);
    }
    stop();
    if (found_tick === undefined) return undefined;
    this.seek(found_tick - 1);
    return found_tick - 1;
  }

  /** To the last tick before the next trip, of the firmware or of layer 0. */
  runToTickBeforeTrip(): number | undefined {
    return this.runToTickBefore(({ hasTripped }) => hasTripped);
  }
}

/** Runs a device through a recording; returns the digest that it comes to. @throws RangeError naming a version or a schema that does not fit */
export function replayed(recording: Recording, device: Device): string {
  checkOrigin(device, recording);
  restoreSnapshot(device, recording.start);
  walk(device, recording.inputs, recording.end_tick);
  return device.digest();
}

/** Takes a device to the end of a tick, with the inputs that came on the way; those of the last tick are the caller's to leave out. */
function walk(device: Device, inputs: readonly TimedInput[], end_tick: number): void {
  for (const { tick, input } of inputs) {
    runTo(device, tick);
    applyInput(device, input);
  }
  runTo(device, end_tick);
}

function runTo(device: Device, tick: number): void {
  // A device returns early in the tick in which it has queued output.
  while (device.tick < tick) device.run(tick - device.tick);
}
