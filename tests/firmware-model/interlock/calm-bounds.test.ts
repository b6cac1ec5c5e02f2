import { describe, expect, it } from 'vitest';
import { calmSteps } from '../../../firmware-model/src/interlock/calm.ts';
import { latch } from '../../../firmware-model/src/interlock/latch.ts';
import { INPUT, WORD } from '../../../firmware-model/src/interlock/state.ts';
import { BIT, Fixture, MODES } from './fixture.ts';
import type { FixtureOptions } from './fixture.ts';

interface Scene extends FixtureOptions {
  /** Code that the DAC was told, and what it reads back now. */
  readonly dac?: number;
  readonly readBack?: number;
  /** What is seen elsewhere, and how warm it is, in the ticks in question. */
  readonly outer?: number;
  readonly temperature_mdegC?: number;
  /** Done to the settled interlocks before the ticks in question. */
  readonly change?: (fixture: Fixture) => void;
}

interface Codes {
  readonly voltages?: readonly number[];
  readonly currents?: readonly number[];
}

/** Ticks that are offered. */
const OFFERED = 8;
const QUIET = { voltages: [10_000, 10_001, 10_000, 10_001, 10_000, 10_001, 10_000, 10_001], currents: [0, 1, 0, 1, 0, 1, 0, 1] };

/** Interlocks at rest, at the beginning of a block of five ticks. */
function scene({ dac = 0, readBack = dac, outer = 0, temperature_mdegC = 25_000, change, ...options }: Scene): Fixture {
  const fixture = new Fixture(options);
  fixture.close(dac);
  fixture.ticks(40, () => ({ dac }));
  change?.(fixture);
  const { inputs } = fixture.interlock;
  inputs[INPUT.DAC_CODE] = readBack;
  inputs[INPUT.OUTER_CAUSES] = outer;
  inputs[INPUT.TEMPERATURE_mdegC] = temperature_mdegC;
  return fixture;
}

/** How many of the ticks are taken; each word must be as so many steps leave it. */
function taken(given: Scene, { voltages = QUIET.voltages, currents = QUIET.currents }: Codes = {}, to = voltages.length): number {
  const joined = scene(given);
  const single = scene(given);
  const codes = { voltages_code: Int32Array.from([99_999, ...voltages]), currents_code: Int32Array.from([99_999, ...currents]) };
  const ticks = calmSteps(joined.interlock, codes, 1, 1 + to);
  const { dac: command = 0, readBack: dac = command, outer = 0, temperature_mdegC: temperature = 25_000 } = given;
  for (let index = 0; index < ticks; index += 1) single.tick({ voltage: voltages[index]!, current: currents[index]!, dac, command, outer, temperature });
  for (const part of ['state', 'copies', 'excess', 'dac', 'blocks', 'seen'] as const) expect(joined.interlock[part], part).toEqual(single.interlock[part]);
  return ticks;
}

const OPEN: Scene = { mode: MODES.SAFE, window_ticks: 20 };
const CLOSED: Scene = { mode: MODES.ON, window_ticks: 20 };
const setting = (word: number, value: number) => ({ change: (fixture: Fixture) => { fixture.set(word, value); } });
const withOne = (codes: readonly number[], at: number, code: number): readonly number[] => codes.map((value, index) => (index === at ? code : value));

