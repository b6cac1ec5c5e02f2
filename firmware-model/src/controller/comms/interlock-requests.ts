import { LimitOrigin, StatusCode, TestVerdict } from '@nanobias/proto';
import type { GetInterlocks, InterlockRow, LeaseEpoch, SelfTestResult, Status } from '@nanobias/proto';
import { REGISTER } from '../../board/registers.ts';
import { CAUSE, bitOf } from '../../interlock/cause.ts';
import type { Cause } from '../../interlock/cause.ts';
import { latchedCauses, standingAgainst } from '../../interlock/latch.ts';
import { MODE } from '../../interlock/mode-table.ts';
import { ROWS } from '../../interlock/rows.ts';
import { SLOW, WARNING } from '../../interlock/slow-state.ts';
import { WORD } from '../../interlock/state.ts';
import { evidence } from '../evidence.ts';
import type { Firmware } from '../firmware.ts';
import { isMeasuringOff } from '../measured-off.ts';
import { isProgramRunning } from '../program-store.ts';
import { isSelfTesting, startSelfTest, verdictOf } from '../self-test.ts';
import { isConnecting } from '../soft-connect.ts';
import { status } from '../status.ts';
import { leaseRefusal, modeRefusal } from './permission.ts';
import { DEFERRED, answer, refuse } from './reply.ts';
import type { Answer } from './reply.ts';
import type { RequestKey } from './reply-cache.ts';

/** Causes that one page tells. No row has more. */
const PAGE_MAX = 4;

/** The strap answers for what layer 0 sees, the committed limits for what they bound; every other number is the board's. */
const STRAP: ReadonlySet<Cause> = new Set<Cause>([CAUSE.HARDWARE_OVER_VOLTAGE, CAUSE.HARDWARE_UNDER_VOLTAGE, CAUSE.HARDWARE_OVER_CURRENT]);
const LIMITS: ReadonlySet<Cause> = new Set<Cause>([
  CAUSE.OVER_VOLTAGE, CAUSE.UNDER_VOLTAGE, CAUSE.SLEW, CAUSE.OVER_CURRENT, CAUSE.EXCESS_CHARGE, CAUSE.SUSTAINED_CURRENT, CAUSE.SHORT_CIRCUIT,
  CAUSE.SOFT_BREAKDOWN, CAUSE.OVER_DELITHIATION, CAUSE.OVER_DISCHARGE, CAUSE.REVERSAL, CAUSE.TEMPERATURE,
]);

/** Causes that open nothing by themselves, or are looked at before an arm: a mask has no bit for them. */
const BESIDE_THE_MASK: Readonly<Partial<Record<Cause, (firmware: Firmware) => boolean>>> = {
  [CAUSE.PROBE_MOTION]: ({ registers }) => registers[REGISTER.PROBE_MOVING] !== 0,
  [CAUSE.CALIBRATION]: ({ registers }) => registers[REGISTER.CALIBRATION_VALID] !== 1,
  [CAUSE.COMPARATOR_DEAD]: (firmware) => COMPARATORS.some((part) => verdictOf(firmware, part) === TestVerdict.FAILED),
  [CAUSE.LEAKAGE]: (firmware) => isWarned(firmware, WARNING.LEAKAGE),
  [CAUSE.SPECIMEN_FLOATING]: (firmware) => isWarned(firmware, WARNING.FLOATING),
  [CAUSE.DOSE]: (firmware) => isWarned(firmware, WARNING.DOSE),
};
const COMPARATORS = ['comparator_voltage_high', 'comparator_voltage_low', 'comparator_current'] as const;

/** Rows that can be present, one entry a cause, in the order of their numbers: a cause that is found in several ways is told once. */
const ENTRIES = [...new Map(ROWS.flatMap(({ row, causes }) => causes.map((cause: Cause) => [cause, { row, cause }] as const))).values()].sort((a, b) => a.row - b.row);

