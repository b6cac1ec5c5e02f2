import { describe, expect, it } from 'vitest';
import { cellFrom } from '../../../firmware-model/src/specimen/cell.ts';
import { charge, hold, specimenOf } from './drive.ts';
import type { Specimen } from '../../../firmware-model/src/specimen/specimen.ts';

const CALM = { shunt_Ohm: 1e18, cable_F: 0 };

function chargedTo(specimen: Specimen, ratio: number): Specimen {
  const { truth } = specimen;
  charge(specimen, { rate: 0.1, tick_s: 1e-3, isDone: () => truth.charge_C >= ratio * truth.capacity_C });
  hold(specimen, 0, 1000, 0);
  return specimen;
}

describe('counter electrodes', () => {
  it('lithium stands at 0 V: the cell shows the cathode', () => {
    const { truth, voltage_V } = specimenOf('default', { anode: 'lithium' });
    expect(voltage_V).toBeCloseTo(3.45, 12);
    expect(truth.anode_V).toBe(0);
  });

  it('silicon falls from 0.6 V to 0.1 V while it is lithiated', () => {
    const specimen = specimenOf('default', { anode: 'silicon', tick_s: 1e-3, changes: CALM });
    expect(specimen.voltage_V).toBeCloseTo(2.85, 12);
    const { truth } = chargedTo(specimen, 0.4);
    const passed = truth.charge_C / truth.capacity_C;
    expect(truth.anode_V).toBeCloseTo(0.1 + 0.5 * Math.exp(-passed / 0.2), 6);
    expect(truth.rest_V).toBeCloseTo(truth.equilibrium_V, 1);
  });

  it('a lithium-free one is far from lithium before formation, and within 20 mV of it after 1 % of the capacity', () => {
    const specimen = specimenOf('default', { anode: 'lithium-free', tick_s: 1e-3, changes: CALM });
    expect(specimen.voltage_V).toBeCloseTo(1.45, 12);
    expect(chargedTo(specimen, 0.01).truth.anode_V).toBeLessThan(0.02);
    expect(specimen.truth.anode_V).toBeGreaterThan(0);
    expect(specimen.isSound).toBe(true);
  });

  it('forms smoothly, though two volts are undone by a hundredth of the charge', () => {
    const specimen = specimenOf('default', { anode: 'lithium-free', tick_s: 1e-3 });
    const { truth } = specimen;
    hold(specimen, 1.45, 1000);
    let before_A = Infinity;
    let worst = 0;
    hold(specimen, 3.2, 1000);
    for (let i = 0; i < 60_000; i += 1) {
      specimen.advanceTick(3.2, 1e-8);
      if (i > 0) worst = Math.max(worst, Math.abs(specimen.current_A - before_A) / before_A);
      before_A = specimen.current_A;
    }
    expect(worst).toBeLessThan(5e-3);
    expect(truth.charge_C).toBeGreaterThan(0);
  });

  it('gives way to numbers that are spelt out, and an unknown one is refused', () => {
    expect(cellFrom('default', { anode: 'silicon', anode_V: 0.2 })).toMatchObject({ kind: 'accepted', cell: { anode_V: 0.2, anode_V_rise: 0.5 } });
    for (const anode of ['sodium', 1, null]) expect(cellFrom('default', { anode })).toMatchObject({ kind: 'refused', field: 'anode' });
    expect(cellFrom('default', { anode: 'toString' })).toMatchObject({ kind: 'refused', field: 'anode', value: 'toString' });
  });
});
