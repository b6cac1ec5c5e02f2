import { open } from 'node:fs/promises';
import type { Clock } from '@nanobias/sdk';
import type { RecordingSink } from '@nanobias/sdk/recording';
import { UsageError } from './exit.ts';
import { reasonOf } from './new-file.ts';

/**
 * A new file for a recording. Writing holds virtual time, so that a slow disk changes nothing in a simulation.
 * @throws UsageError for a file that exists, a folder that is not there or cannot be written, a full disk
 */
export async function fileSink(path: string, clock: Clock): Promise<RecordingSink> {
  const file = await clock.outside(open(path, 'wx')).catch((error: unknown) => {
    throw new UsageError(reasonOf(path, error));
  });
  return {
    write: (bytes) => clock.outside(writeWhole(bytes)),
    close: () => clock.outside(file.close()),
  };

  async function writeWhole(bytes: Uint8Array): Promise<void> {
    for (let written = 0; written < bytes.length;) {
      const { bytesWritten } = await file.write(bytes, written, bytes.length - written);
      written += bytesWritten;
    }
  }
}
