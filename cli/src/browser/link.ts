import { PROTOCOL, TOKEN_PREFIX } from './messages.ts';
import type { AnswerMessage, ClientMessage, ServerMessage, TraceHead, TraceName } from './messages.ts';

/** A stretch of a history as it came. */
export interface Trace {
  readonly channel: TraceName;
  readonly from_us: number;
  readonly step_us: number;
  readonly min: Float32Array;
  readonly max: Float32Array;
  readonly mean: Float32Array;
}

export interface LinkEvents {
  readonly onMessage: (message: ServerMessage) => void;
  readonly onOpen: () => void;
  readonly onLost: (reason: string) => void;
}

type Ask<K extends ClientMessage['kind']> = Omit<Extract<ClientMessage, { readonly kind: K }>, 'kind' | 'id'>;

/** After this the answer to a question is no longer waited for. */
const ANSWER_MS_MAX = 10_000;
const RETRY_MS = 1000;

/** The socket to the server that this page came from. It comes back by itself, and asks nothing anew. */
export class Link {
  readonly #events: LinkEvents;
  readonly #token: string;
  readonly #traces = new Map<number, (trace: Trace | undefined) => void>();
  readonly #answers = new Map<number, (answer: AnswerMessage) => void>();
  #socket: WebSocket | undefined;
  #id = 0;

  constructor(token: string, events: LinkEvents) {
    this.#token = token;
    this.#events = events;
    this.#open();
  }

  /** Resolves with undefined where there is no answer to be had. */
  query(window: Ask<'query'>): Promise<Trace | undefined> {
    return new Promise((resolve) => {
      const id = this.#send({ kind: 'query', ...window });
      if (id === undefined) resolve(undefined);
      else this.#await(this.#traces, id, resolve, undefined);
    });
  }

  stop(): Promise<AnswerMessage> {
    return this.#ask({ kind: 'stop' });
  }

  explain(seq: number): Promise<AnswerMessage> {
    return this.#ask({ kind: 'explain', seq });
  }

  inject(fault: Ask<'inject'>): Promise<AnswerMessage> {
    return this.#ask({ kind: 'inject', ...fault });
  }

  #ask(message: DistributiveOmit<ClientMessage, 'id'>): Promise<AnswerMessage> {
    return new Promise((resolve) => {
      const id = this.#send(message);
      const lost = (what: string): AnswerMessage => ({ kind: 'answer', id: id ?? -1, is_ok: false, lines: [what] });
      if (id === undefined) resolve(lost('NOT SENT: the page has no connection to its server'));
      else this.#await(this.#answers, id, resolve, lost('no answer came'));
    });
  }

  #await<T>(waiting: Map<number, (value: T) => void>, id: number, resolve: (value: T) => void, otherwise: T): void {
    const timer = setTimeout(() => {
      waiting.delete(id);
      resolve(otherwise);
    }, ANSWER_MS_MAX);
    waiting.set(id, (value) => {
      waiting.delete(id);
      clearTimeout(timer);
      resolve(value);
    });
  }

  #send(message: DistributiveOmit<ClientMessage, 'id'>): number | undefined {
    if (this.#socket?.readyState !== WebSocket.OPEN) return undefined;
    this.#id += 1;
    this.#socket.send(JSON.stringify({ ...message, id: this.#id }));
    return this.#id;
  }

  #open(): void {
    const socket = new WebSocket(`ws://${location.host}/live`, [PROTOCOL, `${TOKEN_PREFIX}${this.#token}`]);
    let wasOpen = false;
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => {
      wasOpen = true;
      this.#events.onOpen();
    };
    socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => {
      if (typeof data === 'string') this.#take(JSON.parse(data) as ServerMessage);
      else this.#takeTrace(data);
    };
    socket.onclose = () => {
      this.#socket = undefined;
      this.#events.onLost(wasOpen ? 'the page has lost its server' : 'the server does not take this page: open the address that it printed');
      for (const [id, answered] of [...this.#answers]) answered({ kind: 'answer', id, is_ok: false, lines: ['the connection was lost: what became of it is not known'] });
      for (const traced of [...this.#traces.values()]) traced(undefined);
      setTimeout(() => this.#open(), RETRY_MS);
    };
    this.#socket = socket;
  }

  #take(message: ServerMessage): void {
    if (message.kind === 'answer') this.#answers.get(message.id)?.(message);
    else this.#events.onMessage(message);
  }

  #takeTrace(data: ArrayBuffer): void {
    const head_bytes = new DataView(data).getUint32(0, true);
    const { id, channel, from_us, step_us, count } = JSON.parse(new TextDecoder().decode(new Uint8Array(data, 4, head_bytes))) as TraceHead;
    // A view of floats must begin at a multiple of four: the columns are copied out.
    const column = (index: number): Float32Array => new Float32Array(data.slice(4 + head_bytes + 4 * count * index, 4 + head_bytes + 4 * count * (index + 1)));
    this.#traces.get(id)?.({ channel, from_us, step_us, min: column(0), max: column(1), mean: column(2) });
  }
}

/** `Omit` of each member of a union. */
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
