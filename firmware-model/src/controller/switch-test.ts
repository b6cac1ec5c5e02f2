import { REGISTER, SWITCH } from '../board/registers.ts';
import { gateVerdict } from '../interlock/gate.ts';
import { average, meanCurrent_fA, startAverage } from './averages.ts';
import type { Firmware } from './firmware.ts';
import { OUTPUT } from './output.ts';
import { dacCode, dac_uV, ticksOf } from './scale.ts';
import { presetDac } from './setpoint.ts';

/** Row 23: the pattern's amplitude, and how often it must show before a switch is called welded. */
const PATTERN_UV = 50_000;
const PAIRS = 3;
const HALVES = 2 * PAIRS;
/** A switch alone is given this long to close; layer 0 takes half a millisecond. */
const CLOSING_US = 2_000;
const HALF_US = 10_000;
/** The share of the first current that a half still carries on average if R_s C is no shorter than 2.5 ms, with as much again in hand. */
const RESPONSE_DIVISOR = 16;
/** One false alarm in ten million tests: 5 sigma of a difference of two means. */
const SIGMAS = 5;
/** Microvolts over kiloohms, in femtoamperes. */
const FA_PER_UV_PER_KOHM = 1e6;

const WORD = { SWITCH: 0, TICKS: 1, HALF: 2, PLUS_fA: 3, SHOWN: 4, SILENT: 5, HIGH_CODE: 6, LOW_CODE: 7 } as const;

/** What one switch, closed alone, says of the other: the part is the one that should be open. */
export interface SwitchVerdict {
  readonly kind: 'verdict';
  readonly part: 'switch_s1' | 'switch_s2';
  readonly isSound: boolean;
  readonly isWelded: boolean;
  readonly isMore: boolean;
}

/** Begins with S1 alone; false when the caps leave the pattern no room around the open-circuit voltage. */
export function startSwitchTest(firmware: Firmware): boolean {
  const { selfTest: { switches: words }, interlock, scale, output } = firmware;
  const centre_uV = output[OUTPUT.OPEN_CIRCUIT_uV]!;
  const codes = [centre_uV + PATTERN_UV, centre_uV, centre_uV - PATTERN_UV].map((level_uV) => dacCode(scale, level_uV));
  const permitted = codes.filter((code) => gateVerdict(interlock, code) === 'permitted');
  if (permitted.length < 2) return false;
  words[WORD.HIGH_CODE] = permitted[0]!;
  words[WORD.LOW_CODE] = permitted.at(-1)!;
  closeAlone(firmware, SWITCH.S1);
  return true;
}

/** A tick of the pattern. */
export function advanceSwitchTest(firmware: Firmware): 'running' | SwitchVerdict {
  const { selfTest: { switches: words }, registers, scale } = firmware;
  words[WORD.TICKS] = words[WORD.TICKS]! + 1;
  if (words[WORD.HALF]! < 0) {
    if (words[WORD.TICKS]! < ticksOf(scale, CLOSING_US)) return 'running';
    if (registers[REGISTER.SWITCH_READBACK] !== words[WORD.SWITCH]) return verdict(firmware, { isSound: false, isWelded: false, isOfDriven: true });
    startHalf(firmware, 0);
    return 'running';
  }
  if (average(firmware) < ticksOf(scale, HALF_US)) return 'running';
  takeHalf(firmware);
  const half = words[WORD.HALF]! + 1;
  if (half < HALVES) {
    startHalf(firmware, half);
    return 'running';
  }
  const judged = verdict(firmware, { isSound: words[WORD.SILENT] === PAIRS, isWelded: words[WORD.SHOWN] === PAIRS, isOfDriven: false });
  if (judged.isSound && judged.isMore) closeAlone(firmware, SWITCH.S2);
  return judged;
}

/** Both switches open, the DAC at the open-circuit voltage again. */
export function restAfterSwitchTest(firmware: Firmware): void {
  const { registers, output, scale } = firmware;
  registers[REGISTER.SWITCH_REQUEST] = 0;
  presetDac(firmware, dacCode(scale, output[OUTPUT.OPEN_CIRCUIT_uV]!));
  startAverage(firmware);
}

function closeAlone(firmware: Firmware, which: number): void {
  const { selfTest: { switches: words }, registers } = firmware;
  words[WORD.SWITCH] = which;
  words[WORD.TICKS] = 0;
  words[WORD.HALF] = -1;
  words[WORD.SHOWN] = 0;
  words[WORD.SILENT] = 0;
  registers[REGISTER.SWITCH_REQUEST] = which;
}

function startHalf(firmware: Firmware, half: number): void {
  const { selfTest: { switches: words } } = firmware;
  words[WORD.HALF] = half;
  presetDac(firmware, words[half % 2 === 0 ? WORD.HIGH_CODE : WORD.LOW_CODE]!);
  startAverage(firmware);
}

/** Compares the two halves of a pair. A saturated current is neither silent nor shown: it fails the test. */
function takeHalf(firmware: Firmware): void {
  const { selfTest: { switches: words } } = firmware;
  const mean_fA = meanCurrent_fA(firmware) ?? NaN;
  if (words[WORD.HALF]! % 2 === 0) {
    words[WORD.PLUS_fA] = mean_fA;
    return;
  }
  const difference_fA = words[WORD.PLUS_fA]! - mean_fA;
  const threshold_fA = responseThreshold_fA(firmware);
  if (-threshold_fA <= difference_fA && difference_fA <= threshold_fA) words[WORD.SILENT] = words[WORD.SILENT]! + 1;
  if (threshold_fA < difference_fA) words[WORD.SHOWN] = words[WORD.SHOWN]! + 1;
}

function responseThreshold_fA({ selfTest: { switches: words }, board, scale }: Firmware): number {
  const swing_uV = dac_uV(scale, words[WORD.HIGH_CODE]!) - dac_uV(scale, words[WORD.LOW_CODE]!);
  const response_fA = (swing_uV * FA_PER_UV_PER_KOHM) / board.series_resistance_kOhm;
  const noise_fA = board.interlock_noise_fA_rms * Math.sqrt(2 / ticksOf(scale, HALF_US));
  return Math.max(response_fA / RESPONSE_DIVISOR, SIGMAS * noise_fA);
}

/** A driven switch that does not close fails itself; a current past it fails the other one. */
function verdict(firmware: Firmware, { isSound, isWelded, isOfDriven }: { readonly isSound: boolean; readonly isWelded: boolean; readonly isOfDriven: boolean }): SwitchVerdict {
  const isFirst = firmware.selfTest.switches[WORD.SWITCH] === SWITCH.S1;
  const part = isFirst === isOfDriven ? 'switch_s1' : 'switch_s2';
  return { kind: 'verdict', part, isSound, isWelded, isMore: isFirst };
}
