export { connect } from './connect.ts';
export type { ConnectOptions } from './connect.ts';
export { sessions } from './sessions.ts';
export type { SessionsOptions } from './sessions.ts';
export type {
  AdoptionRequest, AdoptionTicket, Capabilities, ClockComparison, Device, DeviceState, EffectiveLimits, EventsRequest, HostTime, OffMeasurement, Output, OutputLimits, OutputRequest, ProgramOutcome, Step, StepConditions, StepTarget, UploadedProgram,
} from './contract.ts';
export type { Capture, CaptureAt, CaptureRequest, SampleRequest, SampleStream, SamplesRequest, SummaryBlock, SummaryPoint, SummaryRequest } from './sampling.ts';
export type { LinkState } from './session/effects.ts';
export type { LeaseState } from './session/lease.ts';
export type { DeviceEvent } from './streams/event-feed.ts';
export type { LatchedFault } from './streams/fault-feed.ts';
export { interlockState } from './interlocks.ts';
export type { InterlockState, SelfTestVerdicts } from './interlocks.ts';
export type { FrozenFrame } from './freeze-frame.ts';
export { program } from './program-builder.ts';
export type { ProgramBuilder } from './program-builder.ts';
export type { LoggedEvents } from './log.ts';
export { NanobiasError, isErrorCode } from './errors.ts';
export type { ErrorCode, ErrorDetails, OutputMayBeOn, RefusalOrigin } from './errors.ts';
export {
  amperes, amperesPerCode, coulombs, hours, metres, micrometres, millivolts, millivoltsPerSecond, nanoamps, nanometres, picoamps, seconds, squareMicrometres, volts, voltsPerCode, voltsPerMetre, voltsPerSecond,
} from './units.ts';
export type { Amperes, Coulombs, CoulombsPerKilogram, Kelvins, Metres, Seconds, SquareMetres, Volts, VoltsPerMetre, VoltsPerSecond } from './units.ts';
export { causeUnit, currentText, quantityText } from './quantity-text.ts';
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
