import { Feature, LnmoOn, StatusCode, StepKind, encodeRequest, statusName } from '@nanobias/proto';
import type { RequestBody } from '@nanobias/proto';
import type { Check } from '../check.ts';
import { bytesOf, expect, text } from '../check.ts';
import { replyText } from '../host.ts';
import type { Host } from '../host.ts';
import { LIMITS } from '../operation.ts';

/** Requests with id 7, byte by byte; what is wrong with each is said beside it. All from `proto/vectors/malformed.json`. */
const MALFORMED: readonly (readonly [what: string, hex: string])[] = [
  ['set_bias twice: protobuf would merge them', '08079a0104080210019a010408041001'],
  ['limits twice: a minimum from one, a maximum from the other', '080762080a0260010a021002'],
  ['two members of the oneof', '080752005a00'],
  ['target_uV as bytes', '08079a01030a0100'],
  ['limits_digest as varint', '08078a01020801'],
  ['target_uV whose zigzag needs 33 bits', '08079a010608feffffff1f'],
  ['a varint of 65 bits', '08079a010b20ffffffffffffffffff02'],
  ['a channel of -1', '0807da010b08ffffffffffffffffff01'],
  ['bad UTF-8', '08078202040a02c328'],
  ['overlong UTF-8', '08078202040a02c080'],
  ['a surrogate in UTF-8', '08078202050a03eda080'],
  ['a boolean of 2', '0807c201020802'],
  ['cut in a body', '08079a01040802'],
  ['cut in a fixed32', '08078a01030d7856'],
  ['a length that leads past the end of its parent', '080762040a056001'],
  ['a group', '08075200a306'],
  ['field number 0', '08070000'],
];

const OUT_OF_RANGE: readonly (readonly [what: string, hex: string, field: string])[] = [
  ['a channel of 127', '0807da010a087f1001180120023001', 'channel'],
  ['a lease of 99 999 us', '08077204089f8d06', 'lease_us'],
  ['a lease of 5 000 001 us', '0807720508c196b102', 'lease_us'],
  ['a target of 100 000 001 uV', '08079a0107088284af5f1001', 'target_uV'],
  ['a slew of 0', '08079a01020802', 'slew_nV_per_s'],
  ['a damage of 999 parts per thousand', '080762070a05600148e707', 'declared_damage_ppt'],
  ['a time of 2^64 - 1', '08079a010f0802100120ffffffffffffffffff01', 'not_after_device_us'],
];

const MISSING: readonly (readonly [what: string, hex: string])[] = [
  ['no channel', '0807da01081001180120023001'],
  ['no side for the LNMO', '080762040a021002'],
  ['no limits in stage_limits', '08076200'],
  ['no step in upload_step', '0807a2010408091801'],
  ['no body', '0807'],
];

const UNKNOWN_FIELD = [0xa0, 0x06, 0x01] as const;
const fence = { expected_epoch: 0, not_after_device_us: Number.MAX_SAFE_INTEGER, lease_epoch: 0 };
/** Requests that an unknown field refuses; none of them could do anything here. */
const STRICT: readonly RequestBody[] = [
  { kind: 'stage_limits', limits: { ...LIMITS, lnmo_on: LnmoOn.PROBE } },
  { kind: 'commit_limits', digest: 1 },
  { kind: 'arm', limits_digest: 1, lease_epoch: 0 },
  { kind: 'enable', token: 1, limits_digest: 1, ...fence },
  { kind: 'set_bias', target_uV: 0, slew_nV_per_s: 1, ...fence },
  { kind: 'upload_step', program_id: 1, step_index: 0, step_count: 1, step: { kind: StepKind.OPEN, duration_us: 1 }, lease_epoch: 0 },
  { kind: 'start_program', program_id: 1, program_digest: 1, ...fence },
];

/** A request with an unknown varint 100 appended beside its body, inside it, and inside every message in it. */
function withUnknown(body: RequestBody, request_id: number): readonly Uint8Array[] {
  const plain = encodeRequest({ request_id, body });
  const body_index = 1 + varintBytes(request_id);
  const tag = plain.subarray(body_index, body_index + 2);
  const tag_bytes = (tag[0]! & 0x80) === 0 ? 1 : 2;
  const content = plain.subarray(body_index + tag_bytes + 1);
  const wrapped = (inner: Uint8Array | readonly number[]): Uint8Array =>
    Uint8Array.of(...plain.subarray(0, body_index), ...tag.subarray(0, tag_bytes), inner.length, ...inner);
  const forms = [Uint8Array.of(...plain, ...UNKNOWN_FIELD), wrapped([...content, ...UNKNOWN_FIELD])];
  if (body.kind === 'stage_limits') forms.push(wrapped([content[0]!, content[1]! + UNKNOWN_FIELD.length, ...content.subarray(2), ...UNKNOWN_FIELD]));
  return forms;
}

function varintBytes(value: number): number {
  return value < 0x80 ? 1 : value < 0x4000 ? 2 : 3;
}

