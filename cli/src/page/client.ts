import type { RawData, WebSocket } from 'ws';
import type { AnswerMessage, ClientMessage, EventsMessage, Hello, ServerMessage, TraceHead } from '../browser/messages.ts';
import { clientMessage } from './request.ts';
import type { Observed, PageControls } from './observed.ts';

/** With more than this waiting for a client it is told nothing but what becomes of its stop. One that reads nothing is soon gone: it answers no ping. */
const WAITING_BYTES_MAX = 1_048_576;
/** Requests a second, and at once: thrice what a page that is being dragged about asks for. */
const REQUESTS_PER_S = 120;
const REQUESTS_BURST = 240;
/** Requests beyond the rate before a client that does not listen is closed. */
const EXCESS_MAX = 1000;
/** Of requests that ask the controller; stops are not among them. */
const WORK_MAX = 4;

const STATUS = { policy: 1008 } as const;

export interface ClientParts {
  readonly socket: WebSocket;
  readonly hello: Hello;
  readonly observed: Observed;
  readonly controls: PageControls;
  /** Milliseconds, for the rate of requests. */
  readonly now_ms: () => number;
}

/** One page that is open, and what it may ask for. */
export class Client {
  readonly #parts: ClientParts;
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });
  #allowance = REQUESTS_BURST;
  #allowed_ms: number;
  #excess_count = 0;
  #work_count = 0;
  #events_count = 0;
  #stopping: Promise<readonly string[]> | undefined;
  #film_us = -1;
  #isAlive = true;

  constructor(parts: ClientParts) {
    this.#parts = parts;
    this.#allowed_ms = parts.now_ms();
    const { socket, hello } = parts;
    // A socket that failed is closed, which is where it is dealt with.
    socket.on('error', () => undefined);
    socket.on('pong', () => {
      this.#isAlive = true;
    });
    socket.on('message', (data, isBinary) => {
      if (isBinary) socket.close(STATUS.policy, 'text alone');
      else this.#take(data);
    });
    this.#send(hello);
  }

  /** Asks for a sign of life; a client that gave none since the last time is gone. */
  check(): void {
    const { socket } = this.#parts;
    if (!this.#isAlive) {
      socket.terminate();
      return;
    }
    this.#isAlive = false;
    socket.ping();
  }

  /** Tells what is new; a client that lags behind is told the next time. */
  update(speed: number): void {
    const { socket, observed } = this.#parts;
    if (socket.bufferedAmount > WAITING_BYTES_MAX) return;
    const state = observed.stateMessage(speed);
    if (state !== undefined) this.#send(state);
    const news = observed.events_count - this.#events_count;
    if (news > 0) {
      this.#events_count = observed.events_count;
      const events = observed.lines(news);
      if (events.length > 0) this.#send({ kind: 'events', events } satisfies EventsMessage);
    }
    const film = observed.latestFilm;
    if (film !== undefined && film.device_time_us !== this.#film_us) {
      this.#film_us = film.device_time_us;
      this.#send(film);
    }
  }

  /** Tells how the interlocks stand. */
  updateRows(): void {
    const { socket, observed } = this.#parts;
    if (socket.bufferedAmount <= WAITING_BYTES_MAX) this.#send(observed.rowsMessage());
  }

  #take(data: RawData): void {
    const message = this.#read(data);
    if (message?.kind === 'stop') {
      void this.#stop(message.id);
      return;
    }
    if (!this.#isAllowed()) return;
    if (message === undefined) {
      this.#parts.socket.close(STATUS.policy, 'no message of this page');
      return;
    }
    this.#serve(message);
  }

  #read(data: RawData): ClientMessage | undefined {
    try {
      return clientMessage(this.#decoder.decode(data as Buffer));
    } catch {
      return undefined;
    }
  }

  /** A rate with a burst; what is beyond it is dropped, and a client that goes on and on is closed. */
  #isAllowed(): boolean {
    const now_ms = this.#parts.now_ms();
    this.#allowance = Math.min(REQUESTS_BURST, this.#allowance + ((now_ms - this.#allowed_ms) / 1000) * REQUESTS_PER_S);
    this.#allowed_ms = now_ms;
    if (this.#allowance >= 1) {
      this.#allowance -= 1;
      this.#excess_count = 0;
      return true;
    }
    this.#excess_count += 1;
    if (this.#excess_count > EXCESS_MAX) this.#parts.socket.close(STATUS.policy, 'too many requests');
    return false;
  }

  #serve(message: Exclude<ClientMessage, { readonly kind: 'stop' }>): void {
    const { observed, controls } = this.#parts;
    switch (message.kind) {
      case 'query':
        this.#trace(message);
        break;
      case 'explain':
        void this.#answer(message.id, async () => {
          const event = observed.eventOf(message.seq);
          return event === undefined ? ['this event is no longer kept'] : controls.explain(event);
        });
        break;
      case 'inject':
        void this.#answer(message.id, async () => {
          if (controls.inject === undefined) throw new RangeError('nothing can be injected here');
          controls.inject(message.fault_id, message.numbers);
          return [message.fault_id === 'none' ? 'faults taken back, as far as they can be' : `injected ${message.fault_id}`];
        });
        break;
      default:
        assertNever(message);
    }
  }

  /** Never refused for its rate or the lease; a second press while one is under way is told what becomes of the first. */
  async #stop(id: number): Promise<void> {
    try {
      this.#stopping ??= this.#parts.controls.stop();
      this.#send({ kind: 'answer', id, is_ok: true, lines: await this.#stopping });
    } catch (error) {
      this.#send({ kind: 'answer', id, is_ok: false, lines: [textOf(error)] });
    } finally {
      this.#stopping = undefined;
    }
  }

  async #answer(id: number, work: () => Promise<readonly string[]>): Promise<void> {
    if (this.#parts.socket.bufferedAmount > WAITING_BYTES_MAX) return;
    if (this.#work_count >= WORK_MAX) {
      this.#send({ kind: 'answer', id, is_ok: false, lines: ['busy: ask again'] });
      return;
    }
    this.#work_count += 1;
    try {
      this.#send({ kind: 'answer', id, is_ok: true, lines: await work() });
    } catch (error) {
      this.#send({ kind: 'answer', id, is_ok: false, lines: [textOf(error)] });
    } finally {
      this.#work_count -= 1;
    }
  }

  #trace({ id, channel, from_us, to_us, points }: Extract<ClientMessage, { readonly kind: 'query' }>): void {
    const { socket, observed } = this.#parts;
    if (socket.bufferedAmount > WAITING_BYTES_MAX) return;
    const { min, max, mean, from_us: first_us, step_us } = observed.traces.of(channel).query({ from_us, to_us, points });
    const head: TraceHead = { id, channel, from_us: first_us, step_us, count: min.length };
    const text = Buffer.from(JSON.stringify(head), 'utf8');
    const length = Buffer.alloc(4);
    length.writeUInt32LE(text.length);
    socket.send(Buffer.concat([length, text, ...[min, max, mean].map(({ buffer }) => Buffer.from(buffer))]));
  }

  #send(message: ServerMessage | AnswerMessage): void {
    const { socket } = this.#parts;
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
  }
}

function assertNever(message: never): never {
  throw new TypeError(`a message of no known kind: ${JSON.stringify(message)}`);
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
