import { EventKind } from '@nanobias/proto';
import type { Event } from '@nanobias/proto';
import type { CodeBlock } from '@nanobias/native';
import { BehaviorSubject, ReplaySubject } from 'rxjs';
import type { Observable } from 'rxjs';
import type { NanobiasError } from '../errors.ts';
import type { Listener } from '../session/driver.ts';
import type { LinkState } from '../session/effects.ts';
import type { LeaseState } from '../session/lease.ts';
import { consumerFailed } from './consumers.ts';
import { EventFeed } from './event-feed.ts';
import { FaultFeed } from './fault-feed.ts';
import { GuardedObservable } from './guarded.ts';
import { StateFeed } from './state-feed.ts';
import type { Streams } from './streams.ts';
import type { ReceivedSummary } from './summaries.ts';

/** Who else follows the session, beside the streams: the output scope and the reading of states. */
export interface Follower {
  onEvent(event: Event): void;
  onGap(): void;
  onLeaseLost(lease_epoch: number, reason: string): void;
  onEnded(error: NanobiasError): void;
}

/** Everything that comes from a controller by itself, as streams. */
export class Feeds implements Listener {
  readonly faults = new FaultFeed();
  readonly states = new StateFeed(({ latched }) => this.faults.latched(latched));
  readonly events = new EventFeed();
  readonly link$: Observable<LinkState>;
  readonly lease$: Observable<LeaseState>;
  readonly #leases = new BehaviorSubject<LeaseState>({ kind: 'none' });
  readonly #links = new ReplaySubject<LinkState>(1);
  readonly #followers = new Set<Partial<Follower>>();
  #streams: Streams | undefined;

  constructor() {
    this.link$ = new GuardedObservable(consumerFailed, (subscriber) => this.#links.subscribe(subscriber));
    this.lease$ = new GuardedObservable(consumerFailed, (subscriber) => this.#leases.subscribe(subscriber));
  }

  /** Names who takes the blocks. */
  carry(streams: Streams): void {
    this.#streams = streams;
  }

  /** Followers are told before the streams, until the returned function is called. */
  follow(follower: Partial<Follower>): () => void {
    this.#followers.add(follower);
    return () => {
      this.#followers.delete(follower);
    };
  }

  onEvent(event: Event): void {
    for (const follower of this.#followers) follower.onEvent?.(event);
    this.faults.heard(event);
    this.states.event(event);
    this.events.push(event);
  }

  onGap(lost: number): void {
    for (const follower of this.#followers) follower.onGap?.();
    this.events.gap(lost);
  }

  onLink(link: LinkState): void {
    this.#links.next(link);
  }

  onBlock(block: CodeBlock): void {
    this.#streams?.push(block);
  }

  onPoints(received: ReceivedSummary): void {
    this.#streams?.summaries.push(received);
  }

  onLease(lease: LeaseState): void {
    if (lease.kind === 'lost') for (const follower of this.#followers) follower.onLeaseLost?.(lease.leaseEpoch, lease.reason);
    this.#leases.next(lease);
  }

  /** Streams end with an error only when the link was lost; a device that this side closed completes them. */
  onEnded(ended: NanobiasError): void {
    for (const follower of this.#followers) follower.onEnded?.(ended);
    const error = ended.code === 'CLOSED' ? undefined : ended;
    this.#streams?.end(error);
    this.states.end(error);
    this.faults.end(error);
    this.events.end(error);
    for (const subject of [this.#leases, this.#links]) {
      if (error === undefined) subject.complete();
      else subject.error(error);
    }
  }
}

/** Events after which the state holds more than the event has said: latched causes and the nonce that acknowledges them. */
export function isStateNews({ kind }: Event): boolean {
  return kind === EventKind.TRIPPED || kind === EventKind.OUTPUT_OPENED || kind === EventKind.OUTPUT_CLOSED;
}
