import { Cause, EventKind, Mode } from '@nanobias/proto';
import type { Limits } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import type { InterlockRow } from '../../../firmware-model/src/controller/contract.ts';
import { AT, Bench } from './bench.ts';

/** A bench that is on and past the transient of its closing. */
function settled(rowsLeftOut: readonly InterlockRow[], limits: Partial<Limits> = {}): Bench {
  const bench = new Bench({ rowsLeftOut });
  bench.turnOn(limits);
  bench.hold(1500);
  return bench;
}

interface Seen {
  readonly cause: Cause;
  readonly value: number | undefined;
  readonly limit: number | undefined;
}

/** Brings something about in every tick until the output opens, and tells what was logged. */
function tripped(bench: Bench, disturb: (bench: Bench) => void): Seen {
  for (let ticks = 0; ticks < 300 && bench.eventsOf(EventKind.TRIPPED).length === 0; ticks += 1) {
    disturb(bench);
    bench.run(1);
  }
  const [event] = bench.eventsOf(EventKind.TRIPPED);
  expect(bench.registers[AT.SWITCH_REQUEST]).toBe(0);
  return { cause: event!.cause, value: event!.value, limit: event!.limit };
}

describe('what is told with a trip', () => {
  it('of a frozen converter: codes', () => {
    expect(tripped(settled([]), (bench) => { bench.isFrozen = true; })).toEqual({ cause: Cause.ADC_FROZEN, value: 64, limit: 64 });
  });

  it.each([[40_000, 32_767, 32_766], [-80_000, -32_768, -32_767]])('of saturation by %i codes: the code, and the last one that is a value', (error_code, value, limit) => {
    const bench = settled([2, 8, 11, 19, 22]);
    expect(tripped(bench, () => { bench.voltageError_code = error_code; })).toEqual({ cause: Cause.SATURATED, value, limit });
  });

  it('of a DAC that puts out something else: by how much, and 1 % of the command with 5 mV', () => {
    const bench = settled([5, 8, 22]);
    const command_uV = Math.trunc((bench.registers[AT.DAC]! * 10_000_000) / 524_288);
    const { cause, value, limit } = tripped(bench, () => { bench.dacError_code = -20_000; });
    // 20,000 codes are 381,469.7 uV.
    expect([cause, value]).toEqual([Cause.DAC_FAULT, -381_470]);
    expect(Math.abs(limit! - (5000 + command_uV / 100))).toBeLessThan(2);
  });

  it('of an open sense lead: the mean of what is missing there, in microvolts', () => {
    // A quarter of a code a tick is too slow for a jump.
    const drift = (bench: Bench): void => { bench.voltageError_code = -Math.floor((bench.tick % 1000) / 4); };
    const bench = settled([8]);
    bench.run(1000 - (bench.tick % 1000));
    for (let ticks = 0; ticks < 999 && bench.eventsOf(EventKind.TRIPPED).length === 0; ticks += 1) {
      drift(bench);
      bench.run(1);
    }
    const [event] = bench.eventsOf(EventKind.TRIPPED);
    expect(event).toMatchObject({ cause: Cause.SENSE_OPEN, limit: 50_000 });
    expect(event!.value).toBeGreaterThan(50_000);
    expect(event!.value).toBeLessThan(61_000);
  });

  it('of a sense lead whose voltage jumps: from one millisecond to the next, and what the noise may make of that', () => {
    const { cause, value, limit } = tripped(settled([]), (bench) => { bench.voltageError_code = -200; });
    // 135 codes in the sum of ten are 4120 uV.
    expect([cause, limit]).toEqual([Cause.SENSE_OPEN, 4119]);
    expect(value).toBeGreaterThan(4119);
  });

  it('of a front end that lost its settings: what it read', () => {
    expect(tripped(settled([]), (bench) => { bench.registers[AT.FRONT_END] = 0; })).toEqual({ cause: Cause.BOARD_RESET, value: 0, limit: 0x3c96 });
  });

  it('of missing samples: how long they were missing', () => {
    const missing = (bench: Bench): void => { bench.registers[AT.SEQUENCE] = bench.registers[AT.SEQUENCE]! - 1; };
    expect(tripped(settled([6]), missing)).toEqual({ cause: Cause.SAMPLES_LOST, value: 2000, limit: 2000 });
  });

  it.each([[60_001, 60_000], [14_999, 15_000]])('of a temperature of %i mC: the end that it is beyond', (temperature_mdegC, limit) => {
    const heat = (bench: Bench): void => { bench.registers[AT.TEMPERATURE] = temperature_mdegC; };
    expect(tripped(settled([]), heat)).toEqual({ cause: Cause.TEMPERATURE, value: temperature_mdegC, limit });
  });

  it('of a reversal: the mean of a millisecond', () => {
    const { cause, value, limit } = tripped(settled([2, 8, 22]), (bench) => { bench.voltageError_code = -12_500; });
    // -0.25 V are 819.2 codes: the last one inside is -819.
    expect([cause, limit]).toEqual([Cause.REVERSAL, -249_939]);
    expect(value).toBeLessThan(-249_939);
  });

  it('of a short: the current into the specimen', () => {
    const { cause, value, limit } = tripped(settled([2, 22]), (bench) => { bench.voltageError_code -= 8; });
    // 819 and 1042 codes of 610 fA in a millisecond, and twice what the film passes beside that.
    expect(cause).toBe(Cause.SHORT_CIRCUIT);
    expect(limit).toBeGreaterThanOrEqual(1_135_000);
    expect(limit).toBeLessThan(1_300_000);
    expect(value).toBeGreaterThan(limit!);
  });

  it('of a voltage that falls by itself: what the lead loses, against 1 V/s of it', () => {
    const fall = (bench: Bench): void => { bench.voltageError_code = -Math.floor((bench.tick % 1000) / 2); };
    const bench = settled([2, 22], { short_current_fA_max: 100_000_000 });
    bench.run(1000 - (bench.tick % 1000));
    for (let ticks = 0; ticks < 900 && bench.eventsOf(EventKind.TRIPPED).length === 0; ticks += 1) {
      fall(bench);
      bench.run(1);
    }
    const [event] = bench.eventsOf(EventKind.TRIPPED);
    // Half a code a tick is 1.5 V/s: 1 V/s of 203 pF are 203 pA.
    expect(event).toMatchObject({ cause: Cause.SHORT_CIRCUIT });
    expect(event!.limit).toBeGreaterThan(195_000);
    expect(event!.limit).toBeLessThan(210_000);
    expect(event!.value).toBeGreaterThan(event!.limit!);
  });

  it('of a charge that flickers by: the sum of it', () => {
    const bench = settled([7, 8, 9, 13, 22]);
    const { cause, value, limit } = tripped(bench, () => { bench.currentError_code = bench.tick % 2 === 0 ? -30_000 : 0; });
    expect([cause, limit]).toEqual([Cause.EXCESS_CHARGE, 10_000]);
    expect(value).toBeGreaterThan(10_000);
    expect(value).toBeLessThan(11_000);
  });

  it('of a sum that its window does not bear out: the sum, and nothing, which is its other end', () => {
    const bench = settled([7, 8, 9, 13, 22]);
    const { cause, value, limit } = tripped(bench, () => { bench.words('interlock.state')[30] = -5_000_000; });
    expect([cause, limit]).toEqual([Cause.EXCESS_CHARGE, 0]);
    expect(value).toBeLessThan(-300_000);
  });

  it.each([[30_000, 1], [-30_000, -1]])('of a current of %i codes: with its sign, and the magnitude that is permitted', (error_code, sign) => {
    const { cause, value, limit } = tripped(settled([8, 9, 22]), (bench) => { bench.currentError_code = error_code; });
    expect([cause, limit]).toEqual([Cause.OVER_CURRENT, 10_000_000]);
    expect(sign * value!).toBeGreaterThan(10_000_000);
  });

  const jump = (bench: Bench): void => { bench.currentError_code = 1700; };

  it('of a precursor: by how much the current jumped', () => {
    const { cause, value, limit } = tripped(settled([7, 8, 13, 22], { is_precursor_trip: true }), jump);
    expect([cause, limit]).toEqual([Cause.SOFT_BREAKDOWN, 999_756]);
    expect(value).toBeGreaterThan(999_756);
    expect(value).toBeLessThan(1_045_000);
  });

  it('of corrupted limits: the cause alone', () => {
    const corrupt = (bench: Bench): void => { bench.words('interlock.state')[4]! ^= 1 << 20; };
    expect(tripped(settled([]), corrupt)).toEqual({ cause: Cause.STATE_CORRUPTED, value: undefined, limit: undefined });
  });

  // Bits of layer 0's latch, and the causes on the wire, by hand.
  it.each([
    [1, Cause.HARDWARE_OVER_VOLTAGE, Mode.HARD_FAULT], [2, Cause.HARDWARE_UNDER_VOLTAGE, Mode.HARD_FAULT], [4, Cause.HARDWARE_OVER_CURRENT, Mode.HARD_FAULT],
    [8, Cause.INTERLOCK_LINE, Mode.TRIPPED], [16, Cause.WATCHDOG, Mode.TRIPPED], [32, Cause.SUPPLY, Mode.TRIPPED], [64, Cause.TIME_BASE, Mode.TRIPPED],
  ])('of bit %i of layer 0\'s latch: cause %i, and mode %i', (bit, cause, mode) => {
    const bench = settled([]);
    expect(tripped(bench, () => { bench.registers[AT.LATCH_STATE] = bit; }).cause).toBe(cause);
    expect(bench.words('interlock.state')[0]).toBe(mode);
  });
});

