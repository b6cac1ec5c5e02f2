import { CELL_PRESETS } from '@nanobias/firmware-model';
import type { CellPreset, Simulation } from '@nanobias/firmware-model';
import { Activity, EventKind } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import type { Output, OutputLimits } from '@nanobias/sdk';
import { failure, rehearse } from '../sdk/rehearsal.ts';
import type { Bench } from '../sdk/rehearsal.ts';

const S = 1_000_000;
/** Capacity of the presets to 4.8 V over an hour, in A, by hand: 321 mAh/g of 4.20 g/cm3. */
const ONE_C_A: Readonly<Record<CellPreset, number>> = { 'default': 6.74e-12, 'film-2um': 27e-12, 'lipon-100nm': 6.74e-12, 'lamella': 0.337e-12 };

function limitsOf(preset: CellPreset, changes: Partial<OutputLimits> = {}): OutputLimits {
  const cell = CELL_PRESETS[preset];
  const field = preset === 'lipon-100nm' ? { field_V_per_m_max: 5e7, isFieldOverride: true, declaredDamage: 1.5 } : {};
  return {
    bias_V_max: 4.6, slew_V_per_s_max: 0.1, lipon_thickness_m: cell.lipon_m, lnmo_thickness_m: cell.lnmo_m, area_m2: cell.length_m * cell.width_m, anode_V_vs_Li: 0,
    lnmoOn: 'probe', ...field, ...changes,
  };
}

/** An output of a preset that is on. */
async function connectedTo(preset: CellPreset, work: (bench: Bench & { readonly output: Output; readonly readState: () => Promise<{ readonly isInCompliance: boolean; readonly biasSetpoint_V: number }> }) => Promise<void>, changes: Partial<OutputLimits> = {}): Promise<void> {
  await rehearse(async (bench) => {
    const device = await bench.connected();
    await device.withOutput({ limits: limitsOf(preset, changes) }, async (output) => {
      await work({ ...bench, output, readState: () => device.readState() });
    });
  }, { cell: CELL_PRESETS[preset] });
}

/** Mean over a second of what flows into the specimen: what the instrument passes less what charges the stray capacitance. */
async function meanCurrent_A({ truth }: Simulation, pause: Bench['pause']): Promise<number> {
  let sum_A = 0;
  let count = 0;
  const from_V = truth.voltage_V;
  const stop = truth.every(1000, ({ current_A }) => {
    sum_A += current_A;
    count += 1;
  });
  await pause(S);
  stop();
  return sum_A / count - truth.specimen.node_F * (truth.voltage_V - from_V);
}