async function refusals(host: Host, vectors: readonly (readonly [string, string, string?])[], code: StatusCode): Promise<void> {
  for (const [what, digits, field] of vectors) {
    host.forget();
    const reply = await host.requestBytes(bytesOf(digits), 7);
    const isSo = reply.status.code === code && (field === undefined || reply.status.field === field);
    expect(isSo, `${what}: ${statusName(code)}${field === undefined ? '' : ` of ${field}`}`, replyText(reply));
  }
}

/** What a refusal must leave alone. */
async function standing(host: Host): Promise<string> {
  const { mode, output_epoch, lease_epoch, limits_digest, bias_setpoint_uV, latched, fault_nonce, program_step_count, is_switch_closed } = await host.snapshot();
  return text({ mode, output_epoch, lease_epoch, limits_digest, latched, fault_nonce, program_step_count, is_switch_closed, isSetpointFinite: Number.isFinite(bias_setpoint_uV) });
}

const OPTIONAL: readonly (readonly [feature: Feature, body: RequestBody])[] = [
  [Feature.MARKS, { kind: 'mark', label: 'conformance' }],
  [Feature.EVENT_LOG, { kind: 'read_events', from_seq: 1, count_max: 1 }],
  [Feature.FREEZE_FRAME, { kind: 'read_freeze_frame', offset_bytes: 0 }],
  [Feature.INTERLOCKS, { kind: 'get_interlocks', row_from: 1 }],
  [Feature.CAPTURE, { kind: 'read_capture', capture_id: 1, offset_bytes: 0, length_bytes: 1 }],
  [Feature.FAULT_INJECTION, { kind: 'fault_inject', fault_id: '', parameters: [], start_device_us: 0, duration_us: 0 }],
  [Feature.PROGRAMS, { kind: 'upload_step', program_id: 1, step_index: 0, step_count: 1, step: { kind: StepKind.OPEN, duration_us: 1 }, lease_epoch: 0 }],
];

export const decodingChecks: readonly Check[] = [
  {
    requirement: 'P-023',
    title: 'what is not canonical is refused MALFORMED',
    run: async (host) => {
      await host.greet();
      await refusals(host, MALFORMED, StatusCode.MALFORMED);
    },
  },
  {
    requirement: 'P-024',
    title: 'ranges are held',
    run: async (host) => {
      await host.greet();
      await refusals(host, OUT_OF_RANGE, StatusCode.OUT_OF_RANGE);
    },
  },
  {
    requirement: 'P-025',
    title: 'what is missing is missed',
    run: async (host) => {
      await host.greet();
      await refusals(host, MISSING, StatusCode.MISSING_FIELD);
    },
  },
  {
    requirement: 'P-026',
    title: 'a read with an unknown field is answered',
    run: async (host) => {
      await host.greet();
      const request_id = host.nextRequest_id();
      const plain = encodeRequest({ request_id, body: { kind: 'get_state' } });
      const reply = await host.requestBytes(Uint8Array.of(...plain, ...UNKNOWN_FIELD), request_id);
      expect(reply.status.code === StatusCode.OK, 'OK', replyText(reply));
    },
  },
  {
    requirement: 'P-027',
    title: 'an unknown field refuses what permits',
    run: async (host) => {
      await host.greet();
      for (const body of STRICT) {
        for (const position of withUnknown(body, 1).keys()) {
          const request_id = host.nextRequest_id();
          const payload = withUnknown(body, request_id)[position]!;
          const reply = await host.requestBytes(payload, request_id);
          expect(reply.status.code === StatusCode.UNKNOWN_FIELD, `${body.kind} with an unknown field to be refused UNKNOWN_FIELD`, replyText(reply));
        }
      }
    },
  },
  {
    requirement: 'P-028',
    title: 'a body of a later version is UNIMPLEMENTED',
    run: async (host) => {
      await host.greet();
      const reply = await host.requestBytes(bytesOf('0807e20300'), 7);
      expect(reply.status.code === StatusCode.UNIMPLEMENTED, 'UNIMPLEMENTED', replyText(reply));
    },
  },
  {
    requirement: 'P-028',
    title: 'features are stated as they are',
    run: async (host) => {
      await host.greet();
      const { features } = await host.ask({ kind: 'get_capabilities' }, 'capabilities');
      for (const [feature, body] of OPTIONAL) {
        const reply = await host.request(body);
        const isImplemented = reply.status.code !== StatusCode.UNIMPLEMENTED;
        expect(isImplemented === features.includes(feature), `${body.kind} to be UNIMPLEMENTED if, and only if, feature ${feature} is not stated`, replyText(reply));
      }
    },
  },
  {
    requirement: 'P-029',
    title: 'refusals leave no trace in the state',
    run: async (host) => {
      await host.greet();
      const before = await standing(host);
      for (const [, digits] of [...MALFORMED, ...MISSING, ...OUT_OF_RANGE]) {
        host.forget();
        await host.requestBytes(bytesOf(digits), 7);
      }
      for (const body of STRICT.slice(1)) {
        const reply = await host.request(body);
        expect(reply.status.code !== StatusCode.OK, `${body.kind} to be refused`, replyText(reply));
      }
      const after = await standing(host);
      expect(after === before, before, after);
    },
  },
];
