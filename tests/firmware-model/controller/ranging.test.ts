import { EventKind } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import { AT, Bench } from './bench.ts';

describe('the range of the slow path', () => {
  it('has room for a ramp before it begins: twice slew times 203 pF', () => {
    const bench = new Bench();
    bench.turnOn();
    // 240 mV/s bring 49 pA, 250 mV/s 51 pA: twice that passes 100 pA.
    bench.setBias(3_460_000, 240_000_000);
    expect(bench.registers[AT.SLOW_RANGE]).toBe(0);
    bench.setBias(3_450_000, 250_000_000);
    expect(bench.registers[AT.SLOW_RANGE]).toBe(1);
    expect(bench.eventsOf(EventKind.RANGE_CHANGED)).toMatchObject([{ value: 1_000_000 }]);
  });

  it('goes up when a conversion is saturated, and by one decade at a time', () => {
    const bench = new Bench({ rowsLeftOut: [7] });
    bench.turnOn();
    bench.cell_V = 2;
    bench.hold(15_000);
    // 1.45 V across 2.35 GOhm are 617 pA.
    expect(bench.registers[AT.SLOW_RANGE]).toBe(1);
    expect(bench.state.current_fA).toBeGreaterThan(550_000);
  });

  it('goes back after three quiet seconds and no earlier', () => {
    const bench = new Bench();
    bench.turnOn();
    bench.setBias(3_460_000, 1_000_000_000);
    bench.hold(25_000);
    expect(bench.registers[AT.SLOW_RANGE]).toBe(1);
    bench.hold(10_000);
    expect(bench.registers[AT.SLOW_RANGE]).toBe(0);
    expect(bench.eventsOf(EventKind.RANGE_CHANGED).map(({ value }) => value)).toEqual([1_000_000, 100_000]);
  });

  it('leaves the current out of the state while it is blanked', () => {
    const bench = new Bench();
    bench.turnOn();
    bench.setBias(3_500_000, 1_000_000_000);
    bench.until(() => bench.registers[AT.SLOW_RANGE_READBACK] === 1, 1100);
    expect(bench.state).not.toHaveProperty('current_fA');
    bench.run(1000);
    expect(bench.state).toHaveProperty('current_fA');
  });

  it('stays where it is for the currents of the main job', () => {
    const bench = new Bench();
    bench.turnOn();
    bench.setBias(3_500_000, 5_000_000);
    bench.hold(110_000);
    expect(bench.registers[AT.SLOW_RANGE]).toBe(0);
    expect(bench.eventsOf(EventKind.RANGE_CHANGED)).toEqual([]);
  });
});
