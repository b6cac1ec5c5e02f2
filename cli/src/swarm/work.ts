import { runShard } from '@nanobias/firmware-model/swarm';
import type { Shard, ShardResult } from '@nanobias/firmware-model/swarm';

/** What a worker thread does with a shard. */
export function workShard(shard: Shard): ShardResult {
  return runShard(shard);
}
