import { describe, expect, it } from 'vitest';
import type { BoardConfiguration } from '../../../../firmware-model/src/board/configuration.ts';
import { REGISTER } from '../../../../firmware-model/src/board/registers.ts';
import { benchBoard, dacCode, IDEAL, type Bench } from '../bench-board.ts';

const OVER_VOLTAGE = 1;
const UNDER_VOLTAGE = 2;
const OVER_CURRENT = 4;
const CLOSING_TICKS = 6;
const RECLOSE_TICKS = 10_000;
/** Leaves the voltage comparators alone: the current comparator is strapped out of reach. */
const VOLTAGE_ALONE: Partial<BoardConfiguration> = { ...IDEAL, strap_A: 1e-6 };

function close(bench: Bench, voltage_V: number): void {
  bench.registers[REGISTER.DAC_CODE] = dacCode(voltage_V);
  bench.registers[REGISTER.SWITCH_REQUEST] = 3;
  bench.tick(CLOSING_TICKS);
  expect(bench.registers[REGISTER.SWITCH_READBACK]).toBe(3);
}

describe('series switches', () => {
  it('stay open until asked, close after 500 us, open after 15 us', () => {
    const bench = benchBoard({ changes: IDEAL, start_V: 1 });
    bench.registers[REGISTER.DAC_CODE] = dacCode(1.2);
    bench.tick(100);
    expect(bench.terminals.voltage_V).toBe(1);
    bench.registers[REGISTER.SWITCH_REQUEST] = 3;
    bench.tick(5);
    expect(bench.terminals.voltage_V).toBe(1);
    expect(bench.registers[REGISTER.SWITCH_READBACK]).toBe(3);
    bench.tick();
    const start_V = bench.terminals.voltage_V;
    expect(start_V).toBeGreaterThan(1);
    bench.registers[REGISTER.SWITCH_REQUEST] = 0;
    bench.tick();
    expect(bench.registers[REGISTER.SWITCH_READBACK]).toBe(0);
    // 15 us of 20.3 ms towards the DAC.
    expect(bench.terminals.voltage_V).toBeCloseTo(start_V + (1.2 - start_V) * (1 - Math.exp(-15e-6 / 20.3e-3)), 5);
  });

  it('close for no other words than those of the two switches', () => {
    const bench = benchBoard({ changes: IDEAL });
    for (const word of [0, 4, 5, 7, -1, 0x103, 1 << 31]) {
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
    bench.registers[REGISTER.SWITCH_REQUEST] = 3;
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
    bench.registers[REGISTER.SWITCH_REQUEST] = 3;
    bench.tick(5);
    // 0.1 pC on 203 pF.
    expect(bench.terminals.voltage_V).toBeCloseTo(0.4926e-3, 6);
    bench.tick();
    const before_V = bench.terminals.voltage_V;
    bench.registers[REGISTER.SWITCH_REQUEST] = 0;
    bench.tick();
    expect(bench.terminals.voltage_V - before_V).toBeCloseTo(-0.4926e-3, 5);
  });

  it('stay open when the request is withdrawn before they have closed', () => {
    const bench = benchBoard({ changes: IDEAL });
    bench.registers[REGISTER.SWITCH_REQUEST] = 3;
    bench.tick(3);
    bench.registers[REGISTER.SWITCH_REQUEST] = 0;
    for (let tick = 0; tick < 50; tick += 1) {
      bench.tick();
      expect(bench.registers[REGISTER.SWITCH_READBACK]).toBe(0);
    }
  });

  it('stay open when layer 0 trips before they have closed', () => {
    const bench = benchBoard({ changes: IDEAL, start_V: 4.9999 });
    bench.terminals.cell_V = 5.3;
    bench.terminals.cell_S = 1e-9;
    bench.registers[REGISTER.SWITCH_REQUEST] = 3;
    for (let tick = 0; tick < 50; tick += 1) {
      bench.tick();
      expect(bench.registers[REGISTER.SWITCH_READBACK]).toBe(0);
    }
    expect(bench.registers[REGISTER.LATCH_STATE]).toBe(OVER_VOLTAGE);
  });

  it('stay open when layer 0 trips in the very tick in which they would have closed', () => {
    // 1.48 mV/ms bring tap B to the strap 420 us after the request; the switches would close 30 us later.
    const bench = benchBoard({ changes: { ...IDEAL, switch_s_close: 450e-6 }, start_V: 5 - 0.621e-3 });
    bench.terminals.cell_V = 5.3;
    bench.terminals.cell_S = 1e-9;
    bench.registers[REGISTER.SWITCH_REQUEST] = 3;
    bench.tick(4);
    expect(bench.registers[REGISTER.LATCH_STATE]).toBe(0);
    bench.tick();
    expect(bench.registers[REGISTER.LATCH_STATE]).toBe(OVER_VOLTAGE);
    expect(bench.registers[REGISTER.SWITCH_READBACK]).toBe(0);
    expect(bench.terminals.current_A).toBe(0);
  });

  it('open when the specimen’s solver is no longer sound, report it, and wait for the request to be withdrawn', () => {
    for (const held_ticks of [1, RECLOSE_TICKS + 100]) {
      const bench = benchBoard({ changes: IDEAL });
      close(bench, 0);
      bench.tick(held_ticks);
      bench.terminals.isSound = false;
      bench.tick();
      expect(bench.registers[REGISTER.SWITCH_READBACK]).toBe(0);
      expect(bench.registers[REGISTER.SPECIMEN_SOUND]).toBe(0);
      bench.terminals.isSound = true;
      bench.tick(2 * RECLOSE_TICKS);
      expect(bench.registers[REGISTER.SWITCH_READBACK]).toBe(0);
    }
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
    bench.registers[REGISTER.SWITCH_REQUEST] = 3;
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

  it('opens for more than 20 nA of either sign, before the voltage has moved', () => {
    for (const sign of [1, -1]) {
      const bench = benchBoard({ changes: IDEAL, start_V: 2.5 });
      close(bench, 2.5);
      bench.registers[REGISTER.DAC_CODE] = dacCode(2.5 + 1.99 * sign);
      bench.tick();
      expect(bench.registers[REGISTER.LATCH_STATE]).toBe(0);
      bench.registers[REGISTER.DAC_CODE] = dacCode(2.5 + 2.1 * sign);
      bench.tick();
      expect(bench.registers[REGISTER.LATCH_STATE]).toBe(OVER_CURRENT);
      expect(bench.registers[REGISTER.SWITCH_READBACK]).toBe(0);
      expect(Math.abs(bench.terminals.voltage_V - 2.5)).toBeLessThan(0.02);
    }
  });

  it('shows the extremes within a tick that the specimen has left again by its end', () => {
    for (const [start_V, drive_V, strap_V] of [[4.95, 9.9, 5], [-0.25, -9.9, -0.3]] as const) {
      const bench = benchBoard({ changes: { ...VOLTAGE_ALONE, dac_V: 10 }, start_V });
      const { record } = bench.board.protection;
      const { terminals } = bench;
      close(bench, start_V);
      terminals.cell_S = 1e-8;
      terminals.cell_V = 1;
      bench.registers[REGISTER.DAC_CODE] = dacCode(drive_V);
      while (bench.registers[REGISTER.LATCH_STATE] === 0) bench.tick();
      const isUpper = strap_V > 0;
      const extreme_V = isUpper ? record.highOfTick_V(terminals.voltage_V) : record.lowOfTick_V(terminals.voltage_V);
      expect(extreme_V).toBe(record.last.peak_V);
      expect(Math.abs(extreme_V)).toBeGreaterThan(Math.abs(strap_V));
      expect(Math.abs(terminals.voltage_V - 1)).toBeLessThan(Math.abs(extreme_V - 1));
      // Long after, when ticks are whole again, the extremes are those of the tick.
      bench.registers[REGISTER.SWITCH_REQUEST] = 0;
      bench.tick(2 * RECLOSE_TICKS);
      terminals.cell_V = isUpper ? 0.5 : 1.5;
      bench.tick(100);
      expect(record.highOfTick_V(terminals.voltage_V)).toBe(terminals.voltage_V);
      expect(record.lowOfTick_V(terminals.voltage_V)).toBe(terminals.voltage_V);
    }
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
    bench.registers[REGISTER.SWITCH_REQUEST] = 3;
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
