import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { plotCommand } from '../../cli/src/commands/plot.ts';
import { UsageError } from '../../cli/src/exit.ts';
import { knownRecording } from './export/known-run.ts';
import { scratch } from './spawned.ts';

const directory = scratch();
const recording = join(directory.path, 'known.mcap');
const bytes = await knownRecording();
writeFileSync(recording, bytes);
afterAll(() => directory.remove());

let said = '';
let warned = '';
beforeEach(() => {
  said = '';
  warned = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    warned += String(text);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe('nanobias plot', () => {
  it('writes SVG and PNG beside the recording under the name of their kind, and never over a file', async () => {
    expect(await plotCommand(recording, { json: true })).toBe(0);
    const files = ['svg', 'png'].map((ending) => join(directory.path, `known-time.${ending}`));
    expect(JSON.parse(said)).toEqual({ kind: 'time', files, is_complete: true, is_simulation: true });
    const [svg, png] = files.map((path) => readFileSync(path));
    expect(svg!.toString('utf8')).toContain('<title>Known, values</title>');
    expect(png!.subarray(1, 4).toString('latin1')).toBe('PNG');
    await expect(plotCommand(recording, {})).rejects.toThrow('known-time.svg is there already');
    expect(readFileSync(files[0]!)).toEqual(svg);
  });

  it('writes one form alone where the name asks for it, and warns of a cut recording', async () => {
    const cut = join(directory.path, 'cut.mcap');
    writeFileSync(cut, bytes.subarray(0, bytes.length - 20));
    expect(await plotCommand(cut, { kind: 'time', out: join(directory.path, 'one.svg') })).toBe(0);
    expect(existsSync(join(directory.path, 'one.svg'))).toBe(true);
    expect(existsSync(join(directory.path, 'one.png'))).toBe(false);
    expect(warned).toContain('is cut or damaged');
  });

  it.each([['trip', 'nothing has tripped'], ['void-map', 'in a simulation only'], ['voltammogram', 'no sweep']] as const)('refuses a %s that the recording does not hold, and leaves no file', async (kind, reason) => {
    const out = join(directory.path, `none-${kind}`);
    await expect(plotCommand(recording, { kind, out })).rejects.toThrow(reason);
    await expect(plotCommand(recording, { kind, out })).rejects.toThrow(UsageError);
    expect(existsSync(`${out}.svg`)).toBe(false);
  });
});
