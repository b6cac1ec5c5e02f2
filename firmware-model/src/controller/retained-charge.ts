import { crc32c } from '@nanobias/proto';
import { SLOW } from '../interlock/slow-state.ts';
import type { Firmware } from './firmware.ts';
import { sealCharge, sealSlowLimits } from './slow-guard.ts';

/** Places in the retained memory: a seal over the rest, the film, and the charge that was counted for it. */
const AT = { SEAL: 0, LNMO_THICKNESS_nm: 1, AREA_nm2: 2, CHARGE: 3 } as const;
const CHARGE_WORDS = SLOW.SIGMA_aC + 1 - SLOW.IS_COUNTING;
const END = AT.CHARGE + CHARGE_WORDS;

/** Row 10 across a reset of the processor: after every conversion what was counted is kept where a reset does not reach. */
export function keepCharge({ retained, slow }: Pick<Firmware, 'retained' | 'slow'>): void {
  if (retained === undefined) return;
  retained[AT.LNMO_THICKNESS_nm] = slow[SLOW.LNMO_THICKNESS_nm]!;
  retained[AT.AREA_nm2] = slow[SLOW.AREA_nm2]!;
  retained.set(slow.subarray(SLOW.IS_COUNTING, SLOW.SIGMA_aC + 1), AT.CHARGE);
  retained[AT.SEAL] = sealOf(retained);
}

/**
 * At the boot: the count goes on for the film that it was of, in doubt by all that the conversion under way may have carried. What is not
 * whole is not taken, and after a power-up there is nothing: then the host must judge the charge.
 */
export function recoverCharge({ retained, slow }: Pick<Firmware, 'retained' | 'slow'>): void {
  if (retained === undefined || retained[AT.CHARGE] !== 1 || retained[AT.SEAL] !== sealOf(retained)) return;
  slow[SLOW.LNMO_THICKNESS_nm] = retained[AT.LNMO_THICKNESS_nm]!;
  slow[SLOW.AREA_nm2] = retained[AT.AREA_nm2]!;
  slow.set(retained.subarray(AT.CHARGE, END), SLOW.IS_COUNTING);
  slow[SLOW.DOUBT_aC] = slow[SLOW.DOUBT_aC]! + Math.abs(slow[SLOW.LAST_USABLE_fA]!) * slow[SLOW.CONVERSION_ms]!;
  sealCharge(slow);
  sealSlowLimits(slow);
}

function sealOf(retained: Float64Array): number {
  return crc32c(new Uint8Array(retained.buffer, retained.byteOffset + Float64Array.BYTES_PER_ELEMENT, (END - 1) * Float64Array.BYTES_PER_ELEMENT));
}
