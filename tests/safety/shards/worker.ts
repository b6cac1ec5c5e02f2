import { parentPort, workerData } from 'node:worker_threads';
import type { ShardWork } from './shards.ts';

const { module, name } = workerData as ShardWork;
const work = ((await import(module)) as Readonly<Record<string, (shard: unknown) => unknown>>)[name];
if (work === undefined) throw new Error(`${module} has no ${name}`);

parentPort!.on('message', (shard: unknown) => {
  void Promise.resolve(work(shard)).then((result) => parentPort!.postMessage(result));
});
