/**
 * Nanovoids, nanopores and phase.
 *
 * Nanopores stand in the reconstruction layer before any bias and never change. Nanovoids appear where lithium is
 * removed below an onset that is higher next to LiPON, and never heal: they follow the lowest content so far, so that
 * pulses and cycles do not pump them. The law is assumed; the base law never changes the phase.
 */
import type { Cell } from './cell.ts';
import type { Fields } from './fields.ts';
import type { Grid } from './grid.ts';
import { exp } from '../kernel/elementary.ts';

export class Voids {
  readonly voidFraction: Float64Array;
  readonly poreFraction: Float64Array;
  /** 1 where the layered structure has turned into spinel or rock salt. */
  readonly phaseFraction: Float64Array;
  /** Lowest content so far, by cell. */
  readonly #lowest_x: Float64Array;
  readonly #onset_x: Float64Array;
  readonly #cell: Cell;

  constructor(fields: Fields, cell: Cell, grid: Grid) {
    this.#cell = cell;
    this.voidFraction = fields.f64('specimen.voidFraction', grid.count);
    this.poreFraction = fields.f64('specimen.poreFraction', grid.count);
    this.phaseFraction = fields.f64('specimen.phaseFraction', grid.count);
    this.#lowest_x = fields.f64('specimen.lowest_x', grid.count);
    this.#lowest_x.fill(cell.lithium_initial_ratio);
    this.#onset_x = Float64Array.from(grid.centre_m, (z_m) => onset_x(cell, z_m));
    for (let i = 0; i < grid.count; i += 1) {
      const isTransformed = grid.centre_m[i]! < cell.reconstruction_m;
      this.phaseFraction[i] = isTransformed ? 1 : 0;
      this.poreFraction[i] = isTransformed && cell.control !== 'no pores' ? cell.pore_ratio : 0;
    }
  }

  /** Follows the content after a step. */
  advance(content: { readonly x: Float64Array; readonly mean_x: number }): void {
    const { control } = this.#cell;
    const { x } = content;
    const lowest = this.#lowest_x;
    const everywhere_x = control === 'film-wide voids' ? content.mean_x : undefined;
    for (let i = 0; i < x.length; i += 1) {
      const now = everywhere_x ?? x[i]!;
      const before = lowest[i]!;
      if (!(now < before)) continue;
      lowest[i] = now;
      const from = Math.min(before, this.#onset_x[i]!);
      if (now < from && control !== 'no voids') this.#grow(i, from, now);
    }
  }

  /** Void grown while the content falls from one value to another, both below the onset: the drive of the middle. */
  #grow(i: number, from: number, to: number): void {
    const cell = this.#cell;
    const drive = Math.min(1, (this.#onset_x[i]! - (from + to) / 2) / cell.void_span_ratio);
    const room = 1 - this.voidFraction[i]! / cell.void_ratio_max;
    const growth = cell.void_rate_ratio * room * (cell.void_base_ratio + drive) * (from - to);
    this.voidFraction[i] = this.voidFraction[i]! + growth;
    if (cell.control === 'phase follows voids') this.phaseFraction[i] = Math.min(1, this.phaseFraction[i]! + growth / 0.25);
  }
}

/** Content below which voids grow at a depth. */
function onset_x(cell: Cell, z_m: number): number {
  const { control, void_onset_ratio: far } = cell;
  if (control === 'no interface term' || control === 'film-wide voids') return far;
  const distance_m = control === 'voids at the collector' ? cell.lnmo_m - z_m : z_m;
  return far + cell.void_onset_ratio_interface * exp(-distance_m / cell.void_reach_m);
}
