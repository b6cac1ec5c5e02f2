import { CAUSE, bitOf } from './cause.ts';
import type { CauseMask } from './cause.ts';
import { SLOW } from './slow-state.ts';
import type { SlowState } from './slow-state.ts';

/**
 * Row 13: whether the tip still touches the film. Without contact a regulated current only charges the lead, and a held
 * voltage drives none. Either builds up over time, and a good conversion takes a part away, never all of it. Both levels outlast
 * a change between current and voltage, so that nobody who alternates them hides a loss; but a current that charges the lead too
 * slowly to be told begins the one of the held voltage anew, and no level is built up while the bias moves.
 */

const CONTACT_LOST = bitOf(CAUSE.CONTACT_LOST);

/** A regulated current: how close to the charging of the lead alone, and over how much voltage. */
const RATIO_TOLERANCE = 0.3;
const SPAN_UV_MAX = 100_000;
/** A conversion in which the cell took part takes twice its share away. */
const SPAN_LEAK = 2;
/** What a film in contact takes from the lead at first, before its own resistance carries 30 % of the current, with as much again in hand. */
const POLARISED_SHARE = 0.5;
const FA_KOHM_PER_UV = 1_000_000;
/** A current this much above its target is the loop's way there. */
const OVERSHOOT = 1.3;
/** Rise below which the noise of the voltage, 20 uV a conversion, would decide. */
const RISE_UV_MIN = 280;
/** 1 fA over 1 ms on 1 fF are 1 mV. */
const UV_PER_FA_MS_PER_FF = 1000;
/** A held voltage: from above so many sigma to below so few. */
const FLOWING_SIGMAS = 10;
const GONE_SIGMAS = 3;
const OFFSET_FA = 1;
/**
 * A lost contact leaves the lead to discharge with 20 ms: the last of the current is gone at once, but for the conversion in which it
 * goes. A film that relaxes takes longer for the same way, or comes to the other side of zero within the time that confirms.
 */
const FALL_MS = 200;
const FALL_CONVERSIONS_MIN = 2;
/** With what the lead takes at the highest currents, and the conversion that the loss falls into, it is a second from the loss to the trip. */
const CONFIRMING_MS = 700;
const CONFIRMING_CONVERSIONS_MIN = 7;
/** A conversion with current takes so many without away. */
const LOST_LEAK = 2;

export function startContactWatch(slow: SlowState): void {
  slow[SLOW.SPAN_uV] = 0;
  slow[SLOW.FALL_LEFT] = 0;
  slow[SLOW.LOST_LEVEL] = 0;
}

/** One conversion with the circuit closed. */
export function contactLost(slow: SlowState): CauseMask {
  if (slow[SLOW.IS_USABLE] !== 1 || 0 < slow[SLOW.BLANK_LEFT]!) return 0;
  return slow[SLOW.IS_REGULATED] === 1 ? lostUnderCurrent(slow) : lostUnderVoltage(slow);
}

/**
 * The loop on its way to its current is left out: a bias that moves faster than that charges the lead with the film in
 * contact too. On a film that holds less charge than the lead nothing can be told.
 */
function lostUnderCurrent(slow: SlowState): CauseMask {
  slow[SLOW.FALL_LEFT] = Math.max(0, slow[SLOW.FALL_LEFT]! - 1);
  const target_fA = Math.abs(slow[SLOW.TARGET_fA]!);
  const isTargetTelling = slow[SLOW.IS_CONTACT_TELLING] === 1 && RISE_UV_MIN <= leadRise_uV(slow, target_fA);
  if (!isTargetTelling) {
    slow[SLOW.LOST_LEVEL] = 0;
    return 0;
  }
  const expected_uV = leadRise_uV(slow, slow[SLOW.CURRENT_fA]!);
  const isTelling = RISE_UV_MIN <= Math.abs(expected_uV) && Math.abs(slow[SLOW.CURRENT_fA]!) <= OVERSHOOT * target_fA;
  if (!isTelling) return 0;
  const isAlone = isLeadAlone(slow, expected_uV);
  if (!isAlone) slow[SLOW.LOST_LEVEL] = Math.max(0, slow[SLOW.LOST_LEVEL]! - LOST_LEAK);
  const grown_uV = slow[SLOW.SPAN_uV]! + (isAlone ? Math.abs(risen_uV(slow)) : -SPAN_LEAK * Math.abs(expected_uV));
  const bound_uV = SPAN_UV_MAX + Math.floor((POLARISED_SHARE * target_fA * slow[SLOW.CELL_kOhm]!) / FA_KOHM_PER_UV);
  const span_uV = Math.max(0, Math.min(grown_uV, SPAN_LEAK * bound_uV));
  slow[SLOW.SPAN_uV] = span_uV;
  slow[SLOW.SPAN_BOUND_uV] = bound_uV;
  return span_uV <= bound_uV ? 0 : CONTACT_LOST;
}

