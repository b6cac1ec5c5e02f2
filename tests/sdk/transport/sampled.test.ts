import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { backendReport, createSampler, openPty } from '@nanobias/native';
import type { CodeBlock, PtyMaster } from '@nanobias/native';
import { FrameKind } from '@nanobias/proto';
import { Channel, Mode, connect, cryptoEntropy, realClock } from '@nanobias/sdk';
import type { BytePipe, Device, SampledPipe } from '@nanobias/sdk';
import { afterEach, describe, expect, it } from 'vitest';
import { openSampled } from '../../../sdk/src/transport/sampled.ts';
import { openSerial } from '../../../sdk/src/transport/serial.ts';
import { openTcp } from '../../../sdk/src/transport/tcp.ts';
import { frame, joined, samplesFrame, samplesPayload } from '../../native/wire.ts';
import { recordedLine } from './recorded-line.ts';
import type { LineKind, RecordedLine } from './recorded-line.ts';

const { backend, reason } = backendReport();
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

type Body = 'fed by the event loop' | 'owned by the addon' | 'owned by the twin';

function open(kind: LineKind, at: string | number, body: Body): Promise<BytePipe | SampledPipe> {
  const target = { pty: { kind: 'serial', path: String(at) }, tcp: { kind: 'tcp', host: '127.0.0.1', port: Number(at) }, unix: { kind: 'unix', path: String(at) } } as const;
  if (body === 'fed by the event loop') return kind === 'pty' ? openSerial(target.pty) : openTcp(target.tcp);
  return openSampled(target[kind], { backend: body === 'owned by the addon' ? 'native' : 'js' });
}

async function connected(kind: LineKind, body: Body): Promise<{ readonly line: RecordedLine; readonly device: Device }> {
  const line = await recordedLine(kind);
  closing.push(() => line.close());
  const device = await connect(await open(kind, line.at, body), { clock: realClock(), entropy: cryptoEntropy() });
  closing.push(() => device.close());
  return { line, device };
}

const paths = [
  ['pty', 'fed by the event loop'], ['tcp', 'fed by the event loop'], ['pty', 'owned by the addon'], ['tcp', 'owned by the addon'], ['unix', 'owned by the addon'], ['tcp', 'owned by the twin'],
] as const satisfies readonly (readonly [LineKind, Body])[];

