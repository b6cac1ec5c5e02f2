import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { McapIndexedReader } from '@mcap/core';
import { describe, expect, it } from 'vitest';
import { descriptorSet, readRecording, Recorder, RecordingError, RecordingWriter } from '@nanobias/sdk/recording';
import { event, interlockBlock, MemorySink, recordRun, slowBlock, truthAt } from './sample-run.ts';

const seconds = 120;
const sink = new MemorySink();
await recordRun(sink, seconds);
const { bytes } = sink;
const recording = readRecording(bytes);

describe('recording', () => {
  it('is complete, names no library but this one, and closes its sink', () => {
    expect(recording.isComplete).toBe(true);
    expect(recording.library).toBe('nanobias');
    expect(sink.isClosed).toBe(true);
  });

  it('gives back every slow code', () => {
    expect(recording.slowCurrent).toHaveLength(seconds);
    expect(recording.slowVoltage).toHaveLength(seconds);
    for (const second of [0, 1, 57, seconds - 1]) {
      const { payload_bytes: _, ...block } = recording.slowCurrent[second]!;
      const { payload_bytes: __, ...sent } = slowBlock(second, 'slowCurrent');
      expect(block).toMatchObject(sent);
    }
  });

  it('gives back attached texts, commands, markers, gaps and truth', () => {
    expect(recording.files.get('a.yaml')).toBe('title: \u00b5m\n');
    expect(recording.commands).toMatchObject([{ name: 'set_limits', arguments: '{"bias_V_max":4.65}', is_accepted: true, reason: '' }]);
    expect(recording.markers).toMatchObject([{ label: 'image 7' }]);
    expect(recording.gaps).toMatchObject([{ channel: 0, lost_count: 2 }]);
    expect(recording.truth).toHaveLength(2);
    expect(recording.truth[1]).toEqual(truthAt(60_000_000));
  });

  it('gives back an event with its fields, absent ones absent', () => {
    expect(recording.events).toEqual([event(1, 10_050_000)]);
    expect(recording.events[0]).not.toHaveProperty('value');
  });

  it('keeps a state when it changes, and every ten seconds', () => {
    const times_s = recording.states.map(({ device_time_us }) => device_time_us / 1e6);
    expect(times_s).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110]);
  });

  it('keeps the statistics of 4096 samples throughout', () => {
    const firsts = recording.interlockCoarse.flatMap(({ first_sample }) => first_sample);
    expect(firsts).toEqual(Array.from({ length: seconds * 2 }, (_, index) => index * 4096));
    const [message] = recording.interlockCoarse;
    expect(message).toMatchObject({ group_samples: 4096, rate_Hz: 10_000, full_scale_fA: 20_000_000, bits: 16, device_time_us: 0 });
    expect(message?.code_sum[5]).toBe(4096 * 5);
    expect(message?.code_square_sum[5]).toBe(1e9 + 5);
  });

  it('keeps the interlock path at full rate from half a second before an event to a second after it', () => {
    const blocks = recording.interlockFull;
    expect(blocks.map(({ block_seq }) => block_seq)).toEqual(Array.from({ length: 16 }, (_, index) => 95 + index));
    expect(blocks[3]!.codes).toEqual(interlockBlock(98).codes);
  });

  it('keeps statistics of 64 samples ten times as far around an event', () => {
    const times_us = recording.interlockFine.map(({ device_time_us }) => device_time_us);
    expect(times_us[0]).toBe(5_000_000);
    expect(times_us.at(-1)).toBe(20_000_000);
    const [fine] = recording.interlockFine;
    const { codes } = interlockBlock(50);
    expect(fine?.sample_count).toEqual([...Array.from({ length: 15 }, () => 64), 40]);
    expect(fine?.first_sample.slice(0, 2)).toEqual([50_000, 50_064]);
    const second = Array.from(codes.slice(64, 128));
    expect(fine?.code_min[1]).toBe(Math.min(...second));
    expect(fine?.code_max[1]).toBe(Math.max(...second));
    expect(fine?.code_sum[1]).toBe(second.reduce((sum, code) => sum + code, 0));
    expect(fine?.code_square_sum[1]).toBe(second.reduce((sum, code) => sum + code * code, 0));
  });

  it('has the same bytes for the same run', async () => {
    const again = new MemorySink();
    await recordRun(again, seconds);
    expect(Buffer.compare(again.bytes, bytes)).toBe(0);
  });

  it('holds nothing of the host', () => {
    const text = Buffer.from(bytes).toString('latin1');
    for (const trace of [process.version, process.cwd(), 'node_modules', process.platform]) expect(text).not.toContain(trace);
  });

  it('is MCAP that the indexed reader of the format opens, with the schema in it', async () => {
    const reader = await McapIndexedReader.Initialize({
      readable: {
        size: () => Promise.resolve(BigInt(bytes.length)),
        read: (offset, length) => Promise.resolve(bytes.slice(Number(offset), Number(offset + length))),
      },
    });
    const topics = [...reader.channelsById.values()].map(({ topic }) => topic).sort();
    expect(topics).toEqual([
      '/commands', '/events', '/gaps', '/interlock/current', '/interlock/current/x4096', '/interlock/current/x64', '/markers', '/slow/current', '/slow/voltage',
      '/state', '/truth',
    ]);
    for (const schema of reader.schemasById.values()) {
      expect(schema.encoding).toBe('protobuf');
      expect(Buffer.compare(schema.data, descriptorSet)).toBe(0);
    }
    let count = 0;
    for await (const { logTime } of reader.readMessages({ topics: ['/slow/current'] })) {
      expect(logTime).toBe(BigInt(count) * 1_000_000_000n);
      count += 1;
    }
    expect(count).toBe(seconds);
  });
});

