import { execFileSync, spawnSync } from 'node:child_process';
import { createReadStream, createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SourceError, backendReport, openPty, openSource } from '@nanobias/native';
import type { DeliveredBlock, SampleSource, SourceAddress, SourceEvents, SourceOptions } from '@nanobias/native';
import { FrameKind } from '@nanobias/proto';
import type { Frame } from '@nanobias/proto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { countingCodes, frame, joined, samplesFrame } from './wire.ts';

const { backend, reason } = backendReport();
const hasPython = spawnSync('python3', ['--version']).status === 0;
const sources: SampleSource[] = [];
let directory = '';

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'nanobias-'));
});

afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

afterEach(() => {
  for (const source of sources.splice(0)) source.close();
});

/** A stream of 40 blocks with an event after the twentieth. */
const traffic = joined(
  ...countingCodes(20).map((index) => samplesFrame(countingCodes(100, 100 * index), { first_sample: 100 * index, block_seq: index })),
  frame(FrameKind.EVENT, Uint8Array.of(7)),
  ...countingCodes(20, 20).map((index) => samplesFrame(countingCodes(100, 100 * index), { first_sample: 100 * index, block_seq: index })),
);

interface Heard {
  readonly source: SampleSource;
  readonly blocks: DeliveredBlock[];
  readonly frames: Frame[];
  readonly ended: Promise<SourceError | undefined>;
  /** Resolves once this many blocks have come. */
  until(count: number): Promise<void>;
}

async function listen(options: SourceOptions, events: SourceEvents = {}): Promise<Heard> {
  const blocks: DeliveredBlock[] = [];
  const frames: Frame[] = [];
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  let end: (error: SourceError | undefined) => void = () => undefined;
  const ended = new Promise<SourceError | undefined>((resolve) => (end = resolve));
  const opened: SampleSource[] = [];
  const take = (): void => {
    for (const source of opened) blocks.push(...source.takeBlocks());
    for (const { count, resolve } of waiting) if (blocks.length >= count) resolve();
  };
  const source = await openSource(options, { onBlocks: take, onFrames: (some) => frames.push(...some), onEnd: end, ...events });
  sources.push(source);
  opened.push(source);
  take();
  return { source, blocks, frames, ended, until: (count) => new Promise((resolve) => (blocks.length >= count ? resolve() : waiting.push({ count, resolve }))) };
}

function expectAll({ source, blocks, frames }: Heard): void {
  expect(blocks.map(({ block_seq, dropped_before, codes }) => [block_seq, dropped_before, codes[0], codes.length])).toEqual(countingCodes(40).map((index) => [index, 0, 100 * index, 100]));
  expect(frames.map(({ kind, payload }) => [kind, ...payload])).toEqual([[FrameKind.EVENT, 7]]);
  // The sum of 0 to 3999.
  expect(source.totals(1)).toMatchObject({ sample_count: 4000n, gap_count: 0, lost_count: 0n, code_sums: [{ code_sum: 7_998_000n }] });
  expect(source.counts).toMatchObject({ bytes: traffic.length, frames: 41, crc_errors: 0, malformed: 0, dropped_blocks: 0 });
}

async function served(server: Server, at: { readonly path: string } | { readonly port: number; readonly host: string }): Promise<Socket> {
  const connection = new Promise<Socket>((resolve) => server.once('connection', resolve));
  await new Promise<void>((resolve) => server.listen(at, resolve));
  return connection;
}

const bodies = [
  { name: 'the addon with a shared ring', options: { backend: 'native', delivery: 'ring' }, delivery: 'ring' },
  { name: 'the addon with copies', options: { backend: 'native', delivery: 'copy' }, delivery: 'copy' },
  { name: 'the twin', options: { backend: 'js' }, delivery: 'queue' },
] as const;

