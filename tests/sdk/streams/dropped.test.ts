import { createSampler } from '@nanobias/native';
import type { CodeBlock, Sampler } from '@nanobias/native';
import { Channel } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import { connect } from '../../../sdk/src/connect.ts';
import { sampledBy } from '../../../sdk/src/sampled-pipe.ts';
import { rehearse } from '../rehearsal.ts';

/** A sampler whose queue is full at every third block. */
function forgetful(): { readonly sampler: Sampler; readonly dropped: () => number } {
  const sampler = createSampler({ backend: 'js' });
  let blocks_count = 0;
  let dropped_count = 0;
  const isKept = ({ codes }: CodeBlock): boolean => {
    blocks_count += 1;
    if (blocks_count % 3 !== 0) return true;
    dropped_count += codes.length;
    return false;
  };
  const take = sampler.takeBlocks.bind(sampler);
  return { sampler: Object.assign(sampler, { takeBlocks: () => take().filter(isKept) }), dropped: () => dropped_count };
}

describe('samples that the queue of the sampler could not hold', () => {
  it('are lost to the stream, and told at its end; charge has seen them', async () => {
    await rehearse(async ({ simulation: { pipe, clock, entropy } }) => {
      const { sampler, dropped } = forgetful();
      const device = await connect(sampledBy(sampler, pipe), { clock, entropy });
      const stream = await device.openStream({ channel: Channel.INTERLOCK_CURRENT, rate_Hz: 10_000, block_samples: 64 });
      let delivered_count = 0;
      await new Promise<void>((resolve) => {
        stream.blocks$.subscribe(({ codes }) => {
          delivered_count += codes.length;
          if (delivered_count >= 6400) resolve();
        });
      });
      const { sent, lost } = await stream.stop();
      expect(dropped()).toBeGreaterThan(3000);
      expect(lost).toBe(dropped());
      expect(delivered_count + lost).toBe(sent);
      expect(stream.totals()?.sample_count).toBe(BigInt(sent));
      await device.close();
    });
  });
});
