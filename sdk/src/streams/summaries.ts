import { Encoding } from '@nanobias/proto';
import type { Observable } from 'rxjs';
import type { NanobiasError } from '../errors.ts';
import type { SummaryBlock, SummaryRequest } from '../sampling.ts';
import { ask } from '../session/ask.ts';
import type { Driver } from '../session/driver.ts';
import { BlockChannel } from './block-channel.ts';
import { consumerFailed } from './consumers.ts';
import { granting } from './credit.ts';
import { GuardedObservable } from './guarded.ts';

/** A block of points as it came, with what it took of the credit. */
export interface ReceivedSummary {
  readonly block: SummaryBlock;
  readonly payload_bytes: number;
}

const block_points = 16;

/** The streams of points of one device: what runs of samples come to, made by the controller. */
export class Summaries {
  readonly #driver: Driver;
  readonly #buffer_bytes: number;
  readonly #open = new Map<number, BlockChannel<ReceivedSummary>>();
  readonly #stopping = new Set<Promise<unknown>>();
  /** Blocks of no open stream. */
  stray_count = 0;

  constructor(driver: Driver, buffer_bytes: number) {
    this.#driver = driver;
    this.#buffer_bytes = buffer_bytes;
  }

  push(received: ReceivedSummary): void {
    const channel = this.#open.get(received.block.stream_id);
    if (channel === undefined) this.stray_count += 1;
    else channel.push(received);
  }

  /** The link is gone, or this side has closed it: then without an error. */
  end(error: NanobiasError | undefined): void {
    for (const channel of this.#open.values()) {
      if (error === undefined) channel.complete();
      else channel.fail(error);
    }
    this.#open.clear();
  }

  /** Cold and unicast: subscribing starts the stream, unsubscribing stops it. */
  summaries$(request: SummaryRequest): Observable<SummaryBlock> {
    return new GuardedObservable<SummaryBlock>(consumerFailed, (subscriber) => {
      let stop = (): void => undefined;
      this.#start(request).then(
        ({ stream_id, channel }) => {
          stop = () => this.#stop(stream_id);
          if (subscriber.closed) stop();
          else subscriber.add(channel.blocks$.subscribe({ next: ({ block }) => subscriber.next(block), error: (error: unknown) => subscriber.error(error), complete: () => subscriber.complete() }));
        },
        (error: unknown) => {
          subscriber.error(error);
        },
      );
      return () => stop();
    });
  }

  async #start({ channel, rate_Hz, point_samples }: SummaryRequest): Promise<{ readonly stream_id: number; readonly channel: BlockChannel<ReceivedSummary> }> {
    // As with samples: the number of a stream that ends is granted anew before its last blocks are here.
    await Promise.allSettled(this.#stopping);
    let opened: BlockChannel<ReceivedSummary> | undefined;
    const { body } = await ask(
      this.#driver,
      { kind: 'start_stream', channel, rate_Hz, decimation: point_samples, encoding: Encoding.SUMMARY, credit_bytes: this.#buffer_bytes, block_samples_max: block_points },
      'stream_grant',
      {
        // The first block may come in the same chunk as the grant.
        onReply: ({ body: grant }) => {
          if (grant?.kind === 'stream_grant') opened = this.#opened(grant.stream_id);
        },
      },
    );
    if (opened === undefined) throw this.#driver.failure('PROTOCOL', `stream ${body.stream_id} was granted twice`);
    return { stream_id: body.stream_id, channel: opened };
  }

  #opened(stream_id: number): BlockChannel<ReceivedSummary> | undefined {
    if (this.#open.has(stream_id)) return undefined;
    const grant = granting(this.#driver, stream_id, this.#buffer_bytes);
    const channel = new BlockChannel<ReceivedSummary>({
      taken: ({ payload_bytes }) => {
        if (this.#open.get(stream_id) === channel) grant(payload_bytes);
      },
      samplesOf: ({ block }) => block.points.length * block.point_samples,
    }, consumerFailed);
    this.#open.set(stream_id, channel);
    return channel;
  }

  #stop(stream_id: number): void {
    const channel = this.#open.get(stream_id);
    if (channel === undefined) return;
    this.#open.delete(stream_id);
    // A stream that cannot be stopped has no link left, which link$ tells.
    const stopping = ask(this.#driver, { kind: 'stop_stream', stream_id }, 'stream_end').then(() => undefined, () => undefined).finally(() => this.#stopping.delete(stopping));
    this.#stopping.add(stopping);
    channel.complete();
  }
}