describe.each(bodies)('a source read by $name', ({ options, delivery }) => {
  const isAbsent = options.backend === 'native' && backend === 'js';

  describe.skipIf(isAbsent)(isAbsent ? `without the addon: ${reason}` : 'delivers everything', () => {
    it('of a file, then tells its end', async () => {
      const path = join(directory, 'replay');
      writeFileSync(path, traffic);
      const heard = await listen({ ...options, source: { kind: 'path', path }, overflow: 'block' });
      expect(await heard.ended).toBeUndefined();
      expectAll(heard);
      expect(heard.source.delivery).toBe(delivery);
      expect(heard.source.backend).toBe(options.backend);
    });

    it('of a file many times the ring, waiting for its consumer', async () => {
      const path = join(directory, 'long');
      const parts = countingCodes(600).map((index) => samplesFrame(countingCodes(1000, index), { first_sample: 1000 * index, block_seq: index }));
      writeFileSync(path, joined(...parts));
      let count = 0;
      const heard = await listen({ ...options, source: { kind: 'path', path }, overflow: 'block', ring_bytes: 16_384 }, { onBlocks: undefined as never });
      const ended = heard.ended.then(() => true);
      for (let isOver = false; !isOver;) {
        count += heard.source.takeBlocks().reduce((sum, { codes }) => sum + codes.length, 0);
        isOver = await Promise.race([ended, new Promise<boolean>((resolve) => setImmediate(() => resolve(false)))]);
      }
      expect(count + heard.source.takeBlocks().reduce((sum, { codes }) => sum + codes.length, 0) + heard.blocks.reduce((sum, { codes }) => sum + codes.length, 0)).toBe(600_000);
      expect(heard.source.counts.dropped_blocks).toBe(0);
      expect(heard.source.totals(1)?.sample_count).toBe(600_000n);
    });

    it('of a FIFO whose writer comes late and goes', async () => {
      const path = join(directory, `fifo-${delivery}`);
      execFileSync('sh', ['-c', 'mkfifo "$0"', path]);
      const opening = listen({ ...options, source: { kind: 'path', path } });
      const writer = createWriteStream(path);
      const heard = await opening;
      writer.end(traffic);
      expect(await heard.ended).toBeUndefined();
      expectAll(heard);
    });

    it('of a UNIX socket, and writes to it', async () => {
      const path = join(directory, `unix-${delivery}`);
      const server = createServer();
      const peer = served(server, { path });
      await new Promise((resolve) => server.once('listening', resolve));
      const heard = await listen({ ...options, source: { kind: 'unix', path } });
      const socket = await peer;
      const read = new Promise((resolve) => socket.once('data', resolve));
      expect(heard.source.write(Uint8Array.of(1, 2, 3))).toBe(true);
      expect([...((await read) as Buffer)]).toEqual([1, 2, 3]);
      socket.end(traffic);
      expect(await heard.ended).toBeUndefined();
      expectAll(heard);
      server.close();
    });

    it('of a TCP socket, by name', async () => {
      const server = createServer();
      const peer = served(server, { port: 0, host: 'localhost' });
      await new Promise((resolve) => server.once('listening', resolve));
      const heard = await listen({ ...options, source: { kind: 'tcp', host: 'localhost', port: (server.address() as AddressInfo).port } });
      (await peer).end(traffic);
      expect(await heard.ended).toBeUndefined();
      expectAll(heard);
      server.close();
    });

    it('that it is fed, byte by byte', async () => {
      const heard = await listen({ ...options, source: { kind: 'feed' } });
      for (const byte of traffic) heard.source.feed(Uint8Array.of(byte));
      await heard.until(40);
      expectAll(heard);
    });

    it('but what finds no room: counted, announced with the next block, and in the charge all the same', async () => {
      const { source } = await listen({ ...options, source: { kind: 'feed' }, ring_bytes: 16_384 }, { onBlocks: () => undefined });
      for (let index = 0; index < 100; index += 1) source.feed(samplesFrame(countingCodes(100, index), { first_sample: 100 * index, block_seq: index }));
      const first = source.takeBlocks();
      expect(first.length).toBeGreaterThan(20);
      expect(first.length).toBeLessThan(40);
      expect(first.every(({ dropped_before, flags }) => dropped_before === 0 && flags === 0)).toBe(true);
      source.feed(samplesFrame([1, 2], { first_sample: 10_000, block_seq: 100 }));
      const [next, ...others] = source.takeBlocks();
      expect(others).toEqual([]);
      // Bit 2 of the flags is a gap.
      expect(next).toMatchObject({ block_seq: 100, flags: 4, dropped_before: 10_000 - 100 * first.length });
      expect(source.counts).toMatchObject({ dropped_blocks: 100 - first.length, dropped_samples: 10_000 - 100 * first.length });
      expect(source.totals(1)).toMatchObject({ sample_count: 10_002n, gap_count: 0 });
    });
  });
});

