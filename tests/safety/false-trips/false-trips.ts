import { CELL_PRESETS } from '@nanobias/firmware-model';
import type { CellPreset } from '@nanobias/firmware-model';
import { EventKind, causeName } from '@nanobias/proto';
import { Dice, RawHost } from '@nanobias/firmware-model/swarm';
import { inShards } from '../shards/shards.ts';
import { Slice, TECHNIQUES } from './techniques.ts';

export interface FalseTrip {
  readonly technique: string;
  readonly preset: CellPreset;
  readonly seed: number;
  readonly cause: string;
  readonly value?: number;
  readonly limit?: number;
  readonly time_us: number;
}

export interface FalseTripsReport {
  readonly device_hours: number;
  readonly techniques: Readonly<Record<string, number>>;
  readonly presets: readonly CellPreset[];
  readonly trips: readonly FalseTrip[];
  readonly seconds: number;
}

interface Shard {
  readonly technique_index: number;
  readonly preset: CellPreset;
  readonly seed: number;
  readonly hours: number;
}

interface ShardResult {
  readonly technique: string;
  readonly hours: number;
  readonly trips: readonly FalseTrip[];
}

const PRESETS = Object.keys(CELL_PRESETS) as readonly CellPreset[];
/** A device is worn for no longer: another seed is another board, another film and another noise. */
const SLICE_HOURS_MAX = 2;
/** The shunt of a lamella passes 1.3C, which the count of charge cannot tell from delithiation: row 10 rightly opens, after 20 minutes at 4.6 V. */
const LAMELLA_HOURS_MAX = 0.3;
const LITHIUM = { min: 0.8, max: 1.19 } as const;

/** Uses many devices for so many hours all in all, each technique on each preset for its share. */
export async function falseTrips({ hours, seed }: { readonly hours: number; readonly seed: number }): Promise<FalseTripsReport> {
  const start_ms = performance.now();
  const results = await inShards<Shard, ShardResult>({ module: import.meta.url, name: 'falseTripShard' }, slices(hours, seed));
  const techniques: Record<string, number> = {};
  for (const { technique, hours: used } of results) techniques[technique] = (techniques[technique] ?? 0) + used;
  return {
    device_hours: results.reduce((sum, { hours: used }) => sum + used, 0),
    techniques,
    presets: PRESETS,
    trips: results.flatMap(({ trips }) => trips),
    seconds: (performance.now() - start_ms) / 1e3,
  };
}

/** The longest first, so that the cores end together. */
function slices(hours: number, seed: number): readonly Shard[] {
  const pairs = TECHNIQUES.flatMap(({ share_ratio }, technique_index) => PRESETS.map((preset) => ({ technique_index, preset, share_ratio })));
  const shares_sum = pairs.reduce((sum, { share_ratio }) => sum + share_ratio, 0);
  return pairs.flatMap(({ share_ratio, ...pair }, index): readonly Shard[] => {
    const pair_hours = (hours * share_ratio) / shares_sum;
    const rounds = Math.max(1, Math.ceil(pair_hours / (pair.preset === 'lamella' ? LAMELLA_HOURS_MAX : SLICE_HOURS_MAX)));
    return Array.from({ length: rounds }, (_, round) => ({ ...pair, seed: seed * 1_000_000 + round * pairs.length + index, hours: pair_hours / rounds }));
  }).sort((one, other) => other.hours - one.hours);
}

export function falseTripShard({ technique_index, preset, seed, hours }: Shard): ShardResult {
  const { name, slew_nV_per_s, run } = TECHNIQUES[technique_index]!;
  const host = new RawHost({ preset, seed, isPeakWatched: false, cell: { lithium_initial_ratio: new Dice(seed).between(LITHIUM.min, LITHIUM.max) } });
  const slice = new Slice(host, { slew_nV_per_s, hours });
  const trips: FalseTrip[] = [];
  slice.begin();
  run(slice);
  for (const { cause, value, limit, device_time_us } of host.eventsOf(EventKind.TRIPPED)) {
    trips.push({ technique: name, preset, seed, cause: causeName(cause), time_us: device_time_us, ...(value === undefined ? {} : { value }), ...(limit === undefined ? {} : { limit }) });
  }
  return { technique: name, hours: host.now_us / 3.6e9, trips };
}
