import type { RunPart, SwarmReport } from '@nanobias/firmware-model/swarm';

const SECONDS_PER_HOUR = 3600;

/** Device hours a processor hour, of each part apart; null of a part that did not come by. */
export interface SwarmRates {
  /** With faults and mishaps drawn: calm takes a fraction of their time, and would flatter the rate. */
  readonly device_hours_per_cpu_hour: number | null;
  readonly calm_device_hours_per_cpu_hour: number | null;
}

/** Threads have no processor time of their own here: that of the process is shared out by the time that they spent in each part. */
export function swarmRates(report: Pick<SwarmReport, 'faulted_device_hours' | 'calm_device_hours'>, cpu_s: number, spent_ms: readonly Readonly<Record<RunPart, number>>[]): SwarmRates {
  const [faulted_ms, calm_ms] = (['faulted', 'calm'] as const).map((part) => spent_ms.reduce((sum, spent) => sum + spent[part], 0)) as [number, number];
  const rate = (device_hours: number, part_ms: number): number | null => {
    const cpu_hours = (cpu_s / SECONDS_PER_HOUR) * (part_ms / (faulted_ms + calm_ms));
    return device_hours > 0 && cpu_hours > 0 ? device_hours / cpu_hours : null;
  };
  return { device_hours_per_cpu_hour: rate(report.faulted_device_hours, faulted_ms), calm_device_hours_per_cpu_hour: rate(report.calm_device_hours, calm_ms) };
}

/** The rates for people. */
export function ratesText({ device_hours_per_cpu_hour, calm_device_hours_per_cpu_hour }: SwarmRates): string {
  const text = (rate: number | null): string => (rate === null ? 'no' : rate.toFixed(0));
  return `${text(device_hours_per_cpu_hour)} device hours a processor hour with faults, ${text(calm_device_hours_per_cpu_hour)} without`;
}
