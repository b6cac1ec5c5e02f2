import type { OffMeasurement } from './contract.ts';

/** What every failure at the SDK's door says about the output: was it proved off, is it on as far as is known, or neither. */
export type OutputMayBeOn = true | false | 'unknown';

type Band = 'link' | 'request' | 'state' | 'trip' | 'internal';

// Every code with its band and whether the same call may be made again as it is. The bands say what the caller should do:
// link, try again; request, correct it; state, read the state again; trip, acknowledge it; internal, report it.
const errorCodes = {
  // Refusals of the controller, one for each status code.
  /** The controller has no place for the request now. */
  BUSY: { band: 'link', retryable: true },
  /** As many requests of this kind wait in the controller as it can hold. */
  QUEUE_FULL: { band: 'link', retryable: true },
  /** The controller could not decode the request. */
  MALFORMED: { band: 'request', retryable: false },
  /** A field lies outside what the schema permits; this side refuses most before they are sent. */
  OUT_OF_RANGE: { band: 'request', retryable: false },
  /** The controller is older than this host and does not know a field that it must not ignore. */
  UNKNOWN_FIELD: { band: 'request', retryable: false },
  /** A field without a default is missing. */
  MISSING_FIELD: { band: 'request', retryable: false },
  /** The controller does not have this feature; `capabilities.features` says which it has. */
  UNIMPLEMENTED: { band: 'request', retryable: false },
  /** The two sides have no version of the protocol in common. */
  UNSUPPORTED_VERSION: { band: 'request', retryable: false },
  /** A set-point, slew or step lies beyond the limits in force; nothing was clamped, nothing has moved. */
  BEYOND_LIMIT: { band: 'request', retryable: false },
  /** A cap lies beyond what the comparators of layer 0 are strapped to. */
  BEYOND_STRAP: { band: 'request', retryable: false },
  /** A limit would trip on the noise of its own channel. */
  LIMIT_BELOW_NOISE: { band: 'request', retryable: false },
  /** A lower bound lies above its upper bound. */
  LIMITS_NOT_ORDERED: { band: 'request', retryable: false },
  /** What is named by its digest is not what the controller holds. */
  DIGEST_MISMATCH: { band: 'request', retryable: false },
  /** The channel or the link does not carry this rate; `limit_max` is the highest that fits. */
  RATE_TOO_HIGH: { band: 'request', retryable: false },
  /** The stream has ended, or was never granted. */
  UNKNOWN_STREAM: { band: 'request', retryable: false },
  /** The bias would put more field across the thinnest LiPON than is permitted. */
  FIELD_TOO_HIGH: { band: 'request', retryable: false },
  /** The mode does not permit this; the state says which it is. */
  WRONG_MODE: { band: 'state', retryable: false },
  /** The output was opened since this command was made out: it is of an earlier time of holding it. */
  STALE_EPOCH: { band: 'state', retryable: false },
  /** The command arrived after the time up to which it was good. */
  EXPIRED: { band: 'state', retryable: false },
  /** Only who holds the lease may do this. */
  LEASE_REQUIRED: { band: 'state', retryable: false },
  /** Another host holds the lease. */
  LEASE_HELD: { band: 'state', retryable: true },
  /** The arm token was used, has expired or is of another time. */
  TOKEN_INVALID: { band: 'state', retryable: false },
  /** Limits may only be tightened while the output is armed or on. */
  LOOSENING: { band: 'state', retryable: false },
  /** The specimen is not at rest behind the open switch, or not at the voltage that was measured at arming. */
  HOT_CONNECT: { band: 'state', retryable: false },
  /** The cell lies the other way round in the holder than the limits declare. */
  WRONG_SIGN: { band: 'state', retryable: false },
  /** The request names a session that the controller has replaced. */
  STALE_SESSION: { band: 'state', retryable: false },
  /** The controller does not hold the program whole, or this output has none. */
  PROGRAM_INCOMPLETE: { band: 'state', retryable: false },
  /** Limits were not committed yet. */
  LIMITS_NOT_COMMITTED: { band: 'state', retryable: false },
  /** This needs the output off. */
  OUTPUT_ON: { band: 'state', retryable: false },
  /** A part of the test in front of arming failed; `field` names it. */
  SELF_TEST_FAILED: { band: 'state', retryable: true },
  /** The calibration of a channel is missing or out of date. */
  NOT_CALIBRATED: { band: 'state', retryable: false },
  /** The interlock line is open. */
  INTERLOCK_OPEN: { band: 'state', retryable: true },
  /** An interlock has opened the output; `tripCause`, `value` and `limit` say why. */
  TRIPPED: { band: 'trip', retryable: false },
  /** A fault can't be acknowledged while its cause is present, and for a second after. */
  CAUSE_PRESENT: { band: 'trip', retryable: true },
  /** The acknowledge names other faults than those that are latched. */
  WRONG_FAULT: { band: 'trip', retryable: false },
  /** A fault that only the button on the instrument clears. */
  HARD_FAULT: { band: 'trip', retryable: false },
  /** The controller found a defect in itself. */
  INTERNAL: { band: 'internal', retryable: false },

  // Found on this side.
  /** NaN, an infinity, or a value that its scaled integer cannot hold. */
  INVALID_ARGUMENT: { band: 'request', retryable: false },
  /** The caller's signal. */
  ABORTED: { band: 'state', retryable: true },
  /** No reply after every attempt: whether a command took effect is not known. */
  TIMEOUT: { band: 'link', retryable: true },
  /** More requests wait than the bound permits. */
  TOO_MANY_REQUESTS: { band: 'link', retryable: true },
  /** Nobody answered the hello. */
  NO_ANSWER: { band: 'link', retryable: true },
  /** Host and controller were built from different schemas. */
  SCHEMA_MISMATCH: { band: 'request', retryable: false },
  /** The peer broke the protocol. */
  PROTOCOL: { band: 'internal', retryable: false },
  /** The link is gone. Whether commands in flight took effect is not known. */
  LINK_LOST: { band: 'link', retryable: true },
  /** The controller no longer knows this session: it was restarted, or another host said hello. */
  SESSION_LOST: { band: 'link', retryable: true },
  /** This side closed the device. */
  CLOSED: { band: 'state', retryable: false },
  /** The lease was not renewed in time, or was taken. */
  LEASE_LOST: { band: 'state', retryable: true },
  /** Somebody sent a stop, or opened the output by other means. */
  OUTPUT_OPENED: { band: 'state', retryable: true },
  /** This host already has an output scope. */
  OUTPUT_IN_USE: { band: 'state', retryable: true },
  /** The controller echoed limits or a program that differ from what was sent. */
  ECHO_MISMATCH: { band: 'internal', retryable: false },
  /** The output was told to open, and no measurement shows that it did. */
  OFF_NOT_MEASURED: { band: 'trip', retryable: true },
  /** Samples are missing from a stream that was asked to fail then. */
  SAMPLES_LOST: { band: 'link', retryable: true },
  /** A consumer of a stream threw. */
  CONSUMER_FAILED: { band: 'internal', retryable: false },
  /** There is no such port, or nobody listens at the address. */
  PORT_NOT_FOUND: { band: 'link', retryable: true },
  /** Another program has the port open. */
  PORT_BUSY: { band: 'link', retryable: true },
  /** The port or socket could not be opened for another reason. */
  PORT_FAILED: { band: 'link', retryable: true },
} as const satisfies Readonly<Record<string, { readonly band: Band; readonly retryable: boolean }>>;

