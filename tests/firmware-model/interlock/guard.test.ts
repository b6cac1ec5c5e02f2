import { describe, expect, it } from 'vitest';
import { areLimitsBelieved } from '../../../firmware-model/src/interlock/corruption.ts';
import { causesInForce } from '../../../firmware-model/src/interlock/rows.ts';
import { gateVerdict } from '../../../firmware-model/src/interlock/gate.ts';
import { WORD, putThresholdsInForce } from '../../../firmware-model/src/interlock/state.ts';
import { boundSlew } from '../../../firmware-model/src/interlock/step.ts';
import { BIT, Fixture, MODES, THRESHOLDS, only } from './fixture.ts';

/** Places by hand: the mode and its guard, the guarded words, the sums over each half. */
const GUARDED = Array.from({ length: 20 }, (_, index) => 2 + index);
const SUMS = [22, 23];
const BITS = Array.from({ length: 32 }, (_, bit) => bit);

function flip(fixture: Fixture, word: number, bit: number): void {
  fixture.interlock.state[word] = fixture.interlock.state[word]! ^ (1 << bit);
}

describe('row 27, limits or mode corrupted', () => {
  it.each([0, 1])('finds every flip of a single bit of limits, permission and slew within two ticks, whichever half is next: after %i ticks', (quietTicks) => {
    const missed: string[] = [];
    for (const word of [...GUARDED, ...SUMS]) {
      for (const bit of BITS) {
        const fixture = only(27);
        fixture.ticks(quietTicks);
        flip(fixture, word, bit);
        if (fixture.ticks(2) !== BIT.STATE_CORRUPTED) missed.push(`word ${word} bit ${bit}`);
      }
    }
    expect(missed).toEqual([]);
  });

  it.each(Object.entries(MODES))('finds every flip of a single bit of mode %s, or of its guard, in the next tick', (_name, mode) => {
    const missed: string[] = [];
    for (const word of [0, 1]) {
      for (const bit of BITS) {
        const fixture = only(27, { mode });
        flip(fixture, word, bit);
        if (fixture.tick() !== BIT.STATE_CORRUPTED) missed.push(`word ${word} bit ${bit}`);
      }
    }
    expect(missed).toEqual([]);
  });

  it('has no limit believed by the gate\'s caller once a bit of them is flipped, be it a tick before the row has seen it', () => {
    const believed: string[] = [];
    for (const word of [...GUARDED, ...SUMS]) {
      const fixture = only(27);
      expect(areLimitsBelieved(fixture.interlock)).toBe(true);
      flip(fixture, word, 5);
      if (areLimitsBelieved(fixture.interlock)) believed.push(`word ${word}`);
    }
    expect(believed).toEqual([]);
  });

  it('is asked for nothing where it is left out: then limits are taken as they stand', () => {
    const fixture = only(2);
    flip(fixture, WORD.VOLTAGE_MAX_CODE, 3);
    expect(areLimitsBelieved(fixture.interlock)).toBe(true);
  });

  it('keeps two modes nine bits apart, with their guards', () => {
    const words = Object.values(MODES).map((mode) => [mode, new Fixture({ mode }).get(1)] as const);
    const count = (value: number): number => (value >>> 0).toString(2).replaceAll('0', '').length;
    const distances = words.flatMap(([mode, guard], index) =>
      words.slice(index + 1).map(([other, otherGuard]) => count(mode ^ other) + count(guard ^ otherGuard)),
    );
    expect(distances).toHaveLength(36);
    expect(Math.min(...distances)).toBe(9);
  });

  it('finds two flips that hide from a sum, by the copies, within 10 ms', () => {
    const fixture = only(27);
    flip(fixture, WORD.VOLTAGE_MAX_CODE, 14);
    flip(fixture, WORD.CURRENT_MAX_CODE, 14);
    expect(fixture.ticks(2)).toBe(0);
    expect(fixture.ticks(98)).toBe(BIT.STATE_CORRUPTED);
  });

  it('accuses no write that goes the proper way', () => {
    const fixture = only(27);
    let causes = 0;
    for (let index = 0; index < 300; index += 1) {
      putThresholdsInForce(fixture.interlock, { ...THRESHOLDS, voltage_code_max: index * 77 - 9000, isPrecursorTrip: index % 2 === 0 });
      boundSlew(fixture.interlock, (index * 7919) % 5000);
      fixture.set(WORD.MODE, 1 + (index % 9));
      causes |= fixture.tick();
    }
    expect(causes).toBe(0);
  });

  it('does not let a proper write hide an error that was there before', () => {
    const fixture = only(27);
    flip(fixture, WORD.SLEW_MAX_COUNT, 3);
    fixture.set(WORD.SLEW_MAX_COUNT, 7);
    expect(fixture.ticks(2)).toBe(BIT.STATE_CORRUPTED);
  });

  it('takes a memory of zeros, or of ones, for corrupted', () => {
    for (const value of [0, -1]) {
      const fixture = only(27);
      fixture.interlock.state.fill(value, 0, 24);
      expect(fixture.tick()).toBe(BIT.STATE_CORRUPTED);
    }
  });

  it('throws away what is corrupted: the gate is shut, nothing else is accused, and the cause is gone in the next tick', () => {
    const fixture = new Fixture();
    flip(fixture, WORD.CAP_MAX_CODE, 20);
    expect(fixture.ticks(2)).toBe(BIT.STATE_CORRUPTED);
    expect(gateVerdict(fixture.interlock, 0)).toBe('refused');
    expect(fixture.get(WORD.MODE)).toBe(MODES.ON);
    expect(fixture.ticks(4, (index) => ({ voltage: 20_000 + index, current: 20_000 + index, temperature: -40_000 }))).toBe(0);
    putThresholdsInForce(fixture.interlock, THRESHOLDS);
    expect(gateVerdict(fixture.interlock, 0)).toBe('permitted');
  });

  it('keeps the causes in force and the clear time, whatever they were turned into', () => {
    const fixture = new Fixture();
    fixture.interlock.state[WORD.CAUSES_IN_FORCE] = 0;
    fixture.interlock.state[WORD.CLEAR_TICKS_MIN] = 0;
    expect(fixture.ticks(2)).toBe(BIT.STATE_CORRUPTED);
    expect([fixture.get(WORD.CAUSES_IN_FORCE), fixture.get(WORD.CLEAR_TICKS_MIN)]).toEqual([-1, 10_000]);
  });

  it('takes an unknown mode for one that is on, so that the cause opens, and warns whatever the mode', () => {
    const fixture = new Fixture({ mode: MODES.SAFE });
    fixture.interlock.state[WORD.MODE] = 99;
    expect(fixture.tick()).toBe(BIT.STATE_CORRUPTED);
    expect([fixture.get(WORD.MODE), fixture.get(WORD.WARNINGS)]).toEqual([MODES.ON, BIT.STATE_CORRUPTED]);
    expect(fixture.tick()).toBe(0);
  });

  it('leaves a mode that is whole as it is', () => {
    const fixture = new Fixture({ mode: MODES.SAFE });
    flip(fixture, WORD.CAP_MAX_CODE, 20);
    expect(fixture.ticks(2)).toBe(BIT.STATE_CORRUPTED);
    expect(fixture.get(WORD.MODE)).toBe(MODES.SAFE);
  });

  it('is not seen with the row left out, and then changes nothing', () => {
    const fixture = new Fixture({ causesInForce: causesInForce(new Set([22, 27])) });
    flip(fixture, WORD.CAP_MAX_CODE, 3);
    expect(fixture.ticks(200)).toBe(0);
    expect(fixture.get(WORD.CAP_MAX_CODE)).toBe(241_172 ^ 8);
  });
});