/**
 * A fall from a clear current to none is a suspicion, and the conversions that follow without current confirm it. A bias that moves
 * drives a current of its own, and is not judged: a step may take the current of a film away that is in contact.
 */
function lostUnderVoltage(slow: SlowState): CauseMask {
  const noise_fA = slow[SLOW.NOISE_fA]!;
  const current_fA = Math.abs(slow[SLOW.CURRENT_fA]!);
  const isFlowing = FLOWING_SIGMAS * noise_fA + OFFSET_FA < current_fA;
  const isStill = slow[SLOW.MOVED_uV] === 0 && slow[SLOW.MOVED_BEFORE_uV] === 0;
  const expected_uV = leadRise_uV(slow, slow[SLOW.CURRENT_fA]!);
  // Under a bias that stands still the lead takes nothing; while it moves, all that is measured, if it is alone.
  const isThroughCell = isFlowing && (isStill || (RISE_UV_MIN <= Math.abs(expected_uV) && !isLeadAlone(slow, expected_uV)));
  if (isThroughCell) slow[SLOW.SPAN_uV] = Math.max(0, slow[SLOW.SPAN_uV]! - SPAN_LEAK * Math.abs(expected_uV));
  if (!isStill) {
    slow[SLOW.FALL_LEFT] = 0;
    return 0;
  }
  const isGone = current_fA <= GONE_SIGMAS * noise_fA + OFFSET_FA;
  const left = slow[SLOW.FALL_LEFT]!;
  slow[SLOW.FALL_LEFT] = isFlowing ? conversionsOf(slow, FALL_MS, FALL_CONVERSIONS_MIN) : Math.max(0, left - 1);
  const before = slow[SLOW.LOST_LEVEL]!;
  if (before === 0 && left === 0) return 0;
  const enough = conversionsOf(slow, CONFIRMING_MS, CONFIRMING_CONVERSIONS_MIN);
  const level = isGone ? Math.min(before + 1, enough) : Math.max(0, before - LOST_LEAK);
  slow[SLOW.LOST_LEVEL] = level;
  return level < enough ? 0 : CONTACT_LOST;
}

/** By how much a current moves the lead in a conversion, if it has nowhere else to go. */
function leadRise_uV(slow: SlowState, current_fA: number): number {
  return (current_fA * slow[SLOW.CONVERSION_ms]! * UV_PER_FA_MS_PER_FF) / slow[SLOW.STRAY_fF]!;
}

function risen_uV(slow: SlowState): number {
  return slow[SLOW.VOLTAGE_uV]! - slow[SLOW.LAST_VOLTAGE_uV]!;
}

function isLeadAlone(slow: SlowState, expected_uV: number): boolean {
  return Math.abs(risen_uV(slow) - expected_uV) < RATIO_TOLERANCE * Math.abs(expected_uV);
}

/** Noise is as much in a short conversion as in a long one: a slow path needs as many. */
function conversionsOf(slow: SlowState, duration_ms: number, conversions_min: number): number {
  return Math.max(conversions_min, Math.floor(duration_ms / slow[SLOW.CONVERSION_ms]!));
}
