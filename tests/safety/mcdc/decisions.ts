import {
  CAUSE, MODE, WORD, acknowledgeVerdict, ageToken, bitOf, connectionCause, enterMode, gateVerdict, grantToken, hostLossCause, isAutonomous, isEnergised, isLeaseAlive,
  isOverrideEarned, isTokenGood, latch, rangeRefusal, tripEvent, trippingCauses,
} from '@nanobias/firmware-model/interlock';
import type { Mode } from '@nanobias/firmware-model/interlock';
import { bench } from './bench.ts';
import type { Guard } from './guard.ts';

const { OVER_VOLTAGE, HARDWARE_OVER_VOLTAGE, LINK_LOST, LEASE_LAPSED } = CAUSE;
const ONE_MODE = 'a device is in one mode at a time';

/** A number inside a range or beyond the end that is to be false; the range is turned inside out where both are. */
function ends(isAboveMin: boolean, isBelowMax: boolean, value: number): { readonly min: number; readonly max: number } {
  return { min: isAboveMin ? value - 1 : value + 1, max: isBelowMax ? value + 1 : value - 1 };
}

/** The decisions on the way to the switch and to the DAC. */
export const DECISIONS: readonly Guard[] = [
  {
    name: 'gateVerdict',
    conditions: ['limits were committed', 'the code is an integer', 'lower cap', 'upper cap', 'lower end of the field', 'upper end of the field'],
    outcome: ([isValid, isInteger, aboveCap, belowCap, aboveField, belowField]) => {
      const code = isInteger === true ? 0 : 0.5;
      const cap = ends(aboveCap === true, belowCap === true, 0);
      const field = ends(aboveField === true, belowField === true, 0);
      const interlock = bench('ON', { cap_code_min: cap.min, cap_code_max: cap.max, field_code_min: field.min, field_code_max: field.max });
      interlock.state[WORD.IS_GATE_VALID] = isValid === true ? 1 : 0;
      return gateVerdict(interlock, code);
    },
  },
  {
    name: 'acknowledgeVerdict',
    conditions: ['mode HARD_FAULT', 'mode TRIPPED', 'a cause of layer 0 is latched', 'something is latched', 'the switch reads open', 'same nonce', 'same causes', 'clear time is over'],
    contradiction: `${ONE_MODE}; a cause of layer 0 that is latched is something latched`,
    outcome: ([isHardFault, isTripped, isHardware, isLatched, isOpen, isSameNonce, isSameSet, isGone]) => {
      if ((isHardFault && isTripped) || (isHardware && !isLatched)) return undefined;
      const mode: Mode = isHardFault ? 'HARD_FAULT' : isTripped ? 'TRIPPED' : 'SAFE';
      const interlock = bench(mode);
      const cause = isHardware ? HARDWARE_OVER_VOLTAGE : OVER_VOLTAGE;
      if (isLatched) latch(interlock, bitOf(cause), 7);
      interlock.state[WORD.CLEAR_FIRST] = isGone ? 1 : 0;
      const held = isLatched ? [cause] : [];
      return acknowledgeVerdict(interlock, { causes: isSameSet ? held : [CAUSE.SLEW], nonce: isSameNonce === isLatched ? 7 : 8, isSwitchOpen: isOpen === true });
    },
  },
  {
    name: 'acknowledgeVerdict, each name',
    conditions: ['every number names a cause', 'none is named twice', 'what is named is latched'],
    outcome: ([areCauses, areNew, isHeld]) => {
      const interlock = bench('TRIPPED');
      latch(interlock, bitOf(OVER_VOLTAGE), 7);
      interlock.state[WORD.CLEAR_FIRST] = 1;
      const name = isHeld ? OVER_VOLTAGE : CAUSE.SLEW;
      const causes = [name, ...(areNew ? [] : [name]), ...(areCauses ? [] : [99])];
      return acknowledgeVerdict(interlock, { causes, nonce: 7, isSwitchOpen: true });
    },
  },
  {
    name: 'isTokenGood',
    conditions: ['a token was granted', 'it has time left', 'same token', 'same digest'],
    outcome: ([isGranted, isAlive, isSame, isSameDigest]) => {
      const interlock = bench('ARMED');
      const token = isGranted ? 5 : 0;
      grantToken(interlock, { token, limits_digest: 3, life_ticks: isAlive ? 1 : 0 });
      return String(isTokenGood(interlock, isSame ? token : token + 1, isSameDigest ? 3 : 4));
    },
  },
  {
    name: 'ageToken',
    conditions: ['it has time left'],
    outcome: ([isAlive]) => {
      const interlock = bench('ARMED');
      grantToken(interlock, { token: 5, limits_digest: 3, life_ticks: isAlive ? 1 : 0 });
      return String(ageToken(interlock));
    },
  },
  {
    name: 'connectionCause',
    conditions: ['waived', 'the sign is right', 'the step is small'],
    outcome: ([isWaived, isSignRight, isStepSmall]) =>
      String(connectionCause({ open_circuit_uV: isSignRight ? 10 : -10, dac_uV: (isSignRight ? 10 : -10) + (isStepSmall ? 5 : 6), voltage_error_uV: 9, hot_connect_uV_max: 5, isWaived: isWaived === true })),
  },
  {
    name: 'rangeRefusal',
    conditions: ['a safe integer', 'at least the minimum', 'at most the maximum'],
    outcome: ([isInteger, isAbove, isBelow]) => {
      const value = isInteger ? 0 : 0.5;
      const { min, max } = ends(isAbove === true, isBelow === true, value);
      return rangeRefusal(value, { code: 'OUT_OF_RANGE', field: 'bias_uV_max', limit_min: min, limit_max: max, origin: 'SCHEMA' }) === undefined ? 'permitted' : 'refused';
    },
  },
  {
    name: 'isOverrideEarned',
    conditions: ['damage at least that of a pristine film', 'damage at most that of the override'],
    contradiction: 'a damage below that of a pristine film is below that of the override too',
    outcome: ([isAbove, isBelow]) => (!isAbove && !isBelow ? undefined : String(isOverrideEarned(isAbove ? (isBelow ? 1500 : 1501) : 999))),
  },
  {
    name: 'trippingCauses',
    conditions: ['from SAFE to TRIPPED', 'mode ON', 'mode RAMP_DOWN', 'layer 0 holds a cause', 'a measured cause is present', 'the host is lost', 'autonomous'],
    contradiction: `${ONE_MODE}, and the modes that are on lie from SAFE to TRIPPED`,
    outcome: ([isWatching, isOn, isRampDown, isHardware, isMeasured, isHostLost, isAlone]) => {
      if ((isOn && isRampDown) || (!isWatching && (isOn || isRampDown))) return undefined;
      const interlock = bench(isOn ? 'ON' : isRampDown ? 'RAMP_DOWN' : isWatching ? 'SAFE' : 'SELF_TEST');
      interlock.state[WORD.AUTONOMY_TICKS] = isAlone ? 1 : 0;
      return String(trippingCauses(interlock, (isHardware ? bitOf(HARDWARE_OVER_VOLTAGE) : 0) | (isMeasured ? bitOf(OVER_VOLTAGE) : 0) | (isHostLost ? bitOf(LINK_LOST) : 0)));
    },
  },
  {
    name: 'trippingCauses, the modes that are watched',
    conditions: ['SAFE or later', 'TRIPPED or earlier'],
    contradiction: 'a mode before SAFE is before TRIPPED too',
    outcome: ([isLate, isEarly]) => {
      if (!isLate && !isEarly) return undefined;
      return String(trippingCauses(bench(isLate ? (isEarly ? 'LIMITS_SET' : 'HARD_FAULT') : 'BOOT'), bitOf(HARDWARE_OVER_VOLTAGE)));
    },
  },
  {
    name: 'tripEvent',
    conditions: ['layer 0 holds a cause'],
    outcome: ([isHardware]) => tripEvent(bitOf(OVER_VOLTAGE) | (isHardware ? bitOf(HARDWARE_OVER_VOLTAGE) : 0)),
  },
  {
    name: 'hostLossCause',
    conditions: ['the link is lost', 'the lease has lapsed'],
    outcome: ([isLinkLost, isLapsed]) => String(hostLossCause((isLinkLost ? bitOf(LINK_LOST) : 0) | (isLapsed ? bitOf(LEASE_LAPSED) : 0))),
  },
  {
    name: 'isEnergised',
    conditions: ['mode ON', 'mode RAMP_DOWN'],
    contradiction: ONE_MODE,
    outcome: ([isOn, isRampDown]) => {
      if (isOn && isRampDown) return undefined;
      const interlock = bench();
      enterMode(interlock, isOn ? MODE.ON : isRampDown ? MODE.RAMP_DOWN : MODE.ARMED);
      return String(isEnergised(interlock));
    },
  },
  {
    name: 'isLeaseAlive',
    conditions: ['the lease has time left or lapses in this tick'],
    outcome: ([isAlive]) => {
      const interlock = bench();
      interlock.state[WORD.LEASE_TICKS] = isAlive ? 0 : -1;
      return String(isLeaseAlive(interlock));
    },
  },
  {
    name: 'isAutonomous',
    conditions: ['the admission has time left'],
    outcome: ([isAlive]) => {
      const interlock = bench();
      interlock.state[WORD.AUTONOMY_TICKS] = isAlive ? 1 : 0;
      return String(isAutonomous(interlock));
    },
  },
];
