import type { Event, Frame, HelloAck, OffResult, Reply } from '@nanobias/proto';
import type { ErrorCode } from '../errors.ts';
import type { SummaryBlock } from '../sampling.ts';
import type { Exchange } from './clock-comparison.ts';

/** What became of a request. */
export type Outcome =
  | {
      readonly kind: 'reply';
      readonly reply: Reply;
      /** When the request was first sent. */
      readonly sent_us: number;
    }
  /** Sent, never answered: whether it took effect is not known. */
  | { readonly kind: 'timeout' }
  /** The session ended first. What was sent in it is never sent again in another one. */
  | { readonly kind: 'ended'; readonly wasSent: boolean }
  /** More requests waited than the bound permits; never sent. */
  | { readonly kind: 'overflow' };

/** A request as the session carries it: an id, and the bytes that go out under it, also on a retry. */
export interface Submission {
  readonly request_id: number;
  readonly payload: Uint8Array;
  /** De-energising requests overtake the queue, the window and the byte bound. */
  readonly isUrgent: boolean;
  /** Wait before a retry, where the reply is known to take longer than others. */
  readonly reply_us?: number | undefined;
  readonly attempts_max?: number | undefined;
}

/** What the session is told. Times are microseconds of the host's clock. */
export type Input =
  | { readonly kind: 'greet'; readonly now_us: number }
  | { readonly kind: 'frame'; readonly now_us: number; readonly frame: Frame }
  | { readonly kind: 'request'; readonly now_us: number; readonly submission: Submission }
  /** The caller has gone. */
  | { readonly kind: 'abandon'; readonly request_id: number }
  | { readonly kind: 'stop'; readonly now_us: number }
  /** Renew this lease from now on; `since_us` is when the request that took it was sent. */
  | { readonly kind: 'hold_lease'; readonly lease_epoch: number; readonly lease_us: number; readonly since_us: number }
  | { readonly kind: 'drop_lease' }
  | { readonly kind: 'compare_clocks'; readonly now_us: number }
  /** `pending_bytes`: what the pipe has not yet passed on. */
  | { readonly kind: 'timer'; readonly now_us: number; readonly pending_bytes: number }
  | { readonly kind: 'pipe_closed'; readonly reason: string }
  | { readonly kind: 'leave'; readonly reason: string };

/** Whether the controller answers: silent is a link on which it has not for a while, whatever else still comes from it. */
export type LinkState = 'connected' | 'silent' | 'closed';

/** What the shell is to do. */
export type Effect =
  | { readonly kind: 'send'; readonly frame: { readonly kind: Frame['kind']; readonly session: number; readonly seq: number }; readonly payload: Uint8Array }
  | { readonly kind: 'send_stop' }
  /** A lone 0x00, which ends whatever the controller has half received. */
  | { readonly kind: 'send_delimiter' }
  | { readonly kind: 'ready'; readonly hello: HelloAck }
  | { readonly kind: 'settled'; readonly request_id: number; readonly outcome: Outcome }
  | { readonly kind: 'stopped'; readonly off: OffResult }
  | { readonly kind: 'stop_unanswered' }
  | { readonly kind: 'event'; readonly event: Event }
  | { readonly kind: 'clocks_compared'; readonly exchange: Exchange }
  | { readonly kind: 'points'; readonly block: SummaryBlock; readonly payload_bytes: number }
  | { readonly kind: 'gap'; readonly lost: number }
  | { readonly kind: 'link'; readonly link: LinkState }
  | { readonly kind: 'lease_lost'; readonly lease_epoch: number; readonly reason: string }
  /** Comes once; only what the end settles comes after it. */
  | { readonly kind: 'ended'; readonly code: ErrorCode; readonly reason: string };
