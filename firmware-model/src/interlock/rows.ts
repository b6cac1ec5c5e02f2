import { CAUSE, bitOf, maskOf } from './cause.ts';
import type { Cause, CauseMask } from './cause.ts';

/** How a row holds its output open once it has acted. */
export type Latch = 'none' | 'acknowledge' | 'local_reset';

/** Where a row acts: the hardware that asks nobody, the firmware, the host's own check before it sends. */
export type Layer = 'L0' | 'L1' | 'L2';

/** What measures it, or what it is held against when nothing is measured. */
export type Path = 'comparator' | 'interlock' | 'slow' | 'read-back' | 'set-point' | 'command' | 'state' | 'supply' | 'clock' | 'sensor';

/** Unit of what is logged with a cause. */
export type Unit = 'uV' | 'fA' | 'fC' | 'us' | 'mdegC' | 'uAh/g' | 'V/cm' | 'e/(nm2 s)' | 'count' | '';

/** One row of the matrix, or a part of it: a hazard, where it is seen, how soon the circuit is open, and what releases it. */
export interface Row {
  readonly row: number;
  readonly hazard: string;
  readonly causes: readonly Cause[];
  readonly detection: string;
  readonly layers: readonly Layer[];
  readonly path: Path;
  /**
   * Longest time from the cause to the request that opens the switch; 0 where the row refuses, warns, or bounds. That of the slow path
   * holds from ten conversions a second on.
   */
  readonly bound_us: number;
  readonly latch: Latch;
  /** Time that the cause must be gone before an acknowledge is taken; 0 where nothing is latched. */
  readonly clear_us: number;
  readonly unit: Unit;
  /** Where the numbers come from. */
  readonly source: string;
}

/** Row 6: one sample can be a hit of the detector; two in a row are a current. */
export const OVER_CURRENT_SAMPLES = 2;
/** One false trip in a thousand ten-hour runs at one look every tick, white noise assumed. */
export const NOISE_SIGMAS = 7;
/** Row 8: the voltage of a resting cell falls by less than 0.1 mV/s. */
export const FALL_UV_PER_S = 1_000_000;
/** Row 19: identical codes, under the path's own noise of 3 LSB in voltage and 8 LSB in current. */
export const FROZEN_CODES = 64;
/** Row 19: codes within which each bit that noise moves must have moved; a bit is one of those when four sigma span it. */
export const BIT_WINDOW_CODES = 1000;
export const BIT_SIGMAS = 4;
/** Row 19, slow path: identical conversions, and the least noise, in codes, at which they are counted. */
export const SLOW_FROZEN_CONVERSIONS = 10;
export const SLOW_NOISE_CODES_MIN = 6;
/** Row 20: time within which a second saturated code counts. */
export const SATURATED_US = 10_000;
/** Row 21: beside 1 % of the command; the DAC's gain and offset come to 4.5 mV at the top of the window. */
export const DAC_FAULT_UV = 5000;
export const DAC_FAULT_SAMPLES = 5;
/** Row 22: seven times the gains and offsets that the paths may differ by, over 10 ms. */
export const SENSE_UV = 50_000;
export const SENSE_OPEN_US = 10_000;
/** Row 31. */
export const LOST_US = 2000;
/** Row 31: conversions of the slow path. */
export const SLOW_LOST_CONVERSIONS = 2.5;

const CLEAR_US = 1_000_000;
const TRIPS = { latch: 'acknowledge', clear_us: CLEAR_US } as const;
const HOLDS = { latch: 'local_reset', clear_us: CLEAR_US } as const;
const REFUSES = { bound_us: 0, latch: 'none', clear_us: 0 } as const;

/**
 * The matrix of hazards: the table that docs and tests are made from. Bounds hold at the default tick of 100 us and
 * ten conversions of the slow path a second; those of layer 0 are its own, and the firmware follows within a tick. A cause that
 * is found in several ways has an entry for each, the fastest one first: it stands for the cause where that alone is told.
 */
