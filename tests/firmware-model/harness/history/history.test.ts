import { CELL_PRESETS, clearFaults, injectFault, replayed, restoreSnapshot, simulate, snapshotOf, type History, type Recording, type Simulation, type SimulationOptions } from '@nanobias/firmware-model';
import { connect } from '@nanobias/sdk';
import type { OutputLimits } from '@nanobias/sdk';
import { beforeAll, describe, expect, it } from 'vitest';
import { createDevice } from '../../../../firmware-model/src/harness/simulate.ts';
import { simulateEcho } from '../echo-firmware.ts';

const LIMITS: OutputLimits = { bias_V_max: 4.65, lipon_thickness_m: 0.5e-6, lnmo_thickness_m: 0.5e-6, area_m2: 1e-11, anode_V_vs_Li: 0, lnmoOn: 'probe' };
const S = 1_000_000;
const OPTIONS: SimulationOptions = { seed: 11, cell: CELL_PRESETS['film-2um'], history: { period_us: 100_000 } };

interface Seen {
  readonly tick: number;
  readonly words: Int32Array;
}

/** Two outputs, of which the first ends by a trip; what the state was at chance ticks, and when something had tripped. */
async function course(): Promise<{ readonly simulation: Simulation; readonly seen: readonly Seen[]; readonly trip_tick: number }> {
  const simulation = simulate(OPTIONS);
  const { clock, entropy, pipe, truth, device: model } = simulation;
  const wait = (time_us: number): Promise<void> => new Promise((resolve) => void clock.after(time_us, resolve));
  const seen: Seen[] = [];
  let chance = 12_345;
  let next_tick = 50;
  let trip_tick = Infinity;
  truth.everyTick(() => {
    if (truth.hasTripped) trip_tick = Math.min(trip_tick, model.tick);
    if (model.tick < next_tick) return;
    seen.push({ tick: model.tick, words: model.arena.snapshot() });
    chance = (Math.imul(chance, 1_103_515_245) + 12_345) >>> 0;
    next_tick = model.tick + 1 + (chance % 1500);
  });
  await clock.run(async () => {
    const device = await connect(pipe, { clock, entropy });
    await device.withOutput({ limits: LIMITS }, async (output) => {
      await output.ramp({ bias_V: output.openCircuit_V + 0.01, slew_V_per_s: 0.01 });
      injectFault(model, 'adc.voltage.frozen');
      await wait(S / 10);
    }).catch(() => undefined);
    clearFaults(model);
    await wait(1.2 * S);
    await device.acknowledge();
    await device.withOutput({ limits: LIMITS }, () => wait(S / 4));
    await device.close();
  }, 100 * S);
  return { simulation, seen, trip_tick };
}

const isSame = (a: Int32Array, b: Int32Array): boolean => Buffer.compare(Buffer.from(a.buffer, a.byteOffset, a.byteLength), Buffer.from(b.buffer, b.byteOffset, b.byteLength)) === 0;

