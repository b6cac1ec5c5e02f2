import { describe, expect, it } from 'vitest';
import { benchBoard, dacCode, IDEAL, type Bench } from '../bench-board.ts';

const AT = { DAC: 0, SWITCH_REQUEST: 1, LATCH_RESET: 4, STIMULUS: 5, SWITCH_READBACK: 16, LATCH_STATE: 17, STIMULUS_SEEN: 27 } as const;
const CLOSING_TICKS = 6;
const RECLOSE_TICKS = 10_000;
const S1 = 1;
const S2 = 2;
const BOTH = 3;

/** A board whose DAC stands 0.1 V above tap B, so that a closed circuit shows in its current. */
function bench(changes = {}): Bench {
  const made = benchBoard({ changes: { ...IDEAL, ...changes }, start_V: 1 });
  made.registers[AT.DAC] = dacCode(1.1);
  return made;
}

function ask(made: Bench, request: number, ticks: number): void {
  made.registers[AT.SWITCH_REQUEST] = request;
  made.tick(ticks);
}

function readback(made: Bench): number {
  return made.registers[AT.SWITCH_READBACK]!;
}

describe('series switches one by one', () => {
  it.each([S1, S2])('switch %i alone reads closed and lets no current through', (one) => {
    const made = bench();
    ask(made, one, CLOSING_TICKS);
    expect([readback(made), made.board.protection.isConducting, made.terminals.current_A]).toEqual([one, false, 0]);
    made.tick(100);
    expect(made.terminals.voltage_V).toBe(1);
  });

  it('one alone closes as often as it is asked; the circuit at most once a second', () => {
    const made = bench();
    for (let turn = 0; turn < 20; turn += 1) {
      ask(made, turn % 2 === 0 ? S1 : S2, CLOSING_TICKS + 1);
      expect(readback(made)).toBe(turn % 2 === 0 ? S1 : S2);
    }
    ask(made, BOTH, CLOSING_TICKS);
    expect(readback(made)).toBe(BOTH);
    ask(made, S1, 2);
    expect(readback(made)).toBe(S1);
    ask(made, BOTH, RECLOSE_TICKS - 2 * CLOSING_TICKS);
    expect(readback(made)).toBe(S1);
    made.tick(3 * CLOSING_TICKS);
    expect(readback(made)).toBe(BOTH);
  });

  it('never overlap when the request goes from one to the other: the first is open before the second closes', () => {
    // Closing in no time at all, opening in 20 us: what closes at once would meet what has not opened.
    const made = bench({ switch_s_close: 0, switch_s_open: 20e-6 });
    for (let turn = 0; turn < 20; turn += 1) {
      ask(made, turn % 2 === 0 ? S1 : S2, 1);
      expect(made.terminals.current_A).toBe(0);
    }
  });

  it('drop a closing that is no longer asked for, and go over to the other', () => {
    const made = bench();
    ask(made, S1, 3);
    ask(made, S2, CLOSING_TICKS);
    expect(readback(made)).toBe(S2);
  });

  it('inject the charge of S2, which lies at tap B, and none of S1', () => {
    const made = bench({ switch_C: 1e-12 });
    ask(made, S1, CLOSING_TICKS);
    expect(made.terminals.voltage_V).toBe(1);
    ask(made, 0, 2);
    ask(made, S2, CLOSING_TICKS);
    // 1 pC on 203 pF.
    expect(made.terminals.voltage_V).toBeCloseTo(1.004926, 6);
    ask(made, 0, 2);
    expect(made.terminals.voltage_V).toBeCloseTo(1, 12);
  });

  it('leak while they are open: 10 fS from 10 V to a node of 203 pF', () => {
    const made = bench({ switch_S_leak: 10e-15 });
    made.registers[AT.DAC] = dacCode(9.9);
    made.tick(10_000);
    // 8.9 V / 100 TOhm / 203 pF over one second.
    expect(made.terminals.voltage_V - 1).toBeCloseTo(0.438e-3, 5);
    const sealed = bench();
    sealed.registers[AT.DAC] = dacCode(9.9);
    sealed.tick(10_000);
    expect(sealed.terminals.voltage_V).toBe(1);
    sealed.board.faults.leakThroughSwitches(10e-15);
    sealed.tick(10_000);
    expect(sealed.terminals.voltage_V - 1).toBeCloseTo(0.438e-3, 5);
  });
});

