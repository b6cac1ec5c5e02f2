import { byId, element, tell } from './document.ts';
import type { Link } from './link.ts';
import type { AnswerMessage, FaultOffer, Hello } from './messages.ts';

/** The dialog by which a simulated instrument is broken. */
export class Faults {
  readonly #link: Link;
  readonly #dialog = byId('inject', HTMLDialogElement);
  readonly #opener = byId('inject-open', HTMLButtonElement);
  readonly #fault = byId('fault', HTMLSelectElement);
  readonly #numbers = byId('numbers', HTMLElement);
  readonly #result = byId('inject-result', HTMLElement);
  #faults: readonly FaultOffer[] = [];

  constructor(link: Link) {
    this.#link = link;
    this.#opener.addEventListener('click', () => this.#dialog.showModal());
    byId('inject-close', HTMLButtonElement).addEventListener('click', () => this.#dialog.close());
    byId('take-back', HTMLButtonElement).addEventListener('click', () => void this.#tell(this.#link.inject({ fault_id: 'none', numbers: [] })));
    this.#fault.addEventListener('change', () => this.#ask());
    byId('inject-form', HTMLFormElement).addEventListener('submit', (event) => {
      event.preventDefault();
      const numbers = [...this.#numbers.querySelectorAll('input')].map((input) => input.valueAsNumber);
      void this.#tell(this.#link.inject({ fault_id: this.#fault.value, numbers }));
    });
  }

  offer({ faults, faults_reason }: Hello): void {
    this.#faults = faults ?? [];
    this.#opener.hidden = false;
    this.#opener.disabled = faults === null;
    this.#opener.title = faults_reason;
    const places = [...new Set(this.#faults.map(({ place }) => place))];
    this.#fault.replaceChildren(...places.map((place) => {
      const group = document.createElement('optgroup');
      group.label = place;
      group.append(...this.#faults.filter((fault) => fault.place === place).map(({ id }) => element('option', '', id)));
      return group;
    }));
    if (this.#faults.some(({ id }) => id === 'sense.open')) this.#fault.value = 'sense.open';
    this.#ask();
  }

  /** A field for each number that the fault takes. */
  #ask(): void {
    const fault = this.#faults.find(({ id }) => id === this.#fault.value);
    this.#numbers.replaceChildren(...(fault?.parameters ?? []).map(({ name, min, max }) => {
      const label = element('label', '', name);
      const input = element('input', '');
      Object.assign(input, { type: 'number', min: String(min), max: String(max), step: 'any', required: true });
      input.value = String(Number.isInteger(min) ? Math.round((min + max) / 2) : (min + max) / 2);
      label.append(input, element('small', '', `${min} to ${max}`));
      return label;
    }));
    tell(this.#result, '');
  }

  async #tell(answered: Promise<AnswerMessage>): Promise<void> {
    const { lines } = await answered;
    tell(this.#result, lines.join('\n'));
  }
}