describe('calm ticks are taken as far as nothing is in doubt', () => {
  it.each([['open', OPEN], ['closed', CLOSED]])('all of them while the circuit is %s and nothing happens', (_name, rest) => {
    for (let to = 0; to <= OFFERED; to += 1) expect(taken(rest, QUIET, to)).toBe(to);
  });

  it.each([
    ['something lost is being counted', WORD.LOST_LEVEL, 1], ['a charge beyond the limit is summed', WORD.EXCESS_SUM_COUNT, 1], ['a code was at an end', WORD.SATURATED_TICKS, 1],
    ['the DAC is under suspicion', WORD.DAC_FAULT_LEVEL, 1], ['a faster ramp is not forgotten', WORD.SLEW_HOLD_TICKS, 1], ['a warning is not taken away', WORD.WARNINGS, BIT.SOFT_BREAKDOWN],
    ['the lease is spent', WORD.LEASE_TICKS, 0], ['the lease is none', WORD.LEASE_TICKS, -2],
    ['fewer causes than none are latched', WORD.LATCH_COUNT, -1], ['more are latched than there are places', WORD.LATCH_COUNT, 9], ['the place in the window is none', WORD.WINDOW_INDEX, -1], ['the place lies behind the window', WORD.WINDOW_INDEX, 20],
    ['no tick of a block is left', WORD.BLOCK_TICKS, 0], ['more ticks are left than a block has', WORD.BLOCK_TICKS, 65],
  ])('none while %s', (_name, word, value) => {
    const { interlock } = scene({ ...CLOSED, ...setting(word, value) });
    const before = interlock.state.slice();
    expect(calmSteps(interlock, { voltages_code: Int32Array.from(QUIET.voltages), currents_code: Int32Array.from(QUIET.currents) }, 0, OFFERED)).toBe(0);
    expect(interlock.state).toEqual(before);
  });

  it.each([0, 2])('none where a tick has %i conversions', (conversions_count) => {
    const { interlock } = scene(CLOSED);
    interlock.inputs[INPUT.CONVERSIONS_COUNT] = conversions_count;
    expect(calmSteps(interlock, { voltages_code: Int32Array.from(QUIET.voltages), currents_code: Int32Array.from(QUIET.currents) }, 0, OFFERED)).toBe(0);
  });

  it.each([[0, 19], [19, 0]])('from place %i of the window, or place %i', (...places) => {
    for (const place of places) expect(taken({ ...CLOSED, ...setting(WORD.WINDOW_INDEX, place) })).toBe(OFFERED);
  });

  it('with as many causes latched as there are places', () => {
    expect(taken({ ...OPEN, ...setting(WORD.LATCH_COUNT, 8) })).toBe(OFFERED);
  });

  it('whatever is in force', () => {
    expect(taken({ ...CLOSED, causesInForce: BIT.SLEW, ...setting(WORD.BLOCK_TICKS, 64), watch: { block_ticks: 64 } })).toBe(OFFERED);
  });

  it('forgets a single tick of over-current, as the step does, but not before it has seen one without', () => {
    expect(taken({ ...CLOSED, ...setting(WORD.OVER_CURRENT_COUNT, 1) })).toBe(OFFERED);
    expect(taken({ ...CLOSED, ...setting(WORD.OVER_CURRENT_COUNT, 1) }, { currents: withOne(QUIET.currents, 0, 20_000) })).toBe(0);
  });
});

describe('causes that stand', () => {
  const held = (causes: number) => setting(WORD.CAUSES_HELD, causes);

  it('are found in every tick: what others see, and what the last block showed up to the end of the next', () => {
    expect(taken({ ...OPEN, outer: BIT.LINK_LOST })).toBe(OFFERED);
    // A block ends with its fifth tick.
    expect(taken({ ...OPEN, ...held(BIT.TEMPERATURE) })).toBe(5);
    expect(taken({ ...OPEN, ...held(BIT.TEMPERATURE) }, QUIET, 4)).toBe(4);
  });

  it('stay where the next block shows them again, and so does what others see of the same', () => {
    expect(taken({ ...OPEN, temperature_mdegC: 70_000, ...held(BIT.TEMPERATURE) })).toBe(OFFERED);
    expect(taken({ ...OPEN, temperature_mdegC: 70_000 })).toBe(5);
    expect(taken({ ...OPEN, outer: BIT.TEMPERATURE, ...held(BIT.TEMPERATURE) })).toBe(OFFERED);
  });

  it('are none where they are not in force', () => {
    expect(taken({ ...OPEN, causesInForce: BIT.SLEW, outer: BIT.LINK_LOST, ...held(BIT.TEMPERATURE) })).toBe(OFFERED);
  });

  it.each([[1, BIT.LINK_LOST], [1, BIT.SLEW], [3, BIT.LINK_LOST | BIT.SLEW | BIT.TEMPERATURE]])('let the time of %i latched causes go by as in the step: %i', (_count, latched) => {
    for (const clear_ticks of [3, 5, 8, 9]) {
      for (let to = 0; to <= OFFERED; to += 1) {
        const change = (fixture: Fixture): void => {
          latch(fixture.interlock, latched, 7);
          fixture.set(WORD.CLEAR_FIRST, 2);
        };
        expect(taken({ mode: MODES.TRIPPED, window_ticks: 20, clear_ticks, outer: BIT.LINK_LOST, change }, QUIET, to)).toBe(to);
      }
    }
  });

  it('are gone with the tick that ends a block, which counts as one without them', () => {
    const change = (fixture: Fixture): void => {
      latch(fixture.interlock, BIT.TEMPERATURE, 7);
      fixture.set(WORD.CLEAR_FIRST, 2);
      fixture.set(WORD.CAUSES_HELD, BIT.TEMPERATURE);
      fixture.set(WORD.BLOCK_TICKS, 1);
    };
    expect(taken({ mode: MODES.TRIPPED, window_ticks: 20, clear_ticks: 9, change })).toBe(1);
  });

  it('let it begin anew, and go on, with the tick in which the causes change', () => {
    const warmed = (held_causes: number, temperature_mdegC: number): Scene => ({
      mode: MODES.TRIPPED,
      window_ticks: 20,
      temperature_mdegC,
      change: (fixture) => {
        latch(fixture.interlock, BIT.TEMPERATURE, 7);
        fixture.set(WORD.CLEAR_FIRST, 4);
        fixture.set(WORD.CAUSES_HELD, held_causes);
      },
    });
    expect(taken(warmed(BIT.TEMPERATURE, 25_000))).toBe(5);
    expect(taken(warmed(0, 70_000))).toBe(5);
  });
});

