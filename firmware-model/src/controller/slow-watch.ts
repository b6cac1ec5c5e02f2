import { CAUSE, bitOf, placeOf } from '../interlock/cause.ts';
import { SLOW_LOST_CONVERSIONS } from '../interlock/rows.ts';
import { SLOW } from '../interlock/slow-state.ts';
import { WORD } from '../interlock/state.ts';
import { CLOCK, tickNow } from './clock.ts';
import type { Firmware } from './firmware.ts';
import { ticksOf } from './scale.ts';

const SAMPLES_LOST = bitOf(CAUSE.SAMPLES_LOST);
const US_PER_S = 1_000_000;
const PLACE = placeOf(CAUSE.SAMPLES_LOST);

/**
 * Row 31 for the slow path: charge, sustained current and contact rest on it, and each holds what its last conversion showed. A path
 * that goes silent would leave them all content for ever.
 */
export function expectConversion(firmware: Firmware): void {
  firmware.clock[CLOCK.SLOW_DUE_TICK] = tickNow(firmware) + ticksOf(firmware.scale, slowLost_us(firmware));
}

/** Whether a conversion came within the time that two and a half take. */
export function isSlowPathAlive({ clock }: Firmware): boolean {
  return clock[CLOCK.TICK]! <= clock[CLOCK.SLOW_DUE_TICK]!;
}

/** Ticks in which the silence of the slow path says nothing new: until it has lasted too long, and from when that was told on. */
export function beforeSilenceTicks(firmware: Firmware): number {
  const { clock, slow, rowsLeftOut, interlock: { state } } = firmware;
  if (isSlowPathAlive(firmware)) return clock[CLOCK.SLOW_DUE_TICK]! - clock[CLOCK.TICK]!;
  // Where the interlock path counts losses too, each of the two tells in turn what it has seen.
  const isTold = (slow[SLOW.PRESENT]! & SAMPLES_LOST) !== 0 && state[WORD.LOST_LEVEL] === 0;
  return rowsLeftOut.has(31) || isTold ? Infinity : 0;
}

/** The conversion that is due has not come: present until one does. */
export function missConversion(firmware: Firmware): void {
  const { slow, interlock, scale, rowsLeftOut } = firmware;
  if (rowsLeftOut.has(31)) return;
  slow[SLOW.PRESENT] = slow[SLOW.PRESENT]! | SAMPLES_LOST;
  interlock.seen[PLACE] = ticksOf(scale, slowLost_us(firmware)) + 1;
}

export function slowLost_us({ board }: Pick<Firmware, 'board'>): number {
  return (SLOW_LOST_CONVERSIONS * US_PER_S) / board.slow_rate_Hz;
}
