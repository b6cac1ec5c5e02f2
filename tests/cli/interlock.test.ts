import { CELL_PRESETS } from '@nanobias/firmware-model';
import { serveTcp } from '@nanobias/firmware-model/endpoint';
import type { Endpoint } from '@nanobias/firmware-model/endpoint';
import { connect, cryptoEntropy, realClock } from '@nanobias/sdk';
import type { BytePipe } from '@nanobias/sdk';
import { openTcp } from '@nanobias/sdk/tcp';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { interlockCommand } from '../../cli/src/commands/interlock.ts';
import type { InterlockOptions, InterlockVerb } from '../../cli/src/commands/interlock.ts';
import { exitCodeOf, failureText } from '../../cli/src/exit.ts';
import { nanobias } from './spawned.ts';
import type { Ended } from './spawned.ts';

const endpoints: Endpoint[] = [];
afterAll(async () => {
  for (const endpoint of endpoints) await endpoint.close();
});

async function served(): Promise<string> {
  const endpoint = await serveTcp({ simulationOptions: { seed: 1, cell: CELL_PRESETS['film-2um'] }, host: '127.0.0.1', port: 0 });
  endpoints.push(endpoint);
  return endpoint.label;
}

/** The command in this process: what it writes, and its exit code. */
async function interlock(verb: InterlockVerb, target: string, options: InterlockOptions = {}): Promise<Ended> {
  let stdout = '';
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    stdout += String(text);
    return true;
  });
  try {
    return { code: await interlockCommand(verb, target, options), stdout, stderr: '' };
  } catch (error) {
    return { code: exitCodeOf(error), stdout, stderr: failureText(error) };
  } finally {
    write.mockRestore();
  }
}

const LIMITS = { bias_V_max: 4.6, lipon_thickness_m: 500e-9, lnmo_thickness_m: 0.5e-6, area_m2: 1e-11, anode_V_vs_Li: 0, lnmoOn: 'probe' } as const;

/** Leaves a device tripped: nothing that this host sends arrives any more, and its lease runs out. */
async function trip(target: string): Promise<void> {
  const pipe = await openTcp({ host: '127.0.0.1', port: Number(target.split(':').at(-1)) });
  let isCut = false;
  const severed: BytePipe = {
    label: pipe.label,
    get pending_bytes() {
      return pipe.pending_bytes;
    },
    write: (bytes) => (isCut ? Promise.resolve() : pipe.write(bytes)),
    onBytes: (receive) => pipe.onBytes(receive),
    onClose: (closed) => pipe.onClose(closed),
    close: () => pipe.close(),
  };
  const device = await connect(severed, { clock: realClock(), entropy: cryptoEntropy(), sampler: 'js' });
  await device.setLimits(LIMITS);
  const held = device.withOutput({ limits: LIMITS, lease_s: 0.5 }, (_output, signal) => {
    isCut = true;
    return new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  });
  await expect(held).rejects.toMatchObject({ code: 'LEASE_LOST' });
  await device.close().catch(() => undefined);
}

describe('nanobias interlock', () => {
  it('tells, tests, explains and clears over the whole life of a trip', async () => {
    const target = await served();
    const idle = await interlock('status', target);
    expect([idle.code, idle.stderr]).toEqual([0, '']);
    expect(idle.stdout).toMatch(/^mode SAFE, output off\nnothing latched\n/);
    expect(idle.stdout).toMatch(/^ +1 HARDWARE_OVER_VOLTAGE +3\.\d{4} V +limit 5\.0000 V \(strap\)$/m);
    expect(idle.stdout).toMatch(/^ +10 OVER_DELITHIATION +- +limit -$/m);
    expect(idle.stdout).toMatch(/\n! present now.*; L latched.*\n$/);
    const { rows } = JSON.parse((await interlock('status', target, { json: true })).stdout) as { rows: { row: number; value: number; limit: number; unit: string }[] };
    expect(rows[0]).toMatchObject({ row: 1, limit: 5_000_000, unit: 'uV' });

    await trip(target);
    const status = JSON.parse((await interlock('status', target, { json: true })).stdout) as { mode: string; latched: string[]; rows: { cause: string; is_latched: boolean; row: number }[] };
    expect([status.mode, status.latched]).toEqual(['TRIPPED', ['LEASE_LAPSED']]);
    expect(status.rows.filter(({ is_latched }) => is_latched)).toMatchObject([{ cause: 'LEASE_LAPSED', row: 14 }]);

    const explained = await interlock('explain', target);
    expect(explained.code).toBe(0);
    expect(explained.stdout).toMatch(/^tripped at [\d.]+ s: LEASE_LAPSED, host loss\nlimit {3}0\.5000 s$/m);
    expect(explained.stdout).toContain('clears  `nanobias interlock clear TARGET`');
    expect(explained.stdout).toMatch(/^source {2}the lease that the holder asked for/m);
    expect(explained.stdout).toMatch(/^frame {3}384 bytes of samples/m);

    const refused = await interlock('test', target);
    expect(refused.code).toBe(4);
    expect(refused.stderr).toContain('TRIPPED');
    const cleared = await interlock('clear', target, { json: true });
    expect([cleared.code, cleared.stderr]).toEqual([0, '']);
    expect(JSON.parse(cleared.stdout)).toEqual({ cleared: ['LEASE_LAPSED'], mode: 'SAFE', latched: [] });

    const passed = await interlock('test', target);
    expect([passed.code, passed.stderr]).toEqual([0, '']);
    expect(passed.stdout).toContain('the self-test passed');
  }, 60_000);

  it('ends with code 2 for a verb that there is not, and 5 where there is nobody', async () => {
    const [verb, nobody] = await Promise.all([nanobias('interlock', 'bypass', 'tcp:127.0.0.1:1'), interlock('status', 'tcp:127.0.0.1:1')]);
    expect([verb.code, nobody.code]).toEqual([2, 5]);
  });
});
