import { LATCH_CAUSE, LATCH_CAUSES_HARD, LATCH_RESET_KEY, LINE, REGISTER } from '../board/registers.ts';
import { CAUSE, bitOf } from '../interlock/cause.ts';
import type { CauseMask } from '../interlock/cause.ts';
import { isEnergised } from '../interlock/state.ts';
import type { Arena } from '../kernel/arena.ts';
import { tickNow } from './clock.ts';
import type { Firmware } from './firmware.ts';

/** What each bit of layer 0's latch says. */
const CAUSES_OF_LATCH = [
  [LATCH_CAUSE.OVER_VOLTAGE, CAUSE.HARDWARE_OVER_VOLTAGE],
  [LATCH_CAUSE.UNDER_VOLTAGE, CAUSE.HARDWARE_UNDER_VOLTAGE],
  [LATCH_CAUSE.OVER_CURRENT, CAUSE.HARDWARE_OVER_CURRENT],
  [LATCH_CAUSE.INTERLOCK_LINE, CAUSE.INTERLOCK_LINE],
  [LATCH_CAUSE.WATCHDOG, CAUSE.WATCHDOG],
  [LATCH_CAUSE.SUPPLY, CAUSE.SUPPLY],
  [LATCH_CAUSE.TIME_BASE, CAUSE.TIME_BASE],
] as const;

/** Row 30: ticks over which layer 0's counter is held against ours, and the share by which they may differ. */
const WINDOW_TICKS = 100;
const OFF_DIVISOR = 20;
const COUNTER_MAX = 0x7fffffff;

const FIELD = { TICK: 0, COUNTER_us: 1, IS_RIGHT: 2 } as const;

/** Comparison of the two time bases while one is latched as wrong. */
export function claimTimeBase(arena: Arena): Float64Array {
  return arena.f64('controller.time_base', 3);
}

/**
 * Causes that layer 0 holds. While the output may be connected its latch speaks. Once it is off a soft bit counts as
 * present only while what set it lasts: the latch itself is reset after the acknowledge that this permits.
 */
export function layer0Causes(firmware: Firmware): CauseMask {
  const latch_state = firmware.registers[REGISTER.LATCH_STATE]!;
  const present = isEnergised(firmware.interlock) ? latch_state : latch_state & (LATCH_CAUSES_HARD | lasting(firmware, latch_state));
  let causes = 0;
  for (let index = 0; index < CAUSES_OF_LATCH.length; index += 1) {
    const [bit, cause] = CAUSES_OF_LATCH[index]!;
    if ((present & bit) !== 0) causes |= bitOf(cause);
  }
  return causes;
}

/** Ticks in which `layer0Causes` certainly finds what it found in the last, while neither wiring, supply nor latch changes. */
export function beforeTimeComparisonTicks(firmware: Firmware): number {
  const isComparing = (firmware.registers[REGISTER.LATCH_STATE]! & LATCH_CAUSE.TIME_BASE) !== 0;
  return isComparing ? firmware.timeBase[FIELD.TICK]! + WINDOW_TICKS - 1 - tickNow(firmware) : Infinity;
}

/** After an acknowledge: has layer 0 reset what is soft and gone. It takes the key's edge; hard causes wait for the local reset. */
export function releaseLayer0({ registers }: Firmware): void {
  registers[REGISTER.LATCH_RESET] = LATCH_RESET_KEY;
}

/** Takes the key away, so that the next one is an edge again. */
export function withdrawKey({ registers }: Firmware): void {
  registers[REGISTER.LATCH_RESET] = 0;
}

/** Bits of soft causes that are there now. That this runs proves that the watchdog's is gone. */
function lasting(firmware: Firmware, latch_state: number): number {
  const { registers } = firmware;
  const line = registers[REGISTER.INTERLOCK_LINE] === LINE.CLOSED ? 0 : LATCH_CAUSE.INTERLOCK_LINE;
  const supply = registers[REGISTER.SUPPLY_GOOD] === 1 ? 0 : LATCH_CAUSE.SUPPLY;
  const isTimeOff = (latch_state & LATCH_CAUSE.TIME_BASE) !== 0 && !isTimeRight(firmware);
  return line | supply | (isTimeOff ? LATCH_CAUSE.TIME_BASE : 0);
}

/** Whether the last whole window of layer 0's counter agreed with the ticks. */
function isTimeRight(firmware: Firmware): boolean {
  const { timeBase, registers, scale } = firmware;
  const passed_ticks = tickNow(firmware) - timeBase[FIELD.TICK]!;
  if (passed_ticks < WINDOW_TICKS) return timeBase[FIELD.IS_RIGHT] === 1;
  const counter_us = registers[REGISTER.TIME_BASE_us]!;
  const counted_us = (counter_us - timeBase[FIELD.COUNTER_us]!) & COUNTER_MAX;
  const expected_us = passed_ticks * scale.tick_us;
  const isWhole = passed_ticks < 2 * WINDOW_TICKS;
  timeBase[FIELD.IS_RIGHT] = isWhole && Math.abs(counted_us - expected_us) * OFF_DIVISOR <= expected_us ? 1 : 0;
  timeBase[FIELD.TICK] = tickNow(firmware);
  timeBase[FIELD.COUNTER_us] = counter_us;
  return timeBase[FIELD.IS_RIGHT] === 1;
}
