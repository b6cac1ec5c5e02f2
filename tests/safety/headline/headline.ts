import type { InterlockRow } from '@nanobias/firmware-model';
import { ROWS } from '@nanobias/firmware-model/interlock';
import { RawHost, SLOW_TICKS, limitsOf } from '@nanobias/firmware-model/swarm';
import { sequence } from '../sequences/sequence.ts';
import { inShards, parts } from '../shards/shards.ts';

/** The film that the protections are for: 100 nm of LiPON with ion-beam damage of 1.5, under the override of 0.5 MV/cm, cap 4.80 V. */
const PRESET = 'lipon-100nm';
const CAP_UV = 4_800_000;
const TEN_VOLTS_UV = 10_000_000;
/** A control rate of 1 kHz resolves lives of a second. */
const TICK_US = 1000;
const LIFE_S_MAX = 60;
const LOOK_TICKS = 10;
/** A hundredth below 10 V counts as there: the node follows in 20 ms. */
const THERE_V = 9.9;
const SHARD_SEEDS = 50;

export interface HeadlineReport {
  readonly seeds: number;
  readonly protected: { readonly broken: number; readonly reached_on: number; readonly applied_4_5_V: number; readonly violations: number; readonly closed_s: number };
  readonly unprotected: { readonly broken: number; readonly median_life_s: number };
  readonly seconds: number;
  readonly isTelling: boolean;
}

export interface Fate {
  readonly seed: number;
  readonly isBroken: boolean;
  readonly hasReachedOn: boolean;
  readonly hasApplied: boolean;
  readonly violations_count: number;
  readonly closed_s: number;
  /** Seconds at 10 V until the filament, with the protections left out. */
  readonly life_s: number;
}

interface Shard {
  readonly first: number;
  readonly count: number;
}

export async function headline({ seeds, seed }: { readonly seeds: number; readonly seed: number }): Promise<HeadlineReport> {
  const start_ms = performance.now();
  return { ...summaryOf(await allFates({ seeds, seed })), seconds: (performance.now() - start_ms) / 1e3 };
}

/** The fates that the report counts and the figure draws, on all cores. */
export async function allFates({ seeds, seed }: { readonly seeds: number; readonly seed: number }): Promise<readonly Fate[]> {
  const shards = parts(seeds, SHARD_SEEDS).map(({ first, count }) => ({ first: seed + first, count }));
  return (await inShards<Shard, readonly Fate[]>({ module: import.meta.url, name: 'fates' }, shards)).flat();
}

/** Each seed twice: under a hostile host with everything fitted, and at 10 V with nothing. */
export function fates({ first, count }: Shard): readonly Fate[] {
  return Array.from({ length: count }, (_, index) => {
    const seed = first + index;
    const { isBroken, hasReachedOn, hasApplied, violations, closed_s } = sequence({ seed, preset: PRESET, bias_uV_max: CAP_UV });
    return { seed, isBroken, hasReachedOn, hasApplied, violations_count: violations.length, closed_s, life_s: unprotectedLife_s(seed) };
  });
}

export function summaryOf(all: readonly Fate[]): Omit<HeadlineReport, 'seconds'> {
  const count = (is: (fate: Fate) => boolean): number => all.filter(is).length;
  const lives_s = all.map(({ life_s }) => life_s).sort((a, b) => a - b);
  const reached_on = count(({ hasReachedOn }) => hasReachedOn);
  const applied_4_5_V = count(({ hasApplied }) => hasApplied);
  return {
    seeds: all.length,
    protected: {
      broken: count(({ isBroken }) => isBroken),
      reached_on,
      applied_4_5_V,
      violations: all.reduce((sum, { violations_count }) => sum + violations_count, 0),
      closed_s: all.reduce((sum, { closed_s }) => sum + closed_s, 0),
    },
    unprotected: { broken: count(({ life_s }) => Number.isFinite(life_s)), median_life_s: lives_s[Math.floor(lives_s.length / 2)]! },
    isTelling: 0.9 * all.length <= reached_on && 0.5 * all.length <= applied_4_5_V,
  };
}

/** The same film and the same host, with every row and layer 0 left out by the simulator's constructor: it asks for 10 V and gets them. */
function unprotectedLife_s(seed: number): number {
  const rowsLeftOut = new Set(ROWS.map(({ row }): InterlockRow => row));
  const host = new RawHost({ preset: PRESET, seed, tick_us: TICK_US, isPeakWatched: false, protections: { isLayer0Fitted: false, rowsLeftOut } });
  const { truth } = host;
  host.turnOn(limitsOf(host.cell, { bias_uV_max: CAP_UV, field_V_per_cm_max: 500_000, is_field_override: true, declared_damage_ppt: 1500, ...SLOW_TICKS }));
  host.setBias(TEN_VOLTS_UV);
  host.until(() => truth.voltage_V > THERE_V || truth.specimen.filament !== 'none');
  const start_us = host.now_us;
  while (truth.specimen.filament === 'none') {
    if (host.now_us - start_us > LIFE_S_MAX * 1e6) return Infinity;
    host.run(LOOK_TICKS);
  }
  return (host.now_us - start_us) * 1e-6;
}