describe.each(paths)('the model on a %s, the receive path %s', (kind, body) => {
  const isAbsent = backend === 'js' && (kind === 'pty' || body === 'owned by the addon');

  describe.skipIf(isAbsent)(isAbsent ? `without the addon: ${reason}` : 'carries a session', () => {
    it('with its state, its commands and an output that ends in a measured off', async () => {
      const { device } = await connected(kind, body);
      expect(device).toMatchObject({ isSimulation: true, samplerBackend: body === 'owned by the twin' ? 'js' : 'native' });
      expect((await device.readState()).mode).toBe(Mode.SAFE);
      expect((await device.mark('here')).deviceTime_s).toBeGreaterThan(0);
      const limits = { bias_V_max: 3.6, lipon_thickness_m: 0.5e-6, lnmo_thickness_m: 0.5e-6, area_m2: 1e-11, anode_V_vs_Li: 0, lnmoOn: 'probe' } as const;
      const { result, off } = await device.withOutput({ limits }, async (output) => {
        await output.ramp({ bias_V: output.openCircuit_V + 0.002, slew_V_per_s: 0.01 });
        return (await device.readState()).isSwitchClosed;
      });
      expect(result).toBe(true);
      expect(off.isSwitchClosed).toBe(false);
      expect(off.current_A).toBeLessThan(1e-10);
    });

    it('with the samples that were sent, to the bit, and says what it was sent in all', async () => {
      const { line, device } = await connected(kind, body);
      const stream = await device.openStream({ channel: Channel.INTERLOCK_CURRENT, rate_Hz: 10_000, block_samples: 64 });
      const blocks: CodeBlock[] = [];
      await new Promise<void>((resolve) => {
        stream.blocks$.subscribe((block) => {
          blocks.push(block);
          if (blocks.length === 80) resolve();
        });
      });
      const { sent } = await stream.stop();
      const oracle = createSampler({ backend: 'js' });
      oracle.feed(line.received());
      const expected = oracle.takeBlocks().filter(({ stream_id }) => stream_id === stream.stream_id);
      expect(blocks.length).toBeGreaterThanOrEqual(80);
      expect(blocks.map(({ codes }) => codes.length).reduce((sum, count) => sum + count, 0)).toBe(sent);
      expect(blocks.map((block) => [block.block_seq, block.first_sample, block.device_time_us, block.flags, ...block.codes]))
        .toEqual(expected.map((block) => [block.block_seq, block.first_sample, block.device_time_us, block.flags, ...block.codes]));
      expect(new Set(blocks.flatMap(({ codes }) => [...codes])).size).toBeGreaterThan(1);
      expect(stream.totals()).toEqual(oracle.totals(stream.stream_id));
      expect(stream.takePyramid(64, true)).toEqual(oracle.takePyramid(stream.stream_id, 64, true));
    });

    it('until the controller hangs up, which is a typed error for whoever waits', async () => {
      const { line, device } = await connected(kind, body);
      const lost = new Promise<unknown>((resolve) => {
        device.link$.subscribe({ error: resolve });
      });
      const stream = await device.openStream({ channel: Channel.INTERLOCK_CURRENT, rate_Hz: 10_000 });
      const cut = new Promise<unknown>((resolve) => {
        stream.blocks$.subscribe({ error: resolve });
      });
      line.hangUp();
      expect(await lost).toMatchObject({ code: 'LINK_LOST', band: 'link', retryable: true, outputMayBeOn: 'unknown' });
      expect(await cut).toMatchObject({ code: 'LINK_LOST' });
      await expect(device.readState()).rejects.toMatchObject({ code: 'LINK_LOST' });
      await device.close();
    });
  });
});

describe.skipIf(backend === 'js')('a pipe whose sampler owns the port', () => {
  /** Both ends of a pseudo-terminal; the far one takes what it is sent. */
  async function ends(): Promise<{ readonly master: PtyMaster; readonly pipe: SampledPipe; readonly received: number[] }> {
    const received: number[] = [];
    const master = openPty({ onBytes: (bytes) => received.push(...bytes), onHangup: () => undefined, onDrain: () => undefined });
    closing.push(async () => master.close());
    const pipe = await openSampled({ kind: 'serial', path: master.path, baud_rate: 3_000_000 });
    closing.push(() => pipe.close());
    return { master, pipe, received };
  }

  it('takes more than the port does at once, and says when all of it has gone', async () => {
    const { pipe, received } = await ends();
    const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => index % 251);
    const taken = pipe.write(bytes);
    bytes.fill(0);
    expect(pipe.pending_bytes).toBeGreaterThan(0);
    await taken;
    expect(pipe.pending_bytes).toBe(0);
    while (received.length < 100_000) await new Promise(setImmediate);
    expect(received.every((value, index) => value === index % 251)).toBe(true);
  });

  it('refuses what would wait beyond its bound, and everything once it is closed', async () => {
    const { pipe } = await ends();
    const waiting = pipe.write(new Uint8Array(200_000));
    await expect(pipe.write(new Uint8Array(200_000))).rejects.toThrow('the port takes no more');
    const reasons: (string | undefined)[] = [];
    pipe.onClose((reason) => reasons.push(reason));
    await Promise.all([pipe.close(), pipe.close()]);
    await expect(waiting).rejects.toThrow('the port was closed');
    await expect(pipe.write(Uint8Array.of(1))).rejects.toThrow('the port is closed');
    expect(reasons).toEqual([undefined]);
    expect(pipe.pending_bytes).toBe(0);
  });

  it('forgets the blocks that came before the session, and keeps the frames', async () => {
    const { master, pipe } = await ends();
    await pipe.write(Uint8Array.of(0));
    while (!master.isConnected) await new Promise(setImmediate);
    master.write(joined(samplesFrame([1, 2, 3]), frame(FrameKind.EVENT, Uint8Array.of(9), { session: 77 })));
    while (pipe.sampler.totals(1)?.sample_count !== 3n) await new Promise(setImmediate);
    pipe.sampler.setSession(77);
    const codes: number[] = [];
    const events: number[] = [];
    const heard = new Promise<void>((resolve) => {
      pipe.onReceived(({ frames, blocks }) => {
        events.push(...frames.map(({ payload }) => payload[0]!));
        codes.push(...blocks.flatMap((block) => [...block.codes]));
        if (codes.length > 0) resolve();
      });
    });
    master.write(joined(samplesFrame([4]), frame(FrameKind.SAMPLES, samplesPayload([5, 6]), { session: 77 })));
    await heard;
    expect(codes).toEqual([5, 6]);
    expect(events).toEqual([9]);
  });
});

