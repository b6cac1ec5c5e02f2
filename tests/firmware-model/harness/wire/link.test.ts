import { CATALOGUE, CELL_PRESETS, clearFaults, faultOf, injectFault, layWires, replayed, simulate, wiredPipe, type Simulation, type WireAction } from '@nanobias/firmware-model';
import { connect } from '@nanobias/sdk';
import type { Device, Output, OutputLimits } from '@nanobias/sdk';
import { describe, expect, it } from 'vitest';

const LIMITS: OutputLimits = { bias_V_max: 4.65, lipon_thickness_m: 0.5e-6, lnmo_thickness_m: 0.5e-6, area_m2: 1e-11, anode_V_vs_Li: 0, lnmoOn: 'probe' };
const S = 1_000_000;

interface Bench {
  readonly simulation: Simulation;
  readonly device: Device;
  readonly wait: (time_us: number) => Promise<void>;
}

async function over<T>(wire: readonly WireAction[], main: (bench: Bench) => Promise<T>, seed = 7): Promise<{ readonly result: T; readonly simulation: Simulation }> {
  const simulation = simulate({ seed, cell: CELL_PRESETS['film-2um'], wire });
  const { clock, entropy, pipe } = simulation;
  const wait = (time_us: number): Promise<void> => new Promise((resolve) => void clock.after(time_us, resolve));
  const result = await clock.run(async () => main({ simulation, device: await connect(pipe, { clock, entropy }), wait }), 100 * S);
  return { result, simulation };
}

const POOR: readonly WireAction[] = [
  { kind: 'drop', way: 'both', value: 1, share_ratio: 0.08 },
  { kind: 'duplicate', way: 'both', value: 1, share_ratio: 0.2 },
  { kind: 'reorder', way: 'both', value: 5000, share_ratio: 0.2 },
  { kind: 'flip bits', way: 'both', value: 2, share_ratio: 0.05 },
  { kind: 'truncate', way: 'both', value: 20, share_ratio: 0.05 },
  { kind: 'merge', way: 'both', value: 3000, share_ratio: 0.1 },
  { kind: 'split', way: 'both', value: 3, share_ratio: 0.2 },
  { kind: 'jitter', way: 'both', value: 10_000 },
];

/** Marks the log over a poor wire and reads over a sound one what the log has taken. */
async function marked({ simulation, device }: Bench): Promise<readonly string[]> {
  for (const action of POOR) simulation.wire.act(action);
  for (let mark = 0; mark < 30; mark += 1) await device.mark(`mark ${mark}`).catch(() => undefined);
  simulation.wire.heal();
  const { events } = await device.readEvents(0);
  return events.map(({ label }) => label).filter((label) => label.startsWith('mark'));
}

/** How long the circuit stays closed after something was done to the wire, while nobody does anything else. */
async function closedFor_us({ simulation, device, wait }: Bench, act: () => void): Promise<number> {
  const { truth, clock } = simulation;
  let opened_us = Infinity;
  await device.withOutput({ limits: LIMITS, lease_s: 0.5 }, async (output: Output) => {
    await output.ramp({ bias_V: output.openCircuit_V + 0.01, slew_V_per_s: 0.01 });
    expect(truth.isConducting).toBe(true);
    const acted_us = clock.now_us();
    truth.everyTick(() => {
      if (!truth.isConducting) opened_us = Math.min(opened_us, truth.time_us - acted_us);
    });
    act();
    await wait(2 * S);
  }).catch(() => undefined);
  expect(truth.isConducting).toBe(false);
  return opened_us;
}

