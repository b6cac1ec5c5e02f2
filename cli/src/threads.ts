import { Piscina } from 'piscina';

/** What worker threads carry out: a function of a module, by its name. */
export interface ThreadWork {
  /** `import.meta.url` of whoever asks. */
  readonly from: string;
  /** Module beside it, without its ending. */
  readonly module: string;
  readonly name: string;
  readonly jobs: number;
}

/** Tasks that wait in the pool for each thread; the others wait where they are listed. */
const WAITING_FACTOR = 2;
/** What a thread needs to read sources; those of this process are not handed on under every runner. */
const SOURCE_ARGS = ['--conditions=nanobias-source', '--import', 'tsx'];

/** Worker threads of this machine. */
export function threadPool<Task, Result>({ from, module, name, jobs }: ThreadWork): Piscina<Task, Result> {
  const isSource = from.endsWith('.ts');
  return new Piscina<Task, Result>({
    filename: new URL(`${module}${isSource ? '.ts' : '.js'}`, from).href, name, minThreads: 1, maxThreads: jobs, ...(isSource ? { execArgv: SOURCE_ARGS } : {}),
  });
}

/** Has every task carried out on threads; tells of each result as it comes, with the place of its task. */
export async function onThreads<Task, Result>(work: ThreadWork, tasks: readonly Task[], onResult: (result: Result, index: number) => void, signal: AbortSignal): Promise<void> {
  const pool = threadPool<Task, Result>(work);
  const waiting = tasks.entries();
  const carry = async (): Promise<void> => {
    for (const [index, task] of waiting) onResult(await pool.run(task, { signal }), index);
  };
  try {
    await Promise.all(Array.from({ length: work.jobs * WAITING_FACTOR }, carry));
  } finally {
    await pool.destroy();
  }
}