describe('a recording whose end is missing', () => {
  it('is readable up to its last whole chunk when cut at 70 %', () => {
    const cut = readRecording(bytes.subarray(0, Math.floor(bytes.length * 0.7)));
    expect(cut.isComplete).toBe(false);
    expect(cut.slowCurrent.length).toBeGreaterThan(0);
    expect(cut.slowCurrent).toEqual(recording.slowCurrent.slice(0, cut.slowCurrent.length));
    expect(cut.files.get('a.yaml')).toBe('title: \u00b5m\n');
  });

  it('loses no more than a chunk at any cut', () => {
    let before = -1;
    for (let part = 0.1; part < 1; part += 0.05) {
      const cut = readRecording(bytes.subarray(0, Math.floor(bytes.length * part)));
      expect(cut.slowCurrent.length).toBeGreaterThanOrEqual(before);
      before = cut.slowCurrent.length;
    }
    expect(before).toBeGreaterThan(seconds / 2);
  });

  it('leaves out what a changed byte damages, and nothing before it', () => {
    const damaged = bytes.slice();
    const place = Math.floor(bytes.length * 0.6);
    damaged[place] = damaged[place]! ^ 0xff;
    const read = readRecording(damaged);
    expect(read.isComplete).toBe(false);
    expect(read.slowCurrent.length).toBeLessThan(seconds);
    const before = read.slowCurrent.filter(({ device_time_us }) => device_time_us < read.losses[0]!.after_us);
    expect(before).toEqual(recording.slowCurrent.slice(0, before.length));
  });

  it('is no recording when it never began as one', () => {
    expect(() => readRecording(new TextEncoder().encode('not a recording at all'))).toThrow();
  });
});

describe('a recording that cannot go on', () => {
  it('tells so once, keeps what the sink had taken, and says it again at its close', async () => {
    const full = new MemorySink(40_000);
    const failures: RecordingError[] = [];
    const recorder = new Recorder(new RecordingWriter(full, (error) => failures.push(error)));
    for (let second = 0; second < 2000; second += 1) recorder.slow('current', slowBlock(second, 'slowCurrent'));
    await expect(recorder.close()).rejects.toMatchObject({ code: 'SINK_FAILED' });
    expect(failures).toMatchObject([{ code: 'SINK_FAILED' }]);
    expect(full.isClosed).toBe(true);
    expect(readRecording(full.bytes).slowCurrent.length).toBeGreaterThan(0);
  });

  it('gives up when its sink is slower than the experiment, instead of taking all memory', async () => {
    const failures: RecordingError[] = [];
    const stuck = { write: () => new Promise<void>(() => undefined), close: () => Promise.resolve() };
    const writer = new RecordingWriter(stuck, (error) => failures.push(error));
    const text = 'x'.repeat(1_000_000);
    for (let count = 0; count < 70; count += 1) writer.attach({ name: `file-${count}`, mediaType: 'text/plain', text });
    expect(failures).toMatchObject([{ code: 'OVERRUN' }]);
    await Promise.resolve();
  });

  it('takes nothing after its end', async () => {
    const writer = new RecordingWriter(new MemorySink());
    await writer.close();
    expect(() => writer.attach({ name: 'late', mediaType: 'text/plain', text: '' })).toThrow(RecordingError);
  });
});

describe('the schema of recordings', () => {
  it('is what buf makes of the .proto files', () => {
    const directory = mkdtempSync(join(tmpdir(), 'nanobias-'));
    try {
      const fresh = join(directory, 'descriptor.ts');
      const script = fileURLToPath(new URL('../../../sdk/scripts/describe-recording.ts', import.meta.url));
      execFileSync(process.execPath, ['--import', 'tsx', script, '--out', fresh]);
      const committed = fileURLToPath(new URL('../../../sdk/src/recording/descriptor.ts', import.meta.url));
      expect(readFileSync(fresh, 'utf8')).toBe(readFileSync(committed, 'utf8'));
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});
