/**
 * Breakdown of LiPON: damage that grows with time and exponentially with the field, up to a threshold drawn once.
 *
 * V/L is a conservative proxy of the field. At the threshold a filament forms that conducts softly and with
 * telegraph noise; some more damage makes it a short. The filament lies across the cell: it discharges the cell
 * whatever the switches do.
 */
import type { Cell } from './cell.ts';
import { dwell_s, type Chance } from './chance.ts';
import type { Fields } from './fields.ts';
import { exp, ln } from '../kernel/elementary.ts';

export const FILAMENTS = ['none', 'soft', 'hard'] as const;
export type Filament = (typeof FILAMENTS)[number];

const DAMAGE_S = 0;
const FILAMENT_INDEX = 1;
const IS_CONDUCTING = 2;
const DWELL_S = 3;
const THRESHOLD_S = 4;
const FIELD_COUNT = 5;

/** Largest exponent of the rate: at e^60 every cell breaks within a tick, and the sum stays finite. */
const EXPONENT_MAX = 60;

export class Breakdown {
  readonly #state: Float64Array;
  readonly #cell: Cell;
  readonly #chance: Chance;

  constructor(fields: Fields, cell: Cell, { quantile, chance }: { quantile: number; chance: Chance }) {
    this.#cell = cell;
    this.#chance = chance;
    this.#state = fields.f64('specimen.breakdown', FIELD_COUNT);
    // Weibull in the damage, whose unit is the second at the field E1.
    this.#state[THRESHOLD_S] = exp(ln(-ln(1 - quantile)) / cell.breakdown_shape_ratio);
  }

  get damage_s(): number {
    return this.#state[DAMAGE_S]!;
  }

  get threshold_s(): number {
    return this.#state[THRESHOLD_S]!;
  }

  get filament(): Filament {
    return FILAMENTS[this.#state[FILAMENT_INDEX]!]!;
  }

  get filament_S(): number {
    const { filament } = this;
    if (filament === 'none') return 0;
    if (filament === 'hard') return 1 / this.#cell.filament_Ohm_hard;
    return 1 / (this.#state[IS_CONDUCTING] === 1 ? this.#cell.filament_Ohm_soft : this.#cell.filament_Ohm_quiet);
  }

  /** Damage per second at a voltage. */
  rate(voltage_V: number): number {
    const { breakdown_m_per_V, breakdown_V_per_m, damage_ratio, lipon_m } = this.#cell;
    return exp(Math.min(EXPONENT_MAX, breakdown_m_per_V * ((damage_ratio * Math.abs(voltage_V)) / lipon_m - breakdown_V_per_m)));
  }

  /** Time until the filament changes, if the voltage stays; infinite after the hard breakdown. */
  quiet_s(voltage_V: number): number {
    const state = this.#state;
    if (this.filament === 'hard') return Infinity;
    if (this.filament === 'none') return (state[THRESHOLD_S]! - state[DAMAGE_S]!) / this.rate(voltage_V);
    return Math.min(state[DWELL_S]!, (this.#hardThreshold_s - state[DAMAGE_S]!) / this.rate(voltage_V));
  }

  advance(step_s: number, mean_V: number): void {
    const state = this.#state;
    state[DAMAGE_S] = state[DAMAGE_S]! + step_s * this.rate(mean_V);
    if (this.filament === 'none' && state[DAMAGE_S] >= state[THRESHOLD_S]!) {
      this.form('soft');
    } else if (this.filament === 'soft') {
      state[DWELL_S] = state[DWELL_S]! - step_s;
      if (state[DWELL_S] <= 0) {
        state[IS_CONDUCTING] = 1 - state[IS_CONDUCTING]!;
        state[DWELL_S] = dwell_s(this.#cell.telegraph_s, this.#chance);
      }
    }
    if (this.filament === 'soft' && state[DAMAGE_S] >= this.#hardThreshold_s) this.form('hard');
  }

  /** Puts the filament into a state, as a fault may. */
  form(filament: Filament): void {
    this.#state[FILAMENT_INDEX] = FILAMENTS.indexOf(filament);
    this.#state[IS_CONDUCTING] = 1;
    this.#state[DWELL_S] = filament === 'soft' ? dwell_s(this.#cell.telegraph_s, this.#chance) : 0;
  }

  get #hardThreshold_s(): number {
    return this.#state[THRESHOLD_S]! * this.#cell.breakdown_ratio_hard;
  }
}
