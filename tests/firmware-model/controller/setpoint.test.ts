import { StatusCode } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import { AT, Bench } from './bench.ts';

/** Codes of the DAC that one second of a slew covers: 2^20 codes are 20 V. */
const codesPerSecond = (slew_nV_per_s: number): number => (slew_nV_per_s / 20e9) * 1_048_576;

/** Codes of the DAC in every tick of a scene that begins with the output on. */
function trace(scene: (bench: Bench) => void): number[] {
  const bench = new Bench();
  bench.turnOn();
  const from_tick = bench.dacTrace.length;
  scene(bench);
  return bench.dacTrace.slice(from_tick);
}

/** Largest movement beyond what the slew allows over any window of these lengths, in codes. */
function excess(codes: readonly number[], slew_nV_per_s: number): number {
  let worst = -Infinity;
  for (const window of [1, 2, 3, 7, 10, 50, 100, 333, 1000]) {
    const allowed = (codesPerSecond(slew_nV_per_s) * window) / 10_000;
    for (let index = window; index < codes.length; index += 1) worst = Math.max(worst, Math.abs(codes[index]! - codes[index - window]!) - allowed);
  }
  return worst;
}

describe('the slew generator', () => {
  it.each([20_000, 1_000_000, 10_000_000, 190_735, 333_333_333, 1_000_000_000])('at %i nV/s moves over every window by no more than slew times time and one code', (slew) => {
    const codes = trace((bench) => {
      bench.setBias(3_900_000, slew);
      bench.run(3000);
    });
    expect(excess(codes, slew)).toBeLessThanOrEqual(1);
    // It also keeps up: within a code of the time that has passed.
    expect(codes.at(-1)! - codes[0]!).toBeGreaterThanOrEqual(Math.floor(Math.min(codesPerSecond(slew) * 0.2999, 23_580)) - 1);
  });

  it('keeps the bound through reversals, changes of target and repeated commands', () => {
    const codes = trace((bench) => {
      for (let index = 0; index < 40; index += 1) {
        expect(bench.setBias(3_450_000 + (index % 3) * 40_000 * (index % 2 === 0 ? 1 : -1), 300_000_000).status.code).toBe(StatusCode.OK);
        bench.run(37);
      }
    });
    expect(excess(codes, 300_000_000)).toBeLessThanOrEqual(1);
    expect(Math.max(...codes) - Math.min(...codes)).toBeGreaterThan(100);
  });

  it('keeps the bound when a slower slew follows a faster one, or a ramp is asked for again in its middle', () => {
    const codes = trace((bench) => {
      bench.setBias(3_500_000, 500_000_000);
      bench.run(333);
      bench.setBias(3_500_000, 500_000_000);
      bench.run(333);
      bench.setBias(3_600_000, 100_000_000);
      bench.run(2000);
    });
    expect(excess(codes, 500_000_000)).toBeLessThanOrEqual(1);
  });

  it('does not trip its own read-back, whatever follows on what', () => {
    const bench = new Bench();
    bench.turnOn();
    for (const [target_uV, slew] of [[3_600_000, 1_000_000_000], [3_601_000, 20_000], [3_500_000, 1_000_000_000], [3_500_100, 1], [3_450_000, 1_000_000_000]] as const) {
      bench.setBias(target_uV, slew);
      bench.hold(1700);
      expect(bench.isClosed).toBe(true);
    }
  });

  it('jumps with row 5 left out', () => {
    const bench = new Bench({ rowsLeftOut: [5] });
    bench.turnOn();
    bench.setBias(4_500_000, 1_000_000);
    bench.run(2);
    expect(bench.registers[AT.DAC]).toBe(235_929);
  });
});
