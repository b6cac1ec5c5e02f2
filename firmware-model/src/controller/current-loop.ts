import { EventKind } from '@nanobias/proto';
import { REGISTER } from '../board/registers.ts';
import { derivedLimits } from '../interlock/geometry.ts';
import type { Arena } from '../kernel/arena.ts';
import { callAttention } from './clock.ts';
import { pushEvent } from './events.ts';
import type { Firmware } from './firmware.ts';
import { committedLimits } from './limits-store.ts';
import { makeRoom } from './ranging.ts';
import { dacCode, dac_uV, slowCurrent_fA } from './scale.ts';
import { isSteered, setpointCode, startSteering, steer } from './setpoint.ts';

/**
 * Shares of the error that move the DAC, in 1/64 of the resistance between DAC and cathode: proportional, integral, and
 * integral of the integral. The last makes the loop follow a cell whose voltage runs away at a constant rate without a
 * lasting error. With a conversion of delay it keeps some 45 degrees of margin, and is stable while the true resistance is more
 * than half of what is taken for it.
 */
const PROPORTIONAL_64THS = 8;
const INTEGRAL_64THS = 20;
const DRIFT_64THS = 2;
const GAIN_UNIT = 64;
/** Errors beyond this move the DAC at its slew anyway; with it every product stays an exact integer. */
const ERROR_FA_MAX = 10_000_000;
const GAIN_KOHM_MAX = 100_000_000;
const PV_PER_UV = 1_000_000;
const US_PER_S = 1_000_000;
const PV_PER_NV = 1000;
/** Charge transfer of the default film, assumed: 200 Ohm cm2, in kOhm nm2. */
const TRANSFER_KOHM_NM2 = 2e13;
/** Twice the thermal voltage: beyond it charge transfer conducts better the more it carries. 51.4 mV, in uV, and as kOhm fA. */
const TRANSFER_KOHM_FA = 5.14e10;
/** Kiloohms times femtofarads, in microseconds. */
const US_PER_KOHM_FF = 1e-6;

const FIELD = {
  TARGET_fA: 0, SLEW_nV_per_s: 1, COMPLIANCE_uV_MIN: 2, COMPLIANCE_uV_MAX: 3,
  /** Where the loop wants the DAC: finer than its codes, so that their mean comes out right. */
  POSITION_pV: 4,
  /** Conversion of the slow path that was looked at last. */
  CONVERSION: 5,
  /** Where the DAC stood at the end of the last conversion, and how far it moved in it. */
  OUTPUT_uV: 6, MOVED_uV: 7,
  ERROR_fA: 8,
  GAIN_kOhm: 9,
  /** Conversions still to be left out: the one under way when the loop began saw what was before. */
  SKIPPED_LEFT: 10,
  /** End of the compliance at which the DAC stands: -1, 0, 1. */
  COMPLIANCE: 11,
  WAS_TOLD: 12,
  /** Movement of the DAC in every conversion that the cell's own drift asks for. */
  DRIFT_pV: 13,
} as const;
const FIELD_COUNT = 14;

/** The galvanostat's state: exact integers in scaled units. Whether it leads the DAC is the set-point generator's word. */
export type CurrentLoop = Float64Array;

export function claimCurrentLoop(arena: Arena): CurrentLoop {
  return arena.f64('controller.current_loop', FIELD_COUNT);
}

export interface Regulation {
  readonly target_fA: number;
  readonly slew_nV_per_s: number;
  readonly compliance_uV_min: number;
  readonly compliance_uV_max: number;
}

/**
 * Regulates the current from where the DAC stands. It is the slow path that is regulated: 4 fA of noise in 100 ms make
 * 0.2 % of C/10 of the default cell, where the interlock path would need minutes of averaging for as much; what it
 * leaves unseen within its 100 ms the interlocks watch.
 */
