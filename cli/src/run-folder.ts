import { mkdir } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { UsageError } from './exit.ts';

/** Runs of one name that are kept side by side. */
const suffix_max = 9999;

/** The name that a run takes from its experiment's file. */
export function nameFromFile(file: string): string {
  return basename(file, extname(file)).replaceAll(/[^\w.-]/g, '-').replace(/^\.+/, '') || 'run';
}

/**
 * Makes the folder of a run. An older one of that name is left alone: the new one gets a number.
 * @throws UsageError for a name that would leave the directory, or a directory that cannot be written
 */
export async function makeRunFolder(directory: string, name: string): Promise<string> {
  if (!/^[\w-][\w.-]*$/.test(name)) throw new UsageError(`--name ${name}: letters, digits, dots, dashes and underscores only`);
  try {
    await mkdir(directory, { recursive: true });
    for (let number = 1; number <= suffix_max; number += 1) {
      const folder = join(directory, number === 1 ? name : `${name}-${number}`);
      if (await isMade(folder)) return folder;
    }
  } catch (error) {
    throw new UsageError(`${directory}: ${error instanceof Error ? error.message : String(error)}`);
  }
  throw new UsageError(`${join(directory, name)}: ${suffix_max} runs of this name are there already`);
}

/** Whether the folder was made just now: an existing one is somebody's data. */
async function isMade(folder: string): Promise<boolean> {
  try {
    await mkdir(folder);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
