import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { recordCommand } from '../../cli/src/commands/record.ts';
import { UsageError } from '../../cli/src/exit.ts';
import { nanobias, root, scratch } from './spawned.ts';

const directory = scratch();
afterAll(() => directory.remove());

describe('a run whose disk fills up', () => {
  it('makes the output safe first, then says what happened, with exit code 1', async (context) => {
    const disk = join(directory.path, 'disk');
    mkdirSync(disk);
    if (!isMounted(disk)) context.skip('no right to mount a small file system');
    try {
      const { code, stderr } = await nanobias('run', join(root, 'examples', 'short.yaml'), '--out', disk, '--name', 'full');
      expect(stderr).toMatch(/^ABORTED: .*\nThe output is off: -?[\d.]+ pA measured\.$/m);
      expect(stderr).toContain('the recording cannot be written: ENOSPC');
      expect(code).toBe(1);
    } finally {
      execFileSync('umount', [disk]);
    }
  });
});

describe('a recording that cannot be begun', () => {
  it.each([
    ['is there already', () => {
      const path = join(directory.path, 'mine.mcap');
      writeFileSync(path, 'mine');
      return path;
    }, 'is there already'],
    ['has no folder', () => join(directory.path, 'nowhere', 'a.mcap'), 'no such folder'],
    ['lies below a file', () => '/dev/null/a.mcap', 'ENOTDIR'],
  ])('since its file %s is refused before the controller is opened', async (_, path, reason) => {
    // There is no such port: it would be what is told, if it were opened first.
    const recording = recordCommand('/dev/no-such-port', { out: path() });
    await expect(recording).rejects.toThrow(reason);
    await expect(recording).rejects.toBeInstanceOf(UsageError);
  });

  it('leaves no file behind when there is no controller', async () => {
    const out = join(directory.path, 'none.mcap');
    await expect(recordCommand('/dev/no-such-port', { out })).rejects.toMatchObject({ code: 'PORT_NOT_FOUND' });
    expect(existsSync(out)).toBe(false);
  });
});

function isMounted(path: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=160k', 'tmpfs', path], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
