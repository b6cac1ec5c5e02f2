/** Modes by number, as on the wire. */
export const MODE = {
  BOOT: 1,
  SELF_TEST: 2,
  SAFE: 3,
  LIMITS_SET: 4,
  ARMED: 5,
  ON: 6,
  RAMP_DOWN: 7,
  TRIPPED: 8,
  HARD_FAULT: 9,
} as const;

/** Name of a mode. */
export type Mode = keyof typeof MODE;

/** What can change a mode. */
export type ModeEvent =
  | 'startSelfTest'
  | 'passSelfTest'
  /** Limits were accepted; while armed or on, only tighter ones are. */
  | 'commitLimits'
  | 'arm'
  /** The token expired, the lease ended, or the connection was refused. */
  | 'disarm'
  | 'close'
  | 'rampDown'
  /** An orderly end: disable, bye, end of a program, a limit below the output. */
  | 'open'
  | 'stop'
  | 'trip'
  | 'hardFault'
  | 'acknowledge';

/** Every mode under every event. An event that is rejected changes nothing; the request behind it is refused. */
export const MODE_TABLE = {
  BOOT: {
    startSelfTest: 'SELF_TEST', passSelfTest: 'reject', commitLimits: 'reject', arm: 'reject', disarm: 'reject', close: 'reject',
    rampDown: 'reject', open: 'BOOT', stop: 'BOOT', trip: 'reject', hardFault: 'HARD_FAULT', acknowledge: 'reject',
  },
  SELF_TEST: {
    startSelfTest: 'reject', passSelfTest: 'SAFE', commitLimits: 'reject', arm: 'reject', disarm: 'reject', close: 'reject',
    rampDown: 'reject', open: 'SELF_TEST', stop: 'SELF_TEST', trip: 'TRIPPED', hardFault: 'HARD_FAULT', acknowledge: 'reject',
  },
  SAFE: {
    startSelfTest: 'reject', passSelfTest: 'reject', commitLimits: 'LIMITS_SET', arm: 'reject', disarm: 'reject', close: 'reject',
    rampDown: 'reject', open: 'SAFE', stop: 'SAFE', trip: 'reject', hardFault: 'HARD_FAULT', acknowledge: 'reject',
  },
  LIMITS_SET: {
    startSelfTest: 'reject', passSelfTest: 'reject', commitLimits: 'LIMITS_SET', arm: 'ARMED', disarm: 'LIMITS_SET', close: 'reject',
    rampDown: 'reject', open: 'LIMITS_SET', stop: 'SAFE', trip: 'reject', hardFault: 'HARD_FAULT', acknowledge: 'reject',
  },
  ARMED: {
    startSelfTest: 'reject', passSelfTest: 'reject', commitLimits: 'LIMITS_SET', arm: 'ARMED', disarm: 'LIMITS_SET', close: 'ON',
    rampDown: 'reject', open: 'LIMITS_SET', stop: 'SAFE', trip: 'reject', hardFault: 'HARD_FAULT', acknowledge: 'reject',
  },
  ON: {
    startSelfTest: 'reject', passSelfTest: 'reject', commitLimits: 'ON', arm: 'reject', disarm: 'reject', close: 'reject',
    rampDown: 'RAMP_DOWN', open: 'LIMITS_SET', stop: 'SAFE', trip: 'TRIPPED', hardFault: 'HARD_FAULT', acknowledge: 'reject',
  },
  RAMP_DOWN: {
    startSelfTest: 'reject', passSelfTest: 'reject', commitLimits: 'RAMP_DOWN', arm: 'reject', disarm: 'reject', close: 'reject',
    rampDown: 'RAMP_DOWN', open: 'LIMITS_SET', stop: 'SAFE', trip: 'TRIPPED', hardFault: 'HARD_FAULT', acknowledge: 'reject',
  },
  TRIPPED: {
    startSelfTest: 'reject', passSelfTest: 'reject', commitLimits: 'reject', arm: 'reject', disarm: 'reject', close: 'reject',
    rampDown: 'reject', open: 'TRIPPED', stop: 'TRIPPED', trip: 'TRIPPED', hardFault: 'HARD_FAULT', acknowledge: 'SAFE',
  },
  HARD_FAULT: {
    startSelfTest: 'reject', passSelfTest: 'reject', commitLimits: 'reject', arm: 'reject', disarm: 'reject', close: 'reject',
    rampDown: 'reject', open: 'HARD_FAULT', stop: 'HARD_FAULT', trip: 'HARD_FAULT', hardFault: 'HARD_FAULT', acknowledge: 'reject',
  },
} as const satisfies Readonly<Record<Mode, Readonly<Record<ModeEvent, Mode | 'reject'>>>>;

/** What a mode does to the outside on entry. `close` is the only action that may energise, and ON the only mode that has it. */
export type EntryAction = 'open' | 'freeze' | 'voidToken' | 'dropLimits' | 'close' | 'driveToZero';

/** What is done on entering a mode. */
export const ENTRY_ACTIONS = {
  BOOT: ['open', 'freeze'],
  SELF_TEST: ['open', 'freeze'],
  SAFE: ['freeze', 'open', 'voidToken', 'dropLimits'],
  LIMITS_SET: ['freeze', 'open', 'voidToken'],
  ARMED: [],
  ON: ['voidToken', 'close'],
  RAMP_DOWN: ['freeze', 'driveToZero'],
  TRIPPED: ['freeze', 'open', 'voidToken'],
  HARD_FAULT: ['freeze', 'open', 'voidToken'],
} as const satisfies Readonly<Record<Mode, readonly EntryAction[]>>;

const NAMES: readonly (Mode | undefined)[] = Object.entries(MODE).reduce<(Mode | undefined)[]>((names, [name, code]) => {
  names[code] = name as Mode;
  return names;
}, []);

/** The mode of a number; HARD_FAULT for a number that is none, since an unknown mode permits nothing. */
export function modeOf(code: number): Mode {
  return NAMES[code] ?? 'HARD_FAULT';
}
