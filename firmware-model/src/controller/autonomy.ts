import { StatusCode } from '@nanobias/proto';
import type { Enable, Status } from '@nanobias/proto';
import { REGISTER } from '../board/registers.ts';
import { WORD, isAutonomous, isLeaseAlive } from '../interlock/state.ts';
import type { Arena } from '../kernel/arena.ts';
import { CLOCK, tickNow } from './clock.ts';
import type { Firmware } from './firmware.ts';
import { slowCurrent_fA, ticksOf } from './scale.ts';
import { status } from './status.ts';

/** What a word of the interlock counts, 59 hours at 10 kHz. */
const TICKS_MAX = 0x7fff_fffe;

const FIELD = {
  /** First tick at which the admission is used up; 0 when there is none. */
  END_TICK: 0,
  /** What is left of the charge, as current times conversions. */
  LEFT_fA: 1,
  CONVERSION: 2,
  /** LEFT_fA with its sign turned: row 27. */
  LEFT_GUARD_fA: 3,
} as const;
const FIELD_COUNT = 4;

/** The admission of an autonomous program: how long, and how much charge, since the enable. */
export type Autonomy = Float64Array;

export function claimAutonomy(arena: Arena): Autonomy {
  return arena.f64('controller.autonomy', FIELD_COUNT);
}

/** Time and charge bound an admission together: one without the other admits nothing. */
export function admissionRefusal({ scale }: Firmware, { autonomous_us_max, autonomous_fC_max }: Enable): Status | undefined {
  if (autonomous_us_max === undefined && autonomous_fC_max === undefined) return undefined;
  if (autonomous_us_max === undefined) return status(StatusCode.MISSING_FIELD, { field: 'autonomous_us_max' });
  if (autonomous_fC_max === undefined) return status(StatusCode.MISSING_FIELD, { field: 'autonomous_fC_max' });
  const limits = { limit_min: 1, limit_max: TICKS_MAX * scale.tick_us, origin: 'BOARD' } as const;
  const isCountable = limits.limit_min <= autonomous_us_max && autonomous_us_max <= limits.limit_max;
  return isCountable ? undefined : status(StatusCode.OUT_OF_RANGE, { field: 'autonomous_us_max', value: autonomous_us_max, ...limits });
}

/** Every enable admits anew, or nothing. */
export function admitAutonomy(firmware: Firmware, { autonomous_us_max, autonomous_fC_max }: Enable): void {
  const { autonomy, registers, scale, board } = firmware;
  autonomy.fill(0);
  if (autonomous_us_max === undefined || autonomous_fC_max === undefined) return;
  autonomy[FIELD.END_TICK] = tickNow(firmware) + ticksOf(scale, autonomous_us_max);
  putLeft(autonomy, autonomous_fC_max * board.slow_rate_Hz);
  autonomy[FIELD.CONVERSION] = registers[REGISTER.SLOW_SEQUENCE]!;
}

/** A program runs from here on: what is left of the admission covers it. */
export function permitAutonomy(firmware: Firmware): void {
  const { autonomy, interlock } = firmware;
  const left_ticks = 0 < autonomy[FIELD.LEFT_fA]! ? autonomy[FIELD.END_TICK]! - tickNow(firmware) : 0;
  interlock.state[WORD.AUTONOMY_TICKS] = Math.max(0, left_ticks);
}

function putLeft(autonomy: Autonomy, left_fA: number): void {
  autonomy[FIELD.LEFT_fA] = left_fA;
  autonomy[FIELD.LEFT_GUARD_fA] = -left_fA;
}

/** Row 27, between two ticks: what the interlock counts down agrees with the clock, or the host has to be there. */
export function isAutonomyWhole({ autonomy, interlock, clock }: Firmware): boolean {
  const left_ticks = interlock.state[WORD.AUTONOMY_TICKS]!;
  const isTimeWhole = left_ticks === autonomy[FIELD.END_TICK]! - clock[CLOCK.TICK]!;
  return left_ticks === 0 || (isTimeWhole && autonomy[FIELD.LEFT_GUARD_fA] === -autonomy[FIELD.LEFT_fA]!);
}

/** No program runs, or it is paused: the host has to be there. */
export function suspendAutonomy({ interlock }: Pick<Firmware, 'interlock'>): void {
  interlock.state[WORD.AUTONOMY_TICKS] = 0;
}

/** The last tick in which an autonomous program may run without a lease. */
export function autonomyDue_tick({ autonomy, interlock }: Firmware): number {
  return isAutonomous(interlock) ? autonomy[FIELD.END_TICK]! - 1 : Infinity;
}

/** Counts the charge of every conversion; true when the admission is used up and nobody holds the lease. Then the output opens before the lapse trips it. */
export function isAutonomyOver(firmware: Firmware): boolean {
  const { autonomy, interlock } = firmware;
  countCharge(firmware);
  if (!isAutonomous(interlock)) return false;
  const isCovered = 1 < interlock.state[WORD.AUTONOMY_TICKS]! && 0 < autonomy[FIELD.LEFT_fA]!;
  if (isCovered) return false;
  if (!isLeaseAlive(interlock)) return true;
  suspendAutonomy(firmware);
  return false;
}

/** A conversion that is no value counts as the full scale of its range. */
function countCharge({ autonomy, registers, scale, board }: Firmware): void {
  const sequence = registers[REGISTER.SLOW_SEQUENCE]!;
  if (autonomy[FIELD.CONVERSION] === sequence || autonomy[FIELD.END_TICK] === 0) return;
  autonomy[FIELD.CONVERSION] = sequence;
  const range = registers[REGISTER.SLOW_RANGE_READBACK]!;
  const isValue = registers[REGISTER.SLOW_FLAGS] === 0;
  const current_fA = isValue ? slowCurrent_fA(scale, registers[REGISTER.SLOW_CURRENT_CODE]!, range) : board.slow_full_scales_fA[range] ?? 0;
  putLeft(autonomy, autonomy[FIELD.LEFT_fA]! - Math.abs(current_fA));
}
