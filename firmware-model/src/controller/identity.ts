import type { Arena } from '../kernel/arena.ts';
import type { Firmware } from './firmware.ts';

/** Odd, so that a product by it is a bijection of 32-bit words. */
const SPREAD = 0x9e3779b1 | 0;
/** Keeps nonces of faults apart from ids of boots. */
const FAULTS = 0x5bd1e995;
const FAULTS_PER_BOOT = 4096;

const WORD = { IDENTITY: 0, BOOT_COUNT: 1, FAULT_COUNT: 2 } as const;

/** What tells this boot from every other: a word of the instrument's own, boots since its first, faults since this boot. */
export function claimIdentity(arena: Arena): Uint32Array {
  return arena.u32('controller.identity', 3);
}

export function putIdentity({ identity: words }: Firmware, identity: number, boot_count: number): void {
  words[WORD.IDENTITY] = identity;
  words[WORD.BOOT_COUNT] = boot_count;
  words[WORD.FAULT_COUNT] = 0;
}

export function identityWord({ identity }: Firmware): number {
  return identity[WORD.IDENTITY]!;
}

export function bootCount({ identity }: Firmware): number {
  return identity[WORD.BOOT_COUNT]!;
}

/** A host notices a reset by it: it comes again after 2^32 boots. */
export function bootId(firmware: Firmware): number {
  return (identityWord(firmware) + Math.imul(bootCount(firmware), SPREAD)) >>> 0;
}

/** What an acknowledge must name beside the causes: another one for every fault, across resets too. */
export function nextFaultNonce(firmware: Firmware): number {
  const { identity } = firmware;
  identity[WORD.FAULT_COUNT] = identity[WORD.FAULT_COUNT]! + 1;
  const fault = Math.imul(bootCount(firmware), FAULTS_PER_BOOT) + identity[WORD.FAULT_COUNT]!;
  return ((identityWord(firmware) ^ FAULTS) + Math.imul(fault, SPREAD)) >>> 0;
}