describe.skipIf(backend === 'js')(backend === 'js' ? `a source of the addon: ${reason}` : 'a source of the addon', () => {
  it('reads a pseudo-terminal, writes to it, and tells when it is unplugged', async () => {
    const got: number[] = [];
    const master = openPty({ onBytes: (bytes) => got.push(...bytes), onHangup: () => undefined, onDrain: () => undefined });
    const heard = await listen({ backend: 'native', source: { kind: 'serial', path: master.path, baud_rate: 123_457 } });
    heard.source.write(Uint8Array.of(9));
    while (!master.isConnected) await new Promise(setImmediate);
    for (let from = 0; from < traffic.length; from += 2048) {
      expect(master.write(traffic.subarray(from, from + 2048))).toBe(true);
    }
    await heard.until(40);
    expectAll(heard);
    expect(got).toEqual([9]);
    master.close();
    expect(await heard.ended).toMatchObject({ name: 'SourceError', code: 'EIO', call: 'read' });
  });

  it.skipIf(!hasPython)('sets the rate that was asked for, also one that no table holds', async () => {
    const master = openPty({ onBytes: () => undefined, onHangup: () => undefined, onDrain: () => undefined });
    await listen({ backend: 'native', source: { kind: 'serial', path: master.path, baud_rate: 123_457 } });
    // struct termios2 ends in the two rates.
    const ask = 'import fcntl, os, struct, sys; fd = os.open(sys.argv[1], os.O_RDWR | os.O_NOCTTY); print(*struct.unpack("36x2I", fcntl.ioctl(fd, 0x802C542A, bytes(44))))';
    expect(execFileSync('python3', ['-c', ask, master.path], { encoding: 'utf8' })).toBe('123457 123457\n');
    master.close();
  });

  it('reads a descriptor that another owner keeps', async () => {
    const path = join(directory, 'owned');
    writeFileSync(path, traffic);
    const owner = createReadStream(path);
    const descriptor = await new Promise<number>((resolve) => owner.once('open', resolve));
    const heard = await listen({ backend: 'native', source: { kind: 'descriptor', descriptor }, overflow: 'block' });
    expect(await heard.ended).toBeUndefined();
    expectAll(heard);
    await new Promise<void>((resolve) => owner.close(() => resolve()));
  });

  it.each<[name: string, source: () => SourceAddress, code: string, call: string]>([
    ['a path that is not there', () => ({ kind: 'path', path: join(directory, 'none') }), 'ENOENT', 'open'],
    ['a port that is not there', () => ({ kind: 'serial', path: join(directory, 'none'), baud_rate: 9600 }), 'ENOENT', 'open'],
    ['a port that is a file', () => (writeFileSync(join(directory, 'plain'), ''), { kind: 'serial', path: join(directory, 'plain'), baud_rate: 9600 }), 'ENOTTY', 'TCGETS2'],
    ['a socket that nobody serves', () => ({ kind: 'tcp', host: '127.0.0.1', port: 1 }), 'ECONNREFUSED', 'connect'],
    ['a UNIX socket that is not there', () => ({ kind: 'unix', path: join(directory, 'none') }), 'ENOENT', 'connect'],
    ['a descriptor that is closed', () => ({ kind: 'descriptor', descriptor: 9999 }), 'EBADF', 'dup'],
    ['a UNIX path too long', () => ({ kind: 'unix', path: 'x'.repeat(200) }), 'ENAMETOOLONG', 'connect'],
  ])('refuses %s by the name of its errno', async (_name, source, code, call) => {
    await expect(openSource({ backend: 'native', source: source() })).rejects.toMatchObject({ name: 'SourceError', code, call });
  });

  it('refuses a port that another source has open', async () => {
    const master = openPty({ onBytes: () => undefined, onHangup: () => undefined, onDrain: () => undefined });
    const source: SourceAddress = { kind: 'serial', path: master.path, baud_rate: 115_200 };
    await listen({ backend: 'native', source });
    await expect(openSource({ backend: 'native', source })).rejects.toMatchObject({ code: 'EBUSY', call: 'flock' });
    master.close();
  });

  it.each([0, -1, 1.5, Number.NaN, 20_000_001])('refuses a rate of %s', async (baud_rate) => {
    await expect(openSource({ source: { kind: 'serial', path: '/dev/null', baud_rate } })).rejects.toThrow(RangeError);
  });

  it.each([0, 16_383, 24_576, 2 ** 31, Number.NaN])('refuses a ring of %s bytes', async (ring_bytes) => {
    await expect(openSource({ source: { kind: 'feed' }, ring_bytes })).rejects.toThrow(RangeError);
  });

  it('goes on in a new stream of bytes after one that broke off in mid-frame', async () => {
    const { source } = await listen({ backend: 'native', source: { kind: 'feed' } });
    source.feed(samplesFrame(countingCodes(100)).subarray(0, 50));
    source.feed(Uint8Array.of(0));
    source.feed(samplesFrame([5]));
    expect(source.takeBlocks().map(({ codes }) => [...codes])).toEqual([[5]]);
    expect(source.counts.crc_errors + source.counts.malformed).toBe(1);
  });

  it('refuses bytes that nobody asked it to take', async () => {
    const path = join(directory, 'self');
    writeFileSync(path, '');
    const { source } = await listen({ backend: 'native', source: { kind: 'path', path } });
    expect(() => source.feed(traffic)).toThrow(TypeError);
  });
});
