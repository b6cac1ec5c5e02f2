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
  const entry = fields.subarray(slot * FIELD_COUNT, (slot + 1) * FIELD_COUNT);
  const { kind, cause = 0, value, limit, step_index = 0, current_fA, refusal = StatusCode.UNSPECIFIED, label } = happening;
  entry[FIELD.KIND] = kind;
  entry[FIELD.TIME_us] = deviceTime_us(firmware);
  entry[FIELD.MODE] = firmware.interlock.state[WORD.MODE]!;
  entry[FIELD.EPOCH] = outputEpoch(firmware);
  entry[FIELD.CAUSE] = cause;
  entry[FIELD.HAS_VALUE] = value === undefined ? 0 : 1;
  entry[FIELD.VALUE] = value ?? 0;
  entry[FIELD.HAS_LIMIT] = limit === undefined ? 0 : 1;
  entry[FIELD.LIMIT] = limit ?? 0;
  entry[FIELD.STEP_INDEX] = step_index;
  entry[FIELD.IS_SWITCH_CLOSED] = firmware.registers[REGISTER.SWITCH_READBACK] === SWITCH.BOTH ? 1 : 0;
  entry[FIELD.HAS_CURRENT] = current_fA === undefined ? 0 : 1;
  entry[FIELD.CURRENT_fA] = current_fA ?? 0;
  entry[FIELD.BIAS_uV] = voltage_uV(firmware.scale, firmware.registers[REGISTER.INTERLOCK_VOLTAGE_CODE]!);
  entry[FIELD.REFUSAL] = refusal;
  entry[FIELD.ACTIVITY] = activityNow(firmware);
  entry[FIELD.STEP_END] = happening.step_end ?? StepEnd.UNSPECIFIED;
  entry[FIELD.LABEL_BYTES] = writeLabel(labels, slot, label);
  callTasks(firmware);
}

/** Refused commands and steps are events: what was tried, in which field, and the bound that it lies beyond, is part of the record. */
export function pushRefusal(firmware: Firmware, refused: Status, more: Pick<Happening, 'cause' | 'step_index'> = {}): void {
  const { code, field, value } = refused;
  pushEvent(firmware, { kind: EventKind.REFUSED, ...more, refusal: code, value, limit: limitBeyond(refused), label: encoder.encode(field) });
}

function writeLabel(labels: Uint8Array, slot: number, label: Uint8Array = NO_LABEL): number {
  const label_bytes = Math.min(label.length, LABEL_BYTES_MAX);
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
  const field = (index: number): number => fields[slot * FIELD_COUNT + index]!;
  const label_index = slot * LABEL_BYTES_MAX;
  return {
    event_seq,
    device_time_us: field(FIELD.TIME_us),
    kind: field(FIELD.KIND) as EventKind,
    mode: field(FIELD.MODE) as Mode,
    output_epoch: field(FIELD.EPOCH),
    cause: field(FIELD.CAUSE) as Cause,
    ...(field(FIELD.HAS_VALUE) === 1 ? { value: field(FIELD.VALUE) } : {}),
    ...(field(FIELD.HAS_LIMIT) === 1 ? { limit: field(FIELD.LIMIT) } : {}),
    step_index: field(FIELD.STEP_INDEX),
    is_switch_closed: field(FIELD.IS_SWITCH_CLOSED) === 1,
    ...(field(FIELD.HAS_CURRENT) === 1 ? { current_fA: field(FIELD.CURRENT_fA) } : {}),
    bias_uV: field(FIELD.BIAS_uV),
    refusal: field(FIELD.REFUSAL) as StatusCode,
    label: utf8.decode(labels.subarray(label_index, label_index + field(FIELD.LABEL_BYTES))),
    activity: field(FIELD.ACTIVITY) as Activity,
    step_end: field(FIELD.STEP_END) as StepEnd,
  };
}
