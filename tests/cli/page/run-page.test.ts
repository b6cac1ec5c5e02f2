import { CELL_PRESETS, simulate } from '@nanobias/firmware-model';
import { connect, interlockState } from '@nanobias/sdk';
import type { Event, InterlockState } from '@nanobias/sdk';
import type { RunRecorder } from '@nanobias/sdk/experiment';
import { describe, expect, it } from 'vitest';
import { Observed } from '../../../cli/src/page/observed.ts';
import { teeOf } from '../../../cli/src/page/run-page.ts';

/** A page that cannot show anything. */
class Broken extends Observed {
  override block(): void {
    throw new TypeError('no block');
  }

  override event(): void {
    throw new TypeError('no event');
  }
}

describe('the rows of a model that is looked into', () => {
  it('are those that it tells by wire, and looking changes nothing of it', async () => {
    const simulation = simulate({ seed: 3, cell: CELL_PRESETS.default });
    const { clock, entropy, pipe, device: model } = simulation;
    await clock.run(async () => {
      const device = await connect(pipe, { clock, entropy, sampler: 'js' });
      // What is measured differs from tick to tick.
      const still = (rows: readonly InterlockState[]): unknown => rows.map(({ value, ...row }) => ({ ...row, hasValue: value !== undefined }));
      const told = still(await device.interlocks());
      const before = simulation.digest();
      const seen = model.processor.controller.interlocks!().map(interlockState);
      expect(simulation.digest()).toBe(before);
      expect(seen.length).toBeGreaterThan(20);
      expect(still(seen)).toEqual(told);
      await device.close();
    }, 10_000_000);
  });
});

describe('the recorder of a run that is shown', () => {
  it('is told everything where the page fails over it, and the page says that it has failed', () => {
    const recorded: string[] = [];
    const tell = (what: string) => (): void => void recorded.push(what);
    const recorder: RunRecorder = {
      attach: tell('attach'), slow: tell('slow'), interlock: tell('interlock'), coarse: tell('coarse'), event: tell('event'), lostEvents: tell('lost'),
      state: tell('state'), command: tell('command'), truth: tell('truth'),
    };
    const observed = new Broken('this run');
    observed.state({ deviceTime_s: 1, mode: 0, isSwitchClosed: true, latched: [], stepCount: 0 } as unknown as Parameters<Observed['state']>[0]);
    const tee = teeOf(recorder, observed, () => undefined);
    tee.slow('voltage', {} as Parameters<RunRecorder['slow']>[1]);
    tee.interlock({} as Parameters<RunRecorder['interlock']>[0]);
    tee.event({} as Event);
    tee.lostEvents(3);
    expect(recorded).toEqual(['slow', 'interlock', 'event', 'lost']);
    expect(observed.stateMessage(1)).toMatchObject({ failure: 'no block', is_switch_closed: null });
    expect(observed.lines(10).map(({ text }) => text)).toEqual(['3 events are lost']);
  });

  it('is shown as lost, not as ended, where the link had gone before the end', () => {
    const observed = new Observed('this run');
    observed.state({ deviceTime_s: 1, mode: 0, isSwitchClosed: true, latched: [], stepCount: 0 } as unknown as Parameters<Observed['state']>[0]);
    observed.link('silent');
    observed.end();
    expect(observed.stateMessage(1)).toMatchObject({ link: 'lost', is_switch_closed: null });
  });
});
