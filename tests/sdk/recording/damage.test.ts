import { describe, expect, it } from 'vitest';
import { readRecording, recoverRecording } from '@nanobias/sdk/recording';
import type { Recording } from '@nanobias/sdk/recording';
import { MemorySink, recordRun } from './sample-run.ts';

const seconds = 120;
const sink = new MemorySink();
await recordRun(sink, seconds);
const { bytes } = sink;
const whole = readRecording(bytes);
/** A chunk is closed at 32768 bytes: beyond that it holds one message at most, and its index beside it. */
const chunk_bytes_max = 32_768 + 8_192;

/** Places that have nothing to do with the format, the same in every run. */
function places(count: number, end: number): readonly number[] {
  let state = 12_345;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * end);
  });
}

function sequence({ slowCurrent }: Recording): readonly number[] {
  return slowCurrent.map(({ block_seq }) => block_seq);
}

async function recovered(damaged: Uint8Array): Promise<{ readonly bytes: Uint8Array; readonly losses: readonly unknown[] }> {
  const repaired = new MemorySink();
  const { losses } = await recoverRecording(damaged, repaired);
  return { bytes: repaired.bytes, losses };
}

describe('a recorder that is killed', () => {
  const kills = places(200, bytes.length - 8).map((place) => Math.max(place, 8));

  const cuts = kills.map((kill) => ({ kill, cut: readRecording(bytes.subarray(0, kill)) }));

  it('loses at most the open chunk, wherever it dies', () => {
    for (const { cut } of cuts) {
      expect(cut.isComplete).toBe(false);
      expect(sequence(cut)).toEqual(sequence(whole).slice(0, cut.slowCurrent.length));
      const torn_bytes = cut.losses.reduce((sum, { length_bytes }) => sum + length_bytes, 0);
      expect(torn_bytes).toBeLessThanOrEqual(chunk_bytes_max);
      expect(cut.losses).toHaveLength(1);
    }
  });

  it('leaves more the later it dies', () => {
    const lengths = [...cuts].sort((a, b) => a.kill - b.kill).map(({ cut }) => cut.slowCurrent.length);
    expect(lengths).toEqual([...lengths].sort((a, b) => a - b));
    expect(lengths.at(-1)).toBeGreaterThan(seconds * 0.9);
  });
});

describe('a recording with a flipped bit', () => {
  it('gives everything but the chunk that was hit, and says between which times something is missing', () => {
    let hit_count = 0;
    for (const place of places(100, bytes.length)) {
      if (place < 8) continue;
      const damaged = bytes.slice();
      damaged[place]! ^= 1 << (place % 8);
      const read = readRecording(damaged);
      const missing = seconds - read.slowCurrent.length;
      expect(sequence(whole)).toEqual(expect.arrayContaining([...sequence(read)]));
      if (missing === 0) continue;
      hit_count += 1;
      expect(read.isComplete).toBe(false);
      const [loss] = read.losses;
      expect(read.losses).toHaveLength(1);
      expect(loss!.length_bytes).toBeLessThanOrEqual(chunk_bytes_max);
      const lost_us = sequence(whole).filter((seq) => !sequence(read).includes(seq)).map((seq) => seq * 1e6);
      // Statistics are stamped with their beginning, and those of this run tell 0.82 s a second: by 120 s they are 30 s behind.
      expect(Math.min(...lost_us)).toBeGreaterThanOrEqual(loss!.after_us - 20e6);
      expect(Math.max(...lost_us)).toBeLessThanOrEqual((loss!.until_us ?? seconds * 1e6) + 30e6);
    }
    expect(hit_count).toBeGreaterThan(20);
  });
});

describe('recover', () => {
  it('gives an undamaged recording back byte for byte', async () => {
    const { bytes: again, losses } = await recovered(bytes);
    expect(losses).toEqual([]);
    expect(Buffer.compare(again, bytes)).toBe(0);
  });

  it('makes a cut recording whole, with everything that could be read, and tells what is lost in an attachment', async () => {
    const cut = bytes.subarray(0, Math.floor(bytes.length * 0.6));
    const { bytes: repaired, losses } = await recovered(cut);
    const read = readRecording(repaired);
    expect(read.isComplete).toBe(true);
    expect(read.losses).toEqual([]);
    expect(sequence(read)).toEqual(sequence(readRecording(cut)));
    expect(read.slowCurrent.length).toBeGreaterThan(seconds * 0.5);
    expect(JSON.parse(read.files.get('losses.json')!)).toEqual(losses);
    expect(losses).toHaveLength(1);
  });

  it('finds the channels of a recording whose first chunk is destroyed', () => {
    const damaged = bytes.slice();
    // Attachment and header come before; the first chunk begins within the first thousand bytes.
    damaged[2000]! ^= 0xff;
    const read = readRecording(damaged);
    expect(read.losses).toHaveLength(1);
    expect(read.slowCurrent.length).toBeGreaterThan(seconds * 0.8);
  });
});
