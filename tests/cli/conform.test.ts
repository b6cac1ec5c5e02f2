import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { nanobias, scratch, Spawned } from './spawned.ts';

/** A controller at 1x takes a minute and a half for the whole suite; what lies above is for a busy machine. */
const CONFORM_MS_MAX = 360_000;

const directory = scratch();
const servers: Spawned[] = [];
afterAll(async () => {
  for (const server of servers) server.kill('SIGTERM');
  await Promise.all(servers.map(({ ended }) => ended));
  directory.remove();
});

async function port(...args: readonly string[]): Promise<string> {
  const server = new Spawned(['serve', ...args]);
  servers.push(server);
  const [, label] = await server.says(/^READY (\S+)$/m);
  return label!;
}

interface Report {
  readonly target: string;
  readonly requirements: readonly { readonly id: string; readonly status: string; readonly reason: string; readonly checks: readonly unknown[] }[];
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

function expectConforming(report: Report, { target, skipped }: { readonly target: string; readonly skipped: readonly string[] }): void {
  expect(Object.keys(report).sort()).toEqual(['failed', 'passed', 'requirements', 'skipped', 'target']);
  expect(report.target).toBe(target);
  expect(report.requirements.filter(({ status }) => status === 'failed')).toEqual([]);
  expect(report.requirements.map(({ id }) => id)).toHaveLength(104);
  expect([report.passed, report.skipped]).toEqual([104 - skipped.length, skipped.length]);
  // What a port cannot show is named with a reason, never passed.
  expect(report.requirements.filter(({ status }) => status === 'skipped').map(({ id, reason }) => [id, reason !== ''])).toEqual(skipped.map((id) => [id, true]));
  expect(report.requirements.every(({ checks }) => checks.length > 0)).toBe(true);
}

describe.concurrent('nanobias conform', () => {
  it('holds the model over TCP to every requirement, and writes JSON to the output', async () => {
    const target = await port('--tcp', '127.0.0.1:0');
    const { code, stdout, stderr } = await nanobias('conform', target, '--json', '-');
    expect(code, stderr).toBe(0);
    expectConforming(JSON.parse(stdout) as Report, { target, skipped: [] });
  }, CONFORM_MS_MAX);

  it('holds the model over a pseudo-terminal to the same, and writes JUnit and a page', async () => {
    const target = (await port('--pty')).replace('pty:', '');
    const files = ['json', 'junit', 'html'].map((kind) => join(directory.path, `report.${kind}`));
    const { code, stderr } = await nanobias('conform', target, '--json', files[0]!, '--junit', files[1]!, '--html', files[2]!);
    expect(code, stderr).toBe(0);
    const [json, junit, html] = files.map((file) => readFileSync(file, 'utf8'));
    // A pseudo-terminal is one link; several at once need another target.
    expectConforming(JSON.parse(json!) as Report, { target, skipped: ['P-101'] });
    expect(junit).toMatch(/^<\?xml .*\n<testsuite name="nanobias conform [^"]+" tests="\d+" failures="0" skipped="1">/);
    expect(junit!.match(/<testcase /g)!.length).toBeGreaterThanOrEqual(104);
    expect(html).toContain('103 passed, 0 failed, 1 skipped');
    expect(html).not.toMatch(/<script|https?:/);
  }, CONFORM_MS_MAX);

  it('ends with code 5 where there is nobody', async () => {
    const { code, stderr } = await nanobias('conform', join(directory.path, 'none'));
    expect(code).toBe(5);
    expect(stderr).toContain('PORT_NOT_FOUND');
  });
});
