import type { CauseMask } from './cause.ts';
import { countCharge } from './charge-count.ts';
import { contactLost, startContactWatch } from './contact-watch.ts';
import { addDose } from './dose.ts';
import { startEnvelope, sustainedCurrent } from './envelope.ts';
import { frozenPath } from './frozen-watch.ts';
import { addLeak, startLeak } from './leak.ts';
import { openCauses, startOpenWatch } from './open-watch.ts';
import { SLOW } from './slow-state.ts';
import type { SlowRows, SlowState } from './slow-state.ts';

/**
 * One conversion of the slow path through rows 7, 10, 13, 19, 23, 34, 35 and the dose of row 36: a function of its words.
 * Returns the causes that it shows; they hold until the next conversion.
 */
export function slowStep({ slow }: SlowRows): CauseMask {
  const isConnected = slow[SLOW.IS_CONNECTED] === 1;
  if (isConnected !== (slow[SLOW.WAS_CONNECTED] === 1)) turn(slow, isConnected);
  slow[SLOW.MOVED_BEFORE_uV] = slow[SLOW.MOVED_uV]!;
  slow[SLOW.MOVED_uV] = isConnected ? Math.abs(slow[SLOW.DAC_uV]! - slow[SLOW.LAST_DAC_uV]!) : 0;

  let present = countCharge(slow) | frozenPath(slow);
  if (isConnected) {
    present |= sustainedCurrent(slow) | contactLost(slow);
    if (slow[SLOW.IS_CHECKING] === 1) addLeak(slow);
    slow[SLOW.BLANK_LEFT] = Math.max(0, slow[SLOW.BLANK_LEFT]! - 1);
  } else {
    present |= openCauses(slow);
  }
  addDose(slow);

  slow[SLOW.WAS_CONNECTED] = isConnected ? 1 : 0;
  slow[SLOW.LAST_DAC_uV] = slow[SLOW.DAC_uV]!;
  slow[SLOW.LAST_VOLTAGE_uV] = slow[SLOW.VOLTAGE_uV]!;
  slow[SLOW.PRESENT] = present;
  return present;
}

/** The circuit was closed or opened in this conversion. */
function turn(slow: SlowState, isConnected: boolean): void {
  if (!isConnected) {
    startOpenWatch(slow);
    return;
  }
  slow[SLOW.BLANK_LEFT] = slow[SLOW.BLANK_CONVERSIONS]!;
  slow[SLOW.LAST_DAC_uV] = slow[SLOW.DAC_uV]!;
  startEnvelope(slow);
  startContactWatch(slow);
  startLeak(slow);
}
