import { Chart } from './chart.ts';
import type { Level, Marker } from './chart.ts';
import { byId, tell } from './document.ts';
import type { Link, Trace } from './link.ts';
import type { EventLine, StateMessage, TraceName } from './messages.ts';
import { clockText, spanText } from './quantity.ts';
import { DeviceClock, TimeWindow } from './window.ts';
import type { Recorded, TimeSpan } from './window.ts';

/** What was measured last is shown this late, so that it is there when its place comes into view. */
const lag_s = 0.35;
/** Asked anew while following: at most so often, and at least. */
const refresh_ms = { min: 100, max: 1000 };
const wheel_factor = 1.0018;
const markers_max = 200;

const KINDS = {
  bias: { title: 'Bias', unit: 'V', colour: '#f0a830', span_min: 2e-3, isLast: false },
  current: { title: 'Current', unit: 'A', colour: '#5cb8f0', span_min: 1e-12, isLast: false },
  charge: { title: 'Charge since the switch closed', unit: 'C', colour: '#3ecf9a', span_min: 1e-14, isLast: true },
} as const;
const NAMES = ['bias', 'current', 'charge'] as const;
const FAST: Readonly<Partial<Record<TraceName, TraceName>>> = { bias: 'fast_bias', current: 'fast_current' };

const MARKED: Readonly<Partial<Record<EventLine['tone'], string>>> = { trip: '#ff7a70', output: '#9fb3c8' };

/** The charts, the window of time that they share, and what is asked for to fill it. */
export class Charts {
  readonly #link: Link;
  readonly #host = byId('charts', HTMLElement);
  readonly #charts: Readonly<Record<(typeof NAMES)[number], Chart>>;
  readonly #window = new TimeWindow();
  readonly #clock = new DeviceClock();
  readonly #markers: Marker[] = [];
  #levels: readonly Level[] = [];
  #state: StateMessage | undefined;
  #shown: Recorded = { first_s: 0, now_s: 0 };
  #isAsking = false;
  #asked_ms = -Infinity;
  #asked: TimeSpan = { from_s: 0, to_s: 0 };
  #isFast = false;
  #isDrawn = false;
  #drawn: TimeSpan = { from_s: 0, to_s: 0 };
  #frames_count = 0;
  #frames_ms = 0;

