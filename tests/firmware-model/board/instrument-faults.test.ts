import { describe, expect, it } from 'vitest';
import type { PathChannel, PathFault } from '../../../firmware-model/src/board/instrument-faults.ts';
import { benchBoard, dacCode, IDEAL, type Bench } from './bench-board.ts';

const AT = { FRONT_END: 6, VOLTAGE: 8, CURRENT: 9, SLOW_VOLTAGE: 10, SLOW_CURRENT: 11, FAST: 22, SEQUENCE: 23 } as const;
const FRONT_END_KEY = 0x3c96;
const REGISTERS: Readonly<Record<PathChannel, number>> = {
  'voltage': AT.VOLTAGE, 'current': AT.CURRENT, 'slow voltage': AT.SLOW_VOLTAGE, 'slow current': AT.SLOW_CURRENT, 'fast current': AT.FAST,
};
/** Ticks until a channel has a new code. */
const PERIODS: Readonly<Record<PathChannel, number>> = { 'voltage': 1, 'current': 1, 'slow voltage': 1000, 'slow current': 1000, 'fast current': 1 };
const CHANNELS = Object.keys(REGISTERS) as PathChannel[];

/** A board without noise; 1 V are 3277 codes of 16 bits and 838,861 of 24. */
function bench(): Bench {
  return benchBoard({ changes: IDEAL, start_V: 1 });
}

function codes(made: Bench, channel: PathChannel, count: number): number[] {
  return Array.from({ length: count }, () => {
    made.tick(PERIODS[channel]);
    return made.registers[REGISTERS[channel]]!;
  });
}

function faulty(channel: PathChannel, fault: PathFault, count: number): number[] {
  const made = bench();
  made.tick(1000);
  made.board.faults.failPath(channel, fault);
  return codes(made, channel, count);
}

const SOUND: Readonly<Record<PathChannel, number>> = { 'voltage': 3277, 'current': 0, 'slow voltage': 838_861, 'slow current': 0, 'fast current': 0 };

