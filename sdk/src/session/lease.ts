/** What this host holds, as it is told to others: nothing, a lease, or what it lost last. */
export type LeaseState =
  | { readonly kind: 'none' }
  | { readonly kind: 'held'; readonly leaseEpoch: number; readonly lease_s: number }
  | { readonly kind: 'lost'; readonly leaseEpoch: number; readonly reason: string };

/** The lease that this host holds and keeps alive. */
export interface HeldLease {
  readonly lease_epoch: number;
  readonly lease_us: number;
  renew_us: number;
  /** When the last acknowledged renewal was sent: the controller counts from then or later. */
  acknowledged_us: number;
}

// Two renewals may be lost in a row.
const renewals_perLease = 3;

export function heldLease({ lease_epoch, lease_us, since_us }: { readonly lease_epoch: number; readonly lease_us: number; readonly since_us: number }): HeldLease {
  return { lease_epoch, lease_us, renew_us: since_us + renewal_us(lease_us), acknowledged_us: since_us };
}

function renewal_us(lease_us: number): number {
  return Math.floor(lease_us / renewals_perLease);
}

/** Whether a renewal is due; it counts as sent. */
export function takeRenewal(lease: HeldLease, now_us: number): boolean {
  if (now_us < lease.renew_us) return false;
  lease.renew_us = now_us + renewal_us(lease.lease_us);
  return true;
}

/** Whether the controller is sure to hold the lease still, as far as this side has heard. */
export function isAlive({ acknowledged_us, lease_us }: HeldLease, now_us: number): boolean {
  return now_us < acknowledged_us + lease_us;
}

/** When this lease next needs attention. */
export function leaseDue_us({ renew_us, acknowledged_us, lease_us }: HeldLease): number {
  return Math.min(renew_us, acknowledged_us + lease_us);
}
