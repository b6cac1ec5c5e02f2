// Spreads a long measurement over the cores: each shard runs in a worker thread of its own and hands back plain data.
import { Worker } from 'node:worker_threads';

/** The machines this runs on have two cores. */
const WORKERS = 2;

/** A thread loads TypeScript only once it has registered the loader for itself. */
const ENTRY = `
  const { workerData } = require('node:worker_threads');
  import('tsx/esm/api').then(({ register }) => { register(); return import(workerData.entry); });
`;
/** The doors of the packages lead to their sources. */
const CONDITIONS = ['--conditions=nanobias-source'];

/** Which function of which module a worker calls; what goes in and comes out is copied. */
export interface ShardWork {
  readonly module: string;
  readonly name: string;
}

/** Calls a function once a shard, as many at a time as there are cores; answers in the order of the shards. */
export async function inShards<A, R>(work: ShardWork, shards: readonly A[]): Promise<R[]> {
  const results: R[] = new Array<R>(shards.length);
  const queue = [...shards.keys()];
  const lane = async (): Promise<void> => {
    const worker = new Worker(ENTRY, { eval: true, workerData: { ...work, entry: new URL('./worker.ts', import.meta.url).href }, execArgv: CONDITIONS });
    await new Promise<void>((resolve, reject) => {
      let index = -1;
      const next = (): void => {
        const following = queue.shift();
        if (following === undefined) return resolve();
        index = following;
        worker.postMessage(shards[index]);
      };
      worker.on('message', (result: R) => {
        results[index] = result;
        next();
      });
      worker.on('error', reject);
      worker.on('exit', (code) => reject(new Error(`a worker ended with ${code}`)));
      next();
    }).finally(() => worker.terminate());
  };
  await Promise.all(Array.from({ length: Math.min(WORKERS, shards.length) }, lane));
  return results;
}

/** Seeds or runs from `first` on, cut into parts of at most `part_count`. */
export function parts(count: number, part_count: number): readonly { readonly first: number; readonly count: number }[] {
  return Array.from({ length: Math.ceil(count / part_count) }, (_, index) => ({ first: index * part_count, count: Math.min(part_count, count - index * part_count) }));
}
