import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { performRun } from '../../../cli/src/campaign/campaign-run.ts';
import type { RunOutcome } from '../../../cli/src/campaign/campaign-run.ts';
import { planCampaign } from '../../../cli/src/campaign/plan.ts';
import { redisCarrier, redisHost, workAt } from '../../../cli/src/campaign/redis.ts';
import { resultOf, resultTable } from '../../../cli/src/campaign/result.ts';
import { survival, survivalSvg } from '../../../cli/src/campaign/survival-figure.ts';
import { threadCarrier } from '../../../cli/src/campaign/threads.ts';

const EXPERIMENT = `
nanobias: 1
title: A second
specimen: { lnmo_thickness_m: 0.5e-6, area_m2: 1.0e-11, lipon_thickness_m: 1.0e-7, counter_electrode: { kind: lithium }, declared_damage: 1.5 }
lnmo_on: probe
safety: { bias_V_max: 4.80, slew_V_per_s_max: 1, field_V_per_m_max: 5.0e+7, is_field_override: true }
steps:
  - { kind: hold, bias_V: 3.50, slew_V_per_s: 1, duration_s: 1 }
on_end: open
`;
const CAMPAIGN = `
nanobias_campaign: 1
title: Short lives
experiment: second.yaml
cell: cell.yaml
seeds: { first: 7, count: 2 }
vary:
  cell.damage_ratio: [1, 3]
  experiment.steps.0.bias_V: [3.5, 4.75]
`;

