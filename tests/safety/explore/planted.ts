import { INPUT, MODE, WORD } from '@nanobias/firmware-model/interlock';
import { REAL } from './bodies.ts';
import type { Bodies } from './bodies.ts';
import { FLICKER, RAMPS, SMALL } from './small-slices.ts';
import type { Slice } from './slice.ts';

/** A copy of the interlocks with one fault in it, and the property and the slice that must find it. */
export interface Planted {
  readonly name: string;
  readonly bodies: Bodies;
  readonly property: string;
  readonly slice: Slice;
}

const FAULTS: readonly (Pick<Planted, 'name' | 'property'> & { readonly slice?: Slice; readonly changed: Partial<Bodies> })[] = [
  {
    name: 'an acknowledge clears while the cause persists', property: 'T2',
    changed: {
      acknowledgeVerdict: (interlock, request) => {
        const verdict = REAL.acknowledgeVerdict(interlock, request);
        return verdict === 'causePresent' ? 'accepted' : verdict;
      },
    },
  },
  {
    name: 'an acknowledge needs not name the fault', property: 'T2',
    changed: {
      acknowledgeVerdict: (interlock, request) => {
        const verdict = REAL.acknowledgeVerdict(interlock, request);
        return verdict === 'wrongFault' ? 'accepted' : verdict;
      },
    },
  },
  {
    name: 'one code below the limit empties the window of a flickering current', property: 'S1', slice: { ...FLICKER, lease_ticks: 3 },
    changed: {
      step: (interlock) => {
        if (Math.abs(interlock.inputs[INPUT.CURRENT_CODE]!) <= 1) {
          interlock.excess.fill(0);
          interlock.state[WORD.EXCESS_SUM_COUNT] = 0;
        }
        return REAL.step(interlock);
      },
    },
  },
  {
    name: 'limits committed while tripped lead out of the latch', property: 'T2',
    changed: {
      following: (mode, event) => (mode === 'TRIPPED' && event === 'commitLimits' ? 'SAFE' : REAL.following(mode, event)),
      putThresholdsInForce: (interlock, thresholds) => {
        REAL.putThresholdsInForce(interlock, thresholds);
        REAL.releaseLatch(interlock);
      },
    },
  },
  {
    name: 'an old token stays good', property: 'T3-token',
    changed: {
      voidToken: () => undefined,
      grantToken: (interlock, token) => {
        if (interlock.state[WORD.TOKEN] === 0) REAL.grantToken(interlock, token);
        else interlock.state[WORD.TOKEN_TICKS] = token.life_ticks;
      },
    },
  },
  {
    name: 'a token outlives its time', property: 'T3-token',
    changed: { ageToken: () => true },
  },
  {
    name: 'any token will do', property: 'T3-token',
    changed: { isTokenGood: ({ state }) => state[WORD.TOKEN] !== 0 },
  },
  {
    name: 'a soft disconnect is not watched', property: 'S1',
    changed: { trippingCauses: (interlock, present) => (interlock.state[WORD.MODE] === MODE.RAMP_DOWN ? 0 : REAL.trippingCauses(interlock, present)) },
  },
  {
    name: 'a trip opens and latches nothing', property: 'T1',
    changed: { tripEvent: () => 'trip', latch: () => undefined, following: (mode, event) => REAL.following(mode, event === 'trip' ? 'open' : event) },
  },
  {
    name: 'an acknowledge leads back to where the output can be armed', property: 'T2',
    changed: { following: (mode, event) => (mode === 'TRIPPED' && event === 'acknowledge' ? 'LIMITS_SET' : REAL.following(mode, event)) },
  },
  {
    name: 'a later fault takes the place of the first', property: 'T9',
    changed: {
      trippingCauses: (interlock, present) => (interlock.state[WORD.MODE] === MODE.TRIPPED ? present : REAL.trippingCauses(interlock, present)),
      latch: (interlock, causes, nonce) => {
        REAL.releaseLatch(interlock);
        REAL.latch(interlock, causes, nonce);
      },
    },
  },
  {
    name: 'the lapse of the lease is overlooked', property: 'S1',
    changed: { trippingCauses: (interlock, present) => REAL.trippingCauses(interlock, present & ~(1 << 28)) },
  },
  {
    name: 'a stop is a soft disconnect', property: 'L2',
    changed: { following: (mode, event) => (mode === 'ON' && event === 'stop' ? 'RAMP_DOWN' : REAL.following(mode, event)) },
  },
  {
    name: 'limits are loosened while the output is on', property: 'T4',
    changed: {
      putThresholdsInForce: (interlock, thresholds) => REAL.putThresholdsInForce(interlock, { ...thresholds, current_code_max: interlock.state[WORD.MODE] === MODE.ON ? 2 : 1 }),
    },
  },
  {
    name: 'a refused acknowledge counts the attempt where the latch is', property: 'T5',
    changed: {
      acknowledgeVerdict: (interlock, request) => {
        const verdict = REAL.acknowledgeVerdict(interlock, request);
        if (verdict !== 'accepted') interlock.state[WORD.FAULT_NONCE] = interlock.state[WORD.FAULT_NONCE]! ^ 4;
        return verdict;
      },
    },
  },
  {
    name: 'the gate lets everything through', property: 'S4', slice: RAMPS,
    changed: { gateVerdict: () => 'permitted' },
  },
];

export const PLANTED: readonly Planted[] = FAULTS.map(({ changed, ...fault }) => ({ slice: SMALL, ...fault, bodies: { ...REAL, ...changed } }));
