import type { RequestBody } from '@nanobias/proto';
import type { WireAction } from '../wire/action.ts';

/** What a host fills in when it sends, from what it has heard until then: 0 for the newest that it knows, 1 for the one before. */
export type Remembered = 'token' | 'limits_digest' | 'digest' | 'lease_epoch' | 'expected_epoch' | 'fault_nonce' | 'program_digest' | 'causes' | 'session' | 'adoption';
export type Fill = Readonly<Partial<Record<Remembered, number>>>;

/** What becomes of a frame before it is on the wire. Bits are counted from the first. */
export type Mangle =
  /** Bits of the payload, under a CRC that is right. */
  | { readonly kind: 'payload'; readonly bits: readonly number[] }
  | { readonly kind: 'frame'; readonly bits: readonly number[] }
  | { readonly kind: 'head'; readonly length_bytes: number }
  | { readonly kind: 'twice' };

/** A request as a host sends it: literal fields, and those that it takes from memory. */
export interface RequestAction {
  readonly kind: 'request';
  readonly port: number;
  readonly body: { readonly kind: RequestBody['kind'] } & Readonly<Record<string, unknown>>;
  readonly fill: Fill;
  /** From the moment of sending to the device time after which it is void. */
  readonly within_us?: number;
  readonly mangle?: Mangle;
}

/** Something that is done to a device, its wires or its surroundings. */
export type Action =
  | RequestAction
  | { readonly kind: 'hello'; readonly port: number }
  | { readonly kind: 'ping'; readonly port: number }
  | { readonly kind: 'bye'; readonly port: number }
  | { readonly kind: 'attach'; readonly port: number }
  | { readonly kind: 'hang up'; readonly port: number }
  /** The stop frames, or a part of them. */
  | { readonly kind: 'stop'; readonly port: number; readonly from_bytes?: number; readonly length_bytes?: number }
  | { readonly kind: 'bytes'; readonly port: number; readonly hex: string }
  /** Frames of this host once more: so many, the last of them sent so many frames ago. */
  | { readonly kind: 'replay'; readonly port: number; readonly back_count: number; readonly frames_count: number }
  | { readonly kind: 'wire'; readonly port: number; readonly act: WireAction }
  | { readonly kind: 'heal wire'; readonly port: number }
  | { readonly kind: 'fault'; readonly id: string; readonly numbers: readonly number[] }
  /** Everything that can be taken back is taken back. */
  | { readonly kind: 'clear faults' }
  | { readonly kind: 'local reset' }
  | { readonly kind: 'supply off'; readonly duration_us: number };

export type ActionKind = Action['kind'];

/** An action and the tick before which it is done. */
export interface Scheduled {
  readonly tick: number;
  readonly action: Action;
}

/** What is named in a schedule, to be told apart from what no version knows. */
export const ACTION_KINDS = [
  'request', 'hello', 'ping', 'bye', 'attach', 'hang up', 'stop', 'bytes', 'replay', 'wire', 'heal wire', 'fault', 'clear faults', 'local reset', 'supply off',
] as const satisfies readonly ActionKind[];
