import { describe, expect, it } from 'vitest';
import type { BoardConfiguration } from '../../../../firmware-model/src/board/configuration.ts';
import { REGISTER, REGISTER_COUNT } from '../../../../firmware-model/src/board/registers.ts';
import { Arena } from '../../../../firmware-model/src/kernel/arena.ts';
import { chanceStreams } from '../../../../firmware-model/src/kernel/prng.ts';
import { benchBoard, dacCode } from '../bench-board.ts';

const KEY = 0x5a17;
/** Largest voltages that the strap, its error and the overshoot of a full-scale jump permit. */
const HIGH_V = 5 + 0.02 + 0.05;
const LOW_V = -0.3 - 0.02 - 0.1;

interface Attack {
  readonly highest_V: number;
  readonly lowest_V: number;
  readonly trips_count: number;
  readonly closed_ticks: number;
}

/**
 * Firmware that writes any register at any tick, with a taste for what hurts: the DAC's ends, its own limits, the
 * switches, the latch's key, the stimulus, the front end, the watchdog and its feed; a cell whose own voltage wanders;
 * and somebody at the instrument who presses its button.
 */
function attack(seed: number, ticks: number, changes: Partial<BoardConfiguration>): Attack {
  const bench = benchBoard({ seed, changes, start_V: 3 });
  const chance = chanceStreams(new Arena(), seed)('faults');
  const { registers, terminals } = bench;
  let highest_V = -Infinity;
  let lowest_V = Infinity;
  let closed_ticks = 0;
  let climb_V = 0;
  const moves: readonly { readonly weight: number; readonly make: () => void }[] = [
    { weight: 5, make: () => (registers[REGISTER.DAC_CODE] = chance.next() % 2 === 0 ? 524_287 : -524_288) },
    { weight: 5, make: () => (registers[REGISTER.DAC_CODE] = chance.next() | 0) },
    { weight: 5, make: () => (climb_V = chance.next() % 5 === 0 ? -1 : 1) },
    { weight: 5, make: () => (climb_V = 0) },
    { weight: 40, make: () => (registers[REGISTER.SWITCH_REQUEST] = chance.next() % 8 === 0 ? 0 : 3) },
    { weight: 5, make: () => (registers[REGISTER.SWITCH_REQUEST] = 1 + (chance.next() % 2)) },
    { weight: 100, make: () => (registers[REGISTER.LATCH_RESET] = chance.next() % 2 === 0 ? KEY : 0) },
    { weight: 5, make: () => (registers[REGISTER.STIMULUS] = chance.next() % 2 === 0 ? chance.next() | 0 : chance.next() % 8) },
    { weight: 20, make: () => (registers[REGISTER.STIMULUS] = 0) },
    { weight: 5, make: () => (registers[REGISTER.FRONT_END] = chance.next() | 0) },
    { weight: 2, make: () => (registers[REGISTER.WATCHDOG] = chance.next() | 0) },
    { weight: 2, make: () => (bench.isFeeding = !bench.isFeeding) },
    { weight: 20, make: () => (bench.isFeeding = true) },
    { weight: 20, make: () => bench.board.pressLocalReset() },
    { weight: 40, make: () => (registers[chance.next() % REGISTER_COUNT] = chance.next() | 0) },
    { weight: 2, make: () => (terminals.cell_V = (chance.next() / 2 ** 32) * 4.9) },
    { weight: 2, make: () => (terminals.cell_S = chance.next() % 3 === 0 ? 0 : 1e-9) },
  ];
  for (let tick = 0; tick < ticks; tick += 1) {
    let roll = chance.next() % 1000;
    moves.find(({ weight }) => (roll -= weight) < 0)?.make();
    if (climb_V !== 0) registers[REGISTER.DAC_CODE] = dacCode(terminals.voltage_V + climb_V);
    bench.tick();
    highest_V = Math.max(highest_V, bench.board.protection.record.highOfTick_V(terminals.voltage_V));
    lowest_V = Math.min(lowest_V, bench.board.protection.record.lowOfTick_V(terminals.voltage_V));
    closed_ticks += bench.board.protection.isConducting ? 1 : 0;
  }
  return { highest_V, lowest_V, trips_count: bench.board.protection.record.trips_count, closed_ticks };
}

const FAST_CLOSING: Partial<BoardConfiguration> = { switch_s_reclose: 0.005, switch_s_close: 200e-6 };

describe('layer 0 under a hostile firmware', () => {
  it('holds the true voltage within the strap, 20 mV and the overshoot, over 200,000 ticks', () => {
    const { highest_V, lowest_V, trips_count, closed_ticks } = attack(1, 200_000, { ...FAST_CLOSING, strap_A: 1e-6 });
    expect(highest_V).toBeLessThanOrEqual(HIGH_V);
    expect(lowest_V).toBeGreaterThanOrEqual(LOW_V);
    // The attack was one: it reached the strap from inside, often.
    expect(highest_V).toBeGreaterThan(4.98);
    expect(lowest_V).toBeLessThan(-0.28);
    expect(trips_count).toBeGreaterThan(100);
    expect(closed_ticks).toBeGreaterThan(10_000);
  });

  it('holds it for the fastest node that a configuration may have, R C of 2.5 ms', () => {
    const { highest_V, lowest_V, trips_count } = attack(2, 100_000, { ...FAST_CLOSING, strap_A: 1e-6, series_Ohm: 12.5e6, stray_F: 200e-12, comparator_s: 10e-6 });
    expect(highest_V).toBeLessThanOrEqual(HIGH_V);
    expect(lowest_V).toBeGreaterThanOrEqual(LOW_V);
    expect(highest_V).toBeGreaterThan(5.02);
    expect(trips_count).toBeGreaterThan(100);
  });

  it('holds it with the current comparator as strapped, and at other ticks', () => {
    for (const [seed, tick_us] of [[3, 100], [4, 10], [5, 1000]] as const) {
      const { highest_V, lowest_V, trips_count } = attack(seed, 50_000, { ...FAST_CLOSING, tick_us, slow_Hz: 10 });
      expect(highest_V).toBeLessThanOrEqual(HIGH_V);
      expect(lowest_V).toBeGreaterThanOrEqual(LOW_V);
      expect(trips_count).toBeGreaterThan(20);
    }
  });

  it('is what holds it: without layer 0 the same attack passes 9 V', () => {
    const bench = benchBoard({ seed: 1, isLayer0Fitted: false, start_V: 3 });
    bench.registers[REGISTER.DAC_CODE] = 524_287;
    bench.registers[REGISTER.SWITCH_REQUEST] = 3;
    bench.tick(2000);
    expect(bench.terminals.voltage_V).toBeGreaterThan(9);
  });
});
