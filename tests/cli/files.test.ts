import { existsSync, writeFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRecording } from '@nanobias/sdk/recording';
import { afterAll, describe, expect, it } from 'vitest';
import { nodeFinding } from '../../cli/src/commands/doctor.ts';
import { knownRecording } from './export/known-run.ts';
import { nanobias, root, scratch } from './spawned.ts';

const directory = scratch();
afterAll(() => directory.remove());
const quick = join(root, 'examples', 'quick.yaml');

describe('nanobias validate', () => {
  it('tells the worst case of an experiment beside the caps, without opening anything', async () => {
    const { code, stdout, stderr } = await nanobias('validate', quick, '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const report = JSON.parse(stdout) as Readonly<Record<string, unknown>>;
    // 4.10 V over 0.5 um of LiPON, capped at 0.30 MV/cm; the file's own cap is 4.20 V.
    expect(report).toMatchObject({ bias_V_max: 4.1, bias_V_cap: 4.2, bias_V_cap_origin: 'safety.bias_V_max', field_V_per_m_cap: 3e7, charge_C_max: null });
    expect(report['field_V_per_m_max']).toBeCloseTo(8.2e6, 3);
    expect(report['steps']).toHaveLength(5);
  });

  it('is what run --dry-run prints, which leaves no folder', async () => {
    const out = join(directory.path, 'runs');
    const [dry, told] = await Promise.all([nanobias('run', quick, '--dry-run', '--out', out), nanobias('validate', quick)]);
    expect(dry).toEqual(told);
    expect(dry.stdout).toContain('bias at most 4.100 V, cap 4.2 V (safety.bias_V_max)');
    expect(existsSync(out)).toBe(false);
  });

  it('refuses a step beyond a cap with exit code 3, and a broken file with 2', async () => {
    const beyond = join(directory.path, 'beyond.yaml');
    writeFileSync(beyond, readFileSync(quick, 'utf8').replace('bias_V: 4.10', 'bias_V: 4.30'));
    const broken = join(directory.path, 'broken.yaml');
    writeFileSync(broken, 'nanobias: [');
    const [refused, unread] = await Promise.all([nanobias('validate', beyond), nanobias('validate', broken)]);
    expect(refused.code).toBe(3);
    expect(refused.stderr).toContain('4.2');
    expect(unread.code).toBe(2);
  });
});

describe('nanobias recover', () => {
  it('makes a cut recording whole and tells what is lost; never overwrites', async () => {
    const bytes = await knownRecording();
    const cut = join(directory.path, 'cut.mcap');
    const out = join(directory.path, 'whole.mcap');
    writeFileSync(cut, bytes.subarray(0, bytes.length - 9));
    const first = await nanobias('recover', cut, '--out', out, '--json');
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect((JSON.parse(first.stdout) as { readonly losses: readonly unknown[] }).losses).toHaveLength(1);
    expect(readRecording(readFileSync(out))).toMatchObject({ isComplete: true, losses: [] });
    const again = await nanobias('recover', cut, '--out', out);
    expect(again.code).toBe(2);
    expect(again.stderr).toContain('is there already: nothing is overwritten');
  });
});

describe('nanobias doctor', () => {
  it('looks at node, sampler, serial binding, ports and folder', async () => {
    const { code, stdout } = await nanobias('doctor', '--json');
    const { is_sound, findings } = JSON.parse(stdout) as { readonly is_sound: boolean; readonly findings: readonly { readonly what: string }[] };
    expect({ code, is_sound }).toEqual({ code: 0, is_sound: true });
    expect(findings.map(({ what }) => what)).toEqual(expect.arrayContaining(['node', 'sampler', 'serial binding', 'this folder']));
  });

  it('fails a Node older than 20.19', () => {
    expect(['20.18.9', '18.20.0', '20.19.0', '22.1.0', ''].map((version) => nodeFinding(version).verdict)).toEqual(['failed', 'failed', 'ok', 'ok', 'failed']);
  });
});

describe('nanobias devices', () => {
  it('lists ports as JSON', async () => {
    const { code, stdout } = await nanobias('devices', '--json');
    expect(code).toBe(0);
    expect(Array.isArray((JSON.parse(stdout) as { readonly ports: unknown }).ports)).toBe(true);
  });
});
