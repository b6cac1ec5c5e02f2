import type { Arena } from '@nanobias/firmware-model';
import { WORD, claimInterlock } from '@nanobias/firmware-model/interlock';
import type { Interlock, InterlockConstants } from '@nanobias/firmware-model/interlock';

/** What surrounds the interlocks: switch, host, port, connection. */
export const ENVIRONMENT = {
  /** What the firmware asks of the switches, and what they read back a tick later. */
  REQUEST: 0, READBACK: 1,
  /** Who holds the lease: nobody, the host that acts here, somebody else. */
  HOLDER: 2,
  IS_LINKED: 3,
  /** Committed limits: none, the loose ones, the tight ones. */
  COMMITTED: 4,
  /** Limits whose thresholds the gate goes by. */
  IN_FORCE: 5,
  CONNECTION: 6,
  /** Of the two tokens and the two nonces that take turns, the one that was used last. */
  TOKEN: 7, NONCE: 8,
  /** Causes that layer 0 holds until a local reset. */
  HARD_LATCH: 9,
  DAC: 10,
  RAMP_DOWN_TICKS: 11,
  /** Last code of the dither. */
  DITHER: 12,
  /** Ticks that the start in this mode has taken. */
  START_TICKS: 13,
} as const;

/** What an oracle remembers on its own, apart from the words that the interlocks keep. */
export const GHOST = {
  /** Causes that opened the output and have not been acknowledged; bits of the slice's causes. */
  OWED: 0,
  /** Those of them that came first, in one tick. */
  FIRST: 1,
  /** Whether an enable with a good token is on its way or was carried out. */
  ENABLED: 2,
  /** Current beyond its limit, tick by tick, the latest in the lowest bit. */
  CURRENT_BITS: 3,
  /** Jumps of the DAC's read-back, in the same order. */
  JUMP_BITS: 4,
  /** Ticks that lease and token have left by the oracle's own count; a token is good while it is above 0. */
  LEASE_LEFT: 5, TOKEN_LEFT: 6,
  /** Causes that layer 0 has seen since the last local reset. */
  HELD_HARD: 7,
  /** Ticks since each cause of the slice was present for certain, up to the clear time; then lapse and loss of the link. */
  GONE_FIRST: 8,
  /** Ticks in a row in which each cause of the slice was brought about, and ticks since, for rows that look back. */
  RUN_FIRST: 14,
  REST_FIRST: 18,
} as const;

export const CAUSES_MAX = 4;
/** The two causes by which the host is lost come and go in every slice; they stand behind those of the slice. */
export const LINK_PLACE = CAUSES_MAX + 1;
export const LAPSE_PLACE = LINK_PLACE - 1;
const GHOST_COUNT = GHOST.REST_FIRST + CAUSES_MAX;

/** Holders. */
export const NOBODY = 0;
export const ME = 1;
export const OTHER = 2;

/** Steps of a soft connection, as the controller takes them; what takes it long here takes a tick. */
export const CONNECTION = { IDLE: 0, MEASURING_TO_ARM: 1, MEASURING: 2, PRESET: 3, CLOSING: 4 } as const;

/** Everything that changes, in one block of words: interlocks, their surroundings and the oracle's memory. */
export interface Memory {
  readonly interlock: Interlock;
  readonly environment: Int32Array;
  readonly ghost: Int32Array;
  /** All of it; a live view. */
  readonly words: Int32Array;
}

/** Words enough for interlocks with windows of a few ticks. */
const WORDS_MAX = 4096;

/** What every tick writes anew, and what is kept for the log alone: no part of a state. */
const NO_STATE: ReadonlySet<string> = new Set(['interlock.inputs', 'interlock.seen']);

/** Fields one behind the other, without the room that the model's arena keeps between its hot and its cold ones. */
class DenseArena {
  readonly #buffer = new ArrayBuffer(WORDS_MAX * 4);
  #end_bytes = 0;

  i32(name: string, length = 1): Int32Array {
    if (NO_STATE.has(name)) return new Int32Array(length);
    return new Int32Array(this.#buffer, this.#claim(length * 4), length);
  }

  u32(_name: string, length = 1): Uint32Array {
    return new Uint32Array(this.#buffer, this.#claim(length * 4), length);
  }

  u8(_name: string, length = 1): Uint8Array {
    return new Uint8Array(this.#buffer, this.#claim(length), length);
  }

  f64(name: string, length = 1): Float64Array {
    if (NO_STATE.has(name)) return new Float64Array(length);
    this.#end_bytes = Math.ceil(this.#end_bytes / 8) * 8;
    return new Float64Array(this.#buffer, this.#claim(length * 8), length);
  }

  get words(): Int32Array {
    return new Int32Array(this.#buffer, 0, this.#end_bytes >>> 2);
  }

  #claim(size_bytes: number): number {
    const offset_bytes = this.#end_bytes;
    this.#end_bytes = Math.ceil((offset_bytes + size_bytes) / 4) * 4;
    return offset_bytes;
  }
}

export function claimMemory(constants: InterlockConstants): Memory {
  const arena = new DenseArena();
  const interlock = claimInterlock(arena as unknown as Arena, constants);
  const environment = arena.i32('explore.environment', Object.keys(ENVIRONMENT).length);
  const ghost = arena.i32('explore.ghost', GHOST_COUNT);
  environment[ENVIRONMENT.IS_LINKED] = 1;
  environment[ENVIRONMENT.TOKEN] = 1;
  environment[ENVIRONMENT.NONCE] = 1;
  ghost[GHOST.LEASE_LEFT] = -1;
  return { interlock, environment, ghost, words: arena.words };
}

/** Where each word lies in the whole, for checks that compare two wholes. */
export interface Places {
  readonly state: number;
  readonly environment: number;
  readonly ghost: number;
}

export function placesOf({ interlock, environment, ghost, words }: Memory): Places {
  const placeOf = (view: Int32Array): number => (view.byteOffset - words.byteOffset) >>> 2;
  return { state: placeOf(interlock.state), environment: placeOf(environment), ghost: placeOf(ghost) };
}

export function modeWord({ state }: Places): number {
  return state + WORD.MODE;
}
