import { describe, expect, it } from 'vitest';
import { benchBoard, dacCode, IDEAL, type Bench } from '../bench-board.ts';

const AT = { DAC: 0, SWITCH_REQUEST: 1, WATCHDOG: 3, LATCH_RESET: 4, SWITCH_READBACK: 16, LATCH_STATE: 17, RESET_CAUSE: 26 } as const;
const WATCHDOG = 16;
const KEY = 0x5a17;
const CLOSING_TICKS = 6;
/** Until the switches are at rest again after a closing. */
const REST_TICKS = 10_100;

/** A circuit that is closed and fed by hand; `word` is the last feed. */
class Fed {
  readonly bench: Bench;
  word: number;

  constructor({ rest_ticks = 0, changes = {} } = {}) {
    const bench = benchBoard({ changes: { ...IDEAL, ...changes }, start_V: 1 });
    bench.registers[AT.DAC] = dacCode(1);
    bench.registers[AT.SWITCH_REQUEST] = 3;
    bench.tick(CLOSING_TICKS + rest_ticks);
    this.bench = bench;
    this.word = bench.registers[AT.WATCHDOG]!;
    bench.isFeeding = false;
    expect(this.isClosed).toBe(true);
  }

  feed(word: number): void {
    this.word = word;
    this.bench.registers[AT.WATCHDOG] = word;
    this.bench.tick();
  }

  get isClosed(): boolean {
    return this.bench.board.protection.isConducting;
  }

  get latch(): number {
    return this.bench.registers[AT.LATCH_STATE]!;
  }
}

