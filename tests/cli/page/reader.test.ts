import { CELL_PRESETS, simulate } from '@nanobias/firmware-model';
import type { Simulation } from '@nanobias/firmware-model';
import { NanobiasError, connect } from '@nanobias/sdk';
import type { BytePipe, Device } from '@nanobias/sdk';
import { describe, expect, it } from 'vitest';
import { openReader } from '../../../cli/src/page/reader.ts';
import type { Reader, ReaderParts } from '../../../cli/src/page/reader.ts';

const LIMITS = { bias_V_max: 4.6, lipon_thickness_m: 500e-9, lnmo_thickness_m: 0.5e-6, area_m2: 1e-11, anode_V_vs_Li: 0, lnmoOn: 'probe' } as const;

interface Bench {
  readonly simulation: Simulation;
  readonly reader: Reader;
  /** The pipe that the reader had last. */
  readonly pipe: () => BytePipe;
  readonly pause: (delay_s: number) => Promise<void>;
  /** Until the page says so. */
  readonly shown: (isSo: (told: { readonly is_switch_closed: boolean | null; readonly link: string; readonly device_time_us: number }) => boolean) => Promise<void>;
}

/** A reader in virtual time, of an instrument with a port to spare for another host. */
function reading(body: (bench: Bench) => Promise<void>, parts: Partial<ReaderParts> = {}): Promise<void> {
  const simulation = simulate({ seed: 3, cell: CELL_PRESETS.default, ports_count: 2 });
  const { clock, entropy } = simulation;
  return clock.run(async () => {
    let pipe: BytePipe | undefined;
    const reader = await openReader({
      open: async () => {
        pipe = simulation.openPipe();
        return pipe;
      },
      clock, entropy, ...parts,
    });
    const pause = (delay_s: number): Promise<void> => new Promise((resolve) => {
      clock.after(delay_s * 1e6, resolve);
    });
    const shown: Bench['shown'] = async (isSo) => {
      for (let turn = 0; turn < 100; turn += 1) {
        const told = reader.observed.stateMessage(1);
        if (told !== undefined && isSo(told)) return;
        await pause(0.1);
      }
      throw new Error(`never shown: ${JSON.stringify(reader.observed.stateMessage(1))}`);
    };
    await body({ simulation, reader, pipe: () => pipe!, pause, shown });
    await reader.close();
  }, 120_000_000);
}

async function otherHost(simulation: Simulation): Promise<Device> {
  const { clock, entropy } = simulation;
  return connect(simulation.openPipe(), { clock, entropy, sampler: 'js' });
}

/** How an output ended that another host has switched on, once it is on. */
function switchedOn(host: Device): Promise<{ readonly code: Promise<unknown> }> {
  return new Promise((resolve) => {
    const code = host.withOutput({ limits: LIMITS, lease_s: 5 }, (_output, signal) => {
      resolve({ code });
      return new Promise<void>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }));
    }).then(() => 'nothing', (error: unknown) => (error as NanobiasError).code);
  });
}

const lines = ({ observed }: Reader): readonly string[] => observed.lines(1000).map(({ text }) => text);

