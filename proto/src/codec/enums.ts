/** The enums of the schema. 0 is UNSPECIFIED and never permits anything; a test holds the numbers against the descriptor set. */

/** What became of a request, in bands by what the caller should do: 10 to 19 try again, 20 to 39 correct it, 40 to 69 read the state again, 70 to 89 acknowledge, 90 to 99 report it. */
export const StatusCode = {
  UNSPECIFIED: 0, OK: 1, BUSY: 10, QUEUE_FULL: 11, MALFORMED: 20, OUT_OF_RANGE: 21, UNKNOWN_FIELD: 22, MISSING_FIELD: 23,
  UNIMPLEMENTED: 24, UNSUPPORTED_VERSION: 25, BEYOND_LIMIT: 26, BEYOND_STRAP: 27, LIMIT_BELOW_NOISE: 28, LIMITS_NOT_ORDERED: 29,
  DIGEST_MISMATCH: 30, RATE_TOO_HIGH: 31, UNKNOWN_STREAM: 32, FIELD_TOO_HIGH: 33, WRONG_MODE: 40, STALE_EPOCH: 41, EXPIRED: 42,
  LEASE_REQUIRED: 43, LEASE_HELD: 44, TOKEN_INVALID: 45, LOOSENING: 46, HOT_CONNECT: 47, WRONG_SIGN: 48, STALE_SESSION: 49,
  PROGRAM_INCOMPLETE: 50, LIMITS_NOT_COMMITTED: 51, OUTPUT_ON: 52, SELF_TEST_FAILED: 53, NOT_CALIBRATED: 54,
  INTERLOCK_OPEN: 55, TRIPPED: 70, CAUSE_PRESENT: 71, WRONG_FAULT: 72, HARD_FAULT: 73, INTERNAL: 90,
} as const;
export type StatusCode = (typeof StatusCode)[keyof typeof StatusCode];

/** Where the number that refused a request comes from. */
export const LimitOrigin = { UNSPECIFIED: 0, SCHEMA: 1, LIMITS: 2, FIELD: 3, WINDOW: 4, STRAP: 5, NOISE: 6, BOARD: 7 } as const;
export type LimitOrigin = (typeof LimitOrigin)[keyof typeof LimitOrigin];

/** The mode of the controller. */
export const Mode = {
  UNSPECIFIED: 0, BOOT: 1, SELF_TEST: 2, SAFE: 3, LIMITS_SET: 4, ARMED: 5, ON: 6, RAMP_DOWN: 7, TRIPPED: 8, HARD_FAULT: 9,
} as const;
export type Mode = (typeof Mode)[keyof typeof Mode];

/** What the output does while the mode is ON. */
export const Activity = { UNSPECIFIED: 0, CHECK: 1, HOLD: 2, RAMP: 3, CURRENT: 4, PROGRAM: 5 } as const;
export type Activity = (typeof Activity)[keyof typeof Activity];

/** Why the output was opened or is held open. */
export const Cause = {
  UNSPECIFIED: 0, HARDWARE_OVER_VOLTAGE: 1, HARDWARE_UNDER_VOLTAGE: 2, OVER_VOLTAGE: 3, UNDER_VOLTAGE: 4, SLEW: 5,
  OVER_CURRENT: 6, EXCESS_CHARGE: 7, HARDWARE_OVER_CURRENT: 8, LEASE_LAPSED: 9, LINK_LOST: 10, HOST_STOP: 11, DISABLED: 12,
  BYE: 13, PROGRAM_END: 14, PROGRAM_ABORTED: 15, LIMIT_TIGHTENED: 16, HOT_CONNECT: 17, WRONG_SIGN: 18, STEP_REFUSED: 19,
  SPECIMEN_UNSOUND: 20, RESET: 21, ARM_EXPIRED: 22, SUSTAINED_CURRENT: 23, SHORT_CIRCUIT: 24, SOFT_BREAKDOWN: 25, OVER_DELITHIATION: 26,
  OVER_DISCHARGE: 27, REVERSAL: 28, CONTACT_LOST: 29, ADC_FROZEN: 30, SATURATED: 31, DAC_FAULT: 32, SENSE_OPEN: 33, SWITCH_WELDED: 34,
  COMPARATOR_DEAD: 35, INTERLOCK_LINE: 36, WATCHDOG: 37, STATE_CORRUPTED: 38, SUPPLY: 39, BOARD_RESET: 40, TIME_BASE: 41, SAMPLES_LOST: 42,
  CALIBRATION: 43, LEAKAGE: 44, SPECIMEN_FLOATING: 45, TEMPERATURE: 46, DOSE: 47, PROBE_MOTION: 48, AUTONOMY_ENDED: 49,
} as const;
export type Cause = (typeof Cause)[keyof typeof Cause];

/** What a controller offers beyond the mandatory part. */
export const Feature = {
  UNSPECIFIED: 0, PROGRAMS: 1, AUTONOMOUS_PROGRAMS: 2, CAPTURE: 3, EVENT_LOG: 4, FREEZE_FRAME: 5, CLOCK_SYNC: 6,
  FAULT_INJECTION: 7, FOR128: 8, SUMMARY: 9, MARKS: 10, GALVANOSTATIC: 11, STEP_CONDITIONS: 12, INTERLOCKS: 13, ADOPTION: 14,
} as const;
export type Feature = (typeof Feature)[keyof typeof Feature];

