import { describe, expect, it } from 'vitest';
import { filmOf, voidFront_m } from '../../../firmware-model/src/specimen/observations.ts';
import { charge, hold, specimenOf } from './drive.ts';

const FARADAY = 96485.33212;
const AREA_M2 = 1e-11;
/** Charge of one lithium per formula unit and metre of the default film. */
const LINE_C_PER_M = FARADAY * 49.4e3 * AREA_M2;

describe('potentiostatic step with neither resistance nor overpotential', () => {
  const D = 2e-16;
  const changes = {
    diffusivity_m2_per_s_full: D, diffusivity_m2_per_s_empty: D, transfer_Ohm_m2: 1e-5, lipon_S_per_m: 1e-2, lipon_m: 15e-9, contact_Ohm: 0, shunt_Ohm: 1e18, cable_F: 0,
    control: 'no voids',
  } as const;

  it('draws the current of Cottrell within 3 % up to a tenth of L2/D', () => {
    const specimen = specimenOf('default', { tick_s: 1e-3, changes: { ...changes, grid_count: 48, grid_m_first: 1e-9 } });
    let now_s = 0;
    // From 1.19 to 1.00 lithium at the surface; L2/D is 1250 s.
    for (const time_s of [2, 5, 10, 25, 60, 125]) {
      hold(specimen, 3.97, Math.round((time_s - now_s) * 1000), 1);
      now_s = time_s;
      const cottrell_A = LINE_C_PER_M * 0.19 * Math.sqrt(D / (Math.PI * time_s));
      expect(Math.abs(specimen.truth.interface_A / cottrell_A - 1)).toBeLessThan(0.03);
    }
  });

  it('falls exponentially once the film empties as a whole, with L2/D 4/pi2', () => {
    const specimen = specimenOf('default', { tick_s: 1e-3, changes: { ...changes, diffusivity_m2_per_s_full: 1e-14, diffusivity_m2_per_s_empty: 1e-14 } });
    hold(specimen, 3.97, 20_000, 1);
    const before_A = specimen.truth.interface_A;
    hold(specimen, 3.97, 10_000, 1);
    const decay_s = 10 / Math.log(before_A / specimen.truth.interface_A);
    expect(decay_s / ((25 * 4) / Math.PI ** 2)).toBeCloseTo(1, 1);
  });
});

describe('capacity by rate', () => {
  it('of a film that diffuses with one D is short of Q by I L/3DFAc', () => {
    const D = 1e-16;
    const changes = {
      diffusivity_m2_per_s_full: D, diffusivity_m2_per_s_empty: D, transfer_Ohm_m2: 1e-5, shunt_Ohm: 1e18, cable_F: 0, lithium_initial_ratio: 1.2, control: 'no voids',
    } as const;
    for (const rate of [0.1, 0.2]) {
      const specimen = specimenOf('default', { tick_s: 1e-3, changes });
      const { truth } = specimen;
      const current_A = (rate * truth.capacity_C) / 3600;
      // Driven to 4.80 V at the surface, less the drop across LiPON.
      while (specimen.voltage_V - current_A * 0.25e9 < 4.8) hold(specimen, 4.2 + current_A / 1e-15, 64, 1e-15);
      const short_x = (truth.capacity_C - truth.charge_C) / truth.lithium_C;
      expect(short_x / ((current_A * 0.5e-6) / (3 * D * LINE_C_PER_M))).toBeCloseTo(1, 1);
    }
  });
});

/** C1 at the node, R between, C2 || R2 behind: the voltages after a step of the source, in closed form. */
function ladder(step_V: number, t_s: number, { source_S, node_F, link_S, layer_F, layer_S }: Record<'source_S' | 'node_F' | 'link_S' | 'layer_F' | 'layer_S', number>): { node_V: number; layer_V: number } {
  const a = -(source_S + link_S) / node_F;
  const b = link_S / node_F;
  const c = link_S / layer_F;
  const d = -(link_S + layer_S) / layer_F;
  const root = Math.sqrt((a - d) ** 2 + 4 * b * c);
  const s1 = (a + d + root) / 2;
  const s2 = (a + d - root) / 2;
  const series_Ohm = 1 / source_S + 1 / link_S + 1 / layer_S;
  const rest = { node_V: step_V * (1 - 1 / source_S / series_Ohm), layer_V: step_V / layer_S / series_Ohm };
  const slope_V_per_s = (step_V * source_S) / node_F;
  // Deviation from rest: p e^(s1 t) + q e^(s2 t), with the start and the slope at the start.
  const p = (slope_V_per_s + s2 * rest.node_V) / (s1 - s2);
  const q = -rest.node_V - p;
  const pLayer = ((s1 - a) / b) * p;
  const qLayer = ((s2 - a) / b) * q;
  return {
    node_V: rest.node_V + p * Math.exp(s1 * t_s) + q * Math.exp(s2 * t_s),
    layer_V: rest.layer_V + pLayer * Math.exp(s1 * t_s) + qLayer * Math.exp(s2 * t_s),
  };
}

