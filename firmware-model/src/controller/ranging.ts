import { EventKind } from '@nanobias/proto';
import { REGISTER } from '../board/registers.ts';
import type { Arena } from '../kernel/arena.ts';
import { callAttention } from './clock.ts';
import { pushEvent } from './events.ts';
import type { Firmware } from './firmware.ts';
import { slowCurrent_fA } from './scale.ts';
import { isRamping, isSteered } from './setpoint.ts';

/** A decade more above 90 % of a range, a decade less below 5 %, which is half of the range below. */
const UP_RATIO = 0.9;
const DOWN_RATIO = 0.05;
/** Conversions in a row that must be small before a range is given up: 3 s. */
const QUIET_CONVERSIONS = 30;
/** The conversion under way is spoilt by a change. */
const SPOILT_CONVERSIONS = 1;
/** What a ramp is given beyond the current that it is expected to bring. */
const RAMP_MARGIN = 2;
/** Femtofarads times nanovolts a second, in femtoamperes. */
const FA_PER_FF_NV_PER_S = 1e-9;

/** Words of the choice of range. */
const WORD = { CONVERSION: 0, QUIET: 1, SPOILT: 2 } as const;
const { CONVERSION } = WORD;
const { SLOW_SEQUENCE } = REGISTER;

export function claimRanging(arena: Arena): Int32Array {
  return arena.i32('controller.ranging', 3);
}

/** Whether a conversion has ended that nobody has looked at. */
export function isConversionNew({ ranging, registers }: Firmware): boolean {
  return registers[SLOW_SEQUENCE] !== ranging[CONVERSION];
}

/** After every conversion: the range follows the current. */
export function followCurrent(firmware: Firmware): void {
  const { ranging, registers } = firmware;
  if (!isConversionNew(firmware)) return;
  ranging[CONVERSION] = registers[SLOW_SEQUENCE]!;
  // Galvanostat and conditional steps look at every conversion.
  callAttention(firmware);
  if (0 < ranging[WORD.SPOILT]!) {
    ranging[WORD.SPOILT] = ranging[WORD.SPOILT]! - 1;
    return;
  }
  const range = registers[REGISTER.SLOW_RANGE]!;
  const ratio = Math.abs(registers[REGISTER.SLOW_CURRENT_CODE]!) / fullCode(firmware);
  const isSmall = ratio < DOWN_RATIO && registers[REGISTER.SLOW_FLAGS] === 0 && !(isRamping(firmware) && !isSteered(firmware));
  ranging[WORD.QUIET] = isSmall ? ranging[WORD.QUIET]! + 1 : 0;
  if (registers[REGISTER.SLOW_FLAGS] !== 0 || UP_RATIO < ratio) putRange(firmware, range + 1);
  else if (QUIET_CONVERSIONS <= ranging[WORD.QUIET]!) putRange(firmware, range - 1);
}

/** Before a ramp or a regulated current: room for the current into the stray capacitance, beside the one that flows or is to flow. */
export function makeRoom(firmware: Firmware, slew_nV_per_s: number, target_fA = 0): void {
  const { board, registers, scale } = firmware;
  const readback = registers[REGISTER.SLOW_RANGE_READBACK]!;
  const flowing_fA = registers[REGISTER.SLOW_FLAGS] === 0 ? Math.abs(slowCurrent_fA(scale, registers[REGISTER.SLOW_CURRENT_CODE]!, readback)) : 0;
  const expected_fA = RAMP_MARGIN * (Math.max(flowing_fA, Math.abs(target_fA)) + board.stray_capacitance_fF * slew_nV_per_s * FA_PER_FF_NV_PER_S);
  const fitting = board.slow_full_scales_fA.findIndex((full_scale_fA) => expected_fA <= full_scale_fA);
  if (registers[REGISTER.SLOW_RANGE]! < fitting) putRange(firmware, fitting);
}

function putRange(firmware: Firmware, range: number): void {
  const { board, registers, ranging } = firmware;
  const full_scale_fA = board.slow_full_scales_fA[range];
  ranging[WORD.QUIET] = 0;
  if (full_scale_fA === undefined) return;
  registers[REGISTER.SLOW_RANGE] = range;
  ranging[WORD.SPOILT] = SPOILT_CONVERSIONS;
  pushEvent(firmware, { kind: EventKind.RANGE_CHANGED, value: full_scale_fA });
}

function fullCode({ board }: Firmware): number {
  return 1 << (board.slow_bits - 1);
}
