import { CAUSE, HARDWARE_CAUSES, bitOf } from './cause.ts';
import type { CauseMask } from './cause.ts';
import { MODE } from './mode-table.ts';
import { WORD, isAutonomous, isEnergised } from './state.ts';
import type { Interlock } from './state.ts';

const LINK_LOST = bitOf(CAUSE.LINK_LOST);
const LEASE_LAPSED = bitOf(CAUSE.LEASE_LAPSED);
const HOST_LOSS = LINK_LOST | LEASE_LAPSED;

/**
 * Causes that trip in the mode of now and are latched for it; 0 where they change nothing. What layer 0 holds trips with
 * the output off too, from the end of the self-test on; everything else needs an output to open, and the loss
 * of the host one that no autonomous program leads.
 */
export function trippingCauses(interlock: Interlock, present: CauseMask): CauseMask {
  const mode = interlock.state[WORD.MODE]!;
  const isWatching = MODE.SAFE <= mode && mode <= MODE.TRIPPED;
  const hard = present & HARDWARE_CAUSES;
  if (isWatching && hard !== 0) return hard;
  if (!isEnergised(interlock)) return 0;
  return isAutonomous(interlock) ? present & ~HOST_LOSS : present;
}

/** What causes that trip do to the mode: those of layer 0 hold until a local reset. */
export function tripEvent(causes: CauseMask): 'trip' | 'hardFault' {
  return (causes & HARDWARE_CAUSES) === 0 ? 'trip' : 'hardFault';
}

/** The cause by which the holder loses control, in every mode; 0 while he keeps it. A lost link says more than the lapse that follows. */
export function hostLossCause(present: CauseMask): typeof CAUSE.LINK_LOST | typeof CAUSE.LEASE_LAPSED | 0 {
  if ((present & LINK_LOST) !== 0) return CAUSE.LINK_LOST;
  return (present & LEASE_LAPSED) === 0 ? 0 : CAUSE.LEASE_LAPSED;
}
