import { describe, expect, it } from 'vitest';
import { REGISTER } from '../../../firmware-model/src/board/registers.ts';
import { benchBoard, dacCode, IDEAL, type Bench } from './bench-board.ts';

const OPEN_STRAP = { strap_V_high: 9.9, strap_V_low: -9.9, strap_A: 1e-6 };
const CONVERSION_TICKS = 1000;

/** A current of any size through the series resistor, steady: the cell takes all of it at 0 V. */
function driveCurrent(bench: Bench, current_A: number): void {
  bench.terminals.cell_S = 1;
  bench.terminals.cell_V = 0;
  bench.terminals.voltage_V = 0;
  bench.registers[REGISTER.DAC_CODE] = dacCode(current_A * bench.configuration.series_Ohm);
  bench.registers[REGISTER.SWITCH_REQUEST] = 3;
  bench.tick(20);
}

function moments(values: readonly number[]): { mean: number; rms: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, rms: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) };
}

function codes(bench: Bench, register: number, count: number): number[] {
  return Array.from({ length: count }, () => {
    bench.tick();
    return bench.registers[register]!;
  });
}

function conversions(bench: Bench, register: number, count: number): number[] {
  return Array.from({ length: count }, () => {
    bench.tick(CONVERSION_TICKS);
    return bench.registers[register]!;
  });
}

describe('interlock path', () => {
  it('has 305 uV and 0.61 pA a code, rounded to the nearest', () => {
    const bench = benchBoard({ changes: { ...IDEAL, ...OPEN_STRAP } });
    for (const [voltage_V, code] of [[1, 3277], [-1, -3277], [0.000152, 0], [0.000153, 1], [-0.000152, 0], [-0.000153, -1]] as const) {
      bench.terminals.voltage_V = voltage_V;
      bench.tick();
      expect(bench.registers[REGISTER.INTERLOCK_VOLTAGE_CODE]).toBe(code);
    }
    // 10 nA are half of 20 nA full scale; the switches have closed at 0 V, so that 1 V drives it.
    driveCurrent(bench, 10e-9);
    expect(bench.registers[REGISTER.INTERLOCK_CURRENT_CODE]).toBe(16_384);
  });

  it('has 1 mV rms and 5 pA rms of noise', () => {
    const bench = benchBoard({ start_V: 1 });
    const { mean, rms } = moments(codes(bench, REGISTER.INTERLOCK_VOLTAGE_CODE, 20_000));
    // 1 mV are 3.277 codes; the rounding adds 1/12; a half per cent is one sigma of the estimate.
    expect(rms).toBeGreaterThan(Math.hypot(3.277, 0.289) * 0.975);
    expect(rms).toBeLessThan(Math.hypot(3.277, 0.289) * 1.025);
    expect(Math.abs(mean - 3276.8)).toBeLessThan(7);
    const current = moments(codes(bench, REGISTER.INTERLOCK_CURRENT_CODE, 20_000));
    expect(current.rms).toBeGreaterThan(8.197 * 0.975);
    expect(current.rms).toBeLessThan(8.197 * 1.025);
    expect(Math.abs(current.mean)).toBeLessThan((5 * 8.2) / Math.sqrt(20_000));
  });

  it('draws voltage and current noise independently of each other', () => {
    const bench = benchBoard({ start_V: 1 });
    let sum = 0;
    const count = 20_000;
    for (let index = 0; index < count; index += 1) {
      bench.tick();
      sum += (bench.registers[REGISTER.INTERLOCK_VOLTAGE_CODE]! - 3277) * bench.registers[REGISTER.INTERLOCK_CURRENT_CODE]!;
    }
    expect(Math.abs(sum / count)).toBeLessThan((5 * 3.3 * 8.2 * 2) / Math.sqrt(count));
  });

  it('stops at its ends', () => {
    const bench = benchBoard({ changes: { ...OPEN_STRAP, dac_V: 20, series_Ohm: 100e6 } });
    for (const [sign, end] of [[1, 32_767], [-1, -32_768]] as const) {
      bench.terminals.voltage_V = 12 * sign;
      bench.tick();
      expect(bench.registers[REGISTER.INTERLOCK_VOLTAGE_CODE]).toBe(end);
    }
    const current = benchBoard({ changes: { ...OPEN_STRAP } });
    driveCurrent(current, 25e-9);
    expect(current.registers[REGISTER.INTERLOCK_CURRENT_CODE]).toBe(32_767);
    driveCurrent(current, -25e-9);
    expect(current.registers[REGISTER.INTERLOCK_CURRENT_CODE]).toBe(-32_768);
  });

  it('measures the mean current of the tick, also of one that a switch splits', () => {
    const bench = benchBoard({ changes: { ...IDEAL, ...OPEN_STRAP } });
    driveCurrent(bench, 10e-9);
    bench.registers[REGISTER.SWITCH_REQUEST] = 0;
    bench.tick();
    // Open after 15 us of 100 us: 15 % of 16384 codes.
    expect(bench.registers[REGISTER.INTERLOCK_CURRENT_CODE]).toBe(2458);
    bench.tick();
    expect(bench.registers[REGISTER.INTERLOCK_CURRENT_CODE]).toBe(0);
  });
});

describe('fast path', () => {
  it('has 6.1 pA a code and 0.5 nA rms of noise, and its own draws', () => {
    const bench = benchBoard({ changes: { ...IDEAL, ...OPEN_STRAP } });
    driveCurrent(bench, 50e-9);
    expect(bench.registers[REGISTER.FAST_CURRENT_CODE]).toBe(8192);
    const { rms } = moments(codes(benchBoard(), REGISTER.FAST_CURRENT_CODE, 20_000));
    expect(rms).toBeGreaterThan(81.92 * 0.975);
    expect(rms).toBeLessThan(81.92 * 1.025);
  });
});

