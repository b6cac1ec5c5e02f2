/** Where the bytes of a recording go. The application supplies it: a file, a socket, a buffer. */
export interface RecordingSink {
  /** Resolves once all bytes are taken; the array belongs to the writer again afterwards. */
  write(bytes: Uint8Array): Promise<void>;
  /** Ends the file; nothing may be written after it. */
  close(): Promise<void>;
}

/** `OVERRUN`: the sink is slower than the experiment. `SINK_FAILED`: it refused bytes. `CLOSED`: written to after its end. */
export type RecordingErrorCode = 'OVERRUN' | 'SINK_FAILED' | 'CLOSED';

/** A recording that cannot go on. What was written before stays readable up to its last whole chunk. */
export class RecordingError extends Error {
  override readonly name = 'RecordingError';
  readonly code: RecordingErrorCode;

  constructor(code: RecordingErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}
