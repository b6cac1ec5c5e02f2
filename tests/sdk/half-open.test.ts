import { CELL_PRESETS, simulate } from '@nanobias/firmware-model';
import { Channel, connect } from '@nanobias/sdk';
import { describe, expect, it } from 'vitest';

const S = 1_000_000;

describe('a link whose way to the controller alone has died', () => {
  it('is called silent after three seconds though samples and events still come, and connected when it is answered again', async () => {
    const simulation = simulate({ seed: 3, cell: CELL_PRESETS['film-2um'] });
    const { clock, entropy, pipe, wire } = simulation;
    const wait = (time_us: number): Promise<void> => new Promise((resolve) => void clock.after(time_us, resolve));
    await clock.run(async () => {
      const device = await connect(pipe, { clock, entropy });
      let cut_us = 0;
      const links: string[] = [];
      device.link$.subscribe((link) => links.push(`${link} ${Math.round((clock.now_us() - cut_us) / S)}`));
      let blocks_count = 0;
      const samples = await device.openStream({ channel: Channel.SLOW_CURRENT, rate_Hz: 10, block_samples: 5 });
      samples.blocks$.subscribe(() => (blocks_count += 1));
      await wait(S);
      links.length = 0;
      cut_us = clock.now_us();
      wire.act({ kind: 'half-open', way: 'to device', value: 6 * S });
      const before_count = blocks_count;
      await wait(5 * S);
      expect(blocks_count).toBeGreaterThan(before_count);
      // The last answer came up to a ping before the cut.
      expect(links).toEqual([expect.stringMatching(/^silent [23]$/)]);
      await wait(3 * S);
      expect(links).toEqual([expect.stringMatching(/^silent/), expect.stringMatching(/^connected [67]$/)]);
      await samples.stop();
      await device.close();
    }, 100 * S);
  });
});

describe('a link with a round trip of two and a half seconds', () => {
  it('stays connected for as long as pings are answered, and is given up thirty seconds after its way to the controller has died', async () => {
    const simulation = simulate({ seed: 3, cell: CELL_PRESETS['film-2um'], tick_us: 1000 });
    const { clock, entropy, pipe, wire } = simulation;
    const wait = (time_us: number): Promise<void> => new Promise((resolve) => void clock.after(time_us, resolve));
    await clock.run(async () => {
      const device = await connect(pipe, { clock, entropy });
      wire.act({ kind: 'latency', way: 'both', value: 1.25 * S });
      await wait(10 * S);
      let start_us = clock.now_us();
      const links: string[] = [];
      const note = (link: string): void => void links.push(`${link} ${Math.round((clock.now_us() - start_us) / S)}`);
      device.link$.subscribe({ next: note, error: ({ code }: { code: string }) => note(code) });
      await wait(60 * S);
      expect(links).toEqual(['connected 0']);
      start_us = clock.now_us();
      wire.act({ kind: 'half-open', way: 'to device', value: 100 * S });
      await wait(40 * S);
      // What was sent until then is still answered, a round trip later.
      expect(links.slice(1)).toEqual([expect.stringMatching(/^silent [56]$/), expect.stringMatching(/^closed 3[123]$/), expect.stringMatching(/^LINK_LOST 3[123]$/)]);
    }, 200 * S);
  });
});