describe('slow path', () => {
  it('converts ten times a second and counts its conversions', () => {
    const bench = benchBoard();
    bench.tick(999);
    expect(bench.registers[REGISTER.SLOW_SEQUENCE]).toBe(0);
    bench.tick();
    expect(bench.registers[REGISTER.SLOW_SEQUENCE]).toBe(1);
    bench.tick(5000);
    expect(bench.registers[REGISTER.SLOW_SEQUENCE]).toBe(6);
  });

  it('averages the true current and voltage over the whole conversion', () => {
    const bench = benchBoard({ changes: { ...IDEAL, ...OPEN_STRAP } });
    driveCurrent(bench, 80e-12);
    bench.tick(CONVERSION_TICKS - 20);
    bench.tick(250);
    bench.registers[REGISTER.SWITCH_REQUEST] = 0;
    bench.tick(750);
    // The DAC rounds 8 mV to 419 codes, 79.918 pA; they flow for a quarter of the window and the 15 us until the switch is open.
    const current_A = (bench.registers[REGISTER.SLOW_CURRENT_CODE]! / 8_388_608) * 100e-12;
    expect(Math.abs(current_A - 79.918e-12 * 0.250_15)).toBeLessThan(1e-15);
    bench.terminals.voltage_V = 1;
    bench.terminals.cell_S = 0;
    bench.tick(600);
    bench.terminals.voltage_V = 3;
    bench.tick(400);
    expect((bench.registers[REGISTER.SLOW_VOLTAGE_CODE]! / 8_388_608) * 10).toBeCloseTo(1.8, 5);
  });

  it('has 4 fA rms of noise in the range of 100 pA, and the root of ten more a decade', () => {
    for (const [range, full_scale_A, noise_A] of [[0, 100e-12, 4e-15], [1, 1e-9, 12.65e-15], [2, 10e-9, 40e-15]] as const) {
      const bench = benchBoard();
      bench.registers[REGISTER.SLOW_RANGE] = range;
      bench.tick(CONVERSION_TICKS);
      const { mean, rms } = moments(conversions(bench, REGISTER.SLOW_CURRENT_CODE, 1000).map((code) => (code / 8_388_608) * full_scale_A));
      // 1000 conversions: 2.2 % is one sigma.
      expect(rms / noise_A).toBeGreaterThan(0.9);
      expect(rms / noise_A).toBeLessThan(1.1);
      expect(Math.abs(mean)).toBeLessThan(1e-15 + (5 * noise_A) / Math.sqrt(1000));
    }
  });

  it('is off by at most 0.05 % and 1 fA in current', () => {
    for (let seed = 0; seed < 30; seed += 1) {
      const bench = benchBoard({ seed, changes: { ...OPEN_STRAP, slow_A_noise: 0, dac_gain_error_ratio: 0, dac_V_error: 0 } });
      driveCurrent(bench, 80e-12);
      bench.tick(2 * CONVERSION_TICKS - 20);
      const current_A = (bench.registers[REGISTER.SLOW_CURRENT_CODE]! / 8_388_608) * 100e-12;
      expect(Math.abs(current_A - bench.terminals.current_A)).toBeLessThanOrEqual(80e-12 * 5e-4 + 1e-15);
    }
  });

  it('flags a conversion that saturates, and one in which a peak left the range', () => {
    const bench = benchBoard({ changes: { ...IDEAL, ...OPEN_STRAP } });
    driveCurrent(bench, 150e-12);
    bench.tick(2 * CONVERSION_TICKS - 20);
    expect(bench.registers[REGISTER.SLOW_FLAGS]).toBe(1);
    expect(bench.registers[REGISTER.SLOW_CURRENT_CODE]).toBe(8_388_607);
    bench.registers[REGISTER.DAC_CODE] = dacCode(50e-12 * 1e8);
    bench.tick(CONVERSION_TICKS);
    expect(bench.registers[REGISTER.SLOW_FLAGS]).toBe(0);
    bench.registers[REGISTER.DAC_CODE] = dacCode(150e-12 * 1e8);
    bench.tick(10);
    bench.registers[REGISTER.DAC_CODE] = dacCode(50e-12 * 1e8);
    bench.tick(CONVERSION_TICKS - 10);
    expect(bench.registers[REGISTER.SLOW_FLAGS]).toBe(1);
    expect(bench.registers[REGISTER.SLOW_CURRENT_CODE]).toBeLessThan(8_388_607);
  });

  it('flags the conversion in which the range changes, and shows the range in force', () => {
    const bench = benchBoard();
    bench.tick(CONVERSION_TICKS + 500);
    bench.registers[REGISTER.SLOW_RANGE] = 3;
    bench.tick(500);
    expect(bench.registers[REGISTER.SLOW_FLAGS]).toBe(1);
    expect(bench.registers[REGISTER.SLOW_RANGE_READBACK]).toBe(3);
    bench.tick(CONVERSION_TICKS);
    expect(bench.registers[REGISTER.SLOW_FLAGS]).toBe(0);
  });

  it('ignores a range that does not exist', () => {
    const bench = benchBoard();
    for (const range of [8, -1, 0x7fffffff, -0x80000000]) {
      bench.registers[REGISTER.SLOW_RANGE] = range;
      bench.tick(CONVERSION_TICKS);
      expect(bench.registers[REGISTER.SLOW_RANGE_READBACK]).toBe(0);
      expect(bench.registers[REGISTER.SLOW_FLAGS]).toBe(0);
    }
  });
});
