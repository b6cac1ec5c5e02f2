import { Cause, LimitOrigin, TestVerdict } from './enums.ts';
import { bool, enumeration, enumerationOrNone, integer, message, optional, repeated, table } from './schema.ts';

/** Asks for rows of the interlock matrix from a row on. */
export interface GetInterlocks {
  /** Number of the first row that is told, 1 to 255. */
  readonly row_from: number;
}

/** One cause of a row of the matrix, as it stands. */
export interface InterlockRow {
  readonly row: number;
  readonly cause: Cause;
  readonly is_present: boolean;
  readonly is_latched: boolean;
  /** As it is now, in the unit of the cause; absent where nothing is measured. */
  readonly value?: number;
  readonly limit?: number;
  readonly origin: LimitOrigin;
  /** Of a latched cause: until it may be acknowledged. */
  readonly clear_remaining_us: number;
}

/** Rows of the interlock matrix, as many as a frame holds. */
export interface InterlockPage {
  readonly rows: readonly InterlockRow[];
  /** 0 after the last row. */
  readonly row_next: number;
}

/** The parts of the self-test, each with its verdict. */
export interface SelfTestResult {
  readonly comparator_voltage_high: TestVerdict;
  readonly comparator_voltage_low: TestVerdict;
  readonly comparator_current: TestVerdict;
  readonly switch_s1: TestVerdict;
  readonly switch_s2: TestVerdict;
  readonly interlock_line: TestVerdict;
  readonly calibration: TestVerdict;
  readonly front_end: TestVerdict;
  readonly probe: TestVerdict;
  readonly trip_store: TestVerdict;
}

/** Causes that one page tells: as many as the widest row has. */
const PAGE_ROWS_MAX = 4;
const ROW_RANGE = { min: 1, max: 255 };

export const getInterlocksTable = table<GetInterlocks>('get_interlocks', { row_from: integer(1, 'uint32', ROW_RANGE) });

const interlockRowTable = table<InterlockRow>('rows', {
  row: integer(1, 'uint32', ROW_RANGE),
  cause: enumeration(2, Cause),
  is_present: bool(3),
  is_latched: bool(4),
  value: optional(integer(5, 'sint64')),
  limit: optional(integer(6, 'sint64')),
  origin: enumerationOrNone(7, LimitOrigin),
  clear_remaining_us: integer(8, 'uint64'),
});

export const interlockPageTable = table<InterlockPage>('interlock_page', {
  rows: repeated(message(1, interlockRowTable), PAGE_ROWS_MAX),
  row_next: integer(2, 'uint32', { max: ROW_RANGE.max }),
});

export const selfTestResultTable = table<SelfTestResult>('self_test_result', {
  comparator_voltage_high: enumeration(1, TestVerdict),
  comparator_voltage_low: enumeration(2, TestVerdict),
  comparator_current: enumeration(3, TestVerdict),
  switch_s1: enumeration(4, TestVerdict),
  switch_s2: enumeration(5, TestVerdict),
  interlock_line: enumeration(6, TestVerdict),
  calibration: enumeration(7, TestVerdict),
  front_end: enumeration(8, TestVerdict),
  probe: enumeration(9, TestVerdict),
  trip_store: enumeration(10, TestVerdict),
});
