import { causeName } from '@nanobias/proto';
import type { Event } from '@nanobias/proto';
import type { CodeBlock, PyramidGroup } from '@nanobias/native';
import type { DeviceState } from '../contract.ts';
import { NanobiasError } from '../errors.ts';
import type { FrozenFrame } from '../freeze-frame.ts';
import type { RecordedState, RecordedTruth } from '../recording/messages.ts';
import { us } from '../units.ts';

/** Name of the attachment that holds what led to a trip. */
export const FREEZE_FRAME_FILE = 'freeze-frame.json';

/** Takes down what a run sees; `Recorder` of the recording door is one. */
export interface RunRecorder {
  /** Keeps a file beside the samples. */
  attach(file: { readonly name: string; readonly mediaType: string; readonly text: string }): void;
  /** Takes a block of the slow path, in order. */
  slow(quantity: 'current' | 'voltage', block: CodeBlock): void;
  /** Takes a block of the interlock path, in order. */
  interlock(block: CodeBlock): void;
  /** Takes groups of 4096 samples of the interlock path, in order. */
  coarse(groups: readonly PyramidGroup[]): void;
  /** Takes an event of the controller. */
  event(event: Event): void;
  /** Takes that so many events are missing. */
  lostEvents(lost_count: number): void;
  /** Takes the state of the controller. */
  state(state: RecordedState): void;
  /** Takes a command and what became of it. */
  command(command: { readonly name: string; readonly arguments: string; readonly is_accepted: boolean; readonly reason: string }): void;
  /** Takes what is really so, which a simulation alone can tell. */
  truth(truth: RecordedTruth): void;
}

/** Reads the specimen's real state, which only a simulation in the same process can. */
export type TruthSource = () => RecordedTruth;

/** A state in the recording's form. */
export function recordedState(state: DeviceState): RecordedState {
  return {
    device_time_us: us('deviceTime_s', state.deviceTime_s),
    mode: state.mode,
    output_epoch: state.outputEpoch,
    is_switch_closed: state.isSwitchClosed,
    bias_V: state.bias_V,
    bias_setpoint_V: state.biasSetpoint_V,
    ...(state.current_A === undefined ? {} : { current_A: state.current_A }),
    open_circuit_V: state.openCircuit_V,
    latched: state.latched,
    step_index: state.stepIndex,
    step_count: state.stepCount,
  };
}

/** What led to a trip as a file of the recording. */
export function freezeFrameFile({ cause, value, limit, device_time_us, rate_Hz, bias_V, current_A }: FrozenFrame): Parameters<RunRecorder['attach']>[0] {
  const frame = { cause: causeName(cause), value, limit, device_time_us, rate_Hz, bias_V: Array.from(bias_V), current_A: Array.from(current_A) };
  return { name: FREEZE_FRAME_FILE, mediaType: 'application/json', text: `${JSON.stringify(frame)}\n` };
}

/** Carries out a command and takes down what was asked and what became of it. */
export async function recordedCommand<T>(recorder: RunRecorder | undefined, what: { readonly name: string; readonly arguments: object }, command: () => Promise<T>): Promise<T> {
  const described = { name: what.name, arguments: JSON.stringify(what.arguments) };
  try {
    const result = await command();
    recorder?.command({ ...described, is_accepted: true, reason: '' });
    return result;
  } catch (error) {
    recorder?.command({ ...described, is_accepted: false, reason: error instanceof NanobiasError ? `${error.code}: ${error.message}` : String(error) });
    throw error;
  }
}
