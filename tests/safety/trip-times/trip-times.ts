import { REGISTER } from '@nanobias/firmware-model';
import type { SimulationOptions } from '@nanobias/firmware-model';
import { ROWS, WORD } from '@nanobias/firmware-model/interlock';
import { EventKind, causeName } from '@nanobias/proto';
import type { Cause } from '@nanobias/proto';
import { Dice, stateWords } from '@nanobias/firmware-model/swarm';
import { Still } from '../fault-matrix/still.ts';
import { giveOtherNoise } from '../other-noise.ts';
import { inShards } from '../shards/shards.ts';
import { STIMULI, firmwareWithout } from './stimuli.ts';
import type { Stimulus } from './stimuli.ts';
import { isBorneOut, toldAfter, toldOf, toldToNext } from './told.ts';
import type { Told } from './told.ts';

/** What a row took at its worst, over all phases, and what a trial told of its trip: the first one that was not borne out, else the last one. */
export interface TripTime extends Omit<Told, 'cause'> {
  readonly row: number;
  readonly cause: string;
  readonly trials: number;
  readonly worst_us: number;
  readonly mean_us: number;
  readonly bound_us: number;
  readonly clock: Stimulus['clock'];
  /** Causes that came first in its place. */
  readonly others: readonly string[];
  /** Whether each trial told of its trip what tripped. */
  readonly isBorneOut: boolean;
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
export const FAST_US = 1000;
const SLOW_SHARE = 100;
/** The walk from one phase to the next: every place within a conversion comes up. */
const STRIDE_TICKS = 7;
/** The walk begins anew after so many, before the scene has changed. */
const WALK_TRIALS = 2000;
const PHASE_TICKS_MAX = 1000;
/** Boards differ in their hidden errors: the trials of a row are shared among so many, where each gets enough of them. */
const BOARDS = 10;
const BOARD_TRIALS_MIN = 250;
const SWITCHES_BOTH = 3;
/** How long the cause itself may take to come about, after what brings it about. */
const ONSET_US = 400_000;
const TOLD_TICKS = 200;
/** Longest stretch that the device goes on after an opening before it is looked at. */
const LOOK_TICKS = 16;
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
    violations: rows.filter((time) => !time.isInBound || !time.isBorneOut),
  };
}

export function tripTimeShard({ index, trials, seed }: Shard): TripTime {
  const stimulus = STIMULI[index]!;
  return timeOf(stimulus, { trials: stimulus.bound_us <= FAST_US ? trials : Math.max(10, Math.ceil(trials / SLOW_SHARE)), seed });
}

interface Timed {
  readonly trials: number;
  readonly seed: number;
  readonly firmware: SimulationOptions['firmware'] | undefined;
}

export function timeOf(stimulus: Stimulus, { trials, seed, firmware }: Pick<Timed, 'trials' | 'seed'> & Partial<Timed>): TripTime {
  const { row, cause, bound_us, clock } = stimulus;
  const dice = new Dice(seed);
  const board_trials = Math.max(BOARD_TRIALS_MIN, Math.ceil(trials / BOARDS));
  const tally: Tally = { worst_us: 0, sum_us: 0, others: new Set(), told: undefined, tick_us: 0 };
  for (let done = 0; done < trials; done += board_trials) timeOnBoard(stimulus, { trials: Math.min(board_trials, trials - done), seed: 7 + seed + done / board_trials, firmware }, { dice, tally });
  const { worst_us, sum_us, others, told = {}, tick_us } = tally;
  const { cause: _named, ...numbers } = told;
  // The tick in which a cause comes about is not told apart from the next.
  const slack_us = clock === 'layer 0' ? 0 : tick_us;
  return { row, cause, trials, worst_us, mean_us: sum_us / trials, bound_us, clock, others: [...others], ...numbers, isBorneOut: isBorneOut(cause, told), isInBound: worst_us <= bound_us + slack_us && others.size === 0 };
}

interface Tally {
  worst_us: number;
  sum_us: number;
  readonly others: Set<string>;
  told: Told | undefined;
  tick_us: number;
}

/** A walk on one board from trial to trial, each of them undone before the next. */
function timeOnBoard(stimulus: Stimulus, { trials, seed, firmware }: Timed, { dice, tally }: { readonly dice: Dice; readonly tally: Tally }): void {
  const { cause, scene, without, limits, hold_uV } = stimulus;
  const still = new Still(scene, {
    seed, firmware: firmwareWithout(without ?? [], firmware), ...(limits === undefined ? {} : { changes: limits }), ...(hold_uV === undefined ? {} : { hold_uV }),
  });
  tally.tick_us = still.tick_us;
  for (let trial = 0; trial < trials; trial += 1) {
    if (trial % WALK_TRIALS === 0) setOut(still, dice);
    else still.host.run(1 + dice.below(STRIDE_TICKS));
    still.keep();
    const { time_us, first } = trialOf(still, stimulus);
    const told = heardOf(still, stimulus, { first, isWalkBegun: trial % WALK_TRIALS === 0 });
    if (told !== undefined) tally.told = toldAfter(cause, tally.told, told);
    still.goBack();
    if (first !== cause) tally.others.add(first);
    tally.worst_us = Math.max(tally.worst_us, time_us);
    tally.sum_us += time_us;
  }
}

