import { describe, expect, it } from 'vitest';
import { CELL_PRESETS, cellFrom } from '../../../firmware-model/src/specimen/cell.ts';
import { liponConductivity_S_per_m, liponResistance_Ohm } from '../../../firmware-model/src/specimen/lipon.ts';
import { exchange_A, transferCurrent_A, transferOverpotential_V, transferResistance_Ohm } from '../../../firmware-model/src/specimen/transfer.ts';
import { limited_S, oxidation_A, oxidationWindow, tafel_A } from '../../../firmware-model/src/specimen/window.ts';
import { hold, SERIES_S, specimenOf } from './drive.ts';

const CELL = CELL_PRESETS.default;
const THERMAL_V = 0.02568;

describe('LiPON', () => {
  it('of the default cell has about 0.25 GOhm at room temperature', () => {
    expect(liponResistance_Ohm(CELL, 298) / 0.25e9).toBeCloseTo(1, 12);
  });

  it('conducts better when warm: 0.55 eV', () => {
    const ratio = liponConductivity_S_per_m(CELL, 318) / liponConductivity_S_per_m(CELL, 298);
    expect(ratio).toBeCloseTo(Math.exp((0.55 / 8.617333e-5) * (1 / 298 - 1 / 318)), 5);
  });
});

describe('charge transfer', () => {
  const own_A = exchange_A(CELL, THERMAL_V);

  it('of the default cell has about 2 GOhm at rest', () => {
    expect(transferResistance_Ohm(0, own_A, THERMAL_V) / 2e9).toBeCloseTo(1, 12);
  });

  it('is Butler-Volmer, and its inverse gives the overpotential back', () => {
    expect(transferCurrent_A(0.1, own_A, THERMAL_V)).toBeCloseTo(2 * own_A * Math.sinh(0.1 / (2 * THERMAL_V)), 24);
    for (const overpotential_V of [-0.4, -1e-6, 0, 1e-3, 0.2]) {
      expect(transferOverpotential_V(transferCurrent_A(overpotential_V, own_A, THERMAL_V), own_A, THERMAL_V)).toBeCloseTo(overpotential_V, 14);
    }
  });
});

describe('oxidation', () => {
  const window = oxidationWindow(CELL);

  it('is 1e-9 A/cm2 at 5.3 V and grows by a decade per 0.12 V, up to 1 mA/cm2 in series', () => {
    expect(oxidation_A(window, 5.3) / 1e-16).toBeCloseTo(1, 5);
    expect(oxidation_A(window, 5.42) / 1e-15).toBeCloseTo(1, 4);
    expect(oxidation_A(window, 5.3 + 6 * 0.12) / 0.5e-10).toBeCloseTo(1, 9);
    expect(oxidation_A(window, 1000) / 1e-10).toBeCloseTo(1, 9);
    expect(oxidation_A(window, -1000)).toBeLessThan(1e-60);
  });

  it('has the slope of its own current', () => {
    for (const voltage_V of [5, 5.9, 6.1]) {
      const difference_S = (oxidation_A(window, voltage_V + 1e-5) - oxidation_A(window, voltage_V - 1e-5)) / 2e-5;
      expect(limited_S(window, tafel_A(window, voltage_V)) / difference_S).toBeCloseTo(1, 5);
    }
  });

  it('moves with the counter electrode: its window is counted against lithium', () => {
    const shifted = cellFrom('default', { anode_V: 0.5 });
    if (shifted.kind === 'refused') throw new Error(shifted.reason);
    expect(oxidation_A(oxidationWindow(shifted.cell), 4.8)).toBe(oxidation_A(window, 5.3));
  });
});

describe('the counter electrode', () => {
  it('lowers the open-circuit voltage by its own', () => {
    expect(specimenOf('default', { changes: { anode_V: 0.4 } }).voltage_V).toBeCloseTo(3.05, 12);
  });
});

describe('disturbances', () => {
  it('the beam charges the floating node first, by I t / C, and the film in the end, by I t', () => {
    const specimen = specimenOf('default', { changes: { shunt_Ohm: 1e18 } });
    const { truth } = specimen;
    specimen.disturb({ beam_A: 1e-12 });
    const before_V = specimen.voltage_V;
    hold(specimen, 0, 1, 0);
    expect((specimen.voltage_V - before_V) / (1e-12 * 1e-4 / 203e-12)).toBeCloseTo(1, 2);
    hold(specimen, 0, 600_000, 0);
    const stored_C = 203e-12 * (specimen.voltage_V - before_V) + 1e-12 * truth.overpotential_V;
    expect((truth.charge_C + stored_C) / 60.0001e-12).toBeCloseTo(1, 5);
  });

  it('behind an open contact the beam reaches the film alone', () => {
    const specimen = specimenOf('default', { changes: { shunt_Ohm: 1e18 } });
    const { truth } = specimen;
    specimen.disturb({ beam_A: 1e-12, contact: 'open' });
    const before_V = specimen.voltage_V;
    hold(specimen, 0, 600_000, 0);
    expect(Math.abs(specimen.voltage_V - before_V)).toBeLessThan(1e-3);
    expect((truth.charge_C + 1e-12 * truth.overpotential_V) / 60e-12).toBeCloseTo(1, 4);
  });

  it('a side wall of 10 GOhm carries V/R beside the cell', () => {
    const specimen = specimenOf('default');
    specimen.disturb({ shunt_Ohm: 1e10 });
    hold(specimen, 3.45, 600_000);
    expect(specimen.truth.shunt_A).toBeCloseTo(specimen.truth.cell_V / 1e10, 20);
    expect(specimen.current_A / (3.45 / 1.01e10)).toBeCloseTo(1, 1);
  });

  it('an open contact takes the cell off the node', () => {
    const specimen = specimenOf('default');
    hold(specimen, 4.6, 1000);
    specimen.disturb({ contact: 'open' });
    hold(specimen, 4.6, 5000);
    // What still flows through LiPON is what the side walls take, and the charge of the double layer.
    expect(specimen.current_A).toBeLessThan(1e-15);
    expect(specimen.voltage_V).toBeCloseTo(4.6, 6);
  });

  it('warmth lets the current rise', () => {
    const cold = specimenOf('default');
    const warm = specimenOf('default');
    warm.disturb({ temperature_K: 320 });
    hold(cold, 4, 2000, SERIES_S);
    hold(warm, 4, 2000, SERIES_S);
    expect(warm.current_A).toBeGreaterThan(1.02 * cold.current_A);
  });

  it('warmth that comes and goes counts while it is there', () => {
    const currents_A = [[320, 320], [298.15, 320], [320, 298.15], [298.15, 298.15]].map(([before_K, after_K]) => {
      const specimen = specimenOf('default');
      specimen.disturb({ temperature_K: before_K! });
      hold(specimen, specimen.voltage_V, 100);
      specimen.disturb({ temperature_K: after_K! });
      hold(specimen, 4, 2000);
      return specimen.current_A;
    });
    const [warm_A, warmed_A, cooled_A, cold_A] = currents_A as [number, number, number, number];
    expect(warmed_A / warm_A).toBeCloseTo(1, 6);
    expect(cooled_A / cold_A).toBeCloseTo(1, 6);
    expect(warm_A / cold_A).toBeGreaterThan(1.02);
  });
});
