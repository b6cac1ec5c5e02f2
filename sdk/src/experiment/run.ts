import { Cause, causeName } from '@nanobias/proto';
import type { Clock, Event } from '@nanobias/proto';
import type { Device, EffectiveLimits, OffMeasurement } from '../contract.ts';
import { NanobiasError } from '../errors.ts';
import { s_from_us, us } from '../units.ts';
import { compileLimits, compileProgram, watch_s } from './compile.ts';
import { evaluate } from './evaluation.ts';
import type { Evaluation } from './evaluation.ts';
import { RunHistory } from './history.ts';
import type { ParsedExperiment } from './parse.ts';
import { preflight } from './preflight.ts';
import type { Plan } from './preflight.ts';
import { freezeFrameFile, recordedCommand, recordedState } from './run-recorder.ts';
import type { RunRecorder, TruthSource } from './run-recorder.ts';
import { RunStreams } from './run-streams.ts';
import type { SlowReading } from './run-streams.ts';

/** The true state is recorded at least once a minute: the observations are defined on that. */
const truth_period_us = 60_000_000;
/** Before the program: long enough for the controller to have measured the open-circuit voltage, also right after its boot. */
const rest_us = 300_000;
/** After the measured off: long enough for the last block of the slow path to fill. */
const tail_us = 1_200_000;
/** Lease of a program's host; the controller opens the circuit that long after it was last heard. */
const lease_s_default = 0.5;

/** Where a run stands. */
export interface RunProgress {
  readonly deviceTime_s: number;
  /** Since the switch closed; 0 before. */
  readonly elapsed_s: number;
  readonly duration_s: number;
  readonly stepIndex: number;
  readonly stepCount: number;
  readonly bias_V: number;
  readonly current_A: number;
}

/** Which experiment is run on which controller, and who takes down what happens. */
export interface RunRequest {
  readonly device: Device;
  readonly parsed: ParsedExperiment;
  readonly clock: Clock;
  readonly recorder?: RunRecorder;
  /** In simulation: the specimen's real state, recorded once a device minute. */
  readonly truth?: TruthSource;
  /** Ends the run early, in a measured off. */
  readonly signal?: AbortSignal;
  /** Called once a second of device time. */
  readonly onProgress?: (progress: RunProgress) => void;
}

/** How a run ended, and what it measured. Only refusals before anything moved are thrown. */
export interface RunResult extends Evaluation {
  readonly plan: Plan;
  readonly effective: EffectiveLimits;
  /** `completed`, or the name of the cause that ended the program, or the code of the failure. */
  readonly end: string;
  /** What kept the program from completing. */
  readonly failure?: NanobiasError;
  readonly off?: OffMeasurement;
  readonly history: RunHistory;
  /** Device time that the run covers, from its first command to its last sample. */
  readonly deviceTime_s: number;
  readonly stepsCompleted: number;
  /** Samples that the streams announced as lost. */
  readonly lost_count: number;
}

/**
 * Runs an experiment on a connected controller: pre-flight against its strap, streams, program under the lease, measured off.
 * @throws ExperimentError `limit` when the device's strap or reach refuses the plan
 * @throws NanobiasError when the device refuses the limits, before anything moved
 */
export async function runExperiment(request: RunRequest): Promise<RunResult> {
  const { device, parsed, recorder } = request;
  const plan = preflight(parsed, device.capabilities);
  const limits = compileLimits(parsed.experiment);
  const effective = await recordedCommand(recorder, { name: 'set_limits', arguments: limits }, () => device.setLimits(limits));
  recorder?.attach({ name: 'limits.json', mediaType: 'application/json', text: `${JSON.stringify({ requested: limits, effective }, null, 2)}\n` });
  const { deviceTime_s: start_s } = await device.readState();
  const run = new Run(request, plan);
  const ended = await run.execute();
  const last = await device.readState().catch(() => undefined);
  const { streams, history } = run;
  return {
    plan: run.plan, effective, ...ended, history,
    ...evaluate({
      experiment: parsed.experiment, history, current: streams.current, voltage: streams.voltage, strayCapacitance_F: device.capabilities.strayCapacitance_F,
    }),
    deviceTime_s: (last?.deviceTime_s ?? s_from_us(Math.floor(streams.newest_us))) - start_s,
    lost_count: streams.lost_count,
  };
}

type Ending = Pick<RunResult, 'end' | 'failure' | 'off' | 'stepsCompleted'>;

class Run {
  readonly history = new RunHistory();
  readonly streams: RunStreams;
  plan: Plan;
  readonly #request: RunRequest;
  /** Step of the file that each step of the program comes from. */
  #sources: readonly number[] = [];
  #stepIndex = 0;

