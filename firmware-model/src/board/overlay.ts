import type { Arena } from '../kernel/arena.ts';

/** Words of one converter's channel in the overlay, from its first on. */
export const CHANNEL_FAULT = { KIND: 0, VALUE: 1, SECOND: 2, MEMORY: 3 } as const;
const CHANNEL_WORDS = 4;

/** Channels whose codes the firmware reads, by their place in the overlay. */
export const CHANNEL = { VOLTAGE: 0, CURRENT: 1, SLOW_VOLTAGE: 2, SLOW_CURRENT: 3, FAST_CURRENT: 4 } as const;
export const CHANNEL_COUNT = 5;

/** What can be wrong with the instrument, one word each; 0 is sound. */
export const FAULT = {
  // Layer 0 and its wiring.
  /** Bits of SWITCH: switches that conduct whatever they are told. */
  WELDED: 0,
  /** Time by which a switch opens late, S1 and S2. */
  SLOW_S1_ns: 1,
  SLOW_S2_ns: 2,
  /** How often a switch falls open again after it has closed, S1 and S2. */
  BOUNCES_S1: 3,
  BOUNCES_S2: 4,
  /** Conductance of the open switches beyond what is soldered. */
  LEAK_S: 5,
  /** Bits of STIMULUS: comparators that answer nothing. */
  COMPARATORS_DEAD: 6,
  /** By how much a threshold is off, beyond its tolerance. */
  COMPARATOR_V_high: 7,
  COMPARATOR_V_low: 8,
  COMPARATOR_A_ratio: 9,
  /** Bits of LINE: channels of the interlock line that are open. */
  LINE_OPEN: 10,
  /** By how much layer 0's time base runs fast against the processor's oscillator. */
  OSCILLATOR_ratio: 11,

  // Converters.
  DAC_KIND: 12,
  DAC_VALUE: 13,
  /** Changes of the code that the DAC has missed, or the drift that has come up. */
  DAC_MEMORY: 14,
  IS_SENSE_OPEN: 15,
  /** Where the open sense lead floats, in codes of the interlock path. */
  SENSE_code: 16,
  /** 1 while the interlock path converts nothing. */
  IS_BLIND: 17,
  /** 1 from a reset of the front end until it is set up again: its gain is half. */
  IS_FRONT_END_LOST: 18,
  FIRST_CHANNEL: 19,

  // Inputs.
  IS_CALIBRATION_DAMAGED: 19 + CHANNEL_COUNT * CHANNEL_WORDS,
  IS_PROBE_MOVING: 20 + CHANNEL_COUNT * CHANNEL_WORDS,
  DOSE_RATE: 21 + CHANNEL_COUNT * CHANNEL_WORDS,
  TEMPERATURE_mdegC: 22 + CHANNEL_COUNT * CHANNEL_WORDS,

  /** 1 while the slow path finishes no conversion. */
  IS_SLOW_SILENT: 23 + CHANNEL_COUNT * CHANNEL_WORDS,
} as const;

const WORD_COUNT = 24 + CHANNEL_COUNT * CHANNEL_WORDS;
const FIRST_PATH_WORD = FAULT.IS_SENSE_OPEN;

/**
 * Who has to look. While ODDITIES is 0 supply, reset line, flash, DAC and converters are as they should be; HAS_CHANGED
 * is 1 from a change of the overlay until layer 0 has taken it over.
 */
export const MARK = { ODDITIES: 0, HAS_CHANGED: 1 } as const;
const MARK_COUNT = 2;

/** Bits of ODDITIES. */
export const ODDITY = { SUPPLY: 1, RESET: 2, FLASH: 4, DAC: 8, PATHS: 16, PROCESSOR: 32 } as const;

/** First word of a channel. */
export function channelWord(channel: number): number {
  return FAULT.FIRST_CHANNEL + channel * CHANNEL_WORDS;
}

/**
 * What is wrong with the instrument, beside the truth and never in its place: the parts of the board consult it, and in
 * a pristine instrument that is one word which is 0.
 */
export class Overlay {
  /** By index of `FAULT`. */
  readonly words: Float64Array;
  /** By index of `MARK`. */
  readonly marks: Int32Array;

  constructor(arena: Arena) {
    this.words = arena.f64('board.overlay', WORD_COUNT);
    this.marks = arena.i32('board.marks', MARK_COUNT);
  }

  /** Puts a fault or takes it back. */
  put(word: number, value: number): void {
    if (!Number.isFinite(value)) throw new RangeError(`a fault of ${value}`);
    this.words[word] = value;
    this.note();
  }

  /** Takes every fault back. */
  clear(): void {
    this.words.fill(0);
    this.note();
  }

  /** Has everybody look again in the next tick. */
  note(): void {
    const { words, marks } = this;
    marks[MARK.HAS_CHANGED] = 1;
    const isPathOdd = words[FAULT.IS_SLOW_SILENT] !== 0 || words.subarray(FIRST_PATH_WORD, FAULT.IS_CALIBRATION_DAMAGED).some((value) => value !== 0);
    this.mark(ODDITY.PATHS, isPathOdd);
    // A DAC whose fault is gone has to settle anew: it takes its own mark back.
    if (words[FAULT.DAC_KIND] !== 0) this.mark(ODDITY.DAC, true);
  }

  mark(oddity: number, isOdd: boolean): void {
    const oddities = this.marks[MARK.ODDITIES]!;
    this.marks[MARK.ODDITIES] = isOdd ? oddities | oddity : oddities & ~oddity;
  }
}
