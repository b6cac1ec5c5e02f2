import { Channel, Encoding, Mode, SampleFlag, StatusCode, summaryOf, unpackSamples, unpackSummary } from '@nanobias/proto';
import type { SampleBlock, StartStream } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import { AT, Bench } from './bench.ts';

const INTERLOCK: StartStream = { channel: Channel.INTERLOCK_CURRENT, rate_Hz: 10_000, decimation: 1, encoding: Encoding.RAW24, credit_bytes: 1_000_000, block_samples_max: 1024 };
const SLOW: StartStream = { channel: Channel.SLOW_VOLTAGE, rate_Hz: 10, decimation: 1, encoding: Encoding.RAW24, credit_bytes: 1_000_000, block_samples_max: 5 };

function connected(): Bench {
  const bench = new Bench();
  bench.run(20);
  bench.hello();
  return bench;
}

function codesOf(block: SampleBlock): Int32Array {
  const codes = new Int32Array(block.sample_count);
  unpackSamples(block, codes);
  return codes;
}

describe('a stream of the interlock path', () => {
  it.each([Encoding.RAW24, Encoding.RAW32, Encoding.FOR128])('sends every code of every tick, in encoding %i, numbered from the grant on', (encoding) => {
    const bench = connected();
    const grant = bench.get({ kind: 'start_stream', ...INTERLOCK, channel: Channel.INTERLOCK_VOLTAGE, encoding, block_samples_max: 100 }, 'stream_grant');
    expect(grant).toMatchObject({ stream_id: 1, block_samples: 100, sample_period_us: 100 });
    const expected: number[] = [];
    while (bench.tick < grant.first_sample + 250) {
      bench.voltageError_code = Math.imul(bench.tick, 7919) % 5000;
      bench.run(1);
      if (bench.tick >= grant.first_sample) expected[bench.tick - grant.first_sample] = bench.registers[AT.VOLTAGE]!;
    }
    expect(bench.blocks.map(({ block_seq, first_sample, sample_count }) => [block_seq, first_sample, sample_count])).toEqual([
      [0, grant.first_sample, 100], [1, grant.first_sample + 100, 100],
    ]);
    const codes = bench.blocks.flatMap((block) => [...codesOf(block)]);
    // The first ticks passed while the grant was on its way.
    const known = expected.findIndex((code) => code !== undefined);
    expect(codes.slice(known)).toEqual(expected.slice(known, 200));
    expect(bench.blocks[0]).toMatchObject({ device_time_us: grant.first_sample * 100, rate_Hz: 10_000, decimation: 1, bits: 16, full_scale_uV: 10_000_000, full_scale_fA: 0, lost_before: 0, flags: 0, channel: Channel.INTERLOCK_VOLTAGE });
  });

  it('loses whole blocks without credit, counts them, and goes on with the next credit', () => {
    const bench = connected();
    const { stream_id } = bench.get({ kind: 'start_stream', ...INTERLOCK, block_samples_max: 100, credit_bytes: 400 }, 'stream_grant');
    bench.run(1000);
    expect(bench.blocks).toHaveLength(1);
    const paid = bench.blocks[0]!.data.length;
    expect(paid).toBe(300);
    bench.ask({ kind: 'credit', stream_id, credit_bytes: 10_000 });
    bench.run(300);
    const [first, second] = bench.blocks;
    expect(second!.lost_before % 100).toBe(0);
    expect(second!.lost_before).toBeGreaterThanOrEqual(800);
    expect(second!.first_sample).toBe(first!.first_sample + 100 + second!.lost_before);
    expect(second!.flags & SampleFlag.GAP).toBe(SampleFlag.GAP);
    expect(bench.blocks[2]).toMatchObject({ lost_before: 0 });
  });

  it('accounts for every sample: sent and lost are all there were', () => {
    const bench = connected();
    const grant = bench.get({ kind: 'start_stream', ...INTERLOCK, block_samples_max: 64, credit_bytes: 3000 }, 'stream_grant');
    bench.run(5000);
    const end = bench.get({ kind: 'stop_stream', stream_id: grant.stream_id }, 'stream_end');
    const stopped_at = bench.replies.at(-1)!.device_time_us / 100;
    expect(end.samples_sent + end.samples_lost).toBe(stopped_at - grant.first_sample + 1);
    expect(end.samples_sent).toBe(bench.blocks.reduce((sum, { sample_count }) => sum + sample_count, 0));
    expect(end.samples_lost).toBeGreaterThan(3000);
  });

  it('sends what was begun when it is stopped', () => {
    const bench = connected();
    const { stream_id } = bench.get({ kind: 'start_stream', ...INTERLOCK }, 'stream_grant');
    bench.run(50);
    const { samples_sent, samples_lost } = bench.get({ kind: 'stop_stream', stream_id }, 'stream_end');
    expect(bench.blocks).toHaveLength(1);
    expect([bench.blocks[0]!.sample_count, samples_lost]).toEqual([samples_sent, 0]);
  });

  it('loses nothing when several streams are stopped at once', () => {
    const bench = connected();
    const ids = [Channel.INTERLOCK_CURRENT, Channel.INTERLOCK_VOLTAGE].map((channel) => bench.get({ kind: 'start_stream', ...INTERLOCK, channel }, 'stream_grant').stream_id);
    bench.run(77);
    for (const stream_id of ids) bench.send({ kind: 'stop_stream', stream_id });
    bench.run(3);
    const ends = bench.replies.flatMap(({ body }) => (body?.kind === 'stream_end' ? [body] : []));
    expect(ends.map(({ samples_lost }) => samples_lost)).toEqual([0, 0]);
    expect(bench.blocks.map(({ sample_count }) => sample_count)).toEqual(ends.map(({ samples_sent }) => samples_sent));
  });

  it('gives way to replies: with little room samples are dropped, not commands', () => {
    const bench = connected();
    bench.get({ kind: 'start_stream', ...INTERLOCK, block_samples_max: 100 }, 'stream_grant');
    bench.port.room = 700;
    bench.run(500);
    expect(bench.blocks).toEqual([]);
    expect(bench.state.mode).toBe(Mode.SAFE);
    bench.port.room = 16_384;
    bench.run(200);
    expect(bench.blocks[0]!.lost_before).toBeGreaterThanOrEqual(500);
  });

  it('flags a code at the end of the converter, and a block of a trip', () => {
    const bench = new Bench();
    bench.turnOn();
    bench.get({ kind: 'start_stream', ...INTERLOCK, block_samples_max: 100 }, 'stream_grant');
    bench.run(120);
    expect(bench.blocks[0]!.flags).toBe(0);
    bench.currentError_code = 40_000;
    bench.run(100);
    expect(bench.blocks[1]!.flags).toBe(SampleFlag.SATURATED | SampleFlag.TRIP);
  });

  it.each([[1024, 4096, Encoding.RAW24, 1024], [1024, 4096, Encoding.RAW32, 1001], [1024, 256, Encoding.RAW24, 55], [10, 256, Encoding.RAW24, 10]])('takes at most %i samples a block, as far as a frame of %i B holds them in encoding %i: %i', (block_samples_max, payload_bytes, encoding, expected) => {
    const bench = connected();
    bench.port.samplesPayload_bytes_max = payload_bytes;
    const { block_samples } = bench.get({ kind: 'start_stream', ...INTERLOCK, encoding, block_samples_max }, 'stream_grant');
    expect(block_samples).toBe(expected);
    bench.run(2500);
    expect(bench.blocks.length).toBeGreaterThan(1);
    expect(bench.blocks.every(({ sample_count }) => sample_count === expected)).toBe(true);
  });
});

