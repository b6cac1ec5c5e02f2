/**
 * The four observations of the experiment, judged from recorded states of the specimen.
 *
 * Nanopores stand before any bias; nanovoids start at the interface; their front moves inward; no phase transition is
 * found near them. Each is a flag with the figures that it rests on, and each has a negative control.
 */
import type { Profile, Truth } from './truth.ts';

/** What of the film stays as it is. */
export interface Film {
  readonly capacity_C: number;
  readonly lnmo_m: number;
  readonly reconstruction_m: number;
  /** Depth from LiPON. */
  readonly centre_m: Profile;
  readonly face_m: Profile;
}

/** The specimen's state at one moment; the first of a series is the last before Enable. */
export interface FilmRecord {
  readonly time_s: number;
  /** Net charge through the interface. */
  readonly charge_C: number;
  readonly voidFraction: Profile;
  readonly poreFraction: Profile;
  readonly phaseFraction: Profile;
}

/** Which of the four observations a run showed, and the figures that this rests on; null where it ended before there was anything to see. */
export interface Observations {
  readonly pristine_nanopores: boolean;
  readonly nanovoids_start_at_interface: boolean | null;
  readonly front_moves_inward: boolean | null;
  readonly no_phase_transition: boolean | null;
  readonly figures: ObservationFigures;
}

/** Figures of what never happened are null. */
export interface ObservationFigures {
  readonly pore_ratio_reconstruction: number;
  readonly pore_ratio_beyond: number;
  readonly nucleation_s: number | null;
  readonly nucleation_charge_ratio: number | null;
  /** The deepest void at that moment, and the largest void fraction beyond 100 nm. */
  readonly nucleation_m: number | null;
  readonly nucleation_void_ratio_far: number | null;
  /** When the front reached 10, 25 and 50 % of the film. */
  readonly reached_s: readonly (number | null)[];
  readonly front_m: number;
  readonly retreat_m: number;
  /** Largest void fraction at a depth over the least one before it, at the end. */
  readonly rise_ratio: number;
  /** Where voids stand behind the reconstruction layer; null without such voids. */
  readonly phase_rise_ratio: number | null;
}

const VOID_RATIO = 0.002;
const VOID_RATIO_FAR = 0.0005;
const FAR_M = 100e-9;
const NUCLEATION_M_MAX = 50e-9;
const NUCLEATION_DEPTH_RATIO_MAX = 0.1;
const NUCLEATION_CHARGE_RATIO_MIN = 0.05;
const PRISTINE_CHARGE_RATIO_MAX = 1e-4;
const PORE_RATIO_MIN = 0.01;
const PORE_RATIO_MAX_BEYOND = 0.001;
const FRONT_DEPTH_RATIOS = [0.1, 0.25, 0.5];
const FRONT_STEP_S_MIN = 600;
const FRONT_RETREAT_M_MAX = 1e-9;
const FRONT_RISE_RATIO_MAX = 1.1;
const PHASE_RISE_RATIO_MAX = 0.01;

/** What an observer must know of a film, from its truth. */
export function filmOf(truth: Truth): Film {
  const { capacity_C, centre_m, face_m, cell } = truth;
  return { capacity_C, centre_m, face_m, lnmo_m: cell.lnmo_m, reconstruction_m: cell.reconstruction_m };
}

/** Copies what the observations need. */
export function filmRecord(truth: Truth, time_s: number): FilmRecord {
  return {
    time_s,
    charge_C: truth.charge_C,
    voidFraction: Float64Array.from(truth.voidFraction),
    poreFraction: Float64Array.from(truth.poreFraction),
    phaseFraction: Float64Array.from(truth.phaseFraction),
  };
}

/** Depth of the contour that is connected with the interface: 0 without voids, the film's thickness when all of it has them. */
export function voidFront_m(film: Film, voidFraction: Profile, contour = VOID_RATIO): number {
  const { centre_m, lnmo_m } = film;
  if (!(voidFraction[0]! > contour)) return 0;
  for (let i = 1; i < voidFraction.length; i += 1) {
    const near = voidFraction[i - 1]!;
    const far = voidFraction[i]!;
    if (!(far > contour)) return centre_m[i - 1]! + ((centre_m[i]! - centre_m[i - 1]!) * (near - contour)) / (near - far);
  }
  return lnmo_m;
}

/** Judges a series of states, recorded at least once a minute of device time. */
export function observe(film: Film, records: readonly FilmRecord[]): Observations {
  const first = records[0];
  const last = records.at(-1);
  if (!first || !last) throw new Error('observations need at least one recorded state');
  const figures = { ...poreFigures(film, first), ...nucleationFigures(film, records), ...frontFigures(film, records), phase_rise_ratio: phaseRise(film, first, last) };
  return {
    pristine_nanopores: isPristine(film, first) && hasPores(figures) && indices(film).every((i) => last.poreFraction[i] === first.poreFraction[i]),
    nanovoids_start_at_interface: startsAtInterface(film, figures),
    front_moves_inward: movesInward(figures),
    no_phase_transition: figures.phase_rise_ratio === null ? null : figures.phase_rise_ratio <= PHASE_RISE_RATIO_MAX,
    figures,
  };
}

function isPristine(film: Film, record: FilmRecord): boolean {
  return Math.abs(record.charge_C) < PRISTINE_CHARGE_RATIO_MAX * film.capacity_C && indices(film).every((i) => record.voidFraction[i]! <= 0);
}