describe('faults of the measuring paths', () => {
  it.each(CHANNELS)('turn each code of %s into what is wrong with it, and leave the truth and the other channels alone', (channel) => {
    const sound = SOUND[channel];
    expect(faulty(channel, { kind: 'stuck', code: -77 }, 2)).toEqual([-77, -77]);
    expect(faulty(channel, { kind: 'offset', offset_code: 100 }, 2)).toEqual([sound + 100, sound + 100]);
    expect(faulty(channel, { kind: 'gain', error_ratio: 0.5 }, 1)).toEqual([Math.round(sound * 1.5)]);
    expect(faulty(channel, { kind: 'drift', drift_code_per_tick: 3 }, 3)).toEqual([sound + 3, sound + 6, sound + 9]);
    expect(faulty(channel, { kind: 'stuck bit', bit: 4, isSet: true }, 1)).toEqual([sound | 16]);
    expect(faulty(channel, { kind: 'stuck bit', bit: 0, isSet: false }, 1)).toEqual([sound & ~1]);
    for (const other of CHANNELS.filter((name) => name !== channel)) {
      const made = bench();
      made.board.faults.failPath(channel, { kind: 'stuck', code: 5 });
      made.tick(1000);
      expect(made.registers[REGISTERS[other]]).toBe(SOUND[other]);
      expect(made.terminals.voltage_V).toBe(1);
    }
  });

  it('stop at the converter\'s ends', () => {
    expect(faulty('voltage', { kind: 'offset', offset_code: 1e6 }, 1)).toEqual([32_767]);
    expect(faulty('voltage', { kind: 'offset', offset_code: -1e6 }, 1)).toEqual([-32_768]);
    expect(faulty('slow voltage', { kind: 'gain', error_ratio: 100 }, 1)).toEqual([8_388_607]);
    expect(faulty('slow voltage', { kind: 'gain', error_ratio: -100 }, 1)).toEqual([-8_388_608]);
  });

  it('hold the sign bit of two\'s complement', () => {
    expect(faulty('voltage', { kind: 'stuck bit', bit: 15, isSet: true }, 1)).toEqual([3277 - 32_768]);
    expect(faulty('slow voltage', { kind: 'stuck bit', bit: 23, isSet: true }, 1)).toEqual([838_861 - 8_388_608]);
  });

  it('freeze at the last code, and go on from there', () => {
    const made = bench();
    made.tick(5);
    made.board.faults.failPath('voltage', { kind: 'frozen' });
    made.terminals.voltage_V = 2;
    expect(codes(made, 'voltage', 3)).toEqual([3277, 3277, 3277]);
    made.board.faults.failPath('voltage', undefined);
    expect(codes(made, 'voltage', 1)).toEqual([6554]);
  });

  it('come a tick late', () => {
    const made = bench();
    made.tick(5);
    made.board.faults.failPath('voltage', { kind: 'late' });
    const seen: number[] = [];
    for (const voltage_V of [2, 3, 4]) {
      made.terminals.voltage_V = voltage_V;
      seen.push(...codes(made, 'voltage', 1));
    }
    expect(seen).toEqual([3277, 6554, 9830]);
  });

  it('add noise of the deviation asked for, from a source of its own', () => {
    const made = benchBoard({ start_V: 1 });
    const pristine = benchBoard({ start_V: 1 });
    made.board.faults.failPath('fast current', { kind: 'noise', noise_code: 1000 });
    const noisy = codes(made, 'fast current', 4000);
    const quiet = codes(pristine, 'fast current', 4000);
    const extra = noisy.map((code, index) => code - quiet[index]!);
    const rms = Math.sqrt(extra.reduce((sum, code) => sum + code * code, 0) / extra.length);
    // 4000 draws: 1.1 % is one sigma.
    expect(rms / 1000).toBeGreaterThan(0.95);
    expect(rms / 1000).toBeLessThan(1.05);
    expect(made.registers[AT.VOLTAGE]).toBe(pristine.registers[AT.VOLTAGE]);
  });

  it('leave codes and their count where they are while the interlock path is blind', () => {
    const made = bench();
    made.tick(7);
    expect(made.registers[AT.SEQUENCE]).toBe(7);
    made.board.faults.blindInterlockPath(true);
    made.terminals.voltage_V = 2;
    made.tick(20);
    expect([made.registers[AT.SEQUENCE], made.registers[AT.VOLTAGE]]).toEqual([7, 3277]);
    made.board.faults.blindInterlockPath(false);
    made.tick();
    expect([made.registers[AT.SEQUENCE], made.registers[AT.VOLTAGE]]).toEqual([8, 6554]);
  });

  it('let the sense lead float for both paths, while the comparators still see tap B', () => {
    const made = bench();
    made.board.faults.openSenseLead(1000);
    made.tick(1000);
    expect([made.registers[AT.VOLTAGE], made.registers[AT.SLOW_VOLTAGE]]).toEqual([1000, 256_000]);
    made.terminals.voltage_V = 5.1;
    made.tick();
    expect([made.registers[AT.VOLTAGE], made.board.protection.latchedCauses]).toEqual([1000, 1]);
    made.board.faults.openSenseLead(undefined);
    made.tick();
    expect(made.registers[AT.VOLTAGE]).toBe(16_712);
  });

  it('halve the interlock path from a reset of the front end until it is set up again', () => {
    const made = bench();
    made.registers[AT.FRONT_END] = FRONT_END_KEY;
    made.tick(5);
    made.board.faults.resetFrontEnd();
    made.tick();
    expect([made.registers[AT.FRONT_END], made.registers[AT.VOLTAGE]]).toEqual([0, 1639]);
    made.registers[AT.FRONT_END] = 1;
    made.tick();
    expect(made.registers[AT.VOLTAGE]).toBe(1639);
    made.registers[AT.FRONT_END] = FRONT_END_KEY;
    made.tick(2);
    expect(made.registers[AT.VOLTAGE]).toBe(3277);
  });

  it('are gone when they are taken back together, and refuse what is no number', () => {
    const made = bench();
    for (const channel of CHANNELS) made.board.faults.failPath(channel, { kind: 'stuck', code: 1 });
    made.tick(1000);
    made.board.faults.clear();
    made.tick(1000);
    for (const channel of CHANNELS) expect(made.registers[REGISTERS[channel]]).toBe(SOUND[channel]);
    expect(() => made.board.faults.failPath('voltage', { kind: 'offset', offset_code: NaN })).toThrow(/a fault of/);
  });
});

