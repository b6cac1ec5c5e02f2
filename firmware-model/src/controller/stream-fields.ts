/** Fields of a stream that only its blocks need. */
export const STREAM = {
  CHANNEL: 0, ENCODING: 1, CREDIT_BYTES: 2, FIRST_SAMPLE: 3, FIRST_TIME_us: 4, BLOCK_SEQ: 5, LOST_BEFORE: 6, SENT_TOTAL: 7,
  LOST_TOTAL: 8, FLAGS: 9, RANGE: 10, RATE_Hz: 11,
} as const;

export const STREAM_FIELDS = 12;
