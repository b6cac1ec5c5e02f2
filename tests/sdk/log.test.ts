import { CELL_PRESETS, simulate } from '@nanobias/firmware-model';
import { connect } from '@nanobias/sdk';
import type { Device } from '@nanobias/sdk';
import { describe, expect, it } from 'vitest';

async function withDevice<T>(work: (device: Device, wait: (delay_us: number) => Promise<void>) => Promise<T>): Promise<T> {
  const simulation = simulate({ seed: 3, cell: CELL_PRESETS.default });
  const { clock, entropy } = simulation;
  const wait = (delay_us: number): Promise<void> => new Promise((resolve) => {
    clock.after(delay_us, resolve);
  });
  return clock.run(async () => {
    const device = await connect(simulation.pipe, { clock, entropy, sampler: 'js' });
    try {
      return await work(device, wait);
    } finally {
      await device.close();
    }
  }, 60_000_000);
}

describe('the controller\'s log, through the SDK', () => {
  it('gives again, in order, what was pushed', async () => {
    await withDevice(async (device, wait) => {
      const pushed: number[] = [];
      const watch = device.events$().subscribe((event) => {
        if (!('lost' in event)) pushed.push(event.event_seq);
      });
      for (const label of ['one', 'two', 'three', 'four', 'five']) await device.mark(label);
      await wait(10_000);
      watch.unsubscribe();
      const { events, lost } = await device.readEvents(pushed[0]!);
      expect(events.map(({ event_seq }) => event_seq)).toEqual(pushed);
      expect(events.map(({ label }) => label)).toEqual(['one', 'two', 'three', 'four', 'five']);
      expect(lost).toBe(0);
    });
  });

  it('has no freeze frame before the first fault', async () => {
    await withDevice(async (device) => {
      await expect(device.readFreezeFrame()).rejects.toMatchObject({ code: 'WRONG_MODE' });
    });
  });

  it('compares clocks: on the model both are one, and the offset is 0 to within half the way', async () => {
    await withDevice(async (device, wait) => {
      await device.compareClocks();
      await wait(2_000_000);
      const { offset_s, uncertainty_s, drift_ppm } = await device.compareClocks();
      expect(uncertainty_s).toBeLessThan(0.001);
      expect(Math.abs(offset_s)).toBeLessThanOrEqual(uncertainty_s);
      expect(Math.abs(drift_ppm!)).toBeLessThan(100);
    });
  });
});