export function startRegulation(firmware: Firmware, { target_fA, slew_nV_per_s, compliance_uV_min, compliance_uV_max }: Regulation): void {
  const { currentLoop, registers, scale } = firmware;
  const output_uV = dac_uV(scale, setpointCode(firmware));
  currentLoop.fill(0);
  currentLoop[FIELD.TARGET_fA] = target_fA;
  currentLoop[FIELD.SLEW_nV_per_s] = slew_nV_per_s;
  currentLoop[FIELD.COMPLIANCE_uV_MIN] = compliance_uV_min;
  currentLoop[FIELD.COMPLIANCE_uV_MAX] = compliance_uV_max;
  currentLoop[FIELD.POSITION_pV] = output_uV * PV_PER_UV;
  currentLoop[FIELD.CONVERSION] = registers[REGISTER.SLOW_SEQUENCE]!;
  currentLoop[FIELD.OUTPUT_uV] = output_uV;
  currentLoop[FIELD.GAIN_kOhm] = pathResistance_kOhm(firmware, target_fA);
  currentLoop[FIELD.SKIPPED_LEFT] = 1;
  makeRoom(firmware, slew_nV_per_s, target_fA);
  startSteering(firmware, slew_nV_per_s);
  callAttention(firmware);
}

/** The current that is regulated; absent while the output holds a voltage. */
export function regulatedCurrent_fA(firmware: Firmware): number | undefined {
  return isSteered(firmware) ? firmware.currentLoop[FIELD.TARGET_fA]! : undefined;
}

/** Which end of its compliance the loop stands at: 1 the upper, -1 the lower, 0 neither. */
export function complianceEnd(firmware: Firmware): number {
  return isSteered(firmware) ? firmware.currentLoop[FIELD.COMPLIANCE]! : 0;
}

/** After every conversion of the slow path: the next move of the DAC, spread over the conversion that follows. */
export function regulate(firmware: Firmware): void {
  const { currentLoop, registers } = firmware;
  const sequence = registers[REGISTER.SLOW_SEQUENCE]!;
  if (sequence === currentLoop[FIELD.CONVERSION]) return;
  currentLoop[FIELD.CONVERSION] = sequence;
  const displacement_fA = displacementCurrent_fA(firmware);
  if (0 < currentLoop[FIELD.SKIPPED_LEFT]!) {
    currentLoop[FIELD.SKIPPED_LEFT] = currentLoop[FIELD.SKIPPED_LEFT]! - 1;
    return;
  }
  // A saturated or blanked conversion is no value: the DAC stays where it is until there is one.
  if (registers[REGISTER.SLOW_FLAGS] !== 0) return;
  const current_fA = slowCurrent_fA(firmware.scale, registers[REGISTER.SLOW_CURRENT_CODE]!, registers[REGISTER.SLOW_RANGE_READBACK]!);
  const error_fA = within(currentLoop[FIELD.TARGET_fA]! - (current_fA - displacement_fA), -ERROR_FA_MAX, ERROR_FA_MAX);
  const gain = currentLoop[FIELD.GAIN_kOhm]! / GAIN_UNIT;
  const change_fA = INTEGRAL_64THS * error_fA + PROPORTIONAL_64THS * (error_fA - currentLoop[FIELD.ERROR_fA]!);
  const drift_pV = currentLoop[FIELD.DRIFT_pV]! + Math.round(DRIFT_64THS * error_fA * gain);
  currentLoop[FIELD.ERROR_fA] = error_fA;
  // A drift is learnt only while the DAC is free to follow it.
  if (move(firmware, Math.round(change_fA * gain) + drift_pV)) currentLoop[FIELD.DRIFT_pV] = drift_pV;
}

/**
 * What the DAC's own movement drove into the stray capacitance during the last conversion. The node behind the series
 * resistor lags by R C, which is a part of a conversion.
 */
