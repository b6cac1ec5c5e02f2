import { cellFrom, createSpecimen, FieldSet } from '@nanobias/firmware-model/specimen';
import type { CellPreset, Specimen } from '@nanobias/firmware-model/specimen';

export const TICK_S = 1e-3;
/** The instrument's series resistor of 100 MOhm. */
export const SERIES_S = 1e-8;
/** So stiff that a source behind it drives a constant current. */
const STIFF_S = 1e-15;
const MIDDLE_V = 4.2;
/** Of one lithium per formula unit. */
export const MAH_PER_G = 315.2;
/** Without side walls and lead: what the cell itself does. */
export const BARE = { shunt_Ohm: 1e18, cable_F: 0 } as const;

/** A specimen behind an ideal source, without an instrument. @throws Error naming a parameter that is refused */
export function specimenOf(preset: CellPreset, changes: Readonly<Record<string, unknown>> = {}, quantile = 0.5): Specimen {
  const built = cellFrom(preset, changes);
  if (built.kind === 'refused') throw new Error(built.reason);
  let word = 1;
  const next = (): number => {
    word = (Math.imul(word, 1_664_525) + 1_013_904_223) >>> 0;
    return word;
  };
  return createSpecimen({ arena: new FieldSet(), tick_s: TICK_S, cell: built.cell, breakdownQuantile: quantile, chance: { next } });
}

/** Holds a voltage behind a series conductance; looks at the specimen every so many seconds. */
export function hold(specimen: Specimen, { source_V, seconds, source_S = SERIES_S, every_s = seconds }: { source_V: number; seconds: number; source_S?: number; every_s?: number }, look: (time_s: number) => void = () => undefined): void {
  const every_ticks = Math.round(every_s / TICK_S);
  const ticks = Math.round(seconds / TICK_S);
  for (let tick = 1; tick <= ticks; tick += 1) {
    specimen.advanceTick(source_V, source_S);
    if (tick % every_ticks === 0) look(tick * TICK_S);
  }
}

/** Charges at a multiple of the C-rate until 4.8 V; looks every so often. */
export function charge(specimen: Specimen, rate: number, look: () => void): void {
  const current_A = (rate * specimen.truth.capacity_C) / 3600;
  const every_ticks = Math.max(1, Math.round(5 / rate / TICK_S));
  for (let tick = 1; specimen.voltage_V < 4.8; tick += 1) {
    specimen.advanceTick(MIDDLE_V + current_A / STIFF_S, STIFF_S);
    if (tick % every_ticks === 0) look();
  }
  look();
}

/** Sweeps from one voltage to another. */
export function sweep(specimen: Specimen, { from_V, to_V, slew_V_per_s }: { from_V: number; to_V: number; slew_V_per_s: number }, look: (source_V: number) => void): void {
  const ticks = Math.round(Math.abs(to_V - from_V) / slew_V_per_s / TICK_S);
  const every_ticks = Math.max(1, Math.round(ticks / 900));
  for (let tick = 1; tick <= ticks; tick += 1) {
    const source_V = from_V + ((to_V - from_V) * tick) / ticks;
    specimen.advanceTick(source_V, SERIES_S);
    if (tick % every_ticks === 0) look(source_V);
  }
}