  constructor(link: Link) {
    this.#link = link;
    const chart = (name: (typeof NAMES)[number]): Chart => new Chart(this.#host, KINDS[name], {
      onSelect: (span) => this.#change(() => this.#window.show(span)),
      onWheel: (about_s, delta, isShifted) => this.#change(() => {
        if (isShifted) this.#window.move(delta / 1000, this.#shown);
        else this.#window.zoom(wheel_factor ** delta, about_s, this.#shown);
      }),
      onReset: () => this.#change(() => this.#window.follow(this.#window.followed)),
    });
    this.#charts = { bias: chart('bias'), current: chart('current'), charge: chart('charge') };
    this.#listen();
    requestAnimationFrame((now_ms) => this.#frame(now_ms));
  }

  state(state: StateMessage): void {
    this.#state = state;
    this.#clock.heard(state.device_time_us / 1e6, state.speed, performance.now());
  }

  /** Caps of the bias, in volts. */
  caps(levels: readonly Level[]): void {
    this.#levels = levels;
    this.#mark();
  }

  events(events: readonly EventLine[]): void {
    for (const { tone, device_time_us, text } of events) {
      const colour = MARKED[tone];
      if (colour !== undefined) this.#markers.push({ time_s: device_time_us / 1e6, colour, label: text.replace(/[,;].*/, '') });
    }
    this.#markers.splice(0, this.#markers.length - markers_max);
    this.#mark();
  }

  #mark(): void {
    this.#charts.bias.mark(this.#levels, this.#markers);
    const plain = this.#markers.map(({ time_s, colour }) => ({ time_s, colour, label: '' }));
    this.#charts.current.mark([], plain);
    this.#charts.charge.mark([], plain);
    this.#isDrawn = false;
  }

  #frame(now_ms: number): void {
    requestAnimationFrame((next_ms) => this.#frame(next_ms));
    const state = this.#state;
    if (state === undefined) return;
    this.#shown = { first_s: state.first_us / 1e6, now_s: this.#clock.at(now_ms) - Math.min(lag_s * Math.max(1, state.speed), state.device_time_us / 1e6) };
    const span = this.#window.at(this.#shown);
    this.#ask(span, now_ms);
    const isMoved = span.from_s !== this.#drawn.from_s || span.to_s !== this.#drawn.to_s;
    if (!isMoved && this.#isDrawn) return;
    this.#isDrawn = true;
    this.#drawn = span;
    for (const name of NAMES) this.#charts[name].draw(span);
    this.#count(now_ms);
    const { from_s, to_s } = span;
    tell(byId('shown', HTMLElement), `${spanText(to_s - from_s)}${this.#window.isFollowing ? ', live' : ` from ${clockText(from_s)}`}`);
  }

  /** Says for whoever measures the page how often it draws. */
  #count(now_ms: number): void {
    this.#frames_count += 1;
    if (now_ms - this.#frames_ms < 1000) return;
    this.#host.dataset['fps'] = (this.#frames_count / ((now_ms - this.#frames_ms) / 1000)).toFixed(1);
    this.#frames_count = 0;
    this.#frames_ms = now_ms;
  }

  /** Asks for what is in the window: at once when it was changed, from time to time while it follows. */
  #ask(span: TimeSpan, now_ms: number): void {
    if (this.#isAsking || this.#state === undefined) return;
    const span_ms = (span.to_s - span.from_s) * 1000;
    const period_ms = this.#state.speed > 2 ? refresh_ms.min : Math.min(refresh_ms.max, Math.max(refresh_ms.min, span_ms / 1000));
    const isNew = span.from_s !== this.#asked.from_s || span.to_s !== this.#asked.to_s;
    const isDue = now_ms - this.#asked_ms >= (this.#window.isFollowing ? period_ms : isNew ? 0 : refresh_ms.max);
    if (!isDue) return;
    this.#isAsking = true;
    this.#asked_ms = now_ms;
    this.#asked = span;
    void this.#fetch(span).finally(() => {
      this.#isAsking = false;
    });
  }

  async #fetch(span: TimeSpan): Promise<void> {
    // A little more to the right: while the window follows, the time that comes next.
    const ahead_s = this.#window.isFollowing ? Math.min((span.to_s - span.from_s) / 4, 3 * lag_s * Math.max(1, this.#state?.speed ?? 1)) : 0;
    const window = { from_us: span.from_s * 1e6, to_us: (span.to_s + ahead_s) * 1e6, points: this.#charts.bias.columns };
    const traces = await Promise.all(NAMES.flatMap((name) => {
      const fast = this.#isFast ? FAST[name] : undefined;
      return [this.#link.query({ ...window, channel: name }), fast === undefined ? Promise.resolve(undefined) : this.#link.query({ ...window, channel: fast })];
    }));
    NAMES.forEach((name, index) => this.#charts[name].show(...(traces.slice(2 * index, 2 * index + 2) as [Trace | undefined, Trace | undefined])));
    this.#isDrawn = false;
    this.#host.dataset['loaded'] = `${span.from_s} ${span.to_s}`;
  }

  #change(change: () => void): void {
    change();
    this.#asked_ms = -Infinity;
    this.#tellFollowed();
  }

  #listen(): void {
    for (const button of document.querySelectorAll<HTMLButtonElement>('#tools [data-span]')) {
      const span = button.dataset['span'];
      button.addEventListener('click', () => this.#change(() => this.#window.follow(span === 'all' ? 'all' : Number(span))));
    }
    const middle_s = (): number => {
      const { from_s, to_s } = this.#window.at(this.#shown);
      return (from_s + to_s) / 2;
    };
    const acts = {
      'zoom-in': () => this.#window.zoom(0.5, middle_s(), this.#shown),
      'zoom-out': () => this.#window.zoom(2, middle_s(), this.#shown),
      earlier: () => this.#window.move(-0.5, this.#shown),
      later: () => this.#window.move(0.5, this.#shown),
    } as const;
    for (const [id, act] of Object.entries(acts)) byId(id, HTMLButtonElement).addEventListener('click', () => this.#change(act));
    const keys: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => this.#window.move(-0.2, this.#shown), ArrowRight: () => this.#window.move(0.2, this.#shown), '+': acts['zoom-in'], '-': acts['zoom-out'],
      Home: () => this.#window.follow(this.#window.followed),
    };
    this.#host.addEventListener('keydown', ({ key }) => {
      const act = keys[key];
      if (act !== undefined) this.#change(act);
    });
    const fast = byId('fast', HTMLInputElement);
    fast.addEventListener('change', () => this.#change(() => {
      this.#isFast = fast.checked;
    }));
    this.#tellFollowed();
  }

  #tellFollowed(): void {
    for (const button of document.querySelectorAll<HTMLButtonElement>('#tools [data-span]')) {
      button.setAttribute('aria-pressed', String(this.#window.isFollowing && button.dataset['span'] === String(this.#window.followed)));
    }
  }
}
