import { FrameKind, StatusCode } from '@nanobias/proto';
import type { Request, RequestBody } from '@nanobias/proto';
import { pushRefusal } from '../events.ts';
import type { Firmware } from '../firmware.ts';
import { isLeaseGood, renewLease } from '../lease.ts';
import { status } from '../status.ts';
import { readInterlocks, runSelfTest } from './interlock-requests.ts';
import { armCaptureRequest, getCapture, readCapture } from './capture-requests.ts';
import { injectFault } from './fault-requests.ts';
import { acquire, release, renew } from './lease-requests.ts';
import { commit, stage } from './limit-requests.ts';
import { readEvents, readFreezeFrame } from './log-requests.ts';
import { acknowledge, arm, disable, enable, setBias, setCurrent } from './output-requests.ts';
import { abort, pause, start, uploadStep } from './program-requests.ts';
import { refuse, sendReply } from './reply.ts';
import type { Answer } from './reply.ts';
import { cachedReply, rememberRequest } from './reply-cache.ts';
import type { RequestKey } from './reply-cache.ts';
import { mark, readCapabilities, readState } from './state-requests.ts';
import { credit, startStream, stopStream } from './stream-requests.ts';
import { sendFrame } from './transmit.ts';
import { COMMS } from './words.ts';

type Kind = RequestBody['kind'];

type Handlers = { readonly [K in Kind]: (firmware: Firmware, body: Extract<RequestBody, { readonly kind: K }>, caller: RequestKey) => Answer };

/** Every request that the schema knows. */
const HANDLERS: Handlers = {
  get_state: readState,
  get_capabilities: readCapabilities,
  stage_limits: stage,
  commit_limits: commit,
  acquire_lease: acquire,
  renew_lease: renew,
  release_lease: release,
  arm,
  enable,
  set_bias: setBias,
  upload_step: uploadStep,
  start_program: start,
  pause_program: pause,
  abort_program: abort,
  disable,
  acknowledge,
  fault_inject: injectFault,
  start_stream: startStream,
  credit,
  stop_stream: stopStream,
  capture_arm: armCaptureRequest,
  read_capture: readCapture,
  get_capture: getCapture,
  mark,
  read_events: readEvents,
  read_freeze_frame: readFreezeFrame,
  set_current: setCurrent,
  get_interlocks: readInterlocks,
  run_self_test: runSelfTest,
};

/** Requests that change nothing, or the same thing however often they come: their replies are not kept. */
const REPEATABLE: ReadonlySet<Kind> = new Set<Kind>([
  'get_state', 'get_capabilities', 'renew_lease', 'get_capture', 'read_capture', 'read_events', 'read_freeze_frame',
  'get_interlocks',
]);

/** Carries a request out once: its retry is answered from the cache, or with the answer that is still to come. */
export function handleRequest(firmware: Firmware, { request_id, body }: Request, session: number): void {
  const { replies } = firmware.comms;
  const caller = { session, request_id };
  if (!REPEATABLE.has(body.kind)) {
    const cached = cachedReply(replies, caller);
    if (cached === 'pending') return;
    if (cached !== undefined) {
      sendFrame(firmware, { kind: FrameKind.CONTROL, session }, cached);
      return;
    }
    rememberRequest(replies, caller);
  }
  const outcome = isReplayedClaim(firmware, body) ? refuse(status(StatusCode.BUSY, { field: 'seq' })) : carriedOut(firmware, body, caller);
  if (outcome.kind === 'deferred' || outcome.status.code === StatusCode.OK) renewByCommand(firmware, body, session);
  if (outcome.kind === 'deferred') return;
  sendReply(firmware, caller, outcome);
  if (outcome.status.code !== StatusCode.OK) pushRefusal(firmware, outcome.status);
}

function carriedOut(firmware: Firmware, body: RequestBody, caller: RequestKey): Answer {
  // The table's type pairs every kind with its own body; the look-up by a union loses that.
  const handler = HANDLERS[body.kind] as (firmware: Firmware, body: RequestBody, caller: RequestKey) => Answer;
  return handler(firmware, body, caller);
}

/** A claim of the lease, or its renewal, in a frame whose number has been passed: the holder has said it once, and need not be there any more. */
function isReplayedClaim({ comms: { words } }: Firmware, { kind }: RequestBody): boolean {
  return (kind === 'renew_lease' || kind === 'acquire_lease') && words[COMMS.IS_FRAME_NEW] !== 1;
}

/** A command that the holder got through under its epoch proves that he is there, unless it is a replay. */
function renewByCommand(firmware: Firmware, body: RequestBody, session: number): void {
  if (firmware.comms.words[COMMS.IS_FRAME_NEW] === 1 && 'lease_epoch' in body && isLeaseGood(firmware, session, body.lease_epoch)) renewLease(firmware);
}
