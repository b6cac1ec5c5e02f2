import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { backendReport } from '@nanobias/native';
import { Encoding } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import { countingCodes, joined, samplesFrame } from './wire.ts';

const run = promisify(execFile);
const { backend, reason } = backendReport();
const packageDir = fileURLToPath(new URL('../../native', import.meta.url));
const LOAD = `const addon = require('node-gyp-build')(${JSON.stringify(packageDir)});`;

/** Runs a program that ends by itself; rejects when it crashes. */
async function output(program: string, environment: NodeJS.ProcessEnv = {}): Promise<string> {
  const { stdout } = await run(process.execPath, ['-e', `${LOAD}\n${program}`], { cwd: packageDir, env: { ...process.env, ...environment } });
  return stdout.trim();
}

describe.skipIf(backend === 'js')(backend === 'js' ? `the addon in its process: ${reason}` : 'the addon in its process', () => {
  it('serves worker threads that each load it, and outlives their sudden end', async () => {
    const worker = `
      ${LOAD}
      const { parentPort } = require('node:worker_threads');
      const sampler = new addon.NativeSampler(16);
      const pty = new addon.NativePty(() => {}, () => {}, () => {});
      sampler.feed(new Uint8Array(1000));
      parentPort.postMessage(pty.path);
      setInterval(() => sampler.feed(new Uint8Array(1000)), 0);
    `;
    const program = `
      const { Worker } = require('node:worker_threads');
      (async () => {
        for (let turn = 0; turn < 10; turn += 1) {
          const worker = new Worker(${JSON.stringify(worker)}, { eval: true });
          await new Promise((resolve, reject) => { worker.once('message', resolve); worker.once('error', reject); });
          await worker.terminate();
        }
        console.log(new addon.NativeSampler(1).counts().length);
      })();
    `;
    expect(await output(program)).toBe('11');
  });

  it('survives a worker that is ended while bytes arrive', async () => {
    const worker = `
      ${LOAD}
      const { parentPort } = require('node:worker_threads');
      const pty = new addon.NativePty(() => parentPort.postMessage('bytes'), () => {}, () => {});
      parentPort.postMessage(pty.path);
    `;
    const program = `
      const { constants, openSync, writeSync, closeSync } = require('node:fs');
      const { Worker } = require('node:worker_threads');
      (async () => {
        for (let turn = 0; turn < 10; turn += 1) {
          const worker = new Worker(${JSON.stringify(worker)}, { eval: true });
          const path = await new Promise((resolve) => worker.once('message', resolve));
          const fd = openSync(path, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK);
          const heard = new Promise((resolve) => worker.once('message', resolve));
          const chunk = Buffer.alloc(4096, 1);
          const flood = setInterval(() => { try { writeSync(fd, chunk); } catch (error) { if (error.code !== 'EAGAIN' && error.code !== 'EIO') throw error; } }, 0);
          await heard;
          await worker.terminate();
          clearInterval(flood);
          closeSync(fd);
        }
        console.log('ended');
      })();
    `;
    expect(await output(program)).toBe('ended');
  });

  it('lets a process end whose terminal was closed', async () => {
    expect(await output(`const pty = new addon.NativePty(() => {}, () => {}, () => {}); pty.close(); process.on('exit', () => console.log('ended'));`)).toBe('ended');
  });

  it('lets a process exit whose terminal is open', async () => {
    expect(await output(`const pty = new addon.NativePty(() => {}, () => {}, () => {}); setImmediate(() => { console.log('exits'); process.exit(0); });`)).toBe('exits');
  });

  it('hands what a callback throws to the process as an uncaught exception', async () => {
    const program = `
      const { constants, openSync, writeSync } = require('node:fs');
      const pty = new addon.NativePty(() => { throw new Error('from the callback'); }, () => {}, () => {});
      process.on('uncaughtException', (error) => { console.log(error.message); pty.close(); });
      writeSync(openSync(pty.path, constants.O_RDWR | constants.O_NOCTTY), 'x');
    `;
    expect(await output(program)).toBe('from the callback');
  });

  it('refuses arguments of another type instead of reading them', async () => {
    const program = `
      const sampler = new addon.NativeSampler(1);
      const refused = [() => sampler.feed('text'), () => sampler.feed(), () => sampler.takeGroups(1, 7, true), () => sampler.totals('1'), () => sampler.setSession(), () => new addon.NativePty()]
        .map((call) => { try { call(); return 'taken'; } catch (error) { return error.name; } });
      console.log(refused.join());
    `;
    expect(await output(program)).toBe(Array(6).fill('TypeError').join());
  });

  it('comes to the same results without the instructions that not every processor has', async () => {
    let chance = 1;
    const codes = Array.from({ length: 1001 }, () => (chance = (Math.imul(chance, 1_664_525) + 1_013_904_223) | 0));
    const edges = [2 ** 24, 2 ** 24 + 1, 2 ** 27, 2 ** 27 + 1, 2 ** 28, 2 ** 28 + 1, 2 ** 31 - 1].flatMap((edge) => [edge, -edge]);
    const bytes = joined(
      samplesFrame(codes.map((code) => code >> 8)), samplesFrame(codes, { first_sample: 1001, encoding: Encoding.RAW32, bits: 32 }),
      ...countingCodes(10).map((count) => samplesFrame(codes.slice(count).map((code) => code >> 8), { first_sample: 3000 + 1001 * count })),
      // Where each body hands over to a wider one: runs of one code, and of noise as wide.
      ...edges.map((edge, index) => samplesFrame(codes.slice(0, 1000).map((code, at) => (at < 500 ? edge : Math.trunc((code / 2 ** 31) * edge))), {
        first_sample: 20_000 + 1000 * index, encoding: Encoding.RAW32, bits: 32,
      })),
    );
    const program = `
      const sampler = new addon.NativeSampler(100);
      sampler.feed(Buffer.from('${Buffer.from(bytes).toString('base64')}', 'base64'));
      const [headers, ...codes] = sampler.takeBlocks();
      console.log(JSON.stringify([[...headers], codes.map((of) => [...of]), [...sampler.takeGroups(1, 0, true)], [...sampler.counts()], sampler.totals(1).map(String)]));
    `;
    const plain = await output(program, { NANOBIAS_CPU: 'plain' });
    expect(await output(program, { NANOBIAS_CPU: 'avx2' })).toBe(plain);
    expect(await output(program)).toBe(plain);
    expect((JSON.parse(plain) as number[][][])[1]).toHaveLength(26);
    expect(await output('console.log(addon.cpuPath)', { NANOBIAS_CPU: 'plain' })).toBe('plain');
    expect(await output('console.log(addon.cpuPath)', { NANOBIAS_CPU: 'avx2' })).not.toContain('avx512');
  });

  it('reads bytes of a view that begins inside its buffer', async () => {
    expect(await output(`const sampler = new addon.NativeSampler(1); sampler.feed(new Uint8Array([9, 9, 9, 0, 0]).subarray(3)); console.log(sampler.counts()[0], sampler.counts()[3]);`)).toBe('2 0');
  });
});
