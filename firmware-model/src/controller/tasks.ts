import type { Frame } from '@nanobias/proto';
import { REGISTER } from '../board/registers.ts';
import { CLOCK } from './clock.ts';
import { answerDeferred } from './comms/deferred.ts';
import { receive, watchHost } from './comms/receive.ts';
import { isTransmitting, transmit } from './comms/transmit.ts';
import { COMMS } from './comms/words.ts';
import type { Firmware } from './firmware.ts';
import { followCurrent } from './ranging.ts';
import { sampleStreams } from './streams.ts';
import { TASK, checkIn } from './watchdog.ts';

// Constants of this module: a look-up in another one costs as much as the load, and this runs every tick.
const { HOST_PRESENT } = REGISTER;
const { IS_TASK_DUE } = CLOCK;
const { IS_HOST_PRESENT } = COMMS;

/** The tasks below the interrupt: samples first, since theirs is this tick's code; the rest only when there is something to do. */
export function runTasks(firmware: Firmware, onFrame: (frame: Frame) => void): void {
  const { registers, clock, comms, port } = firmware;
  sampleStreams(firmware);
  followCurrent(firmware);
  checkIn(firmware, TASK.STREAMS);
  const isIdle = clock[IS_TASK_DUE] === 0 && port.received_bytes === 0 && registers[HOST_PRESENT] === comms.words[IS_HOST_PRESENT];
  if (!isIdle) converse(firmware, onFrame);
  checkIn(firmware, TASK.COMMS);
}

function converse(firmware: Firmware, onFrame: (frame: Frame) => void): void {
  watchHost(firmware);
  if (0 < firmware.port.received_bytes) receive(firmware, onFrame);
  answerDeferred(firmware);
  transmit(firmware);
  firmware.clock[IS_TASK_DUE] = isTransmitting(firmware) ? 1 : 0;
}
