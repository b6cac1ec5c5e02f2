import { describe, expect, it } from 'vitest';
import type { BoardConfiguration } from '../../../../firmware-model/src/board/configuration.ts';
import { REGISTER } from '../../../../firmware-model/src/board/registers.ts';
import { benchBoard, dacCode, IDEAL, type Bench } from '../bench-board.ts';

const OVER_VOLTAGE = 1;
const UNDER_VOLTAGE = 2;
const OVER_CURRENT = 4;
const INTERLOCK_LINE = 8;
const KEY = 0x5a17;
const CLOSING_TICKS = 6;
const RECLOSE_TICKS = 10_000;
/** For so long the button holds the processor, which then feeds the watchdog again. */
const RESET_TICKS = 12;
/** Leaves the voltage comparators alone: the current comparator is strapped out of reach. */
const VOLTAGE_ALONE: Partial<BoardConfiguration> = { ...IDEAL, strap_A: 1e-6 };

function askReset(bench: Bench): void {
  bench.registers[REGISTER.LATCH_RESET] = 0;
  bench.tick();
  bench.registers[REGISTER.LATCH_RESET] = KEY;
  bench.tick();
}

/** The button on the instrument, which also resets the processor. */
function pressReset(bench: Bench): void {
  bench.board.pressLocalReset();
  bench.tick(RESET_TICKS);
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
  it('refuses the local reset while the cause is present, however often it is asked', () => {
    const bench = latched();
    for (let attempt = 0; attempt < 50; attempt += 1) {
      pressReset(bench);
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
    pressReset(bench);
    expect(bench.board.protection.record.trips_count).toBe(1);
    bench.terminals.cell_V = -0.1;
    bench.tick(100);
    pressReset(bench);
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
    bench.board.pressLocalReset();
    bench.tick();
    expect(bench.registers[REGISTER.LATCH_STATE]).toBe(OVER_CURRENT);
    expect(bench.board.protection.record.last.opening_ns).toBeCloseTo(17_000, 3);
  });

  it('resets also long after, with the request withdrawn and nothing moving', () => {
    const bench = latched();
    bench.terminals.cell_V = 4;
    bench.registers[REGISTER.SWITCH_REQUEST] = 0;
    bench.tick(2 * RECLOSE_TICKS);
    pressReset(bench);
    expect(bench.registers[REGISTER.LATCH_STATE]).toBe(0);
  });

  it('holds what the comparators saw against the firmware\'s key, though the cause is gone, and gives way to the button alone', () => {
    const bench = latched();
    bench.terminals.cell_V = 4;
    bench.tick(100);
    for (let attempt = 0; attempt < 20; attempt += 1) askReset(bench);
    expect(bench.registers[REGISTER.LATCH_STATE]).toBe(OVER_VOLTAGE);
    pressReset(bench);
    expect(bench.registers[REGISTER.LATCH_STATE]).toBe(0);
  });

  /** Opened by the interlock line: a soft cause. */
  function lineOpened(): Bench {
    const bench = benchBoard({ changes: VOLTAGE_ALONE, start_V: 1 });
    bench.registers[REGISTER.DAC_CODE] = dacCode(1);
    bench.registers[REGISTER.SWITCH_REQUEST] = 3;
    bench.tick(CLOSING_TICKS);
    bench.board.faults.openLine(1);
    bench.tick();
    bench.registers[REGISTER.SWITCH_REQUEST] = 0;
    bench.tick();
    expect(bench.registers[REGISTER.LATCH_STATE]).toBe(INTERLOCK_LINE);
    return bench;
  }

  it('resets a soft cause that is gone at the edge of the key, and one that is present not at all', () => {
    const bench = lineOpened();
    askReset(bench);
    expect(bench.registers[REGISTER.LATCH_STATE]).toBe(INTERLOCK_LINE);
    bench.board.faults.openLine(0);
    askReset(bench);
    expect(bench.registers[REGISTER.LATCH_STATE]).toBe(0);
  });

  it('does not reset by a key that was written while the cause was present and stands', () => {
    const bench = lineOpened();
    askReset(bench);
    bench.board.faults.openLine(0);
    bench.tick(200);
    expect(bench.registers[REGISTER.LATCH_STATE]).toBe(INTERLOCK_LINE);
  });

  it('takes no other word for its key', () => {
    const bench = lineOpened();
    bench.board.faults.openLine(0);
    for (const word of [0, 1, -1, KEY + 1, KEY - 1, KEY ^ 0x10000, ~KEY]) {
      bench.registers[REGISTER.LATCH_RESET] = word;
      bench.tick(2);
      expect(bench.registers[REGISTER.LATCH_STATE]).toBe(INTERLOCK_LINE);
    }
  });

  it('is set again in the tick of its reset where the cause comes back: setting wins', () => {
    const bench = latched();
    bench.terminals.cell_V = 4;
    bench.tick(100);
    // The voltage is inside at the edge, and crosses later in the same tick.
    bench.terminals.voltage_V = 4.9999;
    bench.terminals.cell_V = 5.2;
    bench.board.pressLocalReset();
    expect(bench.board.protection.latchedCauses).toBe(0);
    bench.tick();
    expect(bench.registers[REGISTER.LATCH_STATE]).toBe(OVER_VOLTAGE);
  });

  it('watches again from the tick after its reset on, long after nothing has moved', () => {
    const bench = latched();
    bench.terminals.cell_V = 4;
    bench.registers[REGISTER.SWITCH_REQUEST] = 0;
    bench.tick(2 * RECLOSE_TICKS);
    bench.board.protection.resetLocally();
    bench.terminals.cell_V = 5.2;
    bench.tick(100);
    expect(bench.registers[REGISTER.LATCH_STATE]).toBe(OVER_VOLTAGE);
    expect(bench.board.protection.record.trips_count).toBe(2);
  });

  it('does not re-close by a request that stood through trip and reset', () => {
    const bench = benchBoard({ changes: VOLTAGE_ALONE, start_V: 1 });
    bench.registers[REGISTER.DAC_CODE] = dacCode(1);
    bench.registers[REGISTER.SWITCH_REQUEST] = 3;
    bench.tick(CLOSING_TICKS);
    bench.board.faults.openLine(2);
    bench.tick();
    bench.board.faults.openLine(0);
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
