import { describe, expect, it } from 'vitest';
import { Lane } from '../../../../firmware-model/src/harness/wire/lane.ts';
import { checkWireAction, type WireAction } from '../../../../firmware-model/src/harness/wire/action.ts';
import { Arena } from '../../../../firmware-model/src/kernel/arena.ts';
import { chanceStreams } from '../../../../firmware-model/src/kernel/prng.ts';

type Arrival = readonly [time_us: number, bytes: readonly number[]];
type Told = Omit<WireAction, 'way'>;

function laneOf(seed = 1) {
  const arena = new Arena();
  const time = { now_us: 0 };
  const lane = new Lane({ arena, chance: chanceStreams(arena, seed)('link'), name: 'lane', now_us: () => time.now_us });
  lane.act({ kind: 'latency', way: 'both', value: 200 });
  return { arena, lane, time, act: (action: Told) => lane.act({ way: 'both', ...action }) };
}

/** All that arrives up to a time. */
function arrivals({ lane, time }: ReturnType<typeof laneOf>, until_us: number): Arrival[] {
  const seen: Arrival[] = [];
  while (lane.next_us <= until_us) {
    time.now_us = Math.max(time.now_us, lane.next_us);
    const bytes = lane.first()!;
    seen.push([time.now_us, [...bytes]]);
    lane.take(bytes.length);
  }
  time.now_us = until_us;
  return seen;
}

/** Sends pieces of four bytes, a millisecond apart, and says what has become of them after a second. */
function sent(bench: ReturnType<typeof laneOf>, pieces_count: number): Arrival[] {
  const seen: Arrival[] = [];
  for (let piece = 0; piece < pieces_count; piece += 1) {
    const at_us = piece * 1000;
    seen.push(...arrivals(bench, at_us));
    bench.lane.send(Uint8Array.of(piece, piece, piece, piece));
  }
  return [...seen, ...arrivals(bench, 1e6)];
}

const firsts = (seen: readonly Arrival[]): readonly number[] => seen.map(([, bytes]) => bytes[0]!);

