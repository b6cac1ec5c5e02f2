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
});
