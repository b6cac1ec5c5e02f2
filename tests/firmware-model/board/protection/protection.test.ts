import { describe, expect, it } from 'vitest';
import type { BoardConfiguration } from '../../../../firmware-model/src/board/configuration.ts';
import { REGISTER } from '../../../../firmware-model/src/board/registers.ts';
import { benchBoard, dacCode, IDEAL, type Bench } from '../bench-board.ts';

const OVER_VOLTAGE = 1;
const UNDER_VOLTAGE = 2;
const OVER_CURRENT = 4;
const KEY = 0x5a17;
const CLOSING_TICKS = 6;
const RECLOSE_TICKS = 10_000;
/** Leaves the voltage comparators alone: the current comparator is strapped out of reach. */
const VOLTAGE_ALONE: Partial<BoardConfiguration> = { ...IDEAL, strap_A: 1e-6 };

function close(bench: Bench, voltage_V: number): void {
  bench.registers[REGISTER.DAC_CODE] = dacCode(voltage_V);
  bench.registers[REGISTER.SWITCH_REQUEST] = 1;
  bench.tick(CLOSING_TICKS);
  expect(bench.registers[REGISTER.SWITCH_READBACK]).toBe(1);
}

function askReset(bench: Bench): void {
  bench.registers[REGISTER.LATCH_RESET] = 0;
  bench.tick();
  bench.registers[REGISTER.LATCH_RESET] = KEY;
  bench.tick();
}

describe('series switches', () => {
  it('stay open until asked, close after 500 us, open after 15 us', () => {
    const bench = benchBoard({ changes: IDEAL, start_V: 1 });
    bench.registers[REGISTER.DAC_CODE] = dacCode(1.2);
    bench.tick(100);
    expect(bench.terminals.voltage_V).toBe(1);
    bench.registers[REGISTER.SWITCH_REQUEST] = 1;
    bench.tick(5);
    expect(bench.terminals.voltage_V).toBe(1);
    expect(bench.registers[REGISTER.SWITCH_READBACK]).toBe(1);
    bench.tick();
    const start_V = bench.terminals.voltage_V;
    expect(start_V).toBeGreaterThan(1);
    bench.registers[REGISTER.SWITCH_REQUEST] = 0;
    bench.tick();
    expect(bench.registers[REGISTER.SWITCH_READBACK]).toBe(0);
    // 15 us of 20.3 ms towards the DAC.
    expect(bench.terminals.voltage_V).toBeCloseTo(start_V + (1.2 - start_V) * (1 - Math.exp(-15e-6 / 20.3e-3)), 5);
  });

  it('close for the word 1 alone', () => {
    const bench = benchBoard({ changes: IDEAL });
    for (const word of [0, 2, 3, -1, 0x101, 1 << 31]) {
      bench.registers[REGISTER.SWITCH_REQUEST] = word;
      bench.tick(20);
      expect(bench.registers[REGISTER.SWITCH_READBACK]).toBe(0);
    }
  });

  it('close at most once a second', () => {
    const bench = benchBoard({ changes: IDEAL });
    close(bench, 0);
    bench.registers[REGISTER.SWITCH_REQUEST] = 0;
    bench.tick(2);
    bench.registers[REGISTER.SWITCH_REQUEST] = 1;
    let ticks = 0;
    while (bench.registers[REGISTER.SWITCH_READBACK] === 0 && ticks < 20_000) {
      bench.tick();
      ticks += 1;
    }
    expect(ticks).toBeGreaterThanOrEqual(RECLOSE_TICKS - CLOSING_TICKS - 2);
    expect(ticks).toBeLessThanOrEqual(RECLOSE_TICKS + CLOSING_TICKS);
  });

  it('inject 0.1 pC when they close and take it back when they open', () => {
    const bench = benchBoard({ changes: { ...IDEAL, switch_C: 0.1e-12 }, start_V: 0 });
    bench.registers[REGISTER.SWITCH_REQUEST] = 1;
    bench.tick(5);
    // 0.1 pC on 203 pF.
    expect(bench.terminals.voltage_V).toBeCloseTo(0.4926e-3, 6);
    bench.tick();
    const before_V = bench.terminals.voltage_V;
    bench.registers[REGISTER.SWITCH_REQUEST] = 0;
    bench.tick();
    expect(bench.terminals.voltage_V - before_V).toBeCloseTo(-0.4926e-3, 5);
  });

  it('open when the specimen’s solver is no longer sound, and report it', () => {
    const bench = benchBoard({ changes: IDEAL });
    close(bench, 0);
    bench.terminals.isSound = false;
    bench.tick();
    expect(bench.registers[REGISTER.SWITCH_READBACK]).toBe(0);
    expect(bench.registers[REGISTER.SPECIMEN_SOUND]).toBe(0);
  });
});

