import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { requestTable, replyTable } from '../../../proto/src/codec/control.ts';
import { CodecError } from '../../../proto/src/codec/errors.ts';
import { linkMessageTable } from '../../../proto/src/codec/link.ts';
import { eventTable } from '../../../proto/src/codec/log.ts';
import { decodeRequest, encodeReply, encodeRequest } from '../../../proto/src/codec/payload.ts';
import type { Row, Table } from '../../../proto/src/codec/schema.ts';
import { refusalOf } from '../../../proto/src/codec/status.ts';
import { codecs } from './plain.ts';

const setBias = { kind: 'set_bias', target_uV: 3_450_000, slew_nV_per_s: 5_000_000, expected_epoch: 4, not_after_device_us: 12_000_000, lease_epoch: 3 } as const;

function thrown(attempt: () => unknown): CodecError {
  try {
    attempt();
  } catch (error) {
    if (error instanceof CodecError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

function request(changes: object): () => Uint8Array {
  return () => encodeRequest({ request_id: 7, body: { ...setBias, ...changes } });
}

/** A request whose one field is changed, once as it would be refused by the sender and once as bytes from a sender without checks. */
function verdicts(target_uV: number): readonly [encodes: boolean, decodes: boolean] {
  let encodes = true;
  try {
    request({ target_uV })();
  } catch {
    encodes = false;
  }
  return [encodes, decodeRequest(Uint8Array.from([0x08, 0x07, 0x9a, 0x01, ...sized([0x08, ...zigzag(target_uV), 0x10, 0x01])])).ok];
}

function sized(bytes: readonly number[]): readonly number[] {
  return [bytes.length, ...bytes];
}

function zigzag(value: number): readonly number[] {
  let rest = value < 0 ? -2 * value - 1 : 2 * value;
  const bytes: number[] = [];
  while (rest > 127) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  return [...bytes, rest];
}

describe('a range', () => {
  it.each([
    [-100_000_001, false], [-100_000_000, true], [-99_999_999, true], [-0, true], [0, true],
    [99_999_999, true], [100_000_000, true], [100_000_001, false], [2_147_483_647, false], [-2_147_483_648, false],
  ])('holds for both sides: a target of %i uV', (target_uV, isPermitted) => {
    expect(verdicts(target_uV)).toEqual([isPermitted, isPermitted]);
  });

  it.each([NaN, Infinity, -Infinity, 3.7, 1e12, 2 ** 53, '3450000', 3_450_000n, null, true, [1], {}])('refuses to send a target of %s', (target_uV) => {
    const error = thrown(request({ target_uV }));
    expect(error.field).toBe('target_uV');
    expect(error.value).toBe(target_uV);
    expect(['malformed', 'out_of_range']).toContain(error.code);
  });

  it('is named by the error together with field and value', () => {
    const error = thrown(request({ target_uV: 4_800_000_000 }));
    expect(error).toMatchObject({ name: 'CodecError', code: 'out_of_range', field: 'target_uV', value: 4_800_000_000, min: -100_000_000, max: 100_000_000 });
    expect(error.message).toBe('target_uV: out of range, got 4800000000, permitted -100000000 to 100000000');
  });

  it('is named by the status that answers the request', () => {
    expect(refusalOf({ kind: 'out_of_range', field: 'target_uV', value: -100_000_001, min: -100_000_000, max: 100_000_000 })).toEqual({
      code: 21, field: 'target_uV', value: -100_000_001, limit_min: -100_000_000, limit_max: 100_000_000, origin: 1,
    });
    expect(refusalOf({ kind: 'malformed', field: 'label' })).toEqual({ code: 20, field: 'label', origin: 0 });
    expect(refusalOf({ kind: 'unknown_field', field: '100' })).toMatchObject({ code: 22 });
    expect(refusalOf({ kind: 'missing', field: 'step' })).toMatchObject({ code: 23 });
    expect(refusalOf({ kind: 'unimplemented', field: '60' })).toMatchObject({ code: 24 });
  });
});

describe('a message that breaks its schema is not sent', () => {
  it('when a field is missing', () => {
    expect(thrown(request({ lease_epoch: undefined }))).toMatchObject({ code: 'missing', field: 'lease_epoch' });
    expect(thrown(() => encodeRequest({ request_id: 7 } as never))).toMatchObject({ code: 'missing', field: 'body' });
  });

  it('when a field is misspelt: protobuf would send nothing for it', () => {
    expect(thrown(request({ target_uv: 1 }))).toMatchObject({ code: 'unknown_field', field: 'target_uv' });
    expect(thrown(() => encodeRequest({ request_id: 7, body: { kind: 'get_state' }, sesion: 1 } as never))).toMatchObject({ code: 'unknown_field', field: 'sesion' });
    const limits = { is_field_override: false, is_formed: false, lnmo_on: 1, bias_uv_max: 4_600_000 };
    expect(thrown(() => encodeRequest({ request_id: 7, body: { kind: 'stage_limits', limits } } as never))).toMatchObject({ code: 'unknown_field', field: 'bias_uv_max' });
  });

  it('when its kind is none of the schema', () => {
    for (const kind of ['set_biass', '__proto__', 'request_id', undefined]) {
      expect(thrown(() => encodeRequest({ request_id: 7, body: { kind } } as never))).toMatchObject({ code: 'unknown_field', field: 'body' });
    }
  });

  it('when an enum is unspecified or unknown', () => {
    const stream = { kind: 'start_stream', channel: 3, rate_Hz: 1, decimation: 1, encoding: 2, credit_bytes: 0, block_samples_max: 1 };
    const start = (changes: object) => (): Uint8Array => encodeRequest({ request_id: 7, body: { ...stream, ...changes } } as never);
    expect(start({})()).toBeInstanceOf(Uint8Array);
    expect(thrown(start({ channel: 0 }))).toMatchObject({ code: 'missing', field: 'channel' });
    expect(thrown(start({ channel: 6 }))).toMatchObject({ code: 'out_of_range', field: 'channel', value: 6 });
    expect(thrown(start({ encoding: 1.5 }))).toMatchObject({ code: 'out_of_range', field: 'encoding' });
  });

  it('when a string is too long in UTF-8 or no Unicode', () => {
    const mark = (label: unknown) => (): Uint8Array => encodeRequest({ request_id: 7, body: { kind: 'mark', label } } as never);
    expect(mark('µ'.repeat(24))()).toBeInstanceOf(Uint8Array);
    expect(thrown(mark(`${'µ'.repeat(24)}.`))).toMatchObject({ code: 'out_of_range', field: 'label', max: 48 });
    expect(thrown(mark('a\ud800b'))).toMatchObject({ code: 'malformed', field: 'label' });
    expect(mark('🔋')()).toBeInstanceOf(Uint8Array);
  });

  it('when a list is too long, has a hole, or is none', () => {
    const acknowledge = (causes: unknown) => (): Uint8Array => encodeRequest({ request_id: 7, body: { kind: 'acknowledge', causes, fault_nonce: 1, lease_epoch: 1 } } as never);
    expect(acknowledge([1, 2, 3, 4, 5, 6, 7, 8])()).toBeInstanceOf(Uint8Array);
    expect(thrown(acknowledge([1, 2, 3, 4, 5, 6, 7, 8, 9]))).toMatchObject({ code: 'out_of_range', field: 'causes', max: 8 });
    expect(thrown(acknowledge([1, , 3]))).toMatchObject({ code: 'malformed', field: 'causes' });
    expect(thrown(acknowledge(3))).toMatchObject({ code: 'malformed', field: 'causes' });
  });

  it('when it would not fit a frame of 256 bytes', () => {
    const event = {
      event_seq: 2 ** 32 - 1, device_time_us: Number.MAX_SAFE_INTEGER, kind: 13, mode: 9, output_epoch: 2 ** 32 - 1, cause: 22, value: Number.MAX_SAFE_INTEGER,
      limit: Number.MIN_SAFE_INTEGER, step_index: 2 ** 32 - 1, is_switch_closed: true, current_fA: Number.MAX_SAFE_INTEGER, bias_uV: -(2 ** 31), refusal: 90,
      label: 'x'.repeat(48), activity: 5, step_end: 5,
    } as const;
    const page = { kind: 'event_page', events: [event, event], seq_oldest: 1, seq_newest: 2, lost_count: 0 } as const;
    expect(thrown(() => encodeReply({ request_id: 7, status: { code: 1, field: '', origin: 0 }, device_time_us: 1, body: page }))).toMatchObject({
      code: 'out_of_range', field: 'reply', max: 256,
    });
  });
});

describe('a text that has come', () => {
  it('is as it was sent, with a mark at its beginning too', () => {
    const label = '\ufeffsp\u00e4ter';
    const mark = [0x0a, ...sized([...new TextEncoder().encode(label)])];
    expect(decodeRequest(Uint8Array.from([0x08, 0x07, 0x82, 0x02, ...sized(mark)]))).toEqual({ ok: true, value: { request_id: 7, body: { kind: 'mark', label } } });
  });
});

/** Any message that a table permits. */
function anyOf(table: Table): fc.Arbitrary<Record<string, unknown>> {
  const plainRows = table.rows.filter((row) => !row.isBody);
  const fields = fc.record(
    Object.fromEntries(plainRows.map((row) => [row.name, anyField(row)])),
    { requiredKeys: plainRows.filter(({ presence }) => presence !== 'optional').map(({ name }) => name) },
  );
  const bodies = [...(table.bodies ?? [])].map(([kind, row]) => anyOf(row.table ?? table).map((body) => ({ kind, ...body })));
  return bodies.length === 0 ? fields : fc.tuple(fields, fc.oneof(...bodies)).map(([rest, body]) => ({ ...rest, body }));
}

function anyField(row: Row): fc.Arbitrary<unknown> {
  return row.presence === 'repeated' ? fc.array(anyValue(row), { maxLength: row.count_max ?? 0 }) : anyValue(row);
}

function anyValue(row: Row): fc.Arbitrary<unknown> {
  if (row.table) return anyOf(row.table);
  if (row.numbers) return fc.constantFrom(...row.numbers);
  if (row.type === 'bool') return fc.boolean();
  if (row.type === 'string') return fc.string({ maxLength: Math.floor((row.size_bytes_max ?? 0) / 4), unit: 'binary' });
  if (row.type === 'bytes') return fc.uint8Array({ maxLength: row.size_bytes_max ?? 0 });
  return fc.oneof(fc.constantFrom(row.min, row.max, Math.max(row.min, 0)), fc.integer({ min: row.min, max: row.max }));
}

describe('any message within its ranges', () => {
  const families = [['Request', requestTable], ['Reply', replyTable], ['LinkMessage', linkMessageTable], ['Event', eventTable]] as const;

  it.each(families)('comes back from the wire as it was sent: %s', (name, table) => {
    let encoded_count = 0;
    fc.assert(
      fc.property(anyOf(table), (value) => {
        const message = (name === 'LinkMessage' ? value['body'] : value) as never;
        let payload: Uint8Array;
        try {
          payload = codecs[name].encode(message);
        } catch (error) {
          // The largest replies exceed a frame, and are refused for that alone.
          expect(error).toMatchObject({ code: 'out_of_range', field: 'reply', max: 256 });
          return;
        }
        encoded_count += 1;
        expect(codecs[name].decode(payload)).toEqual({ ok: true, value: message });
      }),
      { numRuns: 300 },
    );
    expect(encoded_count).toBeGreaterThan(200);
  });
});

describe('any bytes', () => {
  it('are refused or decode to a message, and never throw', () => {
    const decoders = Object.values(codecs);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        for (const { decode } of decoders) expect(typeof decode(bytes).ok).toBe('boolean');
      }),
      { numRuns: 3000 },
    );
  });
});
