import type { RunResult } from '@nanobias/sdk/experiment';
import type { Judgement } from './observations.ts';

/** What a run leaves behind for scripts: the first keys are those that the project promises. */
export interface Summary extends Judgement {
  readonly device_time_s: number;
  readonly wall_time_s: number;
  readonly speedup: number;
  readonly sampler_backend: 'native' | 'js';
  readonly trips: number;
  readonly digest: string | null;
  /** `completed`, or what ended the run. */
  readonly end: string;
  readonly title: string;
  readonly seed: number | null;
  readonly steps_completed: number;
  readonly trip_causes: readonly string[];
  readonly lost_samples: number;
  /** Measured after the switch was told to open; null when it could not be. */
  readonly off: { readonly is_switch_closed: boolean; readonly current_A: number | null } | null;
  readonly output_may_be_on: boolean | 'unknown';
  readonly capacity_C: number;
  readonly shunt_Ohm: number | null;
  readonly shunt_sigma_ratio: number | null;
  readonly raw_charge_C: number | null;
  readonly net_charge_C: number | null;
  readonly net_charge_C_sigma: number | null;
  /** Why there is no net charge; null when there is. */
  readonly net_charge_reason: string | null;
  readonly recording_bytes: number;
}

/** The parts of a summary that follow from the run's own result. */
export function measured(result: RunResult): Pick<Summary,
  'off' | 'output_may_be_on' | 'shunt_Ohm' | 'shunt_sigma_ratio' | 'raw_charge_C' | 'net_charge_C' | 'net_charge_C_sigma'> {
  const { off, failure, leak } = result;
  return {
    off: off === undefined ? null : { is_switch_closed: off.isSwitchClosed, current_A: off.current_A ?? null },
    output_may_be_on: off === undefined ? failure?.outputMayBeOn ?? 'unknown' : off.isSwitchClosed,
    shunt_Ohm: leak?.shunt_Ohm ?? null,
    shunt_sigma_ratio: leak?.sigma_ratio ?? null,
    ...charge(result),
  };
}

function charge({ points }: RunResult): Pick<Summary, 'raw_charge_C' | 'net_charge_C' | 'net_charge_C_sigma'> {
  const last = points.at(-1);
  return { raw_charge_C: last?.raw_C ?? null, net_charge_C: last?.net_C ?? null, net_charge_C_sigma: last?.net_C_sigma ?? null };
}
