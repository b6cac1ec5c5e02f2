import type { Observable, Subscriber } from 'rxjs';
import { NanobiasError } from '../errors.ts';
import { GuardedObservable } from './guarded.ts';
import type { ConsumerFailed } from './guarded.ts';

// More than a credit of 256 KiB holds of blocks of one sample; only a device that ignores credit comes here.
const waiting_blocks_max = 8192;

/**
 * The blocks of one stream, of samples or of points, on their way to one consumer. Before somebody subscribes they wait; what waits is bounded by
 * the credit, which is granted as blocks are taken.
 */
export class BlockChannel<Block> {
  readonly blocks$: Observable<Block>;
  /** Samples that came in spite of the credit and found no room. */
  overflow_count = 0;
  /** Samples that came, delivered or not. */
  received_count = 0;
  readonly #taken: (block: Block) => void;
  readonly #samplesOf: (block: Block) => number;
  readonly #waiting: Block[] = [];
  #subscriber: Subscriber<Block> | undefined;
  #wasSubscribed = false;
  #end: { readonly error: NanobiasError | undefined } | undefined;
  /** Wakes the consumer that asks for each block; undefined while none does. */
  #wake: (() => void) | undefined;

  constructor({ taken, samplesOf }: { readonly taken: (block: Block) => void; readonly samplesOf: (block: Block) => number }, consumerFailed: ConsumerFailed) {
    this.#taken = taken;
    this.#samplesOf = samplesOf;
    this.blocks$ = new GuardedObservable(consumerFailed, (subscriber) => {
      const isFirst = this.#subscribe(subscriber);
      return () => {
        if (isFirst) this.#subscriber = undefined;
      };
    });
  }

  /** A block has come. After the consumer has left they are taken and dropped: charge and statistics have seen them. */
  push(block: Block): void {
    if (this.#end !== undefined) return;
    this.received_count += this.#samplesOf(block);
    if (this.#subscriber !== undefined) this.#deliver(this.#subscriber, block);
    else if (this.#wasSubscribed && this.#wake === undefined) this.#taken(block);
    else if (this.#waiting.length < waiting_blocks_max) this.#waiting.push(block);
    else this.overflow_count += this.#samplesOf(block);
    this.#wake?.();
  }

  /** The one consumer, as one that asks: a block that it has not asked for waits, and holds back the credit that it came on. */
  async *pulled(): AsyncGenerator<Block, undefined> {
    if (this.#wasSubscribed) throw secondConsumer();
    this.#wasSubscribed = true;
    let wake = (): void => undefined;
    this.#wake = () => wake();
    try {
      for (;;) {
        for (let block = this.#waiting.shift(); block !== undefined; block = this.#waiting.shift()) {
          this.#taken(block);
          yield block;
        }
        if (this.#end?.error !== undefined) throw this.#end.error;
        if (this.#end !== undefined) return undefined;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    } finally {
      this.#wake = undefined;
      for (const block of this.#waiting.splice(0)) this.#taken(block);
    }
  }

  complete(): void {
    this.#finish(undefined);
  }

  fail(error: NanobiasError): void {
    this.#finish(error);
  }

  #finish(error: NanobiasError | undefined): void {
    if (this.#end !== undefined) return;
    this.#end = { error };
    if (this.#subscriber !== undefined) this.#close(this.#subscriber, error);
    this.#wake?.();
  }

  #subscribe(subscriber: Subscriber<Block>): boolean {
    if (this.#wasSubscribed) {
      subscriber.error(secondConsumer());
      return false;
    }
    this.#wasSubscribed = true;
    this.#subscriber = subscriber;
    for (const block of this.#waiting.splice(0)) if (!subscriber.closed) this.#deliver(subscriber, block);
    if (this.#end !== undefined) this.#close(subscriber, this.#end.error);
    return true;
  }

  #deliver(subscriber: Subscriber<Block>, block: Block): void {
    subscriber.next(block);
    this.#taken(block);
  }

  #close(subscriber: Subscriber<Block>, error: NanobiasError | undefined): void {
    if (error === undefined) subscriber.complete();
    else subscriber.error(error);
  }
}

function secondConsumer(): NanobiasError {
  return new NanobiasError('INVALID_ARGUMENT', 'the blocks of a stream have one consumer', { outputMayBeOn: 'unknown' });
}
