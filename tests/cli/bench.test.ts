import { backendReport } from '@nanobias/sdk';
import { describe, expect, it } from 'vitest';
import { samplerTable } from '../../cli/src/commands/bench.ts';
import { nanobias } from './spawned.ts';

const { backend, reason } = backendReport();

const figures = {
  fused_vs_twin_x: 14.667, fused_vs_memcpy: 0.18517, int_stats_vs_twin_x: 7.7897, pipeline_i32_vs_twin_x: 5.905, pipeline_i24_vs_twin_x: 10.79, pipe_vs_memory: 0.6172,
  pty_vs_bare_pty: 1.069, pty_MSps: 30.82, pipe_MSps: 216.61, unaccounted_samples: 0, ring_vs_tsfn_copy_x: 6.3, trip_native_us_p50: 32.869, eventfd_wake_us_p50: 15.342,
  trip_js_us_p50: 80.299, frame_samples: 1000,
};

describe('the table of the sampler', () => {
  it('has a line a figure, with three figures of it, its unit and what it was to reach', () => {
    const lines = samplerTable(figures).split('\n');
    expect(lines).toHaveLength(16);
    expect(lines).toContain('unpack, statistics and trip in one pass, against the twin       14.7 x     aim >= 10');
    expect(lines).toContain('through a pipe, every sample added up                            217 MS/s');
    expect(lines).toContain('samples neither delivered nor counted as dropped                   0       aim 0');
    expect(lines.at(-1)).toBe('');
  });
});

describe('nanobias bench', () => {
  it.skipIf(backend === 'js')(backend === 'js' ? `without the addon: ${reason}` : 'measures the sampler on this machine, with every sample accounted for', async () => {
    const { code, stdout, stderr } = await nanobias('bench', 'sampler', '--quick', '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { native } = JSON.parse(stdout) as { readonly native: Readonly<Record<string, number>> };
    expect(Object.keys(native).sort()).toEqual(Object.keys(figures).sort());
    expect(Object.values(native).every((value) => Number.isFinite(value) && 0 <= value)).toBe(true);
    expect(native).toMatchObject({ unaccounted_samples: 0, frame_samples: 1000 });
    expect(native['trip_native_us_p50']).toBeGreaterThan(0);
    expect(native['pipe_MSps']).toBeGreaterThan(1);
  });

  it('measures nothing else', async () => {
    expect(await nanobias('bench', 'film')).toMatchObject({ code: 2, stdout: '' });
  });
});