/** The same with one seed at each point. */
const CARRIED_OUT = CAMPAIGN.replace('count: 2', 'count: 1');

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'campaign-'));
  writeFileSync(join(folder, 'second.yaml'), EXPERIMENT);
  writeFileSync(join(folder, 'cell.yaml'), 'preset: lipon-100nm\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

function campaignFile(text: string): string {
  const file = join(folder, 'campaign.yaml');
  writeFileSync(file, text);
  return file;
}

let alone: Promise<readonly RunOutcome[]> | undefined;
/** The campaign's outcomes, carried out one after the other in this process. */
async function carriedOutHere(): Promise<readonly RunOutcome[]> {
  const { runs } = await planOf(CARRIED_OUT);
  const outcomes: RunOutcome[] = [];
  for (const run of runs) outcomes.push(await performRun(run));
  return outcomes;
}

const planOf = (text: string): ReturnType<typeof planCampaign> => planCampaign(campaignFile(text));

describe('a campaign', () => {
  it('is every combination of its values, each with its seeds', async () => {
    const { points, runs } = await planOf(CAMPAIGN);
    expect(points).toEqual([1, 3].flatMap((damage) => [3.5, 4.75].map((bias) => ({ 'cell.damage_ratio': damage, 'experiment.steps.0.bias_V': bias }))));
    expect(runs.map(({ index, point_index, seed }) => [index, point_index, seed])).toEqual([[0, 0, 7], [1, 0, 8], [2, 1, 7], [3, 1, 8], [4, 2, 7], [5, 2, 8], [6, 3, 7], [7, 3, 8]]);
    expect(runs.map(({ cell }) => cell.damage_ratio)).toEqual([1, 1, 1, 1, 3, 3, 3, 3]);
    expect(runs[2]!.experiment).toContain('bias_V: 4.75');
  });

  it('varies faults by the names of their sets', async () => {
    const { points, runs } = await planOf(CAMPAIGN.replace(/vary:[^]*/, 'faults:\n  none: []\n  offset: [{ id: adc.current.offset, parameters: [30000], at_s: 1.5 }]\n'));
    expect(points).toEqual([{ faults: 'none' }, { faults: 'offset' }]);
    const outcomes = await Promise.all(runs.filter(({ seed }) => seed === 7).map(performRun));
    expect(outcomes.map(({ end, trip_causes }) => [end === 'completed', trip_causes.length > 0])).toEqual([[true, false], [false, true]]);
  });

  it.each([
    ['an unknown key', CAMPAIGN.replace('title:', 'titel:'), /titel/],
    ['no seeds', CAMPAIGN.replace('count: 2', 'count: 0'), /seeds\.count: must be >= 1/],
    ['a number as a string', CAMPAIGN.replace('[1, 3]', '["1", 3]'), /vary\.cell\.damage_ratio\.0: must be number/],
    ['an axis of something else', CAMPAIGN.replace('cell.damage_ratio', 'board.gain'), /vary/],
    ['a parameter that no cell has', CAMPAIGN.replace('cell.damage_ratio', 'cell.colour'), /colour is no parameter of a cell/],
    ['a value beyond a cell\'s range', CAMPAIGN.replace('[1, 3]', '[1, 3.1]'), /damage_ratio = 3.1/],
    ['a place that the experiment does not have', CAMPAIGN.replace('steps.0.bias_V', 'steps.1.bias_V'), /steps\.1\.bias_V is no number of this experiment/],
    ['too many runs', CAMPAIGN.replace('count: 2', 'count: 99999'), /more than 100000 runs/],
    ['an unknown fault', `${CAMPAIGN}faults: { a: [{ id: adc.colour }] }\n`, /adc\.colour is no fault/],
    ['two faults that may not be there at once', `${CAMPAIGN}faults: { a: [{ id: adc.current.offset, parameters: [1] }, { id: adc.current.offset, parameters: [2] }] }\n`, /may not be combined/],
    ['an alias bomb', `${CAMPAIGN}x: &a [1,1]\ny: [${'*a,'.repeat(50)}*a]\n`, /alias|x|y/],
  ])('is refused with %s, by name', async (_what, text, reason) => {
    await expect(planOf(text)).rejects.toThrow(reason);
  });

  it('refuses an experiment that a cap forbids before anything runs', async () => {
    const { runs } = await planOf(CAMPAIGN.replace('[3.5, 4.75]', '[3.5, 4.9]'));
    await expect(performRun(runs[2]!)).rejects.toThrow(/4\.9/);
  });

  it('has the same results on threads as one run at a time, and tells which films broke', async () => {
    const plan = await planOf(CARRIED_OUT);
    const serial = await (alone ??= carriedOutHere());
    const threads: RunOutcome[] = [];
    await threadCarrier(2).carryOut(plan.runs, (outcome) => threads.push(outcome), new AbortController().signal);
    const [expected, found] = [resultOf(plan, serial), resultOf(plan, threads)];
    expect(found).toEqual(expected);
    expect(new Set(serial.map(({ digest }) => digest)).size).toBe(4);
    expect(resultTable(expected).split('\n')).toHaveLength(5);
    expect(survivalSvg(expected)).toContain('damage_ratio 3, bias_V 4.75');
    const lives = serial.map(({ life_s }) => life_s ?? 0);
    expect(lives.every((life_s) => 1 < life_s && life_s < 5)).toBe(true);
  });

  it('takes films that were whole at the end out of the count without breaking them', () => {
    const outcome = (life_s: number, is_broken: boolean): RunOutcome => ({ index: 0, point_index: 0, seed: 1, digest: '', end: '', trip_causes: [], device_time_s: 0, charge_C: 0, is_broken, life_s });
    const steps = survival([outcome(4, true), outcome(1, true), outcome(2, false), outcome(3, true)]);
    // 3 of 4 after 1 s; two are left at 3 s, of which one breaks; the last one breaks at 4 s.
    expect(steps.filter((_, index) => index % 2 === 0)).toEqual([[0, 1], [1, 0.75], [2, 0.75], [3, 0.375], [4, 0]]);
  });
});

const hasRedis = spawnSync('redis-server', ['--version'], { stdio: 'ignore' }).error === undefined;

describe.skipIf(!hasRedis)('a campaign on several machines (skipped without redis-server)', () => {
  const children: ChildProcess[] = [];
  let url = '';
  beforeAll(async () => {
    const port = await freePort();
    children.push(spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'], { stdio: 'ignore', cwd: folder }));
    url = `redis://127.0.0.1:${port}`;
    const redis = new Redis(url, { maxRetriesPerRequest: null, retryStrategy: () => 50 });
    redis.on('error', () => undefined);
    await redis.ping();
    redis.disconnect();
  });
  afterAll(async () => {
    for (const child of children) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  });

  it('has the results of one machine, although a worker is killed in the middle of a run', async () => {
    const plan = await planOf(CARRIED_OUT);
    const here = await (alone ??= carriedOutHere());
    const victim = spawn(process.execPath, ['--conditions=nanobias-source', '--import', 'tsx', fileURLToPath(new URL('worker-process.ts', import.meta.url)), url, '500'], { stdio: 'ignore' });
    children.push(victim);
    const away: RunOutcome[] = [];
    const isKilled = once(victim, 'exit');
    const stop = new AbortController();
    let rescue: Promise<number> | undefined;
    await redisCarrier(url, plan.digest).carryOut(plan.runs, (outcome) => {
      away.push(outcome);
      // Its second run has begun, or is about to.
      if (away.length === 1) {
        victim.kill('SIGKILL');
        rescue = workAt({ url, jobs: 1, signal: stop.signal, hold_ms: 500 });
      }
    }, new AbortController().signal);
    stop.abort();
    await isKilled;
    expect(await rescue).toBeGreaterThanOrEqual(2);
    expect(away).toHaveLength(4);
    expect(resultOf(plan, away)).toEqual(resultOf(plan, here));

    // A coordinator that starts anew finds what has been done, with no worker left.
    const again: RunOutcome[] = [];
    await redisCarrier(url, plan.digest).carryOut(plan.runs, (outcome) => again.push(outcome), new AbortController().signal);
    expect(resultOf(plan, again).digest).toBe(resultOf(plan, here).digest);
  });

  it('tells of a run that fails, and tries it anew when it is asked for again', async () => {
    const { runs } = await planOf(CAMPAIGN);
    const foreign = [{ ...runs[0]!, model: 'another' }];
    const stop = new AbortController();
    const working = workAt({ url, jobs: 1, signal: stop.signal });
    for (let turn = 0; turn < 2; turn += 1) {
      await expect(redisCarrier(url, 'foreign').carryOut(foreign, () => undefined, new AbortController().signal)).rejects.toThrow(/planned for the model another/);
    }
    stop.abort();
    expect(await working).toBe(0);
  });

  it('shows no password', () => {
    expect(redisHost('redis://user:secret@10.1.2.3:6379/0')).toBe('10.1.2.3:6379');
    expect(redisHost('secret')).not.toContain('secret');
  });

  it('says so where no Redis answers', async () => {
    const port = await freePort();
    await expect(redisCarrier(`redis://127.0.0.1:${port}`, 'x').carryOut([], () => undefined, new AbortController().signal)).rejects.toThrow(/--redis 127\.0\.0\.1/);
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
