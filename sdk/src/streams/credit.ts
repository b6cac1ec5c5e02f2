import type { Driver } from '../session/driver.ts';

/** Takes note of bytes that were taken, and grants them anew once they are half of the credit. */
export function granting(driver: Driver, stream_id: number, buffer_bytes: number): (taken_bytes: number) => void {
  let owed_bytes = 0;
  return (taken_bytes) => {
    owed_bytes += taken_bytes;
    if (owed_bytes < buffer_bytes / 2) return;
    const granted_bytes = owed_bytes;
    owed_bytes = 0;
    driver.request({ kind: 'credit', stream_id, credit_bytes: granted_bytes }).catch(() => {
      // Not granted, as far as is known: asked for again with the next block.
      owed_bytes += granted_bytes;
    });
  };
}
