import { describe, expect, it } from 'vitest';
import { causesInForce } from '../../../firmware-model/src/interlock/rows.ts';
import { WORD } from '../../../firmware-model/src/interlock/state.ts';
import { BIT, Fixture, MODES, only } from './fixture.ts';

/** Codes of current that charge the stray capacitance by one code of voltage in a tick: 203 pF x 0.305 mV / 0.1 ms / 0.61 pA. */
const DISPLACEMENT = 1015;
const AWAKE = { watch: { blank_blocks: 0 } } as const;

describe('row 8, a current into the specimen', () => {
  it.each([
    [818, 0], [819, 0], [820, BIT.SHORT_CIRCUIT], [-819, 0], [-820, BIT.SHORT_CIRCUIT],
  ])('of %i codes, for as long as it lasts: causes %i', (current, causes) => {
    expect(only(8, AWAKE).ticks(2000, () => ({ voltage: 10_000, current }))).toBe(causes);
  });

  it('at the limit is seen within 6 ms', () => {
    const fixture = only(8, AWAKE);
    fixture.ticks(103, () => ({ voltage: 10_000, current: 0 }));
    expect(fixture.ticksUntilCause(() => ({ voltage: 10_000, current: 820 })).ticks).toBeLessThanOrEqual(60);
  });

  // 0.5 nA and 7 sigma of the noise are 1861 codes in the weighted mean of 2 ms; six ticks of a step weigh 21 in 100.
  it.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])('of 5.5 nA is seen within 1 ms and one of 2.5 nA within 1.5 ms, begun at tick %i, of either sign', (phase) => {
    for (const [current, ticks_max] of [[9000, 10], [-9000, 10], [4096, 15], [-4096, 15]] as const) {
      const fixture = only(8, AWAKE);
      fixture.ticks(phase, () => ({ voltage: 10_000, current: 0 }));
      const { ticks, causes } = fixture.ticksUntilCause(() => ({ voltage: 10_000, current }));
      expect(causes).toBe(BIT.SHORT_CIRCUIT);
      expect(ticks).toBeLessThanOrEqual(ticks_max);
    }
  });

  it('is told from displacement: 10 codes a tick and the current that makes them are none, at the step as after it', () => {
    const fixture = only(8, AWAKE);
    const voltage = (index: number): number => 10_000 + 10 * Math.min(Math.max(0, index - 99), 33);
    expect(fixture.ticks(500, (index) => ({ voltage: voltage(index), current: 100 <= index && index < 133 ? 10 * DISPLACEMENT : 0 }))).toBe(0);
  });

  it('may be twice what the film passes at the distance from where the bias has been', () => {
    // 3000 codes away from the closing: 819 + 3000 x 2925 / 1024 are 9388.3 codes.
    const moved = (current: number): number => {
      const fixture = only(8, AWAKE);
      fixture.ticks(3000, (index) => ({ voltage: 10_001 + index, current: DISPLACEMENT }));
      fixture.ticks(100, () => ({ voltage: 13_000, current: 0 }));
      return fixture.ticks(1000, () => ({ voltage: 13_000, current }));
    };
    expect(moved(9388)).toBe(0);
    expect(moved(9389)).toBe(BIT.SHORT_CIRCUIT);
  });

  it('keeps what it saw, for the log', () => {
    const fixture = only(8, AWAKE);
    fixture.ticks(200, () => ({ voltage: 10_000, current: -2000 }));
    expect(fixture.interlock.seen[12]).toBe(-2000);
  });

  it('of a flicker is its mean: every other sample of 1640 codes is inside, of 1642 beyond', () => {
    expect(only(8, AWAKE).ticks(1000, (index) => ({ voltage: 10_000, current: index % 2 === 0 ? 1636 : 0 }))).toBe(0);
    expect(only(8, AWAKE).ticks(1000, (index) => ({ voltage: 10_000, current: index % 2 === 0 ? 1642 : 0 }))).toBe(BIT.SHORT_CIRCUIT);
  });
});

