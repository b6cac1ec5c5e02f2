/** Specimens without a board: sources, programs and records for the tests of this room. */
import { Arena } from '../../../firmware-model/src/kernel/arena.ts';
import { cellFrom, type AnodePreset, type Cell, type CellPreset } from '../../../firmware-model/src/specimen/cell.ts';
import { filmRecord, type FilmRecord, type Observations } from '../../../firmware-model/src/specimen/observations.ts';
import { createSpecimen, type Specimen } from '../../../firmware-model/src/specimen/specimen.ts';

/** The instrument's series resistor of 100 MOhm. */
export const SERIES_S = 1e-8;
/** So stiff that a source behind it drives a constant current, whatever the cell does. */
const STIFF_S = 1e-15;

export interface SpecimenChanges {
  readonly changes?: Partial<Cell>;
  readonly anode?: AnodePreset;
  readonly refinement?: number;
  readonly tick_s?: number;
  readonly breakdownQuantile?: number;
  readonly arena?: Arena;
  readonly lead_V?: number;
}

export function specimenOf(preset: CellPreset, options: SpecimenChanges = {}): Specimen {
  const { changes = {}, anode = 'lithium', tick_s = 1e-4, breakdownQuantile = 0.5, arena = new Arena(), lead_V, refinement = 1 } = options;
  const built = cellFrom(preset, { anode, ...changes });
  if (built.kind === 'refused') throw new Error(built.reason);
  return createSpecimen({ arena, tick_s, cell: built.cell, breakdownQuantile, chance: congruential(1), refinement, ...(lead_V === undefined ? {} : { lead_V }) });
}

/** A plain linear congruential generator: the telegraph noise only needs dwells that differ. */
function congruential(seed: number): { next(): number } {
  let word = seed >>> 0;
  return {
    next() {
      word = (Math.imul(word, 1664525) + 1013904223) >>> 0;
      return word;
    },
  };
}

export function hold(specimen: Specimen, source_V: number, ticks: number, source_S = SERIES_S): void {
  for (let i = 0; i < ticks; i += 1) specimen.advanceTick(source_V, source_S);
}

/** Charges at a constant current until `isDone`, asked every 64 ticks; returns a record for every `everyTicks`. */
export function charge(specimen: Specimen, { rate, tick_s, isDone }: { rate: number; tick_s: number; isDone: () => boolean }): FilmRecord[] {
  const current_A = (rate * specimen.truth.capacity_C) / 3600;
  const minute_ticks = Math.round(60 / tick_s);
  const records = [filmRecord(specimen.truth, 0)];
  for (let ticks = 1; ticks < 1e8; ticks += 1) {
    specimen.advanceTick(4.2 + current_A / STIFF_S, STIFF_S);
    if (ticks % minute_ticks === 0) records.push(filmRecord(specimen.truth, ticks * tick_s));
    if (ticks % 64 === 0 && isDone()) return records;
  }
  throw new Error('the charge did not end');
}

/** The bias of the main job: set-point in volts, hold in minutes. Ramps of 5 mV/s lie between. */
export const MAIN_JOB = [
  [3.45, 30], [3.7, 20], [3.9, 20], [4.1, 20], [4.3, 20], [4.4, 20], [4.5, 120], [4.55, 240], [4.6, 210],
] as const;
const SLEW_V_PER_S = 5e-3;
/** A 20-bit converter of +-10 V. */
const CODE_V = 20 / 2 ** 20;

export interface StepFigures {
  readonly step_V: number;
  readonly peak_A: number;
  readonly end_A: number;
  readonly charge_ratio: number;
}

/** Runs the main job and half an hour open; a record each minute, the figures at the end of each step. */
export function mainJob(specimen: Specimen, tick_s: number): { records: FilmRecord[]; steps: StepFigures[] } {
  const minute_ticks = Math.round(60 / tick_s);
  const records = [filmRecord(specimen.truth, 0)];
  const steps: StepFigures[] = [];
  let ticks = 0;
  let set_V = 3.45;
  let peak_A = 0;
  const advance = (count: number, source_S: number, change_V: number): void => {
    for (let i = 0; i < count; i += 1) {
      set_V += change_V;
      specimen.advanceTick(Math.trunc(set_V / CODE_V) * CODE_V, source_S);
      if (specimen.current_A > peak_A) peak_A = specimen.current_A;
      ticks += 1;
      if (ticks % minute_ticks === 0) records.push(filmRecord(specimen.truth, ticks * tick_s));
    }
  };
  for (const [step_V, minutes] of MAIN_JOB) {
    peak_A = 0;
    const ramp_ticks = Math.round((step_V - set_V) / SLEW_V_PER_S / tick_s);
    if (ramp_ticks > 0) advance(ramp_ticks, SERIES_S, (step_V - set_V) / ramp_ticks);
    set_V = step_V;
    advance(minutes * minute_ticks, SERIES_S, 0);
    steps.push({ step_V, peak_A, end_A: specimen.current_A, charge_ratio: specimen.truth.charge_C / specimen.truth.capacity_C });
  }
  advance(30 * minute_ticks, 0, 0);
  return { records, steps };
}

const FLAGS = ['pristine_nanopores', 'nanovoids_start_at_interface', 'front_moves_inward', 'no_phase_transition'] as const;
export type Flag = (typeof FLAGS)[number];

export function flagsNotShown(observations: Observations): Flag[] {
  return FLAGS.filter((flag) => !observations[flag]);
}
