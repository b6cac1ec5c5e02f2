import { CELL_PRESETS } from '@nanobias/firmware-model';
import type { CellPreset, SimulationOptions } from '@nanobias/firmware-model';
import { STOP_SEQUENCE } from '@nanobias/proto';
import { Dice, Oracle, RawHost } from '@nanobias/firmware-model/swarm';
import type { Violation } from '@nanobias/firmware-model/swarm';
import { Course } from './course.ts';
import { HostileHost } from './hostile-host.ts';
import { APPLIED_V, BIAS_UV_MAX, COARSE, OWN_RATE_RATIO } from './life.ts';
import type { Life, Moment } from './life.ts';
import { MOVES } from './moves.ts';
import type { Spoilt } from './spoil.ts';

/** What became of one run. */
export interface SequenceOutcome {
  readonly seed: number;
  readonly moment: Moment;
  readonly hasReachedOn: boolean;
  readonly hasApplied: boolean;
  /** The circuit was closed when the run began, and the film at 4.5 V or more. */
  readonly hasBegunClosed: boolean;
  readonly hasBegunHigh: boolean;
  /** The circuit was open, at the beginning or behind a command, and closed behind a later one. */
  readonly hasClosed: boolean;
  /** Commands behind which it was closed. */
  readonly closed_commands: number;
  readonly isBroken: boolean;
  readonly ticks: number;
  /** How long the circuit was closed, all in all. */
  readonly closed_s: number;
  /** What was made wrong with the instrument, if anything. */
  readonly fault: string;
  readonly violations: readonly Violation[];
}

export interface SequenceOptions {
  readonly seed: number;
  readonly preset?: CellPreset;
  /** Upper cap that the host commits. */
  readonly bias_uV_max?: number;
  /** Another firmware in place of ours. */
  readonly firmware?: SimulationOptions['firmware'];
  /** Something that goes wrong in the instrument, and what it excuses; called once, at a moment of the run. */
  readonly spoil?: ((host: RawHost, dice: Dice) => Spoilt) | undefined;
  readonly commands_count?: number;
}

const COMMANDS = 100;
const WAITS_US = [1000, 1000, 2000, 5000, 20_000] as const;
/** A run that begins in the middle has nothing to wait for: half of the commands come in one tick with the next. */
const SHORT_WAITS_US = [0, 0, 0, 1000, 1000, 3000] as const;
/** Most begin one step before the goal, so that it is their own commands that close the circuit or lead to 4.5 V; few where it is reached. */
const MOMENTS: readonly { readonly moment: Moment; readonly weight: number }[] = [
  { moment: 'limits committed', weight: 3 }, { moment: 'armed', weight: 32 }, { moment: 'on', weight: 2 }, { moment: 'below 4.5 V', weight: 49 }, { moment: 'at the cap', weight: 8 }, { moment: 'tripped', weight: 6 },
];
/** A stop is obeyed within this, whatever the queues hold: 4 KiB of port at 1 KiB a tick, and the opening. */
const STOP_TICKS_MAX = 12;

/** One seed, one device, one hostile host, a hundred commands from power-up on, every tick judged. */
export function sequence({ seed, preset, bias_uV_max = BIAS_UV_MAX, firmware, spoil, commands_count = COMMANDS }: SequenceOptions): SequenceOutcome {
  const dice = new Dice(seed);
  const tick_us = dice.isHit(OWN_RATE_RATIO) ? 100 : 1000;
  const raw = new RawHost({
    seed, tick_us, isPeakWatched: false, preset: preset ?? dice.pick(Object.keys(CELL_PRESETS) as CellPreset[]),
    cell: { lithium_initial_ratio: dice.between(0.75, 1.19), ...COARSE }, ...(firmware === undefined ? {} : { firmware }),
  });
  const oracle = new Oracle(raw.device, raw.truth);
  const host = new HostileHost(raw, { oracle, dice, bias_uV_max });
  return run(host, { seed, moment: 'power-up', spoil, commands_count, waits_us: WAITS_US });
}

/** The same from a moment of a life that is shared by many runs. */
export function branch(life: Life, { seed, spoil, commands_count = COMMANDS }: Pick<SequenceOptions, 'seed' | 'spoil' | 'commands_count'>): SequenceOutcome {
  const dice = new Dice(seed);
  const { moment, known } = life.begin(dice.weighted(MOMENTS).moment, dice);
  const { raw, lease_us } = life;
  const oracle = new Oracle(raw.device, raw.truth, { lease_us_max: lease_us });
  const host = new HostileHost(raw, { oracle, dice, bias_uV_max: BIAS_UV_MAX, leases_us: [lease_us], known, isHurried: true });
  const outcome = run(host, { seed, moment, spoil, commands_count, waits_us: SHORT_WAITS_US });
  oracle.leave();
  return outcome;
}

interface Run {
  readonly seed: number;
  readonly moment: Moment;
  readonly spoil: SequenceOptions['spoil'];
  readonly commands_count: number;
  readonly waits_us: readonly number[];
}

function run(host: HostileHost, { seed, moment, spoil, commands_count, waits_us }: Run): SequenceOutcome {
  const { raw, oracle, dice } = host;
  const start_tick = raw.device.tick;
  // Later than half-way, so that there is an output to spoil.
  const spoilAt = spoil === undefined ? -1 : Math.floor(dice.between(0.5, 1) * commands_count);
  let spoilt: Spoilt | undefined;
  const course = new Course(host);
  for (let command = 0; command < commands_count; command += 1) {
    if (command === spoilAt) oracle.excuses = spoilt = spoil!(raw, dice);
    if (course.takeStep()) host.stepPatiently();
    else dice.weighted(MOVES).make(host);
    const wait_us = dice.pick(waits_us);
    if (wait_us > 0) host.wait_us(wait_us);
    course.look();
  }
  judgeStop(raw, oracle);
  return {
    seed,
    moment,
    hasReachedOn: oracle.hasReachedOn,
    hasApplied: oracle.highestClosed_V >= APPLIED_V,
    hasBegunClosed: course.hasBegunClosed,
    hasBegunHigh: course.hasBegunHigh,
    hasClosed: course.hasClosed,
    closed_commands: course.closed_commands,
    isBroken: raw.truth.specimen.filament !== 'none' && spoilt?.isFilmBroken !== true,
    ticks: raw.device.tick - start_tick,
    closed_s: oracle.closed_ticks * raw.device.tick_us * 1e-6,
    fault: spoilt?.fault ?? '',
    violations: oracle.violations,
  };
}

/** L2: a stop opens, behind whatever is queued, and the output stays off. */
function judgeStop(raw: RawHost, oracle: Oracle): void {
  raw.write(Uint8Array.of(0));
  raw.write(STOP_SEQUENCE);
  raw.run(STOP_TICKS_MAX);
  if (raw.truth.isConducting && oracle.excuses.isSwitchFaulty !== true) oracle.report('L2', `still closed ${STOP_TICKS_MAX} ticks after a stop`);
}
