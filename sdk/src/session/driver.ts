import { CONTROL_PAYLOAD_BYTES_MAX, CodecError, STOP_SEQUENCE, encodeFrame, encodeRequest, frameBytes_max } from '@nanobias/proto';
import type { CancelTimer, Clock, Entropy, Event, HelloAck, OffResult, Reply, RequestBody } from '@nanobias/proto';
import type { CodeBlock } from '@nanobias/native';
import { NanobiasError } from '../errors.ts';
import type { ErrorCode, OutputMayBeOn } from '../errors.ts';
import type { Received, SampledPipe } from '../sampled-pipe.ts';
import { noteEvent, noteOff, noteReply, outputUnheard, unknownOutput } from './belief.ts';
import type { ClockReading, HostInstant } from './clock-comparison.ts';
import { Comparisons } from './comparisons.ts';
import type { Effect, Input, LinkState, Outcome } from './effects.ts';
import { step } from './engine.ts';
import type { LeaseState } from './lease.ts';
import { refusal } from './refusal.ts';
import { takeRequestId } from './requests.ts';
import type { ReceivedSummary } from '../streams/summaries.ts';
import { createSession } from './state.ts';
import type { Session, SessionCounts, SessionOptions } from './state.ts';
import { due_us } from './timers.ts';
import { s_from_us } from '../units.ts';

/** Who is told what comes by itself. Called synchronously, in the order of arrival; must not throw. */
export interface Listener {
  onEvent(event: Event): void;
  onGap(lost: number): void;
  onLink(link: LinkState): void;
  onBlock(block: CodeBlock): void;
  onPoints(received: ReceivedSummary): void;
  onLease(lease: LeaseState): void;
  onEnded(error: NanobiasError): void;
}

export interface DriverParts extends Omit<SessionOptions, 'entropy'> {
  readonly pipe: SampledPipe;
  readonly clock: Clock;
  readonly entropy: Entropy;
}

export interface RequestOptions {
  readonly isUrgent?: boolean;
  readonly reply_us?: number;
  readonly attempts_max?: number;
  readonly signal?: AbortSignal | undefined;
  /** Called with the reply as it arrives: before what follows it in the same chunk, and before the promise settles. */
  readonly onReply?: (reply: Reply) => void;
}

/** A reply of status OK, and when the request that it answers was first sent. */
export interface Answer {
  readonly reply: Reply;
  readonly sent_us: number;
}

type Settle = (outcome: Outcome) => void;

interface Deferred<T> {
  readonly resolve: (value: T) => void;
  readonly reject: (error: NanobiasError) => void;
}

const delimiter = Uint8Array.of(0);
const stream_id_min = 1;
const stream_id_max = 8;

// How long the last frame may take to leave before the pipe is closed behind it.
const leave_us = 500_000;

/** Connects the session to a pipe and a clock; the only part of the room that knows promises. */
export class Driver {
  readonly #pipe: SampledPipe;
  readonly #clock: Clock;
  readonly #session: Session;
  readonly #belief = unknownOutput();
  readonly #waiters = new Map<number, Settle>();
  readonly #stopWaiters: Deferred<OffResult>[] = [];
  readonly #comparisons: Comparisons;
  readonly #effects: Effect[] = [];
  readonly #scratch = new Uint8Array(frameBytes_max(CONTROL_PAYLOAD_BYTES_MAX));
  #listener: Listener | undefined;
  #opening: Deferred<HelloAck> | undefined;
  #ended: NanobiasError | undefined;
  #isDraining = false;
  #lastWrite: Promise<void> = Promise.resolve();
  #timer: { readonly due_us: number; readonly cancel: CancelTimer } | undefined;

  constructor({ pipe, clock, entropy, client, bounds }: DriverParts) {
    this.#pipe = pipe;
    this.#clock = clock;
    this.#comparisons = new Comparisons(clock);
    this.#session = createSession({ entropy, client, bounds });
  }