/** The rows of the matrix from a number on, as many as one reply holds. */
export function readInterlocks(firmware: Firmware, { row_from }: GetInterlocks): Answer {
  const left = ENTRIES.filter(({ row }) => row_from <= row);
  // A page that is full ends before the row that it would cut.
  const row_next = left[PAGE_MAX]?.row ?? 0;
  const told = left.slice(0, PAGE_MAX).filter(({ row }) => row !== row_next);
  return answer({ kind: 'interlock_page', rows: told.map(({ row, cause }) => interlockRow(firmware, row, cause)), row_next });
}

/** Every row of the matrix, for whoever looks at the model without asking it: nothing is changed by it. */
export function interlockRows(firmware: Firmware): readonly InterlockRow[] {
  return ENTRIES.map(({ row, cause }) => interlockRow(firmware, row, cause));
}

/** The test of an Arm without the Arm; answered when it is over. */
export function runSelfTest(firmware: Firmware, { lease_epoch }: LeaseEpoch, caller: RequestKey): Answer {
  const refusal = leaseRefusal(firmware, caller, lease_epoch) ?? idleRefusal(firmware);
  if (refusal !== undefined) return refuse(refusal);
  startSelfTest(firmware, { isForArm: false, ...caller });
  return DEFERRED;
}

export function selfTestResult(firmware: Firmware): SelfTestResult {
  return {
    comparator_voltage_high: verdictOf(firmware, 'comparator_voltage_high'),
    comparator_voltage_low: verdictOf(firmware, 'comparator_voltage_low'),
    comparator_current: verdictOf(firmware, 'comparator_current'),
    switch_s1: verdictOf(firmware, 'switch_s1'),
    switch_s2: verdictOf(firmware, 'switch_s2'),
    interlock_line: verdictOf(firmware, 'interlock_line'),
    calibration: verdictOf(firmware, 'calibration'),
    front_end: verdictOf(firmware, 'front_end'),
    probe: verdictOf(firmware, 'probe'),
    trip_store: verdictOf(firmware, 'trip_store'),
  };
}

/** The test needs the output off, nothing armed, and the DAC to itself. */
function idleRefusal(firmware: Firmware): Status | undefined {
  const mode = firmware.interlock.state[WORD.MODE];
  if (mode === MODE.ARMED) return status(StatusCode.WRONG_MODE);
  if (mode !== MODE.SAFE && mode !== MODE.LIMITS_SET) return modeRefusal(firmware);
  const isIdle = !isConnecting(firmware) && !isSelfTesting(firmware) && !isMeasuringOff(firmware) && !isProgramRunning(firmware);
  return isIdle ? undefined : status(StatusCode.BUSY);
}

function interlockRow(firmware: Firmware, row: number, cause: Cause): InterlockRow {
  const { state } = firmware.interlock;
  const { value, limit } = evidence(firmware, cause);
  const place = latchedCauses(firmware.interlock).indexOf(cause);
  const origin = originOf(cause, limit);
  // Before the first limits are committed nothing is held against them.
  const isInForce = origin !== LimitOrigin.LIMITS || state[WORD.IS_GATE_VALID] === 1;
  return {
    row,
    cause,
    is_present: BESIDE_THE_MASK[cause]?.(firmware) ?? (standingAgainst(state) & bitOf(cause)) !== 0,
    is_latched: place !== -1,
    ...(isInForce && Number.isSafeInteger(value) ? { value: value! } : {}),
    ...(isInForce && Number.isSafeInteger(limit) ? { limit: limit! } : {}),
    origin: isInForce ? origin : LimitOrigin.UNSPECIFIED,
    clear_remaining_us: place === -1 ? 0 : (state[WORD.CLEAR_TICKS_MIN]! - state[WORD.CLEAR_FIRST + place]!) * firmware.scale.tick_us,
  };
}

function isWarned({ slow }: Firmware, warning: number): boolean {
  return (slow[SLOW.WARNED]! & warning) !== 0;
}

function originOf(cause: Cause, limit: number | undefined): LimitOrigin {
  if (STRAP.has(cause)) return LimitOrigin.STRAP;
  if (LIMITS.has(cause)) return LimitOrigin.LIMITS;
  // The lease is what its holder asked for.
  return limit === undefined || cause === CAUSE.LEASE_LAPSED ? LimitOrigin.UNSPECIFIED : LimitOrigin.BOARD;
}
