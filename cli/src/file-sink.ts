import { open } from 'node:fs/promises';
import type { Clock } from '@nanobias/sdk';
import type { RecordingSink } from '@nanobias/sdk/recording';

/** A new file for a recording. Writing holds virtual time, so that a slow disk changes nothing in a simulation. */
export async function fileSink(path: string, clock: Clock): Promise<RecordingSink> {
  const file = await clock.outside(open(path, 'wx'));
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
