import { runShard } from '@nanobias/firmware-model/swarm';
import type { RunPart, Shard, ShardResult } from '@nanobias/firmware-model/swarm';

/** A shard with the time that its thread spent in each part of its runs. */
export interface WorkedShard extends ShardResult {
  readonly spent_ms: Readonly<Record<RunPart, number>>;
}

/** What a worker thread does with a shard. */
export function workShard(shard: Shard): WorkedShard {
  const spent_ms: Record<RunPart, number> = { faulted: 0, calm: 0 };
  let part: RunPart = 'calm';
  let since_ms = performance.now();
  const onPart = (next: RunPart): void => {
    const now_ms = performance.now();
    spent_ms[part] += now_ms - since_ms;
    [part, since_ms] = [next, now_ms];
  };
  const result = runShard(shard, { onPart });
  onPart('calm');
  return { ...result, spent_ms };
}
