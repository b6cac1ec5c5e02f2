import { describe, expect, it } from 'vitest';
import { Arena } from '../../../firmware-model/src/kernel/arena.ts';

describe('arena', () => {
  it('holds every field in one buffer, aligned, hot ones in front', () => {
    const arena = new Arena();
    const bytes = arena.u8('bytes', 3);
    const number = arena.f64('number', 2, 'hot');
    const word = arena.i32('word', 1, 'hot');
    const mask = arena.u32('mask', 5);
    expect(new Set([bytes.buffer, number.buffer, word.buffer, mask.buffer]).size).toBe(1);
    expect([number.byteOffset, word.byteOffset, bytes.byteOffset, mask.byteOffset]).toEqual([0, 16, 1024, 1032]);
    expect(arena.hotWords).toHaveLength(6);
    expect(arena.words).toHaveLength((1032 + 24) / 4);
  });

  it('gives what was claimed since a mark, hot and cold, and nothing claimed before', () => {
    const arena = new Arena();
    arena.i32('hot before', 2, 'hot').fill(1);
    arena.i32('cold before', 2).fill(2);
    const { mark } = arena;
    arena.i32('hot since', 2, 'hot').fill(3);
    arena.u8('cold since', 8).fill(4);
    expect(arena.wordsSince(mark).map((words) => [...words])).toEqual([[3, 3], [0x04040404, 0x04040404]]);
    expect(arena.wordsSince(arena.mark).map((words) => words.length)).toEqual([0, 0]);
  });

  it('shows every write in its words, and nothing else', () => {
    const arena = new Arena();
    const hot = arena.i32('hot', 2, 'hot');
    const cold = arena.u32('cold', 2);
    hot[1] = 7;
    cold[0] = 9;
    expect([...arena.words].filter((word) => word !== 0)).toEqual([7, 9]);
    expect([...arena.hotWords]).toEqual([0, 7]);
  });

  it('puts a snapshot back, and refuses one of another layout', () => {
    const arena = new Arena();
    const field = arena.f64('field', 4);
    field.set([1, 2, 3, 4]);
    const snapshot = arena.snapshot();
    field.fill(0);
    arena.restore(snapshot);
    expect([...field]).toEqual([1, 2, 3, 4]);
    expect(() => arena.restore(snapshot.subarray(1))).toThrow(/does not fit/);
  });

  it('has a schema that tells two layouts apart', () => {
    const schema = (build: (arena: Arena) => unknown): string => {
      const arena = new Arena();
      build(arena);
      return arena.schema;
    };
    const layouts = [(arena: Arena) => arena.i32('a', 2), (arena: Arena) => arena.u32('a', 2), (arena: Arena) => arena.i32('b', 2), (arena: Arena) => arena.i32('a', 2, 'hot'), (arena: Arena) => arena.i32('a', 3)];
    expect(new Set(layouts.map(schema)).size).toBe(5);
    expect(schema((arena) => arena.i32('a', 2))).toBe(schema((arena) => arena.i32('a', 2)));
  });

  it('refuses a name twice, a length of nothing, and every field once it is sealed', () => {
    const arena = new Arena();
    arena.i32('a');
    expect(() => arena.f64('a')).toThrow(/twice/);
    for (const length of [0, -1, 1.5, NaN]) expect(() => arena.u8('b', length)).toThrow(/positive length/);
    arena.seal();
    expect(() => arena.i32('c')).toThrow(/sealed/);
  });

  it('refuses what finds no room, in either part', () => {
    const arena = new Arena();
    arena.f64('hot', 128, 'hot');
    expect(() => arena.u8('more', 1, 'hot')).toThrow(/hot region of 1024/);
    expect(() => arena.u8('large', 512 * 1024)).toThrow(/cold region/);
  });
});
