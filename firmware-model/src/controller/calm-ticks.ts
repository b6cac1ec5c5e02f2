import { REGISTER } from '../board/registers.ts';
import type { Stretch } from '../board/registers.ts';
import { calmSteps, standingCauses } from '../interlock/calm.ts';
import { trippingCauses } from '../interlock/reaction.ts';
import { SLOW } from '../interlock/slow-state.ts';
import { INPUT, WORD } from '../interlock/state.ts';
import { CLOCK, isAttentionWhole } from './clock.ts';
import type { Firmware } from './firmware.ts';
import { rememberTicks } from './freeze-frame.ts';
import { isHostTimeWhole } from './host-time.ts';
import { beginTick, endTick, isOuterQuiet } from './isr.ts';
import { isLeaseHeld } from './lease.ts';
import { rest, restingTicks } from './resting.ts';
import { fillStreams } from './streams.ts';
import { calmTaskTicks } from './tasks.ts';
import { isEverybodyIn } from './watchdog.ts';

// Constants of this module: a look-up in another one costs as much as the load.
const {
  DAC_CODE: DAC_COMMAND, DAC_READBACK_CODE, FRONT_END: FRONT_END_REGISTER, TEMPERATURE_mdegC: TEMPERATURE, INTERLOCK_VOLTAGE_CODE, INTERLOCK_CURRENT_CODE,
  INTERLOCK_SEQUENCE, SLOW_SEQUENCE, WATCHDOG,
} = REGISTER;
const { VOLTAGE_CODE, CURRENT_CODE, DAC_CODE, DAC_COMMAND_CODE, CONVERSIONS_COUNT, SEQUENCE, FRONT_END, TEMPERATURE_mdegC, OUTER_CAUSES } = INPUT;
const { TICK, ATTEND_TICK, SLOW_DUE_TICK } = CLOCK;
const { CAUSES_PRESENT, WARNINGS } = WORD;
/** Feeds and conversions count modulo 2^31. */
const COUNTER_MAX = 0x7fffffff;
/** Fewer cost less one by one. */
const TICKS_MIN = 2;

/**
 * Interrupts of ticks in which nobody has anything to do, at once: their codes go through the interlocks together. Where those
 * have found something in the last one, or the supervisor has its turn in it, that is answered like any other, and its
 * tasks have still to run. Returns how many; 0 on any doubt.
 */
export function interruptCalm(firmware: Firmware, stretch: Stretch, from: number, to: number): number {
  const { registers, interlock } = firmware;
  const { state, inputs } = interlock;
  // As every tick does first: the DAC may have moved since the last, and on any doubt the tick by itself does it again.
  inputs[DAC_CODE] = registers[DAC_READBACK_CODE]!;
  inputs[DAC_COMMAND_CODE] = registers[DAC_COMMAND]!;
  if (!isNobodyBusy(firmware)) return 0;
  const resting_ticks = restingTicks(firmware);
  // The supervisor has its turn in the last of them, once the interlocks have seen that tick too.
  const turn_ticks = Math.max(idleTicks(firmware), resting_ticks) + 1;
  const end = Math.min(to, from + turn_ticks, from + beforeSilenceTicks(firmware), from + calmTaskTicks(firmware));
  if (end - from < TICKS_MIN) return 0;
  const ticks = calmSteps(interlock, stretch, from, end);
  if (ticks === 0) return 0;
  const isAnswered = ticks === turn_ticks || state[CAUSES_PRESENT] !== standingCauses(interlock) || state[WARNINGS] !== 0;
  const unanswered_ticks = isAnswered ? ticks - 1 : ticks;
  passBy(firmware, stretch, from, unanswered_ticks);
  if (resting_ticks > 0) rest(firmware, stretch, from, unanswered_ticks);
  stretch.show(from + ticks - 1);
  if (isAnswered) {
    inputs[SEQUENCE] = (registers[INTERLOCK_SEQUENCE]! - 1) & COUNTER_MAX;
    beginTick(firmware);
    endTick(firmware, state[CAUSES_PRESENT]!);
  } else {
    inputs[VOLTAGE_CODE] = registers[INTERLOCK_VOLTAGE_CODE]!;
    inputs[CURRENT_CODE] = registers[INTERLOCK_CURRENT_CODE]!;
    inputs[SEQUENCE] = registers[INTERLOCK_SEQUENCE]!;
  }
  return ticks;
}

/** Ticks after which something is due, as far as is known now. */
export function beforeDueTicks(firmware: Firmware): number {
  return Math.min(Math.max(idleTicks(firmware), restingTicks(firmware)), beforeSilenceTicks(firmware)) + 1;
}

/** Ticks in which the supervisor has no turn. */
function idleTicks({ clock }: Firmware): number {
  return clock[ATTEND_TICK]! - clock[TICK]! - 1;
}

/** Ticks that may pass before the slow path is late. */
function beforeSilenceTicks({ clock }: Firmware): number {
  return clock[SLOW_DUE_TICK]! - clock[TICK]!;
}

/** Whether what the step finds in every tick, like a lease that nobody holds, has been answered and is answered by nothing more. */
function isStandingAnswered(firmware: Firmware): boolean {
  const { interlock } = firmware;
  const standing = standingCauses(interlock);
  return interlock.state[CAUSES_PRESENT] === standing && (standing === 0 || (trippingCauses(interlock, standing) === 0 && !isLeaseHeld(firmware)));
}

/** The tick before has been served whole, and but for the DAC's the inputs stay as they were. */
function isNobodyBusy(firmware: Firmware): boolean {
  const { registers, interlock: { inputs }, slow } = firmware;
  return (
    isEverybodyIn(firmware) && isStandingAnswered(firmware) && isOuterQuiet(firmware) && isHostTimeWhole(firmware) && isAttentionWhole(firmware) &&
    registers[SLOW_SEQUENCE] === slow[SLOW.SEQUENCE] && slow[SLOW.PRESENT] === 0 &&
    inputs[FRONT_END] === registers[FRONT_END_REGISTER] && inputs[TEMPERATURE_mdegC] === registers[TEMPERATURE] &&
    registers[INTERLOCK_SEQUENCE] === inputs[SEQUENCE] && inputs[CONVERSIONS_COUNT] === 1 && inputs[OUTER_CAUSES] === 0
  );
}

/** What is left of ticks in which nothing happened: their number, their feeds, and their codes in the history and in the streams. */
function passBy(firmware: Firmware, stretch: Stretch, from: number, ticks: number): void {
  const { clock, registers, freeze, links } = firmware;
  rememberTicks(freeze, clock[TICK]! + ticks, stretch, { from, to: from + ticks });
  for (let index = 0; index < links.length; index += 1) fillStreams(links[index]!, stretch, from, ticks);
  clock[TICK] = clock[TICK]! + ticks;
  registers[WATCHDOG] = (registers[WATCHDOG]! + ticks) & COUNTER_MAX;
}
