import protobuf from 'protobufjs';
import type { INamespace, Root, Type } from 'protobufjs';
// Adds Root.fromDescriptor to the library.
import 'protobufjs/ext/descriptor.js';
import { descriptorSet_base64 } from './descriptor.ts';

/** Name of a message that recordings hold. */
export type MessageName = (typeof MESSAGE_NAMES)[number];

const MESSAGE_NAMES = [
  'nanobias.v1.SampleBlock',
  'nanobias.v1.Event',
  'nanobias.recording.v1.Pyramid',
  'nanobias.recording.v1.State',
  'nanobias.recording.v1.Command',
  'nanobias.recording.v1.Marker',
  'nanobias.recording.v1.Gap',
  'nanobias.recording.v1.Truth',
] as const;

/** A recording of a later version may hold messages that this one does not know. */
export function isMessageName(name: string): name is MessageName {
  return (MESSAGE_NAMES as readonly string[]).includes(name);
}

/** Statistics of consecutive groups; columns of one length, exact in codes. */
export interface PyramidColumns {
  readonly stream_id: number;
  readonly channel: number;
  readonly group_samples: number;
  readonly device_time_us: number;
  readonly rate_Hz: number;
  readonly range_index: number;
  readonly full_scale_fA: number;
  readonly full_scale_uV: number;
  readonly bits: number;
  readonly first_sample: readonly number[];
  readonly sample_count: readonly number[];
  readonly code_min: readonly number[];
  readonly code_max: readonly number[];
  readonly code_sum: readonly number[];
  readonly code_square_sum: readonly number[];
}

/** The state of the controller at a time. */
export interface RecordedState {
  readonly device_time_us: number;
  readonly mode: number;
  readonly output_epoch: number;
  readonly is_switch_closed: boolean;
  readonly bias_V: number;
  readonly bias_setpoint_V: number;
  readonly current_A?: number;
  readonly open_circuit_V: number;
  readonly latched: readonly number[];
  readonly step_index: number;
  readonly step_count: number;
}

/** A command of the host and what became of it. */
export interface RecordedCommand {
  readonly device_time_us: number;
  readonly name: string;
  /** JSON, SI units. */
  readonly arguments: string;
  readonly is_accepted: boolean;
  readonly reason: string;
}

/** A label that somebody put at a time. */
export interface RecordedMarker {
  readonly device_time_us: number;
  readonly label: string;
}

/** Samples or events that are missing. */
export interface RecordedGap {
  readonly device_time_us: number;
  /** 0 for lost events. */
  readonly channel: number;
  readonly lost_count: number;
}

/** The specimen's real state: simulation only. Profiles run from LiPON to the collector. */
export interface RecordedTruth {
  readonly device_time_us: number;
  readonly voltage_V: number;
  /** Through the interface since power-up: the true net charge. */
  readonly charge_C: number;
  readonly capacity_C: number;
  readonly mean_x: number;
  readonly shunt_A: number;
  readonly centre_m: readonly number[];
  readonly lithium: readonly number[];
  readonly void_fraction: readonly number[];
  readonly pore_fraction: readonly number[];
  readonly phase_fraction: readonly number[];
}

/** FileDescriptorSet that stands in every recording as the schema of its messages. */
export const descriptorSet: Uint8Array = Uint8Array.from(atob(descriptorSet_base64), (character) => character.charCodeAt(0));

const root: Root = (protobuf.Root as unknown as { fromDescriptor(set: Uint8Array, options: { readonly keepCase: boolean }): Root & INamespace })
  .fromDescriptor(descriptorSet, { keepCase: true });
const types = new Map<string, Type>();

/** Encodes fields by their names in the schema; fields that the schema does not know are left out. */
export function encodeMessage(name: MessageName, fields: object): Uint8Array {
  const type = typeOf(name);
  return type.encode(type.fromObject(fields)).finish();
}

/** Decodes to plain fields; numbers of 64 bits come out as numbers, since none here passes 2^53. */
export function decodeMessage(name: MessageName, bytes: Uint8Array): Readonly<Record<string, unknown>> {
  const type = typeOf(name);
  return type.toObject(type.decode(bytes), { longs: Number, arrays: true, defaults: true });
}

function typeOf(name: MessageName): Type {
  const known = types.get(name);
  if (known !== undefined) return known;
  const type = root.lookupType(name);
  types.set(name, type);
  return type;
}
