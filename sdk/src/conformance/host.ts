import {
  Deframer, FrameKind, SAMPLES_PAYLOAD_BYTES_MAX, STOP_SEQUENCE, StatusCode, decodeEvent, decodeLinkMessage, decodeReply, decodeSampleBlock,
  deframerMemory, encodeFrame, encodeLinkMessage, encodeRequest, frameBytes_max, statusName,
} from '@nanobias/proto';
import type {
  BytePipe, Clock, DeframerCounts, Event, Frame, HelloAck, LinkMessage, OffResult, Reply, ReplyBody, RequestBody, SampleBlock, Snapshot,
} from '@nanobias/proto';
import { Finding, expect, hex, text } from './check.ts';

/** A frame as it came, with what it says. */
export interface Received {
  readonly kind: FrameKind;
  readonly session: number;
  readonly seq: number;
  readonly payload: Uint8Array;
  readonly at_us: number;
  readonly link?: LinkMessage;
  readonly reply?: Reply;
  readonly event?: Event;
  readonly block?: SampleBlock;
  /** Why the payload is no message of its kind. */
  readonly defect?: string;
}

/** How long an answer may take that waits for nothing: link and scheduling of a desktop included. */
export const REPLY_US = 1_500_000;
/** How long one may take that waits for a measurement, or for a switch that closes once a second. */
export const SLOW_REPLY_US = 4_000_000;
/** How long nothing must come before nothing is taken to come. */
export const SILENCE_US = 150_000;
const FRAMES_KEPT_MAX = 20_000;
const LOG_LINES_MAX = 6;

interface Waiter {
  readonly match: (received: Received) => boolean;
  readonly found: (received: Received | undefined) => void;
}

/** A host that says what it is told to, well-formed or not, and keeps all that comes. */
export class Host {
  readonly clock: Clock;
  readonly received: Received[] = [];
  readonly sent: string[] = [];
  session = 0;
  hello: HelloAck | undefined;
  /** Lease epoch of this session; 0 when it holds none. */
  lease_epoch = 0;
  received_bytes = 0;
  isClosed = true;
  /** Latest device time of a reply or HelloAck in the whole run, and how often one was earlier than that. */
  device_time_us = 0;
  backwards_count = 0;
  readonly #open: () => Promise<BytePipe>;
  readonly #openMore: (() => Promise<BytePipe>) | undefined;
  #pipe: BytePipe | undefined;
  #deframer = new Deframer(deframerMemory(SAMPLES_PAYLOAD_BYTES_MAX));
  readonly #seqs = new Map<number, number>();
  readonly #waiters = new Set<Waiter>();
  #request_id = 1000;
  #nonce = 0x1000;

  /** `openMore` opens another link beside the one that is open; absent where there is one. */
  constructor(open: () => Promise<BytePipe>, clock: Clock, openMore?: () => Promise<BytePipe>) {
    this.clock = clock;
    this.#open = open;
    this.#openMore = openMore;
  }

  /** A host at another link of the same controller; undefined where there is none. */
  another(): Host | undefined {
    return this.#openMore === undefined ? undefined : new Host(this.#openMore, this.clock);
  }

