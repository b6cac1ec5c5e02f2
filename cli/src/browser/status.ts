import { byId, element, tell } from './document.ts';
import type { Link } from './link.ts';
import type { EventLine, Hello, StateMessage } from './messages.ts';
import { clockText, volts, written } from './quantity.ts';
import type { Written } from './quantity.ts';

const LINKS: Readonly<Record<StateMessage['link'], string>> = { connected: 'connected', silent: 'SILENT', lost: 'LOST', ended: 'run ended' };
/** An output of which nobody can tell is shown as one that may be on. */
const OUTPUTS = { true: 'output ON', false: 'output off', null: 'output unknown' } as const;

/** The head of the page: the stop, what the instrument is doing, who commands it, and what stands in the way. */
export class Status {
  readonly #link: Link;
  readonly #notice = byId('notice', HTMLElement);
  /** What is told about: a notice of another kind takes its place, and what it was about takes it away. */
  #noticed: 'server' | 'trip' | 'stop' | 'failed stop' | undefined;

  constructor(link: Link) {
    this.#link = link;
    byId('stop', HTMLButtonElement).addEventListener('click', () => void this.#stop());
    document.addEventListener('keydown', (event) => {
      if (!(event.ctrlKey && event.key === '.')) return;
      event.preventDefault();
      void this.#stop();
    });
  }

  hello({ is_simulation, label, firmware, version }: Hello): void {
    byId('simulation', HTMLElement).hidden = !is_simulation;
    const told = byId('label', HTMLElement);
    tell(told, label);
    told.title = `firmware ${firmware}, page ${version}`;
    document.title = `${is_simulation ? 'SIMULATION \u00b7 ' : ''}nanobias`;
  }

  state(state: StateMessage): void {
    const { mode, is_switch_closed, lease, link, step, speed, lost_count, failure } = state;
    const [output, badge] = [byId('output', HTMLElement), byId('mode', HTMLElement)];
    tell(output, OUTPUTS[String(is_switch_closed) as keyof typeof OUTPUTS]);
    output.classList.toggle('on', is_switch_closed !== false);
    const isTripped = mode === 'TRIPPED' || mode === 'HARD_FAULT';
    tell(badge, is_switch_closed === null ? 'UNKNOWN' : mode.replace('_', ' '));
    badge.classList.toggle('tripped', isTripped);
    if (!isTripped && this.#noticed === 'trip') this.#tell(undefined);
    tell(byId('lease', HTMLElement), lease === null ? 'nobody' : `${lease.holder}, epoch ${lease.epoch}`);
    tell(byId('step', HTMLElement), step === null ? 'no program' : `${Math.min(step.count, step.index + 1)} of ${step.count}`);
    tell(byId('time', HTMLElement), clockText(state.device_time_us / 1e6));
    const told = byId('link-state', HTMLElement);
    tell(told, `${failure === null ? '' : `PAGE FAILED: ${failure}, `}${LINKS[link]}${lost_count > 0 ? `, ${lost_count} samples lost` : ''}${speed > 2 ? `, ${speed.toPrecision(2)} x real time` : ''}`);
    told.classList.toggle('bad', failure !== null || link === 'silent' || link === 'lost');
    this.#read(state);
  }

  /** The last trip, as long as it is latched. */
  events(events: readonly EventLine[], isTripped: boolean): void {
    const trip = events.findLast(({ tone }) => tone === 'trip');
    if (trip === undefined || !isTripped) return;
    void this.#link.explain(trip.seq).then(({ lines }) => this.#tell('trip', trip.text.toUpperCase(), lines));
  }

  /** The page hears nothing: what it shows is what was. */
  lost(reason: string): void {
    // That a stop did not arrive is not to be covered by the reason why.
    if (this.#noticed === 'failed stop') return;
    this.#tell('server', 'NOT LIVE', [`${reason}. What is shown is what was; the stop of this page does not reach the controller now.`]);
  }

  found(): void {
    if (this.#noticed === 'server') this.#tell(undefined);
  }

  async #stop(): Promise<void> {
    this.#tell('stop', 'STOP SENT', ['waiting for the measured off']);
    const { is_ok, lines } = await this.#link.stop();
    this.#tell(is_ok ? 'stop' : 'failed stop', is_ok ? 'STOPPED' : 'STOP FAILED', lines);
  }

  #read({ bias_V, bias_setpoint_V, current_A, current_setpoint_A, charge_C, is_switch_closed, open_circuit_V }: StateMessage): void {
    reading('bias', volts(bias_V));
    tell(byId('setpoint', HTMLElement), is_switch_closed !== false ? `set-point ${volts(bias_setpoint_V).number} V` : `open circuit ${volts(open_circuit_V).number} V`);
    reading('current', written(current_A, 'A'));
    const asked = written(current_setpoint_A, 'A');
    tell(byId('current-note', HTMLElement), current_setpoint_A === null ? 'positive: lithium leaves LNMO' : `regulated to ${asked.number} ${asked.unit}`);
    reading('charge', written(charge_C, 'C'));
  }

  #tell(about: 'server' | 'trip' | 'stop' | 'failed stop' | undefined, heading = '', lines: readonly string[] = []): void {
    this.#noticed = about;
    this.#notice.hidden = about === undefined;
    if (about === undefined) return;
    const close = element('button', '', 'dismiss');
    close.type = 'button';
    close.addEventListener('click', () => this.#tell(undefined));
    this.#notice.replaceChildren(element('strong', '', heading), element('pre', '', lines.join('\n')), close);
  }
}

function reading(id: string, { number, unit }: Written): void {
  const output = byId(id, HTMLOutputElement);
  if (output.textContent === `${number}${unit}`) return;
  output.replaceChildren(number, element('span', '', unit));
}
