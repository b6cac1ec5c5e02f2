import { open, rm } from 'node:fs/promises';
import { UsageError } from './exit.ts';

/**
 * Writes a file that is not there yet; what cannot be written whole is not left behind.
 * @throws UsageError for a file that exists, a folder that cannot be written, a full disk
 */
export async function writeNew(path: string, bytes: Uint8Array | string): Promise<void> {
  let isMine = false;
  try {
    const file = await open(path, 'wx');
    isMine = true;
    try {
      await file.writeFile(bytes);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (isMine) await rm(path, { force: true });
    throw new UsageError(reasonOf(path, error));
  }
}

/** Why a file could not be made, for people. */
export function reasonOf(path: string, error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'EEXIST':
      return `${path} is there already: nothing is overwritten`;
    case 'ENOSPC':
      return `${path}: the disk is full`;
    case 'ENOENT':
      return `${path}: no such folder`;
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `${path}: not writable`;
    default:
      return `${path}: ${message}`;
  }
}
