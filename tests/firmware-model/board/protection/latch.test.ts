import { describe, expect, it } from 'vitest';
import type { BoardConfiguration } from '../../../../firmware-model/src/board/configuration.ts';
import { REGISTER } from '../../../../firmware-model/src/board/registers.ts';
import { benchBoard, dacCode, IDEAL, type Bench } from '../bench-board.ts';

const OVER_VOLTAGE = 1;
const UNDER_VOLTAGE = 2;
const OVER_CURRENT = 4;
const KEY = 0x5a17;
const CLOSING_TICKS = 6;
const RECLOSE_TICKS = 10_000;
/** Leaves the voltage comparators alone: the current comparator is strapped out of reach. */
const VOLTAGE_ALONE: Partial<BoardConfiguration> = { ...IDEAL, strap_A: 1e-6 };

function askReset(bench: Bench): void {
  bench.registers[REGISTER.LATCH_RESET] = 0;
  bench.tick();
  bench.registers[REGISTER.LATCH_RESET] = KEY;
  bench.tick();
}

describe('latch of layer 0', () => {
  /** Latched for over-voltage; the cell holds tap B at 5.2 V. */
  function latched(): Bench {
    const bench = benchBoard({ changes: VOLTAGE_ALONE, start_V: 4.95 });
    bench.registers[REGISTER.DAC_CODE] = dacCode(4.95);
    bench.registers[REGISTER.SWITCH_REQUEST] = 3;
    bench.tick(CLOSING_TICKS);
    expect(bench.registers[REGISTER.SWITCH_READBACK]).toBe(3);
    bench.terminals.cell_V = 5.2;
    bench.terminals.cell_S = 1e-6;
    bench.tick(10);
    expect(bench.registers[REGISTER.LATCH_STATE]).toBe(OVER_VOLTAGE);
    return bench;
  }

  // A latch that is cleared and set again by the next comparison looks the same from outside: the count of trips tells.
  it('refuses a reset while the cause is present, however often it is asked', () => {
    const bench = latched();
    for (let attempt = 0; attempt < 50; attempt += 1) {
      askReset(bench);
      expect(bench.registers[REGISTER.LATCH_STATE]).toBe(OVER_VOLTAGE);
    }
    expect(bench.board.protection.record.trips_count).toBe(1);
  });

  it('refuses it below the lower threshold as well', () => {
    const bench = benchBoard({ changes: VOLTAGE_ALONE, start_V: -0.29 });
    bench.terminals.cell_V = -0.5;
    bench.terminals.cell_S = 1e-6;
    bench.tick(100);
    expect(bench.registers[REGISTER.LATCH_STATE]).toBe(UNDER_VOLTAGE);
    askReset(bench);
    expect(bench.board.protection.record.trips_count).toBe(1);
    bench.terminals.cell_V = -0.1;
    bench.tick(100);
    askReset(bench);
    expect(bench.registers[REGISTER.LATCH_STATE]).toBe(0);
  });

  it('refuses it while the switches are still opening', () => {
    const bench = benchBoard({ changes: { ...IDEAL, tick_us: 10 }, start_V: 1 });
    bench.registers[REGISTER.DAC_CODE] = dacCode(1);
    bench.registers[REGISTER.SWITCH_REQUEST] = 3;
    bench.tick(60);
    bench.registers[REGISTER.DAC_CODE] = dacCode(4);
    bench.tick();
    expect(bench.registers[REGISTER.LATCH_STATE]).toBe(OVER_CURRENT);
    expect(bench.registers[REGISTER.SWITCH_READBACK]).toBe(3);
    bench.registers[REGISTER.DAC_CODE] = dacCode(1);
    bench.registers[REGISTER.LATCH_RESET] = KEY;
    bench.tick();
    expect(bench.registers[REGISTER.LATCH_STATE]).toBe(OVER_CURRENT);
    expect(bench.board.protection.record.last.opening_ns).toBeCloseTo(17_000, 3);
  });

  it('resets also long after, with the request withdrawn and nothing moving', () => {
    const bench = latched();
    bench.terminals.cell_V = 4;
    bench.registers[REGISTER.SWITCH_REQUEST] = 0;
    bench.tick(2 * RECLOSE_TICKS);
    askReset(bench);
    expect(bench.registers[REGISTER.LATCH_STATE]).toBe(0);
  });

  it('resets once the cause is gone, at the edge of the key', () => {
    const bench = latched();
    bench.terminals.cell_V = 4;
    bench.tick(100);
    expect(bench.registers[REGISTER.LATCH_STATE]).toBe(OVER_VOLTAGE);
    askReset(bench);
    expect(bench.registers[REGISTER.LATCH_STATE]).toBe(0);
  });

  it('does not reset by a key that was written while the cause was present and stands', () => {
    const bench = latched();
    askReset(bench);
    bench.terminals.cell_V = 4;
    bench.tick(200);
    expect(bench.registers[REGISTER.LATCH_STATE]).toBe(OVER_VOLTAGE);
  });

  it('takes no other word for its key', () => {
    const bench = latched();
    bench.terminals.cell_V = 4;
    bench.tick(100);
    for (const word of [0, 1, -1, KEY + 1, KEY - 1, KEY ^ 0x10000, ~KEY]) {
      bench.registers[REGISTER.LATCH_RESET] = word;
      bench.tick(2);
      expect(bench.registers[REGISTER.LATCH_STATE]).toBe(OVER_VOLTAGE);
    }
  });

  it('is set again in the tick of its reset where the cause comes back: setting wins', () => {
    const bench = latched();
    bench.terminals.cell_V = 4;
    bench.tick(100);
    // The voltage is inside at the edge, and crosses later in the same tick.
    bench.terminals.voltage_V = 4.9999;
    bench.terminals.cell_V = 5.2;
    askReset(bench);
    expect(bench.registers[REGISTER.LATCH_STATE]).toBe(OVER_VOLTAGE);
  });

  it('does not re-close by a request that stood through trip and reset', () => {
    const bench = latched();
    bench.terminals.cell_V = 4;
    bench.tick(100);
    askReset(bench);
    bench.tick(2 * RECLOSE_TICKS);
    expect(bench.registers[REGISTER.LATCH_STATE]).toBe(0);
    expect(bench.registers[REGISTER.SWITCH_READBACK]).toBe(0);
    bench.registers[REGISTER.SWITCH_REQUEST] = 0;
    bench.tick();
    bench.registers[REGISTER.SWITCH_REQUEST] = 3;
    bench.tick(CLOSING_TICKS);
    expect(bench.registers[REGISTER.SWITCH_READBACK]).toBe(3);
  });
});