describe('row 8, a voltage that falls by itself', () => {
  /** The current is what the fall takes out of the stray capacitance, so that nothing seems to flow into the cell. */
  const fall = (fixture: Fixture, codes_per_tick: number, ticks: number, dac: (index: number) => number = () => 0): number => {
    let before = 10_000;
    return fixture.ticks(ticks, (index) => {
      const voltage = 10_000 - Math.floor(codes_per_tick * (index + 1));
      const current = (voltage - before) * DISPLACEMENT;
      before = voltage;
      return { voltage, current, dac: dac(index) };
    });
  };

  // 1 V/s are 0.328 codes a tick.
  it('may fall by 0.25 codes a tick for ever, and not by 0.35', () => {
    expect(fall(only(8, AWAKE), 0.25, 5000)).toBe(0);
    expect(fall(only(8, AWAKE), 0.35, 100)).toBe(BIT.SHORT_CIRCUIT);
  });

  it.each([0, 1, 2, 3, 4])('falls at 22 V/s, as across 1 GOhm at 4.5 V: seen within 1 ms, begun at tick %i of a block', (phase) => {
    const fixture = only(8, AWAKE);
    fixture.ticks(100 + phase, () => ({ voltage: 10_000, current: 0 }));
    const { ticks } = fixture.ticksUntilCause((index) => ({ voltage: 10_000 - Math.round(7.2 * (index + 1)), current: 0 }));
    expect(ticks).toBeLessThanOrEqual(10);
  });

  it('may fall while the DAC goes down, and for the 100 ms in which the node follows', () => {
    expect(fall(only(8, AWAKE), 0.9, 900, (index) => -16 * Math.min(index, 100))).toBe(0);
    expect(fall(only(8, AWAKE), 0.9, 1300, (index) => -16 * Math.min(index, 100))).toBe(BIT.SHORT_CIRCUIT);
    expect(fall(only(8, AWAKE), 0.9, 900, (index) => 16 * index)).toBe(BIT.SHORT_CIRCUIT);
  });

  it('is judged at every place of the window of 100 ms, the last one among them', () => {
    const fixture = only(8, AWAKE);
    fixture.ticks(4);
    // Blocks now end where the window does.
    fixture.close(0);
    expect(fixture.ticks(990, () => ({ voltage: 10_000, current: 0 }))).toBe(0);
    expect(fixture.ticks(5, (index) => ({ voltage: 10_000 - 50 * (index + 1), current: 0 }))).toBe(BIT.SHORT_CIRCUIT);
  });

  it('may rise as fast as it likes', () => {
    expect(only(8, AWAKE).ticks(300, (index) => ({ voltage: 10_010 + 10 * index, current: 10 * DISPLACEMENT }))).toBe(0);
  });

  it.each(Object.entries(MODES))('is judged in mode %s only if that is ON or RAMP_DOWN', (name, mode) => {
    expect(fall(only(8, { ...AWAKE, mode }), 5, 200)).toBe(name === 'ON' || name === 'RAMP_DOWN' ? BIT.SHORT_CIRCUIT : 0);
  });

  it('waits after the closing for 203 blocks of half a millisecond, and not a block longer (row 33)', () => {
    const fixture = only(8);
    expect(fixture.ticksUntilCause((index) => ({ voltage: 10_000 - 8 * (index + 1), current: 0 }))).toEqual({ ticks: 1020, causes: BIT.SHORT_CIRCUIT });
  });

  it('is not seen with the row left out', () => {
    const fixture = new Fixture({ ...AWAKE, causesInForce: causesInForce(new Set([8, 19, 22])) });
    expect(fixture.ticks(200, (index) => ({ voltage: 10_000 - 8 * index }))).toBe(0);
  });
});

