import { CONTROL_PAYLOAD_BYTES_MAX, DEFRAMER_STATE_WORDS, Deframer, blockBytes_max } from '@nanobias/proto';
import type { Arena } from '../../kernel/arena.ts';
import { claimReplyCache } from './reply-cache.ts';
import type { ReplyCache } from './reply-cache.ts';
import { claimTransmitQueue } from './transmit.ts';
import type { TransmitQueue } from './transmit.ts';
import { claimWaiters } from './waiters.ts';
import type { Waiters } from './waiters.ts';
import { COMMS_WORD_COUNT } from './words.ts';

/** What belongs to the host at one link. */
export interface Comms {
  readonly words: Uint32Array;
  readonly deframer: Deframer;
  readonly replies: ReplyCache;
  readonly queue: TransmitQueue;
  readonly waiters: Waiters;
  /** Carries no state: written and read within one call. */
  readonly scratch: Uint8Array;
}

/** Bytes that are read at a time. */
const READ_BYTES = 256;

export function claimComms(arena: Arena, name: string): Comms {
  return {
    words: arena.u32(`${name}.comms`, COMMS_WORD_COUNT),
    deframer: new Deframer({
      block: arena.u8(`${name}.deframer_block`, blockBytes_max(CONTROL_PAYLOAD_BYTES_MAX)),
      state: arena.u32(`${name}.deframer`, DEFRAMER_STATE_WORDS),
    }),
    replies: claimReplyCache(arena, name),
    queue: claimTransmitQueue(arena, name),
    waiters: claimWaiters(arena, name),
    scratch: new Uint8Array(READ_BYTES),
  };
}
