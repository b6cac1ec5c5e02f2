import { describe, expect, it } from 'vitest';
import { latch } from '../../../firmware-model/src/interlock/latch.ts';
import { WORD } from '../../../firmware-model/src/interlock/state.ts';
import { boundSlew } from '../../../firmware-model/src/interlock/step.ts';
import { BIT, Fixture, MODES, only } from './fixture.ts';

describe('what a tick adds up', () => {
  it('is every current of its block, and every sum of them', () => {
    const fixture = new Fixture();
    for (const current of [5, -6, 9]) fixture.tick({ current, voltage: 100, dac: 2 });
    expect([WORD.BLOCK_VOLTAGE_SUM, WORD.BLOCK_CURRENT_SUM, WORD.BLOCK_CHARGE_SUM, WORD.BLOCK_DAC_SUM].map((word) => fixture.get(word))).toEqual([300, 8, 12, 6]);
  });

  // Blocks of the default board have five ticks; no board has longer ones than 64.
  it.each([[64, 63], [65, 5], [66, 5], [1, 5], [0, 5], [-7, 5]])('ends its block in time: with %i ticks to go there are %i afterwards', (before, after) => {
    const fixture = new Fixture();
    fixture.set(WORD.BLOCK_TICKS, before);
    fixture.tick();
    expect(fixture.get(WORD.BLOCK_TICKS)).toBe(after);
  });
});

describe('the counts of the rows', () => {
  it('of a frozen path go no further than they must, and those of the other stay its own', () => {
    const both = only(19);
    both.ticks(200, () => ({ voltage: 7, current: 8 }));
    expect([both.get(WORD.FROZEN_VOLTAGE_COUNT), both.get(WORD.FROZEN_CURRENT_COUNT)]).toEqual([63, 63]);
    const one = only(19);
    one.ticks(200, () => ({ voltage: 7 }));
    expect([one.get(WORD.FROZEN_VOLTAGE_COUNT), one.get(WORD.FROZEN_CURRENT_COUNT)]).toEqual([63, 0]);
    const other = only(19);
    other.ticks(200, () => ({ current: 7 }));
    expect([other.get(WORD.FROZEN_VOLTAGE_COUNT), other.get(WORD.FROZEN_CURRENT_COUNT)]).toEqual([0, 63]);
  });

  it.each([[0, 16_384], [2, 16_384], [3, 2 * 16_384], [20, 19 * 16_384], [21, 20 * 16_384], [0x7fff_ffff, 20 * 16_384], [-1, 20 * 16_384]])(
    'take %i conversions in a tick for %i codes of charge beyond the limit, and never for more than 2 ms of it',
    (conversions, count) => {
      const fixture = only(6);
      fixture.tick({ conversions });
      expect(fixture.get(WORD.EXCESS_SUM_COUNT)).toBe(count);
    },
  );

  it('are not misled by what a window without a sum holds: a current that flickers is counted, and nobody is accused', () => {
    const fixture = only(6);
    fixture.interlock.excess.fill(8192);
    expect(fixture.ticksUntilCause((index) => ({ current: index % 2 === 0 ? 32_767 : 0 }))).toEqual({ ticks: 21, causes: BIT.EXCESS_CHARGE });
    const quiet = only(27);
    quiet.interlock.excess[5] = 8;
    expect(quiet.ticks(300)).toBe(0);
  });

  it('take a read-back at the end of what is permitted for obeying', () => {
    // One per cent of 86 codes and 262.14 codes: 263.
    expect(only(21).ticks(50, () => ({ command: 86, dac: 86 + 263 }))).toBe(0);
    expect(only(21).ticks(50, () => ({ command: 86, dac: 86 + 264 }))).toBe(BIT.DAC_FAULT);
  });
});

describe('what a row leaves behind', () => {
  it('is the number that was compared, and nothing of what lies inside', () => {
    const frozen = only(19);
    frozen.ticks(64, () => ({ voltage: 7 }));
    expect([frozen.interlock.seen[19], frozen.interlock.seen[32 + 19]]).toEqual([64, 64]);
    const charged = only(6);
    charged.ticks(20, (index) => ({ current: index % 2 === 0 ? 32_767 : 0 }));
    expect(charged.interlock.seen[11]).toBe(0);
    charged.tick({ current: 32_767 });
    expect(charged.interlock.seen[11]).toBe(11 * 16_383);
  });

  it.each(Object.entries(MODES))('is no clear time of a latch in mode %s, if that is not TRIPPED', (name, mode) => {
    const fixture = new Fixture({ mode });
    latch(fixture.interlock, BIT.SLEW, 7);
    fixture.ticks(3);
    expect(fixture.get(WORD.CLEAR_FIRST)).toBe(name === 'TRIPPED' ? 3 : 0);
  });
});

describe('the bound of the slew', () => {
  it.each(Object.entries(MODES))('holds in mode %s if that connects', (name, mode) => {
    expect(only(5, { mode }).tick({ dac: 3 })).toBe(name === 'ON' || name === 'RAMP_DOWN' ? BIT.SLEW : 0);
  });

  it('is due at once where it stays the same, and nothing is waited for', () => {
    const fixture = only(5);
    boundSlew(fixture.interlock, 2);
    expect(fixture.get(WORD.SLEW_HOLD_TICKS)).toBe(0);
    fixture.ticks(3);
    expect(fixture.get(WORD.SLEW_HOLD_TICKS)).toBe(0);
  });
});

describe('limits that lie crossed', () => {
  it.each([[40, BIT.UNDER_VOLTAGE], [50, BIT.UNDER_VOLTAGE], [51, BIT.OVER_VOLTAGE], [100, BIT.OVER_VOLTAGE]])('let nothing through, and name the side: code %i, causes %i', (voltage, causes) => {
    expect(only(2, { thresholds: { voltage_code_min: 100, voltage_code_max: 50 } }).tick({ voltage })).toBe(causes);
  });
});
