import { REGISTER, SWITCH } from '../board/registers.ts';
import { WORD } from '../interlock/state.ts';
import { Cause, EventKind, StatusCode, StepEnd } from '@nanobias/proto';
import type { Activity, Event, EventPage, Mode, ReadEvents, Status } from '@nanobias/proto';
import type { Arena } from '../kernel/arena.ts';
import { activityNow } from './activity.ts';
import { callTasks, deviceTime_us } from './clock.ts';
import { COMMS } from './comms/words.ts';
import type { Firmware } from './firmware.ts';
import { outputEpoch } from './output.ts';
import { voltage_uV } from './scale.ts';
import { limitBeyond } from './status.ts';

/** Events that may wait for the link. An event more overwrites the oldest, and the host sees the gap in the numbers. */
const EVENTS_MAX = 64;
const LABEL_BYTES_MAX = 48;
/** A reply holds two events while their labels are no longer together than this. */
const PAGE_EVENTS_MAX = 2;
const PAGE_LABEL_BYTES_MAX = 24;

const FIELD = {
  KIND: 0, TIME_us: 1, MODE: 2, EPOCH: 3, CAUSE: 4, HAS_VALUE: 5, VALUE: 6, HAS_LIMIT: 7, LIMIT: 8, STEP_INDEX: 9,
  IS_SWITCH_CLOSED: 10, HAS_CURRENT: 11, CURRENT_fA: 12, BIAS_uV: 13, REFUSAL: 14, ACTIVITY: 15, LABEL_BYTES: 16, STEP_END: 17,
} as const;
const FIELD_COUNT = 18;

const utf8 = new TextDecoder();
const encoder = new TextEncoder();
const NO_LABEL = new Uint8Array(0);

const COUNT = { NEWEST_SEQ: 0 } as const;

/** The event ring: consecutive numbers, the newest `EVENTS_MAX` kept, pushed to every host in order. */
export interface EventLog {
  readonly fields: Float64Array;
  readonly labels: Uint8Array;
  readonly counts: Uint32Array;
}

export function claimEventLog(arena: Arena): EventLog {
  return {
    fields: arena.f64('controller.events', EVENTS_MAX * FIELD_COUNT),
    labels: arena.u8('controller.event_labels', EVENTS_MAX * LABEL_BYTES_MAX),
    counts: arena.u32('controller.event_counts'),
  };
}

/** What an event says beyond time and state. */
export interface Happening {
  readonly kind: EventKind;
  readonly cause?: number;
  readonly value?: number | undefined;
  readonly limit?: number | undefined;
  readonly step_index?: number;
  readonly current_fA?: number | undefined;
  readonly refusal?: StatusCode;
  readonly label?: Uint8Array;
  readonly step_end?: StepEnd;
}

/** Logs an event with the state after it. */
export function pushEvent(firmware: Firmware, happening: Happening): void {
  const { fields, labels, counts } = firmware.events;
  const seq = (counts[COUNT.NEWEST_SEQ]! + 1) >>> 0;
  counts[COUNT.NEWEST_SEQ] = seq;
  const slot = seq % EVENTS_MAX;
  const at = slot * FIELD_COUNT;
  const { kind, cause = 0, value, limit, step_index = 0, current_fA, refusal = StatusCode.UNSPECIFIED, label } = happening;
  fields[at + FIELD.KIND] = kind;
  fields[at + FIELD.TIME_us] = deviceTime_us(firmware);
  fields[at + FIELD.MODE] = firmware.interlock.state[WORD.MODE]!;
  fields[at + FIELD.EPOCH] = outputEpoch(firmware);
  fields[at + FIELD.CAUSE] = cause;
  fields[at + FIELD.HAS_VALUE] = value === undefined ? 0 : 1;
  fields[at + FIELD.VALUE] = value ?? 0;
  fields[at + FIELD.HAS_LIMIT] = limit === undefined ? 0 : 1;
  fields[at + FIELD.LIMIT] = limit ?? 0;
  fields[at + FIELD.STEP_INDEX] = step_index;
  fields[at + FIELD.IS_SWITCH_CLOSED] = firmware.registers[REGISTER.SWITCH_READBACK] === SWITCH.BOTH ? 1 : 0;
  fields[at + FIELD.HAS_CURRENT] = current_fA === undefined ? 0 : 1;
  fields[at + FIELD.CURRENT_fA] = current_fA ?? 0;
  fields[at + FIELD.BIAS_uV] = voltage_uV(firmware.scale, firmware.registers[REGISTER.INTERLOCK_VOLTAGE_CODE]!);
  fields[at + FIELD.REFUSAL] = refusal;
  fields[at + FIELD.ACTIVITY] = activityNow(firmware);
  fields[at + FIELD.STEP_END] = happening.step_end ?? StepEnd.UNSPECIFIED;
  fields[at + FIELD.LABEL_BYTES] = writeLabel(labels, slot, label);
  callTasks(firmware);
}