  /** Opens the link, anew if it was open. */
  async connect(): Promise<void> {
    await this.close();
    const pipe = await this.#open();
    this.#pipe = pipe;
    this.#deframer = new Deframer(deframerMemory(SAMPLES_PAYLOAD_BYTES_MAX));
    this.isClosed = false;
    this.session = 0;
    this.received_bytes = 0;
    pipe.onBytes((chunk) => {
      this.received_bytes += chunk.length;
      this.#deframer.push(chunk, (frame) => this.#take(frame));
    });
    pipe.onClose(() => {
      if (this.#pipe !== pipe) return;
      this.isClosed = true;
      for (const { found } of [...this.#waiters]) found(undefined);
    });
  }

  /** What became of the blocks that came. */
  get counts(): DeframerCounts {
    return this.#deframer.counts;
  }

  nextRequest_id(): number {
    this.#request_id += 1;
    return this.#request_id;
  }

  nextNonce(): number {
    this.#nonce += 1;
    return this.#nonce;
  }

  forget(): void {
    this.received.length = 0;
    this.sent.length = 0;
  }

  wait(delay_us: number): Promise<void> {
    return new Promise((resolve) => {
      this.clock.after(delay_us, resolve);
    });
  }

  sendBytes(bytes: Uint8Array): void {
    this.#note(`bytes ${hex(bytes)}`);
    // A pipe that is gone is noticed where something is waited for.
    if (!this.isClosed) this.#pipe?.write(bytes).catch(() => undefined);
  }

  /** A whole frame, with this session and the next number of its kind unless told. */
  frame(kind: FrameKind, payload: Uint8Array, { session = this.session, seq }: { readonly session?: number; readonly seq?: number } = {}): Uint8Array {
    const next = this.#seqs.get(kind) ?? 0;
    if (seq === undefined) this.#seqs.set(kind, next + 1);
    const into = new Uint8Array(frameBytes_max(payload.length));
    return into.subarray(0, encodeFrame(into, { kind, session, seq: seq ?? next }, payload));
  }

  sendLink(message: LinkMessage, session = this.session): void {
    this.sendBytes(this.frame(FrameKind.LINK, encodeLinkMessage(message), { session }));
    this.#note(`link ${text(message)}`);
  }

  /** Sends a request and does not wait; returns its id. */
  post(body: RequestBody, options: { readonly session?: number; readonly request_id?: number } = {}): number {
    const request_id = options.request_id ?? this.nextRequest_id();
    this.sendBytes(this.frame(FrameKind.CONTROL, encodeRequest({ request_id, body }), { session: options.session ?? this.session }));
    this.#note(`request ${request_id} ${text(body)}`);
    return request_id;
  }

  /** Sends a request and waits for its reply. @throws Finding when there is none */
  async request(body: RequestBody, { timeout_us = REPLY_US, request_id }: { readonly timeout_us?: number; readonly request_id?: number } = {}): Promise<Reply> {
    const id = this.post(body, request_id === undefined ? {} : { request_id });
    return (await this.reply(id, { timeout_us, what: body.kind })).reply;
  }

  /** Sends a payload of our own making in a CONTROL frame, and waits for the reply to the id that it carries. */
  async requestBytes(payload: Uint8Array, request_id: number): Promise<Reply> {
    this.sendBytes(this.frame(FrameKind.CONTROL, payload));
    this.#note(`request ${request_id} as ${hex(payload)}`);
    return (await this.reply(request_id, { what: 'it' })).reply;
  }

  async reply(request_id: number, { timeout_us = REPLY_US, what = 'request', from_index = 0 } = {}): Promise<Received & { readonly reply: Reply }> {
    const found = await this.until((received) => received.reply?.request_id === request_id && received.session === this.session, timeout_us, from_index);
    expect(found?.reply !== undefined, `a reply to ${what} within ${timeout_us / 1e6} s`, 'nothing');
    return found as Received & { readonly reply: Reply };
  }

  /** A reply of status OK with a body of this kind. */
  async ask<Kind extends ReplyBody['kind']>(body: RequestBody, kind: Kind, timeout_us = REPLY_US): Promise<Extract<ReplyBody, { readonly kind: Kind }>> {
    const reply = await this.request(body, { timeout_us });
    expect(reply.status.code === StatusCode.OK && reply.body?.kind === kind, `${body.kind} to be answered OK with ${kind}`, replyText(reply));
    return reply.body as Extract<ReplyBody, { readonly kind: Kind }>;
  }

  /** @throws Finding unless the reply has one of these codes */
  async refused(body: RequestBody, ...codes: StatusCode[]): Promise<Reply> {
    const reply = await this.request(body, { timeout_us: SLOW_REPLY_US });
    expect(codes.includes(reply.status.code), `${body.kind} to be refused with ${codes.map(statusName).join(' or ')}`, replyText(reply));
    return reply;
  }

  async snapshot(): Promise<Snapshot> {
    return this.ask({ kind: 'get_state' }, 'snapshot');
  }

  /** First frame from `from_index` on that matches, waited for; undefined when none came in time. */
  until(match: (received: Received) => boolean, timeout_us: number, from_index = 0): Promise<Received | undefined> {
    const past = this.received.slice(from_index).find(match);
    if (past !== undefined || this.isClosed) return Promise.resolve(past);
    return new Promise((resolve) => {
      const cancel = this.clock.after(timeout_us, () => waiter.found(undefined));
      const waiter: Waiter = {
        match,
        found: (received) => {
          cancel();
          this.#waiters.delete(waiter);
          resolve(received);
        },
      };
      this.#waiters.add(waiter);
    });
  }

  /** @throws Finding when a frame that matches comes */
  async never(match: (received: Received) => boolean, expected: string, from_index = 0): Promise<void> {
    const found = await this.until(match, SILENCE_US, from_index);
    if (found !== undefined) throw new Finding(expected, text(found.reply ?? found.link ?? found.event ?? found.payload));
  }

  /** A new session. @throws Finding when hello is not answered */
  async greet({ version_min = 1, version_max = 1 } = {}): Promise<HelloAck> {
    const nonce = this.nextNonce();
    this.sendLink({ kind: 'hello', version_min, version_max, nonce, client: 'conformance' }, 0);
    const found = await this.until(({ link }) => link?.kind === 'hello_ack' && link.nonce === nonce, REPLY_US);
    expect(found?.link?.kind === 'hello_ack', 'HelloAck with the nonce of the hello', 'nothing');
    const ack = found.link;
    if (ack.version !== 0) {
      this.hello = ack;
      this.session = ack.session;
      this.#seqs.clear();
      this.lease_epoch = 0;
    }
    return ack;
  }

  /** Sends the stop three times and waits for what was measured. */
  async stop(timeout_us = REPLY_US): Promise<OffResult | undefined> {
    const from_index = this.received.length;
    this.sendBytes(STOP_SEQUENCE);
    return offOf(await this.until(({ reply }) => reply?.request_id === 0 && reply.body?.kind === 'off_result', timeout_us, from_index));
  }

  async close(): Promise<void> {
    const pipe = this.#pipe;
    this.#pipe = undefined;
    this.isClosed = true;
    await pipe?.close();
  }

  /** What came last, for a report. */
  get cameLast(): string[] {
    return this.received.slice(-LOG_LINES_MAX).map(({ kind, seq, link, reply, event, block, defect }) => {
      const said = link ?? (reply && replyText(reply)) ?? event ?? (block && { ...block, data: undefined }) ?? defect;
      return `kind ${kind} seq ${seq}: ${text(said)}`;
    });
  }

  #take(frame: Frame): void {
    const { kind, session, seq } = frame;
    const payload = frame.payload.slice();
    const received: Received = { kind, session, seq, payload, at_us: this.clock.now_us(), ...saying(kind, payload) };
    if (this.received.length < FRAMES_KEPT_MAX) this.received.push(received);
    this.#watchTime(received);
    for (const waiter of [...this.#waiters]) if (waiter.match(received)) waiter.found(received);
  }

  #watchTime({ reply, link }: Received): void {
    const device_time_us = reply?.device_time_us ?? (link?.kind === 'hello_ack' ? link.device_time_us : undefined);
    // A kept reply repeats the time of its first sending: only what is new is held against the latest.
    if (device_time_us === undefined || this.#isRepeated(reply)) return;
    if (device_time_us < this.device_time_us) this.backwards_count += 1;
    this.device_time_us = device_time_us;
  }

  #isRepeated(reply: Reply | undefined): boolean {
    if (reply === undefined || reply.request_id === 0) return false;
    return this.received.filter((received) => received.reply?.request_id === reply.request_id).length > 1;
  }

  #note(line: string): void {
    this.sent.push(line);
    if (this.sent.length > LOG_LINES_MAX) this.sent.shift();
  }
}

export function offOf(received: Received | undefined): OffResult | undefined {
  const body = received?.reply?.body;
  return body?.kind === 'off_result' ? body : undefined;
}

export function replyText({ status, body }: Reply): string {
  return `${statusName(status.code)} ${text({ ...status, code: undefined, ...(body === undefined ? {} : { body }) })}`;
}

function saying(kind: FrameKind, payload: Uint8Array): Partial<Received> {
  switch (kind) {
    case FrameKind.CONTROL: {
      const decoded = decodeReply(payload);
      return decoded.ok ? { reply: decoded.value } : { defect: text(decoded.error) };
    }
    case FrameKind.LINK: {
      const decoded = decodeLinkMessage(payload);
      return decoded.ok ? { link: decoded.value } : { defect: text(decoded.error) };
    }
    case FrameKind.EVENT: {
      const decoded = decodeEvent(payload);
      return decoded.ok ? { event: decoded.value } : { defect: text(decoded.error) };
    }
    case FrameKind.SAMPLES: {
      const decoded = decodeSampleBlock(payload);
      return decoded.ok ? { block: decoded.value } : { defect: text(decoded.error) };
    }
    case FrameKind.STOP:
      return { defect: 'a STOP frame from a controller' };
  }
}
