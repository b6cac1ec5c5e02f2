import { Worker } from 'node:worker_threads';
import { openSource } from '../open-source.ts';
import type { SampleSource, SourceAddress } from '../source.ts';

export interface Streamed {
  readonly rate_MSps: number;
  readonly unaccounted: number;
}

/** Reads a source to the last sample, adding all of them up in JavaScript. */
export async function streamed(source: SourceAddress, samples_count: number): Promise<Streamed> {
  let taken_count = 0;
  let sum = 0;
  let start_ns = 0;
  let finish: () => void = () => undefined;
  const finished = new Promise<void>((resolve) => (finish = resolve));
  const opened: SampleSource[] = [];
  const take = (): void => {
    if (start_ns === 0) start_ns = Number(process.hrtime.bigint());
    opened[0]?.drain((block) => {
      const { codes, from_index, sample_count } = block;
      for (let index = from_index; index < from_index + sample_count; index += 1) sum = (sum + codes[index]!) | 0;
      taken_count += sample_count;
    });
    if (taken_count + (opened[0]?.counts.dropped_samples ?? 0) >= samples_count) finish();
  };
  opened.push(await openSource({ backend: 'native', source, overflow: 'block', ring_bytes: 16_777_216 }, { onBlocks: take, onEnd: finish }));
  await finished;
  const time_ns = Number(process.hrtime.bigint()) - start_ns;
  const { dropped_samples } = opened[0]!.counts;
  const produced = Number(opened[0]!.totals(1)?.sample_count ?? 0n);
  opened[0]!.close();
  if (sum === 0) throw new Error('nothing was added up');
  return { rate_MSps: (taken_count / time_ns) * 1000, unaccounted: Math.abs(produced - taken_count - dropped_samples) + Math.abs(samples_count - produced) };
}

/** A thread that writes a file's bytes to a descriptor or a path, and ends with it. */
export function writer(file: string, to: { readonly path: string } | { readonly descriptor: number }): Promise<void> {
  const program = `
    const fs = require('node:fs');
    const { file, to } = require('node:worker_threads').workerData;
    const bytes = fs.readFileSync(file);
    const descriptor = to.descriptor ?? fs.openSync(to.path, 'w');
    for (let sent = 0; sent < bytes.length;) sent += fs.writeSync(descriptor, bytes, sent, Math.min(65536, bytes.length - sent));
    if (to.path) fs.closeSync(descriptor);
  `;
  return new Promise((resolve) => new Worker(program, { eval: true, workerData: { file, to } }).once('exit', () => resolve()));
}
