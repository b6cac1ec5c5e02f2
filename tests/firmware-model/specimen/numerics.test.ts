import { describe, expect, it } from 'vitest';
import type { Specimen } from '../../../firmware-model/src/specimen/specimen.ts';
import { hold, SERIES_S, specimenOf } from './drive.ts';

const LINE_C_PER_M = 96485.33212 * 49.4e3 * 1e-11;

describe('refinement', () => {
  const programs = [
    { name: 'a step', source_V: () => 4.3 },
    { name: 'a ramp', source_V: (i: number) => 3.45 + i * 2e-7 },
  ];
  for (const { name, source_V } of programs) {
    it(`of the time steps converges at first order: ${name}`, () => {
      const charges_C = [1, 2, 4, 32].map((refinement) => {
        const specimen = specimenOf('default', { tick_s: 1e-5, refinement });
        for (let i = 0; i < 2_000_000; i += 1) specimen.advanceTick(source_V(i), SERIES_S);
        specimen.inject(0);
        return specimen.truth.charge_C;
      });
      const errors = charges_C.map((charge_C) => Math.abs(charge_C / charges_C[3]! - 1));
      expect(errors[0]).toBeLessThan(1e-3);
      for (const k of [0, 1]) {
        expect(errors[k]! / errors[k + 1]!).toBeGreaterThan(1.7);
        expect(errors[k]! / errors[k + 1]!).toBeLessThan(2.8);
      }
    });
  }

  it('is not needed for a current that relaxes between two branches to do so smoothly: no step of a held film ends in a jump', () => {
    const specimen = specimenOf('lipon-100nm', { tick_s: 1e-3, changes: { lithium_initial_ratio: 1.06 } });
    hold(specimen, 4.6, 345_000);
    const moved_fA = [];
    for (let bias_mV = 4550; bias_mV >= 3900; bias_mV -= 50) {
      hold(specimen, bias_mV / 1000, 20_000);
      for (let ticks = 0; ticks < 45_000; ticks += 100) {
        const before_A = specimen.current_A;
        hold(specimen, bias_mV / 1000, 100);
        if (bias_mV <= 4500) moved_fA.push(Math.abs(specimen.current_A - before_A) * 1e15);
      }
    }
    expect(specimen.truth.turn_ratio).toBeGreaterThan(0.3);
    expect(Math.max(...moved_fA)).toBeLessThan(20);
  });

  it('of the grid converges at first order to the closed form of a constant flux: the surface is the centre of its cell', () => {
    const D = 1e-16;
    const film_m = 100e-9;
    const current_A = 2e-12;
    const seconds = 60;
    const errors = [1, 2, 4].map((finer) => {
      const specimen = specimenOf('default', {
        tick_s: 1e-3, refinement: 16,
        changes: {
          diffusivity_m2_per_s_full: D, diffusivity_m2_per_s_empty: D, shunt_Ohm: 1e18, cable_F: 0, lnmo_m: film_m, grid_count: 14 * finer, grid_m_first: 2.5e-9 / finer, control: 'no voids',
        },
      });
      hold(specimen, 4.2 + current_A / 1e-15, seconds * 1000, 1e-15);
      specimen.inject(0);
      const flux = current_A / LINE_C_PER_M;
      const reduced = (D * seconds) / film_m ** 2;
      let sum = 0;
      for (let n = 1; n <= 50; n += 1) sum += Math.exp(-((n * Math.PI) ** 2) * reduced) / n ** 2;
      const passed = specimen.truth.charge_C / (LINE_C_PER_M * film_m);
      const closed_x = 1.19 - passed - ((flux * film_m) / D) * (1 / 3 - (2 / Math.PI ** 2) * sum);
      return specimen.truth.x[0]! - closed_x;
    });
    expect(Math.abs(errors[0]!)).toBeLessThan(5e-4);
    for (const k of [0, 1]) {
      expect(errors[k]! / errors[k + 1]!).toBeGreaterThan(1.7);
      expect(errors[k]! / errors[k + 1]!).toBeLessThan(2.4);
    }
  });
});

/** The first charge, rising in x. */
const FIRST_CHARGE = [
  [0.02, 5.6], [0.05, 5.3], [0.1, 5.05], [0.15, 4.87], [0.2, 4.75], [0.25, 4.68], [0.3, 4.62], [0.4, 4.565], [0.5, 4.535], [0.6, 4.515], [0.7, 4.495], [0.77, 4.465], [0.8, 4.42],
  [0.82, 4.36], [0.85, 4.28], [0.9, 4.16], [0.95, 4.06], [1.0, 3.97], [1.05, 3.9], [1.1, 3.82], [1.14, 3.75], [1.17, 3.65], [1.19, 3.45], [1.2, 3.0],
] as const;

