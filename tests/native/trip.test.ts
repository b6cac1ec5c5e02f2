import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { backendReport, openSource } from '@nanobias/native';
import type { SampleSource, SourceOptions, TripReport } from '@nanobias/native';
import { Encoding } from '@nanobias/proto';
import { afterEach, describe, expect, it } from 'vitest';
import { countingCodes, samplesFrame } from './wire.ts';

const { backend, reason } = backendReport();
const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

interface Wired {
  readonly source: SampleSource;
  readonly trips: TripReport[];
  /** Everything that came by the way back. */
  readonly sent: () => number[];
  readonly until: (count: number) => Promise<void>;
}

/** A source that is fed, with a socket for its way back. */
async function wired(body: 'native' | 'js', options: Partial<SourceOptions> = {}): Promise<Wired> {
  const sent: number[] = [];
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const accepted = new Promise<Socket>((resolve) => server.once('connection', resolve));
  const trips: TripReport[] = [];
  const source = await openSource(
    { backend: body, source: { kind: 'feed' }, control: { kind: 'tcp', host: '127.0.0.1', port: (server.address() as AddressInfo).port }, ...options },
    { onTrip: (trip) => trips.push(trip), onBlocks: () => source.drain(() => undefined) },
  );
  const socket = await accepted;
  let heard: () => void = () => undefined;
  socket.on('data', (bytes: Buffer) => {
    sent.push(...bytes);
    heard();
  });
  closing.push(() => source.close(), () => socket.destroy(), () => server.close());
  return {
    source, trips, sent: () => sent,
    until: async (count) => {
      while (sent.length < count) await new Promise<void>((resolve) => (heard = resolve));
    },
  };
}

// One code is full scale / 2^(bits - 1): here 8,388,608,000 fA / 2^23 = 1000 fA.
const scale = { full_scale_fA: 8_388_608_000, bits: 24 };

