const WEYL = 0x9e3779b9;
const TWO_TO_32 = 4_294_967_296;

/** Chance for a test: uniform 32-bit words of a seed, by splitmix32. */
export class Dice {
  #word: number;

  constructor(seed: number) {
    this.#word = (Math.imul(seed, 0x85ebca6b) ^ Math.floor(seed / TWO_TO_32)) | 0;
  }

  /** A uniform word of 32 bits. */
  next(): number {
    this.#word = (this.#word + WEYL) | 0;
    let word = this.#word;
    word = Math.imul(word ^ (word >>> 16), 0x21f0aaad);
    word = Math.imul(word ^ (word >>> 15), 0x735a2d97);
    return (word ^ (word >>> 15)) >>> 0;
  }

  /** A whole number from 0 to `count` - 1. */
  below(count: number): number {
    return Math.floor((this.next() / TWO_TO_32) * count);
  }

  /** A uniform number between two, the lower one included. */
  between(min: number, max: number): number {
    return min + (this.next() / TWO_TO_32) * (max - min);
  }

  /** Whether chance hits, at this ratio of all throws. */
  isHit(ratio: number): boolean {
    return this.next() / TWO_TO_32 < ratio;
  }

  /** One of these, each as likely. */
  pick<T>(choices: readonly T[]): T {
    if (choices.length === 0) throw new Error('nothing to choose from');
    return choices[this.below(choices.length)]!;
  }

  /** One of the choices, each as likely as its weight says. */
  weighted<T extends { readonly weight: number }>(choices: readonly T[]): T {
    let roll = this.between(0, choices.reduce((sum, { weight }) => sum + weight, 0));
    return choices.find(({ weight }) => (roll -= weight) < 0) ?? choices.at(-1)!;
  }
}
