import { CAUSE, placeOf } from '../interlock/cause.ts';
import type { Cause, PresentCause } from '../interlock/cause.ts';
import { DAC_FAULT_UV, FROZEN_CODES, LOST_US, SENSE_UV } from '../interlock/rows.ts';
import { slowEvidence } from '../interlock/slow-evidence.ts';
import { INPUT, WORD } from '../interlock/state.ts';
import type { Firmware } from './firmware.ts';
import { leaseDuration_us } from './lease.ts';
import { charge_fC, current_fA, dac_uV, voltage_uV } from './scale.ts';
import { slowLost_us } from './slow-watch.ts';

/** Row 21: hundredth of the command that the read-back may be off, beside its fixed part. */
const DAC_FAULT_DIVISOR = 100;
/** Blocks of a millisecond. */
const MS_BLOCKS = 2;

/** What was seen, and what it was held against, in the unit of the cause. */
export interface Evidence {
  readonly value?: number;
  readonly limit?: number;
}

/** Evidence of a cause in the tick in which it is present. Thresholds are read as they were in force. */
export function evidence(firmware: Firmware, cause: Cause): Evidence {
  const { scale, interlock, board } = firmware;
  const { inputs, state } = interlock;
  const bias_uV = voltage_uV(scale, inputs[INPUT.VOLTAGE_CODE]!);
  switch (cause) {
    case CAUSE.HARDWARE_OVER_VOLTAGE:
      return { value: bias_uV, limit: board.strap_high_uV };
    case CAUSE.HARDWARE_UNDER_VOLTAGE:
      return { value: bias_uV, limit: board.strap_low_uV };
    case CAUSE.OVER_VOLTAGE:
      return { value: bias_uV, limit: voltage_uV(scale, state[WORD.VOLTAGE_MAX_CODE]!) };
    case CAUSE.UNDER_VOLTAGE:
      return { value: bias_uV, limit: voltage_uV(scale, state[WORD.VOLTAGE_MIN_CODE]!) };
    case CAUSE.REVERSAL:
      return { value: voltage_uV(scale, seen(firmware, cause)), limit: voltage_uV(scale, state[WORD.REVERSAL_MIN_CODE]!) };
    case CAUSE.OVER_CURRENT:
      return { value: current_fA(scale, inputs[INPUT.CURRENT_CODE]!), limit: current_fA(scale, state[WORD.CURRENT_MAX_CODE]!) };
    case CAUSE.EXCESS_CHARGE:
      return { value: charge_fC(scale, state[WORD.EXCESS_SUM_COUNT]!), limit: charge_fC(scale, state[WORD.EXCESS_MAX_COUNT]!) };
    case CAUSE.SHORT_CIRCUIT:
      return { value: current_fA(scale, seen(firmware, cause)), limit: current_fA(scale, state[WORD.SHORT_MAX_CODE]!) };
    case CAUSE.SOFT_BREAKDOWN:
      return { value: current_fA(scale, seen(firmware, cause)), limit: current_fA(scale, state[WORD.PRECURSOR_MAX_CODE]!) };
    case CAUSE.TEMPERATURE:
      return { value: seen(firmware, cause), limit: temperatureLimit_mdegC(firmware) };
    case CAUSE.LEASE_LAPSED:
      return { limit: leaseDuration_us(firmware) };
    default:
      return instrumentEvidence(firmware, cause) ?? slowEvidence(firmware.slow, cause) ?? {};
  }
}

/** Evidence of what is wrong with the instrument itself. */
function instrumentEvidence(firmware: Firmware, cause: Cause): Evidence | undefined {
  const { scale, interlock } = firmware;
  const { inputs, state, constants } = interlock;
  switch (cause) {
    case CAUSE.SLEW:
      return { value: dac_uV(scale, seen(firmware, cause)), limit: dac_uV(scale, state[WORD.SLEW_MAX_COUNT]!) };
    case CAUSE.ADC_FROZEN:
      return { value: seen(firmware, cause), limit: FROZEN_CODES };
    case CAUSE.SATURATED:
      return { value: seen(firmware, cause), limit: constants.watch.code_max };
    case CAUSE.DAC_FAULT: {
      const command_uV = Math.abs(dac_uV(scale, inputs[INPUT.DAC_COMMAND_CODE]!));
      return { value: dac_uV(scale, seen(firmware, cause)), limit: DAC_FAULT_UV + Math.floor(command_uV / DAC_FAULT_DIVISOR) };
    }
    case CAUSE.SENSE_OPEN:
      return senseEvidence(firmware);
    case CAUSE.BOARD_RESET:
      return { value: seen(firmware, cause), limit: constants.watch.frontEnd_key };
    case CAUSE.SAMPLES_LOST:
      return lostEvidence(firmware, seen(firmware, cause) * scale.tick_us);
    default:
      return undefined;
  }
}

/** Which of the two paths has gone silent shows in for how long. */
function lostEvidence(firmware: Firmware, value: number): Evidence {
  const slow_us = slowLost_us(firmware);
  return { value, limit: slow_us <= value ? slow_us : LOST_US };
}

/** The mean that is off, or what the voltage jumped by from one millisecond to the next. */
function senseEvidence(firmware: Firmware): Evidence {
  const { block_ticks, fall_count_max } = firmware.interlock.watch;
  const value = seen(firmware, CAUSE.SENSE_OPEN);
  return { value, limit: SENSE_UV < Math.abs(value) ? SENSE_UV : voltage_uV(firmware.scale, fall_count_max, MS_BLOCKS * block_ticks) };
}

function seen({ interlock }: Firmware, cause: PresentCause): number {
  return interlock.seen[placeOf(cause)]!;
}

/** The end of the range that it lies beyond. */
function temperatureLimit_mdegC({ interlock: { state, seen: values } }: Firmware): number {
  const low_mdegC = state[WORD.TEMPERATURE_MIN_mdegC]!;
  return values[placeOf(CAUSE.TEMPERATURE)]! < low_mdegC ? low_mdegC : state[WORD.TEMPERATURE_MAX_mdegC]!;
}
