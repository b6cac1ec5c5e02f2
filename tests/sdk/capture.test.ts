import { Channel } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import { failure, limits, rehearse } from './rehearsal.ts';

describe('a capture', () => {
  it('gives codes with their step, around the moment at which the output opened', async () => {
    await rehearse(async ({ connected, pause }) => {
      const device = await connected();
      const armed: { opening?: Promise<Awaited<ReturnType<typeof device.capture>>> } = {};
      await device.withOutput({ limits }, async (output) => {
        await output.ramp({ bias_V: output.openCircuit_V + 0.01, slew_V_per_s: 0.01 });
        armed.opening = device.capture({ channel: Channel.INTERLOCK_CURRENT, sample_count: 400, pretrigger_count: 300, trigger: { at: 'opening' } });
        // Armed, and with its pretrigger samples.
        await pause(100_000);
      });
      const { codes, trigger_index, lsb_A = 0, lsb_V, rate_Hz, triggerTime_s } = await armed.opening!;
      expect({ count: codes.length, trigger_index, rate_Hz, lsb_V }).toEqual({ count: 400, trigger_index: 300, rate_Hz: 10_000, lsb_V: undefined });
      // 20 nA in 16 bits.
      expect(lsb_A).toBeCloseTo(20e-9 / 32_768, 18);
      expect(triggerTime_s).toBeGreaterThan(0);
      expect(new Set(codes).size).toBeGreaterThan(5);
    });
  });

  it('triggers on a level in volts', async () => {
    await rehearse(async ({ connected }) => {
      const device = await connected();
      const found = await device.capture({ channel: Channel.INTERLOCK_VOLTAGE, sample_count: 100, pretrigger_count: 10, trigger: { at: 'above', level: 3 } });
      expect(found.codes[found.trigger_index]! * (found.lsb_V ?? 0)).toBeGreaterThan(3);
      expect(found.codes).toHaveLength(100);
    });
  });

  it('is given up by its signal, and its refusals are typed', async () => {
    await rehearse(async ({ connected }) => {
      const device = await connected();
      const giveUp = new AbortController();
      const waiting = failure(device.capture({ channel: Channel.INTERLOCK_VOLTAGE, sample_count: 10, trigger: { at: 'above', level: 9 }, signal: giveUp.signal }));
      giveUp.abort();
      expect(await waiting).toMatchObject({ code: 'ABORTED' });
      expect(await failure(device.capture({ channel: Channel.SLOW_CURRENT, sample_count: 10, trigger: { at: 'now' } }))).toMatchObject({ code: 'UNIMPLEMENTED', field: 'channel' });
      expect(await failure(device.capture({ channel: Channel.INTERLOCK_VOLTAGE, sample_count: 5000, trigger: { at: 'now' } }))).toMatchObject({ code: 'OUT_OF_RANGE', limit_max: 4096 });
    });
  });
});
