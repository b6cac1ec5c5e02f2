import { CELL_PRESETS, FAULTS, REGISTER, createController, injectFault, simulate, type Controller, type ControllerParts, type Simulation } from '@nanobias/firmware-model';
import { Channel, connect } from '@nanobias/sdk';
import type { Device, Output, OutputLimits } from '@nanobias/sdk';
import { describe, expect, it } from 'vitest';

const LIMITS: OutputLimits = { bias_V_max: 4.65, lipon_thickness_m: 0.5e-6, lnmo_thickness_m: 0.5e-6, area_m2: 1e-11, anode_V_vs_Li: 0, lnmoOn: 'probe' };
const S = 1_000_000;

interface Run {
  readonly simulation: Simulation;
  readonly device: Device;
  readonly output: Output;
  readonly wait: (time_us: number) => Promise<void>;
}

interface Course {
  readonly digest: string;
  readonly words: Int32Array;
  readonly ticks: number;
  /** Whether the output was on. */
  readonly hasWorked: boolean;
}

/** What a run leaves behind: evaluated tick by tick or not, in chunks of so many ticks at most. */
async function courseOf(work: (run: Run) => Promise<void>, { areTicksJoined, chunk_ticks }: { areTicksJoined: boolean; chunk_ticks: number }): Promise<Course> {
  const simulation = simulate({ seed: 3, cell: CELL_PRESETS['film-2um'], areTicksJoined });
  const { clock, entropy, pipe, device: model } = simulation;
  const run = model.run.bind(model);
  model.run = (ticks_count) => {
    run(Math.min(ticks_count, chunk_ticks));
  };
  const wait = (time_us: number): Promise<void> =>
    new Promise((resolve) => {
      clock.after(time_us, resolve);
    });
  let hasWorked = false;
  await clock.run(async () => {
    const device = await connect(pipe, { clock, entropy });
    const worked = device.withOutput({ limits: LIMITS }, async (output) => {
      hasWorked = true;
      // Layer 0 counts a second from the closing until it could close again, and the work goes on beyond it.
      await wait(0.9 * S);
      await work({ simulation, device, output, wait });
    });
    // A trip ends it, and is part of the course.
    await worked.catch(() => undefined);
    // At rest the supervisor averages the open-circuit voltage, which moves the DAC three times.
    await wait(S / 3);
    await device.close().catch(() => undefined);
    await wait(S / 5);
  }, 100 * S);
  return { digest: simulation.digest(), words: model.arena.snapshot(), ticks: model.tick, hasWorked };
}

async function expectSame(work: (run: Run) => Promise<void>, chunks: readonly number[] = [10_000]): Promise<void> {
  const whole = await courseOf(work, { areTicksJoined: false, chunk_ticks: 10_000 });
  for (const chunk_ticks of chunks) {
    const joined = await courseOf(work, { areTicksJoined: true, chunk_ticks });
    expect(whole.hasWorked).toBe(true);
    expect(joined.digest).toBe(whole.digest);
    expect(joined.ticks).toBe(whole.ticks);
    expect(Buffer.compare(Buffer.from(joined.words.buffer), Buffer.from(whole.words.buffer))).toBe(0);
  }
}

/** Numbers in the middle of the range of each. */
const middling = (id: string): readonly number[] => FAULTS.find((fault) => fault.id === id)!.parameters.map(({ min, max }) => Math.floor(min + 0.7 * (max - min)));