describe('layer 0', () => {
  it('opens 17 us after the crossing, with peak and let-through charge in closed form', () => {
    const bench = benchBoard({ changes: VOLTAGE_ALONE, start_V: 4.9 });
    close(bench, 4.9);
    const start_V = bench.terminals.voltage_V;
    bench.registers[REGISTER.DAC_CODE] = dacCode(9.99);
    bench.tick(40);
    expect(bench.registers[REGISTER.LATCH_STATE]).toBe(OVER_VOLTAGE);
    expect(bench.registers[REGISTER.SWITCH_READBACK]).toBe(0);
    const { crossing_V, peak_V, opening_ns, letThrough_C } = bench.board.protection.record.last;
    expect(crossing_V).toBeCloseTo(5, 9);
    expect(opening_ns).toBeCloseTo(17_000, 3);
    const peak = 9.99 - (9.99 - 5) * Math.exp(-17e-6 / 20.3e-3);
    expect(peak_V).toBeCloseTo(peak, 4);
    expect(bench.terminals.voltage_V).toBe(peak_V);
    expect(letThrough_C / (203e-12 * (peak - 5))).toBeCloseTo(1, 4);
    expect(start_V).toBeLessThan(4.91);
  });

  it('opens at the same voltage whatever the phase of the crossing within the tick', () => {
    for (let phase = 0; phase < 50; phase += 1) {
      const bench = benchBoard({ changes: VOLTAGE_ALONE, start_V: 4.9 - phase * 0.0005 });
      close(bench, 4.9 - phase * 0.0005);
      bench.registers[REGISTER.DAC_CODE] = dacCode(9.99);
      bench.tick(100);
      expect(bench.terminals.voltage_V).toBeCloseTo(9.99 - 4.99 * Math.exp(-17e-6 / 20.3e-3), 4);
    }
  });

  it('opens in 17 us where the tick is 10 us', () => {
    const bench = benchBoard({ changes: { ...VOLTAGE_ALONE, tick_us: 10 }, start_V: 4.9 });
    bench.registers[REGISTER.DAC_CODE] = dacCode(4.9);
    bench.registers[REGISTER.SWITCH_REQUEST] = 1;
    bench.tick(60);
    bench.registers[REGISTER.DAC_CODE] = dacCode(9.99);
    bench.tick(100);
    expect(bench.board.protection.record.last.opening_ns).toBeCloseTo(17_000, 3);
    expect(bench.terminals.voltage_V).toBeCloseTo(9.99 - 4.99 * Math.exp(-17e-6 / 20.3e-3), 4);
  });

  it('opens below -0.3 V', () => {
    const bench = benchBoard({ changes: VOLTAGE_ALONE });
    close(bench, 0);
    bench.registers[REGISTER.DAC_CODE] = dacCode(-5);
    bench.tick(40);
    expect(bench.registers[REGISTER.LATCH_STATE]).toBe(UNDER_VOLTAGE);
    expect(bench.terminals.voltage_V).toBeCloseTo(-5 + 4.7 * Math.exp(-17e-6 / 20.3e-3), 4);
  });

  it('has thresholds within 20 mV of the strap, different on every board', () => {
    const crossings_V = Array.from({ length: 40 }, (_, seed) => {
      const bench = benchBoard({ seed, changes: { strap_A: 1e-6 }, start_V: 4.9 });
      close(bench, 4.9);
      bench.registers[REGISTER.DAC_CODE] = dacCode(6);
      bench.tick(200);
      return bench.board.protection.record.last.crossing_V;
    });
    expect(crossings_V.every((crossing_V) => Math.abs(crossing_V - 5) <= 0.02)).toBe(true);
    expect(Math.max(...crossings_V) - Math.min(...crossings_V)).toBeGreaterThan(0.03);
  });

  it('opens for more than 20 nA, before the voltage has moved', () => {
    const bench = benchBoard({ changes: IDEAL, start_V: 1 });
    close(bench, 1);
    bench.registers[REGISTER.DAC_CODE] = dacCode(2.99);
    bench.tick();
    expect(bench.registers[REGISTER.LATCH_STATE]).toBe(0);
    bench.registers[REGISTER.DAC_CODE] = dacCode(3.1);
    bench.tick();
    expect(bench.registers[REGISTER.LATCH_STATE]).toBe(OVER_CURRENT);
    expect(bench.registers[REGISTER.SWITCH_READBACK]).toBe(0);
    expect(bench.terminals.voltage_V).toBeLessThan(1.02);
  });

  it('opens within 25 us of a short that pulls the current over its threshold in mid-tick', () => {
    const bench = benchBoard({ changes: IDEAL, start_V: 4.5 });
    close(bench, 4.5);
    bench.tick(RECLOSE_TICKS);
    bench.terminals.cell_S = 1e-6;
    bench.tick(3);
    expect(bench.registers[REGISTER.LATCH_STATE]).toBe(OVER_CURRENT);
    const { crossing_V, opening_ns } = bench.board.protection.record.last;
    // 20 nA over 100 MOhm below the DAC.
    expect(crossing_V).toBeCloseTo(2.5, 4);
    expect(opening_ns).toBeLessThanOrEqual(25_000);
  });

  it('latches the voltage of a specimen that leaves the window with the circuit open, and refuses to close', () => {
    const bench = benchBoard({ changes: IDEAL, start_V: 4.9 });
    bench.terminals.cell_V = 5.3;
    bench.terminals.cell_S = 1e-9;
    bench.tick(20_000);
    expect(bench.registers[REGISTER.LATCH_STATE]).toBe(OVER_VOLTAGE);
    bench.registers[REGISTER.SWITCH_REQUEST] = 1;
    bench.tick(100);
    expect(bench.registers[REGISTER.SWITCH_READBACK]).toBe(0);
  });

  it('shows its strap in registers that no write reaches the comparators through', () => {
    const bench = benchBoard({ changes: VOLTAGE_ALONE, start_V: 4.9 });
    expect(bench.registers[REGISTER.STRAP_HIGH_uV]).toBe(5_000_000);
    expect(bench.registers[REGISTER.STRAP_LOW_uV]).toBe(-300_000);
    close(bench, 4.9);
    bench.registers[REGISTER.DAC_CODE] = dacCode(9);
    for (let tick = 0; tick < 100; tick += 1) {
      bench.registers[REGISTER.STRAP_HIGH_uV] = 9_900_000;
      bench.registers[REGISTER.STRAP_LOW_uV] = -9_900_000;
      bench.registers[REGISTER.LATCH_STATE] = 0;
      bench.tick();
    }
    expect(bench.registers[REGISTER.STRAP_HIGH_uV]).toBe(5_000_000);
    expect(bench.board.protection.record.last.crossing_V).toBeCloseTo(5, 9);
    expect(bench.registers[REGISTER.LATCH_STATE]).toBe(OVER_VOLTAGE);
  });

  it('can be left out by its constructor, and then lets 10 V through', () => {
    const bench = benchBoard({ changes: IDEAL, start_V: 4.9, isLayer0Fitted: false });
    close(bench, 4.9);
    bench.registers[REGISTER.DAC_CODE] = dacCode(10);
    bench.tick(3000);
    expect(bench.terminals.voltage_V).toBeGreaterThan(9.9);
    expect(bench.registers[REGISTER.LATCH_STATE]).toBe(0);
  });
});

