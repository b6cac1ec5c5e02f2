import type { Arena } from '../kernel/arena.ts';
import type { Digest } from '../kernel/digest.ts';
import type { Port } from './registers.ts';

export const RECEIVE_BYTES_MAX = 4096;
export const SEND_BYTES_MAX = 16_384;

const FIRST = 0;
const COUNT = 1;

/** Hosts at a time: the register that shows them has a bit for each. */
export const PORTS_MAX = 4;

/** Bytes in the order of their arrival, in a ring of fixed size. */
class ByteRing {
  readonly #bytes: Uint8Array;
  readonly #state: Int32Array;

  constructor(arena: Arena, name: string, size_bytes: number) {
    this.#bytes = arena.u8(name, size_bytes);
    this.#state = arena.i32(`${name}_state`, 2);
  }

  get count_bytes(): number {
    return this.#state[COUNT]!;
  }

  get room_bytes(): number {
    return this.#bytes.length - this.#state[COUNT]!;
  }

  /** Appends what the caller knows to fit. */
  append(bytes: Uint8Array, length_bytes: number): void {
    const size_bytes = this.#bytes.length;
    const start = (this.#state[FIRST]! + this.#state[COUNT]!) % size_bytes;
    const head_bytes = Math.min(length_bytes, size_bytes - start);
    this.#bytes.set(bytes.subarray(0, head_bytes), start);
    if (head_bytes < length_bytes) this.#bytes.set(bytes.subarray(head_bytes, length_bytes), 0);
    this.#state[COUNT] = this.#state[COUNT]! + length_bytes;
  }

  /** Moves the oldest bytes out, as many as fit. */
  take(into: Uint8Array): number {
    const size_bytes = this.#bytes.length;
    const length_bytes = Math.min(into.length, this.#state[COUNT]!);
    const first = this.#state[FIRST]!;
    const head_bytes = Math.min(length_bytes, size_bytes - first);
    into.set(this.#bytes.subarray(first, first + head_bytes), 0);
    if (head_bytes < length_bytes) into.set(this.#bytes.subarray(0, length_bytes - head_bytes), head_bytes);
    this.#state[FIRST] = (first + length_bytes) % size_bytes;
    this.#state[COUNT] = this.#state[COUNT]! - length_bytes;
    return length_bytes;
  }

  clear(): void {
    this.#state[COUNT] = 0;
  }
}

/** What the wire behind the port allows. */
export type LinkBounds = Pick<Port, 'link_bytes_per_s' | 'samplesPayload_bytes_max'>;

/** Something that comes to a port from the link. */
export type PortInput =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'presence'; readonly isPresent: boolean }
  /** So many bytes of output were taken away. */
  | { readonly kind: 'taken'; readonly taken_bytes: number };

/** Which of the ports this is, and the word that has a bit for the host of each. */
interface PortPlace {
  readonly index: number;
  readonly presence: Int32Array;
}

/** The word of the board in which every port shows its host. */
export function claimPresence(arena: Arena): Int32Array {
  return arena.i32('port.presence');
}

/** The byte side of the board. The firmware sees `Port`; the link's end of it is for the harness alone. */
export class BoardPort implements Port {
  readonly link_bytes_per_s?: number;
  readonly samplesPayload_bytes_max?: number;
  /** Is told what comes from the link, before it has come. */
  hear: ((input: PortInput) => void) | undefined;
  readonly #received: ByteRing;
  readonly #sent: ByteRing;
  readonly #presence: Int32Array;
  readonly #bit: number;
  readonly #bytesIn: Digest;
  readonly #bytesOut: Digest;

  constructor(arena: Arena, { bytesIn, bytesOut }: { bytesIn: Digest; bytesOut: Digest }, link: LinkBounds = {}, place: PortPlace = { index: 0, presence: claimPresence(arena) }) {
    if (link.link_bytes_per_s !== undefined) this.link_bytes_per_s = link.link_bytes_per_s;
    if (link.samplesPayload_bytes_max !== undefined) this.samplesPayload_bytes_max = link.samplesPayload_bytes_max;
    const name = place.index === 0 ? 'port' : `port_${place.index}`;
    this.#received = new ByteRing(arena, `${name}.received`, RECEIVE_BYTES_MAX);
    this.#sent = new ByteRing(arena, `${name}.sent`, SEND_BYTES_MAX);
    this.#presence = place.presence;
    this.#bit = 1 << place.index;
    this.#bytesIn = bytesIn;
    this.#bytesOut = bytesOut;
  }

  get received_bytes(): number {
    return this.#received.count_bytes;
  }

  read(into: Uint8Array): number {
    return this.#received.take(into);
  }

  get room_bytes(): number {
    return this.#sent.room_bytes;
  }

  /** Bytes that nobody listens to leave the wire all the same. */
  write(bytes: Uint8Array, length_bytes: number): boolean {
    if (!(0 <= length_bytes && length_bytes <= bytes.length && length_bytes <= this.#sent.room_bytes)) return false;
    this.#bytesOut.absorbBytes(bytes, length_bytes);
    if (this.isHostPresent) this.#sent.append(bytes, length_bytes);
    return true;
  }

  discard(): void {
    this.#sent.clear();
  }

  /** The processor was reset: what it had queued, and what it had not read, is gone. */
  forget(): void {
    this.#sent.clear();
    this.#received.clear();
  }

  /** Link side: bytes arrive; returns how many found room. */
  receive(bytes: Uint8Array): number {
    const length_bytes = Math.min(bytes.length, this.#received.room_bytes);
    if (length_bytes === 0) return 0;
    this.hear?.({ kind: 'bytes', bytes: bytes.slice(0, length_bytes) });
    this.#bytesIn.absorbBytes(bytes, length_bytes);
    this.#received.append(bytes, length_bytes);
    return length_bytes;
  }

  /** Link side: bytes that wait to be taken. */
  get output_bytes(): number {
    return this.#sent.count_bytes;
  }

  /** Link side: takes what is queued, all of it unless told. */
  takeOutput(bytes_max = Infinity): Uint8Array {
    const bytes = new Uint8Array(Math.min(bytes_max, this.#sent.count_bytes));
    this.drain(bytes);
    return bytes;
  }

  /** Link side: moves out what is queued, as much as fits; how many bytes. */
  drain(into: Uint8Array): number {
    this.hear?.({ kind: 'taken', taken_bytes: Math.min(into.length, this.#sent.count_bytes) });
    return this.#sent.take(into);
  }

  get isHostPresent(): boolean {
    return (this.#presence[0]! & this.#bit) !== 0;
  }

  /**
   * Link side: a host attaches or leaves. What a leaving host has sent last still arrives; the next one finds neither
   * that nor what was meant for the one before.
   */
  setHostPresent(isPresent: boolean): void {
    this.hear?.({ kind: 'presence', isPresent });
    this.#presence[0] = isPresent ? this.#presence[0]! | this.#bit : this.#presence[0]! & ~this.#bit;
    this.#sent.clear();
    if (isPresent) this.#received.clear();
  }
}