describe('the history of a device', () => {
  let run: Awaited<ReturnType<typeof course>>;
  let history: History;
  beforeAll(async () => {
    run = await course();
    history = run.simulation.history!;
  });

  it('leads to every tick word for word, in any order, on another device', () => {
    const past = history.past();
    expect(run.seen.length).toBeGreaterThan(20);
    const jumps = run.seen.map((_, index) => run.seen[(index * 7) % run.seen.length]!);
    expect(jumps.filter(({ tick, words }) => {
      past.seek(tick);
      return past.tick !== tick || !isSame(past.device.arena.words, words);
    })).toEqual([]);
  });

  it('leads back by single steps, and forgets what was tried meanwhile', () => {
    const past = history.past();
    const { tick, words } = run.seen[9]!;
    past.seek(tick + 3);
    injectFault(past.device, 'dac.gain', [0.1]);
    past.stepBack();
    past.stepBack(2);
    expect(past.tick).toBe(tick);
    expect(isSame(past.device.arena.words, words)).toBe(true);
  });

  it('stops at the last tick before the trip, from which the next one trips', () => {
    const past = history.past();
    expect(past.runToTickBeforeTrip()).toBe(run.trip_tick - 1);
    expect(past.truth.hasTripped).toBe(false);
    past.device.run(1);
    expect(past.truth.hasTripped).toBe(true);
  });

  it('stays at its end where what is looked for never is', () => {
    const past = history.past();
    expect(past.runToTickBefore(() => false)).toBeUndefined();
    expect(past.tick).toBe(history.newest_tick);
  });

  it('replays from what came to the device to the same digest, and to another one where a byte differs', () => {
    const recording = history.recording();
    expect(recording.digest).toBe(run.simulation.digest());
    expect(replayed(recording, createDevice(OPTIONS))).toBe(recording.digest);
    const at = recording.inputs.findIndex(({ input }) => input.kind === 'bytes');
    const inputs = recording.inputs.map((timed, index) => (index === at && timed.input.kind === 'bytes' ? { ...timed, input: { ...timed.input, bytes: timed.input.bytes.map((byte) => byte ^ 1) } } : timed));
    expect(replayed({ ...recording, inputs }, createDevice(OPTIONS))).not.toBe(recording.digest);
  });

  it('leaves the run as it is without one', async () => {
    const { simulation } = run;
    const { history: _, ...options } = OPTIONS;
    const bare = simulate(options);
    expect(bare.history).toBeUndefined();
    expect(bare.device.schema).toBe(simulation.device.schema);
    // What the recorded device went through takes a device that is not recorded to the same state.
    const recording = history.recording();
    expect(replayed({ ...recording, start: snapshotOf(bare.device) }, bare.device)).toBe(simulation.digest());
  });

  it('refuses a tick that is not recorded, a snapshot of another layout, and another version, by name', () => {
    const past = history.past();
    for (const tick of [-1, history.newest_tick + 1, 0.5, NaN]) expect(() => past.seek(tick)).toThrow(`tick ${tick} is outside what is recorded`);
    const other = createDevice({ ...OPTIONS, ports_count: 2 });
    const snapshot = snapshotOf(run.simulation.device);
    expect(() => restoreSnapshot(other, snapshot)).toThrow(`the state's schema is ${snapshot.schema}, this device's is ${other.schema}`);
    expect(() => restoreSnapshot(run.simulation.device, { ...snapshot, version: 9 })).toThrow('version 9');
    const recording: Recording = { ...history.recording(), version: 0 };
    expect(() => replayed(recording, createDevice(OPTIONS))).toThrow('version 0');
  });
});

describe('a history of few snapshots', () => {
  it('forgets the oldest, and leads to every tick of what is left', async () => {
    const simulation = simulateEcho({ history: { period_us: 10_000, snapshots_count: 3 } });
    const { clock, pipe } = simulation;
    const history = simulation.history!;
    const words: Int32Array[] = [];
    simulation.truth.everyTick(() => words.push(simulation.device.arena.snapshot()));
    await clock.run(async () => {
      pipe.onBytes((chunk) => void pipe.write(chunk.slice(0, 1)));
      await new Promise<void>((resolve) => void clock.after(95_000, resolve));
    }, S);
    expect(history.oldest_tick).toBe(700);
    expect(() => history.past().seek(699)).toThrow('700 to 950');
    const past = history.past();
    for (const tick of [700, 701, 799, 800, 805, 899, 900, 949, 950]) {
      past.seek(tick);
      expect(isSame(past.device.arena.words, words[tick - 1]!)).toBe(true);
    }
  });

  it('also holds what comes by a button, a power cycle, and over a port beside the first', () => {
    const simulation = simulateEcho({ ports_count: 2, history: {} });
    const { device } = simulation;
    device.run(20);
    device.board.ports[1]!.setHostPresent(true);
    device.board.ports[1]!.receive(Uint8Array.of(1, 2, 3));
    device.run(20);
    device.pressLocalReset();
    device.run(30);
    device.powerCycle();
    while (device.tick < 12_000) device.run(12_000 - device.tick);
    const recording = simulation.history!.recording();
    expect(replayed(recording, simulateEcho({ ports_count: 2 }).device)).toBe(device.digest());
    expect(replayed({ ...recording, inputs: [] }, simulateEcho({ ports_count: 2 }).device)).not.toBe(device.digest());
  });
});
