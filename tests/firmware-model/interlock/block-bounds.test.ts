import { describe, expect, it } from 'vitest';
import { isOfLead } from '../../../firmware-model/src/interlock/sense.ts';
import { BLOCK, WORD } from '../../../firmware-model/src/interlock/state.ts';
import { BIT, Fixture, MODES, only } from './fixture.ts';

const AWAKE = { watch: { blank_blocks: 0 } } as const;
const DISPLACEMENT = 1015;
/** Places of what is told of a short and of the lead; limits lie 32 places on. */
const SHORT = 12;
const LEAD = 22;

/** 50 mV in the measure of row 22, by the tick, and 4096 of it a microvolt. */
const OFF_LIMIT = 204_800_000;
const PER_UV = 4096;

describe('a mean of blocks', () => {
  it('ends where its count is none: the copies are looked at then, and not before', () => {
    for (const [left, causes] of [[20, 0], [2, 0], [1, BIT.STATE_CORRUPTED], [0, BIT.STATE_CORRUPTED], [-3, BIT.STATE_CORRUPTED], [21, BIT.STATE_CORRUPTED]] as const) {
      const fixture = only(27);
      fixture.interlock.blocks[BLOCK.MEAN_BLOCKS_LEFT] = left;
      fixture.interlock.copies[3] = fixture.interlock.copies[3]! ^ 1;
      expect(fixture.ticks(5), `${left} blocks left`).toBe(causes);
    }
  });

  it('begins with empty sums at the closing, and is blanked no longer than it must be', () => {
    const fixture = new Fixture(AWAKE);
    fixture.ticks(3, () => ({ dac: 7 }));
    fixture.close(7);
    expect([WORD.BLOCK_VOLTAGE_SUM, WORD.BLOCK_CURRENT_SUM, WORD.BLOCK_CHARGE_SUM, WORD.BLOCK_DAC_SUM].map((word) => fixture.get(word))).toEqual([0, 0, 0, 0]);
    fixture.ticks(50);
    expect(fixture.interlock.blocks[BLOCK.BLANK_BLOCKS_LEFT]).toBe(0);
  });

  it('of what arrives at the lead is dropped while the switch is open', () => {
    const fixture = only(22);
    fixture.ticks(50, () => ({ dac: 9000 }));
    fixture.set(WORD.MODE, MODES.SAFE);
    fixture.ticks(5, () => ({ dac: 9000 }));
    expect([fixture.interlock.blocks[BLOCK.MEAN_OFF], fixture.get(WORD.BLOCK_DAC_SUM)]).toEqual([0, 0]);
  });
});

describe('what is told of a short', () => {
  it('is the current and its limit, over 4 ms', () => {
    for (const displacement of [{ numerator: 1015, denominator: 1 }, { numerator: 2030, denominator: 2 }]) {
      const fixture = only(8, { watch: { blank_blocks: 0, displacement } });
      fixture.ticks(200, () => ({ voltage: 10_000, current: -2000 }));
      expect([fixture.interlock.seen[SHORT], fixture.interlock.seen[32 + SHORT]]).toEqual([-2000, 819]);
    }
  });

  it('is in codes of current what the lead loses where a voltage falls by itself', () => {
    const fixture = only(8, AWAKE);
    fixture.ticks(100, () => ({ voltage: 10_000, current: 0 }));
    // Ten codes a tick for half a millisecond: 150 codes in the sum of a millisecond, of which 135 may be.
    expect(fixture.ticks(5, (index) => ({ voltage: 9990 - 10 * index, current: -10 * DISPLACEMENT }))).toBe(BIT.SHORT_CIRCUIT);
    expect([fixture.interlock.seen[SHORT], fixture.interlock.seen[32 + SHORT]]).toEqual([(150 * DISPLACEMENT) / 100, (135 * DISPLACEMENT) / 100]);
  });

  it.each([[9, 0], [10, BIT.SHORT_CIRCUIT]])('is nothing of a fall of 135 in the sum of a millisecond: %i codes a tick, causes %i', (by, causes) => {
    const fixture = only(8, { watch: { blank_blocks: 0, slowFall_count_max: 9999 } });
    fixture.ticks(100, () => ({ voltage: 10_000, current: 0 }));
    expect(fixture.ticks(5, (index) => ({ voltage: 10_000 - by * (index + 1), current: -by * DISPLACEMENT }))).toBe(causes);
  });

  it.each([[2, BIT.SHORT_CIRCUIT], [3, 0]])('is nothing while the DAC falls by more than two codes in the window, wherever that begins: %i codes, causes %i', (codes, causes) => {
    for (let place = 0; place < 7; place += 1) {
      const fixture = only(8, { ...AWAKE, window_ticks: 7 });
      fixture.ticks(100 + 5 * place, () => ({ voltage: 10_000, current: 0, dac: codes }));
      // The window of seven ticks ends at another place after each block of five.
      expect(fixture.ticks(5, (index) => ({ voltage: 9990 - 10 * index, current: -10 * DISPLACEMENT, dac: 0 }))).toBe(causes);
    }
  });
});

