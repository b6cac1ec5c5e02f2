/**
 * The three types at which everything meets: bytes, time and chance.
 *
 * The SDK takes all three from outside; the simulator hands out all three. Neither knows the other.
 */

/** An ordered stream of bytes in both directions; it may split and merge, never reorder. */
export interface BytePipe {
  /**
   * Queues bytes for sending; they are copied before the call returns.
   * Resolves once the next layer has taken them, rejects when the pipe is closed.
   */
  write(bytes: Uint8Array): Promise<void>;
  /** Bytes queued by `write` and not yet taken by the next layer. */
  readonly pending_bytes: number;
  /** Sets the one receiver. The chunk is only valid during the call. */
  onBytes(receive: (chunk: Uint8Array) => void): void;
  /** Called once, when the pipe is gone; `reason` is absent when this side closed it. */
  onClose(closed: (reason?: string) => void): void;
  /** Gives the line back; may be called again. */
  close(): Promise<void>;
  /** What the pipe leads to, for people: `pty:…`, `tcp:…`, `in process`. */
  readonly label: string;
}

/** Takes a timer back. Idempotent. */
export type CancelTimer = () => void;

/** Monotonic time and timers. */
export interface Clock {
  /** Microseconds from an arbitrary start, never decreasing; an integer. */
  now_us(): number;
  /** Calls back once, `delay_us` from now or later. */
  after(delay_us: number, callback: () => void): CancelTimer;
  /** Holds virtual time while real input or output is under way; real clocks pass the promise through. */
  outside<T>(work: Promise<T>): Promise<T>;
}

/** Chance for nonces, sessions and epochs. */
export interface Entropy {
  /** A uniform integer from 0 to 2^32 - 1. */
  uint32(): number;
}
