import { EventKind, causeName, modeName, statusName } from '@nanobias/sdk';
import type { Event } from '@nanobias/sdk';
import type { EventLine, EventTone } from '../browser/messages.ts';

/** An event as a line of the page; undefined for those that only repeat what the page shows anyhow. */
export function eventLine(event: Event): Omit<EventLine, 'seq'> | undefined {
  const told = TOLD[event.kind]?.(event);
  if (told === undefined) return undefined;
  const [tone, text] = told;
  return { device_time_us: event.device_time_us, tone, text, is_explained: tone === 'trip' || tone === 'refusal' };
}

type Told = readonly [EventTone, string] | undefined;

const TOLD: Partial<Record<EventKind, (event: Event) => Told>> = {
  [EventKind.TRIPPED]: ({ cause }) => ['trip', `Tripped: ${causeName(cause)}`],
  [EventKind.OUTPUT_OPENED]: ({ cause, current_fA }) =>
    ['output', `Output OFF, ${causeName(cause)}${current_fA === undefined ? '' : `; ${(current_fA / 1000).toFixed(2)} pA measured`}`],
  [EventKind.OUTPUT_CLOSED]: ({ bias_uV }) => ['output', `Output ON at ${(bias_uV / 1e6).toFixed(4)} V`],
  [EventKind.LEASE_CHANGED]: ({ cause, value }) => ['note', `Lease ${value ?? ''} ${cause === 0 ? 'taken or given back' : `ended, ${causeName(cause)}`}`],
  [EventKind.STEP_STARTED]: ({ step_index }) => ['note', `Step ${step_index + 1} began`],
  [EventKind.PROGRAM_ENDED]: ({ cause }) => ['note', `Program ended, ${causeName(cause)}`],
  [EventKind.WARNING]: ({ cause }) => ['warning', `Warning: ${causeName(cause)}`],
  [EventKind.REFUSED]: ({ refusal }) => ['refusal', `Refused: ${statusName(refusal)}`],
  [EventKind.MARK]: ({ label, value }) => ['note', `Mark ${label === '' ? String(value ?? '') : label}`],
  [EventKind.STATE_CHANGED]: ({ mode }) => ['note', `Mode ${modeName(mode)}`],
  [EventKind.COMPLIANCE]: ({ limit }) => ['warning', `Bias at compliance${limit === undefined ? '' : `, ${(limit / 1e6).toFixed(3)} V`}`],
  [EventKind.RANGE_CHANGED]: () => ['note', 'Current range changed'],
  [EventKind.LINK_ERROR]: () => ['warning', 'Error on the link'],
};
