import { CELL_PRESETS, createController, injectFault, simulate, type Controller, type ControllerParts, type Simulation } from '@nanobias/firmware-model';
import { Mode } from '@nanobias/proto';
import { connect } from '@nanobias/sdk';
import type { Device, OutputLimits } from '@nanobias/sdk';
import { describe, expect, it } from 'vitest';
import { stateWords } from '../../../firmware-model/src/harness/oracle.ts';

const LIMITS: OutputLimits = { bias_V_max: 4.65, lipon_thickness_m: 0.5e-6, lnmo_thickness_m: 0.5e-6, area_m2: 1e-11, anode_V_vs_Li: 0, lnmoOn: 'probe' };
const S = 1_000_000;
/** Where the packed state keeps the mode. */
const MODE_WORD = 0;
const REST_US = 0.4 * S;
/** Longer than the clear time of a latched cause. */
const CLEAR_US = 1.25 * S;

interface Run {
  readonly simulation: Simulation;
  readonly device: Device;
  readonly fail: (id: string, ...numbers: readonly number[]) => void;
  readonly wait: (time_us: number) => Promise<void>;
}

interface Rest {
  /** From an instrument whose output is on; whatever trips ends it. */
  readonly whileOn?: (run: Run) => Promise<void> | void;
  /** Then, with the output off. */
  readonly whileOff?: (run: Run) => Promise<void> | void;
  /** After the rest. */
  readonly afterwards?: (run: Run) => Promise<void> | void;
}

interface Course {
  readonly digest: string;
  readonly words: Int32Array;
  readonly mode: Mode;
  /** Share of the ticks of the rest in which the firmware's interrupt ran by itself. */
  readonly alone_ratio: number;
}

async function courseOf({ whileOn, whileOff, afterwards }: Rest, areTicksJoined: boolean): Promise<Course> {
  let interrupts_count = 0;
  const firmware = (parts: ControllerParts): Controller => {
    const shipped = createController(parts);
    const isr = shipped.isr.bind(shipped);
    shipped.isr = () => {
      interrupts_count += 1;
      isr();
    };
    return shipped;
  };
  const simulation = simulate({ seed: 5, cell: CELL_PRESETS['film-2um'], firmware, areTicksJoined });
  const { clock, entropy, pipe, device: model } = simulation;
  const wait = (time_us: number): Promise<void> =>
    new Promise((resolve) => {
      clock.after(time_us, resolve);
    });
  const fail = (id: string, ...numbers: readonly number[]): void => {
    injectFault(model, id, numbers);
  };
  let mode: Mode = Mode.BOOT;
  let alone_ratio = 1;
  await clock.run(async () => {
    const device = await connect(pipe, { clock, entropy });
    const run: Run = { simulation, device, fail, wait };
    const worked = device.withOutput({ limits: LIMITS }, async () => {
      await wait(0.1 * S);
      await whileOn?.(run);
      await wait(0.1 * S);
    });
    await worked.catch(() => undefined);
    await whileOff?.(run);
    await wait(0.2 * S);
    const [start_tick, start_count] = [model.tick, interrupts_count];
    await wait(REST_US);
    alone_ratio = (interrupts_count - start_count) / (model.tick - start_tick);
    await afterwards?.(run);
    mode = stateWords(model)[MODE_WORD]! as Mode;
    await device.close().catch(() => undefined);
    await wait(0.05 * S);
  }, 20 * S);
  return { digest: simulation.digest(), words: model.arena.snapshot(), mode, alone_ratio };
}

/** Every word of all state is the same, and the firmware's ticks were taken together. */
async function expectJoined(rest: Rest, mode: Mode, { alone_ratio_max = 0.05 } = {}): Promise<void> {
  const single = await courseOf(rest, false);
  const joined = await courseOf(rest, true);
  expect(single.alone_ratio).toBe(1);
  expect(single.mode).toBe(mode);
  expect(joined.digest).toBe(single.digest);
  expect(Buffer.compare(Buffer.from(joined.words.buffer), Buffer.from(single.words.buffer))).toBe(0);
  expect(joined.alone_ratio).toBeLessThan(alone_ratio_max);
}

/** Takes the faults back and acknowledges, as soon as every latched cause has been gone for its clear time. */
const acknowledged = async ({ simulation, device, wait }: Run): Promise<void> => {
  simulation.device.faults.instrument.clear();
  await wait(CLEAR_US);
  await device.acknowledge();
};

