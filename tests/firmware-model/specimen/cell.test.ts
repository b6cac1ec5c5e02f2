import { describe, expect, it } from 'vitest';
import { Arena } from '../../../firmware-model/src/kernel/arena.ts';
import { CELL_PARAMETERS, CELL_PRESETS, cellFrom } from '../../../firmware-model/src/specimen/cell.ts';
import { createSpecimen } from '../../../firmware-model/src/specimen/specimen.ts';
import { hold, specimenOf } from './drive.ts';

describe('cell', () => {
  it('has the capacity and the C-rate of its geometry', () => {
    expect(specimenOf('default').truth.capacity_C).toBeCloseTo(24.3e-9, 10);
    expect(specimenOf('film-2um').truth.capacity_C).toBeCloseTo(97.3e-9, 10);
    expect(specimenOf('lamella').truth.capacity_C / 3600).toBeCloseTo(0.338e-12, 15);
  });

  it('counts 321 mAh/g to 4.8 V where one lithium per formula unit is 315.2 mAh/g', () => {
    const { capacity_C, lithium_C } = specimenOf('default').truth;
    expect((315.2 * capacity_C) / lithium_C).toBeGreaterThan(321);
    expect((315.2 * capacity_C) / lithium_C).toBeLessThan(322.5);
  });

  it('accepts every preset, each with all parameters inside their ranges', () => {
    for (const preset of ['default', 'film-2um', 'lipon-100nm', 'lamella'] as const) expect(cellFrom(preset)).toEqual({ kind: 'accepted', cell: CELL_PRESETS[preset] });
  });

  it('refuses a parameter out of range with its name, value and range', () => {
    expect(cellFrom('default', { lipon_m: 14e-9 })).toMatchObject({ kind: 'refused', field: 'lipon_m', value: 14e-9, min: 15e-9, max: 5e-6 });
    expect(cellFrom('default', { damage_ratio: 3.01 })).toMatchObject({ kind: 'refused', field: 'damage_ratio', value: 3.01, min: 1, max: 3 });
  });

  it('accepts the ends of every range and refuses what is no number', () => {
    for (const [name, { min, max }] of Object.entries(CELL_PARAMETERS)) {
      for (const value of [NaN, Infinity, -Infinity, '1', null]) expect(cellFrom('default', { [name]: value })).toMatchObject({ kind: 'refused', field: name });
      expect(cellFrom('default', { [name]: max + Math.abs(max || 1) * 1e-6 })).toMatchObject({ kind: 'refused', field: name });
      expect(cellFrom('default', { [name]: min - Math.abs(min || 1) * 1e-6 })).toMatchObject({ kind: 'refused', field: name });
    }
    expect(cellFrom('default', { lipon_m: 15e-9 })).toMatchObject({ kind: 'accepted' });
    expect(cellFrom('default', { lipon_m: 5e-6 })).toMatchObject({ kind: 'accepted' });
  });

  const unphysical = [
    { what: 'no thickness', field: 'lnmo_m', value: 0, min: 50e-9, max: 5e-6 },
    { what: 'a negative conductivity', field: 'lipon_S_per_m', value: -2e-4, min: 1e-7, max: 1e-2 },
    { what: 'more lithium than the lattice has places', field: 'lithium_initial_ratio', value: 1.3, min: 0.05, max: 1.2 },
    { what: 'a capacity beyond the lattice', field: 'lithium_mol_per_m3', value: 60e3, min: 20e3, max: 52e3 },
    { what: '4000 K', field: 'temperature_K', value: 4000, min: 200, max: 400 },
    { what: 'a negative side wall', field: 'shunt_Ohm', value: -1e13, min: 1e6, max: 1e18 },
    { what: 'a diffusivity that rises while the film empties', field: 'diffusivity_ratio_empty', value: 0.9, min: 0, max: 0.84 },
  ];
  for (const { what, field, value, min, max } of unphysical) {
    it(`refuses ${what} with field, value and range`, () => {
      const refusal = cellFrom('default', { [field]: value });
      if (refusal.kind !== 'refused') throw new Error('accepted');
      expect(refusal).toMatchObject({ field, value, min });
      expect(refusal.max / max).toBeCloseTo(1, 12);
      expect(refusal.reason).toContain(`${field} = ${value} is outside ${min} to `);
    });
  }

  it('refuses a disturbance of a running specimen as it refuses a parameter, and changes nothing', () => {
    const arena = new Arena();
    const specimen = specimenOf('default', { arena });
    hold(specimen, 4, 1000);
    const before = arena.snapshot();
    expect(specimen.disturb({ temperature_K: 4000 })).toMatchObject({ kind: 'refused', field: 'temperature_K', value: 4000, min: 200, max: 400 });
    expect(specimen.disturb({ beam_A: 1e-12, shunt_Ohm: 0 })).toMatchObject({ kind: 'refused', field: 'shunt_Ohm' });
    for (const value of [NaN, Infinity, -Infinity]) {
      expect(specimen.disturb({ beam_A: value })).toMatchObject({ kind: 'refused', field: 'beam_A' });
      expect(specimen.disturb({ contact_Ohm: value })).toMatchObject({ kind: 'refused', field: 'contact_Ohm' });
    }
    expect(arena.words).toEqual(before);
    expect(specimen.disturb({ temperature_K: 310, beam_A: 1e-12, contact_Ohm: 1e5, shunt_Ohm: 1e12 })).toBeUndefined();
  });

  it('refuses a parameter that it does not know', () => {
    expect(cellFrom('default', { lipon_nm: 500 })).toMatchObject({ kind: 'refused', field: 'lipon_nm', value: null });
  });

  it('refuses a film that its grid cannot resolve', () => {
    expect(cellFrom('default', { grid_count: 24.5 })).toMatchObject({ kind: 'refused', field: 'grid_count' });
    expect(cellFrom('default', { reconstruction_m: 40e-9 })).toMatchObject({ kind: 'refused', field: 'reconstruction_m' });
  });

  it('tells the provenance of every parameter', () => {
    const parameters = Object.entries(CELL_PARAMETERS);
    expect(parameters.length).toBeGreaterThan(30);
    for (const [, parameter] of parameters) {
      expect(['source', 'assumed']).toContain(parameter.provenance);
      expect(parameter.note).not.toBe('');
    }
  });

  it('makes no specimen from a cell, a tick or a quantile outside its range', () => {
    const chance = { next: () => 0 };
    const good = { tick_s: 1e-4, cell: CELL_PRESETS.default, breakdownQuantile: 0.5, chance };
    const make = (changes: Partial<Parameters<typeof createSpecimen>[0]>) => () => createSpecimen({ arena: new Arena(), ...good, ...changes });
    expect(make({ cell: { ...CELL_PRESETS.default, lnmo_m: NaN } })).toThrow(/lnmo_m = NaN is outside/);
    for (const tick_s of [9.9e-6, 1.01e-3, NaN]) expect(make({ tick_s })).toThrow(/tick_s/);
    for (const breakdownQuantile of [0, 1, NaN]) expect(make({ breakdownQuantile })).toThrow(/breakdownQuantile/);
    for (const tick_s of [10e-6, 1e-3]) expect(make({ tick_s })().isSound).toBe(true);
  });
});

describe('grid', () => {
  it('resolves the interface with cells of at most 2.5 nm, has a face at the end of the reconstruction layer and spans the film', () => {
    for (const preset of ['default', 'film-2um'] as const) {
      const { face_m, cell } = specimenOf(preset).truth;
      const faces = Array.from(face_m);
      expect(faces).toHaveLength(cell.grid_count + 1);
      expect(faces[1]).toBeLessThanOrEqual(2.5e-9);
      expect(Math.min(...faces.map((z_m) => Math.abs(z_m - 10e-9)))).toBeLessThan(1e-18);
      expect(faces.at(-1)! / cell.lnmo_m).toBeCloseTo(1, 12);
      for (let i = 2; i < faces.length; i += 1) expect((faces[i]! - faces[i - 1]!) / (faces[i - 1]! - faces[i - 2]!)).toBeGreaterThan(0.999);
    }
  });
});
