import { Channel, Encoding, Feature, FrameKind, StatusCode, summaryOf, unpackFor128, unpackRaw24, unpackSummary } from '@nanobias/proto';
import type { Capabilities, SampleBlock, StartStream, StreamGrant } from '@nanobias/proto';
import type { Check } from '../check.ts';
import { Skipped, expect, text } from '../check.ts';
import { SILENCE_US, replyText } from '../host.ts';
import type { Host } from '../host.ts';
import { requireFeature } from './session.ts';

const CREDIT_BYTES = 4_000_000;
const FEW_BYTES = 2_000;
/** Long enough for some blocks of the fastest channel, and one of a slow one. */
const LISTEN_US = 400_000;
const DATA_BYTES: Readonly<Partial<Record<Encoding, number>>> = { [Encoding.RAW24]: 3, [Encoding.RAW32]: 4 };

interface Opened extends StreamGrant {
  readonly request: StartStream;
}

const byRate = (first: Capabilities['channels'][number], second: Capabilities['channels'][number]): number => second.rate_Hz_max - first.rate_Hz_max;

/** The fastest channel that this link carries. */
async function openStream(host: Host, options: Partial<Pick<StartStream, 'credit_bytes' | 'encoding'>> = {}): Promise<Opened> {
  const { credit_bytes = CREDIT_BYTES, encoding = Encoding.RAW24 } = options;
  const { channels } = await host.ask({ kind: 'get_capabilities' }, 'capabilities');
  for (const { channel, rate_Hz_max } of [...channels].sort(byRate)) {
    const request = { channel, rate_Hz: rate_Hz_max, decimation: 1, encoding, credit_bytes, block_samples_max: 128 };
    const reply = await host.request({ kind: 'start_stream', ...request });
    if (reply.status.code === StatusCode.OK && reply.body?.kind === 'stream_grant') return { ...reply.body, request };
    expect(reply.status.code === StatusCode.RATE_TOO_HIGH, 'a stream, or RATE_TOO_HIGH', replyText(reply));
  }
  throw new Skipped('no channel fits the link');
}

function blocksOf(host: Host, stream_id: number): readonly SampleBlock[] {
  return host.received.flatMap(({ block }) => (block?.stream_id === stream_id ? [block] : []));
}

async function someBlocks(host: Host, stream_id: number, count: number): Promise<readonly SampleBlock[]> {
  for (let turn = 0; turn < 20 && blocksOf(host, stream_id).length < count; turn += 1) await host.wait(LISTEN_US / 4);
  const blocks = blocksOf(host, stream_id);
  expect(blocks.length >= count, `${count} blocks`, `${blocks.length}`);
  return blocks;
}

function expectUnbroken(blocks: readonly SampleBlock[], first_sample: number): void {
  let next = first_sample;
  for (const [index, block] of blocks.entries()) {
    expect(block.first_sample === next + block.lost_before, `block ${index} at sample ${next} and what was lost`, text({ ...block, data: undefined }));
    const before = blocks[index - 1];
    expect(before === undefined || block.block_seq === (before.block_seq + 1) >>> 0, 'blocks numbered in steps of one', text({ ...block, data: undefined }));
    next = block.first_sample + block.sample_count * block.decimation;
  }
}

function codesByNumber(blocks: readonly SampleBlock[]): ReadonlyMap<number, number> {
  const codes = new Map<number, number>();
  for (const { data, sample_count, first_sample } of blocks) {
    const into = new Int32Array(sample_count);
    unpackRaw24(data, into, sample_count);
    for (const [index, code] of into.entries()) codes.set(first_sample + index, code);
  }
  return codes;
}

/** At least one point lies among the samples whole, and each that does is theirs. */
function expectPoints(blocks: readonly SampleBlock[], codes: ReadonlyMap<number, number>): void {
  let compared_count = 0;
  for (const block of blocks) {
    const points = unpackSummary(block);
    expect(points !== undefined, 'points that samples can have', text({ ...block, data: block.data.length }));
    for (const [index, point] of points.entries()) {
      const from = block.first_sample + index * block.decimation;
      const run = Array.from({ length: block.decimation }, (_, at) => codes.get(from + at)).filter((code) => code !== undefined);
      if (run.length !== block.decimation) continue;
      compared_count += 1;
      const expected = text(summaryOf(Int32Array.from(run)));
      expect(text(point) === expected, `${expected} of samples ${from} to ${from + block.decimation - 1}`, text(point));
    }
  }
  expect(0 < compared_count, 'samples beside the points', 'none');
}

