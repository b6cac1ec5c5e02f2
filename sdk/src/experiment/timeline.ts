import { decimal } from './caps.ts';
import type { Plan } from './preflight.ts';

/** The plan as a table for people: when, what, and how far from the caps. */
export function timelineText(plan: Plan): string {
  const rows = plan.steps.map(({ index, kind, bias_V, ramp_s, start_s, duration_s }) => [
    `${index + 1}`,
    clockText(start_s),
    kind.replace('_', ' '),
    kind === 'open' ? '-' : bias_V === undefined ? 'at rest' : `${bias_V.toFixed(3)} V`,
    kind === 'open' ? '-' : ramp_s === undefined ? 'from rest' : `${decimal(ramp_s)} s`,
    `${decimal(duration_s)} s`,
  ]);
  const header = ['step', 'start', 'kind', 'bias', 'ramp', 'hold'];
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)));
  const lines = [header, ...rows].map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd());
  return [
    ...lines,
    `bias at most ${plan.bias_V_max === undefined ? 'that at rest' : `${plan.bias_V_max.toFixed(3)} V`}, cap ${decimal(plan.cap.value_V)} V (${plan.cap.origin})`,
    `field at most ${decimal(plan.field_V_per_m_max / 1e8)} MV/cm (V/L), cap ${decimal(plan.field_V_per_m_cap / 1e8)} MV/cm`,
    `duration ${clockText(plan.duration_s)}${plan.steps.some(({ kind, ramp_s }) => kind !== 'open' && ramp_s === undefined) ? ', and the ramps from rest' : ''}`,
    ...plan.warnings.map((warning) => `warning: ${warning}`),
  ].join('\n');
}

/** Hours, minutes and seconds. */
export function clockText(time_s: number): string {
  const whole_s = Math.max(0, Math.round(time_s));
  const pad = (value: number): string => String(value).padStart(2, '0');
  return `${Math.floor(whole_s / 3600)}:${pad(Math.floor(whole_s / 60) % 60)}:${pad(whole_s % 60)}`;
}
