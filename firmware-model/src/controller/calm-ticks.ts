import { REGISTER } from '../board/registers.ts';
import type { Stretch } from '../board/registers.ts';
import { calmSteps, standingCauses } from '../interlock/calm.ts';
import { SLOW } from '../interlock/slow-state.ts';
import { INPUT, WORD, isEnergised } from '../interlock/state.ts';
import { CLOCK, isAttentionWhole } from './clock.ts';
import type { Firmware } from './firmware.ts';
import { rememberTicks } from './freeze-frame.ts';
import { isHostTimeWhole } from './host-time.ts';
import { beginTick, endTick, outerCauses } from './isr.ts';
import { beforeTimeComparisonTicks } from './layer-0.ts';
import { openSteps } from './open-steps.ts';
import { rest, restingTicks } from './resting.ts';
import { beforeSilenceTicks } from './slow-watch.ts';
import { fillStreams } from './streams.ts';
import { isAnswered } from './supervisor.ts';
import { calmTaskTicks } from './tasks.ts';
import { isEverybodyIn } from './watchdog.ts';

// Constants of this module: a look-up in another one costs as much as the load.
const {
  DAC_CODE: DAC_COMMAND, DAC_READBACK_CODE, FRONT_END: FRONT_END_REGISTER, TEMPERATURE_mdegC: TEMPERATURE, INTERLOCK_VOLTAGE_CODE, INTERLOCK_CURRENT_CODE,
  INTERLOCK_SEQUENCE, SLOW_SEQUENCE, WATCHDOG, PROBE_MOVING,
} = REGISTER;
const { VOLTAGE_CODE, CURRENT_CODE, DAC_CODE, DAC_COMMAND_CODE, CONVERSIONS_COUNT, SEQUENCE, FRONT_END, TEMPERATURE_mdegC, OUTER_CAUSES } = INPUT;
const { TICK, ATTEND_TICK } = CLOCK;
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
  const certain_ticks = Math.min(to - from, beforeSilenceTicks(firmware), beforeTimeComparisonTicks(firmware), calmTaskTicks(firmware));
  if (certain_ticks < TICKS_MIN || !isNobodyBusy(firmware, stretch)) return 0;
  const resting_ticks = restingTicks(firmware);
  // The supervisor has its turn in the last of them, once the interlocks have seen that tick too.
  const turn_ticks = Math.max(idleTicks(firmware), resting_ticks) + 1;
  const end = from + Math.min(certain_ticks, turn_ticks);
  if (end - from < TICKS_MIN) return 0;
  const calm_ticks = isAnswered(firmware, standingCauses(interlock)) ? calmSteps(interlock, stretch, from, end) : 0;
  const ticks = calm_ticks === 0 && resting_ticks > 0 ? openSteps(firmware, stretch, from, end) : calm_ticks;
  if (ticks === 0) return 0;
  const isDue = ticks === turn_ticks || state[WARNINGS] !== 0 || !isAnswered(firmware, state[CAUSES_PRESENT]!);
  const unanswered_ticks = isDue ? ticks - 1 : ticks;
  passBy(firmware, stretch, from, unanswered_ticks);
  if (resting_ticks > 0) rest(firmware, stretch, from, unanswered_ticks);
  stretch.show(from + ticks - 1);
  if (isDue) {
    inputs[SEQUENCE] = (registers[INTERLOCK_SEQUENCE]! - stretch.conversions_count) & COUNTER_MAX;
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

/** What is seen beside the codes is what it was in the tick before; a probe that moves while the circuit is closed is watched in every tick. */
function isOuterAsBefore(firmware: Firmware): boolean {
  const { registers, interlock, slow } = firmware;
  const isProbeUnwatched = registers[PROBE_MOVING] === 0 || !isEnergised(interlock);
  return isProbeUnwatched && (outerCauses(firmware) | slow[SLOW.PRESENT]!) === interlock.inputs[OUTER_CAUSES];
}

/** The tick before has been served whole, and but for the DAC's the inputs stay as they were. */
function isNobodyBusy(firmware: Firmware, { conversions_count }: Stretch): boolean {
  const { registers, interlock: { inputs }, slow } = firmware;
  return (
    isEverybodyIn(firmware) && isOuterAsBefore(firmware) && isHostTimeWhole(firmware) && isAttentionWhole(firmware) &&
    registers[SLOW_SEQUENCE] === slow[SLOW.SEQUENCE] &&
    inputs[FRONT_END] === registers[FRONT_END_REGISTER] && inputs[TEMPERATURE_mdegC] === registers[TEMPERATURE] &&
    registers[INTERLOCK_SEQUENCE] === inputs[SEQUENCE] && inputs[CONVERSIONS_COUNT] === conversions_count
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