describe('a specimen that takes a guarded tick in one call', () => {
  /** The course of tap B up a ramp, over the strap, and after it. */
  function course_V(isOneCall: boolean): number[] {
    const bench = benchBoard({ seed: 8, changes: { strap_A: 1e-6 }, start_V: 4.8 });
    const { terminals, registers } = bench;
    let calls = 0;
    if (isOneCall) {
      terminals.advanceTickInside = (source_V, source_S, low_V, high_V) => {
        calls += 1;
        if (!(terminals.crossing(1, source_V, source_S, low_V, high_V) > 1)) return false;
        terminals.advanceTick(source_V, source_S);
        return true;
      };
    }
    close(bench, 4.8);
    bench.tick(RECLOSE_TICKS);
    const voltages_V: number[] = [];
    for (let tick = 0; tick < 3000; tick += 1) {
      registers[REGISTER.DAC_CODE] = dacCode(4.8 + tick * 0.0002);
      bench.tick();
      voltages_V.push(terminals.voltage_V, registers[REGISTER.LATCH_STATE]!);
    }
    expect(calls > 1000).toBe(isOneCall);
    return voltages_V;
  }

  it('takes the same course as one that is asked for the crossing first', () => {
    const course = course_V(false);
    expect(course.at(-1)).toBe(OVER_VOLTAGE);
    expect(course_V(true)).toEqual(course);
  });
});

