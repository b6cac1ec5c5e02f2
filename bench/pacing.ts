// The served device beside the clock on the wall, with nobody at it: alone, and with another process that keeps a core busy.
import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { CELL_PRESETS } from '@nanobias/firmware-model';
import { serveTcp } from '@nanobias/firmware-model/endpoint';

const SETTLE_MS = 500;
const MEASURE_MS = 5000;

interface Pace {
  readonly late_us_p50: number;
  readonly late_us_p99: number;
  readonly late_us_max: number;
  readonly ticks_missed: number;
  /** Of one core, for this process as a whole. */
  readonly cpu_share: number;
}

export async function measure(): Promise<Readonly<Record<string, unknown>>> {
  const idle = await paced();
  const busy = spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' });
  try {
    return { ...idle, beside: 'idle: nothing else was started; busy: a process that does nothing but count', busy: await paced() };
  } finally {
    busy.kill('SIGKILL');
  }
}

async function paced(): Promise<Pace> {
  const endpoint = await serveTcp({ simulationOptions: { seed: 1, cell: CELL_PRESETS['film-2um'] }, host: '127.0.0.1', port: 0 });
  try {
    await pause(SETTLE_MS);
    const start_ms = performance.now();
    const before = process.cpuUsage();
    await pause(MEASURE_MS);
    const { user, system } = process.cpuUsage(before);
    const { late_us_p50, late_us_p99, late_us_max, ticks_missed } = endpoint.lateness;
    return { late_us_p50, late_us_p99, late_us_max, ticks_missed, cpu_share: (user + system) / 1000 / (performance.now() - start_ms) };
  } finally {
    await endpoint.close();
  }
}
