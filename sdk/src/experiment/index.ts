export { anodePotential_V, fieldCap_V_per_m, upperBounds } from './caps.ts';
export type { Bound, Strap } from './caps.ts';
export { compileLimits, compileProgram, compileSteps, planSteps } from './compile.ts';
export type { CompiledProgram, PlannedStep } from './compile.ts';
export { readDocument } from './document.ts';
export type { Position, SourceDocument } from './document.ts';
export { parseExperiment } from './parse.ts';
export type { ParsedExperiment } from './parse.ts';
export { preflight } from './preflight.ts';
export type { Board, Plan } from './preflight.ts';
export { ExperimentError } from './refusal.ts';
export type { Refusal, RefusalKind } from './refusal.ts';
export { experimentSchema } from './schema.ts';
export type { CounterElectrode, Experiment, Safety, Specimen } from './schema.ts';
export type {
  ContactCheckStep, CcCvStep, CurrentStep, CyclicStep, ExperimentStep, GittStep, HoldStep, LeakCheckStep, LoopStep, MarkStep, OcvStep, OpenStep, PittStep, PulseStep,
  RampStep, RestStep, StaircaseStep, SweepStep, Until,
} from './steps.ts';
export { clockText, timelineText } from './timeline.ts';
export { capacity_C, chargeSeries } from './charge.ts';
export type { ChargePoint, ChargeRequest } from './charge.ts';
export { evaluate } from './evaluation.ts';
export type { Evaluation, EvaluationRequest } from './evaluation.ts';
export { RunHistory } from './history.ts';
export type { StepSpan } from './history.ts';
export { leakOf } from './leak.ts';
export type { Leak } from './leak.ts';
export { observe } from './observation.ts';
export type { Observation, ObservationRequest } from './observation.ts';
export { FREEZE_FRAME_FILE } from './run-recorder.ts';
export type { RunRecorder, TruthSource } from './run-recorder.ts';
export { runExperiment } from './run.ts';
export type { RunProgress, RunRequest, RunResult } from './run.ts';
export { SlowLog } from './slow-log.ts';
export type { BlockMean, Span } from './slow-log.ts';
