import { Cause, EventKind, causeName, modeName, quantityText, statusName } from '@nanobias/sdk';
import type { Device, Event, FrozenFrame, InterlockState } from '@nanobias/sdk';
import { matrixRow } from './interlock-report.ts';

/** Why something was refused or tripped. */
export interface Explanation {
  readonly kind: 'trip' | 'refusal';
  /** Name of the cause, or of the status code. */
  readonly what: string;
  /** Of a refusal: the field that is to blame, where it is one. */
  readonly field: string | null;
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

const US_PER_S = 1e6;

const CLEARS = {
  none: 'nothing is latched: correct the request and ask again',
  acknowledge: '`nanobias interlock clear TARGET`, once the cause has been gone for a second; then commit limits and arm',
  local_reset: 'the local reset on the instrument, once the cause is gone; then `nanobias interlock clear TARGET`, limits and arm',
} as const;

/** Units as fields of messages carry them, and as they are written. */
const UNITS: Readonly<Record<string, string>> = { nV_per_s: 'nV/s', V_per_cm: 'V/cm', mAh_per_g: 'mAh/g', uV: 'uV', fA: 'fA', fC: 'fC', us: 'us', nm2: 'nm2', nm: 'nm', mdegC: 'mdegC', ppt: 'ppt', Hz: 'Hz' };
const UNIT_OF_FIELD = new RegExp(`_(${Object.keys(UNITS).join('|')})(?:_(?:min|max))?$`);
/** Caps that lie within the window of the materials before they are limits themselves. */
const WINDOW_FIELDS = ['bias_uV_min', 'bias_uV_max', 'cutoff_uV_min'];
/** Where the bound of a refusal lies, for codes that leave no doubt. */
const ORIGINS: Readonly<Record<string, string>> = {
  BEYOND_LIMIT: 'limits', BEYOND_STRAP: 'strap', LIMIT_BELOW_NOISE: 'noise', LIMITS_NOT_ORDERED: 'limits',
  FIELD_TOO_HIGH: 'field', LOOSENING: 'limits', HOT_CONNECT: 'limits', RATE_TOO_HIGH: 'board',
};

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
export function explanationLines(told: Explanation): readonly string[] {
  const { kind, what, field, hazard, value, limit, unit, origin, source, device_time_s, freeze_frame, clears, document } = told;
  const isRefusal = kind === 'refusal';
  return [
    `${isRefusal ? 'refused' : 'tripped'} at ${device_time_s.toFixed(4)} s: ${what}${hazard === null ? '' : `, ${hazard}`}`,
    ...(field === null ? [] : [`field   ${field}`]),
    ...(value === null ? [] : [`${isRefusal ? 'asked   ' : 'seen    '}${quantityText(value, unit)}`]),
    ...(limit === null ? [] : [`limit   ${isRefusal ? side(value, limit) : ''}${quantityText(limit, unit)}${origin === null ? '' : `, of the ${origin}`}`]),
    ...(source === null ? [] : [`source  ${source}`]),
    ...(freeze_frame === null ? [] : [`frame   ${freeze_frame.samples_bytes} bytes of samples up to ${freeze_frame.device_time_s.toFixed(4)} s, in mode ${freeze_frame.mode}`]),
    `clears  ${clears}`,
    `see     ${document}`,
  ];
}

/** Of a controller whose event says no more than the cause after a reset: the frame of the first fault has outlived it. A frame has no absent numbers. */
function numbersOf(frame: FrozenFrame | undefined, cause: Cause): FrozenFrame | undefined {
  return frame?.cause === cause && (frame.value !== 0 || frame.limit !== 0) ? frame : undefined;
}

/** Unit of a field by the end of its name. */
function unitOf(field: string): string | undefined {
  return UNITS[UNIT_OF_FIELD.exec(field)?.[1] ?? ''];
}

/** On which side of its bound a refused value would have been taken. */
function side(value: number | null, limit: number): string {
  if (value === null || value === limit) return '';
  return value < limit ? 'at least ' : 'at most ';
}

function explainedTrip({ cause, value, limit, device_time_us }: Event, rows: readonly InterlockState[], frame: FrozenFrame | undefined): Explanation {
  const kept = value === undefined && limit === undefined ? numbersOf(frame, cause) : undefined;
  return {
    kind: 'trip',
    what: causeName(cause),
    field: null,
    ...matrixOf(cause),
    value: value ?? kept?.value ?? null,
    limit: limit ?? kept?.limit ?? null,
    origin: rows.find((state) => state.cause === cause)?.origin ?? null,
    device_time_s: device_time_us / US_PER_S,
    freeze_frame: frame === undefined ? null : frameReport(frame),
  };
}

function originOf(refusal: string, field: string): string | null {
  return refusal === 'BEYOND_LIMIT' && WINDOW_FIELDS.includes(field) ? 'window' : ORIGINS[refusal] ?? null;
}

type MatrixReport = Pick<Explanation, 'hazard' | 'row' | 'unit' | 'source' | 'clears' | 'document'>;

function matrixOf(cause: Cause): MatrixReport {
  const known = matrixRow(cause);
  if (known === undefined) return { hazard: null, row: null, unit: '', source: null, clears: CLEARS.acknowledge, document: 'docs/hazards.md' };
  const { row, hazard, unit, source, latch } = known;
  return { hazard, row, unit, source, clears: CLEARS[latch], document: `docs/limits.md, and row ${row} of docs/hazards.md` };
}

function frameReport({ cause, device_time_us, mode, samples }: FrozenFrame): NonNullable<Explanation['freeze_frame']> {
  return { cause: causeName(cause), device_time_s: device_time_us / US_PER_S, mode: modeName(mode), samples_bytes: samples.length };
}

function explainedRefusal({ refusal, cause, label, value, limit, device_time_us }: Event, rows: readonly InterlockState[]): Explanation {
  const known = matrixRow(cause);
  const latched = rows.filter(({ isLatched }) => isLatched);
  return {
    kind: 'refusal',
    what: statusName(refusal),
    field: label === '' ? null : label,
    hazard: known?.hazard ?? null,
    row: known?.row ?? null,
    value: value ?? null,
    limit: limit ?? null,
    unit: unitOf(label) ?? known?.unit ?? '',
    origin: limit === undefined ? null : originOf(statusName(refusal), label),
    source: latched.length === 0 ? null : `latched: ${latched.map(({ cause }) => causeName(cause)).join(', ')}`,
    device_time_s: device_time_us / US_PER_S,
    freeze_frame: null,
    clears: latched.length === 0 ? CLEARS.none : CLEARS.acknowledge,
    document: 'docs/protocol.md, status codes',
  };
}