/** Integral of the first charge from x up to 1.19. */
function chemical_V(x: number): number {
  let sum = 0;
  for (let i = 1; i < FIRST_CHARGE.length; i += 1) {
    const [low_x, low_V] = FIRST_CHARGE[i - 1]!;
    const [high_x, high_V] = FIRST_CHARGE[i]!;
    const from_x = Math.max(low_x, x);
    const to_x = Math.min(high_x, 1.19);
    if (!(to_x > from_x)) continue;
    const at = (content_x: number): number => low_V + ((high_V - low_V) * (content_x - low_x)) / (high_x - low_x);
    sum += ((at(from_x) + at(to_x)) / 2) * (to_x - from_x);
  }
  return sum;
}

/** In stray capacitance, double layer and film; on the first charge alone is the film's energy a function of its state. */
function stored_J({ truth, voltage_V }: Specimen): number {
  let film_V = 0;
  for (let i = 0; i < truth.x.length; i += 1) film_V += chemical_V(truth.x[i]!) * (truth.face_m[i + 1]! - truth.face_m[i]!);
  return 0.5 * 203e-12 * voltage_V ** 2 + 0.5 * 1e-12 * truth.overpotential_V ** 2 + (film_V / truth.cell.lnmo_m) * truth.lithium_C;
}

describe('energy', () => {
  it('is never created on the way of a first charge: what was spent and not stored never falls', () => {
    const specimen = specimenOf('default', { tick_s: 1e-3 });
    const start_J = stored_J(specimen);
    let spent_J = 0;
    let lost_J = 0;
    const program = [[3.45, 60], [3.9, 300], [4.2, 300], [null, 300], [4.5, 1200], [null, 600], [4.6, 2400], [4.75, 1200], [null, 600]] as const;
    for (const [source_V, seconds] of program) {
      for (let second = 0; second < seconds; second += 1) {
        for (let i = 0; i < 1000; i += 1) {
          specimen.advanceTick(source_V ?? 0, source_V === null ? 0 : SERIES_S);
          spent_J += (source_V ?? 0) * specimen.current_A * 1e-3;
        }
        // Ends the coupled step, so that the film is that of this moment.
        specimen.inject(0);
        const now_J = spent_J - (stored_J(specimen) - start_J);
        expect(now_J - lost_J).toBeGreaterThan(-1e-6 * spent_J);
        lost_J = now_J;
      }
    }
    expect(lost_J / spent_J).toBeGreaterThan(0.02);
    expect(lost_J / spent_J).toBeLessThan(0.2);
  });

  it('is not to be had from a cycle: each costs work, wide or narrow, fast or slow', () => {
    for (const [low_V, high_V, slew_V_per_s] of [[3.2, 4.6, 1e-2], [4.1, 4.4, 5e-3], [3.9, 3.95, 5e-4], [2.5, 4.75, 5e-2]] as const) {
      const specimen = specimenOf('default', { tick_s: 1e-3, changes: { shunt_Ohm: 1e18 } });
      const { truth } = specimen;
      hold(specimen, high_V, 600_000);
      const ramp_ticks = Math.round((high_V - low_V) / slew_V_per_s / 1e-3);
      for (let cycle = 0; cycle < 6; cycle += 1) {
        const before_C = truth.charge_C;
        let spent_J = 0;
        for (let i = 0; i < 2 * ramp_ticks; i += 1) {
          const source_V = i < ramp_ticks ? high_V - (i * (high_V - low_V)) / ramp_ticks : low_V + ((i - ramp_ticks) * (high_V - low_V)) / ramp_ticks;
          specimen.advanceTick(source_V, SERIES_S);
          spent_J += source_V * specimen.current_A * 1e-3;
        }
        // The first cycles still drift. What a later one has not brought back is credited at either end of its window.
        const moved_C = truth.charge_C - before_C;
        if (cycle >= 4) expect(Math.min(spent_J - low_V * moved_C, spent_J - high_V * moved_C)).toBeGreaterThan(0);
      }
    }
  });
});

describe('the tick path', () => {
  it('allocates nothing: the heap stays flat over ten million ticks', () => {
    const specimen = specimenOf('default');
    const run = (ticks: number): void => {
      for (let i = 0; i < ticks; i += 1) specimen.advanceTick(4.2 + (i % 200_000) * 1e-7, SERIES_S);
    };
    run(1_000_000);
    const before_bytes = process.memoryUsage().heapUsed;
    run(10_000_000);
    // One number a tick would be 160 MB; what the engine keeps of its compilers' work is a few.
    expect(process.memoryUsage().heapUsed - before_bytes).toBeLessThan(8_000_000);
  });
});
