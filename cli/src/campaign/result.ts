import { createHash } from 'node:crypto';
import { mean, median } from 'd3-array';
import type { RunOutcome } from './campaign-run.ts';
import type { CampaignPlan, PointValues } from './plan.ts';

/** What the runs of one point come to. */
export interface PointResult {
  readonly values: PointValues;
  readonly runs: number;
  readonly broken: number;
  /** Runs that a trip ended. */
  readonly tripped: number;
  readonly completed: number;
  /** Null while fewer than half of the films have broken: then the median is beyond what was waited for. */
  readonly median_life_s: number | null;
  readonly mean_charge_C: number;
}

export interface CampaignResult {
  readonly title: string;
  readonly runs: number;
  readonly device_hours: number;
  /** 16 hex digits over the digests of all runs, in the order of the plan. */
  readonly digest: string;
  readonly points: readonly PointResult[];
  readonly outcomes: readonly RunOutcome[];
}

/** Sums up a campaign, whatever the order in which its runs ended. */
export function resultOf(plan: CampaignPlan, unordered: readonly RunOutcome[]): CampaignResult {
  const outcomes = unordered.toSorted((a, b) => a.index - b.index);
  const hash = createHash('sha256');
  for (const { digest } of outcomes) hash.update(digest);
  return {
    title: plan.title,
    runs: outcomes.length,
    device_hours: outcomes.reduce((sum, { device_time_s }) => sum + device_time_s, 0) / 3600,
    digest: hash.digest('hex').slice(0, 16),
    points: plan.points.map((values, point_index) => pointResult(values, outcomes.filter((outcome) => outcome.point_index === point_index))),
    outcomes,
  };
}

function pointResult(values: PointValues, outcomes: readonly RunOutcome[]): PointResult {
  const broken = outcomes.filter(({ is_broken }) => is_broken).length;
  const lives_s = outcomes.map(({ is_broken, life_s }) => (is_broken ? (life_s ?? 0) : Infinity));
  const half_s = median(lives_s) ?? Infinity;
  return {
    values, runs: outcomes.length, broken,
    tripped: outcomes.filter(({ trip_causes }) => trip_causes.length > 0).length,
    completed: outcomes.filter(({ end }) => end === 'completed').length,
    median_life_s: Number.isFinite(half_s) ? half_s : null,
    mean_charge_C: mean(outcomes, ({ charge_C }) => charge_C) ?? 0,
  };
}

/** The result as a table for people. */
export function resultTable({ points }: CampaignResult): string {
  const axes = Object.keys(points[0]?.values ?? {});
  const rows = [
    [...axes, 'runs', 'completed', 'tripped', 'broken', 'median life / s', 'mean charge / pC'],
    ...points.map(({ values, runs, completed, tripped, broken, median_life_s, mean_charge_C }) => [
      ...axes.map((axis) => String(values[axis])), String(runs), String(completed), String(tripped), String(broken),
      median_life_s === null ? '-' : median_life_s.toPrecision(3), (mean_charge_C * 1e12).toPrecision(3),
    ]),
  ];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) => row.map((cell, column) => cell.padStart(widths[column]!)).join('  ')).join('\n');
}
