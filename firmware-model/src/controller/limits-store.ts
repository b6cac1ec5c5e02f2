import { crc32c } from '@nanobias/proto';
import type { BoardDescription } from '../board/registers.ts';
import { derivedLimits } from '../interlock/geometry.ts';
import { CUTOFF_MARGIN_UV, capsFromGeometry } from '../interlock/limits.ts';
import type { EffectiveLimits, LimitContext } from '../interlock/limits.ts';
import { putThresholdsInForce } from '../interlock/state.ts';
import type { Arena } from '../kernel/arena.ts';
import { filmResistance_kOhm } from './film-resistance.ts';
import type { Firmware } from './firmware.ts';
import { putProbeMotionInForce } from './probe-motion.ts';
import { thresholdsOf } from './scale.ts';
import { putSlowLimitsInForce } from './slow-limits.ts';

/** The limits that are numbers, named on the wire as here, in the order of a record. Appending changes every digest, like every change of the limits' meaning. */
export const LIMIT_NUMBERS = [
  'bias_uV_min', 'bias_uV_max', 'slew_nV_per_s_max', 'current_fA_max', 'excess_charge_fC_max', 'lipon_thickness_nm', 'field_V_per_cm_max',
  'declared_damage_ppt', 'over_voltage_margin_uV', 'hot_connect_uV_max', 'lnmo_thickness_nm', 'area_nm2', 'sustained_current_fA_max',
  'short_current_fA_max', 'precursor_current_fA_max', 'specific_charge_mAh_per_g_max', 'cutoff_uV_min', 'temperature_mdegC_min', 'temperature_mdegC_max',
] as const satisfies readonly (keyof EffectiveLimits)[];
const FLAGS = ['isFieldOverride', 'isFormed', 'isPrecursorTrip', 'isProbeMotionTrip'] as const satisfies readonly (keyof EffectiveLimits)[];

type NumberName = (typeof LIMIT_NUMBERS)[number];
type FlagName = (typeof FLAGS)[number];
/** What a record holds beyond numbers and flags; a limit that is in none of them does not compile. */
type Rest = Omit<EffectiveLimits, NumberName | FlagName>;

/** Places behind numbers and flags: the anode may be absent, and the terminal is one of two. */
const PLACE = { HAS_ANODE: LIMIT_NUMBERS.length + FLAGS.length, ANODE: LIMIT_NUMBERS.length + FLAGS.length + 1, LNMO_ON: LIMIT_NUMBERS.length + FLAGS.length + 2 } as const;
const FIELD_COUNT = LIMIT_NUMBERS.length + FLAGS.length + 3;
const LNMO_ON_PROBE = 1;
const LNMO_ON_SAMPLE = 2;

const WORD = { IS_STAGED: 0, STAGED_DIGEST: 1, IS_COMMITTED: 2, COMMITTED_DIGEST: 3 } as const;

/** Tenths of a second in which the excess charge is counted. */
const CHARGE_WINDOW_US = 100_000;
const SECOND_US = 1_000_000;
/** Row 8 compares means of 1 ms that lie 4 ms apart. */
const BLOCK_US = 1000;
const BLOCK_SPAN_US = 4000;

/** Limits that were staged and limits that are in force, each as a record of exact integers. */
export interface LimitsStore {
  readonly staged: Float64Array;
  readonly committed: Float64Array;
  readonly words: Uint32Array;
  /** The committed record as it was read last. */
  readonly reading: Reading;
}

/** What a record says. It is read anew whenever a word of it has changed, so that memory alone decides. */
class Reading {
  readonly #record = new Float64Array(FIELD_COUNT).fill(NaN);
  #read: DigestedLimits | undefined;

