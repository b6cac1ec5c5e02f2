import { LimitOrigin, StatusCode } from '@nanobias/proto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { errorsPage } from '../../sdk/scripts/describe-errors.ts';
import { NanobiasError, isErrorCode } from '../../sdk/src/errors.ts';
import { refusal } from '../../sdk/src/session/refusal.ts';

function reply(code: StatusCode, differing: object = {}): Parameters<typeof refusal>[0] {
  return { request_id: 1, device_time_us: 1_500_000, status: { code, field: '', origin: LimitOrigin.UNSPECIFIED, ...differing } };
}

// Bands of protocol.md by number.
const bands = [
  { from: 10, to: 19, band: 'link' },
  { from: 20, to: 39, band: 'request' },
  { from: 40, to: 69, band: 'state' },
  { from: 70, to: 89, band: 'trip' },
  { from: 90, to: 99, band: 'internal' },
] as const;

describe('a refusal of the controller', () => {
  const refused = Object.entries(StatusCode).filter(([, code]) => code > 1);

  it.each(refused)('with status %s is the error of that name, in the band of its number', (name, code) => {
    const error = refusal(reply(code), 'arm', false);
    const expected = bands.find(({ from, to }) => from <= code && code <= to);
    expect(error).toMatchObject({ code: name, band: expected?.band, deviceTime_s: 1.5, outputMayBeOn: false });
  });

  it('is none with status OK', () => {
    expect(refusal(reply(StatusCode.OK), 'arm', false)).toBeUndefined();
  });

  it('with status UNSPECIFIED is a broken protocol, never a success', () => {
    expect(refusal(reply(StatusCode.UNSPECIFIED), 'arm', 'unknown')?.code).toBe('PROTOCOL');
  });

  it('names field, value, the bound that was passed, and where it comes from', () => {
    const above = refusal(reply(StatusCode.BEYOND_LIMIT, { field: 'target_uV', value: 4_700_000, limit_min: -200_000, limit_max: 4_600_000, origin: LimitOrigin.FIELD }), 'set_bias', true);
    expect(above).toMatchObject({ field: 'target_uV', value: 4_700_000, limit: 4_600_000, limit_min: -200_000, limit_max: 4_600_000, origin: 'field', outputMayBeOn: true });
    expect(above?.message).toBe('set_bias was refused, BEYOND_LIMIT: target_uV = 4700000, permitted -200000 to 4600000 (field)');
    const below = refusal(reply(StatusCode.BEYOND_LIMIT, { field: 'target_uV', value: -300_000, limit_min: -200_000, limit_max: 4_600_000 }), 'set_bias', true);
    expect(below?.limit).toBe(-200_000);
  });

  it('may be tried again when the link, somebody else or time is in the way', () => {
    const retryable = refused.filter(([, code]) => refusal(reply(code), 'arm', false)?.retryable === true).map(([name]) => name);
    expect(retryable.sort()).toEqual(['BUSY', 'CAUSE_PRESENT', 'INTERLOCK_OPEN', 'LEASE_HELD', 'QUEUE_FULL', 'SELF_TEST_FAILED']);
  });
});

describe('an error', () => {
  it('keeps its code and its cause when more is learnt of the output', () => {
    const first = new NanobiasError('LEASE_LOST', 'the lease was lost', { outputMayBeOn: 'unknown', deviceTime_s: 2, cause: 'why' });
    const second = first.knowing(false);
    expect(second).toMatchObject({ code: 'LEASE_LOST', message: 'the lease was lost', outputMayBeOn: false, deviceTime_s: 2, cause: 'why' });
    expect(second.knowing(false)).toBe(second);
  });

  it('has a code of the closed union', () => {
    expect(isErrorCode('LINK_LOST')).toBe(true);
    expect(isErrorCode('toString')).toBe(false);
  });
});

describe('the page of errors', () => {
  const source = readFileSync('sdk/src/errors.ts', 'utf8');
  const page = readFileSync('docs/errors.md', 'utf8');

  it('is what the source says; `npm run -s errors` writes it', () => {
    expect(page).toBe(errorsPage(source));
  });

  it('has a row for every status of the protocol, and for what this side finds', () => {
    const rows = [...page.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, code]) => code!);
    expect(rows.filter((code) => !isErrorCode(code))).toEqual([]);
    expect(Object.keys(StatusCode).filter((name) => isErrorCode(name) && !rows.includes(name))).toEqual([]);
    expect(rows).toEqual(expect.arrayContaining(['OFF_NOT_MEASURED', 'LINK_LOST', 'SAMPLES_LOST', 'PORT_BUSY']));
    expect(new Set(rows).size).toBe(rows.length);
  });

  it('is refused a code without a sentence', () => {
    expect(() => errorsPage(source.replace(/ {2}\/\*\* The caller's signal\. \*\/\n/, ''))).toThrow('ABORTED');
  });
});
