/** Words of a session and of what went wrong around it. */
export const COMMS = {
  /** The one session that is served on this link; 0 when there is none. */
  SESSION: 0,
  HELLO_NONCE: 1,
  BOOT_ID: 2,
  IS_HOST_PRESENT: 3,
  /** Next number of a frame from the host, by kind; the first frame of a session sets it. */
  CONTROL_SEQ: 4,
  LINK_SEQ: 5,
  IS_CONTROL_SEQ_KNOWN: 6,
  IS_LINK_SEQ_KNOWN: 7,
  /** Frames of sessions that have been replaced. */
  STALE_SESSION_COUNT: 8,
  /** Payloads that were intact and no message. */
  MALFORMED_COUNT: 9,
  /** Frames that never arrived, by the gaps in their numbers. */
  MISSING_COUNT: 10,
  /** Damaged frames that were already reported. */
  REPORTED_ERROR_COUNT: 11,
  /** Newest event that this link's host was told. */
  EVENT_SENT_SEQ: 12,
  /** 1 while the frame that is handled bears a number that its kind has not passed: an older one is a replay, or came out of order. */
  IS_FRAME_NEW: 13,
} as const;

export const COMMS_WORD_COUNT = 14;