/** What there is to hear of a trial. Whoever comes after it is told once in a walk: a processor that was reset takes longer to boot than a trial. */
function heardOf(still: Still, { isTold, isLatched }: Stimulus, { first, isWalkBegun }: { readonly first: string; readonly isWalkBegun: boolean }): Told | undefined {
  if (isLatched === false) return { cause: first };
  if (isTold !== false) return toldOf(still);
  return isWalkBegun ? toldToNext(still) : undefined;
}

/** Back to where the scene begins, and on from there to another place of the conversions, under other noise. */
function setOut(still: Still, dice: Dice): void {
  still.begin(0);
  giveOtherNoise(still.host.device, dice);
  still.host.run(1 + dice.below(PHASE_TICKS_MAX));
}

/** One trial: from when the cause is there to the request that opens, or what layer 0 wrote down. */
function trialOf(still: Still, stimulus: Stimulus): { readonly time_us: number; readonly first: string } {
  const { host, tick_us } = still;
  const { device, truth } = host;
  const { clock, inject, hasBegun, delay_us = 0, bound_us, isLatched } = stimulus;
  const end_tick = device.tick + Math.ceil((ONSET_US + 2 * bound_us) / tick_us);
  host.events.length = 0;
  inject(host);
  const begun_tick = hasBegun === undefined ? device.tick + delay_us / tick_us : Infinity;
  const seen = awaited(still, stimulus, { begun_tick, end_tick });
  const time_us = clock === 'layer 0' ? truth.trip.opening_ns / 1000 : (seen.opened_tick - Math.min(seen.begun_tick, seen.opened_tick)) * tick_us;
  return { time_us: seen.opened_tick < Infinity ? time_us : Infinity, first: isLatched === false ? openingCauseOf(still) : firstCauseOf(still) };
}

interface Seen {
  readonly begun_tick: number;
  /** Infinity where nothing has opened. */
  readonly opened_tick: number;
}

/**
 * Runs until the circuit is asked to open. Where cause and opening need not be looked for in between, the device may take ticks
 * together: it tells when it has done something, to the tick.
 */
function awaited({ host }: Still, { clock, drive, hasBegun }: Stimulus, { begun_tick, end_tick }: { readonly begun_tick: number; readonly end_tick: number }): Seen {
  const { device, registers, truth } = host;
  const state = stateWords(device);
  const isWaiting = clock === 'latch' ? () => state[WORD.LATCH_COUNT] === 0 : () => registers[REGISTER.SWITCH_REQUEST] === SWITCHES_BOTH && truth.isConducting;
  if (drive === undefined && hasBegun === undefined) {
    let opened_tick = isWaiting() ? Infinity : device.tick;
    device.attend(() => {
      if (opened_tick === Infinity && !isWaiting()) opened_tick = device.tick;
    });
    while (device.tick < end_tick && opened_tick === Infinity) host.listen(Math.max(LOOK_TICKS, begun_tick - device.tick));
    device.attend(() => undefined);
    return { begun_tick, opened_tick: opened_tick < end_tick ? opened_tick : Infinity };
  }
  let seen_tick = begun_tick;
  while (device.tick < end_tick && isWaiting()) {
    drive?.(host, device.tick);
    host.run(1);
    if (seen_tick === Infinity && hasBegun?.(host) === true) seen_tick = device.tick - 1;
  }
  return { begun_tick: seen_tick, opened_tick: device.tick < end_tick ? device.tick : Infinity };
}

/** What the log says of an opening that latches nothing. */
function openingCauseOf({ host }: Still): string {
  const end_tick = host.device.tick + MEASURED_TICKS;
  while (host.device.tick < end_tick && host.eventsOf(EventKind.OUTPUT_OPENED).length === 0) host.listen(end_tick - host.device.tick);
  const opened = host.eventsOf(EventKind.OUTPUT_OPENED).at(-1);
  return opened === undefined || stateWords(host.device)[WORD.LATCH_COUNT] !== 0 ? 'none' : causeName(opened.cause);
}

function firstCauseOf({ host }: Still): string {
  const state = stateWords(host.device);
  for (let ticks = 0; ticks < TOLD_TICKS && state[WORD.LATCH_COUNT] === 0; ticks += 1) host.run(1);
  return state[WORD.LATCH_COUNT] === 0 ? 'none' : causeName(state[WORD.LATCH_FIRST]! as Cause);
}
