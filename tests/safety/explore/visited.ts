/** Values that a word takes without a dictionary: small counts, modes, flags and -1. */
const PLAIN_MIN = -8;
const PLAIN_COUNT = 136;
const BYTE_VALUES = 256;
const SLOT_EMPTY = 0;

export class StatesFull extends Error {}

/** A word that was taken for constant has changed: the layout is one word short, and the exploration begins anew with it. */
export class WordChanged extends Error {
  readonly word: number;

  constructor(word: number) {
    super(`word ${word} is not constant`);
    this.word = word;
  }
}

/**
 * The states that have been seen, each a byte a word that ever changes, behind a table of open addressing. States are
 * compared whole: a collision of hashes loses none.
 */
export class Visited {
  readonly #words: readonly number[];
  readonly #isLive: Uint8Array;
  readonly #base: Int32Array;
  readonly #stride: number;
  readonly #count_max: number;
  readonly #dictionaries: readonly Map<number, number>[];
  readonly #values: readonly number[][];
  readonly #scratch: Int32Array;
  readonly #scratchBytes: Uint8Array;
  #store: Int32Array;
  #hashes: Uint32Array;
  #slots: Int32Array;
  #count = 0;

  /** `words` are the places of `base` that change; every other word must stay as it is there. */
  constructor(base: Int32Array, words: readonly number[], count_max: number) {
    this.#base = base.slice();
    this.#words = words;
    this.#isLive = new Uint8Array(base.length);
    for (const word of words) this.#isLive[word] = 1;
    this.#stride = Math.max(1, Math.ceil(words.length / 4));
    this.#count_max = count_max;
    this.#dictionaries = words.map(() => new Map<number, number>());
    this.#values = words.map(() => []);
    this.#scratch = new Int32Array(this.#stride);
    this.#scratchBytes = new Uint8Array(this.#scratch.buffer);
    this.#store = new Int32Array(this.#stride * 1024);
    this.#hashes = new Uint32Array(1024);
    this.#slots = new Int32Array(4096);
  }

  get count(): number {
    return this.#count;
  }

  /** Index of a state that is new, or the complement of the index of one that was seen. */
  add(state: Int32Array): number {
    const hash = this.#pack(state);
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = hash & mask;
    for (; slots[slot] !== SLOT_EMPTY; slot = (slot + 1) & mask) {
      const index = slots[slot]! - 1;
      if (this.#hashes[index] === hash && this.#isStored(index)) return ~index;
    }
    return this.#append(slot, hash);
  }

  /** Index of a state; -1 when it has not been seen. */
  find(state: Int32Array): number {
    const hash = this.#pack(state);
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; this.#slots[slot] !== SLOT_EMPTY; slot = (slot + 1) & mask) {
      const index = this.#slots[slot]! - 1;
      if (this.#hashes[index] === hash && this.#isStored(index)) return index;
    }
    return -1;
  }

  /** Writes a state out; words that never change are left as they stand. */
  load(index: number, state: Int32Array): void {
    this.#scratch.set(this.#store.subarray(index * this.#stride, (index + 1) * this.#stride));
    const bytes = this.#scratchBytes;
    const words = this.#words;
    for (let place = 0; place < words.length; place += 1) {
      const byte = bytes[place]!;
      state[words[place]!] = byte < PLAIN_COUNT ? byte + PLAIN_MIN : this.#values[place]![byte - PLAIN_COUNT]!;
    }
  }

  #pack(state: Int32Array): number {
    const base = this.#base;
    const isLive = this.#isLive;
    for (let word = 0; word < base.length; word += 1) {
      if (state[word] !== base[word] && isLive[word] === 0) throw new WordChanged(word);
    }
    const words = this.#words;
    const bytes = this.#scratchBytes;
    for (let place = 0; place < words.length; place += 1) {
      const plain = state[words[place]!]! - PLAIN_MIN;
      bytes[place] = 0 <= plain && plain < PLAIN_COUNT ? plain : this.#byteOf(place, plain + PLAIN_MIN);
    }
    return hashOf(this.#scratch);
  }

  #byteOf(place: number, value: number): number {
    const dictionary = this.#dictionaries[place]!;
    const known = dictionary.get(value);
    if (known !== undefined) return known;
    const byte = PLAIN_COUNT + dictionary.size;
    if (BYTE_VALUES <= byte) throw new StatesFull(`word ${this.#words[place]!} takes more values than a byte holds`);
    dictionary.set(value, byte);
    this.#values[place]!.push(value);
    return byte;
  }

  #isStored(index: number): boolean {
    const scratch = this.#scratch;
    const at = index * this.#stride;
    for (let offset = 0; offset < scratch.length; offset += 1) {
      if (this.#store[at + offset] !== scratch[offset]) return false;
    }
    return true;
  }

  #append(slot: number, hash: number): number {
    const index = this.#count;
    if (this.#count_max <= index) throw new StatesFull(`more than ${this.#count_max} states`);
    if (this.#hashes.length <= index) this.#grow();
    this.#store.set(this.#scratch, index * this.#stride);
    this.#hashes[index] = hash;
    this.#slots[slot] = index + 1;
    this.#count = index + 1;
    if (this.#slots.length < this.#count * 2) this.#rehash();
    return index;
  }

  #grow(): void {
    const store = new Int32Array(this.#store.length * 2);
    store.set(this.#store);
    this.#store = store;
    const hashes = new Uint32Array(this.#hashes.length * 2);
    hashes.set(this.#hashes);
    this.#hashes = hashes;
  }

  #rehash(): void {
    const slots = new Int32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let index = 0; index < this.#count; index += 1) {
      let slot = this.#hashes[index]! & mask;
      while (slots[slot] !== SLOT_EMPTY) slot = (slot + 1) & mask;
      slots[slot] = index + 1;
    }
    this.#slots = slots;
  }
}

/** Multiplies and rotates each word in, as the finaliser of MurmurHash3 does. */
function hashOf(words: Int32Array): number {
  let hash = 0x9e3779b9 | 0;
  for (let index = 0; index < words.length; index += 1) {
    const mixed = Math.imul(words[index]!, 0xcc9e2d51 | 0);
    hash ^= Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
    hash = Math.imul((hash << 13) | (hash >>> 19), 5) + 0x6b64e654;
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b | 0);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35 | 0);
  return (hash ^ (hash >>> 16)) >>> 0;
}