describe.each(['native', 'js'] as const)('the trip of the %s source', (body) => {
  describe.skipIf(body === 'native' && backend === 'js')(body === 'native' && backend === 'js' ? `without the addon: ${reason}` : 'watches a current', () => {
    it.each([
      [5000, 5, 6], [5999, 5, 6], [6000, 6, 7], [0, 0, 1], [-1000, -1, 0], [-999, -1, 0], [-1001, -2, -1], [8_388_607_000, 8_388_607, undefined],
    ])('up to %i fA: permits code %i and not %s', async (current_fA_max, permitted, refused) => {
      const { source } = await wired(body);
      source.setTrip({ stream_id: 1, current_fA_min: Number.MIN_SAFE_INTEGER, current_fA_max });
      source.feed(samplesFrame([permitted, -8_388_608], scale));
      expect(source.trip).toBeUndefined();
      if (refused === undefined) return;
      source.feed(samplesFrame([permitted, refused, refused + 1], { ...scale, first_sample: 10, decimation: 1, device_time_us: 77 }));
      expect(source.trip).toMatchObject({ stream_id: 1, sample_index: 11, code: refused, full_scale_fA: 8_388_608_000, bits: 24, device_time_us: 77 });
    });

    it.each([[-5000, -5, -6], [-5999, -5, -6], [0, 0, -1], [1, 1, 0], [999, 1, 0], [1000, 1, 0], [1001, 2, 1]])('down to %i fA: permits code %i and not %i', async (current_fA_min, permitted, refused) => {
      const { source } = await wired(body);
      source.setTrip({ stream_id: 1, current_fA_min, current_fA_max: Number.MAX_SAFE_INTEGER });
      source.feed(samplesFrame([permitted, 8_388_607], scale));
      expect(source.trip).toBeUndefined();
      source.feed(samplesFrame([permitted, refused], { ...scale, first_sample: 10 }));
      expect(source.trip).toMatchObject({ sample_index: 11, code: refused });
    });

    it('on every range of the stream', async () => {
      const { source } = await wired(body);
      source.setTrip({ stream_id: 1, current_fA_min: -5000, current_fA_max: 5000 });
      source.feed(samplesFrame([5, -5], scale));
      source.feed(samplesFrame([50, -50], { ...scale, full_scale_fA: 838_860_800, range_index: 3, first_sample: 2 }));
      expect(source.trip).toBeUndefined();
      source.feed(samplesFrame([5, 6], { ...scale, first_sample: 4 }));
      expect(source.trip).toMatchObject({ sample_index: 5, code: 6 });
    });

    it('of its stream alone, and trips where the stream is no current', async () => {
      const { source } = await wired(body);
      source.setTrip({ stream_id: 1, current_fA_min: -5000, current_fA_max: 5000 });
      source.feed(samplesFrame([1_000_000], { ...scale, stream_id: 2 }));
      expect(source.trip).toBeUndefined();
      source.feed(samplesFrame([0], { full_scale_fA: 0, full_scale_uV: 1000, channel: 2 }));
      expect(source.trip).toMatchObject({ stream_id: 1, sample_index: 0, full_scale_fA: 0 });
    });

    it('sends the stop once, tells of it once, and latches until it is armed anew', async () => {
      const { source, trips, sent, until } = await wired(body, { stop_frames: Uint8Array.of(0, 9, 9, 0) });
      source.setTrip({ stream_id: 1, current_fA_min: 0, current_fA_max: 5000 });
      for (let index = 0; index < 10; index += 1) source.feed(samplesFrame(countingCodes(100, 6), { ...scale, first_sample: 100 * index, block_seq: index }));
      await until(4);
      expect(source.trip).toMatchObject({ sample_index: 0, code: 6 });
      expect(source.trip?.stop_sent_ns).toBeGreaterThanOrEqual(source.trip?.tripped_ns ?? Infinity);
      while (trips.length === 0) await new Promise(setImmediate);
      expect(trips).toHaveLength(1);
      source.setTrip({ stream_id: 1, current_fA_min: 0, current_fA_max: 5000 });
      expect(source.trip).toBeUndefined();
      source.feed(samplesFrame([3, 7], { ...scale, first_sample: 5000 }));
      await until(8);
      expect(source.trip).toMatchObject({ sample_index: 5001, code: 7 });
      expect(sent()).toEqual([0, 9, 9, 0, 0, 9, 9, 0]);
      // Charge goes on being counted behind a trip.
      expect(source.totals(1)?.sample_count).toBe(1002n);
    });

    it('sends three stop frames unless told otherwise', async () => {
      const { source, sent, until } = await wired(body);
      source.setTrip({ stream_id: 1, current_fA_min: 0, current_fA_max: 0 });
      source.feed(samplesFrame([1], scale));
      await until(57);
      const stop = '0003b10501010101010101010105e70c4b3900';
      expect(Buffer.from(sent()).toString('hex')).toBe(stop + stop + stop);
    });

    it('no longer once it is disarmed', async () => {
      const { source } = await wired(body);
      source.setTrip({ stream_id: 1, current_fA_min: 0, current_fA_max: 0 });
      source.clearTrip();
      source.feed(samplesFrame([1], scale));
      expect(source.trip).toBeUndefined();
    });

    it.each([
      { stream_id: 0, current_fA_min: 0, current_fA_max: 0 }, { stream_id: 9, current_fA_min: 0, current_fA_max: 0 }, { stream_id: 1, current_fA_min: 1, current_fA_max: 0 },
      { stream_id: 1, current_fA_min: 0, current_fA_max: Number.NaN }, { stream_id: 1, current_fA_min: -Infinity, current_fA_max: 0 }, { stream_id: 1, current_fA_min: 0, current_fA_max: 0.5 },
      { stream_id: 1, current_fA_min: 0, current_fA_max: 2 ** 53 },
    ])('not by a limit that is none: %o', async (limit) => {
      const { source } = await wired(body);
      expect(() => source.setTrip(limit)).toThrow(RangeError);
    });

    it('not without a way back, and not where it may have to wait', async () => {
      const limit = { stream_id: 1, current_fA_min: 0, current_fA_max: 0 };
      const deaf = await openSource({ backend: body, source: { kind: 'feed' } });
      closing.push(() => deaf.close());
      expect(() => deaf.setTrip(limit)).toThrow(RangeError);
      const { source } = await wired(body, { overflow: 'block' });
      expect(() => source.setTrip(limit)).toThrow(RangeError);
    });
  });
});

