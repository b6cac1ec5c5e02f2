import { REGISTER } from '@nanobias/firmware-model';
import type { SimulationOptions } from '@nanobias/firmware-model';
import { ROWS, WORD } from '@nanobias/firmware-model/interlock';
import { EventKind, causeName } from '@nanobias/proto';
import type { Cause } from '@nanobias/proto';
import { Dice, stateWords } from '@nanobias/firmware-model/swarm';
import { Still } from '../fault-matrix/still.ts';
import { inShards } from '../shards/shards.ts';
import { STIMULI, firmwareWithout } from './stimuli.ts';
import type { Stimulus } from './stimuli.ts';

/** What a row took at its worst, over all phases. */
export interface TripTime {
  readonly row: number;
  readonly cause: string;
  readonly trials: number;
  readonly worst_us: number;
  readonly mean_us: number;
  readonly bound_us: number;
  readonly clock: Stimulus['clock'];
  /** Causes that came first in its place. */
  readonly others: readonly string[];
  /** What the last trial told of its trip; absent where nothing was compared with a number. */
  readonly value?: number;
  readonly limit?: number;
  readonly isInBound: boolean;
}

export interface TripTimesReport {
  readonly trials: number;
  readonly rows: readonly TripTime[];
  /** Rows that refuse, warn or bound, and open nothing of themselves. */
  readonly without_time: readonly number[];
  readonly violations: readonly TripTime[];
  readonly seconds: number;
}

interface Shard {
  readonly index: number;
  readonly trials: number;
  readonly seed: number;
}

/** Rows with bounds up to this get all the trials, slower ones a hundredth. */
const FAST_US = 1000;
const SLOW_SHARE = 100;
/** The walk from one phase to the next: every place within a conversion comes up. */
const STRIDE_TICKS = 7;
/** The walk begins anew after so many, before the scene has changed. */
const WALK_TRIALS = 2000;
const SWITCHES_BOTH = 3;
/** How long the cause itself may take to come about, after what brings it about. */
const ONSET_US = 400_000;
const TOLD_TICKS = 200;
/** What is measured after an opening takes 100 ms. */
const MEASURED_TICKS = 1500;

export async function tripTimes({ trials, seed }: { readonly trials: number; readonly seed: number }): Promise<TripTimesReport> {
  const start_ms = performance.now();
  const shards = STIMULI.map((_, index): Shard => ({ index, trials, seed }));
  const rows = await inShards<Shard, TripTime>({ module: import.meta.url, name: 'tripTimeShard' }, shards);
  return { ...timesOf(rows), seconds: (performance.now() - start_ms) / 1e3 };
}

export function timesOf(rows: readonly TripTime[]): Omit<TripTimesReport, 'seconds'> {
  const timed = new Set(STIMULI.map(({ row }) => row));
  return {
    trials: rows.reduce((sum, { trials }) => sum + trials, 0),
    rows,
    without_time: [...new Set(ROWS.map(({ row }) => row).filter((row) => !timed.has(row)))],
    violations: rows.filter(({ isInBound }) => !isInBound),
  };
}

export function tripTimeShard({ index, trials, seed }: Shard): TripTime {
  const stimulus = STIMULI[index]!;
  return timeOf(stimulus, { trials: stimulus.bound_us <= FAST_US ? trials : Math.max(10, Math.ceil(trials / SLOW_SHARE)), seed });
}

export function timeOf(stimulus: Stimulus, { trials, seed, firmware }: { readonly trials: number; readonly seed: number; readonly firmware?: SimulationOptions['firmware'] }): TripTime {
  const { row, cause, bound_us, scene, without, limits } = stimulus;
  const still = new Still(scene, { seed: 7 + seed, firmware: firmwareWithout(without ?? [], firmware), ...(limits === undefined ? {} : { changes: limits }) });
  const dice = new Dice(seed);
  const others = new Set<string>();
  let told: Told = {};
  let worst_us = 0;
  let sum_us = 0;
  for (let trial = 0; trial < trials; trial += 1) {
    if (trial % WALK_TRIALS === 0) still.begin(dice.below(1000));
    else still.host.run(1 + dice.below(STRIDE_TICKS));
    const { arena } = still.host.device;
    const before = arena.snapshot();
    const { time_us, first } = trialOf(still, stimulus);
    if (trial === trials - 1) told = toldOf(still);
    arena.restore(before);
    if (first !== cause) others.add(first);
    worst_us = Math.max(worst_us, time_us);
    sum_us += time_us;
  }
  // The tick in which a cause comes about is not told apart from the next.
  const slack_us = stimulus.clock === 'layer 0' ? 0 : still.tick_us;
  return { row, cause, trials, worst_us, mean_us: sum_us / trials, bound_us, clock: stimulus.clock, others: [...others], ...told, isInBound: worst_us <= bound_us + slack_us && others.size === 0 };
}

/** One trial: from when the cause is there to the request that opens, or what layer 0 wrote down. */
function trialOf(still: Still, { clock, inject, drive, hasBegun, delay_us = 0, bound_us, isLatched }: Stimulus): { readonly time_us: number; readonly first: string } {
  const { host, tick_us } = still;
  const { device, registers, truth } = host;
  const end_tick = device.tick + Math.ceil((ONSET_US + 2 * bound_us) / tick_us);
  host.events.length = 0;
  inject(host);
  let begun_tick = hasBegun === undefined ? device.tick + delay_us / tick_us : Infinity;
  const state = stateWords(device);
  const isWaiting = (): boolean => (clock === 'latch' ? state[WORD.LATCH_COUNT] === 0 : registers[REGISTER.SWITCH_REQUEST] === SWITCHES_BOTH && truth.isConducting);
  while (device.tick < end_tick && isWaiting()) {
    drive?.(host, device.tick);
    host.run(1);
    if (begun_tick === Infinity && hasBegun?.(host) === true) begun_tick = device.tick - 1;
  }
  const isOpen = device.tick < end_tick;
  const time_us = clock === 'layer 0' ? truth.trip.opening_ns / 1000 : (device.tick - Math.min(begun_tick, device.tick)) * tick_us;
  return { time_us: isOpen ? time_us : Infinity, first: isLatched === false ? openingCauseOf(still) : firstCauseOf(still) };
}

type Told = Pick<TripTime, 'value' | 'limit'>;

/** What the log says that was seen. */
function toldOf({ host }: Still): Told {
  host.run(TOLD_TICKS);
  const tripped = host.eventsOf(EventKind.TRIPPED).at(-1);
  return { ...(tripped?.value === undefined ? {} : { value: tripped.value }), ...(tripped?.limit === undefined ? {} : { limit: tripped.limit }) };
}

/** What the log says of an opening that latches nothing. */
function openingCauseOf({ host }: Still): string {
  host.run(MEASURED_TICKS);
  const opened = host.eventsOf(EventKind.OUTPUT_OPENED).at(-1);
  return opened === undefined || stateWords(host.device)[WORD.LATCH_COUNT] !== 0 ? 'none' : causeName(opened.cause);
}

function firstCauseOf({ host }: Still): string {
  const state = stateWords(host.device);
  for (let ticks = 0; ticks < TOLD_TICKS && state[WORD.LATCH_COUNT] === 0; ticks += 1) host.run(1);
  return state[WORD.LATCH_COUNT] === 0 ? 'none' : causeName(state[WORD.LATCH_FIRST]! as Cause);
}
