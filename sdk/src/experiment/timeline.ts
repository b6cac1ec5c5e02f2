import { decimal } from './caps.ts';
import type { PlannedStep } from './compile.ts';
import type { Plan } from './preflight.ts';

/** Steps that leave the cell within 20 mV of rest. */
const atRest: ReadonlySet<PlannedStep['kind']> = new Set<PlannedStep['kind']>(['ocv', 'leak_check', 'mark']);

/** The plan as a table for people: when, what, and how far from the caps. */
export function timelineText(plan: Plan): string {
  const hasCharge = plan.steps.some(({ charge_C }) => charge_C !== undefined);
  const moved_index = plan.steps.findIndex(({ kind }) => !atRest.has(kind));
  const rows = plan.steps.map((step, index) => [
    `${step.index + 1}`,
    clockText(step.start_s),
    step.kind.replace('_', ' '),
    biasText(step, index === moved_index ? 'rest' : '...'),
    isOpen(step) || step.ramp_s === 0 ? '-' : step.ramp_s === undefined ? 'from rest' : `${decimal(step.ramp_s)} s`,
    `${decimal(step.duration_s)} s`,
    ...(hasCharge ? [step.charge_C === undefined ? '' : `${decimal(step.charge_C * 1e9)} nC`] : []),
  ]);
  const header = ['step', 'start', 'kind', 'bias', 'ramp', 'hold', ...(hasCharge ? ['charge'] : [])];
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)));
  const lines = [header, ...rows].map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd());
  return [
    ...lines,
    `bias at most ${plan.bias_V_max === undefined ? 'that at rest' : `${plan.bias_V_max.toFixed(3)} V`}, cap ${decimal(plan.cap.value_V)} V (${plan.cap.origin})`,
    `field at most ${decimal(plan.field_V_per_m_max / 1e8)} MV/cm (V/L), cap ${decimal(plan.field_V_per_m_cap / 1e8)} MV/cm`,
    `duration ${clockText(plan.duration_s)}${plan.steps.some((step) => !isOpen(step) && step.ramp_s === undefined) ? ', and the ramps from rest' : ''}`,
    ...plan.warnings.map((warning) => `warning: ${warning}`),
  ].join('\n');
}

function isOpen({ kind }: PlannedStep): boolean {
  return kind === 'open' || kind === 'ocv' || kind === 'mark';
}

/** The one bias of a step, or the range that it may come to. @param start what it begins at where no voltage is known */
function biasText(step: PlannedStep, start: string): string {
  const { bias_V, bias_V_low, bias_V_high } = step;
  if (isOpen(step)) return '-';
  if (bias_V_low === undefined || bias_V_high === undefined) return 'at rest';
  if (bias_V_low === bias_V_high && bias_V === bias_V_low) return `${bias_V.toFixed(3)} V`;
  // Of a current whose start is not known its compliance is all there is.
  if (bias_V_low === bias_V_high && bias_V === undefined) return `${start} to ${bias_V_high.toFixed(3)} V`;
  return `${bias_V_low.toFixed(3)} to ${bias_V_high.toFixed(3)} V`;
}

/** Hours, minutes and seconds. */
export function clockText(time_s: number): string {
  const whole_s = Math.max(0, Math.round(time_s));
  const pad = (value: number): string => String(value).padStart(2, '0');
  return `${Math.floor(whole_s / 3600)}:${pad(Math.floor(whole_s / 60) % 60)}:${pad(whole_s % 60)}`;
}
