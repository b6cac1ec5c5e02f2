import { readFile } from 'node:fs/promises';
import { CELL_PRESETS, cellFrom } from '@nanobias/firmware-model';
import type { Cell, CellPreset } from '@nanobias/firmware-model';
import { parseDocument } from 'yaml';
import { UsageError } from './exit.ts';

/** The film that is simulated when no cell file is named. */
export const CELL_PRESET_DEFAULT: CellPreset = 'film-2um';
/** A cell file is a few lines. */
const text_characters_max = 100_000;
const alias_count_max = 10;

/**
 * What only the simulator knows of a specimen, from a YAML file: a preset, and the parameters that differ from it.
 * @throws UsageError naming file, field, value and range
 */
export async function readCell(file: string | undefined): Promise<Cell> {
  return file === undefined ? CELL_PRESETS[CELL_PRESET_DEFAULT] : cellOf(file, await readCellFields(file));
}

/** A cell by the fields of a cell file. @throws UsageError naming `file`, field, value and range */
export function cellOf(file: string, { preset = CELL_PRESET_DEFAULT, ...changes }: Readonly<Record<string, unknown>>): Cell {
  if (typeof preset !== 'string' || !Object.hasOwn(CELL_PRESETS, preset)) {
    throw new UsageError(`${file}: preset = ${JSON.stringify(preset)} is none of ${Object.keys(CELL_PRESETS).join(', ')}`);
  }
  // A broken law of nature is for the tests of the model, and not a property of a cell.
  if ('control' in changes) throw new UsageError(`${file}: control is no parameter of a cell file`);
  const built = cellFrom(preset as CellPreset, changes);
  if (built.kind === 'refused') throw new UsageError(`${file}: ${built.reason}`);
  return built.cell;
}

/** The names and values of a cell file, not yet held against what a cell may have. @throws UsageError */
export async function readCellFields(file: string): Promise<Readonly<Record<string, unknown>>> {
  const text = await readText(file);
  if (!(text.length <= text_characters_max)) throw new UsageError(`${file}: ${text.length} characters are more than ${text_characters_max}`);
  const document = parseDocument(text, { version: '1.2', schema: 'core', uniqueKeys: true });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem !== undefined) throw new UsageError(`${file}: ${problem.message}`);
  const value: unknown = document.toJS({ maxAliasCount: alias_count_max });
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new UsageError(`${file}: a cell file is a list of names and values`);
  return value as Readonly<Record<string, unknown>>;
}

/** Reads a file that the caller named. @throws UsageError when it cannot be read */
export async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