describe('row 9, a precursor', () => {
  const jump = (fixture: Fixture, codes: number): number => {
    fixture.ticks(200, () => ({ current: 100 }));
    return fixture.ticks(100, () => ({ current: 100 + codes }));
  };

  it.each([
    [1637, 0], [1638, 0], [1639, BIT.SOFT_BREAKDOWN], [-1638, 0], [-1639, BIT.SOFT_BREAKDOWN],
  ])('takes a jump of %i codes with causes %i', (codes, causes) => {
    expect(jump(only(9, AWAKE), codes)).toBe(causes);
  });

  it.each([0, 1, 4, 5, 9])('answers within 2 ms, begun at tick %i of a millisecond', (phase) => {
    const fixture = only(9, AWAKE);
    fixture.ticks(200 + phase, () => ({ current: 0 }));
    expect(fixture.ticksUntilCause(() => ({ current: 1700 }), 20).causes).toBe(BIT.SOFT_BREAKDOWN);
  });

  it('sees a rise of 1.2 nA in 10 ms, and none of 0.5 nA', () => {
    const rise = (codes: number): number => only(9, AWAKE).ticks(3000, (index) => ({ current: Math.floor((codes * index) / 100) % 30_000 }));
    expect(only(9, AWAKE).ticks(3000, (index) => ({ current: Math.floor((819 * index) / 100) }))).toBe(0);
    expect(rise(1966)).toBe(BIT.SOFT_BREAKDOWN);
  });

  it('sees telegraph noise, whatever its period', () => {
    for (const period of [20, 50, 100, 300]) {
      expect(only(9, AWAKE).ticks(1000, (index) => ({ current: Math.floor(index / period) % 2 === 0 ? 0 : 1700 }))).toBe(BIT.SOFT_BREAKDOWN);
    }
  });

  it('forgets a jump after 15 ms', () => {
    const fixture = only(9, AWAKE);
    jump(fixture, 1700);
    fixture.ticks(100, () => ({ current: 1800 }));
    expect(fixture.ticks(1000, () => ({ current: 1800 }))).toBe(0);
  });

  it('looks away while the DAC moves by more than two codes', () => {
    const flickering = (dac: (index: number) => number): number =>
      only(9, AWAKE).ticks(1000, (index) => ({ current: Math.floor(index / 50) % 2 === 0 ? 0 : 1700, dac: dac(index) }));
    expect(flickering((index) => 3 * Math.floor(index / 10))).toBe(0);
    expect(flickering((index) => (index % 20 < 10 ? 0 : 2))).toBe(BIT.SOFT_BREAKDOWN);
  });

  it('warns instead of tripping unless the limits say so, once a second', () => {
    const fixture = only(9, { ...AWAKE, thresholds: { isPrecursorTrip: false } });
    let warnings = 0;
    const flicker = (ticks: number): void => {
      for (let index = 0; index < ticks; index += 1) {
        expect(fixture.tick({ current: Math.floor(index / 50) % 2 === 0 ? 0 : 1700 })).toBe(0);
        if (fixture.get(WORD.WARNINGS) === BIT.SOFT_BREAKDOWN) warnings += 1;
        fixture.set(WORD.WARNINGS, 0);
      }
    };
    flicker(9900);
    expect(warnings).toBe(1);
    flicker(300);
    expect(warnings).toBe(2);
    expect(fixture.interlock.seen[14]).toBe(1700);
  });

  it('waits after the closing as row 8 does', () => {
    const fixture = only(9);
    expect(fixture.ticks(1000, (index) => ({ current: Math.floor(index / 50) % 2 === 0 ? 0 : 1700 }))).toBe(0);
    expect(fixture.ticks(300, (index) => ({ current: Math.floor(index / 50) % 2 === 0 ? 0 : 1700 }))).toBe(BIT.SOFT_BREAKDOWN);
  });

  it.each(Object.entries(MODES))('looks in mode %s only if that is ON or RAMP_DOWN', (name, mode) => {
    expect(jump(only(9, { ...AWAKE, mode }), 5000)).toBe(name === 'ON' || name === 'RAMP_DOWN' ? BIT.SOFT_BREAKDOWN : 0);
  });

  it('is not seen with the row left out', () => {
    expect(jump(new Fixture({ ...AWAKE, causesInForce: causesInForce(new Set([8, 9, 19, 22])) }), 1700)).toBe(0);
  });
});