function hasPores(figures: ObservationFigures): boolean {
  return figures.pore_ratio_reconstruction > PORE_RATIO_MIN && figures.pore_ratio_beyond < PORE_RATIO_MAX_BEYOND;
}

function startsAtInterface(film: Film, { nucleation_m, nucleation_void_ratio_far, nucleation_charge_ratio }: ObservationFigures): boolean | null {
  if (nucleation_m === null || nucleation_void_ratio_far === null || nucleation_charge_ratio === null) return null;
  return (
    nucleation_m <= Math.min(NUCLEATION_M_MAX, NUCLEATION_DEPTH_RATIO_MAX * film.lnmo_m) &&
    nucleation_void_ratio_far < VOID_RATIO_FAR &&
    nucleation_charge_ratio > NUCLEATION_CHARGE_RATIO_MIN
  );
}

/** A front that went wrong is refuted wherever it stood; one that did not get far enough is not judged. */
function movesInward({ nucleation_s, reached_s, retreat_m, rise_ratio }: ObservationFigures): boolean | null {
  if (nucleation_s === null) return null;
  if (!(isStepwise(reached_s) && retreat_m <= FRONT_RETREAT_M_MAX && rise_ratio <= FRONT_RISE_RATIO_MAX)) return false;
  return reached_s.includes(null) ? null : true;
}

function indices(film: Film): number[] {
  return Array.from(film.centre_m, (_, i) => i);
}

function poreFigures(film: Film, record: FilmRecord): { pore_ratio_reconstruction: number; pore_ratio_beyond: number } {
  return {
    pore_ratio_reconstruction: meanOver(film, record.poreFraction, (z_m) => z_m < film.reconstruction_m),
    pore_ratio_beyond: meanOver(film, record.poreFraction, (z_m) => z_m > 2 * film.reconstruction_m),
  };
}

/** Mean over the cells of some depths, weighted by their width. */
function meanOver(film: Film, profile: Profile, isWithin: (z_m: number) => boolean): number {
  let sum = 0;
  let width_m = 0;
  for (const i of indices(film).filter((k) => isWithin(film.centre_m[k]!))) {
    const cell_m = film.face_m[i + 1]! - film.face_m[i]!;
    sum += profile[i]! * cell_m;
    width_m += cell_m;
  }
  return sum / width_m;
}

function nucleationFigures(
  film: Film,
  records: readonly FilmRecord[],
): Pick<ObservationFigures, 'nucleation_s' | 'nucleation_charge_ratio' | 'nucleation_m' | 'nucleation_void_ratio_far'> {
  const onset = records.find((record) => indices(film).some((i) => record.voidFraction[i]! > VOID_RATIO));
  if (!onset) return { nucleation_s: null, nucleation_charge_ratio: null, nucleation_m: null, nucleation_void_ratio_far: null };
  const voids_m = indices(film).filter((i) => onset.voidFraction[i]! > VOID_RATIO).map((i) => film.centre_m[i]!);
  const far = indices(film).filter((i) => film.centre_m[i]! > FAR_M).map((i) => onset.voidFraction[i]!);
  return {
    nucleation_s: onset.time_s,
    nucleation_charge_ratio: onset.charge_C / film.capacity_C,
    nucleation_m: Math.max(...voids_m),
    nucleation_void_ratio_far: Math.max(0, ...far),
  };
}

function frontFigures(film: Film, records: readonly FilmRecord[]): { reached_s: (number | null)[]; front_m: number; retreat_m: number; rise_ratio: number } {
  const reached_s: (number | null)[] = FRONT_DEPTH_RATIOS.map(() => null);
  let deepest_m = 0;
  let front_m = 0;
  let retreat_m = 0;
  for (const record of records) {
    front_m = voidFront_m(film, record.voidFraction);
    retreat_m = Math.max(retreat_m, deepest_m - front_m);
    deepest_m = Math.max(deepest_m, front_m);
    for (const [k, ratio] of FRONT_DEPTH_RATIOS.entries()) if (front_m >= ratio * film.lnmo_m) reached_s[k] ??= record.time_s;
  }
  return { reached_s, front_m, retreat_m, rise_ratio: riseRatio(records.at(-1)!.voidFraction) };
}

function riseRatio(voidFraction: Profile): number {
  let least = Infinity;
  let rise = 0;
  for (const value of Array.from(voidFraction)) {
    if (value > least) rise = Math.max(rise, value / least);
    least = Math.min(least, value);
  }
  return rise;
}

/** Of the depths that were reached. */
function isStepwise(reached_s: readonly (number | null)[]): boolean {
  const times_s = reached_s.filter((time_s) => time_s !== null);
  return times_s.every((now_s, k) => now_s - (k > 0 ? times_s[k - 1]! : -Infinity) >= FRONT_STEP_S_MIN);
}

/** Largest rise of the phase fraction where voids stand behind the reconstruction layer; null without such voids. */
function phaseRise(film: Film, first: FilmRecord, last: FilmRecord): number | null {
  const rises = indices(film)
    .filter((i) => film.centre_m[i]! > film.reconstruction_m && last.voidFraction[i]! > VOID_RATIO)
    .map((i) => last.phaseFraction[i]! - first.phaseFraction[i]!);
  return rises.length > 0 ? Math.max(...rises) : null;
}
