/** What page and server say to each other: types, and the few names that both sides need. */

/** What is kept over time. The fast ones are the interlock path at 10 kS/s, the others the slow path at 10 S/s. */
export const TRACES = ['bias', 'current', 'charge', 'fast_bias', 'fast_current'] as const;
export type TraceName = (typeof TRACES)[number];

export interface FaultOffer {
  readonly id: string;
  readonly place: string;
  readonly parameters: readonly { readonly name: string; readonly min: number; readonly max: number }[];
}

export interface Hello {
  readonly kind: 'hello';
  readonly label: string;
  readonly is_simulation: boolean;
  readonly firmware: string;
  readonly version: string;
  /** What the page may ask to be broken; null where it may not, and why. */
  readonly faults: readonly FaultOffer[] | null;
  readonly faults_reason: string;
  /** Why there is no film to be shown; null where there is one. */
  readonly film_reason: string | null;
}

export interface StateMessage {
  readonly kind: 'state';
  /** Newest device time that anything was heard of. */
  readonly device_time_us: number;
  /** Of the first sample that is kept. */
  readonly first_us: number;
  readonly mode: string;
  /** Null while nobody can tell: the controller is not heard, or what shows it has failed. */
  readonly is_switch_closed: boolean | null;
  readonly bias_V: number | null;
  readonly bias_setpoint_V: number;
  readonly current_setpoint_A: number | null;
  readonly current_A: number | null;
  readonly charge_C: number | null;
  readonly open_circuit_V: number;
  readonly latched: readonly string[];
  readonly step: { readonly index: number; readonly count: number } | null;
  /** Null while nobody holds it. */
  readonly lease: { readonly epoch: number; readonly holder: string } | null;
  /** How the link of the page's server to the controller stands; `ended` with the run that it was for. */
  readonly link: 'connected' | 'silent' | 'lost' | 'ended';
  /** Device seconds that go by in a second. */
  readonly speed: number;
  readonly lost_count: number;
  /** What of the page itself has failed; null while all of it works. */
  readonly failure: string | null;
}

/** A row of the matrix of hazards: integers in the unit beside them. */
export interface MarginRow {
  readonly row: number;
  readonly hazard: string | null;
  readonly cause: string;
  readonly is_present: boolean;
  readonly is_latched: boolean;
  readonly value: number | null;
  readonly limit: number | null;
  readonly unit: string;
  readonly origin: string | null;
}

export interface RowsMessage {
  readonly kind: 'rows';
  readonly rows: readonly MarginRow[];
  readonly field: FieldReading | null;
}

/** V/L, a conservative proxy of the field in LiPON; the controller tells the caps that follow from it, and not the field. */
export interface FieldReading {
  readonly V_per_m: number;
  readonly limit_V_per_m: number | null;
  readonly source: string;
}

export type EventTone = 'trip' | 'refusal' | 'warning' | 'output' | 'note';

export interface EventLine {
  /** Counted by the page's server: the controller's own numbers begin again with each start. */
  readonly seq: number;
  readonly device_time_us: number;
  readonly tone: EventTone;
  readonly text: string;
  /** Whether there is more to be said, which `explain` asks for. */
  readonly is_explained: boolean;
}

export interface EventsMessage {
  readonly kind: 'events';
  readonly events: readonly EventLine[];
}

/** The film by depth, from LiPON to the collector: the simulator's truth. */
export interface FilmMessage {
  readonly kind: 'film';
  readonly device_time_us: number;
  readonly centre_m: readonly number[];
  readonly void_fraction: readonly number[];
  readonly pore_fraction: readonly number[];
  readonly lithium: readonly number[];
  /** Null while no cell of the film is beyond the contour. */
  readonly front_m: number | null;
  readonly contour: number;
}

/** What became of something that was asked for. */
export interface AnswerMessage {
  readonly kind: 'answer';
  readonly id: number;
  readonly is_ok: boolean;
  readonly lines: readonly string[];
}

export type ServerMessage = Hello | StateMessage | RowsMessage | EventsMessage | FilmMessage | AnswerMessage;

/** Head of a binary message: the length of this as JSON in four bytes, itself, and minimum, maximum and mean as 32-bit floats. */
export interface TraceHead {
  readonly id: number;
  readonly channel: TraceName;
  readonly from_us: number;
  readonly step_us: number;
  readonly count: number;
}

export type ClientMessage =
  | { readonly kind: 'query'; readonly id: number; readonly channel: TraceName; readonly from_us: number; readonly to_us: number; readonly points: number }
  /** Always taken, whatever else was asked too often. */
  | { readonly kind: 'stop'; readonly id: number }
  | { readonly kind: 'explain'; readonly id: number; readonly seq: number }
  | { readonly kind: 'inject'; readonly id: number; readonly fault_id: string; readonly numbers: readonly number[] };

/** The subprotocol of the page; a second one, behind this prefix, is the token. */
export const PROTOCOL = 'nanobias.page.v1';
export const TOKEN_PREFIX = 'token.';
