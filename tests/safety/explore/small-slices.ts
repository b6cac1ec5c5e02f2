import { CAUSE } from '@nanobias/firmware-model/interlock';
import type { Slice } from './slice.ts';

/** One cause, and the shortest durations: small enough for a test, large enough for every property. */
export const SMALL: Slice = { name: 'small', causes: [CAUSE.OVER_VOLTAGE], lease_ticks: 2, clear_ticks: 1, token_ticks: 2, window_ticks: 1, hasRamps: false };
export const RAMPS: Slice = { ...SMALL, name: 'ramps', causes: [], hasRamps: true };
export const FLICKER: Slice = { ...SMALL, name: 'flicker', causes: [CAUSE.OVER_CURRENT, CAUSE.EXCESS_CHARGE], lease_ticks: 2, token_ticks: 1, window_ticks: 3, isHostBrief: true };

const TOGETHER: Slice = { ...SMALL, name: 'together', causes: [CAUSE.OVER_VOLTAGE, CAUSE.TEMPERATURE], lease_ticks: 1, token_ticks: 1 };
const LAYER_0: Slice = { ...SMALL, name: 'layer 0', causes: [CAUSE.HARDWARE_OVER_VOLTAGE] };

const FOUND: Slice = { ...SMALL, name: 'found', causes: [CAUSE.BOARD_RESET, CAUSE.SWITCH_WELDED], isHostBrief: true };

/** Every property and every kind of latch, in a few seconds. */
export const QUICK_SLICES: readonly Slice[] = [SMALL, RAMPS, TOGETHER, LAYER_0, FLICKER, FOUND];
