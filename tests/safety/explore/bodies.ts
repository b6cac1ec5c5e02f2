import {
  MODE_TABLE, acknowledgeVerdict, ageToken, gateVerdict, grantToken, hostLossCause, isTokenGood, latch, putThresholdsInForce, releaseLatch, restartWindows, step,
  tripEvent, trippingCauses, voidToken,
} from '@nanobias/firmware-model/interlock';
import type { Mode, ModeEvent } from '@nanobias/firmware-model/interlock';

/** The functions of the interlocks that an exploration runs: the real ones, or a copy with a planted fault. */
export const REAL = {
  step,
  trippingCauses,
  tripEvent,
  hostLossCause,
  latch,
  releaseLatch,
  acknowledgeVerdict,
  gateVerdict,
  putThresholdsInForce,
  restartWindows,
  isTokenGood,
  ageToken,
  grantToken,
  voidToken,
  following: (mode: Mode, event: ModeEvent): Mode | 'reject' => MODE_TABLE[mode][event],
};

export type Bodies = typeof REAL;
