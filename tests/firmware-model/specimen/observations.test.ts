import { describe, expect, it } from 'vitest';
import type { Control } from '../../../firmware-model/src/specimen/cell.ts';
import { filmOf, observe, voidFront_m, type Film, type FilmRecord, type Observations } from '../../../firmware-model/src/specimen/observations.ts';
import { flagsNotShown, mainJob, specimenOf, type Flag } from './drive.ts';

const TICK_S = 1e-3;

function biased(control: Control): Observations {
  const specimen = specimenOf('film-2um', { tick_s: TICK_S, changes: { control } });
  return observe(filmOf(specimen.truth), mainJob(specimen, TICK_S).records);
}

describe('the main job on the specimen alone', () => {
  const specimen = specimenOf('film-2um', { tick_s: TICK_S });
  const film = filmOf(specimen.truth);
  const { records, steps } = mainJob(specimen, TICK_S);
  const front_nm = (hours: number): number => voidFront_m(film, records[Math.round(hours * 60)]!.voidFraction) * 1e9;

  it('shows all four observations', () => {
    expect(flagsNotShown(observe(film, records))).toEqual([]);
  });

  it('passes the net charge and the currents of the prototype within 10 %', () => {
    const expected = [
      [3.7, 0.015, 8, 1], [3.9, 0.064, null, null], [4.1, 0.138, 23, 4], [4.3, 0.211, null, null], [4.4, 0.263, null, null],
      [4.5, 0.397, 14, 1.2], [4.55, 0.55, 16, 1], [4.6, 0.656, 11, 1],
    ] as const;
    expect(Math.abs(steps[0]!.charge_ratio)).toBeLessThan(1e-4);
    expect(steps[0]!.end_A / 0.345e-12).toBeCloseTo(1, 2);
    for (const [step_V, charge_ratio, peak_pA, end_pA] of expected) {
      const step = steps.find((candidate) => candidate.step_V === step_V)!;
      expect(Math.abs(step.charge_ratio / charge_ratio - 1)).toBeLessThan(0.02);
      if (peak_pA !== null) expect(Math.abs((step.peak_A * 1e12) / peak_pA - 1)).toBeLessThan(0.1);
      if (end_pA !== null) expect(Math.abs((step.end_A * 1e12) / end_pA - 1)).toBeLessThan(0.1);
    }
  });

  it('moves the front as the prototype does: onset at 2.2 h, then inward for hours', () => {
    expect(front_nm(2.2)).toBe(0);
    expect(front_nm(2.25)).toBeGreaterThan(0);
    for (const [hours, depth_nm] of [[2.73, 26], [4.22, 44], [4.73, 364], [5.73, 605], [6.73, 815], [7.73, 1029], [8.23, 1144], [8.73, 1271], [9.73, 1637]] as const) {
      expect(Math.abs(front_nm(hours) / depth_nm - 1)).toBeLessThan(0.1);
    }
    expect(front_nm(10.25)).toBeCloseTo(2000, 6);
  });

  it('loses a little charge through the shunt while open, and no void heals', () => {
    expect(specimen.truth.charge_C / specimen.truth.capacity_C).toBeCloseTo(0.647, 2);
    const before = Array.from(records.at(-31)!.voidFraction);
    expect(before.filter((fraction, i) => !(records.at(-1)!.voidFraction[i]! >= fraction))).toEqual([]);
  });
});

describe('negative controls under the bias of the main job', () => {
  const controls: readonly { control: Control; refuted: readonly Flag[] }[] = [
    { control: 'no pores', refuted: ['pristine_nanopores'] },
    { control: 'no interface term', refuted: ['nanovoids_start_at_interface'] },
    { control: 'voids at the collector', refuted: ['nanovoids_start_at_interface'] },
    { control: 'no voids', refuted: ['nanovoids_start_at_interface', 'front_moves_inward', 'no_phase_transition'] },
    { control: 'film-wide voids', refuted: ['nanovoids_start_at_interface', 'front_moves_inward'] },
    { control: 'phase follows voids', refuted: ['no_phase_transition'] },
  ];
  for (const { control, refuted } of controls) {
    it(`${control}: does not show ${refuted.join(', ')}`, () => {
      expect(flagsNotShown(biased(control))).toEqual(refuted);
    });
  }
});

