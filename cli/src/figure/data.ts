import type { ExperimentStep } from '@nanobias/sdk/experiment';

/** A value at a time, in seconds since the figure's origin. */
export interface TracePoint {
  readonly time_s: number;
  readonly value: number;
}

/** Charge since the figure's origin. */
export interface FigureCharge {
  readonly time_s: number;
  readonly raw_C: number;
  readonly net_C?: number;
  readonly net_C_sigma?: number;
}

/** When a step began, and what it held. */
export interface FigureStep {
  readonly start_s: number;
  /** When the ramp had arrived. */
  readonly hold_s: number;
  readonly end_s: number;
  readonly kind: ExperimentStep['kind'];
  /** Set-point of a hold. */
  readonly bias_V?: number;
  /** Where the curve stands while the step holds, for what is written beside it. */
  readonly level_V: number;
}

/** The film at one moment. */
export interface FigureFilm {
  readonly time_s: number;
  readonly void_fraction: readonly number[];
}

/** The film's truth, which exists in simulation only. */
export interface FigureTruth {
  readonly centre_m: readonly number[];
  /** Before bias. */
  readonly pore_fraction: readonly number[];
  readonly films: readonly FigureFilm[];
}

/** Everything that the figure shows. */
export interface FigureData {
  readonly title: string;
  readonly isSimulation: boolean;
  /** How the run ended, when not by completing its program. */
  readonly ending?: string;
  /** What the time axis counts from. */
  readonly origin: 'the switch closed' | 'the recording began';
  readonly end_s: number;
  readonly steps: readonly FigureStep[];
  /** V at tap B. */
  readonly bias: readonly TracePoint[];
  /** A, of the slow path. */
  readonly current: readonly TracePoint[];
  /** A, means of 4096 samples of the interlock path. */
  readonly interlock: readonly TracePoint[];
  readonly charge: readonly FigureCharge[];
  /** Absent where the recording holds no experiment. */
  readonly capacity_C?: number;
  readonly lnmo_thickness_m: number;
  readonly shuntText: string;
  /** Why there is no net charge; absent where there is. */
  readonly netAbsence?: string;
  /** Absent on hardware, where no film can be looked into. */
  readonly truth?: FigureTruth;
}
