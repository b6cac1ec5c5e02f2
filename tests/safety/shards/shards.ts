// Spreads long measurements over the cores: each shard runs in a worker thread and hands back plain data.
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

/** What goes to a worker. */
export interface Task extends ShardWork {
  readonly shard: unknown;
}

/** What comes back. */
export type Answer = { readonly result: unknown } | { readonly error: unknown };

interface Job {
  readonly task: Task;
  readonly answered: (answer: Answer) => void;
}

/** Jobs of all callers, in the order in which they came. */
const waiting: Job[] = [];
/** Workers stay for whoever comes next: loading and optimising the code takes each of them seconds. */
const idle: Lane[] = [];
let lanes_count = 0;
let roomWanted: (() => void)[] = [];

/** Calls a function once a shard, as many at a time as there are cores; answers in the order of the shards. The first error ends it. */
export async function inShards<A, R>(work: ShardWork, shards: readonly A[]): Promise<R[]> {
  const jobs: Job[] = [];
  const answers = shards.map((shard) => new Promise<R>((resolve, reject) => {
    jobs.push({ task: { ...work, shard }, answered: (answer) => ('error' in answer ? reject(asError(answer.error)) : resolve(answer.result as R)) });
  }));
  waiting.push(...jobs);
  for (let more = Math.min(jobs.length, idle.length + WORKERS - lanes_count); more > 0; more -= 1) (idle.pop() ?? new Lane()).serve();
  try {
    return await Promise.all(answers);
  } catch (error) {
    for (const job of jobs) if (waiting.includes(job)) waiting.splice(waiting.indexOf(job), 1);
    throw error;
  }
}

/** Resolves once a core has nothing to do. */
export async function coreFree(): Promise<void> {
  if (waiting.length === 0 && (idle.length > 0 || lanes_count < WORKERS)) return;
  await new Promise<void>((resolve) => roomWanted.push(resolve));
}

/** One worker, and what it is at. */
class Lane {
  readonly #worker = new Worker(ENTRY, { eval: true, workerData: { entry: new URL('./worker.ts', import.meta.url).href }, execArgv: CONDITIONS });
  #job: Job | undefined;

  constructor() {
    lanes_count += 1;
    this.#worker.on('message', (answer: Answer) => {
      this.#job?.answered(answer);
      this.serve();
    });
    this.#worker.on('error', (error) => this.#job?.answered({ error }));
    this.#worker.on('exit', (code) => {
      this.#job?.answered({ error: new Error(`a worker ended with ${code}`) });
      lanes_count -= 1;
      if (idle.includes(this)) idle.splice(idle.indexOf(this), 1);
      if (waiting.length > 0) new Lane().serve();
      else tellRoom();
    });
  }

  /** Takes what waits longest; with nothing to do it does not keep the process alive. */
  serve(): void {
    this.#job = waiting.shift();
    if (this.#job !== undefined) {
      this.#worker.ref();
      this.#worker.postMessage(this.#job.task);
      return;
    }
    this.#worker.unref();
    idle.push(this);
    tellRoom();
  }
}

function tellRoom(): void {
  for (const resolve of roomWanted) resolve();
  roomWanted = [];
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/** Seeds or runs from `first` on, cut into parts of at most `part_count`. */
export function parts(count: number, part_count: number): readonly { readonly first: number; readonly count: number }[] {
  return Array.from({ length: Math.ceil(count / part_count) }, (_, index) => ({ first: index * part_count, count: Math.min(part_count, count - index * part_count) }));
}
