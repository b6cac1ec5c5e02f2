import { describe, expect, it } from 'vitest';
import { Bench } from './bench.ts';

/** Reasons for a start, and words of the slow rows, restated. */
const RESET = { POWER_UP: 1, LOCAL: 2, WATCHDOG: 3, BROWN_OUT: 4 } as const;
const RAW_aC = 52;
const OFFSET_aC = 54;
const DOUBT_aC = 55;
const LAST_USABLE_fA = 56;

function slow({ arena }: Bench): Float64Array {
  const { offset_bytes, length } = arena.fields.find(({ name }) => name === 'interlock.slow')!;
  return new Float64Array(arena.words.buffer, offset_bytes, length);
}

function counted(): Bench {
  const bench = new Bench();
  bench.turnOn();
  bench.setBias(3_600_000, 1_000_000_000);
  bench.hold(8000);
  expect(slow(bench)[RAW_aC]).toBeGreaterThan(1e6);
  bench.ask({ kind: 'disable', is_soft: false });
  bench.run(100);
  return bench;
}

describe('the count of row 10 across a reset of the processor', () => {
  it.each(Object.entries(RESET).filter(([name]) => name !== 'POWER_UP'))('goes on after %s, in doubt by the conversion that was under way', (_name, reset_cause) => {
    const bench = counted();
    const before = slow(bench).slice();
    bench.reset(reset_cause);
    const after = slow(bench);
    expect([after[RAW_aC], after[OFFSET_aC]]).toEqual([before[RAW_aC], before[OFFSET_aC]]);
    expect(after[DOUBT_aC]).toBe(before[DOUBT_aC]! + Math.abs(before[LAST_USABLE_fA]!) * 100);
  });

  it('begins anew after a power-up', () => {
    const bench = counted();
    bench.retained.fill(0);
    bench.reset(RESET.POWER_UP);
    expect(slow(bench)[RAW_aC]).toBe(0);
  });

  it.each([[500, true], [501, false]])('is of the film: committed anew with %i nm of LNMO it goes on: %s', (lnmo_thickness_nm, isKept) => {
    const bench = counted();
    bench.reset(RESET.LOCAL);
    bench.run(200);
    bench.hello(99);
    bench.acquire();
    bench.commit({ lnmo_thickness_nm });
    expect(slow(bench)[RAW_aC]! > 0).toBe(isKept);
  });

  it('takes nothing that is not whole', () => {
    const bench = counted();
    const sound = bench.retained.slice();
    for (let byte = 0; byte < 12 * 8; byte += 5) {
      bench.retained.set(sound);
      const bytes = new Uint8Array(bench.retained.buffer);
      bytes[byte] = bytes[byte]! ^ (1 << (byte & 7));
      bench.reset(RESET.WATCHDOG);
      expect(slow(bench)[RAW_aC], `byte ${byte}`).toBe(0);
    }
    bench.retained.set(sound);
    bench.reset(RESET.WATCHDOG);
    expect(slow(bench)[RAW_aC]).toBe(sound[5]);
  });
});
