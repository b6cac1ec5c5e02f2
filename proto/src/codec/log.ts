import { Activity, Cause, Channel, EventKind, Mode, StatusCode, StepEnd } from './enums.ts';
import { bool, byteString, enumeration, enumerationOrNone, integer, message, optional, repeated, table, text } from './schema.ts';
import { CHUNK_BYTES_MAX, LABEL_BYTES_MAX } from './stream.ts';

/** Something that happened in the controller. */
export interface Event {
  /** Consecutive; a gap means lost events. */
  readonly event_seq: number;
  readonly device_time_us: number;
  readonly kind: EventKind;
  /** After the event. */
  readonly mode: Mode;
  readonly output_epoch: number;
  readonly cause: Cause;
  /** In the unit that the cause states. */
  readonly value?: number;
  readonly limit?: number;
  readonly step_index: number;
  readonly is_switch_closed: boolean;
  /** Measured magnitude, of OUTPUT_OPENED. */
  readonly current_fA?: number;
  /** Measured. */
  readonly bias_uV: number;
  readonly refusal: StatusCode;
  readonly label: string;
  readonly activity: Activity;
  /** Why the step ended, of STEP_ENDED. */
  readonly step_end: StepEnd;
}

/** Asks for events of the log from a number on. */
export interface ReadEvents {
  readonly from_seq: number;
  readonly count_max: number;
}

/** Events of the log, with the oldest and newest that it holds and what was lost. */
export interface EventPage {
  readonly events: readonly Event[];
  readonly seq_oldest: number;
  readonly seq_newest: number;
  readonly lost_count: number;
}

/** Asks for what was kept of the first fault, from an offset on. */
export interface ReadFreezeFrame {
  readonly offset_bytes: number;
}

/** The first fault since the last acknowledge. */
export interface FreezeFrame {
  readonly cause: Cause;
  readonly channel_of_cause: Channel;
  readonly value: number;
  readonly limit: number;
  readonly device_time_us: number;
  readonly mode: Mode;
  readonly samples_size_bytes: number;
  readonly samples_offset_bytes: number;
  readonly samples: Uint8Array;
}

export const eventTable = table<Event>('event', {
  event_seq: integer(1, 'uint32'),
  device_time_us: integer(2, 'uint64'),
  kind: enumeration(3, EventKind),
  mode: enumeration(4, Mode),
  output_epoch: integer(5, 'uint32'),
  cause: enumerationOrNone(6, Cause),
  value: optional(integer(7, 'sint64')),
  limit: optional(integer(8, 'sint64')),
  step_index: integer(9, 'uint32'),
  is_switch_closed: bool(10),
  current_fA: optional(integer(11, 'sint64', { min: 0 })),
  bias_uV: integer(12, 'sint32'),
  refusal: enumerationOrNone(13, StatusCode),
  label: text(14, LABEL_BYTES_MAX),
  activity: enumerationOrNone(15, Activity),
  step_end: enumerationOrNone(16, StepEnd),
});

export const readEventsTable = table<ReadEvents>('read_events', {
  from_seq: integer(1, 'uint32'),
  count_max: integer(2, 'uint32', { min: 1, max: 4 }),
});

export const eventPageTable = table<EventPage>('event_page', {
  events: repeated(message(1, eventTable), 2),
  seq_oldest: integer(2, 'uint32'),
  seq_newest: integer(3, 'uint32'),
  lost_count: integer(4, 'uint32'),
});

export const readFreezeFrameTable = table<ReadFreezeFrame>('read_freeze_frame', { offset_bytes: integer(1, 'uint32') });

export const freezeFrameTable = table<FreezeFrame>('freeze_frame', {
  cause: enumeration(1, Cause),
  channel_of_cause: enumerationOrNone(2, Channel),
  value: integer(3, 'sint64'),
  limit: integer(4, 'sint64'),
  device_time_us: integer(5, 'uint64'),
  mode: enumeration(6, Mode),
  samples_size_bytes: integer(7, 'uint32'),
  samples_offset_bytes: integer(8, 'uint32'),
  samples: byteString(9, CHUNK_BYTES_MAX),
});
