export { crc32c } from './crc32c.ts';
export {
  CONTROL_PAYLOAD_BYTES_MAX, FrameKind, HEADER_BYTES, PROTOCOL_MAJOR, SAMPLES_PAYLOAD_BYTES_MAX, STOP_FRAME, STOP_SEQUENCE,
  encodeFrame, frameBytes_max, payloadBytes_max,
} from './frame.ts';
export type { Frame, FrameHeader } from './frame.ts';
export { DEFRAMER_STATE_WORDS, Deframer, blockBytes_max, deframerMemory } from './deframer.ts';
export type { DeframerCounts, DeframerMemory } from './deframer.ts';
export { RAW24_BYTES, RAW32_BYTES, packRaw24, packRaw32, sampleBytes, unpackRaw24, unpackRaw32, unpackSamples } from './samples.ts';
export { for128Bytes_max, packFor128, unpackFor128 } from './for128.ts';
export { SUMMARY_POINT_BYTES, SUMMARY_SAMPLES_MAX, packSummaryPoint, summaryOf, unpackSummary } from './summary.ts';
export type { SummaryPoint } from './summary.ts';
export type { BytePipe, CancelTimer, Clock, Entropy } from './link.ts';

export {
  decodeEvent, decodeLinkMessage, decodeReply, decodeRequest, encodeEvent, encodeLinkMessage, encodeReply, encodeRequest,
} from './codec/payload.ts';
export type { DecodedRequest } from './codec/payload.ts';
export { SAMPLE_BLOCK_OVERHEAD_BYTES_MAX, SampleFlag, decodeSampleBlock, encodeSampleBlock } from './codec/sample-block.ts';
export type { SampleBlock, SampleBlockHeader } from './codec/sample-block.ts';
export { CodecError } from './codec/errors.ts';
export type { DecodeError, Decoded, Defect } from './codec/errors.ts';
export { refusalOf } from './codec/status.ts';
export type { Status } from './codec/status.ts';
export { SCHEMA_HASH } from './codec/schema-hash.ts';

export {
  Activity, CaptureTrigger, Cause, Channel, Encoding, EventKind, Feature, LimitOrigin, LnmoOn, Mode, StatusCode, StepEnd, StepKind, TestVerdict,
  activityName, captureTriggerName, causeName, channelName, encodingName, eventKindName, featureName, limitOriginName, lnmoOnName, modeName, statusName, stepEndName, stepKindName, testVerdictName,
} from './codec/enums.ts';
export type { Reply, ReplyBody, Request, RequestBody } from './codec/control.ts';
export type { GetInterlocks, InterlockPage, InterlockRow, SelfTestResult } from './codec/interlock.ts';
export type { CommitLimits, Limits, LimitsEcho, StageLimits } from './codec/limits.ts';
export type { Bye, ClockSync, Hello, HelloAck, LinkMessage, Ping } from './codec/link.ts';
export type { Event, EventPage, FreezeFrame, ReadEvents, ReadFreezeFrame } from './codec/log.ts';
export type {
  Acknowledge, AcquireLease, Adoption, Arm, ArmGrant, Disable, Enable, EnableResult, FaultInject, LeaseEpoch, LeaseGrant, OffResult, ProgramStep,
  SetBias, SetBiasResult, SetCurrent, SetCurrentResult, StartProgram, UploadResult, UploadStep,
} from './codec/output.ts';
export type { Capabilities, ChannelCapability, Snapshot } from './codec/state.ts';
export type {
  CaptureArm, CaptureChunk, CaptureStatus, Credit, GetCapture, Mark, MarkResult, ReadCapture, StartStream, StopStream, StreamEnd, StreamGrant,
} from './codec/stream.ts';
