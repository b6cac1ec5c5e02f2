import type { Arena } from './arena.ts';

/** Two lanes of 32 bits that take every word by different constants, so that one damaged word shows in both. */
const LANE_A = { first: 0xcc9e2d51 | 0, second: 0x1b873593 | 0, step: 0xe6546b64 | 0, start: 0x6a09e667 | 0 };
const LANE_B = { first: 0x239b961b | 0, second: 0xab0e9789 | 0, step: 0x561ccd1b | 0, start: 0xbb67ae85 | 0 };

type LaneConstants = typeof LANE_A;

/** State of a digest: lane a, lane b. */
export interface Lanes {
  readonly lanes: Int32Array;
}

/** One step of murmur3: the word is mixed beside the chain, so that the chain itself stays short. */
function stirred(lane: number, word: number, turn_bits: number, constants: LaneConstants): number {
  const mixing = Math.imul(word, constants.first);
  const taken = lane ^ Math.imul((mixing << turn_bits) | (mixing >>> (32 - turn_bits)), constants.second);
  return (Math.imul((taken << 13) | (taken >>> 19), 5) + constants.step) | 0;
}

function stirWords(lanes: Int32Array, words: Int32Array): void {
  let a = lanes[0]!;
  let b = lanes[1]!;
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index]!;
    a = stirred(a, word, 15, LANE_A);
    b = stirred(b, word, 16, LANE_B);
  }
  lanes[0] = a;
  lanes[1] = b;
}

/**
 * A running digest of 64 bits over words and bytes, made of additions, rotations and 32-bit products.
 * It tells two runs apart; it is no defence against somebody who wants a collision.
 */
export class Digest implements Lanes {
  readonly lanes: Int32Array;

  constructor(arena: Arena, name: string) {
    this.lanes = arena.i32(`digest.${name}`, 2);
    this.lanes[0] = LANE_A.start;
    this.lanes[1] = LANE_B.start;
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
    const whole_bytes = length_bytes & ~3;
    let a = this.lanes[0]! ^ length_bytes;
    let b = this.lanes[1]! ^ length_bytes;
    for (let index = 0; index < whole_bytes; index += 4) {
      const word = bytes[index]! | (bytes[index + 1]! << 8) | (bytes[index + 2]! << 16) | (bytes[index + 3]! << 24);
      a = stirred(a, word, 15, LANE_A);
      b = stirred(b, word, 16, LANE_B);
    }
    let rest = 0;
    for (let index = whole_bytes; index < length_bytes; index += 1) rest = (rest << 8) | bytes[index]!;
    this.lanes[0] = stirred(a, rest, 15, LANE_A);
    this.lanes[1] = stirred(b, rest, 16, LANE_B);
  }
}

/** Sixteen hex digits over several digests, in their order. */
export function hex16(digests: readonly Lanes[]): string {
  let a = LANE_A.start;
  let b = LANE_B.start;
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
