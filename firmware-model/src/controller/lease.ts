import { EventKind } from '@nanobias/proto';
import { REGISTER } from '../board/registers.ts';
import { WORD, isLeaseAlive } from '../interlock/state.ts';
import type { Arena } from '../kernel/arena.ts';
import { CLOCK, callAttention, deviceTime_us, tickNow } from './clock.ts';
import { pushEvent } from './events.ts';
import type { Firmware } from './firmware.ts';
import { ticksOf } from './scale.ts';

export const LEASE_US_MIN = 100_000;
export const LEASE_US_MAX = 5_000_000;

const WORDS = { EPOCH: 0, HOLDER_SESSION: 1, LEASE_US: 2, IS_HELD: 3, LINKS: 4, TOKEN: 5, END_TICK: 6 } as const;
const WORD_COUNT = 7;
/** The word of links while nobody holds the lease: whichever host is there will do. */
const ANY_LINK = 0xffff_ffff;

/** Who holds control, under which fencing epoch. How long it lasts is counted by the interlock. */
export function claimLease(arena: Arena): Uint32Array {
  const lease = arena.u32('controller.lease', WORD_COUNT);
  lease[WORDS.LINKS] = ANY_LINK;
  return lease;
}

export function leaseEpoch({ lease }: Firmware): number {
  return lease[WORDS.EPOCH]!;
}

export function isLeaseHeld({ lease }: Firmware): boolean {
  return lease[WORDS.IS_HELD] === 1;
}

export function isHolder(firmware: Firmware, session: number): boolean {
  return isLeaseHeld(firmware) && firmware.lease[WORDS.HOLDER_SESSION] === session;
}

/** Whether the holder's host is attached; where nobody holds the lease, whether anybody is. */
export function isHostPresent({ lease, registers }: Firmware): boolean {
  return (registers[REGISTER.HOST_PRESENT]! & lease[WORDS.LINKS]!) !== 0;
}

/** A lease that nobody holds has -1 ticks left. */
export function leaseRemaining_us({ interlock, scale }: Firmware): number {
  return Math.max(0, interlock.state[WORD.LEASE_TICKS]!) * scale.tick_us;
}

/** Whether this session holds the lease under this epoch: the positive answer that every energising command needs. */
export function isLeaseGood(firmware: Firmware, session: number, epoch: number): boolean {
  return isHolder(firmware, session) && leaseEpoch(firmware) === epoch && isLeaseAlive(firmware.interlock);
}

/** What proves to be the holder, from whatever session. */
export function adoptionToken({ lease }: Firmware): number {
  return lease[WORDS.TOKEN]!;
}

/** Gives the lease to a session of the firmware's link; a holder that asks again keeps its epoch. */
export function grantLease(firmware: Firmware, session: number, lease_us: number): void {
  const { lease } = firmware;
  if (!isHolder(firmware, session)) {
    lease[WORDS.EPOCH] = lease[WORDS.EPOCH]! + 1;
    lease[WORDS.HOLDER_SESSION] = session;
    lease[WORDS.IS_HELD] = 1;
    lease[WORDS.TOKEN] = firmware.chance.next();
    lease[WORDS.LINKS] = 1 << firmware.link;
  }
  lease[WORDS.LEASE_US] = lease_us;
  renewLease(firmware);
  pushEvent(firmware, { kind: EventKind.LEASE_CHANGED, value: lease[WORDS.EPOCH]! });
}

/** Starts the lease's time anew. The caller has proven the holder's session and epoch. */
export function renewLease(firmware: Firmware): void {
  const { lease, interlock, scale } = firmware;
  const lease_ticks = ticksOf(scale, lease[WORDS.LEASE_US]!);
  interlock.state[WORD.LEASE_TICKS] = lease_ticks;
  lease[WORDS.END_TICK] = tickNow(firmware) + lease_ticks;
}

/** Row 27, between two ticks: what the interlock counts down agrees with the clock, or nobody holds the lease. */
export function isLeaseWhole({ lease, interlock, clock }: Firmware): boolean {
  const left_ticks = interlock.state[WORD.LEASE_TICKS]!;
  return left_ticks < 0 || left_ticks === ((lease[WORDS.END_TICK]! - clock[CLOCK.TICK]!) | 0);
}

export function leaseDuration_us({ lease }: Firmware): number {
  return lease[WORDS.LEASE_US]!;
}

export function leaseExpires_us(firmware: Firmware): number {
  return deviceTime_us(firmware) + leaseRemaining_us(firmware);
}

/** Nobody holds control from here on, where somebody does. */
export function endLease(firmware: Firmware, cause: number): void {
  const { lease, interlock } = firmware;
  lease[WORDS.IS_HELD] = 0;
  lease[WORDS.HOLDER_SESSION] = 0;
  lease[WORDS.LINKS] = ANY_LINK;
  interlock.state[WORD.LEASE_TICKS] = -1;
  callAttention(firmware);
  pushEvent(firmware, { kind: EventKind.LEASE_CHANGED, cause, value: lease[WORDS.EPOCH]! });
}