describe('the page of a controller that starts anew', () => {
  it('says that the output is unknown, then shows what another host has switched on, and stops it', () => reading(async ({ simulation, reader, pause, shown }) => {
    await shown(({ is_switch_closed }) => is_switch_closed === false);
    await pause(3);
    simulation.device.pressLocalReset();
    await shown(({ is_switch_closed, link }) => is_switch_closed === null && link !== 'connected');
    await shown(({ is_switch_closed, link }) => is_switch_closed === false && link === 'connected');
    expect(lines(reader)).toContain('The controller has started anew: its time begins again, and the charts with it');
    const host = await otherHost(simulation);
    const { code } = await switchedOn(host);
    await shown(({ is_switch_closed }) => is_switch_closed === true);
    // The time of before the start is not gone on with, nor what was measured then.
    const { device_time_us } = reader.observed.stateMessage(1)!;
    expect(Math.abs(device_time_us - 1e6 * (await host.readState()).deviceTime_s)).toBeLessThan(500_000);
    expect(reader.observed.traces.newest_us).toBeGreaterThan(device_time_us - 1_000_000);
    expect((await reader.controls.stop())[0]).toMatch(/^output off at [\d.]+ s: -?[\d.]+ pA measured$/);
    expect([await code, simulation.truth.isConducting]).toEqual(['OUTPUT_OPENED', false]);
    await host.close();
  }));

  it('stops on a fresh link when the one that it has says no more, and at once where it has none', () => reading(async ({ simulation, reader, pipe, pause }) => {
    await pause(1);
    const host = await otherHost(simulation);
    const first = await switchedOn(host);
    // The controller is heard by nobody on this link any more, and hears nothing: its end of the line is gone.
    await pipe().close();
    expect((await reader.controls.stop())[0]).toMatch(/^output off at /);
    expect([await first.code, simulation.truth.isConducting]).toEqual(['OUTPUT_OPENED', false]);
    await host.close();
  }));

  it('tells each event once over two links, and what befell them in a line of its own', () => reading(async ({ simulation, reader, pipe, pause }) => {
    const host = await otherHost(simulation);
    await host.mark('before');
    await pause(0.5);
    await pipe().close();
    await host.mark('between');
    await pause(2);
    await host.mark('after');
    await pause(0.5);
    const told = lines(reader);
    expect(told.filter((text) => text.startsWith('Mark '))).toEqual(['Mark before', 'Mark between', 'Mark after']);
    expect(told.filter((text) => text.startsWith('Link to the controller lost: '))).toHaveLength(1);
    expect(reader.observed.lines(1000).map(({ seq }) => seq)).toEqual(told.map((_, index) => index + 1));
    await host.close();
  }));

  it('says how many events the controller no longer has', async () => {
    const simulation = simulate({ seed: 3, cell: CELL_PRESETS.default, ports_count: 2 });
    const { clock, entropy } = simulation;
    await clock.run(async () => {
      const host = await otherHost(simulation);
      for (let mark = 0; mark < 600; mark += 1) await host.mark(String(mark));
      const { lost } = await host.readEvents(1);
      expect(lost).toBeGreaterThan(0);
      const reader = await openReader({ open: async () => simulation.openPipe(), clock, entropy });
      await new Promise<void>((resolve) => {
        clock.after(1_000_000, resolve);
      });
      expect(lines(reader)).toContain(`${lost} events are lost`);
      expect(lines(reader).at(-1)).toBe('Mark 599');
      await reader.close();
      await host.close();
    }, 60_000_000);
  });

  it('goes on asking for a link while there is none to be had, and says so once', async () => {
    const isTaken = { now: false };
    const simulation = simulate({ seed: 3, cell: CELL_PRESETS.default });
    const { clock, entropy } = simulation;
    await clock.run(async () => {
      let pipe: BytePipe | undefined;
      const reader = await openReader({
        open: async () => {
          if (isTaken.now) throw new Error('every port has its client');
          pipe = simulation.openPipe();
          return pipe;
        },
        clock, entropy,
      });
      const pause = (delay_s: number): Promise<void> => new Promise((resolve) => {
        clock.after(delay_s * 1e6, resolve);
      });
      await pause(0.5);
      isTaken.now = true;
      await pipe!.close();
      await pause(5);
      expect(lines(reader).filter((text) => text === 'No link to the controller: every port has its client')).toHaveLength(1);
      expect(reader.observed.stateMessage(1)).toMatchObject({ link: 'lost', is_switch_closed: null });
      await expect(reader.controls.stop()).rejects.toThrow('THE OUTPUT MAY BE ON');
      isTaken.now = false;
      await pause(2);
      expect(reader.observed.stateMessage(1)).toMatchObject({ link: 'connected', is_switch_closed: false, failure: null });
      await reader.close();
    }, 60_000_000);
  });

  it('is not opened where there is no link to begin with', async () => {
    const { clock, entropy } = simulate({ seed: 3, cell: CELL_PRESETS.default });
    await clock.run(async () => {
      await expect(openReader({ open: () => Promise.reject(new Error('no port')), clock, entropy })).rejects.toThrow('no port');
    }, 1_000_000);
  });
});

describe('a failure of what the page shows', () => {
  it('is told by the page, leaves its state unknown and disturbs nobody else', () => reading(async ({ simulation, reader, pause }) => {
    const host = await otherHost(simulation);
    const { code } = await switchedOn(host);
    await pause(2);
    expect(reader.observed.stateMessage(1)).toMatchObject({ link: 'connected', is_switch_closed: null, failure: 'no field' });
    expect(simulation.truth.isConducting).toBe(true);
    expect((await reader.controls.stop())[0]).toMatch(/^output off at /);
    expect(await code).toBe('OUTPUT_OPENED');
    await host.close();
  }, { field: () => {
    throw new TypeError('no field');
  } }));
});
