/** Chance, as uniform words of 32 bits; its state is the caller's. */
import { ln } from '../kernel/elementary.ts';

/** Uniform words of 32 bits. */
export interface Chance {
  /** The next word. */
  next(): number;
}

const WORDS = 4294967296;

/** An exponentially distributed time, as between events that know nothing of each other; the half keeps the logarithm finite. */
export function dwell_s(mean_s: number, chance: Chance): number {
  return -mean_s * ln((chance.next() + 0.5) / WORDS);
}
