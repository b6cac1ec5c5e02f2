import { ROWS } from '@nanobias/firmware-model/interlock';
import { causeName, modeName } from '@nanobias/sdk';
import type { Cause, Device, InterlockState } from '@nanobias/sdk';

/** A row as it stands, for scripts. Values are integers in the unit beside them. */
export interface RowReport {
  readonly row: number;
  readonly hazard: string | null;
  readonly cause: string;
  readonly is_present: boolean;
  readonly is_latched: boolean;
  readonly value: number | null;
  readonly limit: number | null;
  readonly unit: string;
  readonly origin: string | null;
  readonly clear_remaining_s: number;
}

export interface InterlockReport {
  readonly mode: string;
  readonly is_switch_closed: boolean;
  readonly latched: readonly string[];
  readonly rows: readonly RowReport[];
}

/** The matrix by cause, as the project documents it, with the first entry of those that share one; a controller of another make uses the same numbers. */
const MATRIX = new Map(ROWS.toReversed().flatMap((row) => row.causes.map((cause) => [cause as Cause, row] as const)));
/** What the matrix says of a cause; nothing of one that only another controller knows. */
export function matrixRow(cause: Cause): (typeof ROWS)[number] | undefined {
  return MATRIX.get(cause);
}

export async function interlockReport(device: Device): Promise<InterlockReport> {
  const rows = await device.interlocks();
  const { mode, isSwitchClosed, latched } = await device.readState();
  return { mode: modeName(mode), is_switch_closed: isSwitchClosed, latched: latched.map(causeName), rows: rows.map(rowReport) };
}

export function rowReport({ row, cause, isPresent, isLatched, value, limit, origin, clearRemaining_s }: InterlockState): RowReport {
  const known = MATRIX.get(cause);
  return {
    row,
    hazard: known?.hazard ?? null,
    cause: causeName(cause),
    is_present: isPresent,
    is_latched: isLatched,
    value: value ?? null,
    limit: limit ?? null,
    unit: known?.unit ?? '',
    origin: origin ?? null,
    clear_remaining_s: clearRemaining_s,
  };
}
