import { StatusCode } from '@nanobias/proto';
import type { ReadEvents, ReadFreezeFrame } from '@nanobias/proto';
import { eventPage } from '../events.ts';
import type { Firmware } from '../firmware.ts';
import { readFreeze } from '../freeze-frame.ts';
import { status } from '../status.ts';
import { answer, refuse } from './reply.ts';
import type { Answer } from './reply.ts';

/** Back-fill for a host that came late or lost frames. */
export function readEvents(firmware: Firmware, request: ReadEvents): Answer {
  return answer({ kind: 'event_page', ...eventPage(firmware, request) });
}

export function readFreezeFrame(firmware: Firmware, { offset_bytes }: ReadFreezeFrame): Answer {
  const frame = readFreeze(firmware, offset_bytes);
  return frame === undefined ? refuse(status(StatusCode.WRONG_MODE, { field: 'offset_bytes' })) : answer({ kind: 'freeze_frame', ...frame });
}
