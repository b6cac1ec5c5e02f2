import { History, clearFaults, injectFault } from '@nanobias/firmware-model';
import type { Device, Past } from '@nanobias/firmware-model';
import { PLAIN, RawHost } from '@nanobias/firmware-model/swarm';
import { StatusCode } from '@nanobias/proto';
import type { Cause, Reply } from '@nanobias/proto';

const BOOT_TICKS = 500;
const SLEW_NV_PER_S = 10_000_000;
const STEP_UV = 1000;
/** A cause has to be gone for a second before it is acknowledged. */
const CLEAR_TICKS = 10_100;
const SNAPSHOT_US = 20_000;
const SNAPSHOTS_MAX = 4096;
const FLASH_WORDS = 512;
const ERASED = 0xffff_ffff;
const IDLE = 0;
const ERASING = 1;

/** An operation of the flash in the reference run. */
export interface FlashOperation {
  readonly kind: 'erase' | 'program';
  /** In whose end it had begun. */
  readonly tick: number;
}

/** Reset, self-test, arm, on, ramp, trip and acknowledge, once, with every tick of it within reach. */
export class Reference {
  readonly first_tick: number;
  readonly end_tick: number;
  /** Before the trip. */
  readonly trip_tick: number;
  /** After the trip, with its record written, and before its acknowledge. */
  readonly tripped_tick: number;
  readonly acknowledged_tick: number;
  /** What the trip has latched. */
  readonly causes: readonly Cause[];
  readonly operations: readonly FlashOperation[];
  readonly #past: Past;

  constructor(seed: number) {
    const host = newHost(seed);
    const { device } = host;
    const history = new History(device, () => newHost(seed).device, { period_us: SNAPSHOT_US, snapshots_count: SNAPSHOTS_MAX });
    const operations: FlashOperation[] = [];
    const flash = flashViews(device);
    let before = IDLE;
    device.observe(1, () => {
      const operation = flash.state[0]!;
      if (operation !== IDLE && before === IDLE) operations.push({ kind: operation === ERASING ? 'erase' : 'program', tick: device.tick });
      // Words that follow each other leave no tick without an operation: a word takes one.
      before = operation === ERASING ? operation : IDLE;
    });
    this.first_tick = device.tick;
    device.pressLocalReset();
    host.run(BOOT_TICKS);
    host.attach();
    host.acquire();
    switchOn(host);
    const { open_circuit_uV } = host.state;
    expectOk(host.setBias(open_circuit_uV + STEP_UV, SLEW_NV_PER_S));
    host.run(200);
    this.trip_tick = device.tick;
    injectFault(device, 'line.open', [1]);
    host.until(() => host.truth.hasTripped);
    host.run(100);
    this.tripped_tick = device.tick;
    this.causes = host.state.latched;
    clearFaults(device);
    host.hold(CLEAR_TICKS);
    acknowledge(host);
    this.acknowledged_tick = device.tick;
    host.run(100);
    this.end_tick = device.tick;
    this.operations = operations;
    this.#past = history.past();
  }

  /** All state at the end of a tick. */
  at(tick: number): Int32Array {
    this.#past.seek(tick);
    return this.#past.device.arena.snapshot();
  }

  /** Words of the flash that hold something at the end of a tick: page and place. */
  writtenWords(tick: number): readonly (readonly [page_index: number, word_index: number])[] {
    this.#past.seek(tick);
    const { words } = flashViews(this.#past.device);
    const pageWords = FLASH_WORDS / 2;
    return [...words.keys()].filter((index) => words[index] !== ERASED).map((index) => [Math.floor(index / pageWords), index % pageWords]);
  }
}

export function newHost(seed: number): RawHost {
  return new RawHost({ seed, isPeakWatched: false, cell: { lithium_initial_ratio: 1.02 } });
}

/** From a lease on to an output that is on. */
export function switchOn(host: RawHost): void {
  expectOk(host.enable(host.commit(PLAIN).digest));
}

/** Acknowledges whatever is latched, with a lease. */
export function acknowledge(host: RawHost): void {
  const { latched, fault_nonce } = host.state;
  if (latched.length > 0) expectOk(host.ask({ kind: 'acknowledge', causes: [...latched] as Cause[], fault_nonce, lease_epoch: host.lease_epoch }));
}

function expectOk(reply: Reply): void {
  if (reply.status.code !== StatusCode.OK) throw new Error(`refused: ${JSON.stringify(reply)}`);
}

function flashViews({ arena }: Device): { readonly words: Uint32Array; readonly state: Int32Array } {
  const offset_bytes = (name: string): number => arena.fields.find((field) => field.name === name)!.offset_bytes;
  const { buffer } = arena.words;
  return { words: new Uint32Array(buffer, offset_bytes('flash.words'), FLASH_WORDS), state: new Int32Array(buffer, offset_bytes('flash.state'), 1) };
}
