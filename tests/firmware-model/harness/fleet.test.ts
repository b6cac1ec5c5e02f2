import { CELL_PRESETS, simulate, simulateTogether } from '@nanobias/firmware-model';
import type { SimulationOptions } from '@nanobias/firmware-model';
import { connect } from '@nanobias/sdk';
import type { Device, OutputLimits } from '@nanobias/sdk';
import { describe, expect, it } from 'vitest';

const limits: OutputLimits = { bias_V_max: 4.6, slew_V_per_s_max: 1, lipon_thickness_m: 500e-9, lnmo_thickness_m: 0.5e-6, area_m2: 1e-11, anode_V_vs_Li: 0, lnmoOn: 'probe' };
const options = (seed: number): SimulationOptions => ({ seed, cell: CELL_PRESETS.default });
const RUN_US = 60_000_000;

async function ramped(device: Device, bias_V: number): Promise<void> {
  await device.withOutput({ limits }, async (output) => {
    await output.ramp({ bias_V, slew_V_per_s: 1 });
  });
}

describe('devices that share a clock', () => {
  it('can be driven by one host, one on hearing of another', async () => {
    const [first, second] = simulateTogether([options(1), options(2)]) as [ReturnType<typeof simulate>, ReturnType<typeof simulate>];
    expect(second.clock).toBe(first.clock);
    await first.clock.run(async () => {
      const [a, b] = await Promise.all([first, second].map(({ pipe, clock, entropy }) => connect(pipe, { clock, entropy }))) as [Device, Device];
      // The second is stopped as soon as the first has been seen above 3.5 V.
      const stopped = new Promise<number>((resolve, reject) => {
        const watching = a.state$.subscribe(({ bias_V, deviceTime_s }) => {
          if (bias_V < 3.5) return;
          watching.unsubscribe();
          b.stop().then((off) => resolve(off.deviceTime_s - deviceTime_s), reject);
        });
      });
      const reading = setReading(a, first.clock);
      const held = b.withOutput({ limits }, (_output, signal) => new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve())));
      held.catch(() => undefined);
      await ramped(a, 3.6);
      const apart_s = await stopped;
      reading.stop();
      await expect(held).rejects.toMatchObject({ code: 'OUTPUT_OPENED' });
      expect(second.truth.isConducting).toBe(false);
      // Two latencies, the millisecond that one may be ahead, and the ten that the measured off takes.
      expect(apart_s).toBeGreaterThan(0);
      expect(apart_s).toBeLessThan(0.015);
      await Promise.all([a.close(), b.close()]);
    }, RUN_US);
  });

  it('run the same in two runs of their seeds, each apart from the others', async () => {
    const run = async (seeds: readonly number[]): Promise<readonly string[]> => {
      const simulations = simulateTogether(seeds.map(options));
      await simulations[0]!.clock.run(() => Promise.all(simulations.map(async ({ pipe, clock, entropy }, index) => {
        const device = await connect(pipe, { clock, entropy });
        await ramped(device, 3.5 + 0.1 * index);
        await device.close();
      })), RUN_US);
      return simulations.map((simulation) => simulation.digest());
    };
    const [once, again] = [await run([5, 6, 7]), await run([5, 6, 7])];
    expect(again).toEqual(once);
    expect(new Set(once).size).toBe(3);
  });

  it('keep within a millisecond of each other while nobody speaks', async () => {
    const simulations = simulateTogether([options(1), options(2), options(3)]);
    const { clock } = simulations[0]!;
    const apart_us: number[] = [];
    for (const { device } of simulations) device.observe(7, () => apart_us.push(Math.abs(device.time_us - clock.now_us())));
    await clock.run(() => new Promise((resolve) => void clock.after(200_000, () => resolve(undefined))), RUN_US);
    expect(apart_us.length).toBeGreaterThan(800);
    expect(Math.max(...apart_us)).toBeLessThanOrEqual(1000);
  });

  it('of one device alone is that device as it always was', () => {
    const alone = simulate(options(9));
    alone.device.run(5000);
    const [together] = simulateTogether([options(9)]);
    together!.device.run(5000);
    expect(together!.digest()).toBe(alone.digest());
  });

  it('are refused where there is none, or where their ticks differ', () => {
    expect(() => simulateTogether([])).toThrow(/no device/);
    expect(() => simulateTogether([options(1), { ...options(2), tick_us: 1000 }])).toThrow(/control ticks of 100 us and of 1000 us/);
  });
});

function setReading(device: Device, clock: { after(delay_us: number, call: () => void): () => void }): { stop(): void } {
  let cancel = (): void => undefined;
  const again = (): void => {
    device.readState().catch(() => undefined);
    cancel = clock.after(2000, again);
  };
  again();
  return { stop: () => cancel() };
}
