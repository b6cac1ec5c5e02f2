import type { Arena } from '../../kernel/arena.ts';
import type { RequestKey } from './reply-cache.ts';

/** Requests that may wait for one measured off. Whoever comes later is off all the same, and is told so at once, without a measurement. */
const WAITERS_MAX = 8;
const WORDS = 2;

/** Who waits for the measurement after an opening. */
export interface Waiters {
  readonly count: Uint32Array;
  readonly keys: Uint32Array;
}

export function claimWaiters(arena: Arena, name: string): Waiters {
  return { count: arena.u32(`${name}.waiters_count`), keys: arena.u32(`${name}.waiters`, WAITERS_MAX * WORDS) };
}

/** Takes a request in; the same one is taken once. False when there is no place. */
export function waitForOff({ count, keys }: Waiters, { session, request_id }: RequestKey): boolean {
  for (let index = 0; index < count[0]!; index += 1) {
    if (keys[index * WORDS] === session && keys[index * WORDS + 1] === request_id) return true;
  }
  const index = count[0]!;
  if (!(index < WAITERS_MAX)) return false;
  keys[index * WORDS] = session;
  keys[index * WORDS + 1] = request_id;
  count[0] = index + 1;
  return true;
}

export function waitingForOff({ count, keys }: Waiters): readonly RequestKey[] {
  return Array.from({ length: count[0]! }, (_, index) => ({ session: keys[index * WORDS]!, request_id: keys[index * WORDS + 1]! }));
}

export function forgetWaiters({ count, keys }: Waiters): void {
  count[0] = 0;
  keys.fill(0);
}