function displacementCurrent_fA(firmware: Firmware): number {
  const { currentLoop, board, scale } = firmware;
  const conversion_us = US_PER_S / board.slow_rate_Hz;
  const output_uV = dac_uV(scale, setpointCode(firmware));
  const moved_uV = output_uV - currentLoop[FIELD.OUTPUT_uV]!;
  const lag_ratio = Math.min(1, (board.series_resistance_kOhm * board.stray_capacitance_fF * US_PER_KOHM_FF) / conversion_us);
  const node_uV = moved_uV - lag_ratio * (moved_uV - currentLoop[FIELD.MOVED_uV]!);
  currentLoop[FIELD.OUTPUT_uV] = output_uV;
  currentLoop[FIELD.MOVED_uV] = moved_uV;
  return Math.round((board.stray_capacitance_fF * node_uV) / conversion_us);
}

/** Moves the position within slew and compliance; false when they cut something off, which is forgotten, so that nothing winds up. */
function move(firmware: Firmware, change_pV: number): boolean {
  const { currentLoop, scale, board } = firmware;
  const range = compliance(firmware);
  if (range === undefined) return false;
  const position_pV = currentLoop[FIELD.POSITION_pV]!;
  const step_pV = Math.floor((currentLoop[FIELD.SLEW_nV_per_s]! * PV_PER_NV) / board.slow_rate_Hz);
  const wanted_pV = position_pV + change_pV;
  const inside_pV = within(wanted_pV, range.min_uV * PV_PER_UV, range.max_uV * PV_PER_UV);
  const next_pV = within(inside_pV, position_pV - step_pV, position_pV + step_pV);
  currentLoop[FIELD.POSITION_pV] = next_pV;
  currentLoop[FIELD.COMPLIANCE] = next_pV === inside_pV ? Math.sign(wanted_pV - inside_pV) : 0;
  steer(firmware, dacCode(scale, Math.trunc(next_pV / PV_PER_UV)));
  if (currentLoop[FIELD.COMPLIANCE] !== 0) tell(firmware, wanted_pV < inside_pV ? range.min_uV : range.max_uV);
  return next_pV === wanted_pV;
}

/** The compliance within the caps in force now: limits may have been tightened since the loop began. */
function compliance(firmware: Firmware): { readonly min_uV: number; readonly max_uV: number } | undefined {
  const { currentLoop, rowsLeftOut } = firmware;
  const limits = committedLimits(firmware)?.limits;
  if (limits === undefined) return undefined;
  const [asked_uV_min, asked_uV_max] = [currentLoop[FIELD.COMPLIANCE_uV_MIN]!, currentLoop[FIELD.COMPLIANCE_uV_MAX]!];
  if (rowsLeftOut.has(3)) return { min_uV: asked_uV_min, max_uV: asked_uV_max };
  return { min_uV: Math.max(asked_uV_min, limits.bias_uV_min), max_uV: Math.min(asked_uV_max, limits.bias_uV_max) };
}

/** One event for one regulation: noise at the edge of the compliance would fill the log. */
function tell(firmware: Firmware, limit_uV: number): void {
  const { currentLoop, scale } = firmware;
  if (currentLoop[FIELD.WAS_TOLD] === 1) return;
  currentLoop[FIELD.WAS_TOLD] = 1;
  pushEvent(firmware, { kind: EventKind.COMPLIANCE, value: dac_uV(scale, setpointCode(firmware)), limit: limit_uV });
}

/** What stands between DAC and cathode at this current: series resistor, film and charge transfer, which conducts better the more it carries. */
function pathResistance_kOhm(firmware: Firmware, target_fA: number): number {
  const { board } = firmware;
  const limits = committedLimits(firmware)?.limits;
  if (limits === undefined) return board.series_resistance_kOhm;
  const exchange_fA = (TRANSFER_KOHM_FA / TRANSFER_KOHM_NM2) * limits.area_nm2;
  const transfer_kOhm = TRANSFER_KOHM_FA / Math.sqrt(target_fA * target_fA + exchange_fA * exchange_fA);
  return Math.min(Math.round(board.series_resistance_kOhm + derivedLimits(limits).resistance_kOhm + transfer_kOhm), GAIN_KOHM_MAX);
}

function within(value: number, min: number, max: number): number {
  return Math.max(min, Math.min(value, max));
}
