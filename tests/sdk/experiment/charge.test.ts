import { describe, expect, it } from 'vitest';
import type { CodeBlock } from '@nanobias/sdk';
import { capacity_C, chargeSeries, leakOf, SlowLog } from '@nanobias/sdk/experiment';

/** 100 pA and 10 V full scale at 24 bits: what one code is worth. */
const perCode_A = 100e-12 / 2 ** 23;
const perCode_V = 10 / 2 ** 23;
const second_us = 1_000_000;

interface Blocks {
  readonly seconds: number;
  readonly value: (time_s: number) => number;
  readonly channel: 'current' | 'voltage';
  readonly from_s?: number;
  readonly flags?: number;
}

/** A second of the slow path at 10 S/s. */
function block(second: number, { value, channel, flags = 0 }: Blocks): CodeBlock {
  const perCode = channel === 'current' ? perCode_A : perCode_V;
  return {
    stream_id: 1, channel: channel === 'current' ? 1 : 2, block_seq: second, first_sample: second * 10, device_time_us: second * second_us + 100_000,
    rate_Hz: 10, decimation: 1, range_index: 0, full_scale_fA: channel === 'current' ? 100_000 : 0, full_scale_uV: channel === 'voltage' ? 10_000_000 : 0,
    bits: 24, flags, lost_before: 0, payload_bytes: 60,
    codes: Int32Array.from({ length: 10 }, (_, index) => Math.round(value(second + index / 10) / perCode)),
  };
}

function logOf(...parts: readonly Blocks[]): SlowLog {
  const log = new SlowLog();
  for (const part of parts) {
    const { from_s = 0, seconds } = part;
    for (let second = from_s; second < from_s + seconds; second += 1) log.add(block(second, part));
  }
  return log;
}

/** Uniform noise without a bias, the same at every run. */
function noise(amplitude: number): () => number {
  let word = 1;
  return () => {
    word = (Math.imul(word, 1664525) + 1013904223) >>> 0;
    return ((word / 2 ** 32) * 2 - 1) * amplitude;
  };
}

describe('leak check', () => {
  const bias = { seconds: 600, value: () => 3.45, channel: 'voltage' } as const;

  it('is V/I of a current that stays', () => {
    const random = noise(7e-15);
    const leak = leakOf(logOf({ seconds: 600, value: () => 0.345e-12 + random(), channel: 'current' }), logOf(bias), { from_us: 0, until_us: 600 * second_us });
    expect(leak?.shunt_Ohm).toBeGreaterThan(0.997e13);
    expect(leak?.shunt_Ohm).toBeLessThan(1.003e13);
    // The offset of 1 fA is what it cannot know: 0.29 % of 345 fA.
    expect(leak?.sigma_ratio).toBeGreaterThan(0.0029);
    expect(leak?.sigma_ratio).toBeLessThan(0.004);
  });

  it('leaves out what the cell itself still draws', () => {
    const random = noise(7e-15);
    const current = logOf({ seconds: 1800, value: (time_s) => 0.345e-12 + 0.03e-12 * Math.exp(-time_s / 600) + random(), channel: 'current' });
    const leak = leakOf(current, logOf({ ...bias, seconds: 1800 }), { from_us: 0, until_us: 1800 * second_us });
    expect(leak?.shunt_Ohm).toBeGreaterThan(0.99e13);
    expect(leak?.shunt_Ohm).toBeLessThan(1.01e13);
  });

  it('tells nothing where the current is no more than offset and noise', () => {
    const random = noise(7e-15);
    const current = logOf({ seconds: 600, value: () => 1e-15 + random(), channel: 'current' });
    expect(leakOf(current, logOf(bias), { from_us: 0, until_us: 600 * second_us })).toBeUndefined();
  });

  it('tells nothing of a negative current, and of a hold of a few samples', () => {
    const span = { from_us: 0, until_us: 600 * second_us };
    expect(leakOf(logOf({ seconds: 600, value: () => -0.3e-12, channel: 'current' }), logOf(bias), span)).toBeUndefined();
    expect(leakOf(logOf({ seconds: 3, value: () => 0.3e-12, channel: 'current' }), logOf({ ...bias, seconds: 3 }), { from_us: 0, until_us: 3 * second_us })).toBeUndefined();
  });

  it('leaves out blocks that are saturated or blanked', () => {
    const good = { seconds: 300, value: () => 0.345e-12, channel: 'current' } as const;
    const bad = { seconds: 300, from_s: 300, value: () => 99e-12, channel: 'current' } as const;
    for (const flags of [1, 32]) {
      const leak = leakOf(logOf(good, { ...bad, flags }), logOf(bias), { from_us: 0, until_us: 600 * second_us });
      expect(leak?.shunt_Ohm).toBeCloseTo(1e13, -11);
    }
  });
});