describe('one way of a wire', () => {
  it('hands on every piece whole, in order, after the latency', () => {
    expect(sent(laneOf(), 3)).toEqual([[200, [0, 0, 0, 0]], [1200, [1, 1, 1, 1]], [2200, [2, 2, 2, 2]]]);
  });

  it('takes ten bits a byte at a rate, a millisecond at a time, and what comes meanwhile waits', () => {
    const bench = laneOf();
    bench.act({ kind: 'baud rate', value: 100_000 });
    bench.lane.send(new Uint8Array(25));
    bench.lane.send(new Uint8Array(5));
    expect(bench.lane.room_bytes).toBe(0);
    const seen = arrivals(bench, 1e6).map(([time_us, bytes]) => [time_us, bytes.length]);
    expect(seen).toEqual([[700, 10], [1700, 10], [2700, 5], [3200, 5]]);
    expect(bench.lane.room_bytes).toBe(10);
  });

  it('loses a share of the pieces, or the next so many', () => {
    const shared = laneOf();
    shared.act({ kind: 'drop', value: 1, share_ratio: 0.3 });
    const left = sent(shared, 200).length;
    expect(left).toBeGreaterThan(110);
    expect(left).toBeLessThan(170);
    expect(shared.lane.counts.drop).toBe(200 - left);
    expect(shared.lane.counts.pieces).toBe(200);
    const next = laneOf();
    next.act({ kind: 'drop', value: 1, pieces_count: 2 });
    expect(firsts(sent(next, 4))).toEqual([2, 3]);
  });

  it('brings a piece again', () => {
    const bench = laneOf();
    bench.act({ kind: 'duplicate', value: 2, pieces_count: 1 });
    expect(firsts(sent(bench, 2))).toEqual([0, 0, 0, 1]);
  });

  it('lets later pieces overtake one that is held', () => {
    const bench = laneOf();
    bench.act({ kind: 'reorder', value: 2500, pieces_count: 1 });
    expect(firsts(sent(bench, 4))).toEqual([1, 2, 0, 3]);
  });

  it('keeps the order of pieces that are late by chance', () => {
    const bench = laneOf();
    bench.act({ kind: 'jitter', value: 5000 });
    const seen = sent(bench, 50);
    expect(firsts(seen)).toEqual(Array.from({ length: 50 }, (_, index) => index));
    expect(new Set(seen.map(([time_us], index) => time_us - index * 1000)).size).toBeGreaterThan(20);
    expect(seen.every(([time_us], index) => time_us >= index * 1000 + 200)).toBe(true);
  });

  it('flips as many bits as told, and leaves what the sender holds alone', () => {
    const bench = laneOf();
    bench.act({ kind: 'flip bits', value: 1 });
    const bytes = new Uint8Array(64);
    bench.lane.send(bytes);
    const [[, seen]] = arrivals(bench, 1e6) as [Arrival];
    expect(seen.filter((byte) => byte !== 0)).toHaveLength(1);
    expect(Math.log2(seen.find((byte) => byte !== 0)!) % 1).toBe(0);
    expect(bytes.every((byte) => byte === 0)).toBe(true);
  });

  it('cuts the end of a piece off, and leaves a byte', () => {
    const bench = laneOf();
    bench.act({ kind: 'truncate', value: 65_536 });
    for (const [, bytes] of sent(bench, 50)) {
      expect(bytes.length).toBeGreaterThan(0);
      expect(bytes.length).toBeLessThan(4);
    }
  });

  it('makes one piece of two, or lets one go that no other follows', () => {
    const bench = laneOf();
    bench.act({ kind: 'merge', value: 3000, pieces_count: 1 });
    expect(sent(bench, 3).map(([, bytes]) => bytes.length)).toEqual([8, 4]);
    const alone = laneOf();
    alone.act({ kind: 'merge', value: 3000 });
    expect(sent(alone, 1)).toEqual([[3200, [0, 0, 0, 0]]]);
  });

  it('makes several pieces of one, with all its bytes', () => {
    const bench = laneOf();
    bench.act({ kind: 'split', value: 4 });
    bench.lane.send(Uint8Array.from({ length: 100 }, (_, index) => index));
    const seen = arrivals(bench, 1e6);
    expect(seen.length).toBeGreaterThan(2);
    expect(seen.flatMap(([, bytes]) => bytes)).toEqual(Array.from({ length: 100 }, (_, index) => index));
    expect(new Set(seen.map(([time_us]) => time_us)).size).toBe(seen.length);
  });

  it('holds everything back while it is clogged, and then brings all of it', () => {
    const bench = laneOf();
    bench.act({ kind: 'clog', value: 2500 });
    expect(sent(bench, 4).map(([time_us, bytes]) => [time_us, bytes[0]])).toEqual([[2500, 0], [2500, 1], [2500, 2], [3200, 3]]);
  });

  it('loses everything while it is half open, and nothing after', () => {
    const bench = laneOf();
    bench.act({ kind: 'half-open', value: 1500 });
    expect(firsts(sent(bench, 4))).toEqual([2, 3]);
  });

  it('is sound again once it is healed, but for rate and latency', () => {
    const bench = laneOf();
    bench.act({ kind: 'drop', value: 1 });
    bench.act({ kind: 'half-open', value: 1e6 });
    bench.act({ kind: 'clog', value: 1e6 });
    bench.lane.heal();
    expect(sent(bench, 1)).toEqual([[200, [0, 0, 0, 0]]]);
  });

  it('does the same to the same pieces for one seed, and otherwise for another', () => {
    const fate = (seed: number): string => {
      const bench = laneOf(seed);
      for (const kind of ['drop', 'duplicate', 'truncate', 'flip bits'] as const) bench.act({ kind, value: 1, share_ratio: 0.3 });
      bench.act({ kind: 'jitter', value: 900 });
      return JSON.stringify(sent(bench, 100));
    };
    expect(fate(7)).toBe(fate(7));
    expect(fate(8)).not.toBe(fate(7));
  });

  it('goes on from a snapshot as it went on', () => {
    const bench = laneOf();
    bench.act({ kind: 'drop', value: 1, share_ratio: 0.5 });
    for (let piece = 0; piece < 20; piece += 1) bench.lane.send(Uint8Array.of(piece));
    const words = bench.arena.snapshot();
    const snapshot = bench.lane.snapshot();
    const goOn = (): Arrival[] => {
      for (let piece = 20; piece < 40; piece += 1) bench.lane.send(Uint8Array.of(piece));
      return arrivals(bench, 1e6);
    };
    const first = goOn();
    bench.arena.restore(words);
    bench.lane.restore(snapshot);
    bench.time.now_us = 0;
    expect(goOn()).toEqual(first);
    expect(first.length).toBeGreaterThan(5);
  });

  it('refuses what no wire can do, by name', () => {
    const refused = (action: object): (() => void) => () => checkWireAction({ way: 'both', value: 1, kind: 'drop', ...action });
    expect(refused({ kind: 'melt' })).toThrow('melt');
    expect(refused({ way: 'sideways' })).toThrow('sideways');
    expect(refused({ kind: 'split', value: 1 })).toThrow('parts_count = 1');
    expect(refused({ kind: 'latency', value: NaN })).toThrow('latency_us = NaN');
    expect(refused({ share_ratio: 1.1 })).toThrow('share_ratio = 1.1');
    expect(refused({ share_ratio: NaN })).toThrow('share_ratio = NaN');
    expect(refused({ pieces_count: 0 })).toThrow('pieces_count = 0');
    expect(refused({})).not.toThrow();
  });
});
