import { Channel } from '@nanobias/proto';
import type { BytePipe } from '@nanobias/proto';
import type { CodeBlock } from '@nanobias/native';
import { describe, expect, it } from 'vitest';
import { GapCheck } from '../../sdk/src/streams/gap-check.ts';
import { failure, rehearse } from './rehearsal.ts';

const pair = [Channel.INTERLOCK_CURRENT, Channel.INTERLOCK_VOLTAGE] as const;

/** A pipe that flips a bit in chunks of a length, once each so many of them. */
function damaged(pipe: BytePipe, every: number): BytePipe {
  let chunks_count = 0;
  return {
    label: pipe.label,
    get pending_bytes() {
      return pipe.pending_bytes;
    },
    write: (bytes) => pipe.write(bytes),
    onClose: (closed) => pipe.onClose(closed),
    close: () => pipe.close(),
    onBytes: (receive) => pipe.onBytes((chunk) => {
      const copy = chunk.slice();
      if (copy.length > 1000) chunks_count += 1;
      if (copy.length > 1000 && chunks_count % every === 0) copy[500] = copy[500]! ^ 0x55;
      receive(copy);
    }),
  };
}

describe('samples for a consumer that asks for each block', () => {
  it('come whole from several channels, and the streams are given back at the end', async () => {
    await rehearse(async ({ connected }) => {
      const device = await connected();
      // More often than there are streams.
      for (let round = 0; round < 5; round += 1) {
        const next = new Map<number, number>();
        let count = 0;
        for await (const { channel, first_sample, codes } of device.samples({ channels: pair, rate_Hz: 10_000, block_samples: 500 })) {
          expect(first_sample).toBe(next.get(channel) ?? first_sample);
          next.set(channel, first_sample + codes.length);
          count += codes.length;
          if (count >= 20_000) break;
        }
        expect([...next.keys()].sort()).toEqual([...pair].sort());
        await device.readState();
      }
    });
  });

  it('wait for a slow one within its buffer, and no further: the controller drops whole blocks and says so', async () => {
    await rehearse(async ({ connected, pause }) => {
      const device = await connected();
      let waited_bytes = 0;
      let lost = 0;
      const blocks: CodeBlock[] = [];
      for await (const block of device.samples({ channels: [Channel.INTERLOCK_CURRENT], rate_Hz: 10_000, block_samples: 100, buffer_bytes: 6000 })) {
        if (blocks.length === 0) await pause(5_000_000);
        blocks.push(block);
        lost += block.lost_before;
        if (block.lost_before > 0) break;
        waited_bytes += block.payload_bytes;
      }
      // Five seconds are 50,000 samples; what waited of them fits the buffer, give or take the block that was taken first.
      expect(lost).toBeGreaterThan(40_000);
      expect(waited_bytes).toBeGreaterThan(3000);
      expect(waited_bytes).toBeLessThanOrEqual(6000 + 400);
    });
  });

  it('end the loop with the error of a link that is lost, and without one when this side closes', async () => {
    await rehearse(async ({ connected, simulation }) => {
      const device = await connected();
      const loop = failure((async () => {
        for await (const { first_sample } of device.samples({ channels: pair, rate_Hz: 10_000 })) if (first_sample > 20_000) simulation.hangUp('unplugged');
      })());
      expect(await loop).toMatchObject({ code: 'LINK_LOST' });
      const second = await connected();
      let isClosing = false;
      for await (const { codes } of second.samples({ channels: pair, rate_Hz: 10_000 })) {
        if (codes.length > 0 && !isClosing) void second.close();
        isClosing = true;
      }
      expect(isClosing).toBe(true);
    });
  });

  it('of no channel are refused', async () => {
    await rehearse(async ({ connected }) => {
      const device = await connected();
      const none = (async () => {
        for await (const block of device.samples({ channels: [], rate_Hz: 10 })) expect.unreachable(`a block of ${block.codes.length}`);
      })();
      expect(await failure(none)).toMatchObject({ code: 'INVALID_ARGUMENT', field: 'channels' });
    });
  });
});

describe('a gap', () => {
  const block = (first_sample: number, differing: Partial<CodeBlock> = {}): CodeBlock => ({ channel: 1, decimation: 2, lost_before: 0, first_sample, codes: new Int32Array(10), ...differing } as CodeBlock);

  it('is none where a block begins at which the one before ended, channel by channel', () => {
    const check = new GapCheck();
    for (const whole of [block(100), block(7, { channel: 2 }), block(120), block(140), block(27, { channel: 2 })]) expect(check.pass(whole)).toBe(whole);
  });

  it.each([
    ['that the controller has counted', block(120, { lost_before: 3 }), '3 samples'],
    ['that the way has torn', block(130), '5 samples'],
    ['of one that turns back by less than its step', block(119), 'out of step'],
    ['of one that comes again', block(100), 'come again'],
    ['of one that overlaps the one before', block(110), 'come again'],
    ['of one whose number is none', block(Number.NaN), 'out of step'],
  ])('%s ends what is to fail then', (_, next, text) => {
    const check = new GapCheck();
    check.pass(block(100));
    expect(() => check.pass(next)).toThrow(expect.objectContaining({ code: 'SAMPLES_LOST', message: expect.stringContaining(text) as string }) as Error);
  });

  it('that damage on the way tears fails a stream that was asked to, and is only told by another', async () => {
    await rehearse(async ({ connected, pause }) => {
      const device = await connected((pipe) => damaged(pipe, 5));
      const ends: unknown[] = [];
      const request = { channels: [Channel.INTERLOCK_CURRENT], rate_Hz: 10_000 } as const;
      const failed = new Promise((resolve) => {
        device.samples$({ ...request, onGap: 'fail' }).subscribe({ error: resolve });
      });
      expect(await failed).toMatchObject({ code: 'SAMPLES_LOST', retryable: true });
      const holes: number[] = [];
      let next: number | undefined;
      const subscription = device.samples$(request).subscribe({
        next: ({ first_sample, codes }) => {
          if (first_sample !== (next ?? first_sample)) holes.push(first_sample - next!);
          next = first_sample + codes.length;
        },
        error: (error: unknown) => ends.push(error),
      });
      await pause(2_000_000);
      subscription.unsubscribe();
      expect(holes.length).toBeGreaterThan(1);
      expect(ends).toEqual([]);
    });
  });
});
