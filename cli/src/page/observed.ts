import { EventKind, causeName, modeName } from '@nanobias/sdk';
import type { CodeBlock, DeviceState, Event } from '@nanobias/sdk';
import type { EventLine, FieldReading, FilmMessage, MarginRow, RowsMessage, StateMessage } from '../browser/messages.ts';
import { eventLine } from './event-lines.ts';
import { Traces } from './traces.ts';

/** Lines that are kept for the page: of a long run the latest. */
const EVENTS_MAX = 1000;

/** A line of the page, and the event that it tells, where it tells one. */
interface Kept {
  readonly line: EventLine;
  readonly event: Event | undefined;
}

/** Everything that a page shows of one controller. Whoever reads the controller tells it; pages look when they like. */
export class Observed {
  readonly #fast_Hz: number | undefined;
  /** Who holds the lease, as far as can be told from here. */
  readonly #holder: string;
  readonly #kept: Kept[] = [];
  #traces: Traces;
  #state: DeviceState | undefined;
  #link: StateMessage['link'] = 'connected';
  #leaseEpoch: number | undefined;
  #rows: readonly MarginRow[] = [];
  #field: FieldReading | null = null;
  #film: FilmMessage | undefined;
  #events_count = 0;
  #failure: string | undefined;

  /**
   * @param holder how to call who holds the lease: `this run`, `another host`
   * @param fast_Hz rate of the fast paths, 10 kS/s unless told
   */
  constructor(holder: string, fast_Hz?: number) {
    this.#holder = holder;
    this.#fast_Hz = fast_Hz;
    this.#traces = new Traces(fast_Hz);
  }

  get traces(): Traces {
    return this.#traces;
  }

  /** The controller has started anew, and its time with it: what was measured before cannot stand beside what follows. */
  restarted(): void {
    this.#traces = new Traces(this.#fast_Hz);
    this.warn('The controller has started anew: its time begins again, and the charts with it');
  }

  block(block: CodeBlock): void {
    this.traces.add(block);
  }

  event(event: Event): void {
    const told = eventLine(event);
    if (told !== undefined) this.#keep(told, event);
    if (event.kind === EventKind.OUTPUT_CLOSED) this.traces.closed();
    if (event.kind === EventKind.OUTPUT_OPENED) this.traces.opened();
  }

  /** What is not as it should be with what the page is told. A line that was the last one is not said again. */
  warn(text: string): void {
    if (this.#kept.at(-1)?.line.text === text) return;
    this.#keep({ device_time_us: this.#newest_us, tone: 'warning', text, is_explained: false });
  }

  /** Shows something, for the page alone: where that fails the page says so, and whoever told it goes on. */
  attempt(show: () => void): void {
    try {
      show();
    } catch (error) {
      this.fail(error);
    }
  }

  /** Something of the page does not work: what it shows is no longer to be relied on. The first failure is told. */
  fail(error: unknown): void {
    this.#failure ??= error instanceof Error ? error.message : String(error);
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

  /** What was shown is over. A link that was lost before stays lost: how the output was left is not known. */
  end(): void {
    this.#leaseEpoch = undefined;
    this.#link = this.#link === 'connected' ? 'ended' : 'lost';
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

  /** Lines so far, also those that are no longer kept. */
  get events_count(): number {
    return this.#events_count;
  }

  /** The kept ones of the last so many. */
  lines(count: number): readonly EventLine[] {
    return (count <= 0 ? [] : this.#kept.slice(-count)).map(({ line }) => line);
  }

  /** What a line tells, by the line's number. */
  eventOf(seq: number): Event | undefined {
    return this.#kept.findLast(({ line }) => line.seq === seq)?.event;
  }

  /** Undefined before the first state was read. */
  stateMessage(speed: number): StateMessage | undefined {
    const { traces } = this;
    const state = this.#state;
    if (state === undefined) return undefined;
    const leaseEpoch = this.#leaseEpoch ?? (this.#link === 'connected' ? state.lease?.leaseEpoch : undefined);
    return {
      kind: 'state',
      device_time_us: this.#newest_us,
      first_us: traces.oldest_us,
      mode: modeName(state.mode),
      // What was last heard of an output says nothing of how it is: another host may have switched it on since.
      is_switch_closed: this.#isLive ? state.isSwitchClosed : null,
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
      failure: this.#failure ?? null,
    };
  }

  get #isLive(): boolean {
    return this.#failure === undefined && (this.#link === 'connected' || this.#link === 'ended');
  }

  get #newest_us(): number {
    return Math.max(this.#traces.newest_us, Math.round((this.#state?.deviceTime_s ?? 0) * 1e6));
  }

  #keep(line: Omit<EventLine, 'seq'>, event?: Event): void {
    this.#events_count += 1;
    this.#kept.push({ line: { ...line, seq: this.#events_count }, event });
    if (this.#kept.length > EVENTS_MAX) this.#kept.shift();
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
