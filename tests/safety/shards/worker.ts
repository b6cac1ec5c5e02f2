import { parentPort } from 'node:worker_threads';
import type { Answer, Task } from './shards.ts';

async function answerOf({ module, name, shard }: Task): Promise<Answer> {
  try {
    const work = ((await import(module)) as Readonly<Record<string, (shard: unknown) => unknown>>)[name];
    if (work === undefined) throw new Error(`${module} has no ${name}`);
    return { result: await work(shard) };
  } catch (error) {
    return { error };
  }
}

parentPort!.on('message', (task: Task) => {
  void answerOf(task).then((answer) => parentPort!.postMessage(answer));
});
