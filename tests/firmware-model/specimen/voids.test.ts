import { describe, expect, it } from 'vitest';
import { hold, SERIES_S, specimenOf } from './drive.ts';

describe('voids', () => {
  it('never heal, and are not pumped by cycles above the lowest content so far', () => {
    const specimen = specimenOf('default', { tick_s: 1e-3, changes: { shunt_Ohm: 1e18 } });
    const { truth } = specimen;
    hold(specimen, 4.6, 3_600_000);
    // Ends the coupled step, so that the profile is that of this moment.
    specimen.inject(0);
    const grown = Float64Array.from(truth.voidFraction);
    expect(grown[0]).toBeGreaterThan(0.01);
    for (let cycle = 0; cycle < 5; cycle += 1) {
      hold(specimen, 3.9, 60_000);
      hold(specimen, 4.2, 60_000);
    }
    // Only cells that the evening-out inside the film still empties may gain.
    expect(Array.from(truth.voidFraction).filter((fraction, i) => !(fraction >= grown[i]!))).toEqual([]);
    expect(truth.voidFraction[0]).toBe(grown[0]);
  });

  it('integrate the law to the same fraction whatever the step: 0.12 (0.02 + xi) below the onset', () => {
    const specimen = specimenOf('default', { tick_s: 1e-3, changes: { shunt_Ohm: 1e18 } });
    const { truth } = specimen;
    hold(specimen, 4.52, 3_600_000);
    const onset_x = 0.8 + 0.12 * Math.exp(-truth.centre_m[0]! / 30e-9);
    let fraction = 0;
    const count = 100_000;
    const fall_x = (onset_x - truth.x[0]!) / count;
    for (let i = 0; i < count; i += 1) fraction += 0.12 * (1 - fraction / 0.25) * (0.02 + Math.min(1, ((i + 0.5) * fall_x) / 0.6)) * fall_x;
    expect(truth.voidFraction[0]! / fraction).toBeCloseTo(1, 2);
  });

  it('leave the nanopores and the phase alone', () => {
    const specimen = specimenOf('default', { tick_s: 1e-3 });
    const { truth } = specimen;
    const before = [Float64Array.from(truth.poreFraction), Float64Array.from(truth.phaseFraction)];
    hold(specimen, 4.7, 1_200_000, SERIES_S);
    expect(truth.voidFraction[0]).toBeGreaterThan(0.01);
    expect([Float64Array.from(truth.poreFraction), Float64Array.from(truth.phaseFraction)]).toEqual(before);
    expect(Array.from(truth.poreFraction).filter((fraction) => fraction > 0)).toEqual([0.03, 0.03, 0.03, 0.03]);
    expect(Array.from(truth.phaseFraction).filter((fraction) => fraction > 0)).toEqual([1, 1, 1, 1]);
  });

  it('depend on the lowest content alone: pulses with rests grow what a steady charge grows down to the same content', () => {
    const onset_x = (z_m: number): number => 0.8 + 0.12 * Math.exp(-z_m / 30e-9);
    const grown = (z_m: number, lowest_x: number): number => {
      let fraction = 0;
      const fall_x = Math.max(0, onset_x(z_m) - lowest_x) / 2000;
      for (let i = 0; i < 2000; i += 1) fraction += 0.12 * (1 - fraction / 0.25) * (0.02 + Math.min(1, ((i + 0.5) * fall_x) / 0.6)) * fall_x;
      return fraction;
    };
    for (const rest_s of [0, 1200]) {
      const specimen = specimenOf('default', { tick_s: 1e-3, changes: { shunt_Ohm: 1e18, cable_F: 0 } });
      const { truth } = specimen;
      const lowest_x = Array.from(truth.x);
      const current_A = (0.5 * truth.capacity_C) / 3600;
      const follow = (source_V: number, source_S: number, seconds: number): void => {
        for (let second = 0; second < seconds; second += 1) {
          hold(specimen, source_V, 1000, source_S);
          specimen.inject(0);
          for (let i = 0; i < lowest_x.length; i += 1) lowest_x[i] = Math.min(lowest_x[i]!, truth.x[i]!);
        }
      };
      for (let pulse = 0; pulse < 9; pulse += 1) {
        follow(4.2 + current_A / 1e-15, 1e-15, 400);
        follow(0, 0, rest_s);
      }
      const errors = lowest_x.map((low_x, i) => Math.abs(truth.voidFraction[i]! - grown(truth.centre_m[i]!, low_x)));
      expect(truth.voidFraction[0]).toBeGreaterThan(0.01);
      expect(Math.max(...errors)).toBeLessThan(0.01 * truth.voidFraction[0]!);
    }
  });

  it('are not pumped by pulses: twenty that take and give back the same charge leave what ten have left', () => {
    const specimen = specimenOf('default', { tick_s: 1e-3, changes: { shunt_Ohm: 1e18, cable_F: 0 } });
    const { truth } = specimen;
    const pulse = (rate: number, seconds: number): void => hold(specimen, 4.2 + (rate * truth.capacity_C) / 3600 / 1e-15, seconds * 1000, 1e-15);
    const total = (): number => {
      let sum = 0;
      for (let i = 0; i < truth.voidFraction.length; i += 1) sum += truth.voidFraction[i]! * (truth.face_m[i + 1]! - truth.face_m[i]!);
      return sum;
    };
    pulse(0.5, 3600);
    hold(specimen, 0, 7_200_000, 0);
    const totals = Array.from({ length: 20 }, () => {
      pulse(0.5, 60);
      hold(specimen, 0, 120_000, 0);
      pulse(-0.5, 60);
      hold(specimen, 0, 120_000, 0);
      return total();
    });
    expect(totals[9]).toBeGreaterThan(1e-10);
    expect(totals[19]! / totals[9]!).toBeLessThan(1.001);
    expect(totals[19]! / totals[9]!).toBeGreaterThanOrEqual(1);
  });
});