describe('windowed watchdog', () => {
  // While the switches rest layer 0 takes a tick by a shorter way, on which the same holds.
  describe.each([0, REST_TICKS])('%i ticks after closing', (rest_ticks) => {
    it('lets the circuit stay closed while it is fed once a tick', () => {
      const fed = new Fed({ rest_ticks });
      for (let tick = 0; tick < 500; tick += 1) fed.feed(fed.word + 1);
      expect([fed.isClosed, fed.latch]).toEqual([true, 0]);
    });

    it('forgives one tick without a feed, and opens at the second', () => {
      const fed = new Fed({ rest_ticks });
      fed.feed(fed.word);
      expect([fed.isClosed, fed.latch]).toEqual([true, 0]);
      fed.feed(fed.word + 1);
      fed.feed(fed.word);
      expect([fed.isClosed, fed.latch]).toEqual([true, 0]);
      fed.feed(fed.word);
      expect([fed.isClosed, fed.latch]).toEqual([false, WATCHDOG]);
    });

    it('opens at two feeds in one tick', () => {
      const fed = new Fed({ rest_ticks });
      fed.feed(fed.word + 2);
      expect([fed.isClosed, fed.latch]).toEqual([false, WATCHDOG]);
    });

    it('takes no other word for a feed', () => {
      for (const wrong of [-1, 3, 5, 1000, 1 << 30, 1 << 31]) {
        const fed = new Fed({ rest_ticks });
        fed.feed((fed.word + wrong) | 0);
        expect([fed.isClosed, fed.latch]).toEqual([true, 0]);
        fed.feed((fed.word + wrong) | 0);
        expect([fed.isClosed, fed.latch]).toEqual([false, WATCHDOG]);
      }
    });
  });

  it('opens the circuit within 300 us of the last feed, 17 us after it has bitten', () => {
    const fed = new Fed({ rest_ticks: REST_TICKS });
    const { record } = fed.bench.board.protection;
    let ticks = 0;
    for (; fed.isClosed && ticks < 100; ticks += 1) fed.bench.tick();
    // The last feed counts from the tick that saw it: two ticks of hunger, and the opening within the third.
    expect(ticks).toBe(2);
    expect(record.last.opening_ns).toBeCloseTo(17_000, 3);
    expect(2 * 100_000 + record.last.opening_ns).toBeLessThanOrEqual(300_000);
  });

  it('feeds on across 2^31', () => {
    const fed = new Fed();
    // By hand to the end of the count: the bench lets its own word be put forward together with the watchdog's.
    const words = new Int32Array(fed.bench.arena.words.buffer);
    const field = fed.bench.arena.fields.find(({ name }) => name === 'protection.watchdog')!;
    words[field.offset_bytes / 4] = 0x7fffffff;
    for (const word of [0x7fffffff, 0, 1, 2]) fed.feed(word);
    expect([fed.isClosed, fed.latch]).toEqual([true, 0]);
  });

  it('holds the processor in reset for 1 ms, with what it had written cleared but the DAC, and says why', () => {
    const fed = new Fed();
    fed.bench.tick(2);
    const { reset } = fed.bench.board;
    let held_ticks = 0;
    for (; reset.isHeld && held_ticks < 100; held_ticks += 1) {
      fed.bench.registers[AT.SWITCH_REQUEST] = 3;
      fed.bench.tick();
      expect([fed.bench.registers[AT.SWITCH_REQUEST], fed.bench.registers[AT.DAC]]).toEqual([0, dacCode(1)]);
    }
    expect(held_ticks).toBe(10);
    expect(fed.bench.registers[AT.RESET_CAUSE]).toBe(3);
  });

  it('is latched across the reset it has caused, and no request closes before the key and a feed', () => {
    const fed = new Fed();
    const { bench } = fed;
    bench.tick(20);
    bench.registers[AT.SWITCH_REQUEST] = 3;
    bench.isFeeding = true;
    bench.tick(2 * REST_TICKS);
    expect([fed.isClosed, fed.latch]).toEqual([false, WATCHDOG]);
    bench.registers[AT.LATCH_RESET] = KEY;
    bench.registers[AT.SWITCH_REQUEST] = 0;
    bench.tick();
    bench.registers[AT.SWITCH_REQUEST] = 3;
    bench.tick(CLOSING_TICKS);
    expect([fed.isClosed, fed.latch]).toEqual([true, 0]);
  });

  it('keeps the switches open until it is fed for the first time, and bites nobody before', () => {
    const bench = benchBoard({ changes: IDEAL, start_V: 1 });
    bench.registers[AT.SWITCH_REQUEST] = 3;
    bench.isFeeding = false;
    for (const word of [0, 0, 2, 5, -1]) {
      bench.registers[AT.WATCHDOG] = word;
      bench.tick(100);
      expect([bench.registers[AT.SWITCH_READBACK], bench.registers[AT.LATCH_STATE]]).toEqual([0, 0]);
    }
    bench.registers[AT.WATCHDOG] = 0;
    bench.isFeeding = true;
    bench.tick(CLOSING_TICKS);
    expect(bench.registers[AT.SWITCH_READBACK]).toBe(3);
  });

  it('measures by layer 0\'s own clock: a processor at two fifths of its speed feeds too late, at over twice too early', () => {
    for (const [fast_ratio, isBitten] of [[1.5, true], [0.99, false], [-0.45, false], [-0.55, true]] as const) {
      const fed = new Fed();
      fed.bench.board.faults.detuneOscillator(fast_ratio);
      fed.feed(fed.word + 1);
      fed.feed(fed.word + 1);
      expect((fed.latch & WATCHDOG) !== 0).toBe(isBitten);
    }
  });

  it('is what opens: left out with layer 0, a hang leaves the circuit closed', () => {
    const bench = benchBoard({ changes: IDEAL, start_V: 1, isLayer0Fitted: false });
    bench.registers[AT.DAC] = dacCode(1);
    bench.registers[AT.SWITCH_REQUEST] = 3;
    bench.tick(CLOSING_TICKS);
    bench.isFeeding = false;
    bench.tick(100);
    expect([bench.registers[AT.SWITCH_READBACK], bench.registers[AT.LATCH_STATE]]).toEqual([3, 0]);
  });
});
