import { describe, expect, it } from 'vitest';
import { benchBoard, dacCode, IDEAL, type Bench } from '../bench-board.ts';

const AT = {
  DAC: 0, SWITCH_REQUEST: 1, LATCH_RESET: 4, SWITCH_READBACK: 16, LATCH_STATE: 17, LINE: 24, SUPPLY_GOOD: 25, TIME_BASE: 28,
} as const;
const CAUSE = { INTERLOCK_LINE: 8, SUPPLY: 32, TIME_BASE: 64 } as const;
const KEY = 0x5a17;
const CLOSING_TICKS = 6;
const REST_TICKS = 10_100;

function closed({ rest_ticks = 0, ...changes }: { rest_ticks?: number; tick_us?: number } = {}): Bench {
  const bench = benchBoard({ changes: { ...IDEAL, ...changes }, start_V: 1 });
  bench.registers[AT.DAC] = dacCode(1);
  bench.registers[AT.SWITCH_REQUEST] = 3;
  bench.tick(Math.ceil(600 / (changes.tick_us ?? 100)) + rest_ticks);
  expect(bench.board.protection.isConducting).toBe(true);
  return bench;
}

/** Latch and read-back after the request was withdrawn, the key turned, and closing asked for again. */
function afterReset(bench: Bench): readonly number[] {
  bench.registers[AT.SWITCH_REQUEST] = 0;
  bench.registers[AT.LATCH_RESET] = 0;
  bench.tick();
  bench.registers[AT.LATCH_RESET] = KEY;
  bench.tick();
  bench.registers[AT.SWITCH_REQUEST] = 3;
  bench.tick(REST_TICKS);
  return [bench.registers[AT.LATCH_STATE]!, bench.registers[AT.SWITCH_READBACK]!];
}

describe('interlock line', () => {
  it.each([1, 2, 3])('opens within 25 us when channels %i of it open while the circuit is closed', (channels) => {
    for (const rest_ticks of [0, REST_TICKS]) {
      const bench = closed({ rest_ticks });
      bench.board.faults.openLine(channels);
      bench.tick();
      expect([bench.registers[AT.SWITCH_READBACK], bench.registers[AT.LATCH_STATE], bench.registers[AT.LINE]]).toEqual([0, CAUSE.INTERLOCK_LINE, 3 & ~channels]);
      expect(bench.board.protection.record.last.opening_ns).toBeCloseTo(17_000, 3);
    }
  });

  it('latches an opening that lasts a single tick', () => {
    const bench = closed();
    bench.board.faults.openLine(1);
    bench.tick();
    bench.board.faults.openLine(0);
    bench.tick(REST_TICKS);
    expect([bench.registers[AT.SWITCH_READBACK], bench.registers[AT.LATCH_STATE]]).toEqual([0, CAUSE.INTERLOCK_LINE]);
    expect(afterReset(bench)).toEqual([0, 3]);
  });

  it('keeps an open circuit open while either channel is open, and latches nothing: a holder that is being loaded is no fault', () => {
    for (const channels of [1, 2, 3]) {
      const bench = benchBoard({ changes: IDEAL, start_V: 1 });
      bench.board.faults.openLine(channels);
      bench.registers[AT.SWITCH_REQUEST] = 3;
      bench.tick(100);
      expect([bench.registers[AT.SWITCH_READBACK], bench.registers[AT.LATCH_STATE]]).toEqual([0, 0]);
      bench.board.faults.openLine(0);
      bench.tick(CLOSING_TICKS);
      expect(bench.registers[AT.SWITCH_READBACK]).toBe(3);
    }
  });

  it('stops switches that are about to close, and latches that', () => {
    const bench = benchBoard({ changes: IDEAL, start_V: 1 });
    bench.registers[AT.SWITCH_REQUEST] = 3;
    bench.tick(3);
    bench.board.faults.openLine(2);
    bench.tick(REST_TICKS);
    expect([bench.registers[AT.SWITCH_READBACK], bench.registers[AT.LATCH_STATE]]).toEqual([0, CAUSE.INTERLOCK_LINE]);
  });

  it('is not reset while a channel is open', () => {
    const bench = closed();
    bench.board.faults.openLine(1);
    bench.tick();
    expect(afterReset(bench)).toEqual([CAUSE.INTERLOCK_LINE, 0]);
  });
});

