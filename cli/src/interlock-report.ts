import { ROWS } from '@nanobias/firmware-model/interlock';
import { Cause, EventKind, causeName, modeName, statusName } from '@nanobias/sdk';
import type { Device, Event, FrozenFrame, InterlockState } from '@nanobias/sdk';

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

/** Why something was refused or tripped. */
export interface Explanation {
  readonly kind: 'trip' | 'refusal';
  /** Name of the cause, or of the status code. */
  readonly what: string;
  readonly hazard: string | null;
  readonly row: number | null;
  readonly value: number | null;
  readonly limit: number | null;
  readonly unit: string;
  readonly origin: string | null;
  /** Where the number comes from. */
  readonly source: string | null;
  readonly device_time_s: number;
  readonly freeze_frame: { readonly cause: string; readonly device_time_s: number; readonly mode: string; readonly samples_bytes: number } | null;
  /** What has to be done before the output may be on again. */
  readonly clears: string;
  readonly document: string;
}

/** The matrix by cause, as the project documents it; a controller of another make uses the same numbers. */
const MATRIX = new Map(ROWS.flatMap((row) => row.causes.map((cause) => [cause as Cause, row] as const)));
/** What the matrix says of a cause; nothing of one that only another controller knows. */
export function matrixRow(cause: Cause): (typeof ROWS)[number] | undefined {
  return MATRIX.get(cause);
}

const US_PER_S = 1e6;

const CLEARS = {
  none: 'nothing is latched: correct the request and ask again',
  acknowledge: '`nanobias interlock clear TARGET`, once the cause has been gone for a second; then commit limits and arm',
  local_reset: 'the local reset on the instrument, once the cause is gone; then `nanobias interlock clear TARGET`, limits and arm',
} as const;

export async function interlockReport(device: Device): Promise<InterlockReport> {
  const rows = await device.interlocks();
  const { mode, isSwitchClosed, latched } = await device.readState();
  return { mode: modeName(mode), is_switch_closed: isSwitchClosed, latched: latched.map(causeName), rows: rows.map(rowReport) };
}

/** The trip that holds the output open; else the last refusal or trip that the log still has. */
export async function explanation(device: Device): Promise<Explanation | undefined> {
  const { latched } = await device.readState();
  const { events } = await device.readEvents(1);
  const told = events.filter(({ kind }) => kind === EventKind.TRIPPED || kind === EventKind.REFUSED);
  const last = told.findLast(({ kind, cause }) => kind === EventKind.TRIPPED && latched[0] === cause) ?? told.at(-1);
  return last === undefined ? undefined : explanationOf(device, last);
}

/** Why a trip or a refusal of the log came about. */
export async function explanationOf(device: Device, event: Event): Promise<Explanation> {
  const rows = await device.interlocks();
  const frame = event.kind === EventKind.TRIPPED ? await device.readFreezeFrame().catch(() => undefined) : undefined;
  return explanationFrom(event, rows, frame);
}

/** Why a trip or a refusal came about, from what has been read already. */
export function explanationFrom(event: Event, rows: readonly InterlockState[], frame?: FrozenFrame): Explanation {
  return event.kind === EventKind.TRIPPED ? explainedTrip(event, rows, frame) : explainedRefusal(event, rows);
}

/** An explanation for people. */
export function explanationLines({ kind, what, hazard, value, limit, unit, origin, source, device_time_s, freeze_frame, clears, document }: Explanation): readonly string[] {
  return [
    `${kind === 'trip' ? 'tripped' : 'refused'} at ${device_time_s.toFixed(4)} s: ${what}${hazard === null ? '' : `, ${hazard}`}`,
    ...(value === null ? [] : [`seen    ${value} ${unit}`]),
    ...(limit === null ? [] : [`limit   ${limit} ${unit}${origin === null ? '' : `, of ${origin}`}`]),
    ...(source === null ? [] : [`source  ${source}`]),
    ...(freeze_frame === null ? [] : [`frame   ${freeze_frame.samples_bytes} bytes of samples up to ${freeze_frame.device_time_s.toFixed(4)} s, in mode ${freeze_frame.mode}`]),
    `clears  ${clears}`,
    `see     ${document}`,
  ];
}

function explainedTrip({ cause, value, limit, device_time_us }: Event, rows: readonly InterlockState[], frame: FrozenFrame | undefined): Explanation {
  // After a reset the event says no more than the cause; the frame of the first fault has outlived it.
  const kept = frame?.cause === cause && value === undefined && limit === undefined ? frame : undefined;
  return {
    kind: 'trip',
    what: causeName(cause),
    ...matrixOf(cause),
    value: value ?? kept?.value ?? null,
    limit: limit ?? kept?.limit ?? null,
    origin: rows.find((state) => state.cause === cause)?.origin ?? null,
    device_time_s: device_time_us / US_PER_S,
    freeze_frame: frame === undefined ? null : frameReport(frame),
  };
}

type MatrixReport = Pick<Explanation, 'hazard' | 'row' | 'unit' | 'source' | 'clears' | 'document'>;

function matrixOf(cause: Cause): MatrixReport {
  const known = MATRIX.get(cause);
  if (known === undefined) return { hazard: null, row: null, unit: '', source: null, clears: CLEARS.acknowledge, document: 'docs/hazards.md' };
  const { row, hazard, unit, source, latch } = known;
  return { hazard, row, unit, source, clears: CLEARS[latch], document: `docs/limits.md, and row ${row} of docs/hazards.md` };
}

function frameReport({ cause, device_time_us, mode, samples }: FrozenFrame): NonNullable<Explanation['freeze_frame']> {
  return { cause: causeName(cause), device_time_s: device_time_us / US_PER_S, mode: modeName(mode), samples_bytes: samples.length };
}

function explainedRefusal({ refusal, value, limit, device_time_us }: Event, rows: readonly InterlockState[]): Explanation {
  const latched = rows.filter(({ isLatched }) => isLatched);
  return {
    kind: 'refusal',
    what: statusName(refusal),
    hazard: null,
    row: null,
    value: value ?? null,
    limit: limit ?? null,
    unit: '',
    origin: null,
    source: latched.length === 0 ? null : `latched: ${latched.map(({ cause }) => causeName(cause)).join(', ')}`,
    device_time_s: device_time_us / US_PER_S,
    freeze_frame: null,
    clears: latched.length === 0 ? CLEARS.none : CLEARS.acknowledge,
    document: 'docs/protocol.md, status codes',
  };
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
