import { describe, expect, it } from 'vitest';
import { CELL_PRESETS } from '../../../firmware-model/src/specimen/cell.ts';
import { Diffusion } from '../../../firmware-model/src/specimen/diffusion.ts';
import { FieldSet } from '../../../firmware-model/src/specimen/fields.ts';
import { gridOf } from '../../../firmware-model/src/specimen/grid.ts';

function film(diffusivity_m2_per_s: number, voidFraction: number): Diffusion {
  const cell = { ...CELL_PRESETS.default, diffusivity_m2_per_s_full: diffusivity_m2_per_s, diffusivity_m2_per_s_empty: diffusivity_m2_per_s };
  const diffusion = new Diffusion(new FieldSet(), cell, gridOf(cell));
  diffusion.conduct(new Float64Array(24).fill(voidFraction));
  diffusion.solve(60);
  return diffusion;
}

describe('diffusion in the film', () => {
  it('is slowed by voids as by a diffusivity that is (1 - f)^1.5 as large', () => {
    for (const voidFraction of [0.02, 0.2, 0.25]) {
      const slowed = film(1e-16, voidFraction);
      expect(slowed.surfacePerAmpere / film(1e-16 * (1 - voidFraction) ** 1.5, 0).surfacePerAmpere).toBeCloseTo(1, 12);
      expect(slowed.surfacePerAmpere).toBeLessThan(film(1e-16, 0).surfacePerAmpere);
    }
  });

  it('keeps the lithium of the film to the last place while it evens out', () => {
    const diffusion = film(1e-16, 0);
    diffusion.advance(1e-12);
    const before_x = diffusion.mean_x;
    for (let step = 0; step < 100; step += 1) {
      diffusion.conduct(new Float64Array(24));
      diffusion.solve(10);
      diffusion.advance(0);
    }
    expect(Math.abs(diffusion.mean_x - before_x)).toBeLessThan(1e-14);
    expect(diffusion.surface_x).toBeLessThan(before_x);
    expect(before_x - diffusion.surface_x).toBeLessThan(1e-3);
  });
});
