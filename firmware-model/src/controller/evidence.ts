import { CAUSE, bitOf, placeOf } from '../interlock/cause.ts';
import type { Cause, PresentCause } from '../interlock/cause.ts';
import { FROZEN_CODES, LOST_US } from '../interlock/rows.ts';
import { slowEvidence } from '../interlock/slow-evidence.ts';
import { SLOW } from '../interlock/slow-state.ts';
import { INPUT, LIMITS_SEEN, WORD } from '../interlock/state.ts';
import type { Firmware } from './firmware.ts';
import { leaseDuration_us } from './lease.ts';
import { apart, apartBy, current_fA, voltage_uV } from './scale.ts';
import { slowLost_us } from './slow-watch.ts';

const PER_CENT = 100;

/**
 * What was seen, and what it was held against, in the unit of the cause: the value, or its magnitude where that is what is
 * limited, lies beyond the limit, or for what is counted at it. What nobody compared with a number has none.
 */
export interface Evidence {
  readonly value?: number;
  readonly limit?: number;
}

/** Evidence of a cause in the tick in which it is present; at any other time what it stands at, and the limit in force. */
export function evidence(firmware: Firmware, cause: Cause): Evidence {
  const { scale, interlock } = firmware;
  const { inputs, state } = interlock;
  const bias_uV = voltage_uV(scale, inputs[INPUT.VOLTAGE_CODE]!);
  switch (cause) {
    case CAUSE.OVER_VOLTAGE:
      return { value: bias_uV, limit: voltage_uV(scale, state[WORD.VOLTAGE_MAX_CODE]!) };
    case CAUSE.UNDER_VOLTAGE:
      return { value: bias_uV, limit: voltage_uV(scale, state[WORD.VOLTAGE_MIN_CODE]!) };
    case CAUSE.REVERSAL:
      return { value: voltage_uV(scale, seen(firmware, cause)), limit: voltage_uV(scale, state[WORD.REVERSAL_MIN_CODE]!) };
    case CAUSE.OVER_CURRENT:
      return apartBy(scale.current, inputs[INPUT.CURRENT_CODE]!, state[WORD.CURRENT_MAX_CODE]!);
    case CAUSE.EXCESS_CHARGE:
      return excessEvidence(firmware);
    case CAUSE.SHORT_CIRCUIT:
      return apartBy(scale.current, seen(firmware, cause), limitSeen(firmware, cause, state[WORD.SHORT_MAX_CODE]!));
    case CAUSE.SOFT_BREAKDOWN:
      return { value: current_fA(scale, seen(firmware, cause)), limit: current_fA(scale, state[WORD.PRECURSOR_MAX_CODE]!) };
    case CAUSE.TEMPERATURE:
      return { value: seen(firmware, cause), limit: temperatureLimit_mdegC(firmware) };
    case CAUSE.LEASE_LAPSED:
      return { limit: leaseDuration_us(firmware) };
    default:
      return instrumentEvidence(firmware, cause) ?? slowEvidence(firmware.slow, cause) ?? layer0Evidence(firmware, cause);
  }
}

/** Evidence of what is wrong with the instrument itself. */
function instrumentEvidence(firmware: Firmware, cause: Cause): Evidence | undefined {
  const { scale, interlock } = firmware;
  const { inputs, state, watch } = interlock;
  switch (cause) {
    case CAUSE.SLEW:
      return apartBy(scale.dac, seen(firmware, cause), state[WORD.SLEW_MAX_COUNT]!);
    case CAUSE.ADC_FROZEN:
      return isOfSlowPath(firmware, cause) ? slowEvidence(firmware.slow, cause) : { value: seen(firmware, cause), limit: limitSeen(firmware, cause, FROZEN_CODES) };
    case CAUSE.SATURATED: {
      // The last code of either end that is a value.
      const value = seen(firmware, cause);
      return { value, limit: value < 0 ? -watch.code_max : watch.code_max - 1 };
    }
    case CAUSE.DAC_FAULT:
      return apartBy(scale.dac, seen(firmware, cause), (Math.abs(inputs[INPUT.DAC_COMMAND_CODE]!) + watch.dac_slack_per_100) / PER_CENT);
    case CAUSE.SENSE_OPEN:
      return apart(seen(firmware, cause), limitSeen(firmware, cause, watch.sense.limit / watch.sense.per_uV));
    case CAUSE.BOARD_RESET:
      return { value: seen(firmware, cause), limit: watch.frontEnd_key };
    case CAUSE.SAMPLES_LOST:
      return lostEvidence(firmware, seen(firmware, cause) * scale.tick_us);
    default:
      return undefined;
  }
}

/** Only its comparators know what layer 0 has seen: this tick's code is told as what tripped only where it bears them out. */
function layer0Evidence(firmware: Firmware, cause: Cause): Evidence {
  const { scale, interlock: { inputs }, board } = firmware;
  const value = voltage_uV(scale, inputs[INPUT.VOLTAGE_CODE]!);
  switch (cause) {
    case CAUSE.HARDWARE_OVER_VOLTAGE:
      return board.strap_high_uV < value || !isPresent(firmware, cause) ? { value, limit: board.strap_high_uV } : { limit: board.strap_high_uV };
    case CAUSE.HARDWARE_UNDER_VOLTAGE:
      return value < board.strap_low_uV || !isPresent(firmware, cause) ? { value, limit: board.strap_low_uV } : { limit: board.strap_low_uV };
    default:
      return {};
  }
}

/** A sum below nothing is none, and beyond the other end. */
function excessEvidence(firmware: Firmware): Evidence {
  const { scale, interlock: { state } } = firmware;
  const sum_count = isPresent(firmware, CAUSE.EXCESS_CHARGE) ? seen(firmware, CAUSE.EXCESS_CHARGE) : state[WORD.EXCESS_SUM_COUNT]!;
  return apartBy(scale.charge, sum_count, sum_count < 0 ? 0 : state[WORD.EXCESS_MAX_COUNT]!);
}

/** Which of the two paths has gone silent shows in for how long. */
function lostEvidence(firmware: Firmware, value: number): Evidence {
  const slow_us = slowLost_us(firmware);
  return { value, limit: slow_us <= value ? slow_us : LOST_US };
}

function seen({ interlock }: Firmware, cause: PresentCause): number {
  return interlock.seen[placeOf(cause)]!;
}

/** What a cause that is present was held against: that moves with what else is measured, and at rest it is the limit alone. */
function limitSeen(firmware: Firmware, cause: PresentCause, inForce: number): number {
  return isPresent(firmware, cause) ? firmware.interlock.seen[LIMITS_SEEN + placeOf(cause)]! : inForce;
}

/** Whether the last conversion of the slow path shows the cause. */
function isOfSlowPath({ slow }: Firmware, cause: PresentCause): boolean {
  return (slow[SLOW.PRESENT]! & bitOf(cause)) !== 0;
}

function isPresent({ interlock: { state } }: Firmware, cause: PresentCause): boolean {
  return (state[WORD.CAUSES_PRESENT]! & bitOf(cause)) !== 0;
}

/** The end of the range that it lies beyond. */
function temperatureLimit_mdegC({ interlock: { state, seen: values } }: Firmware): number {
  const low_mdegC = state[WORD.TEMPERATURE_MIN_mdegC]!;
  return values[placeOf(CAUSE.TEMPERATURE)]! < low_mdegC ? low_mdegC : state[WORD.TEMPERATURE_MAX_mdegC]!;
}
