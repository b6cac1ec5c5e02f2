import type { Arena } from '../kernel/arena.ts';
import type { Firmware } from './firmware.ts';

/** Ticks are counted in doubles, exact for 28,000 years of 10 kHz. */
export const CLOCK = {
  TICK: 0,
  /** First tick at which the supervisor has something to do; Infinity in a hold without end. */
  ATTEND_TICK: 1,
  /** First tick at which layer 0 is asked to close again: it closes at most once a second. */
  RECLOSE_TICK: 2,
  /** 1 while the tasks below the interrupt have something to send. */
  IS_TASK_DUE: 3,
  /** Row 31: last tick that may pass without a new conversion of the slow path. */
  SLOW_DUE_TICK: 4,
  /** ATTEND_TICK with its sign turned: row 27. */
  ATTEND_GUARD: 5,
} as const;

export function claimClock(arena: Arena): Float64Array {
  return arena.f64('controller.clock', 6);
}

export function tickNow({ clock }: Firmware): number {
  return clock[CLOCK.TICK]!;
}

export function deviceTime_us({ clock, scale }: Firmware): number {
  return clock[CLOCK.TICK]! * scale.tick_us;
}

/** Has the supervisor look at the next tick: whoever changes what there is to do calls it. */
export function callAttention(firmware: Firmware): void {
  attendFrom(firmware, 0);
}

/** Has the supervisor look at no tick before this one. */
export function attendFrom({ clock }: Firmware, tick: number): void {
  clock[CLOCK.ATTEND_TICK] = tick;
  clock[CLOCK.ATTEND_GUARD] = -tick;
}

/** Row 27: a supervisor that looks too late would leave a program, or a trip's record, to itself. */
export function isAttentionWhole({ clock }: Firmware): boolean {
  return clock[CLOCK.ATTEND_GUARD] === -clock[CLOCK.ATTEND_TICK]!;
}

/** Has the tasks look at what is to be sent: whoever leaves them something calls it. */
export function callTasks({ clock }: Firmware): void {
  clock[CLOCK.IS_TASK_DUE] = 1;
}