describe('charge', () => {
  const leak = { shunt_Ohm: 1e13, sigma_ratio: 0.004, bias_V: 4, current_A: 0.4e-12 };

  it('is the exact sum of codes times ticks, and becomes coulombs at the end only', () => {
    const codes = 123_457;
    const current = logOf({ seconds: 1000, value: () => codes * perCode_A, channel: 'current' });
    const points = chargeSeries({ current, voltage: logOf({ seconds: 1000, value: () => 4, channel: 'voltage' }), from_us: 0, leak: undefined, strayCapacitance_F: 0 });
    expect(points).toHaveLength(1000);
    expect(points.at(-1)?.raw_C).toBe(codes * 10_000 * (perCode_A * 0.1));
  });

  it('counts from the closing of the switch', () => {
    const current = logOf({ seconds: 100, value: (time_s) => (time_s < 50 ? 0 : 10e-12), channel: 'current' });
    const voltage = logOf({ seconds: 100, value: () => 4, channel: 'voltage' });
    const points = chargeSeries({ current, voltage, from_us: 50 * second_us, leak, strayCapacitance_F: 0 });
    expect(points).toHaveLength(50);
    expect(points.at(-1)?.raw_C).toBeCloseTo(500e-12, 15);
    expect(points.at(-1)?.net_C).toBeCloseTo(500e-12 - 4 / 1e13 * 50, 15);
  });

  it('is less than raw by shunt and stray capacitance, and goes on falling while the circuit is open', () => {
    const current = logOf({ seconds: 1000, value: () => 10e-12, channel: 'current' }, { seconds: 1000, from_s: 1000, value: () => 0, channel: 'current' });
    const voltage = logOf({ seconds: 1000, value: (time_s) => (time_s < 1 ? 3 : 4), channel: 'voltage' }, { seconds: 1000, from_s: 1000, value: () => 4, channel: 'voltage' });
    const points = chargeSeries({ current, voltage, from_us: 0, leak, strayCapacitance_F: 200e-12 });
    expect(points[999]?.net_C).toBeCloseTo(10e-9 - (4 * 999 + 3) / 1e13 - 200e-12 * 1, 13);
    expect(points[1999]?.net_C).toBeCloseTo(10e-9 - (4 * 1999 + 3) / 1e13 - 200e-12 * 1, 13);
    expect(points[1999]?.net_C_sigma).toBeGreaterThan(0);
  });

  it('doubts what a saturated or blanked conversion is worth', () => {
    const good = { seconds: 50, value: () => 10e-12, channel: 'current' } as const;
    const voltage = logOf({ seconds: 100, value: () => 4, channel: 'voltage' });
    const sigma = (flags: number): number => chargeSeries({
      current: logOf(good, { ...good, from_s: 50, flags }), voltage, from_us: 0, leak, strayCapacitance_F: 0,
    }).at(-1)!.net_C_sigma!;
    expect(sigma(0)).toBeLessThan(1e-12);
    for (const flags of [1, 32]) expect(sigma(flags)).toBeGreaterThan(499e-12);
  });

  it('stays raw where the shunt is not known', () => {
    const points = chargeSeries({
      current: logOf({ seconds: 10, value: () => 1e-12, channel: 'current' }), voltage: logOf({ seconds: 10, value: () => 4, channel: 'voltage' }),
      from_us: 0, leak: undefined, strayCapacitance_F: 200e-12,
    });
    expect(points.at(-1)).not.toHaveProperty('net_C');
  });

  it('refers to 321 mAh/g at 4.20 g/cm3', () => {
    const film = { lnmo_thickness_m: 2e-6, area_m2: 1e-11, lipon_thickness_m: 5e-7, counter_electrode: { kind: 'lithium' } } as const;
    expect(capacity_C(film)).toBeCloseTo(97.07e-9, 11);
    expect(capacity_C({ ...film, lnmo_thickness_m: 0.5e-6 })).toBeCloseTo(24.27e-9, 11);
  });
});

describe('slow log', () => {
  it('counts what the device dropped', () => {
    const log = new SlowLog();
    log.add({ ...block(0, { seconds: 1, value: () => 0, channel: 'current' }), lost_before: 7 });
    expect(log.lost_count).toBe(7);
  });

  it('holds more blocks than it began with room for', () => {
    const log = logOf({ seconds: 10_000, value: (time_s) => time_s * 1e-15, channel: 'current' });
    expect(log.length).toBe(10_000);
    expect(log.at(9_999)).toMatchObject({ start_us: 9_999 * second_us, duration_us: second_us, sample_count: 10, isUsable: true });
  });
});
