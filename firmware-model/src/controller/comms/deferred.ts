import { StatusCode } from '@nanobias/proto';
import type { Status } from '@nanobias/proto';
import { LINE, REGISTER } from '../../board/registers.ts';
import { deviceTime_us } from '../clock.ts';
import { pushRefusal } from '../events.ts';
import type { Firmware } from '../firmware.ts';
import { committedLimits } from '../limits-store.ts';
import { forgetOffMeasurement, offResult } from '../measured-off.ts';
import { isSwitchClosed } from '../output.ts';
import { dac_uV } from '../scale.ts';
import { setpointCode } from '../setpoint.ts';
import { failedPart, forgetTestRequest, isSelfTestGivenUp, testToAnswer } from '../self-test.ts';
import { CONNECT_PHASE, TOKEN_US, connectionOutcome, forgetConnection } from '../soft-connect.ts';
import type { ConnectionOutcome } from '../soft-connect.ts';
import { OK, status } from '../status.ts';
import { selfTestResult } from './interlock-requests.ts';
import { sendReply } from './reply.ts';
import type { RequestKey } from './reply-cache.ts';
import { linkOfSession } from './session.ts';
import { forgetWaiters, waitingForOff } from './waiters.ts';

/** Answers what waited for the device: an Arm, an Enable, everybody who wanted the output off. */
export function answerDeferred(firmware: Firmware): void {
  const outcome = connectionOutcome(firmware);
  if (outcome !== undefined) answerConnection(firmware, outcome);
  const test = testToAnswer(firmware);
  if (test !== undefined) answerTest(firmware, test);
  const off = offResult(firmware);
  if (off === undefined) return;
  for (const link of firmware.links) {
    const { waiters } = link.comms;
    for (const key of waitingForOff(waiters)) sendReply(link, key, { status: OK, body: { kind: 'off_result', ...off } });
    forgetWaiters(waiters);
  }
  forgetOffMeasurement(firmware);
}

/** A test that found a welded switch has tripped; what it found is its answer all the same. One that was given up says so. */
function answerTest(firmware: Firmware, key: RequestKey): void {
  forgetTestRequest(firmware);
  if (isSelfTestGivenUp(firmware)) sendReply(firmware, key, { status: status(StatusCode.STALE_EPOCH) });
  else sendReply(firmware, key, { status: OK, body: { kind: 'self_test_result', ...selfTestResult(firmware) } });
}

function answerConnection(firmware: Firmware, outcome: ConnectionOutcome): void {
  const { open_circuit_uV, phase, token, code } = outcome;
  forgetConnection(firmware);
  const link = linkOfSession(firmware, outcome.session) ?? firmware;
  if (code !== StatusCode.OK) {
    const refusal = connectionStatus(firmware, outcome);
    sendReply(link, outcome, { status: refusal });
    pushRefusal(firmware, refusal);
  } else if (phase === CONNECT_PHASE.MEASURING_TO_ARM) {
    sendReply(link, outcome, { status: OK, body: { kind: 'arm_grant', token, expires_device_us: deviceTime_us(firmware) + TOKEN_US, open_circuit_uV } });
  } else {
    const bias_setpoint_uV = dac_uV(firmware.scale, setpointCode(firmware));
    const body = { kind: 'enable_result', open_circuit_uV, bias_setpoint_uV, is_switch_closed: isSwitchClosed(firmware), device_time_us: deviceTime_us(firmware) } as const;
    sendReply(link, outcome, { status: OK, body });
  }
}

/** What kept the switch open, with the voltage that was measured behind it. */
function connectionStatus(firmware: Firmware, { code, open_circuit_uV }: ConnectionOutcome): Status {
  const limits = committedLimits(firmware)?.limits;
  switch (code) {
    case StatusCode.BEYOND_LIMIT:
      return status(code, { field: 'open_circuit_uV', value: open_circuit_uV, limit_min: limits?.bias_uV_min, limit_max: limits?.bias_uV_max, origin: 'LIMITS' });
    case StatusCode.HOT_CONNECT:
      return status(code, { field: 'open_circuit_uV', value: open_circuit_uV, limit_max: limits?.hot_connect_uV_max, origin: 'LIMITS' });
    case StatusCode.SELF_TEST_FAILED:
    case StatusCode.NOT_CALIBRATED:
      return status(code, { field: failedPart(firmware) ?? '' });
    case StatusCode.INTERLOCK_OPEN:
      return interlockOpen(firmware);
    case StatusCode.WRONG_SIGN:
      return status(code, { field: 'open_circuit_uV', value: open_circuit_uV });
    default:
      return status(code);
  }
}

/** What keeps the switch open: the line, with the channels that are closed; what layer 0 has latched; or the probe. */
function interlockOpen({ registers }: Firmware): Status {
  const closed = registers[REGISTER.INTERLOCK_LINE]!;
  const latch_state = registers[REGISTER.LATCH_STATE]!;
  if (closed === LINE.CLOSED && latch_state !== 0) return status(StatusCode.INTERLOCK_OPEN, { field: 'layer_0_latch', value: latch_state, limit_max: 0, origin: 'BOARD' });
  if (closed === LINE.CLOSED) return status(StatusCode.INTERLOCK_OPEN, { field: 'probe', origin: 'BOARD' });
  return status(StatusCode.INTERLOCK_OPEN, { field: 'interlock_line', value: closed, limit_min: LINE.CLOSED, limit_max: LINE.CLOSED, origin: 'BOARD' });
}
