import { EventKind, causeName, modeName } from '@nanobias/sdk';
import type { CodeBlock, DeviceState, Event } from '@nanobias/sdk';
import type { EventLine, FieldReading, FilmMessage, MarginRow, RowsMessage, StateMessage } from '../browser/messages.ts';
import { eventLine } from './event-lines.ts';
import { Traces } from './traces.ts';

/** Events that are kept for the page: of a long run the latest. */
const EVENTS_MAX = 1000;

/** Everything that a page shows of one controller. Whoever reads the controller tells it; pages look when they like. */
export class Observed {
  readonly traces: Traces;
  /** Who holds the lease, as far as can be told from here. */
  readonly #holder: string;
  readonly #events: Event[] = [];
  #state: DeviceState | undefined;
  #link: StateMessage['link'] = 'connected';
  #leaseEpoch: number | undefined;
  #rows: readonly MarginRow[] = [];
  #field: FieldReading | null = null;
  #film: FilmMessage | undefined;
  #events_count = 0;

  /**
   * @param holder how to call who holds the lease: `this run`, `another host`
   * @param fast_Hz rate of the fast paths, 10 kS/s unless told
   */
  constructor(holder: string, fast_Hz?: number) {
    this.#holder = holder;
    this.traces = new Traces(fast_Hz);
  }

  block(block: CodeBlock): void {
    this.traces.add(block);
  }

  event(event: Event): void {
    this.#events.push(event);
    this.#events_count += 1;
    if (this.#events.length > EVENTS_MAX) this.#events.shift();
    if (event.kind === EventKind.OUTPUT_CLOSED) this.traces.closed();
    if (event.kind === EventKind.OUTPUT_OPENED) this.traces.opened();
  }

  state(state: DeviceState): void {
    this.#state = state;
  }

  /** Where more is known of the lease than what the state says. */
  lease(leaseEpoch: number | undefined): void {
    this.#leaseEpoch = leaseEpoch;
  }

  rows(rows: readonly MarginRow[]): void {
    this.#rows = rows;
  }

  film(film: FilmMessage): void {
    this.#film = film;
  }

  link(link: StateMessage['link']): void {
    this.#link = link;
  }

  field(field: FieldReading): void {
    this.#field = field;
  }

  rowsMessage(): RowsMessage {
    return { kind: 'rows', rows: this.#rows, field: this.#field };
  }

  get latestFilm(): FilmMessage | undefined {
    return this.#film;
  }

  /** Events so far, also those that are no longer kept. */
  get events_count(): number {
    return this.#events_count;
  }

  /** The kept ones of the last so many. */
  lines(count: number): readonly EventLine[] {
    return (count <= 0 ? [] : this.#events.slice(-count)).flatMap((event) => eventLine(event) ?? []);
  }

  eventOf(seq: number): Event | undefined {
    return this.#events.findLast(({ event_seq }) => event_seq === seq);
  }

  /** Undefined before the first state was read. */
  stateMessage(speed: number): StateMessage | undefined {
    const { traces } = this;
    const state = this.#state;
    if (state === undefined) return undefined;
    const leaseEpoch = this.#leaseEpoch ?? (this.#link === 'ended' ? undefined : state.lease?.leaseEpoch);
    return {
      kind: 'state',
      device_time_us: Math.max(traces.newest_us, Math.round(state.deviceTime_s * 1e6)),
      first_us: traces.oldest_us,
      mode: modeName(state.mode),
      is_switch_closed: state.isSwitchClosed,
      bias_V: traces.bias_V ?? state.bias_V,
      bias_setpoint_V: state.biasSetpoint_V,
      current_setpoint_A: state.currentSetpoint_A ?? null,
      current_A: traces.current_A ?? state.current_A ?? null,
      charge_C: traces.charge_C ?? null,
      open_circuit_V: state.openCircuit_V,
      latched: state.latched.map(causeName),
      step: state.stepCount === 0 ? null : { index: state.stepIndex, count: state.stepCount },
      lease: leaseEpoch === undefined ? null : { epoch: leaseEpoch, holder: this.#holder },
      link: this.#link,
      speed,
      lost_count: traces.lost_count,
    };
  }
}

/** What a page may do beside looking. */
export interface PageControls {
  /** Why a trip or a refusal came about. */
  explain(event: Event): Promise<readonly string[]>;
  /** The stop frame, and what was measured after it. */
  stop(): Promise<readonly string[]>;
  /** Makes a fault, or takes back what can be taken back (`none`). @throws RangeError naming what is wrong */
  readonly inject?: (fault_id: string, numbers: readonly number[]) => void;
}
