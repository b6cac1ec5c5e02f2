import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { backendReport, openSource } from '@nanobias/native';
import { afterAll, describe, expect, it } from 'vitest';
import { countingCodes, joined, samplesFrame } from './wire.ts';

const run = promisify(execFile);
const { backend, reason } = backendReport();
const packageDir = fileURLToPath(new URL('../../native', import.meta.url));
const flood = joined(...countingCodes(60).map((index) => samplesFrame(countingCodes(1000), { first_sample: 1000 * index, block_seq: index })));

// The whole number takes half a minute on two cores; with `NANOBIAS_LONG=1` it is run.
const workers_count = process.env['NANOBIAS_LONG'] === '1' ? 200 : 24;
const directory = mkdtempSync(join(tmpdir(), 'nanobias-'));
const floodPath = join(directory, 'flood');
writeFileSync(floodPath, flood);
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** A program that has the addon, a server that floods whoever connects, and a function that opens a source on it. */
const PRELUDE = `
  const addon = require('node-gyp-build')(${JSON.stringify(packageDir)});
  const net = require('node:net');
  const { Worker, parentPort, workerData, isMainThread } = require('node:worker_threads');
  const flood = require('node:fs').readFileSync(${JSON.stringify(floodPath)});
  const serve = () => new Promise((resolve) => {
    const server = net.createServer((socket) => {
      socket.on('error', () => {});
      const pump = () => { while (!socket.destroyed && socket.write(flood)); };
      socket.on('drain', pump);
      pump();
    });
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
  const open = (port, onNews) => {
    const memory = new SharedArrayBuffer(65536 + 192);
    const positions = new Int32Array(memory, 0, 48);
    const source = new addon.NativeSource(new Uint8Array(memory), true, false, new Uint8Array([0]), () => {
      Atomics.store(positions, 16, Atomics.load(positions, 0));
      onNews(source);
    });
    const failure = source.start(3, '127.0.0.1', port, 0, -1, -1, '', 0, 0, -1);
    if (failure) throw new Error(failure.join());
    return source;
  };
`;

/** Runs a program that ends by itself; rejects when it crashes. */
async function output(program: string): Promise<string> {
  const { stdout } = await run(process.execPath, ['--expose-gc', '-e', `${PRELUDE}\n${program}`], { cwd: packageDir, timeout: 50_000 });
  return stdout.trim();
}


