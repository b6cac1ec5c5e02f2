import { getInterlocksTable, interlockPageTable, selfTestResultTable } from './interlock.ts';
import type { GetInterlocks, InterlockPage, SelfTestResult } from './interlock.ts';
import { commitLimitsTable, limitsEchoTable, stageLimitsTable } from './limits.ts';
import type { CommitLimits, LimitsEcho, StageLimits } from './limits.ts';
import { eventPageTable, freezeFrameTable, readEventsTable, readFreezeFrameTable } from './log.ts';
import type { EventPage, FreezeFrame, ReadEvents, ReadFreezeFrame } from './log.ts';
import {
  acknowledgeTable, acquireLeaseTable, armGrantTable, armTable, disableTable, enableResultTable, enableTable, faultInjectTable,
  leaseEpochTable, leaseGrantTable, offResultTable, setBiasResultTable, setBiasTable, setCurrentResultTable, setCurrentTable, startProgramTable,
  uploadResultTable, uploadStepTable,
} from './output.ts';
import type {
  Acknowledge, AcquireLease, Arm, ArmGrant, Disable, Enable, EnableResult, FaultInject, LeaseEpoch, LeaseGrant, OffResult, SetBias,
  SetBiasResult, SetCurrent, SetCurrentResult, StartProgram, UploadResult, UploadStep,
} from './output.ts';
import { envelope, integer, message, table } from './schema.ts';
import type { BodyOf } from './schema.ts';
import { capabilitiesTable, snapshotTable } from './state.ts';
import type { Capabilities, Snapshot } from './state.ts';
import { statusTable } from './status.ts';
import type { Status } from './status.ts';
import {
  captureArmTable, captureChunkTable, captureStatusTable, creditTable, getCaptureTable, markResultTable, markTable, readCaptureTable, startStreamTable,
  stopStreamTable, streamEndTable, streamGrantTable,
} from './stream.ts';
import type {
  CaptureArm, CaptureChunk, CaptureStatus, Credit, GetCapture, Mark, MarkResult, ReadCapture, StartStream, StopStream, StreamEnd, StreamGrant,
} from './stream.ts';

type Nothing = Record<never, never>;

interface RequestBodies {
  get_state: Nothing;
  get_capabilities: Nothing;
  stage_limits: StageLimits;
  commit_limits: CommitLimits;
  acquire_lease: AcquireLease;
  renew_lease: LeaseEpoch;
  release_lease: LeaseEpoch;
  arm: Arm;
  enable: Enable;
  set_bias: SetBias;
  upload_step: UploadStep;
  start_program: StartProgram;
  pause_program: LeaseEpoch;
  abort_program: LeaseEpoch;
  disable: Disable;
  acknowledge: Acknowledge;
  fault_inject: FaultInject;
  start_stream: StartStream;
  credit: Credit;
  stop_stream: StopStream;
  capture_arm: CaptureArm;
  read_capture: ReadCapture;
  get_capture: GetCapture;
  mark: Mark;
  read_events: ReadEvents;
  read_freeze_frame: ReadFreezeFrame;
  set_current: SetCurrent;
  get_interlocks: GetInterlocks;
  run_self_test: LeaseEpoch;
}

interface ReplyBodies {
  snapshot: Snapshot;
  capabilities: Capabilities;
  limits_echo: LimitsEcho;
  lease_grant: LeaseGrant;
  arm_grant: ArmGrant;
  enable_result: EnableResult;
  set_bias_result: SetBiasResult;
  upload_result: UploadResult;
  off_result: OffResult;
  stream_grant: StreamGrant;
  stream_end: StreamEnd;
  capture_status: CaptureStatus;
  capture_chunk: CaptureChunk;
  mark_result: MarkResult;
  event_page: EventPage;
  freeze_frame: FreezeFrame;
  set_current_result: SetCurrentResult;
  interlock_page: InterlockPage;
  self_test_result: SelfTestResult;
}

/** What is asked of the controller, named by `kind`. */
export type RequestBody = BodyOf<RequestBodies>;
/** What the controller answers beside the status, named by `kind`. */
export type ReplyBody = BodyOf<ReplyBodies>;

interface RequestFields {
  /** 1 to 2^32 - 1; the same on a retry. */
  readonly request_id: number;
}

interface ReplyFields {
  /** 0 answers a STOP frame. */
  readonly request_id: number;
  readonly status: Status;
  readonly device_time_us: number;
}

/** Payload of a CONTROL frame to the controller. */
export interface Request extends RequestFields {
  readonly body: RequestBody;
}

/** Payload of a CONTROL frame from the controller; no body when the status is not OK, or when there is nothing to say. */
export interface Reply extends ReplyFields {
  readonly body?: ReplyBody;
}

const nothingTable = table<Nothing>('nothing', {});

export const requestTable = envelope<RequestFields, RequestBodies>('request', {
  fields: { request_id: integer(1, 'uint32', { min: 1 }) },
  bodies: {
    get_state: message(10, nothingTable),
    get_capabilities: message(11, nothingTable),
    stage_limits: message(12, stageLimitsTable),
    commit_limits: message(13, commitLimitsTable),
    acquire_lease: message(14, acquireLeaseTable),
    renew_lease: message(15, leaseEpochTable),
    release_lease: message(16, leaseEpochTable),
    arm: message(17, armTable),
    enable: message(18, enableTable),
    set_bias: message(19, setBiasTable),
    upload_step: message(20, uploadStepTable),
    start_program: message(21, startProgramTable),
    pause_program: message(22, leaseEpochTable),
    abort_program: message(23, leaseEpochTable),
    disable: message(24, disableTable),
    acknowledge: message(25, acknowledgeTable),
    fault_inject: message(26, faultInjectTable),
    start_stream: message(27, startStreamTable),
    credit: message(28, creditTable),
    stop_stream: message(29, stopStreamTable),
    capture_arm: message(30, captureArmTable),
    read_capture: message(31, readCaptureTable),
    mark: message(32, markTable),
    read_events: message(33, readEventsTable),
    read_freeze_frame: message(34, readFreezeFrameTable),
    set_current: message(35, setCurrentTable),
    get_interlocks: message(36, getInterlocksTable),
    run_self_test: message(37, leaseEpochTable),
    get_capture: message(38, getCaptureTable),
  },
  isBodyRequired: true,
});

export const replyTable = envelope<ReplyFields, ReplyBodies>('reply', {
  fields: { request_id: integer(1, 'uint32'), status: message(2, statusTable), device_time_us: integer(3, 'uint64') },
  bodies: {
    snapshot: message(10, snapshotTable),
    capabilities: message(11, capabilitiesTable),
    limits_echo: message(12, limitsEchoTable),
    lease_grant: message(14, leaseGrantTable),
    arm_grant: message(17, armGrantTable),
    enable_result: message(18, enableResultTable),
    set_bias_result: message(19, setBiasResultTable),
    upload_result: message(20, uploadResultTable),
    off_result: message(24, offResultTable),
    stream_grant: message(27, streamGrantTable),
    stream_end: message(29, streamEndTable),
    capture_status: message(30, captureStatusTable),
    capture_chunk: message(31, captureChunkTable),
    mark_result: message(32, markResultTable),
    event_page: message(33, eventPageTable),
    freeze_frame: message(34, freezeFrameTable),
    set_current_result: message(35, setCurrentResultTable),
    interlock_page: message(36, interlockPageTable),
    self_test_result: message(37, selfTestResultTable),
  },
  isBodyRequired: false,
});