describe('what happens at the lead and not in the cell', () => {
  const lead = (off: readonly number[]): readonly [boolean, number, number] => {
    const { interlock } = new Fixture();
    interlock.blocks.set(off, BLOCK.OFF);
    return [isOfLead(interlock), interlock.seen[LEAD]!, interlock.seen[32 + LEAD]!];
  };

  it('is off by more than 50 mV in the mean of a millisecond', () => {
    const sum = 10 * OFF_LIMIT;
    expect(lead([sum, 0, sum, 0])).toEqual([false, 0, 0]);
    expect(lead([sum - 7, 7, 0, sum])).toEqual([false, 0, 0]);
    expect(lead([sum, 1, sum, 0])).toEqual([true, (sum + 1) / (10 * PER_UV), 50_000]);
    expect(lead([-sum, -1, -sum, 0])).toEqual([true, -(sum + 1) / (10 * PER_UV), 50_000]);
  });

  it('or jumps by more than the voltage may fall', () => {
    // 135 codes of voltage in the sum of a millisecond, each of 1,250,000.
    const jump = 168_750_000;
    expect(lead([jump, 0, 0, 0])).toEqual([false, 0, 0]);
    expect(lead([0, 0, 7, jump - 7])).toEqual([false, 0, 0]);
    expect(lead([jump, 1, 0, 0])).toEqual([true, (jump + 1) / (10 * PER_UV), jump / 10 / PER_UV]);
    expect(lead([0, 0, 1, jump])).toEqual([true, -(jump + 1) / (10 * PER_UV), jump / 10 / PER_UV]);
  });

  it('is kept for four blocks', () => {
    const fixture = only(22);
    for (const dac of [1, 2, 3, 4]) fixture.ticks(5, () => ({ voltage: 0, current: 0, dac }));
    expect([...fixture.interlock.blocks.subarray(BLOCK.OFF, BLOCK.OFF + 4)]).toEqual([4, 3, 2, 1].map((dac) => 5 * dac * 78_125));
  });

  // 5 D - 80 V - 16 I = 1,310,720 over a hundred ticks are 50 mV.
  it.each([[56, 0], [55, BIT.SENSE_OPEN]])('is 50 mV in the mean of 10 ms and not a code more, and nothing before: %i ticks of the lower code', (count, causes) => {
    const fixture = only(22, AWAKE);
    fixture.close(162_621);
    const tick = (index: number) => ({ voltage: 10_000, current: 0, dac: index < count ? 162_621 : 162_622 });
    expect(fixture.ticks(99, tick)).toBe(0);
    expect(fixture.tick(tick(99))).toBe(causes);
    if (causes !== 0) expect([fixture.interlock.seen[LEAD], fixture.interlock.seen[32 + LEAD]]).toEqual([(100 * OFF_LIMIT + 78_125) / (100 * PER_UV), 50_000]);
  });
});
