import { describe, expect, it } from 'vitest';
import { decodeReply, decodeRequest } from '../../../proto/src/codec/payload.ts';
import { bytesOf, hexOf, vectors } from '../vectors.ts';
import { codecs, plain } from './plain.ts';
import type { MessageVector } from './plain.ts';

interface MalformedVector {
  readonly name: string;
  readonly message: keyof typeof codecs;
  readonly hex: string;
  readonly error: object;
  readonly request_id?: number;
}

const golden = ['requests', 'replies', 'link', 'events', 'blocks', 'bounds']
  .flatMap((file) => vectors<MessageVector>(file))
  .map((vector) => [vector.message, vector.name, vector] as const);
const malformed = vectors<MalformedVector>('malformed').map((vector) => [vector.message, vector.name, vector] as const);

describe('a golden vector', () => {
  it.each(golden)('%s: %s is encoded to its bytes', (_, __, { message, json, hex }) => {
    expect(hexOf(codecs[message].encode(plain(message, json)))).toBe(hex);
  });

  it.each(golden)('%s: %s is decoded to its message', (_, __, { message, json, hex }) => {
    expect(codecs[message].decode(bytesOf(hex))).toEqual({ ok: true, value: plain(message, json) });
  });

  it('stands for every kind of request, reply and link message', () => {
    const kinds = (message: string, fields: readonly string[]): ReadonlySet<string> =>
      new Set(golden.filter(([name]) => name === message).flatMap(([, , { json }]) => Object.keys(json).filter((key) => !fields.includes(key))));
    expect(kinds('Request', ['request_id']).size).toBe(29);
    expect(kinds('Reply', ['request_id', 'status', 'device_time_us']).size).toBe(19);
    expect(kinds('LinkMessage', []).size).toBe(5);
  });
});

describe('a malformed vector', () => {
  it.each(malformed)('%s: %s is refused with its error', (_, __, { message, hex, error, request_id }) => {
    expect(codecs[message].decode(bytesOf(hex))).toEqual({ ok: false, error, ...(request_id === undefined ? {} : { request_id }) });
  });
});

describe('an unknown field', () => {
  // Field 100 as a varint, as eight bytes, as bytes, as four bytes.
  it.each(['a00601', 'a1060102030405060708', 'a20603aabbcc', 'a50601020304'])('%s is passed over where the protocol tolerates it', (unknown) => {
    expect(decodeRequest(bytesOf(`0807${unknown}5200`))).toEqual({ ok: true, value: { request_id: 7, body: { kind: 'get_state' } } });
    expect(decodeReply(bytesOf(`0807120208011801${unknown}`))).toEqual({
      ok: true,
      value: { request_id: 7, status: { code: 1, field: '', origin: 0 }, device_time_us: 1 },
    });
  });

  it.each(['a1060102030405', 'a20603aabb', 'a506010203', 'a00680'])('%s is refused when it is cut', (unknown) => {
    expect(decodeRequest(bytesOf(`08075200${unknown}`))).toMatchObject({ ok: false, error: { kind: 'malformed', field: 'request' }, request_id: 7 });
  });

  it('inside a status is passed over', () => {
    expect(decodeReply(bytesOf('08071205 0801a00601 1801'.replaceAll(' ', '')))).toEqual({
      ok: true,
      value: { request_id: 7, status: { code: 1, field: '', origin: 0 }, device_time_us: 1 },
    });
  });
});

describe('damaged bytes', () => {
  it('of any vector, by one bit, are refused or decode to a message within its ranges, and never throw', () => {
    let accepted_count = 0;
    for (const [, name, { message, hex }] of golden) {
      const bytes = bytesOf(hex);
      // The longest block differs from the short ones in its data alone, which any bit may change.
      if (bytes.length > 512) continue;
      for (let bit = 0; bit < bytes.length * 8; bit += 1) {
        const damaged = bytes.slice();
        damaged[bit >> 3]! ^= 1 << (bit & 7);
        const decoded = codecs[message].decode(damaged);
        if (!decoded.ok) continue;
        accepted_count += 1;
        expect(() => codecs[message].encode(decoded.value as never), `${name}, bit ${bit}`).not.toThrow();
      }
    }
    // The codec sees values, not damage: only the CRC of the frame does.
    expect(accepted_count).toBeGreaterThan(1000);
  });

  it('of any vector, cut anywhere, are refused or decode to a message, and never throw', () => {
    for (const [, , { message, hex }] of golden) {
      const bytes = bytesOf(hex);
      for (let length = 0; length < Math.min(bytes.length, 512); length += 1) expect(typeof codecs[message].decode(bytes.subarray(0, length)).ok).toBe('boolean');
    }
  });
});
