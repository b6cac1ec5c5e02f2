/**
 * Row 27: the words that decide on everything are kept twice over. A sum of each half is compared in turn, one half a
 * tick, and every word with its complement every 10 ms. What nobody wrote through this file is corrupted.
 */

/** Places in the packed state. */
export const GUARD = { MODE: 0, MODE_GUARD: 1, FIRST: 2, COUNT: 20, LOWER: 22, UPPER: 23, TURN: 24 } as const;

const { MODE, MODE_GUARD, FIRST, COUNT, LOWER, UPPER } = GUARD;
const HALF = COUNT / 2;

/** Each hexadecimal digit of the guard is a mode's complement: two modes that differ in one bit differ in nine with their guards. */
const EIGHT_FOLD = 0x1111_1111;

interface Guarded {
  readonly state: Int32Array;
  readonly copies: Int32Array;
}

/** Enters a mode: the word and its guard together. */
export function enterMode({ state }: Pick<Guarded, 'state'>, mode: number): void {
  state[MODE] = mode;
  state[MODE_GUARD] = ~Math.imul(mode, EIGHT_FOLD);
}

/** Writes one of the guarded words with all that guards it. An error that was there before stays an error. */
export function putGuarded({ state, copies }: Guarded, word: number, value: number): void {
  const place = word - FIRST;
  const sum = place < HALF ? LOWER : UPPER;
  const before = state[word]!;
  state[word] = value;
  state[sum] = state[sum]! ^ before ^ state[word];
  copies[place] = ~state[word];
}

/** Takes the words as they are for right: at power-up, and after what was corrupted has been replaced. */
export function sealGuard({ state, copies }: Guarded): void {
  let lower = -1;
  let upper = -1;
  for (let place = 0; place < HALF; place += 1) {
    lower ^= state[FIRST + place]!;
    upper ^= state[FIRST + HALF + place]!;
  }
  state[LOWER] = lower;
  state[UPPER] = upper;
  copies.forEach((_, place) => {
    copies[place] = ~state[FIRST + place]!;
  });
}

export function isModeWhole(state: Int32Array): boolean {
  return (Math.imul(state[MODE]!, EIGHT_FOLD) ^ state[MODE_GUARD]!) === -1;
}

/** Whether the lower half adds up; written out, since a loop costs three times as much and this runs every other tick. */
export function isLowerHalfWhole(state: Int32Array): boolean {
  const sum =
    state[2]! ^ state[3]! ^ state[4]! ^ state[5]! ^ state[6]! ^ state[7]! ^ state[8]! ^ state[9]! ^ state[10]! ^ state[11]!;
  return (sum ^ state[LOWER]!) === -1;
}

export function isUpperHalfWhole(state: Int32Array): boolean {
  const sum =
    state[12]! ^ state[13]! ^ state[14]! ^ state[15]! ^ state[16]! ^ state[17]! ^ state[18]! ^ state[19]! ^ state[20]! ^ state[21]!;
  return (sum ^ state[UPPER]!) === -1;
}

/** Whether each guarded word is its copy's complement: finds what two errors of one column hide from the sums. */
export function areCopiesWhole({ state, copies }: Guarded): boolean {
  let isWhole = true;
  for (let place = 0; place < COUNT; place += 1) isWhole = isWhole && (state[FIRST + place]! ^ copies[place]!) === -1;
  return isWhole;
}
