import { REGISTER } from '../board/registers.ts';
import { gateVerdict } from '../interlock/gate.ts';
import type { GateVerdict } from '../interlock/gate.ts';
import { boundSlew } from '../interlock/step.ts';
import type { Arena } from '../kernel/arena.ts';
import { tickNow } from './clock.ts';
import type { Firmware } from './firmware.ts';
import { slewBound_count, ticksOf } from './scale.ts';

const FIELD = { CODE: 0, TARGET_CODE: 1, REMAINDER: 2, INCREMENT: 3, SLEW_nV_per_s: 4, IS_STEERED: 5, TICK: 6 } as const;
const FIELD_COUNT = 7;

const SECOND_US = 1_000_000;

/** The slew generator's state: a position as a code of the DAC and a remainder below one code, as of a tick. All integers. */
export type Setpoint = Float64Array;

export function claimSetpoint(arena: Arena): Setpoint {
  return arena.f64('controller.setpoint', FIELD_COUNT);
}

export function setpointCode({ setpoint }: Firmware): number {
  return setpoint[FIELD.CODE]!;
}

export function targetCode({ setpoint }: Firmware): number {
  return setpoint[FIELD.TARGET_CODE]!;
}

export function isRamping({ setpoint }: Firmware): boolean {
  return setpoint[FIELD.CODE] !== setpoint[FIELD.TARGET_CODE];
}

/** Whether the galvanostat leads the generator: its moves follow one another, and the slew stays bounded in between. */
export function isSteered({ setpoint }: Firmware): boolean {
  return setpoint[FIELD.IS_STEERED] === 1;
}

/** Slew of the ramp under way or of the last one. */
export function activeSlew_nV_per_s({ setpoint }: Firmware): number {
  return setpoint[FIELD.SLEW_nV_per_s]!;
}

/**
 * Begins a ramp from where the generator stands. The remainder starts at 0 in either direction, so that over every window,
 * however many ramps it spans, the output moves by no more than slew times time and one code.
 *
 * @returns ticks until the arrival
 */
export function startRamp(firmware: Firmware, target: { readonly code: number; readonly slew_nV_per_s: number }): number {
  const { setpoint, scale, interlock, rowsLeftOut } = firmware;
  const distance_count = Math.abs(target.code - setpoint[FIELD.CODE]!);
  const isSlewLimited = !rowsLeftOut.has(5);
  const increment = isSlewLimited ? target.slew_nV_per_s * scale.slew.numerator : Math.max(distance_count, 1) * scale.slew.denominator;
  setpoint[FIELD.IS_STEERED] = 0;
  setpoint[FIELD.TARGET_CODE] = target.code;
  setpoint[FIELD.REMAINDER] = 0;
  setpoint[FIELD.TICK] = tickNow(firmware);
  setpoint[FIELD.INCREMENT] = increment;
  setpoint[FIELD.SLEW_nV_per_s] = target.slew_nV_per_s;
  boundSlew(interlock, slewBound_count(scale, target.slew_nV_per_s));
  return Math.ceil((distance_count * scale.slew.denominator) / increment);
}

/** Hands the generator to the galvanostat, where it stands. */
export function startSteering(firmware: Firmware, slew_nV_per_s: number): void {
  const { setpoint, interlock, scale } = firmware;
  rest(setpoint);
  setpoint[FIELD.IS_STEERED] = 1;
  setpoint[FIELD.SLEW_nV_per_s] = slew_nV_per_s;
  boundSlew(interlock, slewBound_count(scale, slew_nV_per_s));
}

/** A move of the galvanostat, spread over a conversion of the slow path and never faster than its slew. */
export function steer(firmware: Firmware, code: number): void {
  const { setpoint, scale, board } = firmware;
  const conversion_ticks = ticksOf(scale, SECOND_US / board.slow_rate_Hz);
  const even = Math.ceil((Math.abs(code - setpoint[FIELD.CODE]!) * scale.slew.denominator) / conversion_ticks);
  setpoint[FIELD.TARGET_CODE] = code;
  setpoint[FIELD.REMAINDER] = 0;
  setpoint[FIELD.TICK] = tickNow(firmware);
  setpoint[FIELD.INCREMENT] = Math.min(even, setpoint[FIELD.SLEW_nV_per_s]! * scale.slew.numerator);
}

/** Stops where the generator stands, whoever led it. */
export function freezeRamp(firmware: Firmware): void {
  const { setpoint, interlock, scale } = firmware;
  setpoint[FIELD.IS_STEERED] = 0;
  rest(setpoint);
  boundSlew(interlock, slewBound_count(scale, 0));
}

/** First tick at which the ramp moves the output by a code; until then nobody need look at it. */
export function rampDue_tick({ setpoint, scale }: Firmware): number {
  return setpoint[FIELD.TICK]! + Math.ceil((scale.slew.denominator - setpoint[FIELD.REMAINDER]!) / setpoint[FIELD.INCREMENT]!);
}

/**
 * Moves along the ramp to the tick of now, as far as tick by tick would have come to. A code that the gate refuses is not
 * written, and the ramp ends where it stands.
 */
export function advanceRamp(firmware: Firmware): GateVerdict {
  const { setpoint, scale } = firmware;
  const tick = tickNow(firmware);
  const position = setpoint[FIELD.REMAINDER]! + setpoint[FIELD.INCREMENT]! * (tick - setpoint[FIELD.TICK]!);
  setpoint[FIELD.TICK] = tick;
  const moved_count = Math.floor(position / scale.slew.denominator);
  if (moved_count === 0) {
    setpoint[FIELD.REMAINDER] = position;
    return 'permitted';
  }
  const code = setpoint[FIELD.CODE]!;
  const way_count = setpoint[FIELD.TARGET_CODE]! - code;
  const isArriving = Math.abs(way_count) <= moved_count;
  const verdict = putOut(firmware, isArriving ? setpoint[FIELD.TARGET_CODE]! : code + Math.sign(way_count) * moved_count);
  setpoint[FIELD.REMAINDER] = position - moved_count * scale.slew.denominator;
  if (isArriving || verdict === 'refused') arrive(firmware);
  return verdict;
}

function arrive(firmware: Firmware): void {
  if (isSteered(firmware)) rest(firmware.setpoint);
  else freezeRamp(firmware);
}

function rest(setpoint: Setpoint): void {
  setpoint[FIELD.TARGET_CODE] = setpoint[FIELD.CODE]!;
  setpoint[FIELD.REMAINDER] = 0;
}

/** Puts the DAC at a code at once: behind the open switch, where nobody sees the step. */
export function presetDac(firmware: Firmware, code: number): GateVerdict {
  const verdict = putOut(firmware, code);
  if (verdict === 'permitted') freezeRamp(firmware);
  return verdict;
}

/** The one place where the firmware writes the DAC. */
function putOut({ interlock, registers, setpoint }: Firmware, code: number): GateVerdict {
  const verdict = gateVerdict(interlock, code);
  if (verdict === 'permitted') {
    registers[REGISTER.DAC_CODE] = code;
    setpoint[FIELD.CODE] = code;
  }
  return verdict;
}
