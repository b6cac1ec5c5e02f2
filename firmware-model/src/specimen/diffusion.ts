/**
 * Lithium in the LNMO film: implicit diffusion on a graded grid.
 *
 * A step is solved before the current through the interface is known: one factorisation, two right-hand sides, so
 * that the change of every cell is `drift + perAmpere I`. The surface follows the current at once, as an impedance;
 * with a surface content that lags by a step the cell oscillates (near x = 1.2 from steps of 20 ms).
 */
import type { Cell } from './cell.ts';
import { FARADAY_C_PER_MOL } from './constants.ts';
import type { Fields } from './fields.ts';
import type { Grid } from './grid.ts';
import { Diffusivity } from './lnmo.ts';

export class Diffusion {
  /** Lithium per formula unit, by cell. */
  readonly x: Float64Array;
  readonly #grid: Grid;
  readonly #diffusivity: Diffusivity;
  /** Charge of one lithium per formula unit and metre of film. */
  readonly #line_C_per_m: number;
  readonly #face_m_per_s: Float64Array;
  readonly #drift: Float64Array;
  readonly #perAmpere: Float64Array;
  readonly #upper: Float64Array;
  readonly #local: Float64Array;

  constructor(fields: Fields, cell: Cell, grid: Grid) {
    this.#grid = grid;
    this.#diffusivity = new Diffusivity(cell);
    this.#line_C_per_m = cell.lithium_mol_per_m3 * FARADAY_C_PER_MOL * cell.length_m * cell.width_m;
    this.x = fields.f64('specimen.x', grid.count);
    this.#face_m_per_s = fields.f64('specimen.face', grid.count);
    this.#drift = fields.f64('specimen.drift', grid.count);
    this.#perAmpere = fields.f64('specimen.perAmpere', grid.count);
    this.#upper = new Float64Array(grid.count);
    this.#local = new Float64Array(grid.count);
    this.x.fill(cell.lithium_initial_ratio);
  }

  get surface_x(): number {
    return this.x[0]!;
  }

  /** Content of the surface at the end of the step as solved, without current. */
  get surfaceDrift_x(): number {
    return this.x[0]! + this.#drift[0]!;
  }

  /** Change of that content with the mean current through the interface; negative. */
  get surfacePerAmpere(): number {
    return this.#perAmpere[0]!;
  }

  get mean_x(): number {
    const { count, width_m, face_m } = this.#grid;
    let sum = 0;
    for (let i = 0; i < count; i += 1) sum += this.x[i]! * width_m[i]!;
    return sum / face_m[count]!;
  }

  /** Fixes the conductance of every face for the coming step; voids narrow the way as (1 - f)^1.5. */
  conduct(voidFraction: Float64Array): void {
    const { count, width_m } = this.#grid;
    const local = this.#local;
    for (let i = 0; i < count; i += 1) {
      const solid = 1 - voidFraction[i]!;
      local[i] = width_m[i]! / (2 * this.#diffusivity.at_m2_per_s(this.x[i]!) * solid * Math.sqrt(solid));
    }
    for (let i = 0; i + 1 < count; i += 1) this.#face_m_per_s[i] = 1 / (local[i]! + local[i + 1]!);
  }

  /** Solves a step of this length for the change of every cell, with the conductances as fixed. */
  solve(step_s: number): void {
    const { count, width_m } = this.#grid;
    const x = this.x;
    const face = this.#face_m_per_s;
    const drift = this.#drift;
    const perAmpere = this.#perAmpere;
    const upper = this.#upper;
    let before = 0;
    let inflow = 0;
    let shareBefore = 0;
    for (let i = 0; i < count; i += 1) {
      const after = i + 1 < count ? face[i]! : 0;
      const outflow = i + 1 < count ? after * (x[i]! - x[i + 1]!) : 0;
      const pivot = 1 / (width_m[i]! / step_s + before * (1 - shareBefore) + after);
      drift[i] = (inflow - outflow + (i > 0 ? before * drift[i - 1]! : 0)) * pivot;
      perAmpere[i] = (i > 0 ? before * perAmpere[i - 1]! : -1 / this.#line_C_per_m) * pivot;
      upper[i] = after * pivot;
      shareBefore = upper[i]!;
      before = after;
      inflow = outflow;
    }
    for (let i = count - 2; i >= 0; i -= 1) {
      drift[i] = drift[i]! + upper[i]! * drift[i + 1]!;
      perAmpere[i] = perAmpere[i]! + upper[i]! * perAmpere[i + 1]!;
    }
  }

  /** Ends the step with the mean current that the ticks have really carried. */
  advance(mean_A: number): void {
    for (let i = 0; i < this.x.length; i += 1) this.x[i] = this.x[i]! + (this.#drift[i]! + this.#perAmpere[i]! * mean_A);
  }
}
