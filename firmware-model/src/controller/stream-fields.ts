/** Fields of a stream that only its blocks need. */
export const STREAM = {
  CHANNEL: 0, ENCODING: 1, CREDIT_BYTES: 2, FIRST_SAMPLE: 3, FIRST_TIME_us: 4, BLOCK_SEQ: 5, LOST_BEFORE: 6, SENT_TOTAL: 7,
  LOST_TOTAL: 8, FLAGS: 9, RANGE: 10, RATE_Hz: 11, DECIMATION: 12, BLOCK_SAMPLES: 13,
  /** Points that wait for their block, and where the run of samples began that will be the next one. */
  POINT_COUNT: 14, RUN_SAMPLE: 15, RUN_TIME_us: 16,
} as const;

export const STREAM_FIELDS = 17;
