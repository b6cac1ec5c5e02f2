import { EventKind, StatusCode } from '@nanobias/proto';
import type { Acknowledge, Arm, Disable, Enable, SetBias, SetCurrent, Status } from '@nanobias/proto';
import { CAUSE } from '../../interlock/cause.ts';
import { gateVerdict } from '../../interlock/gate.ts';
import { acknowledgeVerdict, releaseLatch } from '../../interlock/latch.ts';
import type { AcknowledgeVerdict } from '../../interlock/latch.ts';
import { isTokenGood, voidToken } from '../../interlock/token.ts';
import { admissionRefusal, admitAutonomy } from '../autonomy.ts';
import { callAttention, deviceTime_us } from '../clock.ts';
import { startRegulation } from '../current-loop.ts';
import type { Regulation } from '../current-loop.ts';
import type { Firmware } from '../firmware.ts';
import { pushEvent } from '../events.ts';
import { releaseFreeze } from '../freeze-frame.ts';
import { releaseLayer0 } from '../layer-0.ts';
import { committedLimits } from '../limits-store.ts';
import { openOutput } from '../opening.ts';
import { isSwitchClosed } from '../output.ts';
import { abandonProgram, isProgramRunning } from '../program-store.ts';
import { makeRoom } from '../ranging.ts';
import { dacCode, dac_uV } from '../scale.ts';
import { setpointRefusal, warnOfField } from '../setpoint-check.ts';
import { setpointCode, startRamp } from '../setpoint.ts';
import { regulationRefusal } from '../step-check.ts';
import { isSelfTesting, startSelfTest } from '../self-test.ts';
import { isConnecting, startArming, startConnecting } from '../soft-connect.ts';
import { status } from '../status.ts';
import { isPermitted, transition } from '../transition.ts';
import { fenceRefusal, leaseRefusal, modeRefusal, steadyRefusal } from './permission.ts';
import { DEFERRED, DONE, answer, refuse } from './reply.ts';
import type { Answer } from './reply.ts';
import type { RequestKey } from './reply-cache.ts';
import { waitForOff } from './waiters.ts';

/** Names the limits that the user saw; answered once the open-circuit voltage has been measured. */
export function arm(firmware: Firmware, { limits_digest, lease_epoch }: Arm, caller: RequestKey): Answer {
  const refusal = leaseRefusal(firmware, caller, lease_epoch) ?? (isPermitted(firmware, 'arm') ? undefined : modeRefusal(firmware));
  if (refusal !== undefined) return refuse(refusal);
  const committed = committedLimits(firmware);
  if (committed === undefined) return refuse(status(StatusCode.LIMITS_NOT_COMMITTED));
  if (committed.digest !== limits_digest) return refuse(status(StatusCode.DIGEST_MISMATCH, { field: 'limits_digest', value: limits_digest, limit_min: committed.digest, limit_max: committed.digest }));
  if (!isFreeToConnect(firmware)) return refuse(status(StatusCode.BUSY));
  startArming(firmware, caller);
  startSelfTest(firmware, { isForArm: true, session: 0, request_id: 0 });
  return DEFERRED;
}

/** Spends the token and begins the soft connection; answered when the relay reads closed, or with what kept it open. */
export function enable(firmware: Firmware, request: Enable, caller: RequestKey): Answer {
  const refusal = enableRefusal(firmware, request, caller);
  if (refusal !== undefined) return refuse(refusal);
  voidToken(firmware.interlock);
  admitAutonomy(firmware, request);
  startConnecting(firmware, caller);
  return DEFERRED;
}

export function setBias(firmware: Firmware, request: SetBias, caller: RequestKey): Answer {
  const { target_uV, slew_nV_per_s } = request;
  const refusal =
    leaseRefusal(firmware, caller, request.lease_epoch) ?? fenceRefusal(firmware, request) ?? steadyRefusal(firmware) ??
    setpointRefusal(firmware, { target_uV, slew_nV_per_s, field: 'target_uV' });
  if (refusal !== undefined) return refuse(refusal);
  const { scale, interlock } = firmware;
  const code = dacCode(scale, target_uV);
  if (gateVerdict(interlock, code) !== 'permitted') return refuse(status(StatusCode.BEYOND_LIMIT, { field: 'target_uV', value: target_uV, origin: 'BOARD' }));
  const start_uV = dac_uV(scale, setpointCode(firmware));
  const start_device_us = deviceTime_us(firmware);
  warnOfField(firmware, target_uV);
  makeRoom(firmware, slew_nV_per_s);
  const ramp_ticks = startRamp(firmware, { code, slew_nV_per_s });
  callAttention(firmware);
  const arrival_device_us = start_device_us + ramp_ticks * scale.tick_us;
  return answer({ kind: 'set_bias_result', start_uV, target_uV: dac_uV(scale, code), start_device_us, arrival_device_us });
}