describe.skipIf(backend === 'js')(backend === 'js' ? `a source in its process: ${reason}` : 'a source in its process', () => {
  it(`outlives ${workers_count} workers that are ended under a flood`, async () => {
    // The flood comes from the main thread, eight workers at a time read it.
    const worker = `${PRELUDE} let told = false; open(workerData, () => { if (!told) parentPort.postMessage('news'); told = true; });`;
    const program = `
      (async () => {
        const server = await serve();
        let count = 0;
        const turn = async () => {
          const worker = new Worker(${JSON.stringify(worker)}, { eval: true, workerData: server.address().port });
          await new Promise((resolve, reject) => { worker.once('message', resolve); worker.once('error', reject); });
          await worker.terminate();
          count += 1;
        };
        for (let round = 0; round < ${workers_count / 8}; round += 1) await Promise.all(Array.from({ length: 8 }, turn));
        console.log(count);
        process.exit(0);
      })();
    `;
    expect(await output(program)).toBe(String(workers_count));
  }, 120_000);

  it('lets a process exit in mid-stream', async () => {
    const program = `serve().then((server) => { let count = 0; open(server.address().port, () => { count += 1; if (count === 20) { console.log('exits'); process.exit(0); } }); });`;
    for (let turn = 0; turn < 5; turn += 1) expect(await output(program)).toBe('exits');
  });

  it('lets a process end whose source has ended', async () => {
    const program = `
      const server = net.createServer((socket) => socket.end(flood));
      server.listen(0, '127.0.0.1', () => {
        open(server.address().port, (source) => { if (source.state()[2] === 1) { console.log(source.counts()[1]); server.close(); source.close(); } });
      });
    `;
    expect(await output(program)).toBe('60');
  });

  it('leaves no thread, no descriptor and no memory behind 1000 times of open and close', async () => {
    const program = `
      const fs = require('node:fs');
      const descriptors = () => fs.readdirSync('/proc/self/fd').length;
      const threads = () => fs.readdirSync('/proc/self/task').length;
      (async () => {
        const server = await serve();
        server.removeAllListeners('connection');
        server.on('connection', (socket) => { socket.on('error', () => {}); socket.write(flood); });
        const turn = () => new Promise((resolve) => open(server.address().port, (source) => { source.close(); resolve(); }));
        for (let count = 0; count < 100; count += 1) await turn();
        gc();
        const before = [descriptors(), threads(), process.memoryUsage().rss];
        for (let count = 0; count < 1000; count += 1) await turn();
        await new Promise((resolve) => setTimeout(resolve, 100));
        gc();
        const after = [descriptors(), threads(), process.memoryUsage().rss];
        console.log(JSON.stringify({ descriptors: after[0] - before[0], threads: after[1] - before[1], isFlat: after[2] - before[2] < 64e6 }));
        process.exit(0);
      })();
    `;
    const { descriptors, threads, isFlat } = JSON.parse(await output(program)) as { descriptors: number; threads: number; isFlat: boolean };
    // Sockets of the server's side may still be closing.
    expect(descriptors).toBeLessThanOrEqual(4);
    expect(threads).toBe(0);
    expect(isFlat).toBe(true);
  }, 120_000);

  it('is told when its peer closes, and by what name when it resets', async () => {
    for (const [end, code] of [['end', undefined], ['resetAndDestroy', 'ECONNRESET']] as const) {
      const server = createServer();
      const accepted = once(server, 'connection') as Promise<[Socket]>;
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      let tell: (code: string | undefined) => void = () => undefined;
      const told = new Promise<string | undefined>((resolve) => {
        tell = resolve;
      });
      const { port } = server.address() as AddressInfo;
      await openSource({ backend: 'native', source: { kind: 'tcp', host: '127.0.0.1', port } }, { onEnd: (error) => tell(error?.code) });
      // Only now: a peer that resets a connection which is still being made is told by the opening itself.
      const [socket] = await accepted;
      socket.write(flood.subarray(0, 1000));
      socket[end]();
      expect(await told).toBe(code);
      server.close();
    }
  });

  it('shares nothing with a second one', async () => {
    const sources = await Promise.all([1, 2].map(() => openSource({ backend: 'native', source: { kind: 'feed' } })));
    sources[0]!.feed(samplesFrame([1, 2, 3]));
    sources[1]!.feed(samplesFrame([40]));
    expect(sources.map((source) => source.totals(1)?.code_sums[0]?.code_sum)).toEqual([6n, 40n]);
    expect(sources.map((source) => source.takeBlocks().map(({ codes }) => [...codes]))).toEqual([[[1, 2, 3]], [[40]]]);
    for (const source of sources) source.close();
  });

  it('does nothing any more once it is closed, and is closed twice without harm', async () => {
    const source = await openSource({ backend: 'native', source: { kind: 'feed' } }, { onBlocks: () => { throw new Error('told after the end'); } });
    source.feed(samplesFrame([1]));
    source.close();
    source.close();
    source.feed(samplesFrame([1]));
    expect(source.write(Uint8Array.of(1))).toBe(false);
    await new Promise(setImmediate);
    expect(source.totals(1)?.sample_count).toBe(1n);
  });

  it('loses nothing when it is closed in a callback of its own', async () => {
    const told = await new Promise<number>((resolve) => {
      openSource({ backend: 'native', source: { kind: 'feed' } }, { onBlocks: () => { /* closed below */ } }).then((source) => {
        source.feed(flood);
        let count = 0;
        source.drain(({ sample_count }) => {
          count += sample_count;
          if (count > 30_000) source.close();
        });
        resolve(count);
      }, () => resolve(-1));
    });
    expect(told).toBe(60_000);
  });

  it('survives a reader that moves its position astray', async () => {
    const program = `
      const memory = new SharedArrayBuffer(16384 + 192);
      const positions = new Int32Array(memory, 0, 48);
      const source = new addon.NativeSource(new Uint8Array(memory), true, false, new Uint8Array([0]), () => {});
      source.start(-1, '', 0, 0, -1, -1, '', 0, 0, -1);
      for (const position of [1, -1, 1e9, -2147483648, 12345]) { Atomics.store(positions, 16, position); source.feed(flood.subarray(0, 100000)); }
      console.log(source.counts()[1] > 0);
      source.close();
    `;
    expect(await output(program)).toBe('true');
  });
});