describe('supply monitor', () => {
  it('opens within 25 us of the supply falling below its limit, however short the dip', () => {
    for (const [rest_ticks, dip_us] of [[0, 100], [REST_TICKS, 100], [REST_TICKS, 3000]] as const) {
      const bench = closed({ rest_ticks });
      bench.board.faults.dipSupply(dip_us);
      bench.tick();
      expect([bench.registers[AT.SWITCH_READBACK], bench.registers[AT.LATCH_STATE], bench.registers[AT.SUPPLY_GOOD]]).toEqual([0, CAUSE.SUPPLY, 0]);
      expect(bench.board.protection.record.last.opening_ns).toBeCloseTo(17_000, 3);
      bench.tick(dip_us / 100);
      expect(bench.registers[AT.SUPPLY_GOOD]).toBe(1);
      expect(bench.registers[AT.LATCH_STATE]).toBe(CAUSE.SUPPLY);
      expect(afterReset(bench)).toEqual([0, 3]);
    }
  });

  it('keeps an open circuit open during a dip, and lets it close after', () => {
    const bench = benchBoard({ changes: IDEAL, start_V: 1 });
    bench.board.faults.dipSupply(4000);
    bench.registers[AT.SWITCH_REQUEST] = 3;
    bench.tick(40);
    expect([bench.registers[AT.SWITCH_READBACK], bench.registers[AT.LATCH_STATE]]).toEqual([0, 0]);
    bench.tick(CLOSING_TICKS + 1);
    expect(bench.registers[AT.SWITCH_READBACK]).toBe(3);
  });
});

describe('time base', () => {
  it('counts microseconds by a counter of its own', () => {
    const bench = benchBoard({ changes: IDEAL });
    bench.tick(25);
    expect(bench.registers[AT.TIME_BASE]).toBe(2500);
    bench.board.faults.detuneOscillator(0.02);
    bench.tick(100);
    expect(bench.registers[AT.TIME_BASE]).toBe(12_700);
    bench.board.faults.detuneOscillator(-0.02);
    bench.tick(100);
    expect(bench.registers[AT.TIME_BASE]).toBe(22_500);
  });

  it('opens within 10 ms of an oscillator that is 5 % off, either way, at whatever phase of its window', () => {
    for (const fast_ratio of [0.0501, -0.0501, 0.3, -0.4]) {
      let worst_ticks = 0;
      for (let phase = 0; phase < 40; phase += 1) {
        const bench = closed();
        bench.tick(phase);
        bench.board.faults.detuneOscillator(fast_ratio);
        let ticks = 0;
        for (; bench.board.protection.isConducting && ticks < 1000; ticks += 1) bench.tick();
        worst_ticks = Math.max(worst_ticks, ticks);
        expect(bench.registers[AT.LATCH_STATE]).toBe(CAUSE.TIME_BASE);
      }
      expect(worst_ticks).toBeLessThanOrEqual(99);
      expect(worst_ticks).toBeGreaterThan(40 / (1 + fast_ratio));
    }
  });

  it('lets 4.9 % pass for ever', () => {
    for (const fast_ratio of [0.049, -0.049]) {
      const bench = closed();
      bench.board.faults.detuneOscillator(fast_ratio);
      bench.tick(2 * REST_TICKS);
      expect([bench.registers[AT.SWITCH_READBACK], bench.registers[AT.LATCH_STATE]]).toEqual([3, 0]);
    }
  });

  it('is reset once a whole window was right again, and not before', () => {
    const bench = closed();
    bench.board.faults.detuneOscillator(0.1);
    bench.tick(100);
    expect(afterReset(bench)).toEqual([CAUSE.TIME_BASE, 0]);
    bench.board.faults.detuneOscillator(0);
    bench.tick(81);
    expect(afterReset(bench)).toEqual([0, 3]);
  });

  it('keeps an open circuit open while it is off, also at a tick of 1 ms', () => {
    const bench = benchBoard({ changes: { ...IDEAL, tick_us: 1000 }, start_V: 1 });
    bench.board.faults.detuneOscillator(0.06);
    bench.tick(20);
    bench.registers[AT.SWITCH_REQUEST] = 3;
    bench.tick(20);
    expect([bench.registers[AT.SWITCH_READBACK], bench.registers[AT.LATCH_STATE]]).toEqual([0, 0]);
  });
});
