/** Bounds of a session. Times in microseconds of the host's clock. */
export interface SessionBounds {
  /** Waits after each hello; their number is the number of hellos. A new nonce each: only the answer to the last one counts. */
  readonly hello_us: readonly number[];
  /** Wait for a reply before the same request is sent again. */
  readonly reply_us: number;
  readonly attempts_max: number;
  /** Requests that may wait for a place in the window. */
  readonly waiting_max: number;
  /** Nothing answered for so long: ping. */
  readonly ping_us: number;
  /** Nothing answered for so long: the link is called silent. */
  readonly silent_us: number;
  /** Nothing answered for so long: the link is given up. */
  readonly lost_us: number;
}

export const sessionBounds: SessionBounds = {
  hello_us: [250_000, 500_000, 1_000_000, 2_000_000],
  // The 512 B that may be unacknowledged take 44 ms at 115,200 baud, a sample frame in the way 24 ms.
  reply_us: 300_000,
  attempts_max: 4,
  waiting_max: 64,
  ping_us: 1_000_000,
  silent_us: 3_000_000,
  lost_us: 30_000_000,
};

/**
 * Bytes of requests that may lie between the two sides without an answer. Kernel buffers cannot be overtaken, so on a UART
 * they bound how late a stop arrives: 512 B are 44 ms at 115,200 baud. Of these 128 B are kept for a ping and three renewals.
 */
export const unacknowledged_bytes_max = { uart: 384, fast: 4096 } as const;
/** A link that negotiates sample frames of this length or less is taken for a UART. */
export const uart_frame_bytes_max = 256;
