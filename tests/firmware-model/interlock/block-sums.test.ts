import { describe, expect, it } from 'vitest';
import { WORD } from '../../../firmware-model/src/interlock/state.ts';
import { Arena } from '../../../firmware-model/src/kernel/arena.ts';
import { Chance } from '../../../firmware-model/src/kernel/prng.ts';
import { BIT, Fixture } from './fixture.ts';

/** Codes of one tick. */
interface Tick {
  readonly voltage: number;
  readonly current: number;
  readonly dac: number;
}

const BLOCK_TICKS = 5;
const MS_TICKS = 10;
const WINDOW_TICKS = 50;
const DISPLACEMENT = 1015;
const START: Tick = { voltage: 10_000, current: 0, dac: 0 };
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Rows 8 and 9 once more, from every code since the closing, by the sentences of the matrix instead of sums carried along. */
class Restated {
  readonly #ticks: Tick[] = [];
  readonly #charges: number[] = [];
  /** Voltage of each millisecond, and of the closing. */
  readonly #bias = [MS_TICKS * START.voltage];
  /** Currents of three spans, the running one first. */
  #spans = [[0], [0], [0]];
  #left_ms = 0;
  #stillDac = START.dac;

  take(tick: Tick): number {
    this.#ticks.push(tick);
    this.#charges.push((this.#charges.at(-1) ?? 0) + tick.current);
    const count = this.#ticks.length;
    if (count % BLOCK_TICKS !== 0) return 0;
    const isMillisecond = count % MS_TICKS === 0;
    const isFastInside = this.#isInside(1, 819 + 1042, 135);
    if (!isMillisecond) return isFastInside ? 0 : BIT.SHORT_CIRCUIT;
    this.#bias.push(this.#voltage(0));
    const isSlowInside = this.#isInside(4, 819, 131);
    return (isFastInside && isSlowInside ? 0 : BIT.SHORT_CIRCUIT) | (this.#isQuiet() ? 0 : BIT.SOFT_BREAKDOWN);
  }

  /** Sum over the millisecond that ended so many ago. */
  #voltage(ago_ms: number): number {
    return sum(this.#last(ago_ms).map(({ voltage }) => voltage));
  }

  #last(ago_ms: number): readonly Tick[] {
    const end = this.#ticks.length - ago_ms * MS_TICKS;
    return Array.from({ length: MS_TICKS }, (_, index) => this.#ticks[end - 1 - index] ?? START);
  }

  #charge(ago_ms: number): number {
    const end = this.#ticks.length - ago_ms * MS_TICKS;
    return sum(Array.from({ length: MS_TICKS }, (_, index) => this.#charges[end - 1 - index] ?? 0));
  }

  #isInside(apart_ms: number, limit_code: number, fall_max: number): boolean {
    const rise = this.#voltage(0) - this.#voltage(apart_ms);
    const specimen = this.#charge(0) - this.#charge(apart_ms) - DISPLACEMENT * rise;
    const away = Math.max(this.#voltage(0) - Math.min(...this.#bias), Math.max(...this.#bias) - this.#voltage(0));
    const isCurrentInside = Math.abs(specimen) * 1024 <= (limit_code * 1024 * MS_TICKS + 2925 * away) * apart_ms * MS_TICKS;
    const oldest = this.#ticks.at(-WINDOW_TICKS)?.dac ?? START.dac;
    return isCurrentInside && (-fall_max <= rise || this.#ticks.at(-1)!.dac + 2 < oldest);
  }

  #isQuiet(): boolean {
    const current = sum(this.#last(0).map((tick) => tick.current));
    const { dac } = this.#ticks.at(-1)!;
    if (Math.abs(dac - this.#stillDac) > 2) {
      this.#stillDac = dac;
      this.#spans = [[current], [current], [current]];
      return true;
    }
    this.#spans[0]!.push(current);
    const all = this.#spans.flat();
    if (this.#left_ms > 1) this.#left_ms -= 1;
    else {
      this.#left_ms = 5;
      this.#spans = [[current], this.#spans[0]!, this.#spans[1]!];
    }
    return Math.max(...all) - Math.min(...all) <= 1638 * MS_TICKS;
  }
}

/** Codes near the limits, in stretches: drifts with and without the current that charges the lead, currents, moves of the DAC. */
function weather(seed: number): readonly Tick[] {
  const chance = new Chance(new Arena(), seed, 'host');
  const pick = (values: readonly number[]): number => values[chance.next() % values.length]!;
  const ticks: Tick[] = [];
  for (let stretch = 0; stretch < 60; stretch += 1) {
    const [rise, current, step] = [pick([0, 0, 0, 1, -1, 3, -9]), pick([0, 0, 400, 819, -820, 1638, -1640, 1861, 3000]), pick([0, 0, 0, 0, 2, 3, -3])];
    const displacement = pick([0, DISPLACEMENT]);
    for (let left = pick([3, 5, 12, 30, 60]); left > 0; left -= 1) {
      const before = ticks.at(-1) ?? START;
      const moved = left % 3 === 0 ? rise : 0;
      ticks.push({ voltage: before.voltage + moved, current: current + displacement * moved, dac: before.dac + (left % 7 === 0 ? step : 0) });
    }
  }
  return ticks;
}

describe('rows 8 and 9, in every block', () => {
  it('say what the same codes say without sums that are carried along', () => {
    const found: number[] = [];
    for (let seed = 0; seed < 40; seed += 1) {
      const fixture = new Fixture({ causesInForce: BIT.SHORT_CIRCUIT | BIT.SOFT_BREAKDOWN, window_ticks: WINDOW_TICKS, watch: { blank_blocks: 0 } });
      const restated = new Restated();
      for (const [index, tick] of weather(seed).entries()) {
        const expected = restated.take(tick);
        const held = fixture.tick(tick);
        // Between the ends of two blocks the causes of the last one are held.
        if (fixture.get(WORD.BLOCK_TICKS) !== BLOCK_TICKS) continue;
        expect(held, `seed ${seed}, tick ${index}`).toBe(expected);
        found.push(expected);
      }
    }
    for (const causes of [0, BIT.SHORT_CIRCUIT, BIT.SOFT_BREAKDOWN]) expect(found.filter((one) => one === causes).length).toBeGreaterThan(300);
  });
});
