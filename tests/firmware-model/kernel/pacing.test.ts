import { describe, expect, it } from 'vitest';
import { Pacing } from '../../../firmware-model/src/kernel/pacing.ts';

function paced(tick_us = 100): { pacing: Pacing; pass: (time_us: number) => void } {
  let now_us = 777;
  const pacing = new Pacing(tick_us, () => now_us);
  return { pacing, pass: (time_us) => (now_us += time_us) };
}

describe('pacing', () => {
  it('runs nothing before a millisecond has passed, and says how long to rest', () => {
    const { pacing, pass } = paced();
    pass(400);
    expect(pacing.step()).toEqual({ ticks_count: 0, rest_us: 600 });
  });

  it('runs at once while somebody waits, at most one tick ahead of the wall', () => {
    const { pacing, pass } = paced();
    pass(40);
    expect(pacing.step(true).ticks_count).toBe(1);
    expect(pacing.step(true)).toEqual({ ticks_count: 0, rest_us: 60 });
    pass(60);
    expect(pacing.step(true).ticks_count).toBe(1);
  });

  it('gives the ticks that have passed on the wall, in whole ticks', () => {
    const { pacing, pass } = paced();
    pass(2350);
    expect(pacing.step()).toEqual({ ticks_count: 23, rest_us: 1000 });
    pass(1000);
    expect(pacing.step().ticks_count).toBe(10);
  });

  it('catches up in chunks of at most 5 ms, without a rest between them', () => {
    const { pacing, pass } = paced();
    pass(12_000);
    expect(pacing.step()).toEqual({ ticks_count: 50, rest_us: 0 });
    expect(pacing.step()).toEqual({ ticks_count: 50, rest_us: 0 });
    expect(pacing.step()).toEqual({ ticks_count: 20, rest_us: 1000 });
  });

  it('measures how late it was, last and worst', () => {
    const { pacing, pass } = paced();
    pass(12_000);
    pacing.step();
    expect(pacing.lateness).toMatchObject({ last_us: 7000, worst_us: 7000, skipped_us: 0 });
    pacing.step();
    pacing.step();
    pass(1500);
    pacing.step();
    expect(pacing.lateness).toMatchObject({ last_us: 0, worst_us: 7000, skipped_us: 0 });
  });

  it('stays beside the wall over many uneven rests', () => {
    const { pacing, pass } = paced(10);
    let ticks = 0;
    let wall_us = 0;
    for (let index = 0; index < 10_000; index += 1) {
      const rest_us = 900 + ((index * 7919) % 3300);
      pass(rest_us);
      wall_us += rest_us;
      ticks += pacing.step().ticks_count;
    }
    expect(wall_us - ticks * 10).toBeGreaterThanOrEqual(0);
    expect(wall_us - ticks * 10).toBeLessThan(5000);
  });

  it('gives up what lies more than 10 s behind, and counts it', () => {
    const { pacing, pass } = paced();
    pass(3_600_000_000);
    let ticks = 0;
    for (let step = pacing.step(); step.ticks_count > 0; step = pacing.step()) ticks += step.ticks_count;
    expect(ticks).toBe(100_000);
    expect(pacing.lateness.skipped_us).toBe(3_590_000_000);
  });

  it('tells by how much it was late: in the middle, in 99 of a hundred chunks, and at most', () => {
    const { pacing, pass } = paced();
    expect(pacing.lateness).toMatchObject({ late_us_p50: 0, late_us_p99: 0, late_us_max: 0, ticks_missed: 0 });
    for (let step = 0; step < 200; step += 1) {
      pass(step === 50 ? 4000 : 1000);
      pacing.step();
    }
    // A chunk of a millisecond begins 900 us after its first tick was due; told to the next 50 us.
    expect(pacing.lateness).toMatchObject({ late_us_p50: 950, late_us_p99: 950, late_us_max: 3900, ticks_missed: 0 });
    pass(11_000_000);
    pacing.step();
    expect(pacing.lateness).toMatchObject({ late_us_max: 9_999_900, ticks_missed: 10_000 });
  });
});
