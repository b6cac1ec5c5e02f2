import { CELL_PRESETS, simulate } from '@nanobias/firmware-model';
import { connect } from '@nanobias/sdk';
import type { OutputLimits } from '@nanobias/sdk';
import { describe, expect, it } from 'vitest';

// At a control rate of 1 kHz a millisecond is one sample: the default of row 8 would lie in the noise.
const LIMITS: OutputLimits = {
  bias_V_max: 4.65, lipon_thickness_m: 0.5e-6, lnmo_thickness_m: 0.5e-6, area_m2: 1e-11, anode_V_vs_Li: 0, lnmoOn: 'probe', short_current_A_max: 3e-9,
};
const S = 1_000_000;

describe('a control rate', () => {
  it.each([[1, 1000], [10, 100], [100, 10]])('of %i kHz runs an output: on, a ramp, a lapse of the lease, and off', async (_, tick_us) => {
    const simulation = simulate({ seed: 2, cell: CELL_PRESETS['film-2um'], tick_us });
    const { clock, entropy, pipe, truth, wire, device: model } = simulation;
    let opened_us = Infinity;
    await clock.run(async () => {
      const device = await connect(pipe, { clock, entropy });
      await device.withOutput({ limits: LIMITS, lease_s: 0.3 }, async (output) => {
        const bias_V = output.openCircuit_V + 0.005;
        await output.ramp({ bias_V, slew_V_per_s: 0.01 });
        await new Promise<void>((resolve) => void clock.after(S / 5, resolve));
        expect(Math.abs(truth.voltage_V - bias_V)).toBeLessThan(0.01);
        const silent_us = clock.now_us();
        truth.everyTick(() => {
          if (!truth.isConducting) opened_us = Math.min(opened_us, truth.time_us - silent_us);
        });
        wire.act({ kind: 'half-open', way: 'to device', value: S });
        await new Promise<void>((resolve) => void clock.after(S / 2, resolve));
      }).catch(() => undefined);
    }, 20 * S);
    expect(opened_us).toBeGreaterThan(150_000);
    expect(opened_us).toBeLessThan(300_000 + 5 * tick_us);
    expect(model.tick_us).toBe(tick_us);
  });
});
