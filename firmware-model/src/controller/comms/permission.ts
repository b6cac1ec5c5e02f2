import { StatusCode } from '@nanobias/proto';
import type { Status } from '@nanobias/proto';
import { MODE } from '../../interlock/mode-table.ts';
import { WORD } from '../../interlock/state.ts';
import { deviceTime_us } from '../clock.ts';
import type { Firmware } from '../firmware.ts';
import { isHolder, isLeaseGood, isLeaseHeld, leaseEpoch } from '../lease.ts';
import { outputEpoch } from '../output.ts';
import { isProgramRunning } from '../program-store.ts';
import { isConnecting } from '../soft-connect.ts';
import { status } from '../status.ts';
import type { RequestKey } from './reply-cache.ts';

/** Why this session does not command under this lease epoch; undefined when it does. */
export function leaseRefusal(firmware: Firmware, { session }: RequestKey, lease_epoch: number): Status | undefined {
  if (isLeaseGood(firmware, session, lease_epoch)) return undefined;
  if (!isLeaseHeld(firmware)) return status(StatusCode.LEASE_REQUIRED);
  if (!isHolder(firmware, session)) return status(StatusCode.LEASE_HELD);
  const held = leaseEpoch(firmware);
  return lease_epoch === held ? status(StatusCode.LEASE_REQUIRED) : status(StatusCode.STALE_EPOCH, { field: 'lease_epoch', value: lease_epoch, limit_min: held, limit_max: held });
}

/** What keeps an energising command from acting late: the epoch of the output, and the device time after which it is void. */
export interface Fence {
  readonly expected_epoch: number;
  readonly not_after_device_us: number;
}

export function fenceRefusal(firmware: Firmware, { expected_epoch, not_after_device_us }: Fence): Status | undefined {
  const epoch = outputEpoch(firmware);
  if (expected_epoch !== epoch) return status(StatusCode.STALE_EPOCH, { field: 'expected_epoch', value: expected_epoch, limit_min: epoch, limit_max: epoch });
  const now_us = deviceTime_us(firmware);
  const isInTime = now_us <= not_after_device_us;
  return isInTime ? undefined : status(StatusCode.EXPIRED, { field: 'not_after_device_us', value: not_after_device_us, limit_min: now_us });
}

/** What a mode answers to a request that it does not take. */
export function modeRefusal({ interlock }: Firmware): Status {
  switch (interlock.state[WORD.MODE]) {
    case MODE.TRIPPED:
      return status(StatusCode.TRIPPED);
    case MODE.HARD_FAULT:
      return status(StatusCode.HARD_FAULT);
    case MODE.SAFE:
      return status(StatusCode.LIMITS_NOT_COMMITTED);
    case MODE.ON:
    case MODE.RAMP_DOWN:
      return status(StatusCode.OUTPUT_ON);
    default:
      return status(StatusCode.WRONG_MODE);
  }
}

/** A set-point or a program needs an output that is on, connected, and not led by a program already. */
export function steadyRefusal(firmware: Firmware): Status | undefined {
  const mode = firmware.interlock.state[WORD.MODE];
  if (mode === MODE.TRIPPED || mode === MODE.HARD_FAULT) return modeRefusal(firmware);
  if (mode !== MODE.ON || isProgramRunning(firmware)) return status(StatusCode.WRONG_MODE);
  return isConnecting(firmware) ? status(StatusCode.BUSY) : undefined;
}