describe('latch of layer 0', () => {
  /** Latched for over-voltage; the cell holds tap B at 5.2 V. */
  function latched(): Bench {
    const bench = benchBoard({ changes: VOLTAGE_ALONE, start_V: 4.95 });
    close(bench, 4.95);
    bench.terminals.cell_V = 5.2;
    bench.terminals.cell_S = 1e-6;
    bench.tick(10);
    expect(bench.registers[REGISTER.LATCH_STATE]).toBe(OVER_VOLTAGE);
    return bench;
  }

  it('refuses a reset while the cause is present, however often it is asked', () => {
    const bench = latched();
    for (let attempt = 0; attempt < 50; attempt += 1) {
      askReset(bench);
      expect(bench.registers[REGISTER.LATCH_STATE]).toBe(OVER_VOLTAGE);
    }
  });

  it('resets once the cause is gone, at the edge of the key', () => {
    const bench = latched();
    bench.terminals.cell_V = 4;
    bench.tick(100);
    expect(bench.registers[REGISTER.LATCH_STATE]).toBe(OVER_VOLTAGE);
    askReset(bench);
    expect(bench.registers[REGISTER.LATCH_STATE]).toBe(0);
  });

  it('does not reset by a key that was written while the cause was present and stands', () => {
    const bench = latched();
    askReset(bench);
    bench.terminals.cell_V = 4;
    bench.tick(200);
    expect(bench.registers[REGISTER.LATCH_STATE]).toBe(OVER_VOLTAGE);
  });

  it('takes no other word for its key', () => {
    const bench = latched();
    bench.terminals.cell_V = 4;
    bench.tick(100);
    for (const word of [0, 1, -1, KEY + 1, KEY - 1, KEY ^ 0x10000, ~KEY]) {
      bench.registers[REGISTER.LATCH_RESET] = word;
      bench.tick(2);
      expect(bench.registers[REGISTER.LATCH_STATE]).toBe(OVER_VOLTAGE);
    }
  });

  it('is set again in the tick of its reset where the cause comes back: setting wins', () => {
    const bench = latched();
    bench.terminals.cell_V = 4;
    bench.tick(100);
    // The voltage is inside at the edge, and crosses later in the same tick.
    bench.terminals.voltage_V = 4.9999;
    bench.terminals.cell_V = 5.2;
    askReset(bench);
    expect(bench.registers[REGISTER.LATCH_STATE]).toBe(OVER_VOLTAGE);
  });

  it('does not re-close by a request that stood through trip and reset', () => {
    const bench = latched();
    bench.terminals.cell_V = 4;
    bench.tick(100);
    askReset(bench);
    bench.tick(2 * RECLOSE_TICKS);
    expect(bench.registers[REGISTER.LATCH_STATE]).toBe(0);
    expect(bench.registers[REGISTER.SWITCH_READBACK]).toBe(0);
    bench.registers[REGISTER.SWITCH_REQUEST] = 0;
    bench.tick();
    bench.registers[REGISTER.SWITCH_REQUEST] = 1;
    bench.tick(CLOSING_TICKS);
    expect(bench.registers[REGISTER.SWITCH_READBACK]).toBe(1);
  });
});