describe('time in calm ticks', () => {
  it.each([[-1, OFFERED], [1, 1], [5, 5], [8, 8], [9, 8], [0x7fff_ffff, OFFERED]])('with %i ticks of the lease left %i are taken', (left_ticks, expected) => {
    expect(taken({ ...CLOSED, ...setting(WORD.LEASE_TICKS, left_ticks) })).toBe(expected);
  });

  it.each([-5, -1, 0, 1, 3, 8, 5000])('an autonomy of %i ticks goes by as in the step', (left_ticks) => {
    expect(taken({ ...CLOSED, ...setting(WORD.AUTONOMY_TICKS, left_ticks) })).toBe(OFFERED);
  });

  it.each([0, 1, 2, 3, 4, 5, 6])('a window of seven read-backs is filled from place %i on, with fewer ticks than it holds', (place) => {
    const change = (fixture: Fixture): void => {
      fixture.set(WORD.WINDOW_INDEX, place);
      fixture.interlock.dac.set([1000, 1001, 1002, 999, 998, 1000, 1001]);
    };
    for (let to = 0; to <= 6; to += 1) expect(taken({ mode: MODES.ON, window_ticks: 7, dac: 1000, change }, QUIET, to)).toBe(to);
    for (const mode of [MODES.ON, MODES.SAFE]) expect(taken({ mode, window_ticks: 7, dac: 1000, change })).toBe(6);
  });
});

describe('the DAC in calm ticks', () => {
  // One per cent of the 86 codes it was told and 262.14 codes of slack: 263 codes off.
  it.each([[86, 349, OFFERED], [86, 350, 0], [86, -177, OFFERED], [86, -178, 0], [-86, -349, OFFERED], [-86, -350, 0], [-86, 177, OFFERED], [-86, 178, 0]])(
    'told %i and read back %i: %i ticks',
    (dac, readBack, expected) => {
      expect(taken({ ...OPEN, dac, readBack })).toBe(expected);
    },
  );

  it.each([[1002, OFFERED], [1003, 5], [998, OFFERED], [997, 5]])('stands at 1000 and stood at %i in the sixth tick of the window: %i ticks', (before, expected) => {
    for (let place = 0; place < 20; place += 1) {
      const change = (fixture: Fixture): void => {
        fixture.set(WORD.WINDOW_INDEX, place);
        fixture.interlock.dac[(place + 6) % 20] = before;
      };
      expect(taken({ ...CLOSED, dac: 1000, change })).toBe(expected);
      expect(taken({ ...OPEN, dac: 1000, change })).toBe(OFFERED);
    }
  });

  it('may stand anywhere in what lies behind the ticks in question', () => {
    const change = (fixture: Fixture): void => {
      fixture.interlock.dac[(fixture.get(WORD.WINDOW_INDEX) + 9) % 20] = 2000;
    };
    expect(taken({ ...CLOSED, dac: 1000, change })).toBe(OFFERED);
  });
});

