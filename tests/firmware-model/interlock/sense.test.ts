import { describe, expect, it } from 'vitest';
import { causesInForce } from '../../../firmware-model/src/interlock/rows.ts';
import { BIT, Fixture, MODES, only } from './fixture.ts';
import type { Sample } from './fixture.ts';

/** 160,000 codes of the DAC and 10,000 codes of the path are the same voltage. */
const EVEN: Sample = { dac: 160_000, voltage: 10_000, current: 0 };

function closed(options = {}): Fixture {
  const fixture = only(22, options);
  fixture.close(160_000);
  return fixture;
}

describe('row 22, an open sense lead', () => {
  // 50 mV are 163.84 codes of voltage, 819.2 of current across 100 MOhm, 2621.44 of the DAC.
  it.each([
    ['voltage', 163, 0], ['voltage', 164, BIT.SENSE_OPEN], ['voltage', -163, 0], ['voltage', -164, BIT.SENSE_OPEN],
    ['current', 819, 0], ['current', 820, BIT.SENSE_OPEN], ['current', -819, 0], ['current', -820, BIT.SENSE_OPEN],
    ['dac', 2621, 0], ['dac', 2622, BIT.SENSE_OPEN], ['dac', -2621, 0], ['dac', -2622, BIT.SENSE_OPEN],
  ] as const)('%s off by %i codes for 10 ms: causes %i', (channel, off, causes) => {
    expect(closed().ticks(100, () => ({ ...EVEN, [channel]: EVEN[channel]! + off }))).toBe(causes);
  });

  it('takes the drop across the series resistor for what it is: 10 nA are 1 V, for as long as they flow', () => {
    expect(closed().ticks(1000, () => ({ dac: 160_000 + 52_429, voltage: 10_000, current: 16_384 }))).toBe(0);
  });

  it.each([0, 1, 5, 37, 99])('answers within 20 ms from whatever tick of its mean on: %i', (phase) => {
    const fixture = closed();
    fixture.ticks(phase, () => EVEN);
    const { ticks, causes } = fixture.ticksUntilCause(() => ({ ...EVEN, voltage: 0 }), 200);
    expect(causes).toBe(BIT.SENSE_OPEN);
    expect(ticks).toBeLessThanOrEqual(200);
    expect(fixture.interlock.seen[22]).toBeGreaterThan(50_000);
  });

  it('is not fooled by good samples in between: a third that are 500 codes off are 167 in the mean', () => {
    expect(closed().ticks(200, (index) => ({ ...EVEN, voltage: index % 3 === 0 ? 9500 : 10_000 }))).toBe(BIT.SENSE_OPEN);
  });

  it('does not take a read-back that flickers in step with its blocks for another one', () => {
    expect(closed().ticks(1000, (index) => ({ ...EVEN, dac: 160_000 + (index % 5 === 4 ? 40_000 : -10_000) }))).toBe(0);
  });

  it.each(Object.entries(MODES))('looks in mode %s only if that is ON or RAMP_DOWN', (name, mode) => {
    const isConnected = name === 'ON' || name === 'RAMP_DOWN';
    expect(closed({ mode }).ticks(100, () => ({ ...EVEN, voltage: 0 }))).toBe(isConnected ? BIT.SENSE_OPEN : 0);
  });

  describe('against row 8', () => {
    const rows = (rowsLeftOut: readonly number[]): Fixture => {
      const fixture = new Fixture({ watch: { blank_blocks: 0 }, causesInForce: causesInForce(new Set([9, 19, ...rowsLeftOut])) });
      fixture.close(160_000);
      fixture.ticks(200, () => EVEN);
      return fixture;
    };
    /** 100 codes less across the stray capacitance: 10 codes a tick. The series resistor lets flow what drops across it. */
    const fall = (index: number): Sample => ({ ...EVEN, voltage: 10_000 - 10 * (index + 1), current: 50 * (index + 1) });

    it('a jump of the voltage that the series resistor does not see is the lead\'s', () => {
      expect(rows([]).ticksUntilCause(() => ({ ...EVEN, voltage: 9900 })).causes).toBe(BIT.SENSE_OPEN);
    });

    it('a fall that drives a current through it is the cell\'s', () => {
      expect(rows([]).ticksUntilCause(fall).causes).toBe(BIT.SHORT_CIRCUIT);
    });

    it('a current that the voltage knows nothing of is no short either', () => {
      const fixture = rows([]);
      expect(fixture.ticksUntilCause(() => ({ ...EVEN, current: 10_000 })).causes).toBe(BIT.SENSE_OPEN);
      // 10,000 codes are 0.61 V across 100 MOhm, in the mean of a millisecond that holds five to ten of them.
      expect(fixture.interlock.seen[22]).toBeLessThan(-300_000);
    });

    it('with row 22 left out both are a short', () => {
      expect(rows([22]).ticksUntilCause(() => ({ ...EVEN, voltage: 9900 })).causes).toBe(BIT.SHORT_CIRCUIT);
    });

    it('says by how much it jumped', () => {
      const fixture = rows([]);
      fixture.ticks(5, () => ({ ...EVEN, voltage: 9900 }));
      // Five of ten samples are 100 codes of 305 uV lower.
      expect(fixture.interlock.seen[22]).toBeCloseTo(15_258.789, 3);
    });
  });

  it('begins its mean anew at the closing', () => {
    const fixture = closed();
    fixture.ticks(90, () => ({ ...EVEN, voltage: 0 }));
    fixture.close(160_000);
    expect(fixture.ticks(300, () => EVEN)).toBe(0);
  });

  it('stays until a mean is good again', () => {
    const fixture = closed();
    fixture.ticks(100, () => ({ ...EVEN, voltage: 0 }));
    expect(fixture.ticks(4, () => EVEN)).toBe(BIT.SENSE_OPEN);
    fixture.ticks(1, () => EVEN);
    expect(fixture.ticks(200, () => EVEN)).toBe(0);
  });

  it('is not seen with the row left out', () => {
    const fixture = new Fixture({ causesInForce: causesInForce(new Set([8, 19, 22])) });
    fixture.close(160_000);
    expect(fixture.ticks(300, () => ({ ...EVEN, voltage: 9000, dac: 160_000 }))).toBe(0);
  });
});
