import { Channel } from '@nanobias/sdk';
import type { CodeBlock } from '@nanobias/sdk';
import { describe, expect, it } from 'vitest';
import { Traces } from '../../../cli/src/page/traces.ts';

/** A block of 1 pA a code, 24 bits. */
function block(channel: Channel, codes: readonly number[], changes: Partial<CodeBlock> = {}): CodeBlock {
  const isSlow = channel === Channel.SLOW_CURRENT || channel === Channel.SLOW_VOLTAGE;
  return {
    stream_id: 1, channel, block_seq: 0, first_sample: 0, device_time_us: 0, rate_Hz: isSlow ? 10 : 10_000, decimation: 1, range_index: 0,
    full_scale_fA: 8_388_608_000, full_scale_uV: 8_388_608, bits: 24, flags: 0, lost_before: 0, payload_bytes: 0, codes: Int32Array.from(codes), ...changes,
  };
}

describe('traces', () => {
  it('count the charge between closing and opening, and keep it afterwards', () => {
    const traces = new Traces();
    traces.add(block(Channel.SLOW_CURRENT, [100, 100]));
    expect(traces.charge_C).toBeUndefined();
    traces.closed();
    traces.add(block(Channel.SLOW_CURRENT, [2, 2, 2, 4], { device_time_us: 200_000 }));
    expect(traces.charge_C).toBeCloseTo(1e-12, 18);
    traces.opened();
    traces.add(block(Channel.SLOW_CURRENT, [50], { device_time_us: 600_000 }));
    expect(traces.charge_C).toBeCloseTo(1e-12, 18);
    traces.closed();
    expect(traces.charge_C).toBe(0);
  });

  it('keep the extremes of the interlock path by groups of 64', () => {
    const traces = new Traces();
    const codes = Array.from({ length: 128 }, (_, index) => (index === 70 ? 900 : index === 71 ? -900 : 1));
    traces.add(block(Channel.INTERLOCK_CURRENT, codes));
    const { min, max, step_us } = traces.of('fast_current').query({ from_us: 0, to_us: 12_800, points: 2 });
    expect(step_us).toBe(6400);
    expect([...max].map((value) => Math.round(value * 1e12))).toEqual([1, 900]);
    expect([...min].map((value) => Math.round(value * 1e12))).toEqual([1, -900]);
  });

  it('leave out what was blanked, and count what was lost', () => {
    const traces = new Traces();
    traces.add(block(Channel.SLOW_VOLTAGE, [3_450_000]));
    traces.add(block(Channel.SLOW_VOLTAGE, [1], { device_time_us: 100_000, flags: 32, lost_before: 7 }));
    expect(traces.bias_V).toBeCloseTo(3.45, 9);
    expect([traces.newest_us, traces.oldest_us, traces.lost_count]).toEqual([0, 0, 7]);
  });
});