describe.skipIf(backend === 'js')(backend === 'js' ? `both trips: ${reason}` : 'both trips', () => {
  it('latch at the same sample, whatever the scale and the limit', async () => {
    const native = await wired('native');
    const twin = await wired('js');
    const code = fc.oneof(fc.integer(), fc.integer({ min: -9, max: 9 }));
    await fc.assert(
      fc.asyncProperty(
        fc.array(code, { minLength: 1, maxLength: 300 }),
        fc.record({ bits: fc.integer({ min: 2, max: 32 }), full_scale_fA: fc.oneof(fc.integer({ min: 0, max: 1000 }), fc.maxSafeNat()) }),
        fc.record({ current_fA_min: fc.maxSafeInteger(), width: fc.oneof(fc.maxSafeNat(), fc.nat(20)) }),
        async (codes, { bits, full_scale_fA }, { current_fA_min, width }) => {
          const limit = { stream_id: 1, current_fA_min, current_fA_max: Math.min(Number.MAX_SAFE_INTEGER, current_fA_min + width) };
          const told = [native, twin].map(({ source }) => {
            source.forget(1);
            source.setTrip(limit);
            source.feed(samplesFrame(codes, { bits, full_scale_fA, encoding: Encoding.RAW32 }));
            const { trip } = source;
            source.takeBlocks();
            return trip && [trip.stream_id, trip.sample_index, trip.code, trip.full_scale_fA, trip.bits];
          });
          expect(told[0]).toEqual(told[1]);
          // By another way: BigInt, sample by sample.
          const first = codes.findIndex((value) => {
            const scaled = BigInt(value) * BigInt(full_scale_fA);
            return full_scale_fA === 0 || !(BigInt(limit.current_fA_min) << BigInt(bits - 1) <= scaled && scaled <= BigInt(limit.current_fA_max) << BigInt(bits - 1));
          });
          expect(told[0]?.[1] ?? -1).toBe(first);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('overtakes what waits for a peer that does not read', async () => {
    // The kernel's buffer of a UNIX socket does not grow with what waits.
    const directory = mkdtempSync(join(tmpdir(), 'nanobias-'));
    const path = join(directory, 'socket');
    const server = createServer({ pauseOnConnect: true });
    await new Promise<void>((resolve) => server.listen(path, resolve));
    const accepted = new Promise<Socket>((resolve) => server.once('connection', resolve));
    const source = await openSource({ backend: 'native', source: { kind: 'unix', path }, stop_frames: Uint8Array.of(0, 8, 0) });
    const socket = await accepted;
    closing.push(() => source.close(), () => socket.destroy(), () => server.close(), () => rmSync(directory, { recursive: true, force: true }));
    const chunk = new Uint8Array(65_536).fill(7);
    while (source.write(chunk));
    const waiting_bytes = source.pending_bytes;
    expect(waiting_bytes).toBeGreaterThan(262_144 - 65_536);
    source.setTrip({ stream_id: 1, current_fA_min: 0, current_fA_max: 0 });
    socket.write(samplesFrame([1], scale));
    while (source.trip === undefined) await new Promise(setImmediate);
    expect(source.trip.stop_sent_ns).toBeUndefined();
    let read_bytes = 0;
    let stop_index = -1;
    await new Promise<void>((resolve) => {
      socket.on('data', (bytes: Buffer) => {
        const at_index = bytes.indexOf(0);
        if (at_index >= 0 && stop_index < 0) stop_index = read_bytes + at_index;
        read_bytes += bytes.length;
        if (stop_index >= 0 && read_bytes >= stop_index + waiting_bytes + 3) resolve();
      });
      socket.resume();
    });
    // Everything that waited came behind it.
    expect(read_bytes - stop_index).toBe(waiting_bytes + 3);
    expect(source.trip.stop_sent_ns).toBeGreaterThan(source.trip.tripped_ns);
  });

  it('tells why the stop could not be written', async () => {
    const { source } = await wired('native');
    closing[1]?.();
    const limit = { stream_id: 1, current_fA_min: 0, current_fA_max: 0 };
    // The first write after the peer has gone is answered by a reset, the next one fails.
    for (let first_sample = 0; source.trip?.error === undefined; first_sample += 1) {
      source.setTrip(limit);
      source.feed(samplesFrame([1], { ...scale, first_sample }));
      await new Promise(setImmediate);
    }
    expect(['EPIPE', 'ECONNRESET']).toContain(source.trip.error);
  });
});
