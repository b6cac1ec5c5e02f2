import { CAUSE, PRESENT_CAUSES } from '@nanobias/firmware-model/interlock';
import type { PresentCause } from '@nanobias/firmware-model/interlock';
import { looksBack } from './code-rows.ts';
import type { Slice } from './slice.ts';

const SHORT = { lease_ticks: 2, clear_ticks: 1, token_ticks: 2, window_ticks: 1, hasRamps: false } as const;

/** Lapse and loss of the link come and go in every slice by themselves; the two causes of one current come together. */
const NOT_ALONE: readonly PresentCause[] = [CAUSE.LEASE_LAPSED, CAUSE.LINK_LOST, CAUSE.OVER_CURRENT, CAUSE.EXCESS_CHARGE];
const ALONE = PRESENT_CAUSES.filter((cause) => !NOT_ALONE.includes(cause));

/** Every cause alone: it opens, it latches, it is released in its own way, in every mode and at every step of a connection. */
const SINGLES: readonly Slice[] = ALONE.map((cause) => ({ ...SHORT, name: `cause ${cause}`, causes: [cause], isHostBrief: looksBack(cause) }));

/** Causes together, durations up to 3 ticks, and ramps: what one cause does to another's latch, delay or way back. */
const TOGETHER: readonly Slice[] = [
  { ...SHORT, name: 'durations of three ticks, with ramps', causes: [CAUSE.OVER_VOLTAGE], lease_ticks: 3, clear_ticks: 2, hasRamps: true },
  { ...SHORT, name: 'two causes that are acknowledged', causes: [CAUSE.OVER_VOLTAGE, CAUSE.TEMPERATURE], clear_ticks: 2 },
  { ...SHORT, name: 'three causes at once', causes: [CAUSE.UNDER_VOLTAGE, CAUSE.SUSTAINED_CURRENT, CAUSE.STATE_CORRUPTED], isHostBrief: true },
  { ...SHORT, name: 'a current that flickers, over three ticks', causes: [CAUSE.OVER_CURRENT, CAUSE.EXCESS_CHARGE], window_ticks: 3, isHostBrief: true },
  { ...SHORT, name: 'layer 0 beside a measured cause', causes: [CAUSE.HARDWARE_OVER_VOLTAGE, CAUSE.OVER_VOLTAGE] },
  { ...SHORT, name: 'a jump of the DAC beside a cause', causes: [CAUSE.SLEW, CAUSE.SWITCH_WELDED], window_ticks: 2, isHostBrief: true },
];

/** Every pair of causes: with `--soak`. */
const PAIRS: readonly Slice[] = ALONE.flatMap((first, place) => ALONE.slice(place + 1).map((second) => ({ ...SHORT, name: `causes ${first} and ${second}`, causes: [first, second] })));
const LONG: readonly Slice[] = TOGETHER.map((slice) => ({ ...slice, isHostBrief: false, name: `${slice.name}, longer`, lease_ticks: 3, clear_ticks: 3, token_ticks: 3 }));

export const SUITE_SLICES: readonly Slice[] = [...SINGLES, ...TOGETHER];
export const SOAK_SLICES: readonly Slice[] = [...SUITE_SLICES, ...LONG, ...PAIRS];


