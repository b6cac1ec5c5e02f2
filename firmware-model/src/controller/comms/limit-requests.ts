import { LnmoOn, StatusCode } from '@nanobias/proto';
import type { CommitLimits, Limits, ReplyBody, StageLimits } from '@nanobias/proto';
import { CAUSE } from '../../interlock/cause.ts';
import { gateVerdict } from '../../interlock/gate.ts';
import { isTightening } from '../../interlock/limits.ts';
import type { EffectiveLimits, RequestedLimits } from '../../interlock/limits.ts';
import { stagedLimits as staged } from '../../interlock/staging.ts';
import { isEnergised } from '../../interlock/state.ts';
import { voidToken } from '../../interlock/token.ts';
import type { Firmware } from '../firmware.ts';
import { isHolder, isLeaseHeld } from '../lease.ts';
import { LIMIT_NUMBERS, commitStagedLimits, committedLimits, limitContext, stageLimits, stagedLimits } from '../limits-store.ts';
import type { DigestedLimits } from '../limits-store.ts';
import { openOutput } from '../opening.ts';
import { isProgramRunning } from '../program-store.ts';
import { activeSlew_nV_per_s, freezeRamp, isRamping, isSteered, setpointCode, targetCode } from '../setpoint.ts';
import { abandonConnection, isClosing } from '../soft-connect.ts';
import { status, statusOfRefusal } from '../status.ts';
import { isPermitted, modeNow, transition } from '../transition.ts';
import { modeRefusal } from './permission.ts';
import { answer, refuse } from './reply.ts';
import type { Answer } from './reply.ts';
import type { RequestKey } from './reply-cache.ts';

type Changeable<T> = { -readonly [K in keyof T]: T[K] };

/** Checks limits as a whole, keeps them beside those in force, and echoes what they would mean. */
export function stage(firmware: Firmware, { limits }: StageLimits): Answer {
  const verdict = staged(requestedLimits(limits), limitContext(firmware));
  if (verdict.kind === 'refused') return refuse(statusOfRefusal(verdict.refusal));
  const digest = stageLimits(firmware, verdict.limits);
  return answer(echo({ limits: verdict.limits, digest }));
}

/** Puts the staged limits in force: any when the output is off, tighter ones while it is armed or on. */
export function commit(firmware: Firmware, { digest }: CommitLimits, caller: RequestKey): Answer {
  const next = stagedLimits(firmware);
  if (isLeaseHeld(firmware) && !isHolder(firmware, caller.session)) return refuse(status(StatusCode.LEASE_HELD));
  if (next?.digest !== digest) return refuse(status(StatusCode.DIGEST_MISMATCH, { field: 'digest', value: digest, limit_min: next?.digest, limit_max: next?.digest }));
  if (!isPermitted(firmware, 'commitLimits')) return refuse(modeRefusal(firmware));
  if (isClosing(firmware)) return refuse(status(StatusCode.BUSY));
  const current = committedLimits(firmware);
  const mayLoosen = modeNow(firmware) === 'SAFE' || modeNow(firmware) === 'LIMITS_SET';
  if (!mayLoosen && !(current !== undefined && isTightening(next.limits, current.limits))) return refuse(status(StatusCode.LOOSENING));
  commitStagedLimits(firmware);
  abandonConnection(firmware, StatusCode.DIGEST_MISMATCH);
  voidToken(firmware.interlock);
  transition(firmware, 'commitLimits');
  if (isEnergised(firmware.interlock)) tighten(firmware, next.limits);
  return answer(echo(next));
}

/** What tighter limits do to an output that is on: below it they open, a program ends, a ramp beyond them stops. */
function tighten(firmware: Firmware, limits: EffectiveLimits): void {
  const { interlock } = firmware;
  if (gateVerdict(interlock, setpointCode(firmware)) === 'refused') {
    openOutput(firmware, CAUSE.LIMIT_TIGHTENED, 'open');
    return;
  }
  if (isProgramRunning(firmware)) {
    openOutput(firmware, CAUSE.PROGRAM_ABORTED, 'open');
    return;
  }
  const mayGoOn = gateVerdict(interlock, targetCode(firmware)) === 'permitted' && activeSlew_nV_per_s(firmware) <= limits.slew_nV_per_s_max;
  // A galvanostat between two moves is no ramp, but it goes on with the slew that it began with.
  if ((isRamping(firmware) || isSteered(firmware)) && !mayGoOn) freezeRamp(firmware);
}

// Both ways by name: copies of two dozen fields by rest and spread take several times as long.
function requestedLimits(limits: Limits): RequestedLimits {
  const requested: Changeable<RequestedLimits> = {
    anode_uV_vs_li: limits.anode_uV_vs_li,
    isFieldOverride: limits.is_field_override,
    isFormed: limits.is_formed,
    isPrecursorTrip: limits.is_precursor_trip,
    isProbeMotionTrip: limits.is_probe_motion_trip,
    lnmoOn: LNMO_ON[limits.lnmo_on],
  };
  for (const name of LIMIT_NUMBERS) requested[name] = limits[name];
  return requested;
}

const LNMO_ON = { [LnmoOn.UNSPECIFIED]: 'unspecified', [LnmoOn.PROBE]: 'probe', [LnmoOn.SAMPLE]: 'sample' } as const;

function echo({ limits, digest }: DigestedLimits): Extract<ReplyBody, { readonly kind: 'limits_echo' }> {
  const { anode_uV_vs_li } = limits;
  const echoed: Changeable<Limits> = {
    is_field_override: limits.isFieldOverride,
    is_formed: limits.isFormed,
    is_precursor_trip: limits.isPrecursorTrip,
    is_probe_motion_trip: limits.isProbeMotionTrip,
    lnmo_on: limits.lnmoOn === 'probe' ? LnmoOn.PROBE : LnmoOn.SAMPLE,
  };
  if (anode_uV_vs_li !== undefined) echoed.anode_uV_vs_li = anode_uV_vs_li;
  for (const name of LIMIT_NUMBERS) echoed[name] = limits[name];
  return { kind: 'limits_echo', limits: echoed, digest, effective_bias_uV_min: limits.bias_uV_min, effective_bias_uV_max: limits.bias_uV_max };
}