describe('a regulated current', () => {
  it.each<[CellPreset, number]>([
    ['default', 0.1], ['default', 5], ['film-2um', 0.1], ['film-2um', 1], ['lipon-100nm', 5], ['lamella', 1], ['lamella', 5],
  ])('of the %s at %f C is what was asked within a hundredth, over a second once it has settled', async (preset, rate) => {
    await connectedTo(preset, async ({ output, pause, simulation }) => {
      const current_A = rate * ONE_C_A[preset];
      await output.setCurrent({ current_A });
      await pause(20 * S);
      const mean_A = await meanCurrent_A(simulation, pause);
      // 1 fA of the path's offset and three sigma of the mean of ten conversions of 4 fA.
      expect(Math.abs(mean_A - current_A)).toBeLessThan(0.01 * current_A + 5e-15);
    });
  });

  it('is regulated the other way as well, once there is charge to take back', async () => {
    await connectedTo('film-2um', async ({ output, pause, simulation }) => {
      await output.ramp({ bias_V: 3.9, slew_V_per_s: 0.1 });
      await pause(20 * S);
      const current_A = -2.7e-12;
      await output.setCurrent({ current_A });
      // While the film turns to its other branch its voltage falls faster than the loop follows within a per cent.
      await pause(40 * S);
      expect(Math.abs((await meanCurrent_A(simulation, pause)) - current_A)).toBeLessThan(0.01 * 2.7e-12 + 5e-15);
    });
  });

  it('of 0 A follows the cell without loading it', async () => {
    await connectedTo('default', async ({ output, pause, simulation }) => {
      await output.ramp({ bias_V: 3.8, slew_V_per_s: 0.1 });
      await output.setCurrent({ current_A: 0 });
      await pause(60 * S);
      expect(Math.abs(await meanCurrent_A(simulation, pause))).toBeLessThan(2e-14);
    });
  });

  it('saturates at the compliance, says so once, and comes back from it without a windup', async () => {
    await connectedTo('default', async ({ output, pause, simulation, readState }) => {
      let peak_V = 0;
      const stop = simulation.truth.every(1000, ({ voltage_V_max }) => {
        peak_V = Math.max(peak_V, voltage_V_max);
      });
      await output.setCurrent({ current_A: 33.7e-12, compliance_V_max: 3.7 });
      await pause(60 * S);
      expect(await readState()).toMatchObject({ isInCompliance: true, currentSetpoint_A: 3.37e-11 });
      expect((await readState()).biasSetpoint_V).toBeCloseTo(3.7, 4);
      // 2 mV and 0.05 % of the DAC, and the noise of nothing: the truth.
      expect(peak_V).toBeLessThan(3.7 + 0.005);
      await output.setCurrent({ current_A: 0.674e-12, compliance_V_max: 3.7 });
      await pause(20 * S);
      expect((await readState()).isInCompliance).toBe(false);
      expect(Math.abs((await meanCurrent_A(simulation, pause)) - 0.674e-12)).toBeLessThan(0.02 * 0.674e-12 + 5e-15);
      stop();
    });
  });

  it('never moves the set-point beyond a cap, whatever it would take', async () => {
    await connectedTo('film-2um', async ({ output, pause, simulation, readState }) => {
      let peak_V = 0;
      simulation.truth.every(1000, ({ voltage_V_max }) => {
        peak_V = Math.max(peak_V, voltage_V_max);
      });
      await output.setCurrent({ current_A: 135e-12 });
      await pause(30 * S);
      expect((await readState()).isInCompliance).toBe(true);
      expect((await readState()).biasSetpoint_V).toBeLessThanOrEqual(3.9);
      expect(peak_V).toBeLessThan(3.9 + 0.005);
    }, { bias_V_max: 3.9 });
  });

  it('is refused beyond the limit of the current and with a compliance beyond a cap, and nothing moves', async () => {
    await connectedTo('default', async ({ output, readState }) => {
      const before = await readState();
      expect(await failure(output.setCurrent({ current_A: 2e-10 }))).toMatchObject({ code: 'BEYOND_LIMIT', field: 'target_fA' });
      expect(await failure(output.setCurrent({ current_A: 1e-12, compliance_V_max: 4.7 }))).toMatchObject({ code: 'BEYOND_LIMIT', field: 'compliance_uV_max', value: 4_700_000 });
      expect(await failure(output.setCurrent({ current_A: 1e-12, slew_V_per_s: 0.2 }))).toMatchObject({ code: 'BEYOND_LIMIT', field: 'slew_nV_per_s' });
      expect(await failure(output.setCurrent({ current_A: NaN }))).toMatchObject({ code: 'INVALID_ARGUMENT', field: 'current_A' });
      expect((await readState()).biasSetpoint_V).toBe(before.biasSetpoint_V);
    }, { current_A_max: 1e-10 });
  });

  it('moves the DAC no faster than its slew, and ends with a set-point', async () => {
    await rehearse(async ({ connected, pause, simulation }) => {
      const device = await connected();
      await device.withOutput({ limits: limitsOf('default') }, async (output) => {
        let fastest_V_per_s = 0;
        let last_V = (await device.readState()).biasSetpoint_V;
        await output.setCurrent({ current_A: 6.74e-12, slew_V_per_s: 0.005 });
        for (let second = 0; second < 20; second += 1) {
          await pause(S);
          const { biasSetpoint_V } = await device.readState();
          fastest_V_per_s = Math.max(fastest_V_per_s, Math.abs(biasSetpoint_V - last_V));
          last_V = biasSetpoint_V;
        }
        // A code of the DAC, and the round trip of the reading.
        expect(fastest_V_per_s).toBeLessThan(0.0051);
        expect(fastest_V_per_s).toBeGreaterThan(0.004);
        await output.ramp({ bias_V: 3.5, slew_V_per_s: 0.1 });
        const state = await device.readState();
        expect(state).not.toHaveProperty('currentSetpoint_A');
        expect(state.biasSetpoint_V).toBeCloseTo(3.5, 4);
      });
      expect(simulation.truth.isConducting).toBe(false);
    });
  });

  it('tells compliance as an event with bias and limit, and current as the activity', async () => {
    await rehearse(async ({ connected, pause }) => {
      const device = await connected();
      const told: unknown[] = [];
      device.events$().subscribe((event) => {
        if (event.kind === EventKind.COMPLIANCE) told.push({ limit: event.limit, activity: event.activity });
      });
      await device.withOutput({ limits: limitsOf('default') }, async (output) => {
        await output.setCurrent({ current_A: 33.7e-12, compliance_V_max: 3.55 });
        await pause(10 * S);
      });
      expect(told).toEqual([{ limit: 3_550_000, activity: Activity.CURRENT }]);
    });
  });
});
