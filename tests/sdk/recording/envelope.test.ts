import { describe, expect, it } from 'vitest';
import { readRecording, RecordedEnvelope } from '@nanobias/sdk/recording';
import { interlockBlock, MemorySink, recordRun, slowBlock } from './sample-run.ts';

const seconds = 120;
const sink = new MemorySink();
await recordRun(sink, seconds);
const recording = readRecording(sink.bytes);
const zoomable = new RecordedEnvelope(recording);
/** 20 nA over 16 bits, and 100 pA over 24. */
const interlock_A = 20e-9 / 2 ** 15;
const slow_A = 100e-12 / 2 ** 23;

describe('a recording that is zoomed into', () => {
  it('shows every sample of the slow path where there is room for them', () => {
    // Samples 500 to 599, stamped at 50.0 to 59.9 s at the ends of their conversions.
    const { time_us, min, max, mean } = zoomable.envelope({ channel: 'current', from_us: 49_900_000, to_us: 59_900_000, points: 100 });
    const expected = Array.from({ length: 10 }, (_, second) => Array.from(slowBlock(50 + second, 'slowCurrent').codes, (code) => code * slow_A)).flat();
    expect(time_us).toHaveLength(100);
    for (const [index, value] of expected.entries()) for (const column of [min, max, mean]) expect(column[index]).toBeCloseTo(value, 20);
  });

  it('loses no peak from however far it is looked at', () => {
    const all = Array.from({ length: seconds }, (_, second) => Array.from(slowBlock(second, 'slowCurrent').codes)).flat();
    for (const points of [1, 7, 50, 400]) {
      const { min, max } = zoomable.envelope({ channel: 'current', from_us: -1e6, to_us: seconds * 1e6, points });
      expect(Math.min(...min) / slow_A).toBeCloseTo(Math.min(...all), 6);
      expect(Math.max(...max) / slow_A).toBeCloseTo(Math.max(...all), 6);
    }
  });

  it('has the mean of what a column holds', () => {
    const codes = Array.from({ length: seconds }, (_, second) => Array.from(slowBlock(second, 'slowVoltage').codes)).flat();
    const { mean } = zoomable.envelope({ channel: 'bias', from_us: -1e6, to_us: seconds * 1e6, points: 1 });
    expect(mean[0]! / (10 / 2 ** 23)).toBeCloseTo(codes.reduce((sum, code) => sum + code, 0) / codes.length, 6);
  });

  it('shows samples where they are recorded, statistics of 64 farther out, and of 4096 beyond', () => {
    // Around the event at 10.05 s: 9.5 to 11.1 s at full rate.
    const near = zoomable.envelope({ channel: 'interlock', from_us: 10_000_000, to_us: 10_100_000, points: 1000 });
    const codes = interlockBlock(100).codes;
    expect(near.time_us).toHaveLength(1000);
    for (let index = 0; index < 999; index += 1) expect(near.max[index]! / interlock_A).toBeCloseTo(codes[index + 1]!, 6);
    const fine = zoomable.envelope({ channel: 'interlock', from_us: 6_000_000, to_us: 6_100_000, points: 16 });
    expect(fine.time_us).toHaveLength(16);
    expect(Math.max(...fine.max) / interlock_A).toBeLessThanOrEqual(32_767.5);
    // Statistics that the recorder was given beyond: -5 to 7.
    const coarse = zoomable.envelope({ channel: 'interlock', from_us: 60_000_000, to_us: 90_000_000, points: 20 });
    expect(Math.min(...coarse.min) / interlock_A).toBeCloseTo(-5, 6);
    expect(Math.max(...coarse.max) / interlock_A).toBeCloseTo(7, 6);
  });

  it('has no column where nothing was recorded', () => {
    expect(zoomable.envelope({ channel: 'current', from_us: 500e6, to_us: 600e6, points: 10 }).time_us).toHaveLength(0);
    expect(zoomable.envelope({ channel: 'current', from_us: 119e6, to_us: 129e6, points: 10 }).time_us).toHaveLength(1);
  });

  it.each([
    ['a window that ends before it begins', { from_us: 2, to_us: 1, points: 10 }],
    ['a window of no length', { from_us: 1, to_us: 1, points: 10 }],
    ['a window without an end', { from_us: 0, to_us: Number.POSITIVE_INFINITY, points: 10 }],
    ['a window of no number', { from_us: Number.NaN, to_us: 1, points: 10 }],
    ['no points', { from_us: 0, to_us: 1, points: 0 }],
    ['part of a point', { from_us: 0, to_us: 1, points: 1.5 }],
    ['more points than a screen has', { from_us: 0, to_us: 1, points: 16_385 }],
    ['points that are no number', { from_us: 0, to_us: 1, points: Number.NaN }],
  ])('refuses %s', (_, window) => {
    expect(() => zoomable.envelope({ channel: 'current', ...window })).toThrow(RangeError);
  });
});