export const ROWS = [
  {
    row: 1, hazard: 'cell over- or under-voltage', causes: [CAUSE.HARDWARE_OVER_VOLTAGE, CAUSE.HARDWARE_UNDER_VOLTAGE], layers: ['L0'], path: 'comparator',
    detection: 'window comparators on tap B with a reference of their own', bound_us: 25, ...HOLDS, unit: 'uV',
    source: 'the strap, which no message can write; 2 us of comparator and 15 us of switch, assumed',
  },
  {
    row: 2, hazard: 'measured over-voltage', causes: [CAUSE.OVER_VOLTAGE, CAUSE.UNDER_VOLTAGE], layers: ['L1'], path: 'interlock',
    detection: 'one code beyond a cap by more than the margin', bound_us: 200, ...TRIPS, unit: 'uV',
    source: 'cap and margin of the committed limits; 25 mV is 7 sigma of 1 mV, 7 mV of gain and offset, and as much again in hand',
  },
  {
    row: 3, hazard: 'set-point beyond a cap', causes: [], layers: ['L1', 'L2'], path: 'set-point',
    detection: 'at the request, and every code again at the gate', ...REFUSES, unit: 'uV', source: 'caps of the committed limits',
  },
  {
    row: 4, hazard: 'field in LiPON', causes: [], layers: ['L1', 'L2'], path: 'set-point',
    detection: 'set-point over thickness, at the request and at the gate', ...REFUSES, unit: 'V/cm',
    source: '0.30 MV/cm is assumed: no citable breakdown field of LiPON was found',
  },
  {
    row: 5, hazard: 'slew', causes: [CAUSE.SLEW], layers: ['L1'], path: 'read-back',
    detection: 'the generator limits it; the read-back against itself 100 ms ago', bound_us: 200_000, ...TRIPS, unit: 'uV',
    source: 'twice the active slew over 100 ms, 2 LSB of the DAC, and 7 sigma of the difference of two read-backs',
  },
  {
    row: 6, hazard: 'over-current, hard', causes: [CAUSE.OVER_CURRENT], layers: ['L1'], path: 'interlock',
    detection: 'two codes in a row beyond the limit', bound_us: 300, ...TRIPS, unit: 'fA',
    source: '10 nA assumed: 1500 C of the default cell, half of the interlock range',
  },
  {
    row: 6, hazard: 'over-current that flickers', causes: [CAUSE.EXCESS_CHARGE], layers: ['L1'], path: 'interlock',
    detection: 'sum of the current beyond the limit over any 100 ms; a sample that is missing counts as full scale', bound_us: 100_100, ...TRIPS, unit: 'fC',
    source: '10 pC assumed: 0.04 % of the charge of the default cell',
  },
  {
    row: 7, hazard: 'over-current, sustained', causes: [CAUSE.SUSTAINED_CURRENT], layers: ['L1'], path: 'slow',
    detection: 'an envelope of slews, their relaxation, and 10C', bound_us: 200_000, ...TRIPS, unit: 'fA',
    source: 'empirical envelope of the model, assumed: 240 pA sqrt(s) for 1.15 V of slew',
  },
  {
    row: 8, hazard: 'over-current, as layer 0 sees it', causes: [CAUSE.HARDWARE_OVER_CURRENT], layers: ['L0'], path: 'comparator',
    detection: 'fast current comparator', bound_us: 25, ...HOLDS, unit: 'fA', source: 'the strap: a fifth of what 10 V drive through the series resistor',
  },
  {
    row: 8, hazard: 'short, breakdown', causes: [CAUSE.SHORT_CIRCUIT], layers: ['L1'], path: 'interlock',
    detection: 'current less displacement, or a voltage that falls by itself: over 1 ms with 7 sigma on top, over 4 ms at the limit', bound_us: 1000,
    ...HOLDS, unit: 'fA',
    source: '0.5 nA and twice what the film passes, or 1 V/s. In 1 ms alone that would drown: 1 mV of noise on 203 pF is 0.64 nA at 7 sigma; '
      + 'a millisecond shows 5.4 nA or a fall of 20 V/s at any phase, and what is less takes up to 6 ms: '
      + 'one until a millisecond begins, that one, and four to the one that is held against it',
  },
  {
    row: 9, hazard: 'precursor of breakdown', causes: [CAUSE.SOFT_BREAKDOWN], layers: ['L1'], path: 'interlock',
    detection: 'range of the current over 10 ms while the DAC rests; warns, or trips if the limits say so', bound_us: 10_000, ...TRIPS, unit: 'fA',
    source: '1 nA assumed: a filament of 1 GOhm at a volt',
  },
  {
    row: 10, hazard: 'over-delithiation, over-discharge', causes: [CAUSE.OVER_DELITHIATION, CAUSE.OVER_DISCHARGE], layers: ['L1'], path: 'slow',
    detection: 'net charge and two sigma of it', bound_us: 200_000, ...TRIPS, unit: 'uAh/g',
    source: 'warns at 300, trips at 330 mAh/g; about 321 mAh/g take the film to 4.8 V',
  },
  {
    row: 11, hazard: 'under-voltage, reversal', causes: [CAUSE.REVERSAL], layers: ['L1'], path: 'interlock',
    detection: 'mean of a millisecond below the cut-off by 100 mV, while connected', bound_us: 10_000, ...TRIPS, unit: 'uV',
    source: '1.9 V once formed, -0.25 V before, assumed: reversal destroys the cathode',
  },
  {
    row: 12, hazard: 'hot connect, wrong sign', causes: [CAUSE.HOT_CONNECT, CAUSE.WRONG_SIGN], layers: ['L1'], path: 'interlock',
    detection: 'DAC against the open-circuit voltage in the tick of the closing', ...REFUSES, unit: 'uV',
    source: '10 mV across 203 pF are 2 pC, 0.01 % of the charge of the default cell',
  },
  {
    row: 13, hazard: 'contact loss', causes: [CAUSE.CONTACT_LOST], layers: ['L1'], path: 'slow',
    detection: 'the node charges as if nothing hung on it, or the current vanishes and 0.7 s without it confirm', bound_us: 1_000_000, ...TRIPS, unit: 'uV',
    source: 'I/C within 30 % over more than 100 mV, or from above 10 sigma to below 3 within 0.2 s, assumed',
  },
  {
    row: 14, hazard: 'host loss', causes: [CAUSE.LEASE_LAPSED, CAUSE.LINK_LOST], layers: ['L1'], path: 'command',
    detection: 'the lease runs out on device time, or the port reports a hang-up', bound_us: 100, ...TRIPS, unit: 'us',
    source: 'the lease that the holder asked for, and one tick',
  },
  {
    row: 15, hazard: 'stale, replayed, reordered or duplicate command', causes: [], layers: ['L1'], path: 'command',
    detection: 'session, output epoch, request id, device time', ...REFUSES, unit: '', source: 'the protocol: a request takes effect once',
  },
  {
    row: 16, hazard: 'second controller', causes: [], layers: ['L1'], path: 'command',
    detection: 'the lease; a stop is taken from anybody', ...REFUSES, unit: '', source: 'one lease, one holder',
  },
  {
    row: 17, hazard: 'loosening while armed', causes: [CAUSE.LIMIT_TIGHTENED], layers: ['L1'], path: 'command',
    detection: 'every bound against the one in force; tightening below the output opens', ...REFUSES, unit: '',
    source: 'a cap is raised only while the output is off',
  },
  {
    row: 18, hazard: 'NaN, infinity, unknown enumerator, unit slip', causes: [], layers: ['L1', 'L2'], path: 'command',
    detection: 'the validator before the table of modes', ...REFUSES, unit: '', source: 'ranges of the schema',
  },
  {
    row: 19, hazard: 'ADC frozen, stuck bit', causes: [CAUSE.ADC_FROZEN], layers: ['L1'], path: 'interlock',
    detection: '64 identical codes of either channel; a change takes eight of them back', bound_us: 6400, ...TRIPS, unit: 'count',
    source: 'the noise of the path is its dither: 3 LSB in voltage, 8 LSB in current, where 0.7 would do; 10 LSB or more on the slow path',
  },
  {
    row: 19, hazard: 'ADC frozen, stuck bit', causes: [CAUSE.ADC_FROZEN], layers: ['L1'], path: 'interlock',
    detection: 'a bit that the noise moves and that is the same in all of 1000 codes', bound_us: 200_000, ...TRIPS, unit: 'count',
    source: 'two windows, since a bit may stick within one; four sigma of noise leave a bit as it is in all of a window with 6e-21',
  },
  {
    row: 19, hazard: 'ADC frozen, stuck bit', causes: [CAUSE.ADC_FROZEN], layers: ['L1'], path: 'slow',
    detection: 'ten identical conversions of either channel of the slow path; a change takes two repeats back', bound_us: 1_000_000, ...TRIPS, unit: 'count',
    source: 'ten conversions at 10 Hz; noise of 10 LSB makes ten equal ones with 6.5e-15',
  },
  {
    row: 20, hazard: 'saturation', causes: [CAUSE.SATURATED], layers: ['L1'], path: 'interlock',
    detection: 'two codes at an end of the converter within 10 ms', bound_us: 200, ...TRIPS, unit: 'count', source: 'one can be a hit of the detector',
  },
  {
    row: 21, hazard: 'DAC or reference fault', causes: [CAUSE.DAC_FAULT], layers: ['L1'], path: 'read-back',
    detection: 'read-back against the command, five samples; one that agrees takes a quarter of a sample back', bound_us: 500, ...TRIPS, unit: 'uV',
    source: '1 % and 5 mV: gain and offset come to 4.5 mV at the top of the window',
  },
  {
    row: 22, hazard: 'sense lead open', causes: [CAUSE.SENSE_OPEN], layers: ['L1'], path: 'interlock',
    detection: 'DAC less drop across the series resistor less measured voltage, mean of 10 ms; or a jump that the resistor does not see',
    bound_us: 20_000, ...TRIPS, unit: 'uV',
    source: '50 mV: seven times what gains and offsets of the paths come to',
  },
  {
    row: 23, hazard: 'switch welded', causes: [CAUSE.SWITCH_WELDED], layers: ['L1'], path: 'slow',
    detection: 'a pattern behind each open switch before every arm; current while open, mean of 1 s, 7 sigma', bound_us: 2_000_000, ...HOLDS, unit: 'fA',
    source: 'two switches in series: the other one opens',
  },
  {
    row: 24, hazard: 'comparator dead', causes: [CAUSE.COMPARATOR_DEAD], layers: ['L0', 'L1'], path: 'comparator',
    detection: 'a stimulus behind the open switches before every arm', ...REFUSES, unit: '', source: 'the arm is refused until each comparator answers',
  },
  {
    row: 25, hazard: 'interlock line: holder not seated, no vacuum', causes: [CAUSE.INTERLOCK_LINE], layers: ['L0'], path: 'comparator',
    detection: 'either of two channels opens, for however short a time', bound_us: 25, ...TRIPS, unit: '', source: 'wiring',
  },
  {
    row: 26, hazard: 'firmware hang, overrun', causes: [CAUSE.WATCHDOG], layers: ['L0'], path: 'clock',
    detection: 'a feed outside 0.5 to 2 ticks; every task checks in before a feed', bound_us: 300, ...TRIPS, unit: '',
    source: 'two ticks, and what opening takes',
  },
  {
    row: 27, hazard: 'limits or mode corrupted', causes: [CAUSE.STATE_CORRUPTED], layers: ['L1'], path: 'state',
    detection: 'sums over each half in turn, complements every 10 ms, modes nine bits apart with their guard', bound_us: 200, ...TRIPS, unit: '',
    source: 'every single-bit flip, by construction',
  },
  {
    row: 28, hazard: 'reset, brown-out with the output on', causes: [CAUSE.SUPPLY, CAUSE.RESET], layers: ['L0', 'L1'], path: 'supply',
    detection: 'supply monitor; the trip record names what a reset interrupted', bound_us: 25, ...TRIPS, unit: '', source: 'hold-up of 5 ms, assumed',
  },
  {
    row: 29, hazard: 'board lost its configuration while the processor ran on', causes: [CAUSE.BOARD_RESET], layers: ['L1'], path: 'state',
    detection: 'the front end\'s register against what was written', bound_us: 20_000, ...TRIPS, unit: '', source: 'looked at twice a millisecond',
  },
  {
    row: 30, hazard: 'time base', causes: [CAUSE.TIME_BASE], layers: ['L0'], path: 'clock',
    detection: 'an independent counter, 5 % off', bound_us: 10_000, ...TRIPS, unit: '',
    source: 'a tick of another length falsifies every charge and every slew',
  },
  {
    row: 31, hazard: 'sampler blind', causes: [CAUSE.SAMPLES_LOST], layers: ['L1'], path: 'interlock',
    detection: 'gaps in the count of conversions: 2 ms of them; a sample that came takes an eighth of one back; or for two and a half conversions none of the slow path', bound_us: 2000, ...TRIPS, unit: 'us',
    source: 'the node moves by 0.2 V in 2 ms at full scale; what the slow path showed holds until its next conversion, and would for ever',
  },
  {
    row: 32, hazard: 'calibration absent or damaged', causes: [CAUSE.CALIBRATION], layers: ['L1'], path: 'state',
    detection: 'check of the calibration page at power-up', ...REFUSES, unit: '', source: 'the arm is refused',
  },
  {
    row: 33, hazard: 'range switch, connect transient', causes: [], layers: ['L1'], path: 'interlock',
    detection: 'rows 7, 8 and 9 wait for five time constants of the node after the closing; layer 0 and rows 2 and 6 do not', ...REFUSES, unit: '',
    source: 'the step across the switch is 10 mV at most: 0.1 nA that decays within 20 ms',
  },
  {
    row: 34, hazard: 'leakage', causes: [CAUSE.LEAKAGE], layers: ['L1'], path: 'slow',
    detection: 'the leak check of a program: warns above C/20, ends the program above 1C', ...REFUSES, unit: 'fA',
    source: 'a leak of C/20 falsifies the charge by a twentieth an hour',
  },
  {
    row: 35, hazard: 'floating specimen charged by the beam', causes: [CAUSE.SPECIMEN_FLOATING], layers: ['L1'], path: 'slow',
    detection: 'drift while open, warns', ...REFUSES, unit: 'uV', source: '0.5 V off the open-circuit voltage, assumed',
  },
  {
    row: 36, hazard: 'temperature', causes: [CAUSE.TEMPERATURE], layers: ['L1'], path: 'sensor',
    detection: 'outside the range of the limits', bound_us: 10_000, ...TRIPS, unit: 'mdegC',
    source: '15 to 60 C assumed: the film conducts by a factor of four more every 20 K',
  },
  {
    row: 36, hazard: 'dose', causes: [CAUSE.DOSE], layers: ['L1'], path: 'sensor',
    detection: 'warns', ...REFUSES, unit: 'e/(nm2 s)', source: 'what the microscope reports',
  },
  {
    row: 36, hazard: 'probe motion while connected', causes: [CAUSE.PROBE_MOTION], layers: ['L1'], path: 'sensor',
    detection: 'arm and enable are refused while the probe moves; connected, it warns, or opens at once if the limits say so', ...REFUSES, unit: '',
    source: 'a coarse step breaks the film',
  },
] as const satisfies readonly Row[];

/** Causes that open the output, of all rows but those left out. The model's own soundness is no row and stays in force. */
export function causesInForce(rowsLeftOut: ReadonlySet<number>): CauseMask {
  let mask = maskOf(CAUSE.SPECIMEN_UNSOUND);
  for (const { row, causes } of ROWS) {
    if (!rowsLeftOut.has(row)) mask |= causes.reduce((bits, cause) => bits | bitOf(cause), 0);
  }
  return mask;
}
