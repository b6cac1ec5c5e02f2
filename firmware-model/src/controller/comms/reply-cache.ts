import { CONTROL_PAYLOAD_BYTES_MAX } from '@nanobias/proto';
import type { Arena } from '../../kernel/arena.ts';

/** Replies kept: twice the requests in flight, so that a retry always finds the answer to its first sending. */
export const REPLIES_MAX = 16;

const WORD = { SESSION: 0, REQUEST_ID: 1, STATE: 2, LENGTH_BYTES: 3 } as const;
const WORDS = 4;
const STATE = { EMPTY: 0, PENDING: 1, ANSWERED: 2 } as const;

/** Replies to requests that change something, by session and id: a request that comes twice acts once. */
export interface ReplyCache {
  readonly next: Uint32Array;
  readonly entries: Uint32Array;
  readonly payloads: Uint8Array;
}

export function claimReplyCache(arena: Arena, name: string): ReplyCache {
  return {
    next: arena.u32(`${name}.replies_next`),
    entries: arena.u32(`${name}.replies`, REPLIES_MAX * WORDS),
    payloads: arena.u8(`${name}.reply_payloads`, REPLIES_MAX * CONTROL_PAYLOAD_BYTES_MAX),
  };
}

export interface RequestKey {
  readonly session: number;
  readonly request_id: number;
}

/** `pending` while the first sending is still being worked on; undefined when the request is new. */
export function cachedReply(cache: ReplyCache, key: RequestKey): Uint8Array | 'pending' | undefined {
  const index = indexOf(cache, key);
  if (index === -1) return undefined;
  if (cache.entries[index * WORDS + WORD.STATE] === STATE.PENDING) return 'pending';
  const from_index = index * CONTROL_PAYLOAD_BYTES_MAX;
  return cache.payloads.subarray(from_index, from_index + cache.entries[index * WORDS + WORD.LENGTH_BYTES]!);
}

/** Takes the place of the oldest answered entry. Fewer wait for an answer than there are places. */
export function rememberRequest(cache: ReplyCache, { session, request_id }: RequestKey): void {
  const { entries, next } = cache;
  let index = next[0]!;
  for (let tried = 0; tried < REPLIES_MAX && entries[index * WORDS + WORD.STATE] === STATE.PENDING; tried += 1) index = (index + 1) % REPLIES_MAX;
  next[0] = (index + 1) % REPLIES_MAX;
  entries[index * WORDS + WORD.SESSION] = session;
  entries[index * WORDS + WORD.REQUEST_ID] = request_id;
  entries[index * WORDS + WORD.STATE] = STATE.PENDING;
  entries[index * WORDS + WORD.LENGTH_BYTES] = 0;
}

export function rememberReply(cache: ReplyCache, key: RequestKey, payload: Uint8Array): void {
  const index = indexOf(cache, key);
  if (index === -1) return;
  cache.payloads.set(payload, index * CONTROL_PAYLOAD_BYTES_MAX);
  cache.entries[index * WORDS + WORD.LENGTH_BYTES] = payload.length;
  cache.entries[index * WORDS + WORD.STATE] = STATE.ANSWERED;
}

/** What waited for an answer when its host left gets none, and its place is free again. */
export function forgetReplies({ entries, next }: ReplyCache): void {
  entries.fill(0);
  next.fill(0);
}

function indexOf({ entries }: ReplyCache, { session, request_id }: RequestKey): number {
  for (let index = 0; index < REPLIES_MAX; index += 1) {
    const at = index * WORDS;
    const isKept = entries[at + WORD.STATE] !== STATE.EMPTY;
    if (isKept && entries[at + WORD.SESSION] === session && entries[at + WORD.REQUEST_ID] === request_id) return index;
  }
  return -1;
}
