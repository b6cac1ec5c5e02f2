import { describe, expect, it } from 'vitest';
import { hold, SERIES_S, specimenOf } from './drive.ts';

/** The first charge down to x = 0.80. */
const POINTS = [
  [1.2, 3.0], [1.19, 3.45], [1.17, 3.65], [1.14, 3.75], [1.1, 3.82], [1.05, 3.9], [1.0, 3.97], [0.95, 4.06], [0.9, 4.16], [0.85, 4.28], [0.82, 4.36], [0.8, 4.42],
] as const;

function firstCharge_V(x: number): number {
  const i = Math.max(1, POINTS.findIndex(([point_x]) => point_x <= x));
  const [high_x, high_V] = POINTS[i - 1]!;
  const [low_x, low_V] = POINTS[i]!;
  return low_V + ((high_V - low_V) * (x - low_x)) / (high_x - low_x);
}

/** The equations of the default cell as they stand in the notes, by explicit steps of a microsecond; no voids yet. */
function integrated({ source_V, seconds, width_m }: { source_V: number; seconds: number; width_m: readonly number[] }): { voltage_V: number; overpotential_V: number; x: number[] } {
  const step_s = 1e-6;
  const area_m2 = 1e-11;
  const line_C_per_m = 96485.33212 * 49.4e3 * area_m2;
  const thermal_V = (8.314462618 * 298) / 96485.33212;
  const exchange_A = (thermal_V / 0.02) * area_m2;
  const x = width_m.map(() => 1.19);
  let voltage_V = 3.45;
  let overpotential_V = 0;
  for (let k = 0; k < Math.round(seconds / step_s); k += 1) {
    const cell_A = (voltage_V - firstCharge_V(x[0]!) - overpotential_V) / 0.25e9;
    const interface_A = 2 * exchange_A * Math.sinh(overpotential_V / (2 * thermal_V));
    voltage_V += (step_s * ((source_V - voltage_V) / 1e8 - cell_A - voltage_V / 1e13)) / 203e-12;
    overpotential_V += (step_s * (cell_A - interface_A)) / 1e-12;
    let inflow = -interface_A / line_C_per_m;
    for (let i = 0; i < x.length; i += 1) {
      const outflow = i + 1 < x.length ? ((x[i]! - x[i + 1]!) * 2 * 5e-16) / (width_m[i]! + width_m[i + 1]!) : 0;
      x[i] = x[i]! + (step_s * (inflow - outflow)) / width_m[i]!;
      inflow = outflow;
    }
  }
  return { voltage_V, overpotential_V, x };
}

describe('the first moments after a jump', () => {
  for (const tick_s of [10e-6, 1e-4, 1e-3]) {
    it(`follow the equations, integrated explicitly, at a tick of ${tick_s * 1e6} us`, () => {
      for (const source_V of [3.7, 4.6]) {
        for (const [seconds, tolerance] of [[0.005, 0.08], [0.02, 0.03], [0.1, 0.005]] as const) {
          const specimen = specimenOf('default', { tick_s });
          const { truth } = specimen;
          // A quiet minute first, so that the jump meets a long coupled step.
          hold(specimen, 3.45, Math.round(60 / tick_s));
          hold(specimen, source_V, Math.round(seconds / tick_s), SERIES_S);
          specimen.inject(0);
          const width_m = Array.from({ length: truth.x.length }, (_, i) => truth.face_m[i + 1]! - truth.face_m[i]!);
          const reference = integrated({ source_V, seconds, width_m });
          const rise_V = source_V - 3.45;
          expect(Math.abs(specimen.voltage_V - reference.voltage_V)).toBeLessThan(5e-4 * rise_V);
          expect(Math.abs(truth.overpotential_V - reference.overpotential_V)).toBeLessThan(3e-3 * rise_V);
          expect(Math.abs((1.19 - truth.x[0]!) / (1.19 - reference.x[0]!) - 1)).toBeLessThan(tolerance);
        }
      }
    });
  }
});
