import { CELL_PRESETS, clearFaults, FAULTS, History, injectFault, simulate } from '@nanobias/firmware-model';
import type { CellPreset, Device, Past, SimulationOptions } from '@nanobias/firmware-model';
import { Dice, limitsOf, RawHost } from '@nanobias/firmware-model/swarm';
import { Channel, Encoding } from '@nanobias/proto';
import { DigestStream } from './stream.ts';

const MOVES_COUNT = 5;
const SNAPSHOT_US = 250_000;
/** Half a minute: a course is compared from its beginning. */
const SNAPSHOTS_COUNT = 128;
const SLEW_NV_PER_S = 10_000_000;

/** What a host and nature do to a device, by a seed; every number of it is drawn from that seed. */
export interface Course {
  readonly seed: number;
  readonly history: History;
  /** One word a millisecond. */
  readonly stream: Uint32Array;
  readonly digest: string;
  /** Another device that was made alike. */
  readonly make: (changes?: Partial<SimulationOptions>) => Device;
}

/** Runs a course with its host, and keeps what came to the device. */
export function runCourse(seed: number): Course {
  const dice = new Dice(seed);
  const preset = dice.pick(Object.keys(CELL_PRESETS) as CellPreset[]);
  const host = new RawHost({ seed, preset, isPeakWatched: false });
  const make = (changes: Partial<SimulationOptions> = {}): Device => simulate({ seed, cell: host.cell, ...changes }).device;
  const history = new History(host.device, make, { period_us: SNAPSHOT_US, snapshots_count: SNAPSHOTS_COUNT });
  const { oldest_tick } = history;
  const stream = new DigestStream(host.device);
  attempt(() => host.turnOn(limitsOf(host.cell)));
  for (let move = 0; move < MOVES_COUNT; move += 1) {
    attempt(() => dice.pick(MOVES)(host, dice));
    host.run(200 + dice.below(1500));
  }
  history.stop();
  if (history.oldest_tick !== oldest_tick) throw new RangeError(`the course of seed ${seed} is longer than its history`);
  return { seed, history, stream: stream.words(), digest: host.device.digest(), make };
}

/** All state of a course at the end of a tick. */
export function stateOf({ history }: Course): (tick: number) => Int32Array {
  const past: Past = history.past();
  return (tick) => {
    past.seek(tick);
    return past.device.arena.snapshot();
  };
}

const MOVES: readonly ((host: RawHost, dice: Dice) => unknown)[] = [
  (host, dice) => host.setBias(host.state.open_circuit_uV + dice.below(20_000), SLEW_NV_PER_S),
  (host, dice) => host.setBias(host.state.open_circuit_uV - dice.below(20_000), SLEW_NV_PER_S),
  (host, dice) => host.setCurrent(dice.below(60_000) - 30_000),
  (host, dice) => {
    const { id, parameters } = dice.pick(FAULTS);
    injectFault(host.device, id, parameters.map(({ min, max }) => Math.floor(dice.between(min, max))));
  },
  ({ device }) => clearFaults(device),
  (host) => host.stop(),
  (host) => host.ask({
    kind: 'start_stream', channel: Channel.INTERLOCK_CURRENT, rate_Hz: 10_000, decimation: 1, encoding: Encoding.FOR128, credit_bytes: 20_000, block_samples_max: 256,
  }),
  (host) => {
    host.hangUp();
    host.attach();
  },
  ({ device }) => device.pressLocalReset(),
];

/** A device that answers no more, or refuses, is part of a course like any other. */
function attempt(move: () => unknown): void {
  try {
    move();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
  }
}
