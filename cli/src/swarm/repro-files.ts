import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { shrink } from '@nanobias/firmware-model/swarm';
import type { Repro } from '@nanobias/firmware-model/swarm';

/** More repros of one swarm are more of the same. */
const REPROS_MAX = 8;
/** Files of one seed in one folder. */
const NAMES_MAX = 99;

/** Where a repro was put, and what went wrong with it: what was found is told all the same. */
export interface ReproFile {
  readonly file?: string;
  readonly problem?: string;
}

/** Each shrunk to what it takes, or whole where that fails, in a file of its own; none that is there already is written over. */
export async function writeRepros(repros: readonly Repro[], out: string, shrunk: (repro: Repro) => Repro = (repro) => shrink(repro).repro): Promise<readonly ReproFile[]> {
  return Promise.all(repros.slice(0, REPROS_MAX).map((repro) => written(repro, out, shrunk)));
}

async function written(repro: Repro, out: string, shrunk: (repro: Repro) => Repro): Promise<ReproFile> {
  let problem: { readonly problem?: string } = {};
  let least = repro;
  try {
    least = shrunk(repro);
  } catch (error) {
    problem = { problem: `not shrunk: ${String(error)}` };
  }
  try {
    await mkdir(out, { recursive: true });
    return { file: await writtenAnew(`${JSON.stringify(least, null, 1)}\n`, join(out, `seed-${repro.configuration.seed}`)), ...problem };
  } catch (error) {
    return { problem: [problem.problem, `not written: ${String(error)}`].filter((text) => text !== undefined).join('; ') };
  }
}

/** Under the first name that nothing has: an earlier repro may be of another version of the program. */
async function writtenAnew(text: string, stem: string): Promise<string> {
  for (let number = 1; number <= NAMES_MAX; number += 1) {
    const file = `${stem}${number === 1 ? '' : `-${number}`}.repro.json`;
    try {
      await writeFile(file, text, { flag: 'wx' });
      return file;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  throw new Error(`${NAMES_MAX} files begin with ${stem} already`);
}
