import { EventKind } from '@nanobias/proto';
import { REGISTER } from '../board/registers.ts';
import { CAUSE, bitOf, firstCause } from '../interlock/cause.ts';
import type { CauseMask } from '../interlock/cause.ts';
import { SLOW } from '../interlock/slow-state.ts';
import { INPUT, WORD } from '../interlock/state.ts';
import { step } from '../interlock/step.ts';
import { CLOCK } from './clock.ts';
import { pushEvent } from './events.ts';
import { evidence } from './evidence.ts';
import type { Firmware } from './firmware.ts';
import { remember } from './freeze-frame.ts';
import { layer0Causes } from './layer-0.ts';
import { endHostTime, isHostTimeWhole } from './host-time.ts';
import { isHostPresent } from './lease.ts';
import { watchProbe } from './probe-watch.ts';
import { judgeConversion } from './slow-rows.ts';
import { missConversion } from './slow-watch.ts';
import { attend, react } from './supervisor.ts';
import { TASK, checkIn, feedWatchdog } from './watchdog.ts';

// Constants of this module: a look-up in another one costs as much as the load, and this runs every tick.
const {
  INTERLOCK_VOLTAGE_CODE, INTERLOCK_CURRENT_CODE, INTERLOCK_SEQUENCE, DAC_CODE: DAC_COMMAND, DAC_READBACK_CODE, FRONT_END: FRONT_END_REGISTER,
  TEMPERATURE_mdegC: TEMPERATURE, LATCH_STATE, PROBE_MOVING, SPECIMEN_SOUND, SLOW_SEQUENCE: SLOW_SEQUENCE_REGISTER,
} = REGISTER;
const { VOLTAGE_CODE, CURRENT_CODE, DAC_CODE, DAC_COMMAND_CODE, CONVERSIONS_COUNT, SEQUENCE, FRONT_END, TEMPERATURE_mdegC, OUTER_CAUSES } = INPUT;
const { SEQUENCE: SLOW_SEQUENCE, PRESENT: SLOW_CAUSES } = SLOW;
const { WARNINGS } = WORD;
const { TICK, ATTEND_TICK, ATTEND_GUARD, SLOW_DUE_TICK } = CLOCK;
/** Conversions count modulo 2^31. */
const COUNTER_MAX = 0x7fffffff;

/**
 * The control interrupt: every code of the interlock path through every row, then whatever is due. In a hold that is
 * one comparison with the tick of the next event.
 */
export function interrupt(firmware: Firmware): void {
  beginTick(firmware);
  endTick(firmware, step(firmware.interlock));
}

/** Counts the tick, feeds the watchdog, and hands over what the step looks at. */
export function beginTick(firmware: Firmware): void {
  const { clock, registers, interlock: { inputs }, slow } = firmware;
  const tick = clock[TICK]! + 1;
  clock[TICK] = tick;
  feedWatchdog(firmware);

  inputs[VOLTAGE_CODE] = registers[INTERLOCK_VOLTAGE_CODE]!;
  inputs[CURRENT_CODE] = registers[INTERLOCK_CURRENT_CODE]!;
  remember(firmware.freeze, tick, inputs[VOLTAGE_CODE], inputs[CURRENT_CODE]);
  inputs[DAC_CODE] = registers[DAC_READBACK_CODE]!;
  inputs[DAC_COMMAND_CODE] = registers[DAC_COMMAND]!;
  const sequence = registers[INTERLOCK_SEQUENCE]!;
  inputs[CONVERSIONS_COUNT] = (sequence - inputs[SEQUENCE]!) & COUNTER_MAX;
  inputs[SEQUENCE] = sequence;
  inputs[FRONT_END] = registers[FRONT_END_REGISTER]!;
  inputs[TEMPERATURE_mdegC] = registers[TEMPERATURE]!;
  if (registers[SLOW_SEQUENCE_REGISTER] !== slow[SLOW_SEQUENCE]) judgeConversion(firmware);
  else if (!(tick <= clock[SLOW_DUE_TICK]!)) missConversion(firmware);
  if (registers[PROBE_MOVING] !== 0) watchProbe(firmware);
  inputs[OUTER_CAUSES] = outerCauses(firmware) | slow[SLOW_CAUSES]!;
}

/** Answers what the step has found, and does what is due. */
export function endTick(firmware: Firmware, seen: CauseMask): void {
  const { clock, interlock: { state } } = firmware;
  const present = isHostTimeWhole(firmware) ? seen : seen | endHostTime(firmware);
  if (present !== 0) react(firmware, present);
  if (state[WARNINGS] !== 0) tellWarnings(firmware);
  // A look too many changes nothing: one too late is what must be proven not to be.
  if (!(clock[TICK]! < clock[ATTEND_TICK]! && clock[ATTEND_GUARD] === -clock[ATTEND_TICK]!)) attend(firmware);
  checkIn(firmware, TASK.SUPERVISOR);
}

/** What is seen beside the codes: by layer 0, at the port of the holder's host, and by the specimen's solver. */
export function outerCauses(firmware: Firmware): CauseMask {
  const { registers } = firmware;
  let causes = registers[LATCH_STATE] === 0 ? 0 : layer0Causes(firmware);
  if (!isHostPresent(firmware)) causes |= bitOf(CAUSE.LINK_LOST);
  if (registers[SPECIMEN_SOUND] !== 1) causes |= bitOf(CAUSE.SPECIMEN_UNSOUND);
  return causes;
}

/** Causes that open nothing by themselves, logged with what was seen. */
function tellWarnings(firmware: Firmware): void {
  const { state } = firmware.interlock;
  let remaining = state[WARNINGS]!;
  state[WARNINGS] = 0;
  for (let cause = firstCause(remaining); cause !== 0; cause = firstCause(remaining)) {
    remaining &= ~bitOf(cause);
    pushEvent(firmware, { kind: EventKind.WARNING, cause, ...evidence(firmware, cause) });
  }
}
