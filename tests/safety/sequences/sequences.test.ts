import type { Controller, ControllerParts } from '@nanobias/firmware-model';
import { REGISTER, createController } from '@nanobias/firmware-model';
import { describe, expect, it } from 'vitest';
import { Life } from './life.ts';
import { sequence } from './sequence.ts';
import { areTelling, kindOf, ownDeeds, runOf, sequenceShard } from './sequences.ts';

const RUNS = 100;
const FIRST = 6_000;

describe('a hundred hostile commands over the wire', () => {
  it('never close without permission, never exceed cap, current, slew or strap, and the stop opens behind them', () => {
    const { bad, begun, reached_on, applied, own, wholeSpoilt } = sequenceShard({ first: 8_000, count: RUNS });
    expect(bad).toEqual([]);
    // Otherwise no violation would mean nothing: the output was on, and at 4.5 V or more.
    expect(reached_on).toBeGreaterThanOrEqual(0.9 * RUNS);
    expect(applied).toBeGreaterThanOrEqual(0.5 * RUNS);
    // And not because they began there.
    expect(own.begun_open).toBeGreaterThanOrEqual(0.3 * RUNS);
    expect(own.came_on).toBeGreaterThanOrEqual(0.8 * own.begun_open);
    expect(own.begun_below_4_5_V).toBeGreaterThanOrEqual(0.8 * RUNS);
    expect(own.rose_to_4_5_V).toBeGreaterThanOrEqual(0.4 * own.begun_below_4_5_V);
    expect(own.stayed_on).toBeGreaterThanOrEqual(0.5 * own.begun_closed);
    expect(Object.keys(begun).sort()).toEqual(['armed', 'at the cap', 'below 4.5 V', 'limits committed', 'on', 'power-up', 'tripped']);
    expect(wholeSpoilt).toBe(1);
  });

  it('count as a deed of theirs what they did not begin with', () => {
    const idle = { ...sequence({ seed: 1, commands_count: 0 }), hasReachedOn: true, hasApplied: true };
    const high = { ...idle, hasBegunClosed: true, hasBegunHigh: true, closed_commands: 24 };
    expect(ownDeeds([high, high])).toEqual({ begun_open: 0, came_on: 0, begun_below_4_5_V: 0, rose_to_4_5_V: 0, begun_closed: 2, stayed_on: 0, came_back: 0 });
    const returned = { ...high, hasClosed: true, closed_commands: 25 };
    const risen = { ...idle, hasClosed: true };
    expect(ownDeeds([returned, risen])).toEqual({ begun_open: 1, came_on: 1, begun_below_4_5_V: 1, rose_to_4_5_V: 1, begun_closed: 1, stayed_on: 1, came_back: 1 });
  });

  it('say something by enough deeds of their own alone', () => {
    const enough = { begun_open: 40, came_on: 32, begun_below_4_5_V: 90, rose_to_4_5_V: 36, begun_closed: 60, stayed_on: 30, came_back: 0 };
    expect(areTelling(enough)).toBe(true);
    for (const change of [{ came_on: 31 }, { rose_to_4_5_V: 35 }, { stayed_on: 29 }, { begun_open: 0, came_on: 0 }]) expect(areTelling({ ...enough, ...change })).toBe(false);
  });

  it.each([1, 2, 3])('of seed %i have a fault in one whole life of three, whatever their shards', (base) => {
    const first = base * 1_000_000_000;
    const whole = Array.from({ length: 7500 }, (_, index) => kindOf(first + index, index % 250)).filter(({ isWhole }) => isWhole);
    expect([whole.length, whole.filter(({ isSpoilt }) => isSpoilt).length]).toEqual([30, 10]);
  });

  it('give the same run for the same seed, whatever the device lived through before', () => {
    const alone = (seed: number, index: number): unknown => runOf(new Life(FIRST), seed, index);
    const life = new Life(FIRST);
    const among = [0, 1, 2, 3, 4, 5].map((index) => runOf(life, FIRST + index, index));
    expect(among.some(({ fault }) => fault !== '')).toBe(true);
    expect(among[5]).toEqual(alone(FIRST + 5, 5));
    expect(among[3]).toEqual(alone(FIRST + 3, 3));
  });

  it('differ from one another though they share a life', () => {
    const life = new Life(FIRST);
    expect(new Set([1, 2, 4].map((index) => runOf(life, FIRST + index, index).ticks)).size).toBe(3);
  });

  it('give the same whole run for the same seed', () => {
    expect(sequence({ seed: 77, commands_count: 30 })).toEqual(sequence({ seed: 77, commands_count: 30 }));
  });

  it('are judged: a firmware that closes by itself is found', () => {
    const closing = (parts: ControllerParts): Controller => {
      const controller = createController(parts);
      let ticks = 0;
      return {
        // Not `serveTicks`: the deed is done in every tick.
        boot: () => controller.boot?.(),
        runTasks: () => controller.runTasks(),
        isr: () => {
          controller.isr();
          ticks += 1;
          // Layer 0 wants the request withdrawn first, and no more than 20 nA.
          if (ticks < 200) return;
          parts.registers[REGISTER.DAC_CODE] = parts.registers[REGISTER.INTERLOCK_VOLTAGE_CODE]! * 16;
          parts.registers[REGISTER.SWITCH_REQUEST] = 3;
        },
      };
    };
    expect(sequence({ seed: 1, firmware: closing, commands_count: 20 }).violations.map(({ property }) => property)).toContain('T3');
  });
});
