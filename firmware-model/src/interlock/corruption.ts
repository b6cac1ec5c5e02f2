import { areExtremesWhole, forgetExtremes } from './breakdown.ts';
import { CAUSE, bitOf } from './cause.ts';
import type { CauseMask } from './cause.ts';
import { forgetExcess, isExcessSumWhole } from './excess.ts';
import { GUARD, areCopiesWhole, enterMode, isLowerHalfWhole, isModeWhole, isUpperHalfWhole, putGuarded, sealGuard } from './guard.ts';
import { MODE } from './mode-table.ts';
import { WORD } from './state.ts';
import type { Interlock } from './state.ts';

const STATE_CORRUPTED = bitOf(CAUSE.STATE_CORRUPTED);
const { TURN } = GUARD;

/** Row 27, every tick: the mode, and one half of the guarded words. */
export function corruption(interlock: Interlock): CauseMask {
  const { state } = interlock;
  const turn = state[TURN]!;
  state[TURN] = turn ^ 1;
  const isHalfWhole = (turn & 1) === 0 ? isLowerHalfWhole(state) : isUpperHalfWhole(state);
  return isHalfWhole && isModeWhole(state) ? 0 : withdraw(interlock);
}

/** Whether what the gate has said can be believed: otherwise row 27 opens within two ticks, and names the cause. */
export function areLimitsBelieved({ state, constants }: Interlock): boolean {
  return (constants.causesInForce & STATE_CORRUPTED) === 0 || (isLowerHalfWhole(state) && isUpperHalfWhole(state));
}

/** Row 27, every 10 ms: each word with its copy, and the sums that outlast it. */
export function hiddenCorruption(interlock: Interlock): CauseMask {
  return (areCopiesWhole(interlock) ? 0 : withdraw(interlock)) | corruptedSums(interlock);
}

/** What is corrupted begins anew, and is told. */
function corruptedSums(interlock: Interlock): CauseMask {
  const isExcessWhole = isExcessSumWhole(interlock);
  const areBothWhole = areExtremesWhole(interlock) && isExcessWhole;
  if (areBothWhole || (interlock.constants.causesInForce & STATE_CORRUPTED) === 0) return 0;
  forgetExtremes(interlock);
  if (!isExcessWhole) forgetExcess(interlock);
  return STATE_CORRUPTED;
}

/**
 * What is corrupted is thrown away, or it would be present for ever and nobody could acknowledge it. The gate is shut until
 * limits are committed anew, the thresholds no longer accuse anybody, and an unknown mode is taken for one that is on,
 * so that the cause opens. With the output off it is told as a warning.
 */
function withdraw(interlock: Interlock): CauseMask {
  const { state, constants } = interlock;
  if ((constants.causesInForce & STATE_CORRUPTED) === 0) return 0;
  if (!isModeWhole(state)) enterMode(interlock, MODE.ON);
  sealGuard(interlock);
  interlock.copies.forEach((_, place) => {
    putGuarded(interlock, GUARD.FIRST + place, WIDEST[GUARD.FIRST + place] ?? 0);
  });
  putGuarded(interlock, WORD.CAUSES_IN_FORCE, constants.causesInForce);
  putGuarded(interlock, WORD.CLEAR_TICKS_MIN, constants.clear_ticks);
  state[WORD.WARNINGS] = state[WORD.WARNINGS]! | STATE_CORRUPTED;
  return STATE_CORRUPTED;
}

const INT32_MAX = 0x7fff_ffff;
const INT32_MIN = ~INT32_MAX;

/** Thresholds that no measurement is beyond; what is not named becomes 0, the caps and the gate's permission among them. */
const WIDEST: Readonly<Record<number, number>> = {
  [WORD.VOLTAGE_MIN_CODE]: INT32_MIN,
  [WORD.VOLTAGE_MAX_CODE]: INT32_MAX,
  [WORD.CURRENT_MAX_CODE]: INT32_MAX,
  [WORD.EXCESS_MAX_COUNT]: INT32_MAX,
  [WORD.SHORT_MAX_CODE]: INT32_MAX,
  [WORD.PRECURSOR_MAX_CODE]: INT32_MAX,
  [WORD.REVERSAL_MIN_CODE]: INT32_MIN,
  [WORD.TEMPERATURE_MIN_mdegC]: INT32_MIN,
  [WORD.TEMPERATURE_MAX_mdegC]: INT32_MAX,
  [WORD.SLEW_MAX_COUNT]: INT32_MAX,
  [WORD.SLEW_NEXT_COUNT]: INT32_MAX,
};