/** Refused commands and steps are events: what was tried, in which field, and the bound that it lies beyond, is part of the record. */
export function pushRefusal(firmware: Firmware, refused: Status, more: Pick<Happening, 'cause' | 'step_index'> = {}): void {
  const { code, field, value } = refused;
  pushEvent(firmware, { kind: EventKind.REFUSED, ...more, refusal: code, value, limit: limitBeyond(refused), label: field === '' ? NO_LABEL : encoder.encode(field) });
}

function writeLabel(labels: Uint8Array, slot: number, label: Uint8Array = NO_LABEL): number {
  const label_bytes = Math.min(label.length, LABEL_BYTES_MAX);
  if (label_bytes === 0) return 0;
  labels.set(label.subarray(0, label_bytes), slot * LABEL_BYTES_MAX);
  return label_bytes;
}

export function newestEventSeq({ events }: Firmware): number {
  return events.counts[COUNT.NEWEST_SEQ]!;
}

/** The oldest event that is kept and was not sent on this link; undefined when all were. */
export function nextEvent({ events, comms: { words } }: Firmware): Event | undefined {
  const newest_seq = events.counts[COUNT.NEWEST_SEQ]!;
  const waiting_count = (newest_seq - words[COMMS.EVENT_SENT_SEQ]!) >>> 0;
  if (EVENTS_MAX < waiting_count) words[COMMS.EVENT_SENT_SEQ] = newest_seq - EVENTS_MAX;
  return waiting_count === 0 ? undefined : readEvent(events, (words[COMMS.EVENT_SENT_SEQ]! + 1) >>> 0);
}

export function hasEvents({ events, comms: { words } }: Firmware): boolean {
  return events.counts[COUNT.NEWEST_SEQ] !== words[COMMS.EVENT_SENT_SEQ];
}

/** The event that `nextEvent` gave is on its way. */
export function takeEvent({ comms: { words } }: Firmware): void {
  words[COMMS.EVENT_SENT_SEQ] = words[COMMS.EVENT_SENT_SEQ]! + 1;
}

/** A new session sees events from its beginning on: the device answers a hello with nothing but the answer. */
export function skipEvents({ events, comms: { words } }: Firmware): void {
  words[COMMS.EVENT_SENT_SEQ] = events.counts[COUNT.NEWEST_SEQ]!;
}

/** Events from a number on, as far as they are kept and fit one reply. */
export function eventPage({ events }: Firmware, { from_seq, count_max }: ReadEvents): EventPage {
  const seq_newest = events.counts[COUNT.NEWEST_SEQ]!;
  const seq_oldest = Math.max(1, seq_newest - EVENTS_MAX + 1);
  const first_seq = Math.max(from_seq, seq_oldest);
  const page: Event[] = [];
  let label_bytes = 0;
  for (let seq = first_seq; seq <= seq_newest && page.length < Math.min(count_max, PAGE_EVENTS_MAX); seq += 1) {
    label_bytes += events.fields[(seq % EVENTS_MAX) * FIELD_COUNT + FIELD.LABEL_BYTES]!;
    if (0 < page.length && PAGE_LABEL_BYTES_MAX < label_bytes) break;
    page.push(readEvent(events, seq));
  }
  return { events: page, seq_oldest, seq_newest, lost_count: Math.max(0, seq_oldest - Math.max(1, from_seq)) };
}

function readEvent({ fields, labels }: EventLog, event_seq: number): Event {
  const slot = event_seq % EVENTS_MAX;
  const at = slot * FIELD_COUNT;
  const event: { -readonly [K in keyof Event]: Event[K] } = {
    event_seq,
    device_time_us: fields[at + FIELD.TIME_us]!,
    kind: fields[at + FIELD.KIND] as EventKind,
    mode: fields[at + FIELD.MODE] as Mode,
    output_epoch: fields[at + FIELD.EPOCH]!,
    cause: fields[at + FIELD.CAUSE] as Cause,
    step_index: fields[at + FIELD.STEP_INDEX]!,
    is_switch_closed: fields[at + FIELD.IS_SWITCH_CLOSED] === 1,
    bias_uV: fields[at + FIELD.BIAS_uV]!,
    refusal: fields[at + FIELD.REFUSAL] as StatusCode,
    label: readLabel(labels, slot, fields[at + FIELD.LABEL_BYTES]!),
    activity: fields[at + FIELD.ACTIVITY] as Activity,
    step_end: fields[at + FIELD.STEP_END] as StepEnd,
  };
  if (fields[at + FIELD.HAS_VALUE] === 1) event.value = fields[at + FIELD.VALUE]!;
  if (fields[at + FIELD.HAS_LIMIT] === 1) event.limit = fields[at + FIELD.LIMIT]!;
  if (fields[at + FIELD.HAS_CURRENT] === 1) event.current_fA = fields[at + FIELD.CURRENT_fA]!;
  return event;
}

function readLabel(labels: Uint8Array, slot: number, label_bytes: number): string {
  const from_index = slot * LABEL_BYTES_MAX;
  return label_bytes === 0 ? '' : utf8.decode(labels.subarray(from_index, from_index + label_bytes));
}
