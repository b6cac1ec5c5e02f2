/** A deterministic model of the nanobias controller's firmware, its board and the specimen. */
export { boardFrom, BOARD_PARAMETERS } from './board/configuration.ts';
export type { BoardConfiguration, BoardParameter, BoardParameterName } from './board/configuration.ts';
export { LATCH_CAUSE, LATCH_RESET_KEY, REGISTER } from './board/registers.ts';
export type { LinkBounds } from './board/port.ts';
export type { BoardDescription, Port } from './board/registers.ts';
export type { TripRecord } from './board/protection/trip-record.ts';
export type { Controller, ControllerParts, InterlockRow, Protections } from './controller/contract.ts';
export type { Device } from './harness/device.ts';
export { simulate } from './harness/simulate.ts';
export type { Simulation, SimulationOptions } from './harness/simulate.ts';
export type { StopObserving, Truth } from './harness/truth.ts';
export type { VirtualClock } from './harness/virtual-clock.ts';
export { CELL_PARAMETERS, CELL_PRESETS, cellFrom, CONTROLS } from './specimen/cell.ts';
export type { Cell, CellParameter, CellPreset, CellRefusal, Control } from './specimen/cell.ts';
export { filmOf, filmRecord, observe, voidFront_m } from './specimen/observations.ts';
export type { Film, FilmRecord, Observations } from './specimen/observations.ts';
export type { Truth as SpecimenTruth } from './specimen/truth.ts';
