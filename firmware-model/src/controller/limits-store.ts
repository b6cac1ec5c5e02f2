import { crc32c } from '@nanobias/proto';
import { capsFromGeometry } from '../interlock/limits.ts';
import type { EffectiveLimits, LimitContext } from '../interlock/limits.ts';
import { putThresholdsInForce } from '../interlock/state.ts';
import type { Arena } from '../kernel/arena.ts';
import type { Firmware } from './firmware.ts';
import { thresholdsOf } from './scale.ts';

/** Places of the limits in a record; together they are what the digest is taken over. */
const FIELD = {
  BIAS_MIN: 0, BIAS_MAX: 1, SLEW: 2, CURRENT: 3, EXCESS_CHARGE: 4, THICKNESS: 5, FIELD_MAX: 6, IS_OVERRIDE: 7, DAMAGE: 8,
  HAS_ANODE: 9, ANODE: 10, IS_FORMED: 11, LNMO_ON: 12, MARGIN: 13, HOT_CONNECT: 14,
} as const;
const FIELD_COUNT = 15;

const WORD = { IS_STAGED: 0, STAGED_DIGEST: 1, IS_COMMITTED: 2, COMMITTED_DIGEST: 3 } as const;

/** Tenths of a second in which the excess charge is counted. */
const CHARGE_WINDOW_US = 100_000;
const SECOND_US = 1_000_000;

/** Limits that were staged and limits that are in force, each as a record of exact integers. */
export interface LimitsStore {
  readonly staged: Float64Array;
  readonly committed: Float64Array;
  readonly words: Uint32Array;
}

export function claimLimitsStore(arena: Arena): LimitsStore {
  return {
    staged: arena.f64('controller.limits_staged', FIELD_COUNT),
    committed: arena.f64('controller.limits_committed', FIELD_COUNT),
    words: arena.u32('controller.limits_words', 4),
  };
}

export interface DigestedLimits {
  readonly limits: EffectiveLimits;
  readonly digest: number;
}

export function stageLimits({ limits: { staged, words } }: Firmware, limits: EffectiveLimits): number {
  writeRecord(staged, limits);
  const digest = crc32c(new Uint8Array(staged.buffer, staged.byteOffset, staged.byteLength));
  words[WORD.IS_STAGED] = 1;
  words[WORD.STAGED_DIGEST] = digest;
  return digest;
}

export function stagedLimits({ limits: { staged, words } }: Firmware): DigestedLimits | undefined {
  return words[WORD.IS_STAGED] === 1 ? { limits: readRecord(staged), digest: words[WORD.STAGED_DIGEST]! } : undefined;
}

export function committedLimits({ limits: { committed, words } }: Firmware): DigestedLimits | undefined {
  return words[WORD.IS_COMMITTED] === 1 ? { limits: readRecord(committed), digest: words[WORD.COMMITTED_DIGEST]! } : undefined;
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
    lnmoOn: board.lnmo_on,
    rowsLeftOut,
  };
}

function putInForce({ scale, interlock, rowsLeftOut }: Firmware, limits: EffectiveLimits): void {
  const thresholds = thresholdsOf(scale, {
    bias_uV_min: limits.bias_uV_min,
    bias_uV_max: limits.bias_uV_max,
    over_voltage_margin_uV: limits.over_voltage_margin_uV,
    current_fA_max: limits.current_fA_max,
    excess_charge_fC_max: limits.excess_charge_fC_max,
    field_uV: capsFromGeometry(limits).field_uV,
    areCapsInForce: !rowsLeftOut.has(3),
    isFieldInForce: !rowsLeftOut.has(4),
  });
  putThresholdsInForce(interlock, thresholds);
}

function writeRecord(record: Float64Array, limits: EffectiveLimits): void {
  record[FIELD.BIAS_MIN] = limits.bias_uV_min;
  record[FIELD.BIAS_MAX] = limits.bias_uV_max;
  record[FIELD.SLEW] = limits.slew_nV_per_s_max;
  record[FIELD.CURRENT] = limits.current_fA_max;
  record[FIELD.EXCESS_CHARGE] = limits.excess_charge_fC_max;
  record[FIELD.THICKNESS] = limits.lipon_thickness_nm;
  record[FIELD.FIELD_MAX] = limits.field_V_per_cm_max;
  record[FIELD.IS_OVERRIDE] = limits.isFieldOverride ? 1 : 0;
  record[FIELD.DAMAGE] = limits.declared_damage_ppt;
  record[FIELD.HAS_ANODE] = limits.anode_uV_vs_li === undefined ? 0 : 1;
  record[FIELD.ANODE] = limits.anode_uV_vs_li ?? 0;
  record[FIELD.IS_FORMED] = limits.isFormed ? 1 : 0;
  record[FIELD.LNMO_ON] = limits.lnmoOn === 'probe' ? 1 : 2;
  record[FIELD.MARGIN] = limits.over_voltage_margin_uV;
  record[FIELD.HOT_CONNECT] = limits.hot_connect_uV_max;
}

function readRecord(record: Float64Array): EffectiveLimits {
  return {
    bias_uV_min: record[FIELD.BIAS_MIN]!,
    bias_uV_max: record[FIELD.BIAS_MAX]!,
    slew_nV_per_s_max: record[FIELD.SLEW]!,
    current_fA_max: record[FIELD.CURRENT]!,
    excess_charge_fC_max: record[FIELD.EXCESS_CHARGE]!,
    lipon_thickness_nm: record[FIELD.THICKNESS]!,
    field_V_per_cm_max: record[FIELD.FIELD_MAX]!,
    isFieldOverride: record[FIELD.IS_OVERRIDE] === 1,
    declared_damage_ppt: record[FIELD.DAMAGE]!,
    anode_uV_vs_li: record[FIELD.HAS_ANODE] === 1 ? record[FIELD.ANODE]! : undefined,
    isFormed: record[FIELD.IS_FORMED] === 1,
    lnmoOn: record[FIELD.LNMO_ON] === 1 ? 'probe' : 'sample',
    over_voltage_margin_uV: record[FIELD.MARGIN]!,
    hot_connect_uV_max: record[FIELD.HOT_CONNECT]!,
  };
}
