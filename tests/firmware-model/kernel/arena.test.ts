import { describe, expect, it } from 'vitest';
import { Arena } from '../../../firmware-model/src/kernel/arena.ts';

describe('arena', () => {
  it('holds every field in one buffer, aligned', () => {
    const arena = new Arena();
    const bytes = arena.u8('bytes', 3);
    const number = arena.f64('number', 2);
    const word = arena.i32('word', 1);
    const mask = arena.u32('mask', 5);
    expect(new Set([bytes.buffer, number.buffer, word.buffer, mask.buffer]).size).toBe(1);
    expect([number.byteOffset, word.byteOffset, bytes.byteOffset, mask.byteOffset]).toEqual([8, 24, 0, 32]);
    expect(arena.words).toHaveLength((32 + 24) / 4);
  });

  it('gives what was claimed since a mark, and nothing claimed before', () => {
    const arena = new Arena();
    arena.i32('before', 2).fill(1);
    const { mark_bytes } = arena;
    arena.i32('since', 2).fill(3);
    arena.u8('bytes since', 8).fill(4);
    expect([...arena.wordsSince(mark_bytes)]).toEqual([3, 3, 0x04040404, 0x04040404]);
    expect(arena.wordsSince(arena.mark_bytes)).toHaveLength(0);
  });

  it('shows every write in its words, and nothing else', () => {
    const arena = new Arena();
    const first = arena.i32('first', 2);
    const second = arena.u32('second', 2);
    first[1] = 7;
    second[0] = 9;
    expect([...arena.words].filter((word) => word !== 0)).toEqual([7, 9]);
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
    const layouts = [(arena: Arena) => arena.i32('a', 2), (arena: Arena) => arena.u32('a', 2), (arena: Arena) => arena.i32('b', 2), (arena: Arena) => arena.i32('a', 3)];
    expect(new Set(layouts.map(schema)).size).toBe(4);
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

  it('refuses what finds no room', () => {
    const arena = new Arena();
    arena.u8('large', 512 * 1024);
    expect(() => arena.u8('more', 1)).toThrow(/no room for field more/);
  });
});