describe('the definitions', () => {
  // Ten cells of 20 nm: the first lies within the reconstruction layer.
  const film: Film = {
    capacity_C: 1,
    lnmo_m: 200e-9,
    reconstruction_m: 20e-9,
    centre_m: Array.from({ length: 10 }, (_, i) => (i + 0.5) * 20e-9),
    face_m: Array.from({ length: 11 }, (_, i) => i * 20e-9),
  };
  const profile = (...values: number[]): number[] => Array.from({ length: 10 }, (_, i) => values[i] ?? 0);
  const record = (minutes: number, voids: number[], changes: Partial<FilmRecord> = {}): FilmRecord => ({
    time_s: minutes * 60, charge_C: 0.1 * minutes, voidFraction: profile(...voids), poreFraction: profile(0.03), phaseFraction: profile(1), ...changes,
  });
  const series = (...changed: (readonly [index: number, FilmRecord])[]): FilmRecord[] => {
    const records = [
      record(0, []), record(1, [0.003]), record(2, [0.01, 0.004]), record(12, [0.05, 0.02, 0.01, 0.004]),
      record(22, [0.1, 0.08, 0.06, 0.05, 0.04, 0.03, 0.004]),
    ];
    for (const [index, replacement] of changed) records[index] = replacement;
    return records;
  };

  it('a good series satisfies all four', () => {
    expect(flagsNotShown(observe(film, series()))).toEqual([]);
  });

  it('nanopores are pristine only without charge, without voids, at the interface alone and for good', () => {
    for (const bad of [
      record(0, [], { charge_C: 1e-4 }), record(0, [], { charge_C: NaN }), record(0, [0, 1e-9]), record(0, [], { poreFraction: profile(0.01) }),
      record(0, [], { poreFraction: profile(0.03, 0, 0.0081) }), record(0, [], { poreFraction: profile(0.03, 1e-3) }),
    ]) expect(flagsNotShown(observe(film, series([0, bad])))).toContain('pristine_nanopores');
    expect(flagsNotShown(observe(film, series([0, record(0, [], { charge_C: 0.99e-4 })])))).toEqual([]);
  });

  it('nanovoids start at the interface only if shallow, alone, and after 5 % of the charge', () => {
    for (const bad of [record(1, [0.003, 0.0021]), record(1, [0, 0, 0.003]), record(1, [0.003, 0, 0, 0, 0, 0.0005]), record(1, [0.003], { charge_C: 0.05 })]) {
      expect(flagsNotShown(observe(film, series([1, bad])))).toContain('nanovoids_start_at_interface');
    }
    expect(flagsNotShown(observe(film, series([1, record(1, [0.003, 0, 0, 0, 0, 0.00049], { charge_C: 0.0501 })])))).toEqual([]);
  });

  it('the front moves inward only in steps of ten minutes, without a retreat or a rise', () => {
    const last = [0.1, 0.08, 0.06, 0.05, 0.04, 0.03, 0.004];
    for (const bad of [
      series([3, record(11.9, [0.05, 0.02, 0.01, 0.004])]), series([4, record(21.9, last)]),
      series([4, record(22, [0.1, 0.08, 0.06, 0.05, 0.04, 0.0445, 0.004])]), [...series(), record(30, [0.1, 0.08, 0.06, 0.05, 0.04])],
    ]) expect(observe(film, bad).front_moves_inward).toBe(false);
    expect(flagsNotShown(observe(film, series([4, record(22, [0.1, 0.08, 0.06, 0.05, 0.04, 0.0435, 0.004])])))).toEqual([]);
  });

  it('what a run did not come to is null, and no refutation', () => {
    const flagsOf = (records: readonly FilmRecord[]): readonly (boolean | null)[] => {
      const { pristine_nanopores, nanovoids_start_at_interface, front_moves_inward, no_phase_transition } = observe(film, records);
      return [pristine_nanopores, nanovoids_start_at_interface, front_moves_inward, no_phase_transition];
    };
    expect(flagsOf([record(0, []), record(20, [])])).toEqual([true, null, null, null]);
    // Below the contour there is no void, whatever its depth.
    expect(flagsOf([record(0, []), record(20, [1e-9, 1e-6])])).toEqual([true, null, null, null]);
    expect(flagsOf(series().slice(0, 2))).toEqual([true, true, null, null]);
    expect(flagsOf(series([4, record(22, [0.1, 0.08, 0.06, 0.05])]))).toEqual([true, true, null, true]);
    expect(flagsOf([...series().slice(0, 4), record(22, [0.05])])).toEqual([true, true, false, null]);
  });

  it('a phase transition is one that voids behind the reconstruction layer have brought', () => {
    const last = [0.1, 0.08, 0.06, 0.05, 0.04, 0.03, 0.004];
    const phases = (...values: number[]) => series([4, record(22, last, { phaseFraction: profile(...values) })]);
    expect(flagsNotShown(observe(film, phases(1, 0.0101)))).toEqual(['no_phase_transition']);
    expect(flagsNotShown(observe(film, phases(1, NaN)))).toEqual(['no_phase_transition']);
    expect(flagsNotShown(observe(film, phases(1, 0.01)))).toEqual([]);
    expect(flagsNotShown(observe(film, phases(1, 0, 0, 0, 0, 0, 0, 0, 1)))).toEqual([]);
  });

  it('the front is the connected contour, interpolated between cells', () => {
    expect(voidFront_m(film, profile(0.002, 0.1))).toBe(0);
    expect(voidFront_m(film, profile(0.003, 0.001, 0.1)) * 1e9).toBeCloseTo(20, 9);
    expect(voidFront_m(film, Array.from({ length: 10 }, () => 0.0021))).toBe(200e-9);
    expect(voidFront_m(film, profile(0.03, 0.02, 0), 0.01) * 1e9).toBeCloseTo(40, 9);
  });
});
