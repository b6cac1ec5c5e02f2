import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CELL_PRESETS } from '@nanobias/firmware-model';
import { afterAll, describe, expect, it } from 'vitest';
import { readCell } from '../../cli/src/cell-file.ts';
import { root, scratch } from './spawned.ts';

const directory = scratch();
afterAll(() => directory.remove());

function cellFile(text: string): string {
  const path = join(directory.path, 'cell.yaml');
  writeFileSync(path, text);
  return path;
}

describe('cell file', () => {
  it('is the 2 um film of the main job unless one is named, which is also what its example says', async () => {
    expect(await readCell(undefined)).toEqual(CELL_PRESETS['film-2um']);
    expect(await readCell(join(root, 'examples', 'cells', 'film-2um.yaml'))).toEqual(CELL_PRESETS['film-2um']);
    expect(CELL_PRESETS['film-2um']).toMatchObject({ lnmo_m: 2e-6, lithium_initial_ratio: 1.19, shunt_Ohm: 1e13, damage_ratio: 1 });
  });

  it('changes single parameters of its preset', async () => {
    expect(await readCell(join(root, 'examples', 'cells', 'leaky.yaml'))).toEqual({ ...CELL_PRESETS['film-2um'], shunt_Ohm: 1e11 });
    expect(await readCell(join(root, 'examples', 'cells', 'lipon-100nm.yaml'))).toMatchObject({ lipon_m: 100e-9, damage_ratio: 1.5 });
  });

  it.each([
    ['a preset that there is not', 'preset: gold\n', /preset = "gold" is none of default, film-2um/],
    ['a parameter that there is not', 'shunt: 1.0e+13\n', /shunt is no parameter of a cell/],
    ['a number as a string', 'shunt_Ohm: "1e13"\n', /shunt_Ohm = 1e13 is outside/],
    ['NaN', 'shunt_Ohm: .nan\n', /shunt_Ohm = NaN is outside/],
    ['a broken law of nature', 'control: no voids\n', /control is no parameter of a cell file/],
    ['a list', '- 1\n', /a list of names and values/],
    ['what is no YAML', 'a: [1\n', /flow/i],
  ])('refuses %s', async (_, text, message) => {
    await expect(readCell(cellFile(text))).rejects.toThrow(message);
  });
});
