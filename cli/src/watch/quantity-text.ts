import { causeName, EventKind, eventKindName, modeName, statusName } from '@nanobias/sdk';
import type { Event } from '@nanobias/sdk';
import { currentUnit } from '../figure/quantities.ts';
import { matrixRow } from '../interlock-report.ts';

/** A logged integer in a unit that people read. */
export function quantityText(value: number, unit = ''): string {
  switch (unit) {
    case 'uV':
      return Math.abs(value) < 1000 ? `${value} \u00b5V` : `${(value / 1e6).toFixed(4)} V`;
    case 'fA':
      return currentText(value * 1e-15);
    case 'fC':
      return `${(value / 1e3).toPrecision(4)} pC`;
    case 'us':
      return `${(value / 1e6).toPrecision(4)} s`;
    case 'uAh/g':
      return `${(value / 1e3).toFixed(1)} mAh/g`;
    case 'mdegC':
      return `${(value / 1e3).toFixed(2)} \u00b0C`;
    default:
      return `${value} ${unit}`.trim();
  }
}

export function currentText(current_A: number): string {
  const { name, per_si } = currentUnit(current_A);
  return `${(current_A * per_si).toPrecision(4)} ${name}`;
}

/** An event in one line: what, why, and what was held against what. */
export function eventText(event: Event): string {
  const { kind, mode, cause, refusal, label, value, limit, step_index, device_time_us } = event;
  const isOfStep = kind === EventKind.STEP_STARTED || kind === EventKind.STEP_ENDED;
  const unit = matrixRow(cause)?.unit;
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
