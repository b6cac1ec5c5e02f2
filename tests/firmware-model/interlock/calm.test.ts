import { describe, expect, it } from 'vitest';
import { calmSteps } from '../../../firmware-model/src/interlock/calm.ts';
import { latch } from '../../../firmware-model/src/interlock/latch.ts';
import { INPUT, WORD } from '../../../firmware-model/src/interlock/state.ts';
import { Chance } from '../../../firmware-model/src/kernel/prng.ts';
import { Arena } from '../../../firmware-model/src/kernel/arena.ts';
import { ALL, BIT, Fixture, MODES } from './fixture.ts';
import type { FixtureOptions } from './fixture.ts';

/** A place among codes, a spread around it, and a DAC: near a limit now and then, far from all of them mostly. */
interface Weather {
  readonly voltage: number;
  readonly current: number;
  readonly spread: number;
  readonly dac: number;
  /** Causes that are seen elsewhere. */
  readonly outer: number;
}

const LENGTH = 100;

class Dice {
  readonly #chance: Chance;

  constructor(seed: number) {
    this.#chance = new Chance(new Arena(), seed, 'host');
  }

  below(count: number): number {
    return this.#chance.next() % count;
  }

  pick<T>(values: readonly T[]): T {
    return values[this.below(values.length)]!;
  }
}

/** Both fixtures have seen the same; from here on one takes many ticks at once and the other each by itself. */
class Pair {
  readonly joined: Fixture;
  readonly single: Fixture;
  taken_ticks = 0;
  /** Those of them that stood under more than a lapsed lease. */
  standing_ticks = 0;
  causes = 0;

  constructor(options: FixtureOptions) {
    this.joined = new Fixture(options);
    this.single = new Fixture(options);
  }

  each(change: (fixture: Fixture) => void): void {
    change(this.joined);
    change(this.single);
  }

  /** So many ticks in this weather, with the step where the calm way refuses. */
  run(dice: Dice, { voltage, current, spread, dac, outer }: Weather): void {
    const voltages_code = Int32Array.from({ length: LENGTH }, () => voltage + dice.below(spread) - (spread >> 1));
    const currents_code = Int32Array.from({ length: LENGTH }, () => current + dice.below(spread) - (spread >> 1));
    let at = 0;
    while (at < LENGTH) {
      this.joined.interlock.inputs[INPUT.DAC_CODE] = dac;
      this.joined.interlock.inputs[INPUT.DAC_COMMAND_CODE] = dac;
      this.joined.interlock.inputs[INPUT.OUTER_CAUSES] = outer;
      const ticks = calmSteps(this.joined.interlock, { voltages_code, currents_code }, at, Math.min(LENGTH, at + 1 + dice.below(dice.pick([20, LENGTH]))));
      const last = at + Math.max(1, ticks) - 1;
      // A lease that has lapsed is found in every tick, as is what others see, and what the last block showed up to the end of the next.
      const lapsed = this.single.get(WORD.LEASE_TICKS) === -1 ? BIT.LEASE_LAPSED : 0;
      const standing = (lapsed | outer | this.single.get(WORD.CAUSES_HELD)) & this.single.get(WORD.CAUSES_IN_FORCE);
      let present = standing;
      for (; at <= last; at += 1) {
        expect(present).toBe(standing);
        present = this.single.tick({ voltage: voltages_code[at]!, current: currents_code[at]!, dac, outer });
      }
      if (ticks === 0) expect(this.joined.tick({ voltage: voltages_code[last]!, current: currents_code[last]!, dac, outer })).toBe(present);
      else expect(this.joined.get(WORD.CAUSES_PRESENT)).toBe(present);
      this.taken_ticks += ticks;
      this.standing_ticks += standing === lapsed ? 0 : ticks;
      this.causes |= present;
      this.compare(last, { voltages_code, currents_code });
      this.each((fixture) => {
        fixture.set(WORD.WARNINGS, 0);
      });
    }
  }

  /** Word for word; the codes of the last tick are handed over by whoever calls. */
  compare(last: number, { voltages_code, currents_code }: { voltages_code: Int32Array; currents_code: Int32Array }): void {
    const { inputs } = this.joined.interlock;
    inputs[INPUT.VOLTAGE_CODE] = voltages_code[last]!;
    inputs[INPUT.CURRENT_CODE] = currents_code[last]!;
    for (const part of ['state', 'inputs', 'copies', 'excess', 'dac', 'blocks', 'seen'] as const) {
      const joined = this.joined.interlock[part];
      const single = this.single.interlock[part];
      if (bytesOf(joined).equals(bytesOf(single))) continue;
      expect(joined, part).toEqual(single);
      throw new Error(`${part} differs in a sign of zero`);
    }
  }
}

function bytesOf({ buffer, byteOffset, byteLength }: Int32Array | Float64Array): Buffer {
  return Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);
}

