import { CELL_PRESETS } from '@nanobias/firmware-model';
import type { CellPreset, SimulationOptions } from '@nanobias/firmware-model';
import { STOP_SEQUENCE } from '@nanobias/proto';
import { Dice, Oracle, RawHost } from '@nanobias/firmware-model/swarm';
import type { Violation } from '@nanobias/firmware-model/swarm';
import { HostileHost } from './hostile-host.ts';
import { MOVES } from './moves.ts';
import type { Spoilt } from './spoil.ts';

/** What became of one run. */
export interface SequenceOutcome {
  readonly seed: number;
  readonly hasReachedOn: boolean;
  readonly hasApplied: boolean;
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
const BIAS_UV_MAX = 4_790_000;
/** Most runs at the slowest control rate, where a second is a thousand ticks; one in fifty at the instrument's own. */
const OWN_RATE_RATIO = 0.02;
/** The coarsest film that the model takes: what it does to the voltage is the same to some millivolts. */
const COARSE = { grid_count: 12 } as const;
const WAITS_US = [1000, 1000, 2000, 5000, 20_000] as const;
/** From here the film is charged as far as its source text goes. */
const APPLIED_V = 4.5;
/** A stop is obeyed within this, whatever the queues hold: 4 KiB of port at 1 KiB a tick, and the opening. */
const STOP_TICKS_MAX = 12;

/** One seed, one device, one hostile host, a hundred commands, every tick judged. */
export function sequence({ seed, preset, bias_uV_max = BIAS_UV_MAX, firmware, spoil, commands_count = COMMANDS }: SequenceOptions): SequenceOutcome {
  const dice = new Dice(seed);
  const tick_us = dice.isHit(OWN_RATE_RATIO) ? 100 : 1000;
  const raw = new RawHost({
    seed, tick_us, preset: preset ?? dice.pick(Object.keys(CELL_PRESETS) as CellPreset[]), cell: { lithium_initial_ratio: dice.between(0.75, 1.19), ...COARSE },
    ...(firmware === undefined ? {} : { firmware }),
  });
  const oracle = new Oracle(raw.device, raw.truth);
  const host = new HostileHost(raw, { oracle, dice, bias_uV_max });
  // Later than half-way, so that there is an output to spoil.
  const spoilAt = spoil === undefined ? -1 : Math.floor(dice.between(0.5, 1) * commands_count);
  let spoilt: Spoilt | undefined;
  for (let command = 0; command < commands_count; command += 1) {
    if (command === spoilAt) oracle.excuses = spoilt = spoil!(raw, dice);
    dice.weighted(MOVES).make(host);
    host.wait_us(dice.pick(WAITS_US));
  }
  judgeStop(raw, oracle);
  return {
    seed,
    hasReachedOn: oracle.hasReachedOn,
    hasApplied: oracle.highestClosed_V >= APPLIED_V,
    isBroken: raw.truth.specimen.filament !== 'none' && spoilt?.isFilmBroken !== true,
    ticks: raw.device.tick,
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
