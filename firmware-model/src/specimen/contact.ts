/**
 * The contact between tip and specimen: a resistance, an opening, and chatter between the two.
 *
 * It lies behind the stray capacitance and before everything that is the specimen's own: a cell behind an open contact
 * is still discharged by its side walls and by its filament, and still charged by the beam.
 */
import type { Cell } from './cell.ts';
import { dwell_s, type Chance } from './chance.ts';
import type { Fields } from './fields.ts';

export const CONTACTS = ['closed', 'chattering', 'open'] as const;
export type ContactMode = (typeof CONTACTS)[number];

const MODE_INDEX = 0;
const IS_OPEN = 1;
const DWELL_S = 2;
const CLOSED_OHM = 3;
const FIELD_COUNT = 4;

export class Contact {
  readonly #state: Float64Array;
  readonly #cell: Cell;
  readonly #chance: Chance;

  constructor(fields: Fields, cell: Cell, chance: Chance) {
    this.#cell = cell;
    this.#chance = chance;
    this.#state = fields.f64('specimen.contact', FIELD_COUNT);
    this.#state.set([0, 0, 0, cell.contact_Ohm]);
  }

  get mode(): ContactMode {
    return CONTACTS[this.#state[MODE_INDEX]!]!;
  }

  get isOpen(): boolean {
    return this.#state[IS_OPEN] === 1;
  }

  get resistance_Ohm(): number {
    return this.isOpen ? this.#cell.contact_Ohm_open : this.#state[CLOSED_OHM]!;
  }

  /** Time until the contact changes by itself. */
  get quiet_s(): number {
    return this.mode === 'chattering' ? this.#state[DWELL_S]! : Infinity;
  }

  advance(step_s: number): void {
    if (this.mode !== 'chattering') return;
    const state = this.#state;
    state[DWELL_S] = state[DWELL_S]! - step_s;
    if (state[DWELL_S] > 0) return;
    state[IS_OPEN] = 1 - state[IS_OPEN]!;
    state[DWELL_S] = this.#draw_s();
  }

  /** A chattering contact starts with a closed spell. */
  put(mode: ContactMode): void {
    this.#state[MODE_INDEX] = CONTACTS.indexOf(mode);
    this.#state[IS_OPEN] = mode === 'open' ? 1 : 0;
    this.#state[DWELL_S] = mode === 'chattering' ? this.#draw_s() : 0;
  }

  /** Resistance while closed. */
  resist(closed_Ohm: number): void {
    this.#state[CLOSED_OHM] = closed_Ohm;
  }

  #draw_s(): number {
    return dwell_s(this.isOpen ? this.#cell.contact_s_open : this.#cell.contact_s_closed, this.#chance);
  }
}
