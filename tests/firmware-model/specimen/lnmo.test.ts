import { describe, expect, it } from 'vitest';
import { FieldSet } from '../../../firmware-model/src/specimen/fields.ts';
import { CELL_PRESETS } from '../../../firmware-model/src/specimen/cell.ts';
import { Diffusivity, OpenCircuit } from '../../../firmware-model/src/specimen/lnmo.ts';
import { charge, hold, SERIES_S, specimenOf } from './drive.ts';

function openCircuit(...changes_x: number[]): OpenCircuit {
  const curve = new OpenCircuit(new FieldSet(), CELL_PRESETS.default);
  for (const change_x of changes_x) curve.advance(change_x);
  return curve;
}

describe('open-circuit voltage', () => {
  it('passes through the points of the first charge', () => {
    const first = openCircuit();
    for (const [x, potential_V] of [[1.2, 3], [1.19, 3.45], [1, 3.97], [0.8, 4.42], [0.7, 4.495], [0.5, 4.535], [0.2, 4.75], [0.02, 5.6]] as const) {
      expect(first.potential_V(x)).toBeCloseTo(potential_V, 12);
    }
    expect(first.potential_V(0.75)).toBeCloseTo(4.465 + ((4.495 - 4.465) * 0.02) / 0.07, 12);
  });

  it('follows the dilute limit below the last point', () => {
    expect(openCircuit().potential_V(1e-3)).toBeCloseTo(5.6 + 0.02568 * Math.log(20), 4);
  });

  it('falls with the lithium content on every branch, and its slope is the derivative', () => {
    for (const curve of [openCircuit(), openCircuit(0.04), openCircuit(0.2), openCircuit(0.2, -0.05), openCircuit(0.2, -0.2)]) {
      for (let x = -0.001; x < 1.3; x += 0.00137) {
        expect(curve.potential_V(x + 1e-6)).toBeLessThan(curve.potential_V(x));
        expect(curve.slope_V(x)).toBeLessThan(0);
      }
      expect((curve.potential_V(0.4305) - curve.potential_V(0.4295)) / 1e-3).toBeCloseTo(curve.slope_V(0.43), 9);
    }
  });

  it('turns to the discharge branch over a tenth of a lithium of the whole film', () => {
    expect(openCircuit(0.05).potential_V(0.5)).toBeLessThan(4.535);
    expect(openCircuit(0.1).potential_V(0.5)).toBeCloseTo(3.85, 12);
    expect(openCircuit(0.3).potential_V(0.5)).toBeCloseTo(3.85, 12);
  });

  it('comes back without the plateau: later charges run below the first one', () => {
    const later = openCircuit(0.3, -0.3);
    expect(later.potential_V(0.7)).toBeCloseTo(3.93, 12);
    expect(later.potential_V(0.3)).toBeCloseTo(4.48, 12);
  });

  const histories: readonly { readonly before: readonly number[] }[] = [[], [0.04], [0.2], [0.2, -0.05], [0.2, -0.2]].map((before) => ({ before }));

  it.each(histories)('is known ahead of a change of the film, after $before', ({ before }) => {
    for (const change_x of [-0.2, -0.03, 0, 0.03, 0.2]) {
      for (const x of [1.1, 0.79, 0.43, 0.01]) {
        const [now, then] = [openCircuit(...before), openCircuit(...before, change_x)];
        expect([now.potential_V(x, change_x), now.slope_V(x, change_x)]).toEqual([then.potential_V(x), then.slope_V(x)]);
      }
    }
  });

  it.each(histories)('falls while the film turns, by what its slope says, and stands still at either end: after $before', ({ before }) => {
    const curve = openCircuit(...before);
    for (let change_x = -0.1205; change_x < 0.12; change_x += 0.003) {
      const slope_V = (curve.potential_V(0.79, change_x + 1e-6) - curve.potential_V(0.79, change_x - 1e-6)) / 2e-6;
      const { turnSlope_V } = curve.at(0.79, change_x);
      expect(turnSlope_V).toBeCloseTo(slope_V, 3);
      expect(turnSlope_V).toBeLessThanOrEqual(0);
    }
  });
});

describe('diffusivity', () => {
  it('falls by a decade between x = 0.85 and 0.70, linearly in its logarithm', () => {
    const law = new Diffusivity(CELL_PRESETS.default);
    expect(law.at_m2_per_s(1.1)).toBe(5e-16);
    expect(law.at_m2_per_s(0.5)).toBe(5e-17);
    expect(law.at_m2_per_s(0.775) / (5e-17 * Math.sqrt(10))).toBeCloseTo(1, 12);
  });
});

describe('relaxing currents', () => {
  it('a step from 3.45 to 4.6 V draws about 252 pA at 1 s and 28 pA at 100 s', () => {
    const specimen = specimenOf('default');
    hold(specimen, 3.45, 1000);
    hold(specimen, 4.6, 10_000);
    expect(specimen.current_A / 252e-12).toBeCloseTo(1, 1);
    hold(specimen, 4.6, 990_000);
    expect(specimen.current_A / 28e-12).toBeCloseTo(1, 1);
  });

  it('0 V on a charged cell puts back about 8.5 % of the capacity in 10 s', () => {
    const specimen = specimenOf('default', { tick_s: 1e-3, changes: { lithium_initial_ratio: 1.2, shunt_Ohm: 1e18 } });
    const { truth } = specimen;
    charge(specimen, { rate: 1, tick_s: 1e-3, isDone: () => truth.charge_C >= 0.5 * truth.capacity_C });
    const before_C = truth.charge_C;
    hold(specimen, 0, 10_000, SERIES_S);
    expect((before_C - truth.charge_C) / truth.capacity_C / 0.085).toBeGreaterThan(0.9);
    expect((before_C - truth.charge_C) / truth.capacity_C / 0.085).toBeLessThan(1.1);
  });

  it('the shunt of 10 TOhm takes about half of the charge in ten hours of open circuit', () => {
    const specimen = specimenOf('default', { tick_s: 1e-3, changes: { lithium_initial_ratio: 1.2 } });
    const { truth } = specimen;
    charge(specimen, { rate: 1, tick_s: 1e-3, isDone: () => truth.charge_C >= 0.5 * truth.capacity_C });
    hold(specimen, 0, 36_000_000, 0);
    const lost_ratio = 1 - truth.charge_C / (0.5 * truth.capacity_C);
    expect(lost_ratio).toBeGreaterThan(0.8);
    expect(lost_ratio).toBeLessThan(1.2);
  });
});

describe('a cell driven far beyond its window', () => {
  it('stays sound and finite, and empties no further than empty', () => {
    for (const source_V of [10, -10]) {
      const specimen = specimenOf('default', { tick_s: 1e-3 });
      hold(specimen, source_V, 600_000);
      expect(specimen.isSound).toBe(true);
      expect(Number.isFinite(specimen.voltage_V)).toBe(true);
      expect(Math.min(...Array.from(specimen.truth.x))).toBeGreaterThan(-1e-3);
    }
  });
});
