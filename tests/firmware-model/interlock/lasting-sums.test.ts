import { describe, expect, it } from 'vitest';
import { WORD } from '../../../firmware-model/src/interlock/state.ts';
import { BIT, Fixture, only } from './fixture.ts';

/** Places by hand: what row 8 takes for the cell's own voltage, and the guards of both. */
const EXTREMES = [35, 36, 28, 47];
const MEAN_TICKS = 100;
const LIMIT_CODE = 16_384;

function flip(words: Float64Array, place: number, bit: number): void {
  const bytes = new DataView(words.buffer, words.byteOffset + 8 * place, 8);
  bytes.setUint8(bit >> 3, bytes.getUint8(bit >> 3) ^ (1 << (bit & 7)));
}

/** NaN is as wide as can be. */
function width({ interlock: { blocks } }: Fixture): number {
  const apart = blocks[36]! - blocks[35]!;
  return Number.isNaN(apart) ? Infinity : apart;
}

describe('row 27, sums that last longer than 15 ms', () => {
  it('finds every flip of a single bit of the cell\'s own voltage within 10 ms that would widen row 8 until the next closing', () => {
    const missed: string[] = [];
    const sound = only(27);
    sound.ticks(47 + MEAN_TICKS);
    let found_count = 0;
    for (const place of EXTREMES) {
      for (let bit = 0; bit < 64; bit += 1) {
        const fixture = only(27);
        fixture.ticks(47);
        flip(fixture.interlock.blocks, place, bit);
        const isFound = fixture.ticks(MEAN_TICKS) === BIT.STATE_CORRUPTED;
        if (isFound) found_count += 1;
        else if (width(fixture) > width(sound)) missed.push(`word ${place} bit ${bit}`);
      }
    }
    expect(missed).toEqual([]);
    expect(found_count).toBeGreaterThan(2 * 64);
  });

  it('takes the last millisecond for the cell\'s own voltage from then on, and is content', () => {
    const fixture = only(27);
    fixture.ticks(20);
    fixture.interlock.blocks[35] = -1e9;
    expect(fixture.ticks(MEAN_TICKS)).toBe(BIT.STATE_CORRUPTED);
    expect(fixture.interlock.blocks[35]).toBeGreaterThan(99_000);
    expect(fixture.ticks(3 * MEAN_TICKS)).toBe(0);
  });

  it('finds a window that does not bear out its sum, and a sum that its window does not, within 10 ms', () => {
    for (let bit = 0; bit < 24; bit += 1) {
      for (const spoil of [
        ({ interlock }: Fixture): number => (interlock.excess[700] = interlock.excess[700]! ^ (1 << bit)),
        ({ interlock }: Fixture): number => (interlock.state[WORD.EXCESS_SUM_COUNT] = interlock.state[WORD.EXCESS_SUM_COUNT]! ^ (1 << bit)),
      ]) {
        const fixture = only(27);
        fixture.tick({ current: LIMIT_CODE + 3000 });
        fixture.ticks(2);
        spoil(fixture);
        expect(fixture.ticks(MEAN_TICKS), `bit ${bit}`).toBe(BIT.STATE_CORRUPTED);
        expect([fixture.get(WORD.EXCESS_SUM_COUNT), fixture.interlock.excess.some((count) => count !== 0)]).toEqual([0, false]);
      }
    }
  });

  it('does not let what a quiet window holds by a flip hide a current that comes', () => {
    const fixture = only(6);
    // Twenty samples of 8192 codes beyond the limit, each but one good one apart, are 10 pC; a flip of so much would take it back.
    for (let index = 0; index < 1000; index += 50) fixture.interlock.excess[index] = 8192;
    const { ticks, causes } = fixture.ticksUntilCause((index) => ({ current: index % 2 === 0 ? LIMIT_CODE + 8192 : 1 }));
    expect([ticks, causes]).toEqual([41, BIT.EXCESS_CHARGE]);
  });

  it('forgets no charge beyond the limit because the cell\'s own voltage was corrupted', () => {
    const fixture = only(27);
    fixture.tick({ current: LIMIT_CODE + 3000 });
    fixture.interlock.blocks[35] = -1e9;
    expect(fixture.ticks(MEAN_TICKS)).toBe(BIT.STATE_CORRUPTED);
    expect(fixture.get(WORD.EXCESS_SUM_COUNT)).toBe(3000);
  });

  it('leaves the sums as they are where it is left out', () => {
    const fixture = only(6);
    fixture.ticks(7);
    fixture.interlock.blocks[35] = -1e9;
    fixture.ticks(2 * MEAN_TICKS);
    expect(fixture.interlock.blocks[35]).toBe(-1e9);
  });

  it('accuses no row that is left out of it', () => {
    const fixture = only(6);
    fixture.ticks(7);
    flip(fixture.interlock.blocks, 35, 50);
    expect(fixture.ticks(2 * MEAN_TICKS)).toBe(0);
  });
});
