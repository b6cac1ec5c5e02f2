import type { Arena } from '../kernel/arena.ts';

/** Terms by which the relaxing current of row 7 is summed. */
export const RELAXATION_TERMS = 9;
/** Conversions in each of the windows below: 1 s of ten a second. */
export const SECOND_CONVERSIONS = 10;

/**
 * Words of the rows that look at the slow path: exact integers in scaled units, but for the decaying sum of row 7.
 * A conversion lasts 100 ms on the default board.
 */
export const SLOW = {
  // What the controller hands over after every conversion.
  SEQUENCE: 0,
  VOLTAGE_uV: 1,
  CURRENT_fA: 2,
  /** 0 when the conversion was blanked or held a peak beyond its range. */
  IS_USABLE: 3,
  /** 1 when the code stands at an end of its converter: the current is at least this. */
  IS_SATURATED: 4,
  /** Noise of one conversion in the range that was in force. */
  NOISE_fA: 5,
  /** Read-back of the DAC. */
  DAC_uV: 6,
  IS_CONNECTED: 7,
  /** 1 while a current is regulated, and which. */
  IS_REGULATED: 8,
  TARGET_fA: 9,
  /** 1 while a leak check holds its bias. */
  IS_CHECKING: 10,
  /** Series resistor and LiPON at the temperature of now. */
  PATH_kOhm: 11,
  DOSE_RATE_e_per_nm2_s: 12,

  // What the board and the committed limits say.
  /** LiPON at 298 K. */
  FILM_kOhm: 15,
  /** LiPON and charge transfer. */
  CELL_kOhm: 13,
  /** 1 where the film takes so much more charge than the lead that a lost contact shows under a regulated current. */
  IS_CONTACT_TELLING: 14,
  CONVERSION_ms: 16,
  STRAY_fF: 17,
  /** Conversions after the closing in which the stray capacitance is charged: 5 R C. */
  BLANK_CONVERSIONS: 18,
  SUSTAINED_fA: 19,
  RATE_fA: 20,
  RELAXATION_fA_PER_V: 21,
  CHARGE_fC_MAX: 22,
  CHARGE_fC_WARNING: 23,
  CHARGE_fC_PER_mAh_per_g: 26,
  /** 1 when a self-test moved the DAC and closed one of the two switches, or both closed and opened again within the conversion. */
  IS_DISTURBED: 27,
  /** Film that the charge was counted for. */
  LNMO_THICKNESS_nm: 24,
  AREA_nm2: 25,

  /** Tick before which the circuit is not closed again: it changes with every closing. */
  RECLOSE_TICK: 31,

  // What the rows say.
  /** Causes that the last conversion showed. */
  PRESENT: 28,
  /** Bits of WARNING that are new since whoever logs them took them away. */
  WARNINGS: 29,
  /** Bits of WARNING that stand. */
  WARNED: 30,

  // Between conversions.
  WAS_CONNECTED: 32,
  BLANK_LEFT: 33,
  LAST_DAC_uV: 34,
  LAST_VOLTAGE_uV: 35,
  MOVED_uV: 36,
  /** The same of the conversion before: the lead lags behind the DAC. */
  MOVED_BEFORE_uV: 37,

  // Row 7.
  REST_uV: 38,
  UNUSABLE_LEVEL: 39,
  /** The bound that the current was held against. */
  BOUND_fA: 40,
  RELAXATION_FIRST: 41,

  // Row 10, in attocoulombs: femtoamperes times milliseconds.
  IS_COUNTING: 50,
  START_uV: 51,
  RAW_aC: 52,
  SHUNT_aC: 53,
  OFFSET_aC: 54,
  DOUBT_aC: 55,
  LAST_USABLE_fA: 56,
  NET_aC: 57,
  SIGMA_aC: 58,

  // Row 13.
  SPAN_uV: 60,
  /** Conversions in which a current that has flowed may still be found gone at once. */
  FALL_LEFT: 61,
  LOST_LEVEL: 63,
  SPAN_BOUND_uV: 64,

  // Rows 23 and 35.
  OPEN_CONVERSIONS: 65,
  OPEN_SUM_fA: 66,
  OPEN_COUNT: 67,
  OPEN_MEAN_fA: 68,
  OPEN_BOUND_fA: 69,
  IS_WELDED: 70,
  /** In 4096ths of a microvolt, so that it can follow by a part. */
  OPEN_REFERENCE: 71,
  FLOATING_LEVEL: 72,
  /** How far the voltage stands off its reference. */
  OPEN_OFF_uV: 73,

  // Row 34.
  LEAK_SUM_fA: 74,
  LEAK_COUNT: 75,
  LEAK_fA: 76,
  IS_LEAK_KNOWN: 77,
  /** Current of the shunt that the last leak check found, and the bias that drove it. */
  SHUNT_fA: 78,
  SHUNT_uV: 79,
  /** What the leak was held against when it was worth a warning. */
  LEAK_BOUND_fA: 80,

  /** Row 36: electrons per nm2 times milliseconds per second. */
  DOSE: 81,

  /** Row 27: over the words of the limits, and over the charge; the controller's. */
  SEAL_LIMITS: 82,
  SEAL_CHARGE: 83,

  // Row 19: both codes as they were converted, and whether noise moves them.
  CURRENT_CODE: 84,
  VOLTAGE_CODE: 85,
  IS_CURRENT_NOISY: 86,
  IS_VOLTAGE_NOISY: 87,
  LAST_CURRENT_CODE: 88,
  LAST_VOLTAGE_CODE: 89,
  FROZEN_CURRENT_COUNT: 90,
  FROZEN_VOLTAGE_COUNT: 91,
} as const;

const WORD_COUNT = 92;

/** Conditions that are told and open nothing; a place is a bit. */
export const WARNING = { CHARGE: 1, LEAKAGE: 2, FLOATING: 4, DOSE: 8 } as const;

export type SlowState = Float64Array;

/** Whatever holds the words of the slow rows. */
export interface SlowRows {
  readonly slow: SlowState;
}

export function claimSlowState(arena: Arena): SlowState {
  return arena.f64('interlock.slow', WORD_COUNT);
}

/** Tells a warning once: it is new again when its condition was gone in between. */
export function warn(slow: SlowState, bit: number, isPresent: boolean): void {
  const warned = slow[SLOW.WARNED]!;
  if (isPresent && (warned & bit) === 0) slow[SLOW.WARNINGS] = slow[SLOW.WARNINGS]! | bit;
  slow[SLOW.WARNED] = isPresent ? warned | bit : warned & ~bit;
}
