import { describe, expect, it } from 'vitest';
import { Arena } from '../../../firmware-model/src/kernel/arena.ts';
import { chanceStreams } from '../../../firmware-model/src/kernel/prng.ts';
import { Breakdown } from '../../../firmware-model/src/specimen/breakdown.ts';
import { CELL_PRESETS } from '../../../firmware-model/src/specimen/cell.ts';
import { FieldSet } from '../../../firmware-model/src/specimen/fields.ts';
import { hold, SERIES_S, specimenOf } from './drive.ts';
import type { Specimen } from '../../../firmware-model/src/specimen/specimen.ts';

const TICK_S = 1e-4;

/** Seconds until the first filament at 10 V, behind a source that holds the voltage. */
function breakdown_s(specimen: Specimen): number {
  let ticks = 0;
  for (; specimen.truth.filament === 'none' && ticks < 100_000; ticks += 1) specimen.advanceTick(10, 1);
  return ticks * TICK_S;
}

describe('breakdown of 100 nm LiPON at 10 V with a damage factor of 1.5', () => {
  it('comes after 0.78 s at the median', () => {
    expect(breakdown_s(specimenOf('lipon-100nm'))).toBeCloseTo(0.783, 2);
  });

  it('follows the Weibull law: 63 % within 1 s, 99 % within 2.77 s', () => {
    for (const [breakdownQuantile, expected_s] of [[0.01, 0.0466], [0.1, 0.2231], [1 - Math.exp(-1), 1], [0.99, 2.768]] as const) {
      expect(Math.abs(breakdown_s(specimenOf('lipon-100nm', { breakdownQuantile })) - expected_s)).toBeLessThan(0.002 * expected_s + 2 * TICK_S);
    }
  });

  it('never comes to the default cell, whose field is 0.2 MV/cm', () => {
    const specimen = specimenOf('default', { tick_s: 1e-3, breakdownQuantile: 1e-6 });
    hold(specimen, 10, 3_600_000, 1);
    expect(specimen.truth.filament).toBe('none');
    expect(specimen.truth.field_V_per_m / 1e8).toBeCloseTo(0.2, 6);
  });

  it('is missed by no jump: a pulse of one tick adds its share of the damage', () => {
    const specimen = specimenOf('lipon-100nm');
    hold(specimen, 3.45, 10_000, 1);
    const before_s = specimen.truth.damage_s;
    hold(specimen, 10, 1, 1);
    hold(specimen, 3.45, 10, 1);
    expect((specimen.truth.damage_s - before_s) / TICK_S).toBeCloseTo(1, 3);
  });

  it('is soft and noisy first: the filament switches between 1 and 10 GOhm', () => {
    const specimen = specimenOf('lipon-100nm');
    specimen.disturb({ filament: 'soft' });
    const resistances_Ohm = new Set<number>();
    let switches = 0;
    let before_Ohm = 0;
    for (let i = 0; i < 20_000; i += 1) {
      specimen.advanceTick(3.45, SERIES_S);
      const now_Ohm = Math.round(specimen.truth.cell_V / specimen.truth.filament_A / 1e8) * 1e8;
      if (now_Ohm !== before_Ohm) switches += 1;
      before_Ohm = now_Ohm;
      resistances_Ohm.add(now_Ohm);
    }
    expect([...resistances_Ohm].sort((a, b) => a - b)).toEqual([1e9, 1e10]);
    // Two seconds of dwells of 20 ms on average.
    expect(switches).toBeGreaterThan(50);
    expect(switches).toBeLessThan(200);
  });

  it('ends in a short of 1 MOhm that discharges the cell behind the open switch', () => {
    const specimen = specimenOf('lipon-100nm');
    for (let i = 0; specimen.truth.filament !== 'hard' && i < 200_000; i += 1) specimen.advanceTick(10, SERIES_S);
    expect(specimen.truth.filament).toBe('hard');
    hold(specimen, 0, 1000, 0);
    expect(specimen.truth.cell_V / specimen.truth.filament_A).toBeCloseTo(1e6, 0);
    const before_C = specimen.truth.charge_C;
    hold(specimen, 0, 10_000, 0);
    expect(specimen.truth.charge_C).toBeLessThan(before_C);
  });
});

describe('survival of 100 nm LiPON over ten thousand seeds', () => {
  /** A device draws its specimen's place in the distribution as the first word of the specimen's chance. */
  function survival_s(seed: number, voltage_V: number, step_s: number): number {
    const chance = chanceStreams(new Arena(), seed)('specimen');
    const breakdown = new Breakdown(new FieldSet(), CELL_PRESETS['lipon-100nm'], { quantile: (chance.next() + 0.5) / 2 ** 32, chance });
    let steps = 0;
    while (breakdown.filament === 'none') {
      breakdown.advance(step_s, voltage_V);
      steps += 1;
    }
    return steps * step_s;
  }

  for (const [voltage_V, scale_s] of [[10, 1], [9.5, Math.exp(25 * 1.5 * 0.05)]] as const) {
    it(`is that of the Weibull law at ${voltage_V} V, by Kolmogorov and Smirnov`, () => {
      const count = 10_000;
      const step_s = 2e-3 * scale_s;
      const lives_s = Array.from({ length: count }, (_, seed) => survival_s(seed, voltage_V, step_s)).sort((a, b) => a - b);
      let distance = 0;
      for (const [k, life_s] of lives_s.entries()) {
        // A life ends within its last step.
        const failed = 1 - Math.exp(-(((life_s - step_s / 2) / scale_s) ** 1.5));
        distance = Math.max(distance, Math.abs(failed - k / count), Math.abs(failed - (k + 1) / count));
      }
      // 1 % would exceed this by chance.
      expect(distance * Math.sqrt(count)).toBeLessThan(1.63);
      expect(lives_s[count / 2]! / scale_s).toBeCloseTo(0.783, 1);
    });
  }
});
