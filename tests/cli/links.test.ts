import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRecording } from '@nanobias/sdk/recording';
import { afterAll, describe, expect, it } from 'vitest';
import { nanobias, root, scratch, Spawned } from './spawned.ts';

const directory = scratch();
const servers: Spawned[] = [];
afterAll(async () => {
  for (const server of servers) server.kill('SIGTERM');
  await Promise.all(servers.map(({ ended }) => ended));
  directory.remove();
});

const example = (name: string): string => join(root, 'examples', `${name}.yaml`);

async function serve(...args: readonly string[]): Promise<{ readonly server: Spawned; readonly port: string }> {
  const server = new Spawned(['serve', ...args]);
  servers.push(server);
  const [, port] = await server.says(/^READY (\S+)$/m);
  return { server, port: port! };
}

function file(run: string, name: string): Buffer {
  return readFileSync(join(directory.path, run, name));
}

function summaryOf(run: string): Record<string, unknown> {
  return JSON.parse(file(run, 'summary.json').toString('utf8')) as Record<string, unknown>;
}

describe.concurrent('nanobias run at a port', () => {
  it('carries examples/short.yaml to its end over a pseudo-terminal of another process', async () => {
    const { port } = await serve('--pty', '--seed', '3');
    expect(port).toMatch(/^pty:\/dev\//);
    const run = new Spawned(['run', example('short'), '--port', port.replace('pty:', ''), '--out', directory.path, '--name', 'pty']);
    await run.says(/step 1 of 3/);
    const second = await nanobias('run', example('short'), '--port', port, '--out', directory.path, '--name', 'second');
    expect(second.code).toBe(5);
    expect(second.stderr).toContain('PORT_BUSY');
    expect(await run.ended).toMatchObject({ code: 0, stderr: '' });
    expect(summaryOf('pty')).toMatchObject({
      end: 'completed', trips: 0, digest: null, output_may_be_on: false, off: { is_switch_closed: false },
      observations: { pristine_nanopores: null, nanovoids_start_at_interface: null, front_moves_inward: null, no_phase_transition: null },
    });
    expect(summaryOf('pty')['observations_reason']).toMatch(/truth/);
    const recording = readRecording(file('pty', 'recording.mcap'));
    expect(recording.isComplete).toBe(true);
    // A machine that is too busy for 1x loses samples of the interlock path, and says so; the slow path it never loses.
    const losses = recording.gaps.map(({ lost_count }) => lost_count);
    expect(summaryOf('pty')['lost_samples']).toBeGreaterThanOrEqual(losses.reduce((sum, count) => sum + count, 0));
    expect(recording.slowCurrent.every(({ lost_before }) => lost_before === 0)).toBe(true);
  });

  it('ends examples/delithiation.yaml in a measured off when it is interrupted after 20 s', async () => {
    const { port } = await serve('--pty', '--seed', '4');
    const run = new Spawned(['run', example('delithiation'), '--port', port, '--out', directory.path, '--name', 'interrupted']);
    await run.says(/step 1 of 10/);
    // Real time is what this is about: the device behind the port runs at 1x.
    await new Promise((resolve) => setTimeout(resolve, 20_000));
    run.kill('SIGINT');
    expect(await run.ended).toMatchObject({ code: 130, stderr: expect.stringMatching(/The output is off: \S+ pA measured\./) as string });
    expect(summaryOf('interrupted')).toMatchObject({ end: 'ABORTED', output_may_be_on: false, off: { is_switch_closed: false, current_A: expect.any(Number) as number } });
    const recording = readRecording(file('interrupted', 'recording.mcap'));
    expect(recording.isComplete).toBe(true);
    expect(recording.slowCurrent.length).toBeGreaterThan(15);
    expect(recording.events.at(-1)?.is_switch_closed).toBe(false);
    expect(file('interrupted', 'figure.svg').toString('utf8')).toContain('ended early: ABORTED');
  });

  it('says that the output may be on when the device hangs up in mid-run, and keeps what was recorded', async () => {
    const { server, port } = await serve('--tcp', '127.0.0.1:0', '--seed', '5');
    expect(port).toMatch(/^tcp:127\.0\.0\.1:\d+$/);
    const run = new Spawned(['run', example('short'), '--port', port, '--out', directory.path, '--name', 'hangup']);
    await run.says(/step 2 of 3/);
    server.kill('SIGKILL');
    const { code, stderr } = await run.ended;
    expect(code).toBe(5);
    expect(stderr).toContain('LINK_LOST');
    expect(stderr).toMatch(/The output MAY BE ON\.|Whether the output is on is not known\./);
    const recording = readRecording(file('hangup', 'recording.mcap'));
    expect(recording.isComplete).toBe(true);
    expect(recording.slowCurrent.length).toBeGreaterThan(4);
    expect(summaryOf('hangup')).toMatchObject({ end: 'LINK_LOST' });
    expect(summaryOf('hangup')['output_may_be_on']).not.toBe(false);
  });
});

describe('nanobias serve', () => {
  it('refuses an address that is not loopback, and a port that is taken, with exit code 2', async () => {
    const { port } = await serve('--tcp', '127.0.0.1:0');
    const [far, taken] = await Promise.all([nanobias('serve', '--tcp', '192.0.2.1:5025'), nanobias('serve', '--tcp', port.replace('tcp:', ''))]);
    expect(far).toMatchObject({ code: 2, stderr: expect.stringContaining('loopback') as string });
    expect(taken.code).toBe(2);
  });

  it('ends with exit code 0 on SIGTERM', async () => {
    const { server } = await serve('--tcp', '[::1]:0');
    server.kill('SIGTERM');
    expect((await server.ended).code).toBe(0);
  });
});
