import { isMessageName } from './messages.ts';
import { salvage } from './salvage.ts';
import type { RecordedLoss } from './salvage.ts';
import type { RecordingSink } from './sink.ts';
import { RecordingWriter } from './writer.ts';

/** Messages handed to the writer before it is waited for: far less than what may be pending. */
const batch_count = 256;

/** What a repair has brought back. */
export interface Recovery {
  readonly message_count: number;
  readonly losses: readonly RecordedLoss[];
}

/**
 * Writes a damaged recording anew, whole and indexed, with everything that could be read; what is missing stands in its
 * attachment `losses.json`. An undamaged recording of this version comes out byte for byte as it was.
 * @throws Error when the bytes do not begin as MCAP; RecordingError when the sink fails
 */
export async function recoverRecording(bytes: Uint8Array, sink: RecordingSink): Promise<Recovery> {
  const { items, losses } = salvage(bytes);
  const writer = new RecordingWriter(sink);
  let message_count = 0;
  for (const item of items) {
    if (item.kind === 'file') {
      writer.attach(item);
      continue;
    }
    if (!isMessageName(item.name)) continue;
    writer.addEncoded(item.topic, item.name, item);
    message_count += 1;
    if (message_count % batch_count === 0) await writer.flushed();
  }
  if (losses.length > 0) writer.attach({ name: 'losses.json', mediaType: 'application/json', text: `${JSON.stringify(losses, null, 2)}\n` });
  await writer.close();
  return { message_count, losses };
}