describe('a small step', () => {
  const changes = { lithium_initial_ratio: 0.55, lnmo_m: 5e-6, diffusivity_m2_per_s_full: 1e-13, diffusivity_m2_per_s_empty: 1e-13, shunt_Ohm: 1e18, contact_Ohm: 0, control: 'no voids' } as const;
  // On the plateau, where the content of the surface hardly shows in its voltage.
  const rest_V = 4.525;

  for (const tick_s of [1e-4, 1e-3]) {
    it(`runs through the ladder of lead, LiPON, double layer and charge transfer as in closed form, at a tick of ${tick_s * 1e3} ms`, () => {
      const specimen = specimenOf('default', { tick_s, changes });
      expect(specimen.voltage_V).toBeCloseTo(rest_V, 9);
      let done_s = 0;
      for (const time_s of [0.002, 0.01, 0.02, 0.05, 0.1, 0.2]) {
        hold(specimen, rest_V + 5e-4, Math.round((time_s - done_s) / tick_s));
        done_s = time_s;
        // What is left, 0.3 % in the end, drops across the diffusion in the film.
        const expected = ladder(5e-4, time_s, { source_S: 1e-8, node_F: 203e-12, link_S: 1 / 0.25e9, layer_F: 1e-12, layer_S: 1 / 2e9 });
        expect(Math.abs(specimen.voltage_V - rest_V - expected.node_V)).toBeLessThan(3e-3 * 5e-4);
        expect(Math.abs(specimen.truth.overpotential_V - expected.layer_V)).toBeLessThan(3e-3 * 5e-4);
      }
    });
  }
});

/** The film alone at a constant current, by explicit steps on equal cells, with voids that narrow the way. */
function integratedFilm({ current_A, stops_C }: { current_A: number; stops_C: readonly number[] }): number[] {
  const count = 100;
  const dz = 0.5e-6 / count;
  const dt = 2e-2;
  const x = Array.from({ length: count }, () => 1.2);
  const f = Array.from({ length: count }, () => 0);
  const lowest = Array.from({ length: count }, () => 1.2);
  const onset = x.map((_, i) => 0.8 + 0.12 * Math.exp((-(i + 0.5) * dz) / 30e-9));
  const conductance = new Float64Array(count);
  const fronts_nm: number[] = [];
  for (let passed_C = 0; fronts_nm.length < stops_C.length; passed_C += current_A * dt) {
    for (let i = 0; i < count; i += 1) {
      const D = x[i]! > 0.85 ? 5e-16 : x[i]! < 0.7 ? 5e-17 : 5e-16 * Math.exp(((0.85 - x[i]!) / 0.15) * Math.log(0.1));
      conductance[i] = D * (1 - f[i]!) ** 1.5;
    }
    let inflow = -current_A / LINE_C_PER_M;
    for (let i = 0; i < count; i += 1) {
      const outflow = i + 1 < count ? ((x[i]! - x[i + 1]!) / dz) * ((2 * conductance[i]! * conductance[i + 1]!) / (conductance[i]! + conductance[i + 1]!)) : 0;
      x[i] = x[i]! + (dt * (inflow - outflow)) / dz;
      inflow = outflow;
      const fall = Math.min(lowest[i]!, onset[i]!) - x[i]!;
      if (fall > 0) f[i] = f[i]! + 0.12 * (1 - f[i]! / 0.25) * (0.02 + Math.min(1, (onset[i]! - x[i]! - fall / 2) / 0.6)) * fall;
      lowest[i] = Math.min(lowest[i]!, x[i]!);
    }
    if (passed_C + current_A * dt < stops_C[fronts_nm.length]!) continue;
    const beyond = f.findIndex((fraction) => !(fraction > 0.002));
    fronts_nm.push((beyond - 0.5 + (f[beyond - 1]! - 0.002) / (f[beyond - 1]! - f[beyond]!)) * dz * 1e9);
  }
  return fronts_nm;
}

describe('the void front at 1C', () => {
  it('stands where an explicit integration of the film puts it, for q/Q = 0.4, 0.5 and 0.6', () => {
    const specimen = specimenOf('default', { tick_s: 1e-3, changes: { lithium_initial_ratio: 1.2, shunt_Ohm: 1e18, cable_F: 0 } });
    const { truth } = specimen;
    const stops_C = [0.4, 0.5, 0.6].map((ratio) => ratio * truth.capacity_C);
    const expected_nm = integratedFilm({ current_A: truth.capacity_C / 3600, stops_C });
    for (const [k, stop_C] of stops_C.entries()) {
      charge(specimen, { rate: 1, tick_s: 1e-3, isDone: () => truth.charge_C >= stop_C });
      expect(Math.abs((voidFront_m(filmOf(truth), truth.voidFraction) * 1e9) / expected_nm[k]! - 1)).toBeLessThan(0.02);
    }
  });
});