describe('a host over a poor wire', () => {
  it('has each request take effect once, however often it or its answer was lost, repeated, or damaged, and the same to the bit from the same seed', async () => {
    const { result, simulation } = await over([], marked);
    expect(new Set(result).size).toBe(result.length);
    expect(result.length).toBeGreaterThan(25);
    const { toDevice, toHost } = simulation.wire;
    for (const kind of ['drop', 'duplicate', 'reorder', 'truncate', 'merge', 'split'] as const) expect(toDevice.counts[kind] * toHost.counts[kind]).toBeGreaterThan(0);
    await expectSame(simulation);
  });

  /** The same run from the same seed to the bit, and another from another. */
  async function expectSame(simulation: Simulation): Promise<void> {
    const second = await over([], marked);
    const other = await over([], marked, 8);
    expect(second.simulation.digest()).toBe(simulation.digest());
    expect(second.simulation.wire.toHost.counts).toEqual(simulation.wire.toHost.counts);
    expect(other.simulation.digest()).not.toBe(simulation.digest());
  }

  it('loses the output a lease after its way to the device has gone dead, and the way back tells nobody', async () => {
    const { result } = await over([], (bench) => closedFor_us(bench, () => bench.simulation.wire.act({ kind: 'half-open', way: 'to device', value: S })));
    expect(result).toBeGreaterThan(300_000);
    expect(result).toBeLessThan(500_000 + 1000);
  });

  it('does not get it back from what a clog lets through late', async () => {
    const { result } = await over([], (bench) => closedFor_us(bench, () => bench.simulation.wire.act({ kind: 'clog', way: 'to device', value: S })));
    expect(result).toBeLessThan(500_000 + 1000);
  });

  it('loses it at once when the wire is hung up', async () => {
    const { result } = await over([], (bench) => closedFor_us(bench, () => bench.simulation.wire.hangUp('unplugged')));
    expect(result).toBeLessThan(1000);
  });

  it('gets by with a serial line of 115,200 baud', async () => {
    const { result } = await over([{ kind: 'baud rate', way: 'both', value: 115_200 }, { kind: 'latency', way: 'both', value: 1000 }], ({ device, wait }) =>
      device.withOutput({ limits: LIMITS }, async (output) => {
        await output.ramp({ bias_V: output.openCircuit_V + 0.01, slew_V_per_s: 0.01 });
        await wait(S);
      }),
    );
    expect(result.off.isSwitchClosed).toBe(false);
  });

  it('meets the same mishaps where another pipe is put behind a wire', async () => {
    const simulation = simulate({ seed: 7, cell: CELL_PRESETS['film-2um'] });
    const { clock, entropy } = simulation;
    const wire = layWires({ seed: 9, now_us: () => clock.now_us() })[0]!;
    wire.act({ kind: 'drop', way: 'both', value: 1, share_ratio: 0.1 });
    await clock.run(async () => {
      const device = await connect(wiredPipe(simulation.pipe, wire, clock), { clock, entropy });
      for (let mark = 0; mark < 10; mark += 1) await device.mark(`mark ${mark}`);
      let reason: string | undefined;
      device.link$.subscribe({ error: (error: Error) => (reason = error.message) });
      wire.hangUp('unplugged');
      expect(reason).toContain('unplugged');
    }, 100 * S);
    expect(wire.toDevice.counts.drop + wire.toHost.counts.drop).toBeGreaterThan(0);
  });
});

describe('every fault of the wire and of the host at its end', () => {
  const faults = CATALOGUE.filter(({ place }) => place === 'link' || place === 'host');

  it.each(faults.map(({ id }) => id))('does to an output that is on what the catalogue says: %s', async (id) => {
    const { parameters, whileOn } = faultOf(id)!;
    const numbers = parameters.map(({ name, min, max }) => (name === 'share_ratio' ? 0.1 : name === 'duration_us' ? 2 * S : Math.min(max, Math.max(min, 30))));
    const { result } = await over([], async (bench) => {
      const { simulation, device, wait } = bench;
      if (whileOn.kind === 'trips') return closedFor_us(bench, () => injectFault(simulation.device, id, numbers));
      const { off } = await device.withOutput({ limits: LIMITS, lease_s: 2 }, async (output) => {
        injectFault(simulation.device, id, numbers);
        await output.ramp({ bias_V: output.openCircuit_V + 0.005, slew_V_per_s: 0.01 });
        await wait(S / 2);
        expect(simulation.truth.isConducting).toBe(true);
        clearFaults(simulation.device);
      });
      return off.isSwitchClosed;
    });
    if (whileOn.kind === 'trips') expect(result).toBeLessThan(whileOn.bound_us);
    else expect(result).toBe(false);
  });
});

describe('a fault that its host asks for', () => {
  it.each(['link.hang-up', 'processor.reset'])('comes once the host has been answered, and opens the circuit: %s', async (id) => {
    const simulation = simulate({ seed: 7, cell: CELL_PRESETS['film-2um'], isInjectable: true, history: { period_us: S, snapshots_count: 8 } });
    const { clock, entropy, pipe, truth } = simulation;
    let isAnswered = false;
    await clock.run(async () => {
      const device = await connect(pipe, { clock, entropy });
      await device.withOutput({ limits: LIMITS }, async (output) => {
        await output.ramp({ bias_V: output.openCircuit_V + 0.01, slew_V_per_s: 0.01 });
        await device.injectFault(id);
        isAnswered = true;
        expect(truth.isConducting).toBe(true);
        await new Promise((resolve) => void clock.after(S / 10, () => resolve(undefined)));
      }).catch(() => undefined);
    }, 100 * S);
    expect(isAnswered).toBe(true);
    expect(truth.isConducting).toBe(false);
    const bare = simulate({ seed: 7, cell: CELL_PRESETS['film-2um'], isInjectable: true });
    expect(replayed(simulation.history!.recording(), bare.device)).toBe(simulation.digest());
  });
});