describe('faults of the switches', () => {
  it.each([S1, S2])('switch %i welded shows in no register, and in the current once the other is driven alone', (welded) => {
    const made = bench();
    made.board.faults.weldSwitches(welded);
    made.tick(10);
    expect([readback(made), made.board.protection.isConducting]).toEqual([0, false]);
    ask(made, BOTH - welded, CLOSING_TICKS);
    expect([readback(made), made.board.protection.isConducting]).toEqual([BOTH - welded, true]);
    expect(made.terminals.current_A).toBeGreaterThan(0);
    ask(made, 0, 2);
    ask(made, welded, CLOSING_TICKS);
    expect([readback(made), made.terminals.current_A]).toEqual([welded, 0]);
  });

  it('one welded or slow switch does not keep layer 0 from opening within 25 us', () => {
    for (const fail of [
      (made: Bench) => made.board.faults.weldSwitches(S1),
      (made: Bench) => made.board.faults.weldSwitches(S2),
      (made: Bench) => made.board.faults.slowSwitches({ s1_us: 900, s2_us: 0 }),
      (made: Bench) => made.board.faults.slowSwitches({ s1_us: 0, s2_us: 900 }),
    ]) {
      const made = bench();
      ask(made, BOTH, CLOSING_TICKS);
      fail(made);
      made.tick(10);
      made.board.faults.openLine(1);
      made.tick(20);
      expect(made.board.protection.isConducting).toBe(false);
      expect(made.board.protection.record.last.opening_ns).toBeCloseTo(17_000, 3);
    }
  });

  it('both welded stay closed, whatever layer 0 does; its latch can\'t be reset then', () => {
    const made = bench();
    ask(made, BOTH, CLOSING_TICKS);
    made.board.faults.weldSwitches(BOTH);
    made.board.faults.openLine(1);
    made.tick(20);
    expect([readback(made), made.board.protection.isConducting, made.registers[AT.LATCH_STATE]]).toEqual([0, true, 8]);
    made.board.faults.openLine(0);
    made.registers[AT.LATCH_RESET] = 0x5a17;
    made.tick(2);
    expect(made.registers[AT.LATCH_STATE]).toBe(8);
  });

  it('a slow one opens late by its delay, and the read-back shows it', () => {
    const made = bench();
    made.board.faults.slowSwitches({ s1_us: 300, s2_us: 0 });
    ask(made, BOTH, CLOSING_TICKS);
    ask(made, 0, 1);
    expect(readback(made)).toBe(S1);
    made.tick(2);
    expect(readback(made)).toBe(S1);
    made.tick();
    expect(readback(made)).toBe(0);
  });

  it('a bouncing contact closes and opens as often as it bounces, and rests closed', () => {
    const made = bench({ tick_us: 10 });
    made.board.faults.bounceSwitches({ s1_count: 0, s2_count: 3 });
    made.registers[AT.SWITCH_REQUEST] = BOTH;
    let changes = 0;
    for (let tick = 0, before = 0; tick < 200; tick += 1) {
      made.tick();
      const closed = readback(made) & S2;
      changes += closed === before ? 0 : 1;
      before = closed;
    }
    expect(changes).toBe(7);
    expect(readback(made)).toBe(BOTH);
  });

  it('a contact that bounces is opened for good when it is let go in mid-bounce, at every moment of it', () => {
    for (let moment = 48; moment < 80; moment += 1) {
      const made = bench({ tick_us: 10 });
      made.board.faults.bounceSwitches({ s1_count: 2, s2_count: 3 });
      ask(made, BOTH, moment);
      ask(made, 0, 3);
      expect(readback(made)).toBe(0);
      made.tick(100);
      expect(readback(made)).toBe(0);
    }
  });

  it('two contacts that bounce in the longest tick leave no time behind', () => {
    const made = bench({ tick_us: 1000 });
    made.board.faults.bounceSwitches({ s1_count: 50, s2_count: 49 });
    ask(made, BOTH, 20);
    expect(made.terminals.ticks).toBe(20);
  });
});

