import { SourceError, openSource } from '@nanobias/native';
import type { SampleSource } from '@nanobias/native';
import { NanobiasError } from '../errors.ts';
import type { ErrorCode } from '../errors.ts';
import type { Received, SampledPipe, StreamStatistics, Tripwire } from '../sampled-pipe.ts';

/** Where a controller is. */
export type SampledTarget =
  /** A serial port at any rate that its hardware can make, 115,200 unless told; or a pseudo-terminal, where a rate has no meaning. */
  | { readonly kind: 'serial'; readonly path: string; readonly baud_rate?: number }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number }
  | { readonly kind: 'unix'; readonly path: string };

/** Which body of the sampler reads. */
export interface SampledOptions {
  /** `auto` takes the addon where it loads; its twin reads from the event loop, and opens no serial port. */
  readonly backend?: 'auto' | 'native' | 'js';
}

const baud_rate_default = 115_200;
// More than the credit of eight streams can fill, whatever the length of their blocks: 8 x 256 KiB of payload are at most three
// times as much of records.
const ring_bytes = 8_388_608;
// A full ring is emptied in two turns.
const drains_max = 3;

/**
 * Opens a link whose descriptor the sampler owns: a thread reads, checks and integrates, and stops the output by itself where a
 * stream is watched. For rates beyond what the event loop carries, and for hosts whose event loop may be blocked.
 *
 * @throws PORT_NOT_FOUND, PORT_BUSY, PORT_FAILED with the errno's name in the message; the output may be on, since nobody has been asked
 * @throws INVALID_ARGUMENT for a rate or a port that is none
 */
export async function openSampled(target: SampledTarget, { backend = 'auto' }: SampledOptions = {}): Promise<SampledPipe> {
  const label = labelOf(target);
  const source = target.kind === 'serial' ? { ...target, baud_rate: target.baud_rate ?? baud_rate_default } : target;
  try {
    // Nothing is told before whoever waits for the source has it.
    const pipe: SourcePipe = new SourcePipe(label, await openSource({ source, backend, ring_bytes }, {
      onNews: () => pipe.news(),
      onDrain: () => pipe.drained(),
      onEnd: (error) => pipe.end(error === undefined ? 'the other side closed the connection' : `the port hung up (${error.message})`),
    }));
    return pipe;
  } catch (error) {
    throw openFailure(label, error);
  }
}

function labelOf(target: SampledTarget): string {
  return target.kind === 'tcp' ? `tcp:${target.host}:${target.port}` : `${target.kind}:${target.path}`;
}

const absences: ReadonlySet<string> = new Set(['ENOENT', 'ENXIO', 'ENODEV', 'ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH']);

function openFailure(label: string, error: unknown): unknown {
  const refuse = (code: ErrorCode): NanobiasError => new NanobiasError(code, `${label}: ${(error as Error).message}`, { outputMayBeOn: 'unknown', cause: error });
  if (error instanceof RangeError) return refuse('INVALID_ARGUMENT');
  if (!(error instanceof SourceError)) return error;
  return refuse(error.code === 'EBUSY' ? 'PORT_BUSY' : absences.has(error.code) ? 'PORT_NOT_FOUND' : 'PORT_FAILED');
}

interface Waiting {
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** A source as a pipe: bytes go in, frames and blocks come out. */
class SourcePipe implements SampledPipe {
  readonly label: string;
  readonly sampler: StreamStatistics;
  readonly tripwire: Tripwire;
  readonly #source: SampleSource;
  readonly #waiting: Waiting[] = [];
  #receive: ((received: Received) => void) | undefined;
  #tellClosed: (reason?: string) => void = () => undefined;
  #isClosed = false;

  constructor(label: string, source: SampleSource) {
    this.label = label;
    this.tripwire = source;
    this.#source = source;
    this.sampler = {
      backend: source.backend,
      setSession: (session) => {
        source.setSession(session);
        // Blocks that wait came before: the session has not opened a stream yet.
        for (let turn = 0; turn < drains_max && source.drain(() => undefined) > 0; turn += 1);
      },
      takePyramid: (stream_id, level, flush) => source.takePyramid(stream_id, level, flush),
      totals: (stream_id) => source.totals(stream_id),
      forget: (stream_id) => source.forget(stream_id),
    };
  }

  get pending_bytes(): number {
    return this.#isClosed ? 0 : this.#source.pending_bytes;
  }

  write(bytes: Uint8Array): Promise<void> {
    if (this.#isClosed) return Promise.reject(new Error('the port is closed'));
    if (!this.#source.write(bytes)) return Promise.reject(new Error('the port takes no more'));
    if (this.pending_bytes === 0) return Promise.resolve();
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  onReceived(receive: (received: Received) => void): void {
    this.#receive = receive;
    // What has come so far; not within this call, as with every other pipe.
    queueMicrotask(() => this.news());
  }

  onClose(closed: (reason?: string) => void): void {
    this.#tellClosed = closed;
  }

  close(): Promise<void> {
    this.end();
    return Promise.resolve();
  }

  /** Something has come. Until somebody listens it waits in the ring. */
  news(): void {
    if (!this.#isClosed) this.#receive?.(this.#source.take());
  }

  drained(): void {
    for (const { resolve } of this.#waiting.splice(0)) resolve();
  }

  /** Closes once; without a reason it is this side that closes. */
  end(reason?: string): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const { reject } of this.#waiting.splice(0)) reject(new Error(reason ?? 'the port was closed'));
    this.#tellClosed(reason);
    this.#source.close();
  }
}
