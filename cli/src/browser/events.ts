import { byId, element } from './document.ts';
import type { Link } from './link.ts';
import type { EventLine } from './messages.ts';
import { clockText } from './quantity.ts';

const lines_max = 300;

/** What happened, newest first; trips and refusals say on demand why. */
export class Events {
  readonly #link: Link;
  readonly #host = byId('events', HTMLElement);
  #newest_seq = 0;

  constructor(link: Link) {
    this.#link = link;
  }

  /** Adds what is new; after a reconnection the server tells again what it keeps. */
  add(events: readonly EventLine[]): readonly EventLine[] {
    const news = events.filter(({ seq }) => seq > this.#newest_seq);
    for (const event of news) {
      this.#newest_seq = event.seq;
      this.#host.prepend(this.#line(event));
    }
    while (this.#host.childElementCount > lines_max) this.#host.lastElementChild?.remove();
    return news;
  }

  #line({ seq, device_time_us, tone, text, is_explained }: EventLine): HTMLElement {
    const line = element('li', tone);
    line.append(element('time', '', clockText(device_time_us / 1e6, 1)), element('b', '', text));
    if (!is_explained) return line;
    const button = element('button', '', 'why?');
    button.type = 'button';
    button.setAttribute('aria-expanded', 'false');
    button.addEventListener('click', () => void this.#explain(line, button, seq));
    line.append(button);
    return line;
  }

  async #explain(line: HTMLElement, button: HTMLButtonElement, seq: number): Promise<void> {
    const shown = line.querySelector('pre');
    if (shown !== null) {
      shown.remove();
      button.setAttribute('aria-expanded', 'false');
      return;
    }
    const { lines } = await this.#link.explain(seq);
    line.append(element('pre', '', lines.join('\n')));
    button.setAttribute('aria-expanded', 'true');
  }
}