describe('self-test of the comparators', () => {
  it('shows each comparator a threshold\'s worth, and keeps what answered until the next stimulus', () => {
    const made = bench();
    for (const stimulus of [1, 2, 4, 7]) {
      made.registers[AT.STIMULUS] = stimulus;
      made.tick();
      expect(made.registers[AT.STIMULUS_SEEN]).toBe(stimulus);
      made.registers[AT.STIMULUS] = 0;
      made.tick(5);
      expect(made.registers[AT.STIMULUS_SEEN]).toBe(stimulus);
    }
    expect([made.registers[AT.LATCH_STATE], made.terminals.voltage_V]).toEqual([0, 1]);
  });

  it('answers on every board, whose thresholds are off by their tolerance', () => {
    for (let seed = 0; seed < 40; seed += 1) {
      const made = benchBoard({ seed });
      made.registers[AT.STIMULUS] = 7;
      made.tick();
      expect(made.registers[AT.STIMULUS_SEEN]).toBe(7);
    }
  });

  it('finds each comparator that is dead, and each whose threshold has moved outwards', () => {
    for (const comparator of [1, 2, 4]) {
      const made = bench();
      made.board.faults.killComparators(comparator);
      made.registers[AT.STIMULUS] = 7;
      made.tick();
      expect(made.registers[AT.STIMULUS_SEEN]).toBe(7 - comparator);
    }
    for (const [offset, answering] of [[{ high_V: 0.1 }, 6], [{ low_V: -0.1 }, 5], [{ current_ratio: 0.1 }, 3], [{ high_V: -0.1, low_V: 0.1, current_ratio: -0.1 }, 7]] as const) {
      const made = benchBoard();
      made.board.faults.offsetComparators({ high_V: 0, low_V: 0, current_ratio: 0, ...offset });
      made.registers[AT.STIMULUS] = 7;
      made.tick();
      expect(made.registers[AT.STIMULUS_SEEN]).toBe(answering);
    }
  });

  it('forces the circuit open, by whatever bit, and lets nothing close', () => {
    for (const word of [1, 2, 4, 8, -1, 1 << 31]) {
      const made = bench();
      ask(made, BOTH, CLOSING_TICKS);
      made.registers[AT.STIMULUS] = word;
      made.tick();
      expect([readback(made), made.registers[AT.LATCH_STATE]]).toEqual([0, 0]);
      made.tick(2 * RECLOSE_TICKS);
      expect(readback(made)).toBe(0);
    }
  });

  it('masks no comparator: a voltage that leaves the window during a stimulus is latched', () => {
    const made = benchBoard({ changes: IDEAL, start_V: 4.99 });
    made.registers[AT.STIMULUS] = 7;
    made.terminals.cell_V = 5.3;
    made.terminals.cell_S = 1e-7;
    made.tick(50);
    expect(made.registers[AT.LATCH_STATE]).toBe(1);
  });
});

describe('a comparator that is dead or off', () => {
  /** Highest voltage, and what latched, when the DAC goes to 9 V with the current comparator out of reach. */
  function driven(fail: (made: Bench) => void): readonly [number, number] {
    const made = benchBoard({ changes: { ...IDEAL, strap_A: 1e-6 }, start_V: 4.9 });
    made.registers[AT.DAC] = dacCode(4.9);
    ask(made, BOTH, CLOSING_TICKS);
    fail(made);
    made.registers[AT.DAC] = dacCode(9);
    made.tick(200);
    return [made.terminals.voltage_V, made.registers[AT.LATCH_STATE]!];
  }

  it('lets the voltage pass, or trips elsewhere', () => {
    expect(driven(() => undefined)[0]).toBeLessThan(5.01);
    expect(driven((made) => made.board.faults.killComparators(1))).toEqual([expect.closeTo(7.47, 1), 0]);
    expect(driven((made) => made.board.faults.offsetComparators({ high_V: 0.5, low_V: 0, current_ratio: 0 }))[0]).toBeCloseTo(5.5, 2);
    expect(driven((made) => made.board.faults.killComparators(6))[1]).toBe(1);
  });

  it('is sound again when the fault is taken back', () => {
    expect(driven((made) => {
      made.board.faults.killComparators(7);
      made.tick();
      made.board.faults.clear();
    })[0]).toBeLessThan(5.01);
  });
});