  /** Names the listener and says hello. @throws INVALID_ARGUMENT, NO_ANSWER, UNSUPPORTED_VERSION, SCHEMA_MISMATCH, LINK_LOST, PROTOCOL */
  open(listener: Listener): Promise<HelloAck> {
    this.#listener = listener;
    const opening = new Promise<HelloAck>((resolve, reject) => {
      this.#opening = { resolve, reject };
    });
    // A pipe that throws when it is listened to leaves nobody who waits for this.
    opening.catch(() => undefined);
    this.#pipe.onClose((reason) => {
      this.#dispatch({ kind: 'pipe_closed', reason: reason ?? 'the pipe was closed' });
    });
    this.#pipe.onReceived((received) => {
      this.#receive(received);
    });
    try {
      this.#dispatch({ kind: 'greet', now_us: this.#clock.now_us() });
    } catch (error) {
      this.#opening?.reject(this.#unencodable('hello', error));
    }
    return opening;
  }

  /**
   * Sends a request and resolves with a reply of status OK.
   * @throws INVALID_ARGUMENT or OUT_OF_RANGE when the schema refuses it, every refusal of the controller, TIMEOUT, ABORTED,
   * TOO_MANY_REQUESTS, LINK_LOST, SESSION_LOST, CLOSED
   */
  request(body: RequestBody, options: RequestOptions = {}): Promise<Answer> {
    const { signal } = options;
    if (signal?.aborted === true) return Promise.reject(this.#aborted(body.kind, signal));
    const request_id = takeRequestId(this.#session.requests);
    let payload: Uint8Array;
    try {
      payload = encodeRequest({ request_id, body });
    } catch (error) {
      return Promise.reject(this.#unencodable(body.kind, error));
    }
    return new Promise<Answer>((resolve, reject) => {
      const giveUp = (): void => {
        this.#waiters.delete(request_id);
        this.#dispatch({ kind: 'abandon', request_id });
        reject(this.#aborted(body.kind, signal));
      };
      const settle = (outcome: Outcome): void => {
        signal?.removeEventListener('abort', giveUp);
        if (outcome.kind !== 'reply') {
          reject(this.#unanswered(body.kind, outcome.kind));
          return;
        }
        const error = refusal(outcome.reply, body.kind, this.outputMayBeOn());
        if (error !== undefined) {
          reject(error);
          return;
        }
        options.onReply?.(outcome.reply);
        resolve(outcome);
      };
      this.#waiters.set(request_id, settle);
      signal?.addEventListener('abort', giveUp, { once: true });
      // Whether an enable took effect is not known before its reply.
      if (body.kind === 'enable') this.#belief.output = 'unknown';
      const { isUrgent = false, reply_us, attempts_max } = options;
      this.#dispatch({ kind: 'request', now_us: this.#clock.now_us(), submission: { request_id, payload, isUrgent, reply_us, attempts_max } });
    });
  }

  /** Sends the stop frames until one is answered with what was measured. @throws OFF_NOT_MEASURED */
  stop(): Promise<OffResult> {
    return new Promise((resolve, reject) => {
      this.#stopWaiters.push({ resolve, reject });
      this.#dispatch({ kind: 'stop', now_us: this.#clock.now_us() });
    });
  }

  /** Compares clocks once, and says what this and earlier comparisons tell. @throws TIMEOUT, LINK_LOST, CLOSED */
  compareClocks(): Promise<ClockReading> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    const answered = this.#comparisons.next(() => this.failure('TIMEOUT', 'the controller compared no clocks'));
    this.#dispatch({ kind: 'compare_clocks', now_us: this.#clock.now_us() });
    return answered;
  }

  /** A device time by this host's clock; undefined before clocks were compared. */
  hostInstant(device_us: number): HostInstant | undefined {
    return this.#comparisons.hostInstant(device_us);
  }

  /** Renews a lease from now on; `since_us` is when the request that took it was sent. */
  holdLease(lease: { readonly lease_epoch: number; readonly lease_us: number; readonly since_us: number }): void {
    this.#belief.isLeaseMine = true;
    this.#dispatch({ kind: 'hold_lease', ...lease });
    this.#listener?.onLease({ kind: 'held', leaseEpoch: lease.lease_epoch, lease_s: s_from_us(lease.lease_us) });
  }

  dropLease(): void {
    // What was lost stays told as lost.
    if (this.#belief.isLeaseMine) this.#listener?.onLease({ kind: 'none' });
    this.#belief.isLeaseMine = false;
    this.#dispatch({ kind: 'drop_lease' });
  }

  /** Says goodbye and closes the pipe. Idempotent. */
  async leave(reason: string): Promise<void> {
    this.#dispatch({ kind: 'leave', reason });
    if (this.#pipe.pending_bytes > 0) await this.#lastBytesTaken();
    await this.#pipe.close();
  }

  /** Whether the output may be on, as far as this side can tell now. */
  outputMayBeOn(): OutputMayBeOn {
    return this.#ended === undefined && this.#session.link === 'connected' ? this.#belief.output : outputUnheard(this.#belief);
  }

  /** Device time now, from the latest that was heard and the time since. */
  deviceNow_us(): number {
    const { device_time_us, device_time_at_us } = this.#session;
    return device_time_us + Math.max(0, this.#clock.now_us() - device_time_at_us);
  }

  /** The error that ended the session; undefined while it lasts. */
  get ended(): NanobiasError | undefined {
    return this.#ended;
  }

  get counts(): SessionCounts {
    return this.#session.counts;
  }

  /** A failure of this side, with what is known of the output. */
  failure(code: ErrorCode, message: string, cause?: unknown): NanobiasError {
    return new NanobiasError(code, message, { outputMayBeOn: this.outputMayBeOn(), deviceTime_s: s_from_us(this.#session.device_time_us), cause });
  }

  #receive({ frames, blocks }: Received): void {
    const now_us = this.#clock.now_us();
    // Blocks that come together with the answer to the hello are of an earlier session.
    const wasOpen = this.#session.phase === 'open';
    for (const frame of frames) this.#dispatch({ kind: 'frame', now_us, frame });
    if (blocks.length === 0 || !wasOpen) return;
    for (const block of blocks) this.#listener?.onBlock(block);
  }

  // What a listener asks for while effects are carried out joins the end of the queue, so that order is kept.
  #dispatch(input: Input): void {
    for (const effect of step(this.#session, input)) this.#effects.push(effect);
    if (this.#isDraining) return;
    this.#isDraining = true;
    try {
      for (let effect = this.#effects.shift(); effect !== undefined; effect = this.#effects.shift()) this.#carryOut(effect);
    } finally {
      this.#isDraining = false;
    }
    this.#setTimer();
  }

  #carryOut(effect: Effect): void {
    switch (effect.kind) {
      case 'send':
        this.#write(this.#scratch.subarray(0, encodeFrame(this.#scratch, effect.frame, effect.payload)));
        break;
      case 'send_stop':
        this.#write(STOP_SEQUENCE);
        break;
      case 'send_delimiter':
        this.#write(delimiter);
        break;
      case 'ready':
        this.#pipe.sampler.setSession(effect.hello.session);
        // A controller that went on sending in an earlier session has left its samples in the statistics.
        for (let stream_id = stream_id_min; stream_id <= stream_id_max; stream_id += 1) this.#pipe.sampler.forget(stream_id);
        this.#opening?.resolve(effect.hello);
        break;
      case 'settled':
        this.#settle(effect.request_id, effect.outcome);
        break;
      case 'stopped':
        this.#stopped(effect.off);
        break;
      case 'clocks_compared':
        this.#comparisons.answered(effect.exchange);
        break;
      case 'stop_unanswered':
        for (const { reject } of this.#stopWaiters.splice(0)) reject(this.failure('OFF_NOT_MEASURED', 'no stop frame was answered'));
        break;
      case 'ended':
        this.#end(effect.code, effect.reason);
        break;
      default:
        this.#tell(effect);
    }
  }

  #tell(effect: Extract<Effect, { readonly kind: 'event' | 'gap' | 'points' | 'link' | 'lease_lost' }>): void {
    switch (effect.kind) {
      case 'event':
        noteEvent(this.#belief, effect.event);
        this.#listener?.onEvent(effect.event);
        break;
      case 'gap':
        this.#listener?.onGap(effect.lost);
        break;
      case 'points':
        this.#listener?.onPoints(effect);
        break;
      case 'link':
        this.#listener?.onLink(effect.link);
        break;
      case 'lease_lost':
        this.#belief.isLeaseMine = false;
        this.#listener?.onLease({ kind: 'lost', leaseEpoch: effect.lease_epoch, reason: effect.reason });
        break;
      default:
        assertNever(effect);
    }
  }

  #settle(request_id: number, outcome: Outcome): void {
    if (outcome.kind === 'reply') noteReply(this.#belief, outcome.reply);
    const settle = this.#waiters.get(request_id);
    this.#waiters.delete(request_id);
    settle?.(outcome);
  }

  #stopped(off: OffResult): void {
    noteOff(this.#belief, off);
    for (const { resolve } of this.#stopWaiters.splice(0)) resolve(off);
  }

  #end(code: ErrorCode, reason: string): void {
    const ended = this.failure(code, reason);
    this.#ended = ended;
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#opening?.reject(ended);
    this.#comparisons.end(ended);
    this.#listener?.onEnded(ended);
    if (code !== 'CLOSED') this.#closePipe();
  }

  #closePipe(): void {
    // It may be gone already, and there is nobody left to tell.
    this.#pipe.close().catch(() => undefined);
  }

  #write(bytes: Uint8Array): void {
    const write = this.#pipe.write(bytes);
    this.#lastWrite = write;
    write.catch((error: unknown) => {
      this.#dispatch({ kind: 'pipe_closed', reason: `the pipe refused bytes: ${String(error)}` });
    });
  }

  // One timer is enough: it is set anew only when something is due earlier, and a call that comes early does no harm.
  #setTimer(): void {
    const next_us = due_us(this.#session);
    if (next_us === Infinity || (this.#timer !== undefined && this.#timer.due_us <= next_us)) return;
    this.#timer?.cancel();
    const delay_us = Math.max(0, next_us - this.#clock.now_us());
    const cancel = this.#clock.after(delay_us, () => {
      this.#timer = undefined;
      this.#dispatch({ kind: 'timer', now_us: this.#clock.now_us(), pending_bytes: this.#pipe.pending_bytes });
    });
    this.#timer = { due_us: next_us, cancel };
  }

  async #lastBytesTaken(): Promise<void> {
    const taken = this.#lastWrite.catch(() => undefined);
    await new Promise<void>((resolve) => {
      const cancel = this.#clock.after(leave_us, resolve);
      void taken.then(() => {
        cancel();
        resolve();
      });
    });
  }

  #unanswered(request: string, outcome: 'timeout' | 'ended' | 'overflow'): NanobiasError {
    if (outcome === 'overflow') return this.failure('TOO_MANY_REQUESTS', `${request}: too many requests wait`);
    if (outcome === 'ended') return this.failure(this.#ended?.code ?? 'CLOSED', `${request}: the session ended first`, this.#ended);
    return new NanobiasError('TIMEOUT', `${request} was not answered: whether it took effect is not known`, {
      outputMayBeOn: outputUnheard(this.#belief), deviceTime_s: s_from_us(this.#session.device_time_us),
    });
  }

  #aborted(request: string, signal: AbortSignal | undefined): NanobiasError {
    return this.failure('ABORTED', `${request} was given up`, signal?.reason);
  }

  #unencodable(request: string, error: unknown): NanobiasError {
    if (!(error instanceof CodecError)) throw error;
    const value = typeof error.value === 'number' ? error.value : undefined;
    const code = error.code === 'out_of_range' ? 'OUT_OF_RANGE' : 'INVALID_ARGUMENT';
    return new NanobiasError(code, `${request}: ${error.message}`, {
      outputMayBeOn: this.outputMayBeOn(), field: error.field, value, limit_min: error.min, limit_max: error.max, origin: 'schema', cause: error,
    });
  }
}

function assertNever(effect: never): never {
  throw new TypeError(`an effect of no known kind: ${JSON.stringify(effect)}`);
}
