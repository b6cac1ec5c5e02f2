// A worker in a process of its own, to be killed: worker-process.ts URL HOLD_MS.
import { workAt } from '../../../cli/src/campaign/redis.ts';

const [url = '', hold_ms = ''] = process.argv.slice(2);
await workAt({ url, jobs: 1, signal: new AbortController().signal, hold_ms: Number(hold_ms) });
