import { describe, expect, it } from 'vitest';
import { Arena } from '../../../firmware-model/src/kernel/arena.ts';
import { Digest, hex16 } from '../../../firmware-model/src/kernel/digest.ts';

const fresh = new Digest(new Arena(), 'test');

function digestOfWords(words: readonly number[]): string {
  return hex16([fresh.with(Int32Array.from(words))]);
}

function digestOfBytes(...pieces: readonly (readonly number[])[]): string {
  const digest = new Digest(new Arena(), 'test');
  for (const piece of pieces) digest.absorbBytes(Uint8Array.from(piece), piece.length);
  return hex16([digest]);
}

describe('digest', () => {
  it('is sixteen hex digits', () => {
    expect(digestOfWords([])).toMatch(/^[0-9a-f]{16}$/);
  });

  it('changes in both halves for every single flipped bit', () => {
    const words = Array.from({ length: 40 }, (_, index) => Math.imul(index, 0x9e3779b9));
    const before = digestOfWords(words);
    for (let word = 0; word < words.length; word += 1) {
      for (let bit = 0; bit < 32; bit += 1) {
        const flipped = words.map((value, index) => (index === word ? value ^ (1 << bit) : value));
        const after = digestOfWords(flipped);
        expect(after.slice(0, 8)).not.toBe(before.slice(0, 8));
        expect(after.slice(8)).not.toBe(before.slice(8));
      }
    }
  });

  it('tells apart the same flip of the top bit in two neighbouring words, which a plain product loses', () => {
    expect(digestOfWords([1 << 31, 1 << 31])).not.toBe(digestOfWords([0, 0]));
  });

  it('flips about half of its bits for one bit of input', () => {
    const before = BigInt(`0x${digestOfWords([0, 0, 0])}`);
    let flipped = 0;
    for (let bit = 0; bit < 32; bit += 1) {
      const difference = before ^ BigInt(`0x${digestOfWords([1 << bit, 0, 0])}`);
      flipped += difference.toString(2).replaceAll('0', '').length;
    }
    expect(flipped / 32).toBeGreaterThan(28);
    expect(flipped / 32).toBeLessThan(36);
  });

  it('has no collision among 100,000 states that differ in one counter', () => {
    const seen = new Set<string>();
    for (let counter = 0; counter < 100_000; counter += 1) seen.add(digestOfWords([7, counter, 0]));
    expect(seen.size).toBe(100_000);
  });

  it('depends on the order of words, and on every millisecond before', () => {
    expect(digestOfWords([1, 2])).not.toBe(digestOfWords([2, 1]));
    expect(digestOfWords([0])).not.toBe(digestOfWords([0, 0]));
  });

  it('tells bytes from their padding, and ignores what lies behind the length', () => {
    expect(digestOfBytes([1, 2, 3])).not.toBe(digestOfBytes([1, 2, 3, 0]));
    expect(digestOfBytes([0])).not.toBe(digestOfBytes([]));
    const long = new Digest(new Arena(), 'test');
    long.absorbBytes(Uint8Array.of(9, 8, 7, 6, 5, 4, 3), 5);
    expect(hex16([long])).toBe(digestOfBytes([9, 8, 7, 6, 5]));
  });

  it('changes for every single flipped bit of a byte stream', () => {
    const bytes = Array.from({ length: 23 }, (_, index) => (index * 37) & 255);
    const seen = new Set([digestOfBytes(bytes)]);
    for (let bit = 0; bit < 23 * 8; bit += 1) seen.add(digestOfBytes(bytes.map((byte, index) => (index === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte))));
    expect(seen.size).toBe(23 * 8 + 1);
  });

  it('keeps several digests apart by their order', () => {
    const arena = new Arena();
    const a = new Digest(arena, 'a');
    const b = new Digest(arena, 'b');
    a.absorbWords(Int32Array.of(1));
    b.absorbWords(Int32Array.of(2));
    expect(hex16([a, b])).not.toBe(hex16([b, a]));
  });

  it('can be asked what it would become, and stays as it is', () => {
    const arena = new Arena();
    const digest = new Digest(arena, 'a');
    const before = hex16([digest]);
    const wouldBe = hex16([digest.with(Int32Array.of(5))]);
    expect(hex16([digest])).toBe(before);
    digest.absorbWords(Int32Array.of(5));
    expect(hex16([digest])).toBe(wouldBe);
  });
});
