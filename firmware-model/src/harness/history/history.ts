import type { Device } from '../device.ts';
import { sizeOf_bytes, type DeviceInput, type TimedInput } from './input.ts';
import { Past } from './past.ts';
import { HISTORY_VERSION, snapshotOf, type DeviceSnapshot } from './snapshot.ts';

const PERIOD_US_DEFAULT = 1_000_000;
const SNAPSHOTS_COUNT_DEFAULT = 64;
/** What the inputs may take: beyond it the oldest stretch is forgotten, and with it what lies before. */
const INPUTS_MAX = 1_000_000;
const INPUT_BYTES_MAX = 67_108_864;

/** How much of a run is kept to go back to. */
export interface HistoryOptions {
  /** Device time between two snapshots; a second unless told. A seek replays half of it on average. */
  readonly period_us?: number;
  /** Snapshots that are kept; 64 unless told. */
  readonly snapshots_count?: number;
}

/** A snapshot, how many inputs came before it, and the first tick whose end it leads to. */
interface Landmark {
  readonly snapshot: DeviceSnapshot;
  readonly inputs_count: number;
  readonly first_tick: number;
}

/** What came to a device, from a snapshot on: enough to run it again to the bit. */
export interface Recording {
  readonly version: number;
  readonly schema: string;
  readonly start: DeviceSnapshot;
  readonly inputs: readonly TimedInput[];
  readonly end_tick: number;
  readonly digest: string;
}

/** Snapshots of a device in a ring and every input since the oldest of them: any tick in between can be gone back to. */
export class History {
  readonly #device: Device;
  readonly #make: () => Device;
  readonly #snapshots_count: number;
  readonly #landmarks: Landmark[] = [];
  readonly #inputs: TimedInput[] = [];
  #forgotten_count = 0;
  #input_bytes = 0;
  readonly #stop: () => void;

  /** @param make - another device from the same options, for whoever goes back: the one that is recorded goes on */
  constructor(device: Device, make: () => Device, { period_us = PERIOD_US_DEFAULT, snapshots_count = SNAPSHOTS_COUNT_DEFAULT }: HistoryOptions = {}) {
    if (!(Number.isSafeInteger(snapshots_count) && 1 <= snapshots_count)) throw new RangeError(`${snapshots_count} snapshots`);
    this.#device = device;
    this.#make = make;
    this.#snapshots_count = snapshots_count;
    this.#mark(device.tick);
    const stopLooking = device.observe(Math.ceil(period_us / device.tick_us), () => this.#mark(device.tick));
    const stopHearing = device.hear((input) => this.#note(input));
    this.#stop = () => {
      stopLooking();
      stopHearing();
    };
  }

  /** The first tick that can still be gone back to. */
  get oldest_tick(): number {
    return this.#landmarks[0]!.first_tick;
  }

  /** The tick that the device has completed last. */
  get newest_tick(): number {
    return this.#device.tick;
  }

  /** Ends the recording. What was recorded stays, and the device runs on without. */
  stop(): void {
    this.#stop();
  }

  /** Another device, at the oldest tick, that can be taken to any tick of this history. */
  past(): Past {
    return new Past(this.#make(), this);
  }

  /** The last snapshot at or before a tick, and the inputs that came from it on and before the end of that tick, in order. */
  wayTo(tick: number): { readonly snapshot: DeviceSnapshot; readonly inputs: readonly TimedInput[] } {
    if (!(Number.isSafeInteger(tick) && this.oldest_tick <= tick && tick <= this.newest_tick)) {
      throw new RangeError(`tick ${tick} is outside what is recorded: ${this.oldest_tick} to ${this.newest_tick}`);
    }
    const { snapshot, inputs_count } = this.#landmarks.findLast((landmark) => landmark.first_tick <= tick)!;
    return { snapshot, inputs: this.#inputsFrom(inputs_count).filter((timed) => timed.tick < tick) };
  }

  /** What came from the end of a tick on, and before the end of a later one. */
  inputsBetween(from_tick: number, to_tick: number): readonly TimedInput[] {
    return this.#inputs.filter(({ tick }) => from_tick <= tick && tick < to_tick);
  }

  /** From the oldest snapshot to now. */
  recording(): Recording {
    const { snapshot, inputs_count } = this.#landmarks[0]!;
    return {
      version: HISTORY_VERSION, schema: snapshot.schema, start: snapshot, inputs: this.#inputsFrom(inputs_count),
      end_tick: this.#device.tick, digest: this.#device.digest(),
    };
  }

  #inputsFrom(inputs_count: number): readonly TimedInput[] {
    return this.#inputs.slice(inputs_count - this.#forgotten_count);
  }

  #mark(first_tick: number): void {
    this.#landmarks.push({ snapshot: snapshotOf(this.#device), inputs_count: this.#forgotten_count + this.#inputs.length, first_tick });
    if (this.#landmarks.length > this.#snapshots_count) this.#forgetOldest();
  }

  /** An input is about to come. */
  #note(input: DeviceInput): void {
    const size_bytes = sizeOf_bytes(input);
    while (this.#inputs.length > 0 && (this.#inputs.length >= INPUTS_MAX || this.#input_bytes + size_bytes > INPUT_BYTES_MAX)) {
      // With one landmark left all inputs belong to it: the history begins anew, among the inputs of this tick.
      if (this.#landmarks.length === 1) this.#mark(this.#device.tick + 1);
      else this.#forgetOldest();
    }
    this.#inputs.push({ tick: this.#device.tick, input });
    this.#input_bytes += size_bytes;
  }

  #forgetOldest(): void {
    this.#landmarks.shift();
    const forgotten = this.#inputs.splice(0, this.#landmarks[0]!.inputs_count - this.#forgotten_count);
    this.#forgotten_count += forgotten.length;
    for (const { input } of forgotten) this.#input_bytes -= sizeOf_bytes(input);
  }
}