describe('a watch of the current', () => {
  it('is refused where the event loop feeds the sampler, and for a range that is none', async () => {
    const fed = (await connected('tcp', 'fed by the event loop')).device;
    const request = { channel: Channel.INTERLOCK_CURRENT, rate_Hz: 10_000 } as const;
    await expect(fed.openStream({ ...request, watch: { current_A_min: -1e-9, current_A_max: 1e-9 } })).rejects.toMatchObject({ code: 'INVALID_ARGUMENT', field: 'watch' });
    const owned = (await connected('tcp', 'owned by the twin')).device;
    for (const [current_A_min, current_A_max] of [[1e-9, -1e-9], [Number.NaN, 1e-9], [-1e-9, Infinity]] as const) {
      await expect(owned.openStream({ ...request, watch: { current_A_min, current_A_max } })).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
    }
    const watch = { current_A_min: -1e-9, current_A_max: 1e-9 };
    const stream = await owned.openStream({ ...request, watch });
    await expect(owned.openStream({ ...request, watch })).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
    await stream.stop();
    expect(stream.trip()).toBeUndefined();
    await expect(owned.openStream({ ...request, watch: { current_A_min: 0, current_A_max: 0 } }).then((next) => next.stop())).resolves.toMatchObject({ lost: 0 });
  });
});

describe('a link that cannot be opened', () => {
  it.skipIf(backend === 'js')('is a typed error that carries the name of the errno', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    await expect(openSampled({ kind: 'tcp', host: '127.0.0.1', port })).rejects.toMatchObject({ code: 'PORT_NOT_FOUND', message: expect.stringContaining('ECONNREFUSED') as string, outputMayBeOn: 'unknown' });
    await expect(openSampled({ kind: 'serial', path: '/dev/nanobias-no-such-port' })).rejects.toMatchObject({ code: 'PORT_NOT_FOUND', message: expect.stringContaining('ENOENT') as string });
    await expect(openSampled({ kind: 'unix', path: '/nanobias-no-such-socket' })).rejects.toMatchObject({ code: 'PORT_NOT_FOUND', message: expect.stringContaining('ENOENT') as string });
    await expect(openSampled({ kind: 'serial', path: '/dev/null' })).rejects.toMatchObject({ code: 'PORT_FAILED', message: expect.stringContaining('ENOTTY') as string });
    const line = await recordedLine('pty');
    closing.push(() => line.close());
    const first = await openSampled({ kind: 'serial', path: String(line.at) });
    closing.push(() => first.close());
    await expect(openSampled({ kind: 'serial', path: String(line.at) })).rejects.toMatchObject({ code: 'PORT_BUSY', message: expect.stringContaining('EBUSY') as string });
  });

  it('is refused before anything is opened where rate or port are none', async () => {
    for (const baud_rate of [0, -1, 2 ** 31, 1.5, Number.NaN]) {
      await expect(openSampled({ kind: 'serial', path: '/dev/nanobias-no-such-port', baud_rate })).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
    }
    await expect(openSampled({ kind: 'tcp', host: '127.0.0.1', port: 65_536 })).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
  });

  it('is told as such by the twin, which opens no serial port', async () => {
    await expect(openSampled({ kind: 'serial', path: '/dev/null' }, { backend: 'js' })).rejects.toMatchObject({ code: 'PORT_FAILED', message: expect.stringContaining('NO_ADDON') as string });
  });
});
