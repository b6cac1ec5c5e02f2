import type { Arena } from './arena.ts';

/** One stream of chance for each subject, so that a draw more in one does not reshuffle the others. */
export type ChanceLabel = 'noise' | 'board' | 'link' | 'flash' | 'clock' | 'host' | 'faults' | 'specimen' | 'controller';

const STATE_WORDS = 4;
const TWO_TO_32 = 4_294_967_296;
/** Keeps a uniform number within [0, 1) at 53 bits: 27 bits from one word, 26 from the next. */
const TWO_TO_MINUS_53 = 1 / 9_007_199_254_740_992;
/** FNV-1a's offset and prime; the label is spread over the state by the mixer below, not by these. */
const LABEL_OFFSET = 0x811c9dc5 | 0;
const LABEL_PRIME = 0x01000193;
/** Weyl increment of the golden ratio, as in splitmix. */
const WEYL = 0x9e3779b9 | 0;

/** Uniform 32-bit words by xoshiro128** (Blackman and Vigna, 2018); the state lies in the arena. */
export class Chance {
  /** The generator's four words, for the noise block, which keeps them in locals while it fills. */
  readonly state: Int32Array;

  constructor(arena: Arena, seed: number, label: ChanceLabel) {
    this.state = arena.i32(`chance.${label}`, STATE_WORDS);
    seedState(this.state, seed, label);
  }

  /** A uniform integer from 0 to 2^32 - 1. */
  next(): number {
    const state = this.state;
    const s1 = state[1]!;
    const product = Math.imul(s1, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9);
    const s2 = state[2]! ^ state[0]!;
    const s3 = state[3]! ^ s1;
    state[1] = s1 ^ s2;
    state[0] = state[0]! ^ s3;
    state[2] = s2 ^ (s1 << 9);
    state[3] = (s3 << 11) | (s3 >>> 21);
    return result >>> 0;
  }

  /** A uniform number in [0, 1), at 53 bits. */
  uniform(): number {
    const upper = this.next() >>> 5;
    return (upper * 67_108_864 + (this.next() >>> 6)) * TWO_TO_MINUS_53;
  }

  /** A uniform number in [-magnitude, magnitude): a tolerance as it was soldered. */
  tolerance(magnitude: number): number {
    return (2 * this.uniform() - 1) * magnitude;
  }
}

/** All streams of one seed. Asking twice for one label gives the same stream. */
export function chanceStreams(arena: Arena, seed: number): (label: ChanceLabel) => Chance {
  if (!Number.isSafeInteger(seed) || seed < 0) throw new Error(`a seed is a safe integer from 0 on, got ${seed}`);
  const streams = new Map<ChanceLabel, Chance>();
  return (label) => {
    const known = streams.get(label);
    if (known !== undefined) return known;
    const stream = new Chance(arena, seed, label);
    streams.set(label, stream);
    return stream;
  };
}

function seedState(state: Int32Array, seed: number, label: ChanceLabel): void {
  let hash = LABEL_OFFSET;
  for (let index = 0; index < label.length; index += 1) hash = Math.imul(hash ^ label.charCodeAt(index), LABEL_PRIME);
  let counter = mixed(hash ^ mixed(seed | 0)) ^ mixed(Math.floor(seed / TWO_TO_32) + WEYL);
  for (let index = 0; index < STATE_WORDS; index += 1) {
    counter = (counter + WEYL) | 0;
    state[index] = mixed(counter ^ Math.imul(hash, index + 1));
  }
  // The all-zero state is the generator's only fixed point.
  if ((state[0]! | state[1]! | state[2]! | state[3]!) === 0) state[0] = 1;
}

/** A bijection of 32-bit words in which every input bit flips half of the output bits (murmur3's finaliser). */
function mixed(word: number): number {
  let mixing = word;
  mixing = Math.imul(mixing ^ (mixing >>> 16), 0x85ebca6b);
  mixing = Math.imul(mixing ^ (mixing >>> 13), 0xc2b2ae35);
  return mixing ^ (mixing >>> 16);
}