const NEAR_VOLTAGES = [10_000, 10_000, 15_153, -735, -818, 0];
const NEAR_CURRENTS = [0, 0, 0, 16_380, -16_380, 800];
const OUTER = [0, 0, 0, BIT.LINK_LOST, BIT.TIME_BASE | BIT.LINK_LOST, BIT.SAMPLES_LOST];
/** Of codes, of blocks, and of what is seen elsewhere. */
const LATCHES = [BIT.LINK_LOST, BIT.OVER_VOLTAGE | BIT.LINK_LOST | BIT.ADC_FROZEN, BIT.SLEW | BIT.SAMPLES_LOST];

describe('calm steps', () => {
  it('leave every word as so many steps do, in every mode, near every threshold and far from all', () => {
    let taken_ticks = 0;
    let standing_ticks = 0;
    let cleared_count = 0;
    let causes = 0;
    for (let seed = 0; seed < 60; seed += 1) {
      const dice = new Dice(seed);
      const others = new Dice(1000 + seed);
      const pair = new Pair({
        mode: dice.pick(Object.values(MODES)), causesInForce: dice.pick([ALL, ALL, ~BIT.SHORT_CIRCUIT, 0]), window_ticks: dice.pick([10, 37, 1000]),
        clear_ticks: 50, watch: { blank_blocks: dice.pick([0, 3, 203]) }, thresholds: { isPrecursorTrip: dice.below(2) === 0 },
      });
      // Front end and temperature are as the tick before has left them.
      pair.each((fixture) => fixture.tick());
      const latched = others.pick(LATCHES);
      pair.each((fixture) => {
        latch(fixture.interlock, latched, 7);
      });
      for (let stretch = 0; stretch < 12; stretch += 1) {
        if (dice.below(4) === 0) pair.each((fixture) => {
          fixture.set(WORD.LEASE_TICKS, [40, 150, -1, 0x7fff_ffff][stretch & 3]!);
          fixture.set(WORD.AUTONOMY_TICKS, [0, 7, 5000][stretch % 3]!);
        });
        pair.run(dice, { voltage: dice.pick(NEAR_VOLTAGES), current: dice.pick(NEAR_CURRENTS), spread: dice.pick([1, 2, 7, 20]), dac: dice.pick([0, 0, 0, 1, 3]), outer: others.pick(OUTER) });
      }
      taken_ticks += pair.taken_ticks;
      standing_ticks += pair.standing_ticks;
      cleared_count += pair.joined.get(WORD.CLEAR_FIRST) === 50 ? 1 : 0;
      causes |= pair.causes;
    }
    // Both ways are taken often, and most rows of codes are among what was found.
    expect(taken_ticks).toBeGreaterThan(10_000);
    expect(taken_ticks).toBeLessThan(60_000);
    expect(standing_ticks).toBeGreaterThan(5000);
    expect(cleared_count).toBeGreaterThan(2);
    const expected = BIT.OVER_VOLTAGE | BIT.UNDER_VOLTAGE | BIT.OVER_CURRENT | BIT.SLEW | BIT.ADC_FROZEN | BIT.LEASE_LAPSED | BIT.REVERSAL | BIT.SHORT_CIRCUIT | BIT.SOFT_BREAKDOWN;
    expect(causes & expected).toBe(expected);
  });

  it('take a quiet millisecond whole', () => {
    const pair = new Pair({});
    const voltages_code = Int32Array.from({ length: 10 }, (_, index) => 10_000 + (index & 1));
    const currents_code = Int32Array.from({ length: 10 }, (_, index) => index & 1);
    pair.each((fixture) => fixture.ticks(40));
    expect(calmSteps(pair.joined.interlock, { voltages_code, currents_code }, 0, 10)).toBe(10);
  });

  it.each([0, -1, 65])('leave the tick to the step where its block has %i ticks to go, which no block has', (ticks) => {
    const { interlock } = new Fixture();
    interlock.state[WORD.BLOCK_TICKS] = ticks;
    expect(calmSteps(interlock, { voltages_code: Int32Array.of(10_000, 10_001), currents_code: Int32Array.of(0, 1) }, 0, 2)).toBe(0);
    expect(interlock.state[WORD.BLOCK_TICKS]).toBe(ticks);
  });

  it('leave the tick to the step where a guarded word was flipped', () => {
    for (let word = 0; word < 24; word += 1) {
      const { interlock } = new Fixture();
      interlock.state[word] = interlock.state[word]! ^ 4;
      const before = interlock.state.slice();
      expect(calmSteps(interlock, { voltages_code: Int32Array.of(10_000, 10_001), currents_code: Int32Array.of(0, 1) }, 0, 2)).toBe(0);
      expect(interlock.state).toEqual(before);
    }
  });
});
