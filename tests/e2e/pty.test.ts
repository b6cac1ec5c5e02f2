import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Cause, Channel, Mode, connect, cryptoEntropy, realClock } from '@nanobias/sdk';
import type { BytePipe, Device, DeviceState } from '@nanobias/sdk';
import { backendReport } from '@nanobias/native';
import { openSerial } from '@nanobias/sdk/serial';
import { openTcp } from '@nanobias/sdk/tcp';
import { start } from './programs.ts';
import type { Program } from './programs.ts';

const limits = { bias_V_max: 4.6, lipon_thickness_m: 500e-9, lnmo_thickness_m: 0.5e-6, area_m2: 1e-11, anode_V_vs_Li: 0, lnmoOn: 'probe' } as const;

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

/** Arm, enable, ramp, read samples, disable. */
async function exercise(device: Device): Promise<void> {
  expect(device.isSimulation).toBe(true);
  const stream = await device.openStream({ channel: Channel.INTERLOCK_CURRENT, rate_Hz: 10_000 });
  let count = 0;
  stream.blocks$.subscribe(({ codes }) => (count += codes.length));
  const { off } = await device.withOutput({ limits, lease_s: 2 }, async (output) => {
    await output.ramp({ bias_V: output.openCircuit_V + 0.01, slew_V_per_s: 0.01 });
    expect(await device.readState()).toMatchObject({ mode: Mode.ON, isSwitchClosed: true });
  });
  expect(off).toMatchObject({ isSwitchClosed: false, cause: Cause.DISABLED });
  expect(off.current_A).toBeLessThan(5e-12);
  const { sent, lost } = await stream.stop();
  // A second of ramp at 10 kS/s, and what connecting takes.
  expect(sent).toBeGreaterThan(10_000);
  expect({ count, lost }).toEqual({ count: sent, lost: 0 });
  expect(stream.totals()).toMatchObject({ sample_count: BigInt(sent), gap_count: 0 });
  await device.close();
}

describe('a device on a TCP socket', () => {
  it('is armed, enabled, ramped, sampled and disabled', async () => {
    const address = /^tcp:(.*):(\d+)$/.exec(await serving('--tcp', '127.0.0.1:0'));
    await exercise(await connected(await openTcp({ host: address![1]!, port: Number(address![2]) })));
  });
});

// A pseudo-terminal of our own needs the addon.
describe.skipIf(backendReport().backend !== 'native')('a device on a pseudo-terminal', () => {
  let path: string;

  beforeEach(async () => {
    const label = await serving('--pty');
    expect(label).toMatch(/^pty:\//);
    path = label.slice('pty:'.length);
  });

  it('is armed, enabled, ramped, sampled and disabled through the serial binding, by one client after another', async () => {
    await exercise(await connected(await openSerial({ path })));
    await exercise(await connected(await openSerial({ path })));
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
