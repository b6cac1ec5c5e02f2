import { describe, expect, it } from 'vitest';
import { filmOf, voidFront_m } from '../../../firmware-model/src/specimen/observations.ts';
import type { Specimen } from '../../../firmware-model/src/specimen/specimen.ts';
import { charge, hold, SERIES_S, specimenOf } from './drive.ts';

/** Lithium missing from the cells of the film, as a charge. */
function missing_C({ truth }: Specimen): number {
  let sum = 0;
  for (let i = 0; i < truth.x.length; i += 1) sum += (truth.cell.lithium_initial_ratio - truth.x[i]!) * (truth.face_m[i + 1]! - truth.face_m[i]!);
  return (sum / truth.cell.lnmo_m) * truth.lithium_C;
}

describe('charge balance', () => {
  it('holds to 1e-12 of the capacity between the film and the current through the interface', () => {
    const specimen = specimenOf('default', { tick_s: 1e-3 });
    for (const [source_V, seconds] of [[3.45, 60], [4.6, 600], [4.2, 300], [4.7, 1200], [0, 20], [4.5, 600]] as const) {
      hold(specimen, source_V, seconds * 1000);
      specimen.inject(0);
      expect(Math.abs(missing_C(specimen) - specimen.truth.charge_C) / specimen.truth.capacity_C).toBeLessThan(1e-12);
    }
  });

  it('closes at the node: what came through the resistor is in film, shunt, double layer and stray capacitance', () => {
    const specimen = specimenOf('default');
    const { truth } = specimen;
    const start_V = specimen.voltage_V;
    let source_C = 0;
    let shunt_C = 0;
    for (let i = 0; i < 200_000; i += 1) {
      const before_V = specimen.voltage_V;
      specimen.advanceTick(3.45 + Math.min(i, 100_000) * 1e-5, SERIES_S);
      source_C += specimen.current_A * 1e-4;
      shunt_C += (((before_V + specimen.voltage_V) / 2) * 1e-4) / 1e13;
    }
    const stored_C = 203e-12 * (specimen.voltage_V - start_V) + 0.1 * 1e-11 * truth.overpotential_V;
    expect(Math.abs(source_C - shunt_C - stored_C - truth.charge_C) / source_C).toBeLessThan(1e-9);
  });

  it('does not depend on the tick', () => {
    const charges_C = ([10e-6, 1e-4, 1e-3] as const).map((tick_s) => {
      const specimen = specimenOf('default', { tick_s });
      hold(specimen, 3.45, Math.round(1 / tick_s));
      hold(specimen, 4.6, Math.round(10 / tick_s));
      return specimen.truth.charge_C;
    });
    for (const charge_C of charges_C) expect(charge_C / charges_C[0]!).toBeCloseTo(1, 4);
  });

  it('passes the kinks of the open-circuit voltage without a rough current', () => {
    const specimen = specimenOf('default', { tick_s: 1e-3 });
    let source_V = 3.45;
    let before_A = 0;
    let changeBefore_A = 0;
    let worst = 0;
    for (let i = 0; i < 230_000; i += 1) {
      source_V += 5e-6;
      specimen.advanceTick(source_V, SERIES_S);
      const change_A = specimen.current_A - before_A;
      if (i > 2000) worst = Math.max(worst, Math.abs(change_A - changeBefore_A) / specimen.current_A);
      changeBefore_A = change_A;
      before_A = specimen.current_A;
    }
    expect(worst).toBeLessThan(1e-3);
  });
});

describe('constant current', () => {
  const rows = [
    { rate: 0.1, nucleation: 0.396, nucleation_V: 4.448, capacity_mAh_per_g: 314 },
    { rate: 0.2, nucleation: null, nucleation_V: null, capacity_mAh_per_g: 299 },
    { rate: 0.5, nucleation: 0.365, nucleation_V: 4.454, capacity_mAh_per_g: 253 },
    { rate: 1, nucleation: 0.339, nucleation_V: 4.461, capacity_mAh_per_g: 197 },
    { rate: 2, nucleation: 0.293, nucleation_V: 4.475, capacity_mAh_per_g: 154 },
    { rate: 5, nucleation: 0.171, nucleation_V: 4.51, capacity_mAh_per_g: 96 },
  ];
  for (const { rate, nucleation, nucleation_V, capacity_mAh_per_g } of rows) {
    it(`at ${rate}C nucleates and ends within 5 % of the prototype`, () => {
      const specimen = specimenOf('default', { tick_s: 1e-3, changes: { lithium_initial_ratio: 1.2, shunt_Ohm: 1e18, cable_F: 0 } });
      const { truth } = specimen;
      if (nucleation !== null) {
        charge(specimen, { rate, tick_s: 1e-3, isDone: () => Math.max(...Array.from(truth.voidFraction)) > 0.002 });
        expect(truth.charge_C / truth.capacity_C / nucleation).toBeGreaterThan(0.95);
        expect(truth.charge_C / truth.capacity_C / nucleation).toBeLessThan(1.05);
        expect(Math.abs(specimen.voltage_V - nucleation_V)).toBeLessThan(0.005);
      }
      charge(specimen, { rate, tick_s: 1e-3, isDone: () => specimen.voltage_V >= 4.8 });
      const reached_mAh_per_g = (315.2 * truth.charge_C) / truth.lithium_C;
      expect(reached_mAh_per_g / capacity_mAh_per_g).toBeGreaterThan(0.95);
      expect(reached_mAh_per_g / capacity_mAh_per_g).toBeLessThan(1.05);
    });
  }
});

describe('the void front at 1C', () => {
  it('stands within 5 % of the prototype at q/Q = 0.4 and 0.5, and 6 % short of its 287 nm at 0.6', () => {
    const specimen = specimenOf('default', { tick_s: 1e-3, changes: { lithium_initial_ratio: 1.2, shunt_Ohm: 1e18, cable_F: 0 } });
    const { truth } = specimen;
    // At 0.6 the explicit integration of the same equations in analytic.test.ts gives 271 nm too: the prototype is the one that is off.
    for (const [ratio, depth_nm] of [[0.4, 39], [0.5, 147], [0.6, 271]] as const) {
      charge(specimen, { rate: 1, tick_s: 1e-3, isDone: () => truth.charge_C >= ratio * truth.capacity_C });
      expect(Math.abs((voidFront_m(filmOf(truth), truth.voidFraction) * 1e9) / depth_nm - 1)).toBeLessThan(0.05);
    }
  });
});
