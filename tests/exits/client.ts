// Holds the output of a device and ends in one of many ways, when it is told to by a line on its input.
import { connect, cryptoEntropy, realClock } from '@nanobias/sdk';
import type { BytePipe } from '@nanobias/sdk';
import { guardExit } from '@nanobias/sdk/exit-guard';
import { openTcp } from '@nanobias/sdk/tcp';
import type { End } from './ends.ts';

const [address = '', end = '', isGuarded = ''] = process.argv.slice(2) as [string?, End?, string?];
const blocked_ms = 3000;
const limits = { bias_V_max: 4.6, lipon_thickness_m: 500e-9, lnmo_thickness_m: 0.5e-6, area_m2: 1e-11, anode_V_vs_Li: 0, lnmoOn: 'probe' } as const;

async function opened(): Promise<BytePipe> {
  const [, host, port] = /^tcp:(.*):(\d+)$/.exec(address) ?? [];
  if (host !== undefined) return openTcp({ host, port: Number(port) });
  const { openSerial } = await import('@nanobias/sdk/serial');
  return openSerial({ path: address.slice('pty:'.length) });
}

function told(): Promise<void> {
  return new Promise((resolve) => {
    process.stdin.once('data', () => resolve());
  });
}

/** Ends this process, or what it holds, from the inside; ends from the outside need nothing of it. */
function act(): void {
  if (end === 'throw') throw new Error('the body failed');
  if (end === 'uncaught error') {
    setImmediate(() => {
      throw new Error('nobody catches this');
    });
  }
  if (end === 'unhandled rejection') void Promise.reject(new Error('nobody handles this'));
  if (end === 'process.exit') process.exit(0);
  if (end === 'blocked loop') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, blocked_ms);
}

const device = await connect(await opened(), { clock: realClock(), entropy: cryptoEntropy(), sampler: 'js' });
if (isGuarded === 'guarded') guardExit(device);
try {
  await device.withOutput({ limits }, async (_, signal) => {
    process.stdout.write('holding\n');
    await told();
    act();
    await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
  });
} catch {
  // How the scope ended is read from the controller's events.
}
await device.close();
process.stdin.destroy();
