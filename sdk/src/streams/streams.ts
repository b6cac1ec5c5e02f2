import { Encoding } from '@nanobias/proto';
import type { CodeBlock, PyramidGroup, PyramidLevel, StreamTotals } from '@nanobias/native';
import { map } from 'rxjs';
import type { Observable } from 'rxjs';
import { NanobiasError } from '../errors.ts';
import type { SampleRequest, SampleStream, SamplesRequest } from '../sampling.ts';
import { ask } from '../session/ask.ts';
import type { Driver } from '../session/driver.ts';
import type { SampledPipe, StreamStatistics } from '../sampled-pipe.ts';
import { BlockChannel } from './block-channel.ts';
import { granting } from './credit.ts';
import { consumerFailed } from './consumers.ts';
import { GapCheck } from './gap-check.ts';
import { inTurn } from './in-turn.ts';
import { CurrentWatch } from './current-watch.ts';
import type { StreamWatch } from './current-watch.ts';
import { GuardedObservable } from './guarded.ts';
import { Summaries } from './summaries.ts';

/** Payload bytes that a stream may run ahead of its consumer: 0.7 s of a UART at 115,200 baud, 8 s of 10 kS/s otherwise. */
const credit_bytes = { uart: 8192, fast: 262_144 } as const;
const block_samples_default = 1024;
const levels = [64, 4096] as const satisfies readonly PyramidLevel[];

interface OpenStream {
  readonly channel: BlockChannel<CodeBlock>;
  readonly statistics: Statistics;
  readonly watch: StreamWatch | undefined;
}

/** The sample streams of one device. */
export class Streams {
  readonly #driver: Driver;
  readonly #sampler: StreamStatistics;
  readonly #watch: CurrentWatch;
  readonly #credit_bytes: number;
  readonly #isUart: boolean;
  #isPacking = false;
  readonly #open = new Map<number, OpenStream>();
  readonly #stopping = new Set<Promise<unknown>>();
  readonly summaries: Summaries;
  /** Blocks of no open stream. */
  stray_count = 0;

  constructor(driver: Driver, { sampler, tripwire }: Pick<SampledPipe, 'sampler' | 'tripwire'>, isUart: boolean) {
    this.#driver = driver;
    this.#sampler = sampler;
    this.#watch = new CurrentWatch(tripwire);
    this.#isUart = isUart;
    this.#credit_bytes = isUart ? credit_bytes.uart : credit_bytes.fast;
    this.summaries = new Summaries(driver, this.#credit_bytes);
  }

  /** The controller can pack samples. */
  allowPacking(): void {
    this.#isPacking = true;
  }

  push(block: CodeBlock): void {
    const stream = this.#open.get(block.stream_id);
    if (stream === undefined) this.stray_count += 1;
    else stream.channel.push(block);
  }

  /** The link is gone, or this side has closed it: then without an error. */
  end(error: NanobiasError | undefined): void {
    for (const { channel, statistics, watch } of this.#open.values()) {
      statistics.keep();
      watch?.end();
      if (error === undefined) channel.complete();
      else channel.fail(error);
    }
    this.#open.clear();
    this.summaries.end(error);
  }

  async start(request: SampleRequest): Promise<SampleStream> {
    const watch = request.watch === undefined ? undefined : this.#watch.take(request.watch);
    try {
      return await this.#start(request, watch);
    } catch (error) {
      watch?.end();
      throw error;
    }
  }

  /** Cold and unicast: subscribing starts the streams, unsubscribing stops them. */
  samples$({ onGap = 'tell', ...request }: SamplesRequest): Observable<CodeBlock> {
    const blocks$ = new GuardedObservable<CodeBlock>(consumerFailed, (subscriber) => {
      const streams: SampleStream[] = [];
      let ended_count = 0;
      const end = (): void => {
        ended_count += 1;
        if (ended_count === streams.length) subscriber.complete();
      };
      this.#startAll(request, streams).then(
        () => {
          if (subscriber.closed) stopAll(streams);
          else for (const { blocks$: from$ } of streams) subscriber.add(from$.subscribe({ next: (block) => subscriber.next(block), error: (error: unknown) => subscriber.error(error), complete: end }));
        },
        (error: unknown) => {
          subscriber.error(error);
        },
      );
      return () => stopAll(streams);
    });
    if (onGap === 'tell') return blocks$;
    return new GuardedObservable(consumerFailed, (subscriber) => {
      const check = new GapCheck();
      return blocks$.pipe(map((block) => check.pass(block))).subscribe(subscriber);
    });
  }

  /** The same for a consumer that asks for each block. */
  async *samples({ onGap = 'tell', ...request }: SamplesRequest): AsyncGenerator<CodeBlock, undefined> {
    const streams: SampleStream[] = [];
    const check = onGap === 'fail' ? new GapCheck() : undefined;
    try {
      await this.#startAll(request, streams);
      for await (const block of inTurn(streams.map((stream) => stream[Symbol.asyncIterator]()))) yield check === undefined ? block : check.pass(block);
      return undefined;
    } finally {
      stopAll(streams);
    }
  }