describe('faults of the bias DAC', () => {
  /** Output of the DAC in codes, as the read-back of its own reference shows it, for each code written. */
  function outputs(fault: Parameters<Bench['board']['faults']['failDac']>[0], written: readonly number[]): number[] {
    const made = bench();
    made.registers[0] = dacCode(1);
    made.tick(5);
    made.board.faults.failDac(fault);
    return written.map((code) => {
      made.registers[0] = code;
      made.tick();
      return made.registers[15]!;
    });
  }

  it('stick, shift, stretch, miss and drift, and the read-back shows it', () => {
    expect(outputs({ kind: 'stuck', code: 123 }, [1000, 2000])).toEqual([123, 123]);
    expect(outputs({ kind: 'offset', offset_code: -10 }, [1000, 2000])).toEqual([990, 1990]);
    expect(outputs({ kind: 'gain', error_ratio: 0.1 }, [1000, 2000])).toEqual([1100, 2200]);
    expect(outputs({ kind: 'missing update', every_count: 3 }, [10, 20, 30, 30, 40, 50, 60])).toEqual([10, 20, 20, 20, 40, 50, 50]);
    expect(outputs({ kind: 'reference drift', drift_ratio_per_tick: 0.01 }, [1000, 1000, 1000])).toEqual([1010, 1020, 1030]);
  });

  it('move the cell, not the read-back alone', () => {
    const made = benchBoard({ changes: { ...IDEAL, strap_A: 1e-6 }, start_V: 1 });
    made.registers[0] = dacCode(1);
    made.registers[1] = 3;
    made.tick(10);
    made.board.faults.failDac({ kind: 'stuck', code: dacCode(2) });
    made.tick(3000);
    expect(made.terminals.voltage_V).toBeCloseTo(2, 4);
  });

  it('are gone in the tick after they are taken back, with the code that was written last', () => {
    const made = bench();
    made.board.faults.failDac({ kind: 'stuck', code: 7 });
    made.registers[0] = 500;
    made.tick(2);
    expect(made.registers[15]).toBe(7);
    made.board.faults.failDac(undefined);
    made.tick();
    expect(made.registers[15]).toBe(500);
    made.registers[0] = 600;
    made.tick();
    expect(made.registers[15]).toBe(600);
  });
});

describe('inputs of the instrument', () => {
  it('show temperature, dose, positioner and calibration within a conversion of the slow path', () => {
    const made = bench();
    made.tick();
    expect([made.registers[29], made.registers[30], made.registers[31], made.registers[32]]).toEqual([25_000, 0, 0, 1]);
    made.surroundings.temperature_K = 333.15;
    made.tick(1000);
    expect(made.registers[29]).toBe(60_000);
    made.board.faults.warmThermometer(5000);
    made.board.faults.irradiate(40);
    made.board.faults.moveProbe(true);
    made.board.faults.damageCalibration(true);
    made.tick();
    expect([made.registers[29], made.registers[30], made.registers[31], made.registers[32]]).toEqual([65_000, 40, 1, 0]);
    made.board.faults.moveProbe(false);
    made.board.faults.damageCalibration(false);
    made.tick();
    expect([made.registers[31], made.registers[32]]).toEqual([0, 1]);
  });
});