export const streamChecks: readonly Check[] = [
  {
    requirement: 'P-080',
    title: 'every sample is counted once',
    run: async (host) => {
      await host.greet();
      const { stream_id, first_sample, sample_period_us, request } = await openStream(host);
      const blocks = await someBlocks(host, stream_id, 3);
      expectUnbroken(blocks, first_sample);
      const [first, last] = [blocks[0]!, blocks.at(-1)!];
      const span_us = ((last.first_sample - first.first_sample) * 1_000_000) / request.rate_Hz;
      expect(Math.abs(last.device_time_us - first.device_time_us - span_us) <= 2 * sample_period_us, `${span_us} us from the first block to the last`, text([first.device_time_us, last.device_time_us]));
    },
  },
  {
    requirement: 'P-081',
    title: 'blocks say what they are',
    run: async (host) => {
      await host.greet();
      const { frame_bytes_max } = host.hello!;
      for (const encoding of [Encoding.RAW24, Encoding.RAW32]) {
        const { stream_id, request, block_samples } = await openStream(host, { encoding });
        for (const block of await someBlocks(host, stream_id, 1)) {
          const isSo = block.channel === request.channel && block.rate_Hz === request.rate_Hz && block.encoding === encoding && block.sample_count <= block_samples;
          expect(isSo && block.data.length === block.sample_count * DATA_BYTES[encoding]! && 0 < block.full_scale_fA + block.full_scale_uV, text(request), text({ ...block, data: undefined }));
        }
        const large = host.received.find(({ kind, payload }) => kind === FrameKind.SAMPLES && payload.length > frame_bytes_max);
        expect(large === undefined, `payloads of at most ${frame_bytes_max} bytes`, text(large?.payload.length));
        await host.request({ kind: 'stop_stream', stream_id });
        host.forget();
      }
    },
  },
  {
    requirement: 'P-082',
    title: 'credit is kept to, and want of it is counted',
    run: async (host) => {
      await host.greet();
      const { stream_id, first_sample, request } = await openStream(host, { credit_bytes: FEW_BYTES });
      // As long as twice the credit would last, so that its end is in it; at a tenth of the rate a slow channel takes longer.
      const spent_us = Math.ceil(((2 * FEW_BYTES) / 3 / request.rate_Hz) * 1e6) + SILENCE_US;
      if (10_000_000 < spent_us) throw new Skipped('the channel that fits the link is too slow to run out of credit');
      await host.wait(spent_us);
      const sent_bytes = host.received.reduce((sum, { kind, payload }) => sum + (kind === FrameKind.SAMPLES ? payload.length : 0), 0);
      expect(sent_bytes <= FEW_BYTES, `at most ${FEW_BYTES} bytes`, `${sent_bytes} bytes`);
      const had = blocksOf(host, stream_id).length;
      await host.request({ kind: 'credit', stream_id, credit_bytes: CREDIT_BYTES });
      const blocks = await someBlocks(host, stream_id, had + 2);
      expect(blocks.some(({ lost_before }) => 0 < lost_before), 'a block that says what was lost', text(blocks.map(({ lost_before }) => lost_before)));
      expectUnbroken(blocks, first_sample);
    },
  },
  {
    requirement: 'P-083',
    title: 'a rate that does not fit is refused with one that does',
    run: async (host) => {
      await host.greet();
      const { channels } = await host.ask({ kind: 'get_capabilities' }, 'capabilities');
      const [slowest] = [...channels].sort(byRate).slice(-1);
      const request = { kind: 'start_stream', channel: slowest?.channel ?? Channel.SLOW_CURRENT, decimation: 1, encoding: Encoding.RAW24, credit_bytes: FEW_BYTES, block_samples_max: 1 } as const;
      const reply = await host.refused({ ...request, rate_Hz: 100_000_000 }, StatusCode.RATE_TOO_HIGH);
      const { limit_max = 0 } = reply.status;
      expect(0 < limit_max && limit_max < 100_000_000, 'the highest rate that fits', replyText(reply));
      const granted = await host.request({ ...request, rate_Hz: limit_max });
      expect(granted.status.code === StatusCode.OK, `a stream at ${limit_max} Hz`, replyText(granted));
    },
  },
  {
    requirement: 'P-084',
    title: 'a stream that is stopped adds up',
    run: async (host) => {
      await host.greet();
      const { stream_id } = await openStream(host);
      await someBlocks(host, stream_id, 1);
      const { samples_sent } = await host.ask({ kind: 'stop_stream', stream_id }, 'stream_end');
      await host.wait(SILENCE_US);
      const count = blocksOf(host, stream_id).reduce((sum, { sample_count }) => sum + sample_count, 0);
      expect(count === samples_sent, `${samples_sent} samples`, `${count}`);
      await host.refused({ kind: 'stop_stream', stream_id }, StatusCode.UNKNOWN_STREAM);
      await host.refused({ kind: 'credit', stream_id: 8, credit_bytes: 1 }, StatusCode.UNKNOWN_STREAM);
    },
  },
  {
    requirement: 'P-085',
    title: 'packed encodings are stated, and served as asked for',
    run: async (host) => {
      await host.greet();
      const { features, channels } = await host.ask({ kind: 'get_capabilities' }, 'capabilities');
      const { channel, rate_Hz_max } = channels[0]!;
      for (const [encoding, feature] of [[Encoding.FOR128, Feature.FOR128], [Encoding.SUMMARY, Feature.SUMMARY]] as const) {
        const reply = await host.request({ kind: 'start_stream', channel, rate_Hz: rate_Hz_max, decimation: 1, encoding, credit_bytes: 0, block_samples_max: 128 });
        const isServed = reply.status.code !== StatusCode.UNIMPLEMENTED;
        expect(isServed === features.includes(feature), `encoding ${encoding} to be served if, and only if, its feature is stated`, replyText(reply));
      }
    },
  },
  {
    requirement: 'P-085',
    title: 'FOR128 comes as groups that add up, or as RAW24',
    run: async (host) => {
      await host.greet();
      await requireFeature(host, Feature.FOR128, 'FOR128');
      const { stream_id, first_sample } = await openStream(host, { encoding: Encoding.FOR128 });
      const blocks = await someBlocks(host, stream_id, 3);
      expectUnbroken(blocks, first_sample);
      for (const block of blocks) {
        const codes = new Int32Array(block.sample_count);
        const isSo = block.encoding === Encoding.FOR128 ? unpackFor128(block.data, codes, block.sample_count) : block.encoding === Encoding.RAW24;
        expect(isSo && block.data.length <= 3 * block.sample_count, 'codes packed into no more than RAW24', text({ ...block, data: block.data.length }));
      }
    },
  },
  {
    requirement: 'P-104',
    title: 'points are of the samples that a stream of samples shows',
    run: async (host) => {
      await host.greet();
      await requireFeature(host, Feature.SUMMARY, 'SUMMARY');
      const samples = await openStream(host);
      const { channel, rate_Hz } = samples.request;
      const request = { kind: 'start_stream', channel, rate_Hz, encoding: Encoding.SUMMARY, credit_bytes: CREDIT_BYTES, block_samples_max: 4 } as const;
      for (const decimation of [1, 1025]) await host.refused({ ...request, decimation }, StatusCode.OUT_OF_RANGE);
      const { stream_id, first_sample } = await host.ask({ ...request, decimation: Math.max(2, Math.floor(rate_Hz / 300)) }, 'stream_grant');
      await someBlocks(host, stream_id, 3);
      const { samples_sent } = await host.ask({ kind: 'stop_stream', stream_id }, 'stream_end');
      await host.ask({ kind: 'stop_stream', stream_id: samples.stream_id }, 'stream_end');
      await host.wait(SILENCE_US);
      const blocks = blocksOf(host, stream_id);
      expectUnbroken(blocks, first_sample);
      const count = blocks.reduce((sum, { sample_count, decimation }) => sum + sample_count * decimation, 0);
      expect(count === samples_sent, `points of ${samples_sent} samples`, `${count}`);
      expectPoints(blocks, codesByNumber(blocksOf(host, samples.stream_id)));
    },
  },
  {
    requirement: 'P-086',
    title: 'streams end with their session',
    run: async (host) => {
      await host.greet();
      const { stream_id } = await openStream(host);
      await someBlocks(host, stream_id, 1);
      await host.greet();
      await host.never(({ kind, session }) => kind === FrameKind.SAMPLES && session === host.session, 'no samples in a new session', host.received.length);
      await host.refused({ kind: 'stop_stream', stream_id }, StatusCode.UNKNOWN_STREAM);
    },
  },
];