  constructor(request: RunRequest, plan: Plan) {
    this.#request = request;
    this.plan = plan;
    this.streams = new RunStreams(request.device, request.recorder, (reading) => this.#progress(reading));
  }

  async execute(): Promise<Ending> {
    const { device, recorder } = this.#request;
    // The loss of the link ends these with an error, and is told by the output's own failure.
    const watching = [
      device.events$().subscribe({ next: (event) => this.#event(event), error: () => undefined }),
      device.state$.subscribe({ next: (state) => recorder?.state(recordedState(state)), error: () => undefined }),
    ];
    const stopTruth = this.#watchTruth();
    try {
      await this.streams.open();
      const ended = await this.#program(await this.#rest());
      const hasTripped = this.history.trips_count > 0;
      if (hasTripped) await this.#keepFreezeFrame();
      // What follows a trip is as telling as what led to it.
      if (ended.failure === undefined || hasTripped) await this.#pause(tail_us);
      return ended;
    } finally {
      stopTruth();
      await this.streams.close();
      for (const subscription of watching) subscription.unsubscribe();
    }
  }

  /** The voltage at which the cell rests, measured while nothing is connected, and the plan that starts from it. */
  async #rest(): Promise<number> {
    const { device, parsed } = this.#request;
    await this.#pause(Math.max(rest_us, us('duration_s', watch_s(parsed.experiment))));
    const { openCircuit_V } = await device.readState();
    this.plan = preflight(parsed, { ...device.capabilities, openCircuit_V });
    return openCircuit_V;
  }

  async #program(rest_V: number): Promise<Ending> {
    const { device, parsed, recorder, signal } = this.#request;
    const { experiment } = parsed;
    const { steps, sources } = compileProgram(experiment, rest_V);
    this.#sources = sources;
    const asked = { limits: compileLimits(experiment), program: steps, lease_s: experiment.safety.lease_s ?? lease_s_default };
    try {
      const { result, off } = await recordedCommand(recorder, { name: 'run_program', arguments: asked }, () =>
        device.withOutput({ ...asked, ...(signal === undefined ? {} : { signal }) }, (output) => output.runProgram()));
      const stepsCompleted = sources[result.stepsCompleted] ?? experiment.steps.length;
      if (result.end === 'completed') return { end: 'completed', off, stepsCompleted };
      return { end: causeName(result.end), failure: earlyEnd(result.end), off, stepsCompleted };
    } catch (error) {
      if (!(error instanceof NanobiasError)) throw error;
      return { end: error.tripCause ?? error.code, failure: error, ...(error.off === undefined ? {} : { off: error.off }), stepsCompleted: this.#stepIndex };
    }
  }

  /** What led to a trip is kept with the run: the controller forgets it at the next acknowledge. A link that is gone takes it along. */
  async #keepFreezeFrame(): Promise<void> {
    const { device, recorder } = this.#request;
    const frame = await device.readFreezeFrame().catch(() => undefined);
    if (frame !== undefined) recorder?.attach(freezeFrameFile(frame));
  }

  #event(event: Event | { readonly kind: 'gap'; readonly lost: number }): void {
    const { recorder } = this.#request;
    if (event.kind === 'gap') {
      this.history.lostEvents_count += event.lost;
      recorder?.lostEvents(event.lost);
      return;
    }
    this.history.event(event);
    this.#stepIndex = Math.max(this.#stepIndex, this.#sources[event.step_index] ?? 0);
    recorder?.event(event);
  }

  #progress({ end_us, bias_V, current_A }: SlowReading): void {
    const { parsed, onProgress } = this.#request;
    const { closed_us } = this.history;
    onProgress?.({
      deviceTime_s: end_us / 1e6,
      elapsed_s: closed_us === undefined ? 0 : Math.max(0, end_us - closed_us) / 1e6,
      duration_s: this.plan.duration_s,
      stepIndex: this.#stepIndex,
      stepCount: parsed.experiment.steps.length,
      bias_V,
      current_A,
    });
  }

  /** Reads the truth now, once a device minute, and at the end. */
  #watchTruth(): () => void {
    const { clock, recorder, truth } = this.#request;
    if (truth === undefined) return () => undefined;
    let cancel = (): void => undefined;
    const read = (): void => {
      recorder?.truth(truth());
      cancel = clock.after(truth_period_us, read);
    };
    read();
    return () => {
      cancel();
      recorder?.truth(truth());
    };
  }

  #pause(delay_us: number): Promise<void> {
    return new Promise((resolve) => {
      this.#request.clock.after(delay_us, resolve);
    });
  }
}

/** A program that ended early although the output itself did not fail. */
function earlyEnd(cause: Cause): NanobiasError {
  const isRefused = cause === Cause.STEP_REFUSED || cause === Cause.HOT_CONNECT || cause === Cause.WRONG_SIGN;
  return new NanobiasError(isRefused ? 'BEYOND_LIMIT' : 'TRIPPED', `the program ended early: ${causeName(cause)}`, { outputMayBeOn: false, tripCause: causeName(cause) });
}