/** The closed union that callers branch on. */
export type ErrorCode = keyof typeof errorCodes;

/** Where the number that refused a request comes from. */
export type RefusalOrigin = 'schema' | 'limits' | 'field' | 'window' | 'strap' | 'noise' | 'board' | 'host';

/** What a failure is told with beside code and message. */
export interface ErrorDetails {
  readonly outputMayBeOn: OutputMayBeOn;
  readonly deviceTime_s?: number | undefined;
  /** The field that was refused, in the unit of its name. */
  readonly field?: string | undefined;
  readonly value?: number | undefined;
  readonly limit_min?: number | undefined;
  readonly limit_max?: number | undefined;
  readonly origin?: RefusalOrigin | undefined;
  readonly tripCause?: string | undefined;
  readonly off?: OffMeasurement | undefined;
  readonly cause?: unknown;
}

/** The one class of failures at the SDK's door; callers branch on `code`, never on the message. */
export class NanobiasError extends Error {
  override readonly name = 'NanobiasError';
  readonly code: ErrorCode;
  readonly band: Band;
  readonly retryable: boolean;
  readonly outputMayBeOn: OutputMayBeOn;
  readonly deviceTime_s?: number;
  readonly field?: string;
  readonly value?: number;
  /** The bound that the value passed; where both bounds are known, the nearer one. */
  readonly limit?: number;
  readonly limit_min?: number;
  readonly limit_max?: number;
  readonly origin?: RefusalOrigin;
  /** Of a trip: the cause that the controller latched. */
  readonly tripCause?: string;
  /** What was measured once the switch had been told to open, where an output scope ended by this failure. */
  readonly off?: OffMeasurement;

  constructor(code: ErrorCode, message: string, details: ErrorDetails) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.band = errorCodes[code].band;
    this.retryable = errorCodes[code].retryable;
    this.outputMayBeOn = details.outputMayBeOn;
    if (details.deviceTime_s !== undefined) this.deviceTime_s = details.deviceTime_s;
    if (details.field !== undefined) this.field = details.field;
    if (details.value !== undefined) this.value = details.value;
    if (details.limit_min !== undefined) this.limit_min = details.limit_min;
    if (details.limit_max !== undefined) this.limit_max = details.limit_max;
    const limit = passedBound(details);
    if (limit !== undefined) this.limit = limit;
    if (details.origin !== undefined) this.origin = details.origin;
    if (details.tripCause !== undefined) this.tripCause = details.tripCause;
    if (details.off !== undefined) this.off = details.off;
  }

  /** The same failure, with what has been learnt of the output since. */
  knowing(outputMayBeOn: OutputMayBeOn, off = this.off): NanobiasError {
    if (outputMayBeOn === this.outputMayBeOn && off === this.off) return this;
    return new NanobiasError(this.code, this.message, {
      outputMayBeOn, deviceTime_s: this.deviceTime_s, field: this.field, value: this.value, limit_min: this.limit_min, limit_max: this.limit_max,
      origin: this.origin, tripCause: this.tripCause, off, cause: this.cause,
    });
  }
}

function passedBound({ value, limit_min, limit_max }: ErrorDetails): number | undefined {
  if (limit_min === undefined || limit_max === undefined || value === undefined) return limit_max ?? limit_min;
  return value < limit_min ? limit_min : limit_max;
}

/** Whether a name is one of the closed union. */
export function isErrorCode(name: string): name is ErrorCode {
  return Object.hasOwn(errorCodes, name);
}
