export { connect } from './connect.ts';
export type { ConnectOptions } from './connect.ts';
export type {
  AdoptionRequest, AdoptionTicket, Capabilities, Capture, CaptureAt, CaptureRequest, ClockComparison, Device, DeviceState, EffectiveLimits, OffMeasurement, Output, OutputLimits, OutputRequest, ProgramOutcome, SampleRequest, SampleStream, Step, StepConditions, StepTarget,
} from './contract.ts';
export type { InterlockState, SelfTestVerdicts } from './interlocks.ts';
export type { FrozenFrame } from './freeze-frame.ts';
export { program } from './program-builder.ts';
export type { ProgramBuilder } from './program-builder.ts';
export type { LoggedEvents } from './log.ts';
export { NanobiasError, isErrorCode } from './errors.ts';
export type { ErrorCode, ErrorDetails, OutputMayBeOn, RefusalOrigin } from './errors.ts';
export { amperes, amperesPerCode, coulombs, metres, seconds, volts, voltsPerCode, voltsPerMetre, voltsPerSecond } from './units.ts';
export type { Amperes, Coulombs, Metres, Seconds, Volts, VoltsPerMetre, VoltsPerSecond } from './units.ts';
export type { WatchedCurrent } from './streams/current-watch.ts';
export type { SampledPipe } from './sampled-pipe.ts';
export { realClock } from './transport/real-clock.ts';
export { cryptoEntropy } from './transport/crypto-entropy.ts';
export { clockScheduler } from './streams/scheduler.ts';
export {
  Activity, Cause, Channel, EventKind, Feature, Mode, TestVerdict, activityName, causeName, channelName, eventKindName, modeName, statusName, testVerdictName,
} from '@nanobias/proto';
export type { BytePipe, CancelTimer, Clock, Entropy, Event } from '@nanobias/proto';
export { backendReport } from '@nanobias/native';
export type { BackendReport, CodeBlock, PyramidGroup, PyramidLevel, StreamTotals, TripReport } from '@nanobias/native';
