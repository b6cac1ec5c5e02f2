/** The specimen alone, between two terminals and without an instrument: for figures, fits and checks of the physics. */
export { ANODE_PRESETS, CELL_PARAMETERS, CELL_PRESETS, cellFrom, CONTROLS } from './cell.ts';
export type { AnodePreset, Cell, CellParameter, CellParameterName, CellPreset, CellRefusal, Control, Provenance } from './cell.ts';
export type { Chance } from './chance.ts';
export { FieldSet } from './fields.ts';
export { filmOf, filmRecord, observe, voidFront_m } from './observations.ts';
export type { Film, FilmRecord, Observations } from './observations.ts';
export { createSpecimen } from './specimen.ts';
export type { Disturbance, Specimen, SpecimenOptions } from './specimen.ts';
export type { Terminals } from './terminals.ts';
export type { Truth } from './truth.ts';
