import type { Cause, InterlockRow, SelfTestResult } from '@nanobias/proto';
import type { RefusalOrigin } from './errors.ts';
import { ask } from './session/ask.ts';
import type { Driver } from './session/driver.ts';
import { originNames } from './session/refusal.ts';
import { s_from_us } from './units.ts';

/** One cause of a row of the matrix of hazards, as it stands. */
export interface InterlockState {
  /** Number in `docs/hazards.md`. */
  readonly row: number;
  readonly cause: Cause;
  readonly isPresent: boolean;
  readonly isLatched: boolean;
  /** As it is now, an integer in the unit of the cause: uV, fA, fC, us, thousandths of a degree. Absent where nothing is measured. */
  readonly value?: number;
  /** What it is held against, in the same unit. */
  readonly limit?: number;
  /** Where the limit comes from. */
  readonly origin?: RefusalOrigin;
  /** Of a latched cause: until it has been gone for long enough to be acknowledged. */
  readonly clearRemaining_s: number;
}

/** Verdicts of the controller's self-test, by part. */
export type SelfTestVerdicts = SelfTestResult;

// The numbers of rows are at most 255.
const pages_max = 255;
// Comparators, a measurement of the cell and the pattern of both switches take a third of a second.
const test_us = 2_000_000;

/** Reads every row of the matrix. */
export async function readInterlocks(driver: Driver): Promise<readonly InterlockState[]> {
  const rows: InterlockState[] = [];
  for (let page = 0, row_from = 1; page < pages_max && row_from !== 0; page += 1) {
    const { body } = await ask(driver, { kind: 'get_interlocks', row_from }, 'interlock_page');
    rows.push(...body.rows.map(interlockState));
    if (body.row_next !== 0 && body.row_next <= row_from) throw driver.failure('PROTOCOL', `rows from ${row_from} on are followed by row ${body.row_next}`);
    row_from = body.row_next;
  }
  return rows;
}

/** Has the controller test itself, under a lease that the caller holds. */
export async function runSelfTest(driver: Driver, lease_epoch: number): Promise<SelfTestVerdicts> {
  const { body: { kind: _, ...verdicts } } = await ask(driver, { kind: 'run_self_test', lease_epoch }, 'self_test_result', { reply_us: test_us });
  return verdicts;
}

/** A row as the wire has it, in the words of this package. */
export function interlockState({ row, cause, is_present, is_latched, value, limit, origin, clear_remaining_us }: InterlockRow): InterlockState {
  const source = originNames[origin];
  return {
    row,
    cause,
    isPresent: is_present,
    isLatched: is_latched,
    ...(value === undefined ? {} : { value }),
    ...(limit === undefined ? {} : { limit }),
    ...(source === undefined ? {} : { origin: source }),
    clearRemaining_s: s_from_us(clear_remaining_us),
  };
}
