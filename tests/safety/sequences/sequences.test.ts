import type { Controller, ControllerParts } from '@nanobias/firmware-model';
import { REGISTER, createController } from '@nanobias/firmware-model';
import { describe, expect, it } from 'vitest';
import { Life } from './life.ts';
import { sequence } from './sequence.ts';
import { kindOf, runOf, sequenceShard } from './sequences.ts';

const RUNS = 100;
const FIRST = 6_000;

describe('a hundred hostile commands over the wire', () => {
  it('never close without permission, never exceed cap, current, slew or strap, and the stop opens behind them', () => {
    const { bad, begun, reached_on, applied, wholeSpoilt } = sequenceShard({ first: 8_000, count: RUNS });
    expect(bad).toEqual([]);
    // Otherwise no violation would mean nothing: the output was on, and at 4.5 V or more.
    expect(reached_on).toBeGreaterThanOrEqual(0.9 * RUNS);
    expect(applied).toBeGreaterThanOrEqual(0.5 * RUNS);
    expect(Object.keys(begun).sort()).toEqual(['armed', 'at the cap', 'limits committed', 'on', 'power-up', 'tripped']);
    expect(wholeSpoilt).toBe(1);
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