describe('ticks of an instrument whose output is off, taken many at once', () => {
  it.each<[string, Rest]>([
    ['has said goodbye', { whileOff: ({ device }) => device.close() }],
    ['has hung up', { whileOff: ({ simulation }) => { simulation.hangUp('unplugged'); } }],
  ])('leave the digest where the host %s, and nobody holds the lease', async (_name, rest) => {
    await expectJoined(rest, Mode.LIMITS_SET);
  });

  it.each<[string, (run: Run) => Promise<void> | void]>([
    ['a warm thermometer', ({ fail }) => { fail('thermometer.warm', 50_000); }],
    ['a voltage beyond its limit', ({ fail }) => { fail('adc.voltage.offset', 20_000); }],
    ['a voltage that strays about its limit', ({ fail }) => { fail('adc.voltage.noise', 3000); }],
    ['a voltage that stands still', ({ fail }) => { fail('adc.voltage.frozen'); }],
    ['a current at the end of its converter', ({ fail }) => { fail('adc.current.saturated'); }],
    ['a slow path that stands still', ({ fail }) => { fail('adc.slow-voltage.frozen'); }],
    ['a silent slow path, and an interlock path that was blind', async ({ simulation, fail, wait }) => {
      fail('adc.slow.silent');
      await wait(0.4 * S);
      fail('sampler.blind');
      await wait(0.05 * S);
      simulation.device.faults.instrument.blindInterlockPath(false);
    }],
    ['a probe that moves', ({ fail }) => { fail('probe.moves'); }],
    ['a DAC that is off', ({ fail }) => { fail('dac.offset', 30_000); }],
    ['an open sense lead', ({ fail }) => { fail('sense.open', 20_000); }],
    ['a front end that lost its set-up', ({ fail }) => { fail('front-end.reset'); }],
    ['an interlock path that is blind for a while', async ({ simulation, fail, wait }) => {
      fail('sampler.blind');
      await wait(0.3 * S);
      simulation.device.faults.instrument.blindInterlockPath(false);
    }],
  ])('leave it with %s', async (_name, whileOff) => {
    await expectJoined({ whileOff }, Mode.LIMITS_SET);
  });

  it.each<[string, string, readonly number[]]>([
    ['what is over, and a latch that waits', 'film.short', [2]],
    ['what the codes show', 'adc.voltage.offset', [20_000]],
    ['what a block shows', 'thermometer.warm', [50_000]],
    ['what layer 0 shows', 'line.open', [3]],
    ['what the slow path shows', 'adc.slow.silent', []],
  ])('leave it after a trip by %s, and the latch clears after the same time', async (_name, id, numbers) => {
    await expectJoined({
      whileOn: async ({ fail, wait }) => {
        fail(id, ...numbers);
        await wait(0.4 * S);
      },
      afterwards: acknowledged,
    }, Mode.SAFE);
  });

  it('leave it after a trip whose cause comes and goes with the noise', async () => {
    await expectJoined({ whileOn: ({ fail }) => { fail('adc.voltage.noise', 3000); }, afterwards: acknowledged }, Mode.SAFE, { alone_ratio_max: 0.5 });
  });

  it('leave it while layer 0 holds its time base against the ticks, tripped and after that was over', async () => {
    await expectJoined({
      whileOn: ({ fail }) => { fail('time-base.off', 0.4); },
      whileOff: ({ simulation }) => { simulation.device.faults.instrument.clear(); },
      afterwards: acknowledged,
    }, Mode.SAFE);
  });

  it.each<[string, string, readonly number[]]>([
    ['a film broke down', 'film.hard-breakdown', []],
    ['the DAC jumped and stays off', 'dac.stuck-elsewhere', [200_000]],
  ])('leave it where %s, and the fault waits for a local reset', async (_name, id, numbers) => {
    await expectJoined({ whileOn: ({ fail }) => { fail(id, ...numbers); } }, Mode.HARD_FAULT);
  });

  it('leave it where the lease of a tripped instrument runs out unheard', async () => {
    await expectJoined({
      whileOn: ({ fail }) => {
        fail('adc.voltage.offset', 20_000);
        fail('host.silent', 5 * S);
      },
    }, Mode.TRIPPED);
  });

  it('leave it where a limit is corrupted while a voltage lies beyond it', async () => {
    await expectJoined({
      whileOff: async ({ fail, wait }) => {
        fail('adc.voltage.offset', 20_000);
        await wait(0.1 * S);
        fail('memory.flip', 2, 3);
      },
    }, Mode.LIMITS_SET);
  });
});