  /** Starts a stream for each channel, or none. */
  async #startAll({ channels, ...request }: Omit<SamplesRequest, 'onGap'>, started: SampleStream[]): Promise<void> {
    if (channels.length === 0) throw new NanobiasError('INVALID_ARGUMENT', 'samples of no channel', { outputMayBeOn: this.#driver.outputMayBeOn(), field: 'channels', value: 0, limit_min: 1, origin: 'host' });
    try {
      for (const channel of channels) started.push(await this.start({ ...request, channel }));
    } catch (error) {
      stopAll(started);
      throw error;
    }
  }

  async #start({ channel, rate_Hz, decimation = 1, encoding, block_samples = block_samples_default, buffer_bytes = this.#credit_bytes }: SampleRequest, watch: StreamWatch | undefined): Promise<SampleStream> {
    // The number of a stream that ends is granted anew before its last blocks are here: the two would be taken for one.
    await Promise.allSettled(this.#stopping);
    let opened: SampleStream | undefined;
    const isPacked = encoding === undefined ? this.#isPacking && this.#isUart : encoding === 'packed';
    const { body } = await ask(
      this.#driver,
      { kind: 'start_stream', channel, rate_Hz, decimation, encoding: isPacked ? Encoding.FOR128 : Encoding.RAW24, credit_bytes: buffer_bytes, block_samples_max: block_samples },
      'stream_grant',
      {
        // The first block may come in the same chunk as the grant.
        onReply: ({ body: grant }) => {
          if (grant?.kind === 'stream_grant') opened = this.#opened(grant.stream_id, buffer_bytes, watch);
        },
      },
    );
    if (opened === undefined) throw this.#driver.failure('PROTOCOL', `stream ${body.stream_id} was granted twice`);
    return opened;
  }

  #opened(stream_id: number, buffer_bytes: number, watch: StreamWatch | undefined): SampleStream | undefined {
    if (this.#open.has(stream_id)) return undefined;
    watch?.begin(stream_id);
    let stopping: ReturnType<SampleStream['stop']> | undefined;
    const grant = granting(this.#driver, stream_id, buffer_bytes);
    const taken = ({ payload_bytes }: CodeBlock): void => {
      // What a stream that is being stopped has left needs no credit.
      if (stopping === undefined) grant(payload_bytes);
    };
    const channel = new BlockChannel<CodeBlock>({ taken, samplesOf: ({ codes }) => codes.length }, consumerFailed);
    const statistics = new Statistics(this.#sampler, stream_id);
    const stream: OpenStream = { channel, statistics, watch };
    this.#open.set(stream_id, stream);
    return {
      stream_id,
      blocks$: channel.blocks$,
      takePyramid: (level, flush) => statistics.takePyramid(level, flush),
      totals: () => statistics.totals(),
      trip: () => watch?.trip(),
      [Symbol.asyncIterator]: () => channel.pulled(),
      stop: () => {
        stopping ??= this.#noted(this.#stop(stream_id, stream)).catch((error: unknown) => {
          stopping = undefined;
          throw error;
        });
        return stopping;
      },
    };
  }

  #noted<T>(stop: Promise<T>): Promise<T> {
    const noted = stop.finally(() => this.#stopping.delete(noted));
    this.#stopping.add(noted);
    return noted;
  }

  async #stop(stream_id: number, { channel, statistics, watch }: OpenStream): Promise<{ readonly sent: number; readonly lost: number }> {
    // Blocks that came in the chunk of the reply are delivered before the promise goes on.
    const { body } = await ask(this.#driver, { kind: 'stop_stream', stream_id }, 'stream_end');
    this.#open.delete(stream_id);
    watch?.end();
    statistics.keep();
    channel.complete();
    // The sampler has counted every sample: what it could not hand over was dropped in its queue.
    const dropped_count = Number(statistics.totals()?.sample_count ?? 0n) - channel.received_count;
    return { sent: body.samples_sent, lost: body.samples_lost + dropped_count + channel.overflow_count };
  }
}

function stopAll(streams: readonly SampleStream[]): void {
  // A stream that cannot be stopped has no link left, which link$ tells.
  for (const stream of streams) stream.stop().catch(() => undefined);
}

/** What the sampler knows of a stream; kept when the stream ends, for the sampler then forgets its number. */
class Statistics {
  readonly #sampler: StreamStatistics;
  readonly #stream_id: number;
  #kept: { readonly totals: StreamTotals | undefined; readonly groups: Map<PyramidLevel, PyramidGroup[]>; readonly rests: Map<PyramidLevel, PyramidGroup[]> } | undefined;

  constructor(sampler: StreamStatistics, stream_id: number) {
    this.#sampler = sampler;
    this.#stream_id = stream_id;
  }

  totals(): StreamTotals | undefined {
    return this.#kept === undefined ? this.#sampler.totals(this.#stream_id) : this.#kept.totals;
  }

  takePyramid(level: PyramidLevel, flush = false): PyramidGroup[] {
    if (this.#kept === undefined) return this.#sampler.takePyramid(this.#stream_id, level, flush);
    const { groups, rests } = this.#kept;
    const taken = groups.get(level)?.splice(0) ?? [];
    if (flush) taken.push(...(rests.get(level)?.splice(0) ?? []));
    return taken;
  }

  keep(): void {
    if (this.#kept !== undefined) return;
    const totals = this.totals();
    const groups = new Map(levels.map((level) => [level, this.takePyramid(level)]));
    const rests = new Map(levels.map((level) => [level, this.takePyramid(level, true)]));
    this.#kept = { totals, groups, rests };
    this.#sampler.forget(this.#stream_id);
  }
}
