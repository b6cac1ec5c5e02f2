import { StatusCode } from '@nanobias/proto';
import type { AcquireLease, Adoption, LeaseEpoch, Status } from '@nanobias/proto';
import { isEnergised, isLeaseAlive } from '../../interlock/state.ts';
import type { Firmware } from '../firmware.ts';
import { LEASE_US_MAX, LEASE_US_MIN, adoptionToken, grantLease, isHolder, isLeaseHeld, leaseDuration_us, leaseEpoch, leaseExpires_us, leaseRemaining_us, renewLease } from '../lease.ts';
import { outputEpoch } from '../output.ts';
import { status } from '../status.ts';
import { loseLease } from '../supervisor.ts';
import { leaseRefusal } from './permission.ts';
import { DONE, answer, refuse } from './reply.ts';
import type { Answer } from './reply.ts';
import type { RequestKey } from './reply-cache.ts';

export function acquire(firmware: Firmware, { lease_us, adoption }: AcquireLease, { session }: RequestKey): Answer {
  const isDurationPermitted = LEASE_US_MIN <= lease_us && lease_us <= LEASE_US_MAX;
  if (!isDurationPermitted) return refuse(status(StatusCode.OUT_OF_RANGE, { field: 'lease_us', value: lease_us, limit_min: LEASE_US_MIN, limit_max: LEASE_US_MAX, origin: 'SCHEMA' }));
  const refusal = adoption === undefined ? heldRefusal(firmware, session) : adoptionRefusal(firmware, adoption);
  if (refusal !== undefined) return refuse(refusal);
  grantLease(firmware, session, lease_us);
  return grant(firmware);
}

function heldRefusal(firmware: Firmware, session: number): Status | undefined {
  if (!isLeaseHeld(firmware) || isHolder(firmware, session)) return undefined;
  return status(StatusCode.LEASE_HELD, { field: 'lease_remaining_us', value: leaseRemaining_us(firmware) });
}

/** Within the lease, by whoever was granted it, for the output that he knows: after a lapse or another holder there is nothing to adopt. */
function adoptionRefusal(firmware: Firmware, { token, lease_epoch, output_epoch }: Adoption): Status | undefined {
  const held = leaseEpoch(firmware);
  if (lease_epoch !== held) return status(StatusCode.STALE_EPOCH, { field: 'lease_epoch', value: lease_epoch, limit_min: held, limit_max: held });
  if (!isLeaseHeld(firmware) || !isLeaseAlive(firmware.interlock)) return status(StatusCode.LEASE_REQUIRED);
  if (token !== adoptionToken(firmware)) return status(StatusCode.LEASE_HELD, { field: 'token' });
  const epoch = outputEpoch(firmware);
  return output_epoch === epoch ? undefined : status(StatusCode.STALE_EPOCH, { field: 'output_epoch', value: output_epoch, limit_min: epoch, limit_max: epoch });
}

export function renew(firmware: Firmware, { lease_epoch }: LeaseEpoch, caller: RequestKey): Answer {
  const refusal = leaseRefusal(firmware, caller, lease_epoch);
  if (refusal !== undefined) return refuse(refusal);
  renewLease(firmware);
  return grant(firmware);
}

/** Gives control back. Refused while the output is on: nobody would hold it. */
export function release(firmware: Firmware, { lease_epoch }: LeaseEpoch, caller: RequestKey): Answer {
  const refusal = leaseRefusal(firmware, caller, lease_epoch);
  if (refusal !== undefined) return refuse(refusal);
  if (isEnergised(firmware.interlock)) return refuse(status(StatusCode.OUTPUT_ON));
  loseLease(firmware, 0);
  return DONE;
}

function grant(firmware: Firmware): Answer {
  return answer({
    kind: 'lease_grant',
    lease_epoch: leaseEpoch(firmware),
    lease_us: leaseDuration_us(firmware),
    expires_device_us: leaseExpires_us(firmware),
    adoption_token: adoptionToken(firmware),
  });
}