describe('what layer 0 has seen', () => {
  const seenBy = (bit: number, error_code: number): Seen => tripped(settled([2, 8, 11, 20, 22]), (bench) => {
    bench.registers[AT.LATCH_STATE] = bit;
    bench.voltageError_code = error_code;
  });

  it.each([[1, 0, 5_000_000], [2, 0, -300_000], [1, -20_000, 5_000_000], [2, 20_000, -300_000]])('is told as its strap alone, where the code of that tick lies inside: bit %i, %i codes', (bit, error_code, limit) => {
    expect(seenBy(bit, error_code)).toMatchObject({ value: undefined, limit });
  });

  it('is told with the code of that tick where it lies beyond', () => {
    expect(seenBy(1, 6000).value).toBeGreaterThan(5_000_000);
    expect(seenBy(2, -15_000).value).toBeLessThan(-300_000);
  });

  it('has no number of the current', () => {
    expect(tripped(settled([]), (bench) => { bench.registers[AT.LATCH_STATE] = 4; })).toEqual({ cause: Cause.HARDWARE_OVER_CURRENT, value: undefined, limit: undefined });
  });
});

describe('a warning', () => {
  it('of a precursor leaves the output on, and says what it saw', () => {
    const bench = settled([7, 8, 13, 22]);
    bench.currentError_code = 1700;
    bench.run(300);
    const [event, ...others] = bench.eventsOf(EventKind.WARNING);
    expect(event).toMatchObject({ cause: Cause.SOFT_BREAKDOWN, limit: 999_756 });
    expect([others, bench.isClosed]).toEqual([[], true]);
  });

  it('of limits that were corrupted while the output was off names the cause', () => {
    const bench = new Bench();
    bench.run(20);
    bench.hello();
    bench.words('interlock.state')[4]! ^= 1;
    bench.run(3);
    expect(bench.eventsOf(EventKind.WARNING)).toMatchObject([{ cause: Cause.STATE_CORRUPTED }]);
  });
});
