import type { CodeBlock } from '@nanobias/native';
import { describe, expect, it } from 'vitest';
import { NanobiasError } from '../../../sdk/src/errors.ts';
import { BlockChannel } from '../../../sdk/src/streams/block-channel.ts';

function block(block_seq: number): CodeBlock {
  return {
    stream_id: 1, channel: 1, block_seq, first_sample: block_seq * 2, device_time_us: 0, rate_Hz: 10, decimation: 1, range_index: 0, full_scale_fA: 1,
    full_scale_uV: 0, bits: 24, flags: 0, lost_before: 0, payload_bytes: 50, codes: Int32Array.of(1, 2),
  };
}

function channel(): { readonly blocks: BlockChannel<CodeBlock>; readonly taken: number[] } {
  const taken: number[] = [];
  return { blocks: new BlockChannel<CodeBlock>({ taken: ({ block_seq }) => taken.push(block_seq), samplesOf: ({ codes }) => codes.length }, () => true), taken };
}

const lost = new NanobiasError('LINK_LOST', 'gone', { outputMayBeOn: 'unknown' });

describe('the blocks of a stream', () => {
  it('wait for their consumer, and count as taken when it has had them', () => {
    const { blocks, taken } = channel();
    blocks.push(block(0));
    blocks.push(block(1));
    expect(taken).toEqual([]);
    const seen: number[] = [];
    blocks.blocks$.subscribe(({ block_seq }) => {
      expect(taken).not.toContain(block_seq);
      seen.push(block_seq);
    });
    blocks.push(block(2));
    expect(seen).toEqual([0, 1, 2]);
    expect(taken).toEqual([0, 1, 2]);
  });

  it('have one consumer', () => {
    const { blocks } = channel();
    const seen: number[] = [];
    blocks.blocks$.subscribe(({ block_seq }) => seen.push(block_seq));
    let refused: unknown;
    blocks.blocks$.subscribe({ error: (error: unknown) => (refused = error) });
    expect(refused).toMatchObject({ code: 'INVALID_ARGUMENT' });
    blocks.push(block(0));
    expect(seen).toEqual([0]);
  });

  it('flow on after the consumer has left', () => {
    const { blocks, taken } = channel();
    blocks.blocks$.subscribe().unsubscribe();
    blocks.push(block(0));
    expect(taken).toEqual([0]);
  });

  it('are all delivered before the end, to a consumer that came late as well', () => {
    const { blocks } = channel();
    blocks.push(block(0));
    blocks.complete();
    const seen: (number | string)[] = [];
    blocks.blocks$.subscribe({ next: ({ block_seq }) => seen.push(block_seq), complete: () => seen.push('complete') });
    expect(seen).toEqual([0, 'complete']);
  });

  it('end with the error of a lost link', () => {
    const { blocks } = channel();
    let seen: unknown;
    blocks.blocks$.subscribe({ error: (error: unknown) => (seen = error) });
    blocks.fail(lost);
    expect(seen).toBe(lost);
    blocks.push(block(0));
  });

  it('are bounded where nobody takes them, and the overflow is counted in samples', () => {
    const { blocks } = channel();
    for (let seq = 0; seq < 8195; seq += 1) blocks.push(block(seq));
    expect(blocks.overflow_count).toBe(3 * 2);
  });
});
