import type { Frame } from '@nanobias/proto';
import { REGISTER } from '../board/registers.ts';
import { captureSample, isCapturing } from './capture.ts';
import { CLOCK } from './clock.ts';
import { answerDeferred } from './comms/deferred.ts';
import { receive, watchHost } from './comms/receive.ts';
import { isTransmitting, transmit } from './comms/transmit.ts';
import { COMMS } from './comms/words.ts';
import type { Firmware } from './firmware.ts';
import { followCurrent, isConversionNew } from './ranging.ts';
import { fillingTicks, hasConversion, hasSample, sampleStreams } from './streams.ts';
import { TASK, checkIn } from './watchdog.ts';

// Constants of this module: a look-up in another one costs as much as the load, and this runs every tick.
const { HOST_PRESENT } = REGISTER;
const { IS_TASK_DUE } = CLOCK;
const { IS_HOST_PRESENT } = COMMS;

/** Takes the frames of one link. */
type Listener = (frame: Frame) => void;

/** The tasks below the interrupt: samples first, since theirs is this tick's code; the rest only when there is something to do. */
export function runTasks(firmware: Firmware, listeners: readonly Listener[]): void {
  if (!areTasksQuiet(firmware)) work(firmware, listeners);
  checkIn(firmware, TASK.STREAMS);
  checkIn(firmware, TASK.COMMS);
}

function work(firmware: Firmware, listeners: readonly Listener[]): void {
  const { links } = firmware;
  for (let index = 0; index < links.length; index += 1) sampleStreams(links[index]!);
  captureSample(firmware);
  followCurrent(firmware);
  if (!isIdle(firmware)) converse(firmware, listeners);
}

/** Whether the tasks would do nothing but check in: no sample is due, and everybody is silent. */
function areTasksQuiet(firmware: Firmware): boolean {
  const { links } = firmware;
  for (let index = 0; index < links.length; index += 1) {
    if (hasSample(links[index]!)) return false;
  }
  return isNothingDue(firmware);
}

/** For how many ticks the tasks would do nothing but check in and fill blocks of samples that have begun. */
export function calmTaskTicks(firmware: Firmware): number {
  const { links } = firmware;
  if (!isNothingDue(firmware)) return 0;
  let ticks = Infinity;
  for (let index = 0; index < links.length; index += 1) {
    const link = links[index]!;
    ticks = hasConversion(link) ? 0 : Math.min(ticks, fillingTicks(link));
  }
  return ticks;
}

function isNothingDue(firmware: Firmware): boolean {
  return !isCapturing(firmware) && !isConversionNew(firmware) && isIdle(firmware);
}

/** Nobody has come, gone or said anything, and nothing waits to be said. */
function isIdle({ links, clock, registers }: Firmware): boolean {
  if (clock[IS_TASK_DUE] !== 0) return false;
  const present = registers[HOST_PRESENT]!;
  for (let index = 0; index < links.length; index += 1) {
    const { port, comms } = links[index]!;
    const isAsBefore = port.received_bytes === 0 && ((present >> index) & 1) === comms.words[IS_HOST_PRESENT];
    if (!isAsBefore) return false;
  }
  return true;
}

function converse(firmware: Firmware, listeners: readonly Listener[]): void {
  for (const link of firmware.links) {
    watchHost(link);
    if (0 < link.port.received_bytes) receive(link, listeners[link.link]!);
  }
  answerDeferred(firmware);
  let isDue = false;
  for (const link of firmware.links) {
    transmit(link);
    isDue = isTransmitting(link) || isDue;
  }
  firmware.clock[IS_TASK_DUE] = isDue ? 1 : 0;
}
