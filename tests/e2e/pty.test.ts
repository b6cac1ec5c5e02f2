import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Cause, Mode, connect, cryptoEntropy, realClock } from '@nanobias/sdk';
import type { BytePipe, Device, DeviceState } from '@nanobias/sdk';
import { backendReport } from '@nanobias/native';
import { openSerial } from '@nanobias/sdk/serial';
import { start } from './programs.ts';
import type { Program } from './programs.ts';

const started: Program[] = [];

async function serving(...args: readonly string[]): Promise<string> {
  const server = start('cli/src/main.ts', ['serve', ...args]);
  started.push(server);
  const ready = await server.line('READY ');
  return ready.slice('READY '.length).trim();
}

function connected(pipe: BytePipe): Promise<Device> {
  return connect(pipe, { clock: realClock(), entropy: cryptoEntropy() });
}

afterEach(async () => {
  for (const program of started.splice(0)) {
    program.process.kill('SIGCONT');
    program.process.kill('SIGKILL');
    await program.ended;
  }
});

// A pseudo-terminal of our own needs the addon.
describe.skipIf(backendReport().backend !== 'native')('a device on a pseudo-terminal', () => {
  let path: string;

  beforeEach(async () => {
    const label = await serving('--pty');
    expect(label).toMatch(/^pty:\//);
    path = label.slice('pty:'.length);
  });

  it('opens the circuit by its lease when the host stands still', async () => {
    const client = start('tests/e2e/holding-client.ts', [path]);
    started.push(client);
    await client.line('holding');
    client.process.kill('SIGSTOP');
    // Two leases and a half: nothing but the device's own clock can act in between.
    await wait(2_500);
    client.process.kill('SIGCONT');
    const tripped = JSON.parse(await client.line('tripped')) as { readonly tripped: string; readonly deviceTime_s: number };
    expect(tripped.tripped).toBe('LEASE_LAPSED');
    const failed = JSON.parse(await client.line('failed')) as { readonly failed: string; readonly outputMayBeOn: unknown; readonly latched: readonly string[]; readonly state: DeviceState };
    expect(failed).toMatchObject({ failed: 'LEASE_LOST', outputMayBeOn: false, latched: ['LEASE_LAPSED'], state: { isSwitchClosed: false, mode: Mode.TRIPPED } });
    // It had been open for the rest of the pause when the host woke up.
    expect(failed.state.deviceTime_s - tripped.deviceTime_s).toBeGreaterThan(1.2);
    expect(await client.ended).toBe(0);
  });

  it('opens the circuit at the hang-up when the host is killed', async () => {
    const client = start('tests/e2e/holding-client.ts', [path]);
    started.push(client);
    expect(JSON.parse(await client.line('holding'))).toMatchObject({ holding: { isSwitchClosed: true, mode: Mode.ON } });
    client.process.kill('SIGKILL');
    await client.ended;
    const device = await connected(await openSerial({ path }));
    // By its lease it would have opened up to a second later, and said so.
    expect(await device.readState()).toMatchObject({ isSwitchClosed: false, mode: Mode.TRIPPED, latched: [Cause.LINK_LOST] });
    await device.close();
  });
});