describe('ticks taken many at once', () => {
  it('leave the digest of a ramp, a hold and a regulated current, in chunks of one tick and of ten thousand', async () => {
    await expectSame(async ({ output, wait }) => {
      await output.ramp({ bias_V: output.openCircuit_V + 0.02, slew_V_per_s: 0.01 });
      await wait(1_500_000);
      await output.setCurrent({ current_A: 27e-12 });
      await wait(2 * S);
    }, [1, 7, 10_000]);
  });

  it('leave it with streams of both paths open', async () => {
    await expectSame(async ({ device, wait }) => {
      for (const [channel, rate_Hz] of [[Channel.SLOW_CURRENT, 10], [Channel.INTERLOCK_VOLTAGE, 10_000]] as const) {
        const stream = await device.openStream({ channel, rate_Hz, block_samples: 10 });
        stream.blocks$.subscribe();
      }
      await wait(S);
    });
  });

  it('leave it when the truth is looked at, at whatever period', async () => {
    await expectSame(async ({ simulation, wait }) => {
      for (const period_us of [700, 1300, 100_000]) simulation.truth.every(period_us, () => undefined);
      await wait(S);
    });
  });

  it('leave it when everything is stopped in the middle of a stretch', async () => {
    for (const time_us of [300_000, 300_300, 300_700]) {
      await expectSame(async ({ device, wait }) => {
        await wait(time_us);
        await device.stop();
      });
    }
  });

  // The two interlock paths go through one piece of code.
  it.each(FAULTS.map(({ id }) => id).filter((id) => !id.startsWith('adc.current.')))('leave it when %s comes up in a hold', async (id) => {
    await expectSame(async ({ simulation, wait }) => {
      await wait(S / 4);
      injectFault(simulation.device, id, middling(id));
      await wait(S / 3);
    });
  });

  it('leave it with faults that are borne, of every kind that the paths and the DAC have', async () => {
    let joinable_ticks = 0;
    let ends_count = 0;
    await expectSame(async ({ simulation, output, wait }) => {
      const { device: { faults: { instrument }, board } } = simulation;
      instrument.failPath('voltage', { kind: 'noise', noise_code: 3 });
      instrument.failPath('current', { kind: 'drift', drift_code_per_tick: 0.001 });
      instrument.failPath('fast current', { kind: 'frozen' });
      instrument.failDac({ kind: 'missing update', every_count: 3 });
      for (let k = 0; k < 20; k += 1) {
        await wait(10_300);
        joinable_ticks += board.stretch.look(20);
      }
      await output.ramp({ bias_V: output.openCircuit_V + 0.002, slew_V_per_s: 0.01 });
      instrument.failPath('voltage', { kind: 'late' });
      instrument.failPath('current', { kind: 'noise', noise_code: 2 });
      instrument.failPath('fast current', { kind: 'gain', error_ratio: 0.1 });
      instrument.failDac({ kind: 'offset', offset_code: 3 });
      await output.setCurrent({ current_A: 27e-12 });
      await wait(S);
      instrument.failDac(undefined);
      instrument.failPath('voltage', undefined);
      await wait(S / 5);
      ends_count += simulation.truth.isConducting ? 1 : 0;
    });
    expect(ends_count).toBe(2);
    // The board does run ahead with them.
    expect(joinable_ticks).toBeGreaterThan(600);
  });

  it('leave it when a fault of the film is asked for from within a tick', () => {
    const digests = [false, true].map((areTicksJoined) => {
      const firmware = (parts: ControllerParts): Controller => {
        const shipped = createController(parts);
        const ticks = parts.arena.i32('asking.ticks');
        return {
          boot: () => shipped.boot?.(),
          isr: () => shipped.isr(),
          runTasks: () => {
            shipped.runTasks();
            ticks[0] = ticks[0]! + 1;
            if (ticks[0] === 4566) injectFault(simulation.device, 'film.hard-breakdown');
          },
        };
      };
      const simulation: Simulation = simulate({ seed: 6, cell: CELL_PRESETS.default, firmware, areTicksJoined });
      simulation.device.run(6000);
      return simulation.digest();
    });
    expect(digests[1]).toBe(digests[0]);
  });

  it('show a firmware that writes where it may only read what it would have seen tick by tick', () => {
    const digests = [false, true].map((areTicksJoined) => {
      const simulation = simulate({ seed: 5, cell: CELL_PRESETS.default, firmware: meddlingFirmware, areTicksJoined });
      simulation.device.run(5000);
      return simulation.digest();
    });
    expect(digests[1]).toBe(digests[0]);
  });
});

/** Feeds the watchdog, writes into every register in turn, and adds up all that it reads. */
function meddlingFirmware({ registers, arena }: ControllerParts): Controller {
  const sum = arena.i32('meddler.sum', 2);
  return {
    isr: () => {
      registers[REGISTER.WATCHDOG] = (registers[REGISTER.WATCHDOG]! + 1) & 0x7fffffff;
      for (const register of registers) sum[0] = (Math.imul(sum[0]!, 31) + register) | 0;
      sum[1] = sum[1]! + 1;
      const at = Math.floor(sum[1] / 23) % registers.length;
      if (sum[1] % 23 === 0 && at !== REGISTER.WATCHDOG) registers[at] = sum[0]! & 7;
    },
    runTasks: () => undefined,
  };
}