/** Regulates a current from where the output stands. */
export function setCurrent(firmware: Firmware, request: SetCurrent, caller: RequestKey): Answer {
  const asked = regulationAsked(firmware, request);
  const refusal = leaseRefusal(firmware, caller, request.lease_epoch) ?? fenceRefusal(firmware, request) ?? steadyRefusal(firmware) ?? complianceRefusal(firmware, asked);
  if (refusal !== undefined) return refuse(refusal);
  const { scale } = firmware;
  startRegulation(firmware, asked);
  return answer({
    kind: 'set_current_result',
    target_fA: asked.target_fA,
    compliance_uV_min: dac_uV(scale, dacCode(scale, asked.compliance_uV_min)),
    compliance_uV_max: dac_uV(scale, dacCode(scale, asked.compliance_uV_max)),
    start_device_us: deviceTime_us(firmware),
  });
}

/** What is left open is taken from the limits; without limits nothing is permitted. */
function regulationAsked(firmware: Firmware, { target_fA, slew_nV_per_s, compliance_uV_min, compliance_uV_max }: SetCurrent): Regulation {
  const limits = committedLimits(firmware)?.limits;
  return {
    target_fA,
    slew_nV_per_s: slew_nV_per_s ?? limits?.slew_nV_per_s_max ?? 0,
    compliance_uV_min: compliance_uV_min ?? limits?.bias_uV_min ?? 0,
    compliance_uV_max: compliance_uV_max ?? limits?.bias_uV_max ?? 0,
  };
}

/** A compliance beyond a cap is refused, as a set-point would be. */
function complianceRefusal(firmware: Firmware, { target_fA, slew_nV_per_s, compliance_uV_min, compliance_uV_max }: Regulation): Status | undefined {
  return (
    setpointRefusal(firmware, { target_uV: compliance_uV_min, slew_nV_per_s, field: 'compliance_uV_min' }) ??
    setpointRefusal(firmware, { target_uV: compliance_uV_max, slew_nV_per_s, field: 'compliance_uV_max' }) ??
    orderRefusal(compliance_uV_min, compliance_uV_max) ?? regulationRefusal(firmware, { current_fA: target_fA, slew_nV_per_s, field: 'target_fA' })
  );
}

function orderRefusal(compliance_uV_min: number, compliance_uV_max: number): Status | undefined {
  const isOrdered = compliance_uV_min < compliance_uV_max;
  return isOrdered ? undefined : status(StatusCode.LIMITS_NOT_ORDERED, { field: 'compliance_uV_max', value: compliance_uV_max, limit_min: compliance_uV_min + 1 });
}

/** Opens, whoever asks and whatever else is under way; answered with what was measured. */
export function disable(firmware: Firmware, { is_soft }: Disable, caller: RequestKey): Answer {
  if (is_soft && isPermitted(firmware, 'rampDown') && isSwitchClosed(firmware)) {
    if (abandonProgram(firmware)) pushEvent(firmware, { kind: EventKind.PROGRAM_ENDED, cause: CAUSE.DISABLED });
    transition(firmware, 'rampDown', CAUSE.DISABLED);
  } else {
    openOutput(firmware, CAUSE.DISABLED, 'open');
  }
  return waitForOff(firmware.comms.waiters, caller) ? DEFERRED : DONE;
}

const ACKNOWLEDGE_REFUSALS: Readonly<Record<Exclude<AcknowledgeVerdict, 'accepted'>, StatusCode>> = {
  hardFault: StatusCode.HARD_FAULT,
  nothingLatched: StatusCode.WRONG_MODE,
  outputOn: StatusCode.OUTPUT_ON,
  wrongFault: StatusCode.WRONG_FAULT,
  causePresent: StatusCode.CAUSE_PRESENT,
};

export function acknowledge(firmware: Firmware, { causes, fault_nonce, lease_epoch }: Acknowledge, caller: RequestKey): Answer {
  const refusal = leaseRefusal(firmware, caller, lease_epoch);
  if (refusal !== undefined) return refuse(refusal);
  const verdict = acknowledgeVerdict(firmware.interlock, { causes, nonce: fault_nonce, isSwitchOpen: !isSwitchClosed(firmware) });
  if (verdict !== 'accepted') return refuse(status(ACKNOWLEDGE_REFUSALS[verdict]));
  releaseLatch(firmware.interlock);
  releaseLayer0(firmware);
  releaseFreeze(firmware);
  transition(firmware, 'acknowledge');
  return DONE;
}

function enableRefusal(firmware: Firmware, request: Enable, caller: RequestKey): Status | undefined {
  const { token, limits_digest, lease_epoch } = request;
  const early = leaseRefusal(firmware, caller, lease_epoch) ?? fenceRefusal(firmware, request);
  if (early !== undefined) return early;
  const admission = admissionRefusal(firmware, request);
  if (admission !== undefined) return admission;
  if (!isPermitted(firmware, 'close')) return modeRefusal(firmware);
  const committed = committedLimits(firmware);
  if (committed?.digest !== limits_digest) return status(StatusCode.DIGEST_MISMATCH, { field: 'limits_digest', value: limits_digest });
  if (!isTokenGood(firmware.interlock, token, limits_digest)) return status(StatusCode.TOKEN_INVALID, { field: 'token' });
  return isFreeToConnect(firmware) ? undefined : status(StatusCode.BUSY);
}

/** Neither another connection nor a self-test nor the open tail of a program, whose end would open the circuit behind the host's back. */
function isFreeToConnect(firmware: Firmware): boolean {
  return !isConnecting(firmware) && !isSelfTesting(firmware) && !isProgramRunning(firmware);
}
