import { describe, expect, it } from 'vitest';
import { decodeReply, decodeRequest, encodeReply, encodeRequest } from '../../../proto/src/codec/payload.ts';
import { read } from '../../../proto/src/codec/reading.ts';
import { integer, optional, table } from '../../../proto/src/codec/schema.ts';
import { bytesOf, hexOf, vectors } from '../vectors.ts';
import type { MessageVector } from './plain.ts';

const getState = { ok: true, value: { request_id: 7, body: { kind: 'get_state' } } };

describe('a tag and a length', () => {
  it.each([['tag', '0807d28080800000'], ['length', '0807528080808000']])('that are padded are taken up to five bytes: %s', (_, hex) => {
    expect(decodeRequest(bytesOf(hex))).toEqual(getState);
  });
});

describe('bytes in a message', () => {
  const { hex } = vectors<MessageVector>('replies').find(({ hex: of }) => dataOf(bytesOf(of)) !== undefined)!;

  function dataOf(bytes: Uint8Array): Uint8Array | undefined {
    const decoded = decodeReply(bytes);
    const body = decoded.ok ? decoded.value.body : undefined;
    return body?.kind === 'capture_chunk' && body.data.length > 0 ? body.data : undefined;
  }

  it.each([['an array', bytesOf], ['a Buffer', (text: string) => Buffer.from(text, 'hex')]] as const)('are a copy of what they were read from: %s', (_, from) => {
    const frame = from(hex);
    const data = dataOf(frame)!;
    const before = hexOf(data);
    frame.fill(0);
    expect([hexOf(data), Buffer.isBuffer(data)]).toEqual([before, false]);
  });
});

describe('a list of messages', () => {
  const ITEM = '0a00';

  it('tells how many items are too many, and keeps those of one message out of the next', () => {
    const page = (items_count: number): string => `0807${'12020801'}1801${'8a02'}${(2 * items_count).toString(16).padStart(2, '0')}${ITEM.repeat(items_count)}`;
    expect(decodeReply(bytesOf(page(60)))).toMatchObject({ ok: false, error: { kind: 'out_of_range', field: 'events', value: 60 } });
    const [two, none] = [decodeReply(bytesOf(page(2))), decodeReply(bytesOf(page(0)))];
    expect([two, none]).toMatchObject([{ ok: false, error: { kind: 'missing' } }, { ok: true, value: { body: { kind: 'event_page', events: [] } } }]);
  });
});

describe('a table with field numbers from 32 on', () => {
  const wide = table<{ near: number; far: number; farther?: number }>('wide', { near: integer(31, 'uint32', { min: 1 }), far: integer(32, 'uint32', { min: 1 }), farther: optional(integer(63, 'uint32')) });
  const NEAR = 'f80105';
  const FAR = '800206';
  const FARTHER = 'f80307';

  it('tells what is missing and what comes twice there as elsewhere', () => {
    expect(read(bytesOf(NEAR + FAR + FARTHER), wide)).toEqual({ ok: true, value: { near: 5, far: 6, farther: 7 } });
    expect(read(bytesOf(NEAR + FAR), wide)).toEqual({ ok: true, value: { near: 5, far: 6 } });
    expect(read(bytesOf(NEAR), wide)).toMatchObject({ ok: false, error: { kind: 'out_of_range', field: 'far', value: 0 } });
    expect(read(bytesOf(FAR), wide)).toMatchObject({ ok: false, error: { kind: 'out_of_range', field: 'near', value: 0 } });
    for (const [field, twice] of [['far', NEAR + FAR + FAR], ['farther', NEAR + FAR + FARTHER + FARTHER], ['near', FAR + NEAR + NEAR]] as const) {
      expect(read(bytesOf(twice), wide)).toEqual({ ok: false, error: { kind: 'malformed', field } });
    }
  });
});

describe('the writer', () => {
  it('leaves nothing of a message that came to nothing in the next', () => {
    const whole = encodeRequest({ request_id: 7, body: { kind: 'get_state' } });
    for (const field of ['field', 'origin', 'code'] as const) {
      const status = { code: 1, field: 'target_uV', origin: 0 };
      Object.defineProperty(status, field, { get: () => { throw new Error('no such number'); }, enumerable: true });
      expect(() => encodeReply({ request_id: 7, status, device_time_us: 1 } as never)).toThrow('no such number');
      expect(encodeRequest({ request_id: 7, body: { kind: 'get_state' } })).toEqual(whole);
    }
  });
});
