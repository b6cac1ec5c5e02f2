import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { writeNew } from '../../cli/src/new-file.ts';
import { knownRecording } from './export/known-run.ts';
import { nanobias, scratch } from './spawned.ts';

const directory = scratch();
afterAll(() => directory.remove());
const recording = join(directory.path, 'known.mcap');
const bytes = await knownRecording();
writeFileSync(recording, bytes);

describe('nanobias export', () => {
  it('writes beside the recording what it was asked for, and says so as JSON', async () => {
    const { code, stdout, stderr } = await nanobias('export', recording, '--format', 'bdf-csv', '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const path = join(directory.path, 'known.bdf.csv');
    expect(JSON.parse(stdout)).toEqual({ format: 'bdf-csv', files: [path], rows: 90, is_complete: true, is_simulation: true });
    // No time of the day is made up where the recording holds none.
    expect(readFileSync(path, 'utf8').split('\n').slice(0, 2)).toEqual(['Test Time / s,Voltage / V,Current / A,Cycle Count / 1,Step Count / 1', '0,3.001,1e-14,1,0']);
  });

  it('exports what is there of a recording whose end is missing, and says that it is', async () => {
    const cut = join(directory.path, 'cut.mcap');
    writeFileSync(cut, bytes.subarray(0, bytes.length - 20));
    const { code, stderr } = await nanobias('export', cut, '--format', 'csv', '--out', join(directory.path, 'named.csv'));
    expect(code).toBe(0);
    expect(stderr).toContain('is cut or damaged');
    expect(existsSync(join(directory.path, 'named.csv'))).toBe(true);
  });

  it('refuses what is no recording with exit code 2', async () => {
    const { code, stderr } = await nanobias('export', join('examples', 'quick.yaml'), '--format', 'csv', '--out', join(directory.path, 'none'));
    expect(code).toBe(2);
    expect(stderr).toContain('quick.yaml is no recording');
    expect(existsSync(join(directory.path, 'none.csv'))).toBe(false);
  });
});

describe('a file that is written', () => {
  it('never takes the place of one that is there', async () => {
    const path = join(directory.path, 'mine.txt');
    writeFileSync(path, 'mine');
    await expect(writeNew(path, 'theirs')).rejects.toThrow(`${path} is there already: nothing is overwritten`);
    expect(readFileSync(path, 'utf8')).toBe('mine');
  });

  it('is refused where there is no folder', async () => {
    await expect(writeNew(join(directory.path, 'nowhere', 'a.csv'), 'a')).rejects.toThrow('no such folder');
  });

  it('leaves nothing behind on a full disk', async (context) => {
    const disk = join(directory.path, 'disk');
    mkdirSync(disk);
    if (!isMounted(disk)) context.skip('no right to mount a small file system');
    try {
      await expect(writeNew(join(disk, 'a.csv'), new Uint8Array(200_000))).rejects.toThrow(`${join(disk, 'a.csv')}: the disk is full`);
      expect(existsSync(join(disk, 'a.csv'))).toBe(false);
    } finally {
      execFileSync('umount', [disk]);
    }
  });
});

function isMounted(path: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', path], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
