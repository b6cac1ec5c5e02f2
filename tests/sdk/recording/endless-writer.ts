import { openSync, writeSync } from 'node:fs';
import { Recorder, RecordingWriter } from '@nanobias/sdk/recording';
import { slowBlock } from './sample-run.ts';

/** Blocks between two waits for the sink. */
const batch_count = 16;
const blocks_count_max = 1_000_000;

// Records into the file it is given until it is killed, and says after each batch how many blocks it has handed over.
const file = openSync(process.argv[2]!, 'wx');
const writer = new RecordingWriter({
  write: (bytes) => {
    writeSync(file, bytes);
    return Promise.resolve();
  },
  close: () => Promise.resolve(),
});
const recorder = new Recorder(writer);
for (let block = 0; block < blocks_count_max; block += 1) {
  recorder.slow('current', slowBlock(block, 'slowCurrent'));
  if (block % batch_count !== 0) continue;
  await writer.flushed();
  writeSync(1, `${block}\n`);
}
