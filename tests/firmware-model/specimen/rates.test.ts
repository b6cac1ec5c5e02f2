import { describe, expect, it } from 'vitest';
import type { CellPreset, Control } from '../../../firmware-model/src/specimen/cell.ts';
import { filmOf, observe, type Observations } from '../../../firmware-model/src/specimen/observations.ts';
import { charge, flagsNotShown, specimenOf, type Flag } from './drive.ts';

const TICK_S = 1e-3;

/** Without the shunt, which would take most of a current of C/10, and without the lead, which holds a fifth of a lamella's capacity. */
function charged(preset: CellPreset, rate: number, control: Control): Observations {
  const specimen = specimenOf(preset, { tick_s: TICK_S, changes: { control, shunt_Ohm: 1e18, cable_F: 0 } });
  return observe(filmOf(specimen.truth), charge(specimen, { rate, tick_s: TICK_S, isDone: () => specimen.voltage_V >= 4.8 }));
}

// Without the interface term the front of a slow charge passes from 25 to 50 % of the film within ten minutes.
const CONTROLS: readonly { control: Control; refuted: readonly Flag[] }[] = [
  { control: 'no pores', refuted: ['pristine_nanopores'] },
  { control: 'no interface term', refuted: ['nanovoids_start_at_interface', 'front_moves_inward'] },
  { control: 'voids at the collector', refuted: ['nanovoids_start_at_interface', 'front_moves_inward'] },
  { control: 'no voids', refuted: ['nanovoids_start_at_interface', 'front_moves_inward', 'no_phase_transition'] },
  { control: 'film-wide voids', refuted: ['nanovoids_start_at_interface', 'front_moves_inward'] },
  { control: 'phase follows voids', refuted: ['no_phase_transition'] },
];

for (const preset of ['default', 'lamella', 'lipon-100nm'] as const) {
  for (const rate of [0.1, 0.2]) {
    describe(`a charge of the ${preset} cell at C/${1 / rate}`, () => {
      it('shows all four observations, with next to no void far from the interface when the first one appears', () => {
        const observations = charged(preset, rate, 'none');
        expect(flagsNotShown(observations)).toEqual([]);
        expect(observations.figures.nucleation_void_ratio_far).toBeLessThan(1e-4);
      });

      for (const { control, refuted } of CONTROLS) {
        it(`${control}: does not show ${refuted.join(', ')}`, () => {
          const observations = charged(preset, rate, control);
          expect(flagsNotShown(observations)).toEqual(refuted);
          if (control === 'no interface term') expect(observations.figures.nucleation_void_ratio_far).toBeGreaterThan(5e-4);
        });
      }
    });
  }
}
