// A thousand million samples through a pipe: every one accounted for, memory flat. A command of its own, because it takes a
// while: `node --conditions=nanobias-source --import tsx bench/sampler-soak.ts [SAMPLES]`.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { openSource } from '@nanobias/native';
import type { SampleSource } from '@nanobias/native';
import { Encoding } from '@nanobias/proto';
import { FRAME_SAMPLES, framesOf, makeFifos } from '@nanobias/native/measure';

const CHUNK_FRAMES = 10_000;
const RSS_GROWTH_BYTES_MAX = 64e6;
const wanted_samples = Number(process.argv[2] ?? 1e9);
const rounds_count = Math.ceil(wanted_samples / CHUNK_FRAMES / FRAME_SAMPLES);
const produced_samples = rounds_count * CHUNK_FRAMES * FRAME_SAMPLES;

const directory = mkdtempSync(join(tmpdir(), 'nanobias-soak-'));
const fifo = join(directory, 'fifo');
makeFifos(fifo);
// A stream begins anew with another session: two of them in turns give samples without end from two files.
const files = [1, 2].map((session) => {
  const file = join(directory, `session-${session}`);
  writeFileSync(file, framesOf(Encoding.RAW24, CHUNK_FRAMES, { session }));
  return file;
});
const program = `
  const fs = require('node:fs');
  const { files, fifo, rounds } = require('node:worker_threads').workerData;
  const chunks = files.map((file) => fs.readFileSync(file));
  const descriptor = fs.openSync(fifo, 'w');
  for (let round = 0; round < rounds; round += 1) {
    const bytes = chunks[round % 2];
    for (let sent = 0; sent < bytes.length;) sent += fs.writeSync(descriptor, bytes, sent, Math.min(65536, bytes.length - sent));
  }
  fs.closeSync(descriptor);
`;
new Worker(program, { eval: true, workerData: { files, fifo, rounds: rounds_count } });

let consumed_samples = 0;
let rss_bytes = 0;
let announced_samples = 0;
const start_ms = performance.now();
const opened: SampleSource[] = [];
await new Promise<void>((resolve, reject) => {
  openSource({ source: { kind: 'path', path: fifo }, ring_bytes: 4_194_304 }, {
    onBlocks: () => {
      opened[0]?.drain((block) => {
        consumed_samples += block.sample_count;
        announced_samples += block.dropped_before;
      });
      if (rss_bytes === 0 && consumed_samples > produced_samples / 5) rss_bytes = process.memoryUsage.rss();
    },
    onEnd: () => resolve(),
  }).then((source) => opened.push(source), reject);
});
const { counts, backend, delivery, ring_high_water_bytes } = opened[0]!.health;
const unaccounted_samples = produced_samples - consumed_samples - counts.dropped_samples;
const rss_growth_bytes = process.memoryUsage.rss() - rss_bytes;
opened[0]!.close();
rmSync(directory, { recursive: true, force: true });
console.log(JSON.stringify({
  backend, delivery, produced_samples, consumed_samples, dropped_samples: counts.dropped_samples, announced_samples, unaccounted_samples, crc_errors: counts.crc_errors,
  malformed: counts.malformed, rss_growth_bytes, ring_high_water_bytes, time_s: Number(((performance.now() - start_ms) / 1000).toFixed(1)),
}));
if (unaccounted_samples !== 0 || !(rss_growth_bytes < RSS_GROWTH_BYTES_MAX)) process.exitCode = 1;
