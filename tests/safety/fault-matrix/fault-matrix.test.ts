import { FAULTS, createController } from '@nanobias/firmware-model';
import type { ControllerParts, InterlockRow } from '@nanobias/firmware-model';
import { describe, expect, it } from 'vitest';
import { casesOf, matrixOf } from './fault-matrix.ts';
import { SCENES, Still } from './still.ts';
import { VARIANTS } from './variants.ts';

const without = (...rows: readonly InterlockRow[]) => (parts: ControllerParts) =>
  createController({ ...parts, protections: { ...parts.protections, rowsLeftOut: new Set(rows) } });

describe('every single fault', () => {
  it('of the catalogue is tried', () => {
    expect(Object.keys(VARIANTS).sort()).toEqual(FAULTS.map(({ id }) => id).sort());
  });

  it.each(SCENES)('is detected within its bound, refused at the arm, or borne for a reason: %s', (scene) => {
    const { missed, detected, refused } = matrixOf(casesOf(new Still(scene), { seed: 3, phases: 1 }));
    expect(missed).toEqual([]);
    expect(detected + refused).toBeGreaterThan(8);
  });
});

describe('the matrix of faults', () => {
  it.each([['at the thermometer', 36, 'thermometer.warm'], ['for the contact', 13, 'contact.lost']] as const)('finds a row that is missing: nobody looks %s', (_, row, fault) => {
    const { missed } = matrixOf(casesOf(new Still('hold', { firmware: without(row) }), { seed: 3, phases: 1, only: [fault] }));
    expect(new Set(missed.map(({ fault: found }) => found))).toEqual(new Set([fault]));
  });
});
