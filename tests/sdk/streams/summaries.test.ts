import { Channel } from '@nanobias/proto';
import type { CodeBlock } from '@nanobias/native';
import { describe, expect, it } from 'vitest';
import type { SummaryBlock } from '../../../sdk/src/sampling.ts';
import { rehearse } from '../rehearsal.ts';

const request = { channel: Channel.INTERLOCK_CURRENT, rate_Hz: 10_000 };

/** What the samples of a point come to, reckoned one by one. */
function reckoned(codes: readonly number[]): { readonly least: number; readonly greatest: number; readonly sum: number; readonly deviation: number } {
  const sum = codes.reduce((total, code) => total + code, 0);
  const mean = sum / codes.length;
  return { least: Math.min(...codes), greatest: Math.max(...codes), sum, deviation: Math.sqrt(codes.reduce((total, code) => total + (code - mean) ** 2, 0) / codes.length) };
}

describe('a stream of points', () => {
  it.each(['native', 'js'] as const)('tells what its samples come to, as a stream of the samples beside it shows (%s sampler)', async (sampler) => {
    await rehearse(async ({ connected, pause }) => {
      const device = await connected(undefined, sampler);
      const codes = new Map<number, number>();
      const blocks: SummaryBlock[] = [];
      const samples = device.samples$({ ...request, channels: [request.channel] }).subscribe(({ first_sample, codes: values }: CodeBlock) => {
        values.forEach((code, index) => codes.set(first_sample + index, code));
      });
      await pause(10_000);
      const points = device.summaries$({ ...request, point_samples: 100 }).subscribe((block) => blocks.push(block));
      await pause(1_000_000);
      points.unsubscribe();
      samples.unsubscribe();
      await pause(100_000);
      expect(blocks.length).toBeGreaterThan(4);
      expect(blocks[0]).toMatchObject({ channel: Channel.INTERLOCK_CURRENT, rate_Hz: 10_000, point_samples: 100, lost_before: 0, bits: 16 });
      let compared = 0;
      for (const { first_sample, points: told } of blocks) {
        for (const [index, point] of told.entries()) {
          const run = Array.from({ length: 100 }, (_, at) => codes.get(first_sample + index * 100 + at)).filter((code) => code !== undefined);
          if (run.length < 100) continue;
          const { least, greatest, sum, deviation } = reckoned(run);
          expect([point.code_min, point.code_max, point.code_sum, point.code_mean]).toEqual([least, greatest, sum, sum / 100]);
          expect(point.code_deviation).toBeCloseTo(deviation, 9);
          compared += 1;
        }
      }
      expect(compared).toBeGreaterThan(50);
    });
  });

  it('goes on for longer than its first credit', async () => {
    await rehearse(async ({ connected, pause }) => {
      const device = await connected();
      let points_count = 0;
      let lost_count = 0;
      const points = device.summaries$({ ...request, point_samples: 2 }).subscribe(({ points: told, lost_before }) => {
        points_count += told.length;
        lost_count += lost_before;
      });
      // 20 bytes and more for each of 5,000 points a second: 256 KiB are used up within three seconds.
      await pause(6_000_000);
      points.unsubscribe();
      expect(points_count).toBeGreaterThan(29_000);
      expect(lost_count).toBe(0);
    });
  });

  it('is refused with the numbers of samples that a point may have', async () => {
    await rehearse(async ({ connected, pause }) => {
      const device = await connected();
      const errors: unknown[] = [];
      device.summaries$({ ...request, point_samples: 1 }).subscribe({ error: (error) => errors.push(error) });
      await pause(100_000);
      expect(errors).toEqual([expect.objectContaining({ code: 'OUT_OF_RANGE', field: 'decimation', value: 1, limit_min: 2, limit_max: 1024 })]);
    });
  });

  it('completes when the device is closed, and starts anew when it is subscribed to again', async () => {
    await rehearse(async ({ connected, pause }) => {
      const device = await connected();
      const points$ = device.summaries$({ ...request, point_samples: 64 });
      let first_count = 0;
      const first = points$.subscribe(() => (first_count += 1));
      await pause(500_000);
      first.unsubscribe();
      let isComplete = false;
      let again_count = 0;
      points$.subscribe({ next: () => (again_count += 1), complete: () => (isComplete = true) });
      await pause(500_000);
      await device.close();
      expect([first_count > 2, again_count > 2, isComplete]).toEqual([true, true, true]);
    });
  });
});
