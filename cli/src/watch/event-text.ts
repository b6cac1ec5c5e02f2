import { causeName, causeUnit, EventKind, eventKindName, modeName, quantityText, statusName } from '@nanobias/sdk';
import type { Event } from '@nanobias/sdk';

/** An event in one line: what, why, and what was held against what. */
export function eventText(event: Event): string {
  const { kind, mode, cause, refusal, label, value, limit, step_index, device_time_us } = event;
  const isOfStep = kind === EventKind.STEP_STARTED || kind === EventKind.STEP_ENDED;
  const unit = causeUnit(cause);
  const parts = [
    eventKindName(kind),
    ...(kind === EventKind.STATE_CHANGED ? [modeName(mode)] : []),
    ...(isOfStep ? [String(step_index + 1)] : []),
    ...(cause === 0 ? [] : [causeName(cause)]),
    ...(refusal === 0 ? [] : [statusName(refusal)]),
    ...(label === '' ? [] : [label]),
    ...(value === undefined ? [] : [`value ${quantityText(value, unit)}`]),
    ...(limit === undefined ? [] : [`limit ${quantityText(limit, unit)}`]),
  ];
  return `${(device_time_us / 1e6).toFixed(4)} s  ${parts.join(' ')}`;
}
