import type { Limits } from '@nanobias/proto';
import type { BoardConfiguration } from '../../board/configuration.ts';
import { CELL_PRESETS, cellFrom } from '../../specimen/cell.ts';
import type { Cell, CellPreset } from '../../specimen/cell.ts';
import type { Dice } from '../dice.ts';
import { limitsOf } from '../raw-host.ts';

/** Everything that a run begins with. Plain data: with it and a schedule a run is the same everywhere. */
export interface SwarmConfiguration {
  readonly seed: number;
  readonly preset: CellPreset;
  readonly cell: Readonly<Record<string, number | string>>;
  readonly board: Partial<BoardConfiguration>;
  readonly ports_count: number;
  readonly lease_us: number;
  /** What a careful user would commit. */
  readonly limits: Limits;
  /** Looks at every tick by itself, rather than at the end of those that were taken together. */
  readonly isTickByTick: boolean;
}

/** The coarsest film that the model takes: what it does to the voltage is the same to some millivolts. */
const GRID_COUNT = 12;
/** Control ticks and how often they are drawn: mostly the instrument's own. */
const TICKS = [
  { weight: 50, tick_us: 100 }, { weight: 35, tick_us: 1000 }, { weight: 6, tick_us: 500 }, { weight: 4, tick_us: 200 }, { weight: 3, tick_us: 50 }, { weight: 1, tick_us: 20 },
  { weight: 1, tick_us: 10 },
] as const;
/** Conversions a second of the slow path, where they are not the instrument's own ten. */
const SLOW_RATES_Hz = [1, 2, 5, 20, 50] as const;
/** Upper caps, and the emptiest film whose own voltage lies below them with room for the self-test's pattern. */
const CAPS = [{ weight: 2, bias_uV_max: 4_790_000, lithium_ratio_min: 0.65 }, { weight: 1, bias_uV_max: 4_600_000, lithium_ratio_min: 0.85 }, { weight: 1, bias_uV_max: 4_300_000, lithium_ratio_min: 1 }] as const;
const LITHIUM_RATIO_MAX = 1.19;
const LEASES_US = [100_000, 500_000, 2_000_000, 5_000_000, 5_000_000, 5_000_000, 5_000_000] as const;
const SLEWS_nV_per_s = [10_000_000, 100_000_000, 1_000_000_000, 1_000_000_000] as const;
/** Below this 4.79 V need the override of 0.5 MV/cm. */
const THIN_M = 170e-9;
const THIN_LIMITS = { field_V_per_cm_max: 500_000, is_field_override: true, declared_damage_ppt: 1500 } as const;
const TICK_BY_TICK_RATIO = 1 / 16;
const LITHIUM_FREE_RATIO = 0.1;
/** Numbers of the board that are as large as the default allows, or smaller. */
const TOLERANCES = ['dac_gain_error_ratio', 'dac_V_error', 'interlock_V_gain_error_ratio', 'interlock_V_error', 'interlock_A_gain_error_ratio'] as const;

export function drawConfiguration(seed: number, dice: Dice): SwarmConfiguration {
  const { tick_us } = dice.weighted(TICKS);
  const preset = dice.pick(Object.keys(CELL_PRESETS) as CellPreset[]);
  const anode = dice.isHit(LITHIUM_FREE_RATIO) ? 'lithium-free' : 'lithium';
  const cap = dice.weighted(CAPS);
  const cell = { grid_count: GRID_COUNT, anode, lithium_initial_ratio: dice.between(cap.lithium_ratio_min, LITHIUM_RATIO_MAX) };
  const board: Partial<Record<keyof BoardConfiguration, number>> = { tick_us };
  if (dice.isHit(0.3)) for (const name of TOLERANCES) board[name] = 0;
  if (dice.isHit(0.3)) board.slow_Hz = dice.pick(SLOW_RATES_Hz);
  if (dice.isHit(0.3)) board.switch_C = dice.between(0, 0.1e-12);
  if (dice.isHit(0.3)) board.comparator_s = dice.between(0, 2e-6);
  return {
    seed, preset, cell, board,
    ports_count: dice.pick([1, 1, 2]),
    lease_us: dice.pick(LEASES_US),
    limits: drawLimits(cellOf({ preset, cell }), cap.bias_uV_max, dice),
    isTickByTick: dice.isHit(TICK_BY_TICK_RATIO),
  };
}

/** What of a configuration is a mark of its own: control and slow rates. */
export const RATE_MARKS: readonly string[] = [...TICKS.map(({ tick_us }) => controlMark(tick_us)), ...[10, ...SLOW_RATES_Hz].map(slowMark)];

export function rateMarksOf({ board: { tick_us = 100, slow_Hz = 10 } }: Pick<SwarmConfiguration, 'board'>): readonly string[] {
  return [controlMark(tick_us), slowMark(slow_Hz)];
}

function controlMark(tick_us: number): string {
  return `control rate ${1e6 / tick_us} Hz`;
}

function slowMark(slow_Hz: number): string {
  return `slow rate ${slow_Hz} Hz`;
}

/** @throws RangeError naming what the model refuses */
export function cellOf({ preset, cell }: Pick<SwarmConfiguration, 'preset' | 'cell'>): Cell {
  const accepted = cellFrom(preset, cell);
  if (accepted.kind === 'refused') throw new RangeError(accepted.reason);
  return accepted.cell;
}

function drawLimits(cell: Cell, bias_uV_max: number, dice: Dice): Limits {
  return limitsOf(cell, {
    bias_uV_max,
    slew_nV_per_s_max: dice.pick(SLEWS_nV_per_s),
    // At a control rate of 1 kHz a millisecond is one sample, and the default of row 8 lies in the noise.
    short_current_fA_max: 3_000_000,
    ...(cell.lipon_m < THIN_M ? THIN_LIMITS : {}),
    ...(dice.isHit(0.2) ? { is_probe_motion_trip: true } : {}),
    ...(dice.isHit(0.2) ? { is_precursor_trip: true } : {}),
    ...(dice.isHit(0.1) ? { specific_charge_mAh_per_g_max: dice.pick([10, 30, 100]) } : {}),
    ...(dice.isHit(0.15) ? { sustained_current_fA_max: dice.pick([20_000, 100_000]) } : {}),
  });
}