  of(record: Float64Array, digest: number): DigestedLimits | undefined {
    let read = this.#read;
    for (let index = 0; read !== undefined && index < FIELD_COUNT; index += 1) {
      if (record[index] !== this.#record[index]) read = undefined;
    }
    if (read?.digest === digest) return read;
    if (digestOf(record) !== digest) return undefined;
    const fresh = { limits: readRecord(record), digest };
    this.#record.set(record);
    this.#read = fresh;
    return fresh;
  }
}

export function claimLimitsStore(arena: Arena): LimitsStore {
  return {
    staged: arena.f64('controller.limits_staged', FIELD_COUNT),
    committed: arena.f64('controller.limits_committed', FIELD_COUNT),
    words: arena.u32('controller.limits_words', 4),
    reading: new Reading(),
  };
}

export interface DigestedLimits {
  readonly limits: EffectiveLimits;
  readonly digest: number;
}

export function stageLimits({ limits: { staged, words } }: Firmware, limits: EffectiveLimits): number {
  writeRecord(staged, limits);
  const digest = digestOf(staged);
  words[WORD.IS_STAGED] = 1;
  words[WORD.STAGED_DIGEST] = digest;
  return digest;
}

export function stagedLimits({ limits: { staged, words } }: Firmware): DigestedLimits | undefined {
  return words[WORD.IS_STAGED] === 1 ? { limits: readRecord(staged), digest: words[WORD.STAGED_DIGEST]! } : undefined;
}

/** The limits in force; none where the record no longer is what was committed. */
export function committedLimits({ limits: { committed, words, reading } }: Pick<Firmware, 'limits'>): DigestedLimits | undefined {
  return words[WORD.IS_COMMITTED] === 1 ? reading.of(committed, words[WORD.COMMITTED_DIGEST]!) : undefined;
}

/** Row 27: whether the record in force is what was committed; without one there is nothing to corrupt. */
export function isRecordWhole({ limits: { committed, words } }: Pick<Firmware, 'limits'>): boolean {
  return words[WORD.IS_COMMITTED] !== 1 || digestOf(committed) === words[WORD.COMMITTED_DIGEST];
}

/** Puts the staged limits in force: record, thresholds and gate together, between two ticks. */
export function commitStagedLimits(firmware: Firmware): void {
  const { staged, committed, words } = firmware.limits;
  committed.set(staged);
  words[WORD.IS_COMMITTED] = 1;
  words[WORD.COMMITTED_DIGEST] = words[WORD.STAGED_DIGEST]!;
  putInForce(firmware, readRecord(committed));
}

/**
 * After a stop or an acknowledge limits must be committed anew before arming. The thresholds stay: the gate still bounds
 * what the DAC rests at, and a latched cause is still judged by them.
 */
export function dropLimits({ limits: { words } }: Firmware): void {
  words[WORD.IS_COMMITTED] = 0;
  words[WORD.COMMITTED_DIGEST] = 0;
}

/** What this board holds limits against. */
export function limitContext({ board, rowsLeftOut }: Pick<Firmware, 'board' | 'rowsLeftOut'>): LimitContext {
  const window_samples = CHARGE_WINDOW_US / board.tick_us;
  return {
    strap_uV_min: board.strap_low_uV,
    strap_uV_max: board.strap_high_uV,
    voltage_noise_uV_rms: board.interlock_noise_uV_rms,
    voltage_error_uV: board.bias_error_uV,
    current_noise_fA_rms: board.interlock_noise_fA_rms,
    current_full_scale_fA: board.interlock_full_scale_fA,
    charge_noise_fC_rms: (board.interlock_noise_fA_rms * Math.sqrt(window_samples) * board.tick_us) / SECOND_US,
    block_noise_fA_rms: blockNoise_fA(board),
    slow_noise_fA_rms: board.slow_noise_fA_rms,
    slow_full_scales_fA: board.slow_full_scales_fA,
    lnmoOn: board.lnmo_on,
    rowsLeftOut,
  };
}

/** Noise of I - C dV/dt: the mean of the current over a block, and the difference of two means of the voltage, on the stray capacitance. */
function blockNoise_fA({ tick_us, interlock_noise_fA_rms, interlock_noise_uV_rms, stray_capacitance_fF }: BoardDescription): number {
  const samples = Math.max(1, BLOCK_US / tick_us);
  const displacement_fA = (stray_capacitance_fF * interlock_noise_uV_rms * Math.SQRT2) / BLOCK_SPAN_US;
  return Math.sqrt((interlock_noise_fA_rms * interlock_noise_fA_rms + displacement_fA * displacement_fA) / samples);
}

function putInForce(firmware: Firmware, limits: EffectiveLimits): void {
  const { scale, board, interlock, rowsLeftOut } = firmware;
  const thresholds = thresholdsOf(scale, {
    bias_uV_min: limits.bias_uV_min,
    bias_uV_max: limits.bias_uV_max,
    over_voltage_margin_uV: limits.over_voltage_margin_uV,
    current_fA_max: limits.current_fA_max,
    excess_charge_fC_max: limits.excess_charge_fC_max,
    short_current_fA_max: limits.short_current_fA_max,
    precursor_current_fA_max: limits.precursor_current_fA_max,
    isPrecursorTrip: limits.isPrecursorTrip,
    reversal_uV_min: limits.cutoff_uV_min - CUTOFF_MARGIN_UV,
    temperature_mdegC_min: limits.temperature_mdegC_min,
    temperature_mdegC_max: limits.temperature_mdegC_max,
    path_kOhm: board.series_resistance_kOhm + filmResistance_kOhm(derivedLimits(limits).resistance_kOhm, limits.temperature_mdegC_max),
    field_uV: capsFromGeometry(limits).field_uV,
    areCapsInForce: !rowsLeftOut.has(3),
    isFieldInForce: !rowsLeftOut.has(4),
  });
  putThresholdsInForce(interlock, thresholds);
  putProbeMotionInForce(firmware, limits.isProbeMotionTrip);
  putSlowLimitsInForce(firmware, limits);
}

function digestOf(record: Float64Array): number {
  return crc32c(new Uint8Array(record.buffer, record.byteOffset, record.byteLength));
}

function writeRecord(record: Float64Array, limits: EffectiveLimits): void {
  LIMIT_NUMBERS.forEach((name, index) => {
    record[index] = limits[name];
  });
  FLAGS.forEach((name, index) => {
    record[LIMIT_NUMBERS.length + index] = limits[name] ? 1 : 0;
  });
  const { anode_uV_vs_li, lnmoOn }: Rest = limits;
  record[PLACE.HAS_ANODE] = anode_uV_vs_li === undefined ? 0 : 1;
  record[PLACE.ANODE] = anode_uV_vs_li ?? 0;
  record[PLACE.LNMO_ON] = lnmoOn === 'probe' ? LNMO_ON_PROBE : LNMO_ON_SAMPLE;
}

function readRecord(record: Float64Array): EffectiveLimits {
  const rest: Rest = {
    anode_uV_vs_li: record[PLACE.HAS_ANODE] === 1 ? record[PLACE.ANODE]! : undefined,
    lnmoOn: record[PLACE.LNMO_ON] === LNMO_ON_PROBE ? 'probe' : 'sample',
  };
  const limits = rest as { -readonly [K in keyof EffectiveLimits]: EffectiveLimits[K] };
  for (let index = 0; index < LIMIT_NUMBERS.length; index += 1) limits[LIMIT_NUMBERS[index]!] = record[index]!;
  for (let index = 0; index < FLAGS.length; index += 1) limits[FLAGS[index]!] = record[LIMIT_NUMBERS.length + index] === 1;
  return limits;
}
