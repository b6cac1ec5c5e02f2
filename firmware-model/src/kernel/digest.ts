import type { Arena } from './arena.ts';

/** Odd multipliers, of the golden ratio and of xxHash: a product by them is a bijection of 32-bit words. */
const FACTOR_A = 0x9e3779b1 | 0;
const FACTOR_B = 0x85ebca77 | 0;
const START_A = 0x6a09e667 | 0;
const START_B = 0xbb67ae85 | 0;
/** What the second pair of lanes starts off by, so that two equal pairs of words don't undo each other. */
const APART_A = 0x3c6ef372;
const APART_B = 0x510e527f;

/** State of a digest: lane a, lane b. */
export interface Lanes {
  readonly lanes: Int32Array;
}

/**
 * A running digest of 64 bits over words and bytes, made of additions, rotations and 32-bit products.
 *
 * Two words at a time enter two lanes, which then mix into each other: a step is a bijection of the 64 bits of state,
 * so that a difference is never lost at once and later undone by chance alone, once in 2^64. It tells two runs apart; it is
 * no defence against somebody who wants a collision.
 */
export class Digest implements Lanes {
  readonly lanes: Int32Array;

  constructor(arena: Arena, name: string) {
    this.lanes = arena.i32(`digest.${name}`, 2);
    this.lanes[0] = START_A;
    this.lanes[1] = START_B;
  }

  absorbWords(words: Int32Array): void {
    stirWords(this.lanes, words);
  }

  /** What this digest would be after these words; it stays as it is. */
  with(words: Int32Array): Lanes {
    const lanes = this.lanes.slice();
    stirWords(lanes, words);
    return { lanes };
  }

  /** Absorbs a piece of a byte stream with its length; where a stream is cut into pieces is part of what is digested. */
  absorbBytes(bytes: Uint8Array, length_bytes: number): void {
    const whole_bytes = length_bytes & ~7;
    let a = this.lanes[0]! ^ length_bytes;
    let b = this.lanes[1]!;
    for (let index = 0; index < whole_bytes; index += 8) {
      const low = bytes[index]! | (bytes[index + 1]! << 8) | (bytes[index + 2]! << 16) | (bytes[index + 3]! << 24);
      const high = bytes[index + 4]! | (bytes[index + 5]! << 8) | (bytes[index + 6]! << 16) | (bytes[index + 7]! << 24);
      a = Math.imul(a ^ low, FACTOR_A);
      b = Math.imul(b ^ high, FACTOR_B);
      a = (a + ((b << 15) | (b >>> 17))) | 0;
      b ^= (a << 13) | (a >>> 19);
    }
    for (let index = whole_bytes; index < length_bytes; index += 1) {
      a = Math.imul(a ^ bytes[index]!, FACTOR_A);
      b = (b + ((a << 15) | (a >>> 17))) | 0;
    }
    this.lanes[0] = a ^ ((b << 13) | (b >>> 19));
    this.lanes[1] = Math.imul(b, FACTOR_B);
  }
}

/** Two pairs of lanes side by side, which a processor runs at once, and a merge at the end. */
function stirWords(lanes: Int32Array, words: Int32Array): void {
  let a = lanes[0]!;
  let b = lanes[1]!;
  let c = a ^ APART_A;
  let d = b ^ APART_B;
  const whole_count = words.length & ~3;
  for (let index = 0; index < whole_count; index += 4) {
    a = Math.imul(a ^ words[index]!, FACTOR_A);
    b = Math.imul(b ^ words[index + 1]!, FACTOR_B);
    c = Math.imul(c ^ words[index + 2]!, FACTOR_A);
    d = Math.imul(d ^ words[index + 3]!, FACTOR_B);
    a = (a + ((b << 15) | (b >>> 17))) | 0;
    c = (c + ((d << 15) | (d >>> 17))) | 0;
    b ^= (a << 13) | (a >>> 19);
    d ^= (c << 13) | (c >>> 19);
  }
  for (let index = whole_count; index < words.length; index += 1) {
    a = Math.imul(a ^ words[index]!, FACTOR_A);
    b = (b + ((a << 15) | (a >>> 17))) | 0;
  }
  a = Math.imul(a ^ ((c << 11) | (c >>> 21)), FACTOR_A);
  b = Math.imul(b ^ ((d << 7) | (d >>> 25)), FACTOR_B);
  a = (a + ((b << 15) | (b >>> 17))) | 0;
  lanes[0] = a;
  lanes[1] = b ^ ((a << 13) | (a >>> 19));
}

/** Sixteen hex digits over several digests, in their order. */
export function hex16(digests: readonly Lanes[]): string {
  let a = START_A;
  let b = START_B;
  for (const { lanes } of digests) {
    a = finished(a ^ lanes[0]!) + lanes[1]!;
    b = finished(b ^ lanes[1]!) + a;
  }
  return `${hex8(finished(a))}${hex8(finished(b))}`;
}

/** Spreads every bit of a lane over all of it (murmur3's finaliser). */
function finished(lane: number): number {
  let mixing = lane | 0;
  mixing = Math.imul(mixing ^ (mixing >>> 16), 0x85ebca6b);
  mixing = Math.imul(mixing ^ (mixing >>> 13), 0xc2b2ae35);
  return mixing ^ (mixing >>> 16);
}

function hex8(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}
