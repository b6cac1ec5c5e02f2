import type { Cause } from '../../interlock/cause.ts';
import type { Device } from '../device.ts';

/** A number of a fault: its unit is the end of its name. */
export interface FaultParameter {
  readonly name: string;
  readonly min: number;
  readonly max: number;
}

/** What is expected of the instrument once the fault is there. */
export type Detection =
  /** The circuit opens within the bound, for one of these causes. */
  | { readonly kind: 'trips'; readonly causes: readonly Cause[]; readonly bound_us: number }
  /** An arm is refused. */
  | { readonly kind: 'refuses' }
  /** Nothing has to happen, and the reason why that is borne. */
  | { readonly kind: 'accepted'; readonly reason: string };

/** Where a fault sits: two of one place exclude each other. */
export type FaultPlace =
  | 'voltage path' | 'current path' | 'slow voltage path' | 'slow current path' | 'fast path' | 'sense lead' | 'sampler' | 'front end' | 'dac'
  | 'switches' | 'comparators' | 'line' | 'time base' | 'supply' | 'processor' | 'memory' | 'thermometer' | 'beam' | 'probe' | 'calibration' | 'film' | 'contact'
  | 'flash' | 'link' | 'host';

/** Something that can be wrong, with what is expected of the instrument while its output is on, and while it is off. */
export interface Fault {
  readonly id: string;
  readonly place: FaultPlace;
  /** Row of the matrix of hazards that the fault belongs to. */
  readonly row: number;
  readonly parameters: readonly FaultParameter[];
  readonly whileOn: Detection;
  /** The same while the bias moves or a current is regulated, where less can be told than in a hold. */
  readonly whileMoving?: Detection;
  readonly whileOff: Detection;
  /** Makes it so, between two ticks. The numbers have been checked. */
  readonly inject: (device: Device, numbers: readonly number[]) => void;
}

export const accepted = (reason: string): Detection => ({ kind: 'accepted', reason });
export const refuses: Detection = { kind: 'refuses' };
export const trips = (bound_us: number, ...causes: readonly Cause[]): Detection => ({ kind: 'trips', bound_us, causes });

/** Shown by the next closing, and by the rows that see every code from then on. */
export const untilOn = accepted('nothing is connected; the rows see it from the closing on');
