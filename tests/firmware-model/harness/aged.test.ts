import { CELL_PRESETS, injectFault, simulate } from '@nanobias/firmware-model';
import { Channel, connect } from '@nanobias/sdk';
import type { OutputLimits } from '@nanobias/sdk';
import { describe, expect, it } from 'vitest';

const LIMITS: OutputLimits = { bias_V_max: 4.65, lipon_thickness_m: 0.5e-6, lnmo_thickness_m: 0.5e-6, area_m2: 1e-11, anode_V_vs_Li: 0, lnmoOn: 'probe' };
const S = 1_000_000;
const TICK_US = 100;
/** Counts in which every window of the firmware is a whole number. */
const WHOLE_TICKS = 10_000;

interface Seen {
  readonly events: readonly string[];
  readonly codes: readonly number[];
  readonly end_ticks: number;
}

/** Two outputs, a stream and a trip, as seen by a host; times from the start on. */
async function course(start_tick: number): Promise<Seen> {
  const { clock, entropy, pipe, device: model } = simulate({ seed: 4, cell: CELL_PRESETS['film-2um'], start_tick });
  const wait = (time_us: number): Promise<void> => new Promise((resolve) => void clock.after(time_us, resolve));
  const events: string[] = [];
  const codes: number[] = [];
  await clock.run(async () => {
    const device = await connect(pipe, { clock, entropy });
    device.events$().subscribe((event) => events.push('cause' in event ? `${event.kind}, cause ${event.cause}, at ${event.device_time_us / TICK_US - start_tick}` : 'a gap'));
    await device.withOutput({ limits: LIMITS }, async (output) => {
      const samples = await device.openStream({ channel: Channel.SLOW_CURRENT, rate_Hz: 10, block_samples: 2 });
      samples.blocks$.subscribe((block) => codes.push(...Array.from(block.codes)));
      await output.ramp({ bias_V: output.openCircuit_V + 0.01, slew_V_per_s: 0.01 });
      await wait(S / 2);
      injectFault(model, 'line.open', [1]);
      await wait(S / 10);
    }).catch(() => undefined);
    model.faults.instrument.clear();
    await wait(1.1 * S);
    await device.acknowledge();
    await device.withOutput({ limits: LIMITS }, () => wait(S / 5));
    await device.close();
  }, 100 * S);
  return { events, codes, end_ticks: model.tick - start_tick };
}

describe('an instrument that has been on for long', () => {
  it.each([2 ** 31, 2 ** 32])('runs through count %i as a new one runs from zero', async (count) => {
    const start_tick = Math.floor(count / WHOLE_TICKS) * WHOLE_TICKS;
    const fresh = await course(0);
    const aged = await course(start_tick);
    expect(fresh.events.length).toBeGreaterThan(8);
    expect(fresh.codes.length).toBeGreaterThan(5);
    expect(aged).toEqual(fresh);
    // It has gone through.
    expect(start_tick).toBeLessThan(count);
    expect(start_tick + aged.end_ticks).toBeGreaterThan(count);
  });

  it('refuses a tick that is none', () => {
    for (const start_tick of [-1, 0.5, NaN, 2 ** 53]) expect(() => simulate({ seed: 1, cell: CELL_PRESETS.default, start_tick })).toThrow(`start_tick = ${start_tick}`);
  });
});
