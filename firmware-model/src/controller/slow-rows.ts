import { Activity, EventKind } from '@nanobias/proto';
import { REGISTER, SWITCH } from '../board/registers.ts';
import { CAUSE } from '../interlock/cause.ts';
import { SLOW_NOISE_CODES_MIN } from '../interlock/rows.ts';
import { SLOW, WARNING } from '../interlock/slow-state.ts';
import { warningEvidence } from '../interlock/slow-evidence.ts';
import { slowStep } from '../interlock/slow-step.ts';
import { activityNow } from './activity.ts';
import { CLOCK } from './clock.ts';
import { regulatedCurrent_fA } from './current-loop.ts';
import { pushEvent } from './events.ts';
import { filmResistance_kOhm } from './film-resistance.ts';
import type { Firmware } from './firmware.ts';
import { isSwitchClosed } from './output.ts';
import { forgetMotion } from './probe-motion.ts';
import { keepCharge } from './retained-charge.ts';
import { codesOf, dac_uV, slowCurrent_fA, slowVoltage_uV } from './scale.ts';
import { isSelfTesting } from './self-test.ts';
import { slowCorruption } from './slow-corruption.ts';
import { sealCharge } from './slow-guard.ts';
import { expectConversion } from './slow-watch.ts';

/** What each warning of the slow rows is about, beside the charge, which has a cause for either direction. */
const WARNED_CAUSES = [
  [WARNING.LEAKAGE, CAUSE.LEAKAGE],
  [WARNING.FLOATING, CAUSE.SPECIMEN_FLOATING],
  [WARNING.DOSE, CAUSE.DOSE],
] as const;

/** A conversion of the slow path is new: through the slow rows with it. What they say holds until the next one. */
export function judgeConversion(firmware: Firmware): void {
  const { slow } = firmware;
  const corrupted = slowCorruption(firmware);
  handOver(firmware);
  slow[SLOW.PRESENT] = slowStep(firmware) | corrupted;
  sealCharge(slow);
  keepCharge(firmware);
  forgetMotion(firmware);
  expectConversion(firmware);
  if (slow[SLOW.WARNINGS] !== 0) tellWarnings(firmware);
}

function handOver(firmware: Firmware): void {
  const { slow, registers, scale, board, clock } = firmware;
  const range = registers[REGISTER.SLOW_RANGE_READBACK]!;
  const current_code = registers[REGISTER.SLOW_CURRENT_CODE]!;
  const end_code = (1 << (board.slow_bits - 1)) - 1;
  const target_fA = regulatedCurrent_fA(firmware);
  slow[SLOW.SEQUENCE] = registers[REGISTER.SLOW_SEQUENCE]!;
  slow[SLOW.VOLTAGE_uV] = slowVoltage_uV(scale, registers[REGISTER.SLOW_VOLTAGE_CODE]!);
  slow[SLOW.CURRENT_fA] = slowCurrent_fA(scale, current_code, range);
  slow[SLOW.IS_USABLE] = registers[REGISTER.SLOW_FLAGS] === 0 ? 1 : 0;
  slow[SLOW.IS_SATURATED] = Math.abs(current_code) < end_code ? 0 : 1;
  slow[SLOW.NOISE_fA] = board.slow_noise_fA_rms * Math.sqrt(board.slow_full_scales_fA[range]! / board.slow_full_scales_fA[0]!);
  slow[SLOW.CURRENT_CODE] = current_code;
  slow[SLOW.VOLTAGE_CODE] = registers[REGISTER.SLOW_VOLTAGE_CODE]!;
  slow[SLOW.IS_CURRENT_NOISY] = SLOW_NOISE_CODES_MIN <= codesOf(scale.slowCurrents[range]!, slow[SLOW.NOISE_fA]!) ? 1 : 0;
  slow[SLOW.IS_VOLTAGE_NOISY] = SLOW_NOISE_CODES_MIN <= codesOf(scale.slowVoltage, board.slow_noise_uV_rms) ? 1 : 0;
  slow[SLOW.DAC_uV] = dac_uV(scale, registers[REGISTER.DAC_READBACK_CODE]!);
  // A switch that was told to open and did not is no connection: its current is what row 23 looks for.
  const isAsked = registers[REGISTER.SWITCH_REQUEST] === SWITCH.BOTH;
  slow[SLOW.IS_CONNECTED] = isAsked && isSwitchClosed(firmware) ? 1 : 0;
  const reclose_tick = clock[CLOCK.RECLOSE_TICK]!;
  slow[SLOW.IS_DISTURBED] = isSelfTesting(firmware) || reclose_tick !== slow[SLOW.RECLOSE_TICK] ? 1 : 0;
  slow[SLOW.RECLOSE_TICK] = reclose_tick;
  slow[SLOW.IS_REGULATED] = target_fA === undefined ? 0 : 1;
  slow[SLOW.TARGET_fA] = target_fA ?? 0;
  slow[SLOW.IS_CHECKING] = activityNow(firmware) === Activity.CHECK ? 1 : 0;
  slow[SLOW.PATH_kOhm] = board.series_resistance_kOhm + filmResistance_kOhm(slow[SLOW.FILM_kOhm]!, registers[REGISTER.TEMPERATURE_mdegC]!);
  slow[SLOW.DOSE_RATE_e_per_nm2_s] = registers[REGISTER.DOSE_RATE_e_per_nm2_s]!;
}

function tellWarnings(firmware: Firmware): void {
  const { slow } = firmware;
  const charge = slow[SLOW.NET_aC]! < 0 ? CAUSE.OVER_DISCHARGE : CAUSE.OVER_DELITHIATION;
  for (const [bit, cause] of [[WARNING.CHARGE, charge], ...WARNED_CAUSES] as const) {
    if ((slow[SLOW.WARNINGS]! & bit) !== 0) pushEvent(firmware, { kind: EventKind.WARNING, cause, ...warningEvidence(slow, cause) });
  }
  slow[SLOW.WARNINGS] = 0;
}