/** What became of a part of the self-test. */
export const TestVerdict = { UNSPECIFIED: 0, PASSED: 1, FAILED: 2, NOT_RUN: 3 } as const;
export type TestVerdict = (typeof TestVerdict)[keyof typeof TestVerdict];

/** Which terminal the LNMO is on. */
export const LnmoOn = { UNSPECIFIED: 0, PROBE: 1, SAMPLE: 2 } as const;
export type LnmoOn = (typeof LnmoOn)[keyof typeof LnmoOn];

/** What a step of a program does. */
export const StepKind = { UNSPECIFIED: 0, LEAK_CHECK: 1, HOLD: 2, OPEN: 3, RAMP: 4, CURRENT: 5, LOOP: 6, MARK: 7 } as const;
export type StepKind = (typeof StepKind)[keyof typeof StepKind];

/** A measured quantity and its path. */
export const Channel = {
  UNSPECIFIED: 0, SLOW_CURRENT: 1, SLOW_VOLTAGE: 2, INTERLOCK_CURRENT: 3, INTERLOCK_VOLTAGE: 4, FAST_CURRENT: 5,
} as const;
export type Channel = (typeof Channel)[keyof typeof Channel];

/** How the samples of a block are packed. */
export const Encoding = { UNSPECIFIED: 0, RAW32: 1, RAW24: 2, FOR128: 3, SUMMARY: 4 } as const;
export type Encoding = (typeof Encoding)[keyof typeof Encoding];

/** What a capture waits for, once its pretrigger samples are there. */
export const CaptureTrigger = { UNSPECIFIED: 0, NOW: 1, ABOVE: 2, BELOW: 3, OPENING: 4, CLOSING: 5 } as const;
export type CaptureTrigger = (typeof CaptureTrigger)[keyof typeof CaptureTrigger];

/** What happened. */
export const EventKind = {
  UNSPECIFIED: 0, STATE_CHANGED: 1, TRIPPED: 2, OUTPUT_OPENED: 3, OUTPUT_CLOSED: 4, LEASE_CHANGED: 5, STEP_STARTED: 6,
  STEP_ENDED: 7, PROGRAM_ENDED: 8, RANGE_CHANGED: 9, WARNING: 10, REFUSED: 11, MARK: 12, LINK_ERROR: 13, COMPLIANCE: 14, CAPTURED: 15,
} as const;
export type EventKind = (typeof EventKind)[keyof typeof EventKind];

/** Why a step of a program ended. */
export const StepEnd = { UNSPECIFIED: 0, DURATION: 1, ARRIVAL: 2, BIAS: 3, CURRENT: 4, CHARGE: 5 } as const;
export type StepEnd = (typeof StepEnd)[keyof typeof StepEnd];

/** The name of an enum's number as the schema writes it, without the prefix; the number itself where the enum has none. */
function namesOf<E extends Readonly<Record<string, number>>>(members: E): (number: E[keyof E]) => string {
  const names = new Map<number, string>(Object.entries(members).map(([name, number]) => [number, name]));
  return (number) => names.get(number) ?? String(number);
}

/** Name of this status as the schema has it, or the number where it has none. */
export const statusName: (number: StatusCode) => string = namesOf(StatusCode);
/** Name of this origin of a limit as the schema has it, or the number where it has none. */
export const limitOriginName: (number: LimitOrigin) => string = namesOf(LimitOrigin);
/** Name of this mode as the schema has it, or the number where it has none. */
export const modeName: (number: Mode) => string = namesOf(Mode);
/** Name of this activity as the schema has it, or the number where it has none. */
export const activityName: (number: Activity) => string = namesOf(Activity);
/** Name of this cause as the schema has it, or the number where it has none. */
export const causeName: (number: Cause) => string = namesOf(Cause);
/** Name of this feature as the schema has it, or the number where it has none. */
export const featureName: (number: Feature) => string = namesOf(Feature);
/** Name of this side of the LNMO as the schema has it, or the number where it has none. */
export const lnmoOnName: (number: LnmoOn) => string = namesOf(LnmoOn);
/** Name of this kind of step as the schema has it, or the number where it has none. */
export const stepKindName: (number: StepKind) => string = namesOf(StepKind);
/** Name of this channel as the schema has it, or the number where it has none. */
export const channelName: (number: Channel) => string = namesOf(Channel);
/** Name of this encoding as the schema has it, or the number where it has none. */
export const encodingName: (number: Encoding) => string = namesOf(Encoding);
/** Name of this capture trigger as the schema has it, or the number where it has none. */
export const captureTriggerName: (number: CaptureTrigger) => string = namesOf(CaptureTrigger);
/** Name of this kind of event as the schema has it, or the number where it has none. */
export const eventKindName: (number: EventKind) => string = namesOf(EventKind);
/** Name of this end of a step as the schema has it, or the number where it has none. */
export const stepEndName: (number: StepEnd) => string = namesOf(StepEnd);
/** Name of this verdict of a self-test as the schema has it, or the number where it has none. */
export const testVerdictName: (number: TestVerdict) => string = namesOf(TestVerdict);
