import { describe, expect, it } from 'vitest';
import { Cause, connect } from '@nanobias/sdk';
import { CELL_PRESETS, simulate } from '../../../firmware-model/src/index.ts';

describe('a specimen whose solver finds no root', () => {
  for (const [charge_C, cause] of [[1e-3, 'no convergence'], [NaN, 'not finite']] as const) {
    it(`opens the circuit of the whole device within a tick, and is told by name: ${cause}`, async () => {
      const simulation = simulate({ seed: 1, cell: CELL_PRESETS['film-2um'] });
      const { clock, entropy, pipe, truth, device } = simulation;
      await clock.run(async () => {
        const controller = await connect(pipe, { clock, entropy });
        const limits = { bias_V_max: 3.6, lipon_thickness_m: 0.5e-6, lnmo_thickness_m: 0.5e-6, area_m2: 1e-11, anode_V_vs_Li: 0, lnmoOn: 'probe' } as const;
        const body = controller.withOutput({ limits }, async (output) => {
          await output.ramp({ bias_V: output.openCircuit_V + 0.01, slew_V_per_s: 0.01 });
          expect(truth.isConducting).toBe(true);
          const before_V = truth.voltage_V;
          device.specimen.inject(charge_C);
          await new Promise<void>((resolve) => {
            clock.after(200, resolve);
          });
          expect(truth.isConducting).toBe(false);
          expect(truth.specimen.unsoundCause).toBe(cause);
          expect(truth.voltage_V).toBe(before_V);
          expect(Number.isFinite(truth.current_A)).toBe(true);
          await new Promise<void>((resolve) => {
            clock.after(100_000, resolve);
          });
        });
        const ended = await body.then(() => 'returned', (error: unknown) => (error as { code?: string }).code);
        expect(ended).toBe('TRIPPED');
        const state = await controller.readState();
        expect(state.isSwitchClosed).toBe(false);
        expect(state.latched).toEqual([Cause.SPECIMEN_UNSOUND]);
        expect(Number.isFinite(state.bias_V)).toBe(true);
        await controller.close();
      }, 600e6);
      expect(truth.isConducting).toBe(false);
    });
  }
});
