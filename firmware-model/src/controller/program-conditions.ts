import { StepEnd, StepKind } from '@nanobias/proto';
import type { ProgramStep } from '@nanobias/proto';
import { REGISTER } from '../board/registers.ts';
import { complianceEnd } from './current-loop.ts';
import type { Firmware } from './firmware.ts';
import { PROGRAM } from './program-store.ts';
import { slowCurrent_fA, slowVoltage_uV } from './scale.ts';

/** Why a step is over, and the value that says so. */
export interface StepEnding {
  readonly end: StepEnd;
  readonly value?: number;
}

/** The conditions count from here on. The conversion under way saw what was before: it is left out. */
export function startConditions({ program: { fields }, registers }: Firmware): void {
  fields[PROGRAM.CONVERSION] = registers[REGISTER.SLOW_SEQUENCE]!;
  fields[PROGRAM.SKIPPED_LEFT] = 1;
  fields[PROGRAM.CHARGE_SUM_fA] = 0;
  fields[PROGRAM.CURRENT_fA] = 0;
}

/** Whether the last conversion has been held against the conditions. */
export function isConversionSeen({ program: { fields }, registers }: Firmware): boolean {
  return registers[REGISTER.SLOW_SEQUENCE] === fields[PROGRAM.CONVERSION];
}

/**
 * The condition that is met, asked once for every conversion of the slow path: its noise is that of 100 ms, and a spike
 * of the interlock path ends no step. These are no safety limits, which the interlocks hold at every tick.
 */
export function metCondition(firmware: Firmware, step: ProgramStep): StepEnding | undefined {
  const { program: { fields }, registers, scale } = firmware;
  const sequence = registers[REGISTER.SLOW_SEQUENCE]!;
  if (sequence === fields[PROGRAM.CONVERSION]) return undefined;
  fields[PROGRAM.CONVERSION] = sequence;
  if (0 < fields[PROGRAM.SKIPPED_LEFT]!) {
    fields[PROGRAM.SKIPPED_LEFT] = fields[PROGRAM.SKIPPED_LEFT]! - 1;
    return undefined;
  }
  const isCurrentKnown = registers[REGISTER.SLOW_FLAGS] === 0;
  // While a range is changed the current is taken for what it was.
  if (isCurrentKnown) fields[PROGRAM.CURRENT_fA] = slowCurrent_fA(scale, registers[REGISTER.SLOW_CURRENT_CODE]!, registers[REGISTER.SLOW_RANGE_READBACK]!);
  fields[PROGRAM.CHARGE_SUM_fA] = fields[PROGRAM.CHARGE_SUM_fA]! + fields[PROGRAM.CURRENT_fA]!;
  return biasEnding(firmware, step) ?? (isCurrentKnown ? currentEnding(firmware, step) : undefined) ?? chargeEnding(firmware, step);
}

/**
 * A regulated current ends at its condition as soon as it stands in compliance there: the DAC is ahead of the measured
 * bias by I R of the series resistor, and would never let it come to the condition itself.
 */
function biasEnding(firmware: Firmware, { kind, until_bias_uV_above, until_bias_uV_below }: ProgramStep): StepEnding | undefined {
  const value = slowVoltage_uV(firmware.scale, firmware.registers[REGISTER.SLOW_VOLTAGE_CODE]!);
  const end = kind === StepKind.CURRENT ? complianceEnd(firmware) : 0;
  const isAbove = until_bias_uV_above !== undefined && (until_bias_uV_above <= value || end === 1);
  const isBelow = until_bias_uV_below !== undefined && (value <= until_bias_uV_below || end === -1);
  return isAbove || isBelow ? { end: StepEnd.BIAS, value } : undefined;
}

function currentEnding({ program }: Firmware, { until_current_fA_above, until_current_fA_below }: ProgramStep): StepEnding | undefined {
  const value = program.fields[PROGRAM.CURRENT_fA]!;
  const isAbove = until_current_fA_above !== undefined && until_current_fA_above <= Math.abs(value);
  const isBelow = until_current_fA_below !== undefined && Math.abs(value) <= until_current_fA_below;
  return isAbove || isBelow ? { end: StepEnd.CURRENT, value } : undefined;
}

function chargeEnding({ program, board }: Firmware, { until_charge_fC }: ProgramStep): StepEnding | undefined {
  if (until_charge_fC === undefined) return undefined;
  // A femtocoulomb is a femtoampere for a second.
  const value = Math.round(program.fields[PROGRAM.CHARGE_SUM_fA]! / board.slow_rate_Hz);
  return until_charge_fC <= Math.abs(value) ? { end: StepEnd.CHARGE, value } : undefined;
}