describe('a stream of the slow path', () => {
  it('sends each conversion once, numbered by conversions', () => {
    const bench = connected();
    const first = bench.get({ kind: 'start_stream', ...SLOW }, 'stream_grant');
    const second = bench.get({ kind: 'start_stream', ...SLOW, channel: Channel.SLOW_CURRENT }, 'stream_grant');
    expect([first.stream_id, second.stream_id, first.first_sample, second.first_sample]).toEqual([1, 2, 1, 1]);
    bench.run(11_000);
    expect(bench.blocks.map(({ stream_id, first_sample, sample_count }) => [stream_id, first_sample, sample_count])).toEqual([[1, 1, 5], [2, 1, 5], [1, 6, 5], [2, 6, 5]]);
    // The bench's noise adds a code to every other one.
    const code = Math.round(0.345 * 8_388_608);
    expect(codesOf(bench.blocks[0]!)).toEqual(Int32Array.of(code + 1, code, code + 1, code, code + 1));
    expect(bench.blocks[0]!.device_time_us).toBe(100_000);
    expect(bench.blocks[1]).toMatchObject({ full_scale_fA: 100_000, full_scale_uV: 0, bits: 24, range_index: 0 });
  });

  it('takes no conversion twice when another stream opens beside it', () => {
    const bench = connected();
    bench.get({ kind: 'start_stream', ...SLOW, block_samples_max: 1 }, 'stream_grant');
    bench.run(3500);
    bench.get({ kind: 'start_stream', ...SLOW, channel: Channel.SLOW_CURRENT, block_samples_max: 1 }, 'stream_grant');
    bench.run(3000);
    expect(bench.blocks.filter(({ stream_id }) => stream_id === 1).map(({ first_sample }) => first_sample)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(bench.blocks.filter(({ stream_id }) => stream_id === 2).map(({ first_sample }) => first_sample)).toEqual([4, 5, 6]);
  });

  it('begins another block when the range changes, and flags what was blanked', () => {
    const bench = new Bench();
    bench.turnOn();
    bench.get({ kind: 'start_stream', ...SLOW, channel: Channel.SLOW_CURRENT, block_samples_max: 4 }, 'stream_grant');
    bench.run(1500);
    // 1 V/s into 203 pF needs the range of 1 nA.
    bench.setBias(4_400_000, 1_000_000_000);
    bench.run(6000);
    expect(bench.blocks.map(({ range_index, full_scale_fA, flags }) => [range_index, full_scale_fA, flags])).toEqual([
      [0, 100_000, 0], [1, 1_000_000, SampleFlag.RANGE_CHANGED | SampleFlag.BLANKED],
    ]);
    expect(bench.blocks[1]!.first_sample).toBe(bench.blocks[0]!.first_sample + bench.blocks[0]!.sample_count);
  });
});

describe('a stream of points', () => {
  const POINTS: StartStream = { ...INTERLOCK, channel: Channel.INTERLOCK_VOLTAGE, encoding: Encoding.SUMMARY, decimation: 30, block_samples_max: 3 };

  it('summarises every code of every tick, and shows in a block of its own the point that its end cuts short', () => {
    const bench = connected();
    const grant = bench.get({ kind: 'start_stream', ...POINTS }, 'stream_grant');
    const expected: number[] = [];
    while (bench.tick < grant.first_sample + 207) {
      bench.voltageError_code = Math.imul(bench.tick, 7919) % 5000;
      bench.run(1);
      if (bench.tick >= grant.first_sample) expected[bench.tick - grant.first_sample] = bench.registers[AT.VOLTAGE]!;
    }
    bench.voltageError_code = 0;
    const { samples_sent, samples_lost } = bench.get({ kind: 'stop_stream', stream_id: grant.stream_id }, 'stream_end');
    expect(bench.blocks.map(({ block_seq, first_sample, sample_count, decimation }) => [block_seq, first_sample - grant.first_sample, sample_count, decimation])).toEqual([
      [0, 0, 3, 30], [1, 90, 3, 30], [2, 180, 1, samples_sent - 180],
    ]);
    expect(samples_lost).toBe(0);
    expect(bench.blocks[1]).toMatchObject({ device_time_us: (grant.first_sample + 90) * 100, encoding: Encoding.SUMMARY, lost_before: 0, flags: 0, bits: 16 });
    const points = bench.blocks.flatMap((block) => unpackSummary(block) ?? []);
    expect(points).toHaveLength(7);
    for (let index = 1; index < 6; index += 1) expect(points[index]).toEqual(summaryOf(Int32Array.from(expected.slice(index * 30, index * 30 + 30))));
  });

  it('loses whole blocks without credit, and counts the samples in them', () => {
    const bench = connected();
    const { stream_id } = bench.get({ kind: 'start_stream', ...POINTS, credit_bytes: 110 }, 'stream_grant');
    bench.run(400);
    expect(bench.blocks).toHaveLength(1);
    bench.ask({ kind: 'credit', stream_id, credit_bytes: 10_000 });
    bench.run(100);
    const [first, second] = bench.blocks;
    expect(second!.lost_before).toBeGreaterThanOrEqual(270);
    expect(second!.lost_before % 90).toBe(0);
    expect(second!.first_sample).toBe(first!.first_sample + 90 + second!.lost_before);
  });

  it('of the slow path ends its point with its range', () => {
    const bench = connected();
    bench.turnOn();
    bench.get({ kind: 'start_stream', ...SLOW, channel: Channel.SLOW_CURRENT, encoding: Encoding.SUMMARY, decimation: 4, block_samples_max: 1 }, 'stream_grant');
    bench.run(6500);
    // 1 V/s into 203 pF needs the range of 1 nA.
    bench.setBias(4_400_000, 1_000_000_000);
    bench.run(6000);
    const [first, second, third] = bench.blocks;
    expect([first?.range_index, first?.decimation, first?.sample_count]).toEqual([0, 4, 1]);
    expect([second?.range_index, second?.first_sample, second?.sample_count]).toEqual([0, first!.first_sample + 4, 1]);
    expect([1, 2, 3]).toContain(second?.decimation);
    expect([third?.range_index, third?.first_sample]).toEqual([1, second!.first_sample + second!.decimation]);
  });

  it.each([1, 1025])('of %i samples each is refused with the range that there is', (decimation) => {
    const { status } = connected().ask({ kind: 'start_stream', ...POINTS, decimation });
    expect(status).toMatchObject({ code: StatusCode.OUT_OF_RANGE, field: 'decimation', value: decimation, limit_min: 2, limit_max: 1024 });
  });

  it('fits a link that its samples do not', () => {
    const bench = connected();
    bench.port.link_bytes_per_s = 11_520;
    bench.port.samplesPayload_bytes_max = 256;
    expect(bench.ask({ kind: 'start_stream', ...POINTS, encoding: Encoding.RAW24, decimation: 1 }).status.code).toBe(StatusCode.RATE_TOO_HIGH);
    expect(bench.get({ kind: 'start_stream', ...POINTS, decimation: 64, block_samples_max: 16 }, 'stream_grant').block_samples).toBe(8);
  });
});

describe('a stream', () => {
  it('faster than its channel is refused with the rate that there is', () => {
    const bench = connected();
    expect(bench.ask({ kind: 'start_stream', ...INTERLOCK, rate_Hz: 20_000 }).status).toMatchObject({ code: StatusCode.RATE_TOO_HIGH, field: 'rate_Hz', value: 20_000, limit_max: 10_000 });
    expect(bench.ask({ kind: 'start_stream', ...INTERLOCK, rate_Hz: 5000 }).status.code).toBe(StatusCode.OUT_OF_RANGE);
    expect(bench.ask({ kind: 'start_stream', ...INTERLOCK, decimation: 2 }).status.code).toBe(StatusCode.OUT_OF_RANGE);
  });

  it('that the link cannot carry is refused with the rate that would fit, and not thinned', () => {
    const bench = connected();
    bench.port.link_bytes_per_s = 11_520;
    bench.port.samplesPayload_bytes_max = 256;
    const { status } = bench.ask({ kind: 'start_stream', ...INTERLOCK });
    expect(status).toMatchObject({ code: StatusCode.RATE_TOO_HIGH, field: 'rate_Hz', value: 10_000 });
    expect(status.limit_max).toBeGreaterThan(1500);
    expect(status.limit_max).toBeLessThan(3840);
    expect(bench.ask({ kind: 'start_stream', ...SLOW }).status.code).toBe(StatusCode.OK);
    bench.port.link_bytes_per_s = 92_160;
    expect(bench.ask({ kind: 'start_stream', ...INTERLOCK }).status.code).toBe(StatusCode.OK);
    // The link is full now.
    expect(bench.ask({ kind: 'start_stream', ...INTERLOCK, channel: Channel.INTERLOCK_VOLTAGE }).status.code).toBe(StatusCode.RATE_TOO_HIGH);
  });

  it('that is not open is not known', () => {
    const bench = connected();
    for (const stream_id of [1, 5, 8]) {
      expect(bench.ask({ kind: 'stop_stream', stream_id }).status.code).toBe(StatusCode.UNKNOWN_STREAM);
      expect(bench.ask({ kind: 'credit', stream_id, credit_bytes: 1 }).status.code).toBe(StatusCode.UNKNOWN_STREAM);
    }
  });

  it('more than there is room for is refused', () => {
    const bench = connected();
    for (let index = 0; index < 4; index += 1) expect(bench.ask({ kind: 'start_stream', ...SLOW }).status.code).toBe(StatusCode.OK);
    expect(bench.ask({ kind: 'start_stream', ...SLOW }).status.code).toBe(StatusCode.QUEUE_FULL);
    bench.ask({ kind: 'stop_stream', stream_id: 2 });
    expect(bench.get({ kind: 'start_stream', ...SLOW }, 'stream_grant').stream_id).toBe(2);
  });

  it('ends with its session', () => {
    const bench = connected();
    bench.get({ kind: 'start_stream', ...INTERLOCK, block_samples_max: 10 }, 'stream_grant');
    bench.run(100);
    bench.hello(50);
    const count = bench.blocks.length;
    bench.run(100);
    expect(bench.blocks).toHaveLength(count);
  });
});
