import { observe } from '@nanobias/firmware-model';
import type { Film, Observations } from '@nanobias/firmware-model';
import type { RecordedTruth } from '@nanobias/sdk/recording';

/** The seed's four observations; null where nothing can be said, or the run did not come to it. */
export interface ObservationFlags {
  readonly pristine_nanopores: boolean | null;
  readonly nanovoids_start_at_interface: boolean | null;
  readonly front_moves_inward: boolean | null;
  readonly no_phase_transition: boolean | null;
}

export interface Judgement {
  readonly observations: ObservationFlags;
  /** Why nothing can be said of any; null when the film was looked into. */
  readonly observations_reason: string | null;
  readonly observation_figures: Observations['figures'] | null;
}

/** Nothing can be said. */
export function unobserved(reason: string): Judgement {
  return {
    observations: { pristine_nanopores: null, nanovoids_start_at_interface: null, front_moves_inward: null, no_phase_transition: null },
    observations_reason: reason,
    observation_figures: null,
  };
}

/** Judges the recorded states of a simulated film, from the last one before the switch closed. */
export function judge(film: Film, truth: readonly RecordedTruth[], closed_us: number | undefined): Judgement {
  if (closed_us === undefined) return unobserved('the switch never closed');
  const first = Math.max(0, truth.findLastIndex(({ device_time_us }) => device_time_us <= closed_us));
  const records = truth.slice(first).map((state) => ({
    time_s: state.device_time_us / 1e6,
    charge_C: state.charge_C,
    voidFraction: state.void_fraction,
    poreFraction: state.pore_fraction,
    phaseFraction: state.phase_fraction,
  }));
  if (records.length === 0) return unobserved('no state of the film was recorded');
  const { figures, ...observations } = observe(film, records);
  return { observations, observations_reason: null, observation_figures: figures };
}