describe('codes in calm ticks', () => {
  const far = { thresholds: { voltage_code_min: -99_999, voltage_code_max: 99_999, current_code_max: 99_999 } };

  it.each([
    ['over-voltage', {}, 15_155, 15_156], ['under-voltage', {}, -737, -738], ['the upper end of the converter', far, 32_766, 32_767],
    ['the lower end of the converter', far, -32_767, -32_768],
  ])('up to %s', (_name, options, last, beyond) => {
    expect(taken({ ...OPEN, ...options }, { voltages: withOne(QUIET.voltages, 3, last) })).toBe(OFFERED);
    expect(taken({ ...OPEN, ...options }, { voltages: withOne(QUIET.voltages, 3, beyond) })).toBe(3);
  });

  it.each([
    ['over-current', {}, 16_384, 16_385], ['over-current the other way', {}, -16_384, -16_385], ['the upper end of the converter', far, 32_766, 32_767],
    ['the lower end of the converter', far, -32_767, -32_768],
  ])('up to %s', (_name, options, last, beyond) => {
    expect(taken({ ...OPEN, ...options }, { currents: withOne(QUIET.currents, 3, last) })).toBe(OFFERED);
    expect(taken({ ...OPEN, ...options }, { currents: withOne(QUIET.currents, 3, beyond) })).toBe(3);
  });

  // 64 codes alike are a frozen converter: 63 repeats.
  it.each([
    ['voltage', WORD.FROZEN_VOLTAGE_COUNT, WORD.LAST_VOLTAGE_CODE, 'voltages'], ['current', WORD.FROZEN_CURRENT_COUNT, WORD.LAST_CURRENT_CODE, 'currents'],
  ] as const)('up to the last repeat but one of a %s', (_name, count, last, path) => {
    const change = (fixture: Fixture): void => {
      fixture.set(count, 61);
      fixture.set(last, 77);
    };
    expect(taken({ ...OPEN, change }, { [path]: [77, ...QUIET[path].slice(1)] })).toBe(OFFERED);
    expect(taken({ ...OPEN, change }, { [path]: [77, 77, ...QUIET[path].slice(2)] })).toBe(1);
  });
});

describe('blocks of calm ticks', () => {
  const flicker = { currents: [0, 1, 0, 1, 0, 4000, 4001, 4000, 4001, 4000, 4001, 4000, 4001, 4000, 4001], voltages: [...QUIET.voltages, ...QUIET.voltages].slice(0, 15) };
  const row9 = { ...CLOSED, causesInForce: BIT.SOFT_BREAKDOWN, watch: { blank_blocks: 0 } };

  it.each([true, false])('end with the one that shows a cause, or warns: %s', (isPrecursorTrip) => {
    expect(taken({ ...row9, thresholds: { isPrecursorTrip } }, flicker)).toBe(10);
    expect(taken({ ...row9, thresholds: { isPrecursorTrip, precursor_code_max: 9000 } }, flicker)).toBe(15);
  });

  it.each([1, 2, 5, 64])('of which %i ticks are left are taken on', (left_ticks) => {
    expect(taken({ ...OPEN, watch: { block_ticks: 64 }, ...setting(WORD.BLOCK_TICKS, left_ticks) })).toBe(OFFERED);
  });

  it('leave the causes of the tick: a lease that lapsed stands, what is over is gone', () => {
    const fixture = scene({ ...CLOSED, ...setting(WORD.LEASE_TICKS, -1) });
    fixture.set(WORD.CAUSES_PRESENT, BIT.SLEW);
    calmSteps(fixture.interlock, { voltages_code: Int32Array.from(QUIET.voltages), currents_code: Int32Array.from(QUIET.currents) }, 0, 3);
    expect(fixture.get(WORD.CAUSES_PRESENT)).toBe(BIT.LEASE_LAPSED);
  });
});
