import {
  Encoding, EventKind, FrameKind, StatusCode, decodeEvent, decodeReply, decodeRequest, decodeSampleBlock, encodeSampleBlock, packSummaryPoint, unpackSummary,
} from '@nanobias/proto';
import type { Frame, Limits, Reply, ReplyBody, Request, RequestBody, SampleBlock, SummaryPoint } from '@nanobias/proto';
import type { WrongController } from './link-faults.ts';
import { withReply, withRequest } from './middleman.ts';
import type { Fault, Rules } from './middleman.ts';

const MODULUS = 4_294_967_296;
const OWN_IDS_FROM = 0xf000_0000;
const OK: Reply['status'] = { code: StatusCode.OK, field: '', origin: 0 };

type BodyFor<Kind extends RequestBody['kind']> = Extract<RequestBody, { readonly kind: Kind }>;
type SaidBy<Kind extends ReplyBody['kind']> = Extract<ReplyBody, { readonly kind: Kind }>;

function requestOf(frame: Frame): Request | undefined {
  const decoded = frame.kind === FrameKind.CONTROL ? decodeRequest(frame.payload) : undefined;
  return decoded?.ok === true ? decoded.value : undefined;
}

function replyOf(frame: Frame): Reply | undefined {
  const decoded = frame.kind === FrameKind.CONTROL ? decodeReply(frame.payload) : undefined;
  return decoded?.ok === true ? decoded.value : undefined;
}

/** Changes one kind of request on its way in. */
const onRequest = <Kind extends RequestBody['kind']>(kind: Kind, change: (body: BodyFor<Kind>) => RequestBody): Fault => () => ({
  onHostFrame: (frame) => {
    const request = requestOf(frame);
    return request?.body.kind === kind ? [withRequest(frame, { ...request, body: change(request.body as BodyFor<Kind>) })] : undefined;
  },
});

/** Changes one kind of reply on its way out. */
const onReply = <Kind extends ReplyBody['kind']>(kind: Kind, change: (body: SaidBy<Kind>) => ReplyBody): Fault => () => ({
  onDeviceFrame: (frame) => {
    const reply = replyOf(frame);
    return reply?.body?.kind === kind ? [withReply(frame, { ...reply, body: change(reply.body as SaidBy<Kind>) })] : undefined;
  },
});

/** Says OK where the firmware refuses. */
const onRefusal = (isWaived: (reply: Reply) => boolean): Fault => () => ({
  onDeviceFrame: (frame) => {
    const reply = replyOf(frame);
    return reply !== undefined && isWaived(reply) ? [withReply(frame, { ...reply, status: OK })] : undefined;
  },
});

/** Takes a payload that is not canonical for another that is. */
const onPayload = (from: string, request: Omit<Request, 'request_id'>): Fault => () => ({
  onHostFrame: (frame) => {
    const digits = Array.from(frame.payload, (byte) => byte.toString(16).padStart(2, '0')).join('');
    return digits === from ? [withRequest(frame, { ...request, request_id: 7 })] : undefined;
  },
});

const onBlock = (change: (block: SampleBlock) => SampleBlock): Rules => ({
  onDeviceFrame: (frame) => {
    const decoded = frame.kind === FrameKind.SAMPLES ? decodeSampleBlock(frame.payload) : undefined;
    if (decoded?.ok !== true) return undefined;
    const { data, ...header } = change(decoded.value);
    const into = new Uint8Array(4200);
    return [{ ...frame, payload: into.slice(0, encodeSampleBlock(into, header, data, data.length)) }];
  },
});

const onPoints = (change: (points: readonly SummaryPoint[]) => readonly SummaryPoint[]): Rules => onBlock((block) => {
  const points = unpackSummary(block);
  if (points === undefined) return block;
  const data = new Uint8Array(block.data.length);
  change(points).reduce((at_index, point) => packSummaryPoint(point, data, at_index), 0);
  return { ...block, data };
});

/** Gives every sending of a request a number of its own, so that none is known again after `kept_count` others. */
const forgetsReplies = (kept_count: number): Fault => () => {
  const kinds: readonly RequestBody['kind'][] = ['acquire_lease', 'mark'];
  const recent: { readonly request_id: number; readonly sent_id: number }[] = [];
  const original = new Map<number, number>();
  let next = OWN_IDS_FROM;
  return {
    onHostFrame: (frame) => {
      const request = requestOf(frame);
      if (request === undefined || !kinds.includes(request.body.kind)) return undefined;
      const { request_id } = request;
      const kept = recent.find((entry) => entry.request_id === request_id);
      const sent_id = kept?.sent_id ?? next;
      if (kept === undefined) {
        next += 1;
        original.set(sent_id, request_id);
        recent.push({ request_id, sent_id });
        if (recent.length > kept_count) recent.shift();
      }
      return [withRequest(frame, { ...request, request_id: sent_id })];
    },
    onDeviceFrame: (frame) => {
      const reply = replyOf(frame);
      const request_id = reply === undefined ? undefined : original.get(reply.request_id);
      return reply === undefined || request_id === undefined ? undefined : [withReply(frame, { ...reply, request_id })];
    },
  };
};

/** Keeps replies by id alone. */
const keepsAcrossSessions: Fault = ({ toHost }) => {
  const kept = new Map<number, Frame>();
  return {
    onHostFrame: (frame) => {
      const request = requestOf(frame);
      const known = request?.body.kind === 'acquire_lease' ? kept.get(request.request_id) : undefined;
      if (known === undefined || known.session === frame.session) return undefined;
      toHost({ ...known, session: frame.session, seq: 0 });
      return [];
    },
    onDeviceFrame: (frame) => {
      const reply = replyOf(frame);
      if (reply?.body?.kind === 'lease_grant') kept.set(reply.request_id, frame);
      return undefined;
    },
  };
};

/** An unknown field in limits is passed over. */
const skipsUnknown: Fault = () => {
  const limits: Limits = { bias_uV_max: 4_000_000, lipon_thickness_nm: 500, lnmo_thickness_nm: 500, area_nm2: 10_000_000, is_field_override: false, is_formed: false, lnmo_on: 1 };
  return {
    onHostFrame: (frame) => {
      const decoded = frame.kind === FrameKind.CONTROL ? decodeRequest(frame.payload) : undefined;
      const isLimits = decoded?.ok === false && decoded.error.kind === 'unknown_field' && frame.payload.includes(0x62);
      return isLimits ? [withRequest(frame, { request_id: decoded.request_id, body: { kind: 'stage_limits', limits } })] : undefined;
    },
  };
};

/** Whatever the host says renews the lease. */
const renewsByAnything: Fault = ({ toDevice }) => {
  let next = OWN_IDS_FROM;
  let lease_epoch = 0;
  return {
    onHostFrame: (frame) => {
      const request = requestOf(frame);
      if (lease_epoch !== 0 && request?.body.kind === 'get_state') {
        toDevice(withRequest(frame, { request_id: next, body: { kind: 'renew_lease', lease_epoch } }));
        next += 1;
      }
      return undefined;
    },
    onDeviceFrame: (frame) => {
      const reply = replyOf(frame);
      if (reply?.body?.kind === 'lease_grant' && reply.request_id < OWN_IDS_FROM) ({ lease_epoch } = reply.body);
      // Its own renewals and what the firmware says to them stay inside.
      return reply !== undefined && reply.request_id >= OWN_IDS_FROM ? [] : undefined;
    },
  };
};

/** While the output is on, a tighter cap is echoed and goes no further. */
const echoesCaps: Fault = ({ toHost }) => {
  let isOn = false;
  let cap_uV = 0;
  let staged: Reply | undefined;
  return {
    onHostFrame: (frame) => {
      const request = requestOf(frame);
      const echo = staged?.body?.kind === 'limits_echo' ? staged.body : undefined;
      if (request?.body.kind !== 'commit_limits' || staged === undefined || echo === undefined) return undefined;
      const asked_uV = echo.limits.bias_uV_max ?? 0;
      if (!isOn || !(asked_uV < cap_uV)) {
        cap_uV = asked_uV;
        return undefined;
      }
      toHost({ ...withReply(frame, { ...staged, request_id: request.request_id }), seq: 0 });
      return [];
    },
    onDeviceFrame: (frame) => {
      const reply = replyOf(frame);
      if (reply?.body?.kind === 'enable_result') isOn = true;
      if (reply?.body?.kind === 'off_result') isOn = false;
      if (reply?.body?.kind === 'limits_echo') staged = reply;
      return undefined;
    },
  };
};

/** Energising commands get the epoch that would have been right. */
const ignoresEpoch: Fault = () => {
  let output_epoch = 0;
  return {
    onHostFrame: (frame) => {
      const request = requestOf(frame);
      if (request?.body.kind !== 'set_bias') return undefined;
      return [withRequest(frame, { ...request, body: { ...request.body, expected_epoch: output_epoch } })];
    },
    onDeviceFrame: (frame) => {
      const body = replyOf(frame)?.body;
      if (body?.kind === 'snapshot' || body?.kind === 'off_result') ({ output_epoch } = body);
      return undefined;
    },
  };
};

/** An adoption gets the output epoch that would have been right. */
const adoptsAnyOutput: Fault = () => {
  let output_epoch = 0;
  return {
    onHostFrame: (frame) => {
      const request = requestOf(frame);
      if (request?.body.kind !== 'acquire_lease' || request.body.adoption === undefined) return undefined;
      return [withRequest(frame, { ...request, body: { ...request.body, adoption: { ...request.body.adoption, output_epoch } } })];
    },
    onDeviceFrame: (frame) => {
      const body = replyOf(frame)?.body;
      if (body?.kind === 'snapshot' || body?.kind === 'off_result') ({ output_epoch } = body);
      return undefined;
    },
  };
};

/** A stop waits until the request before it is done. */
const queuesStops: Fault = ({ toDevice }) => {
  let pending = 0;
  const held: Frame[] = [];
  return {
    onHostFrame: (frame) => {
      const request = requestOf(frame);
      if (request?.body.kind === 'enable') pending = request.request_id;
      if (frame.kind !== FrameKind.STOP || pending === 0) return undefined;
      held.push(frame);
      return [];
    },
    onDeviceFrame: (frame) => {
      if (replyOf(frame)?.request_id === pending && pending !== 0) {
        pending = 0;
        for (const stop of held.splice(0)) toDevice(stop);
      }
      return undefined;
    },
  };
};

/** Disable is a request like any other: of this session or of none. */
const dropsOldDisables: Fault = () => {
  let present = 0;
  return {
    onHostFrame: (frame) => (requestOf(frame)?.body.kind === 'disable' && frame.session !== present ? [] : undefined),
    onDeviceFrame: ({ kind, session }) => {
      if (kind === FrameKind.LINK && session !== 0) present = session;
      return undefined;
    },
  };
};

/** Takes any acknowledge for the right one. */
const takesAnyAcknowledge: Fault = () => {
  let latched: readonly number[] = [];
  let fault_nonce = 0;
  return {
    onHostFrame: (frame) => {
      const request = requestOf(frame);
      if (request?.body.kind !== 'acknowledge') return undefined;
      const body = { ...request.body, causes: latched as typeof request.body.causes, fault_nonce };
      return [withRequest(frame, { ...request, body })];
    },
    onDeviceFrame: (frame) => {
      const body = replyOf(frame)?.body;
      if (body?.kind === 'snapshot') ({ latched, fault_nonce } = body);
      return undefined;
    },
  };
};

/** Answers an acknowledge once the cause is gone, instead of refusing it. */
const patientAcknowledge: Fault = ({ clock, toDevice }) => {
  let tripped_us = -Infinity;
  return {
    onHostFrame: (frame) => {
      const left_us = tripped_us + 1_050_000 - clock.now_us();
      if (requestOf(frame)?.body.kind !== 'acknowledge' || !(0 < left_us)) return undefined;
      clock.after(left_us, () => toDevice(frame));
      return [];
    },
    onDeviceFrame: ({ kind, payload }) => {
      const decoded = kind === FrameKind.EVENT ? decodeEvent(payload) : undefined;
      if (decoded?.ok === true && decoded.value.kind === EventKind.TRIPPED) tripped_us = clock.now_us();
      return undefined;
    },
  };
};

export const commandFaults: readonly WrongController[] = [
  { name: 'merges a submessage that is given twice', breaks: ['P-023'], fault: onPayload('08079a0104080210019a010408041001', { body: { kind: 'set_bias', target_uV: 2, slew_nV_per_s: 1, expected_epoch: 0, not_after_device_us: 0, lease_epoch: 0 } }) },
  { name: 'takes an unknown channel for the first', breaks: ['P-024'], fault: onPayload('0807da010a087f1001180120023001', { body: { kind: 'start_stream', channel: 3, rate_Hz: 1, decimation: 1, encoding: 2, credit_bytes: 0, block_samples_max: 1 } }) },
  { name: 'takes an enum of 0 for the first', breaks: ['P-025'], fault: onPayload('0807da01081001180120023001', { body: { kind: 'start_stream', channel: 3, rate_Hz: 1, decimation: 1, encoding: 2, credit_bytes: 0, block_samples_max: 1 } }) },
  { name: 'tolerates an unknown field on limits', breaks: ['P-027'], fault: skipsUnknown },
  { name: 'answers OK to what it does not know', breaks: ['P-028'], fault: onRefusal(({ status }) => status.code === StatusCode.UNIMPLEMENTED && status.field === '60') },
  { name: 'keeps no replies', breaks: ['P-031', 'P-032'], fault: forgetsReplies(0) },
  { name: 'keeps four replies', breaks: ['P-032'], fault: forgetsReplies(4) },
  { name: 'keeps replies across sessions', breaks: ['P-033'], fault: keepsAcrossSessions },
  { name: 'never says whose the lease is', breaks: ['P-035', 'P-102'], fault: onReply('snapshot', (body) => ({ ...body, is_lease_mine: false })) },
  { name: 'echoes a rounded limit', breaks: ['P-038'], fault: onReply('limits_echo', (body) => ({ ...body, limits: { ...body.limits, slew_nV_per_s_max: Math.floor((body.limits.slew_nV_per_s_max ?? 0) / 1000) * 1000 || 1 } })) },
  { name: 'clamps a cap to the strap', breaks: ['P-041'], fault: onRequest('stage_limits', (body) => ({ ...body, limits: { ...body.limits, bias_uV_max: Math.min(body.limits.bias_uV_max ?? 0, 4_000_001) } })) },
  { name: 'loosens while armed', breaks: ['P-042'], fault: onRefusal(({ status }) => status.code === StatusCode.LOOSENING) },
  { name: 'echoes a cap and does not apply it', breaks: ['P-043'], fault: echoesCaps },
  { name: 'grants half a second whatever is asked', breaks: ['P-044'], fault: onReply('lease_grant', (body) => ({ ...body, lease_us: 500_000 })) },
  { name: 'has its lease renewed by any frame', breaks: ['P-047'], fault: renewsByAnything },
  { name: 'gives control back while on', breaks: ['P-050', 'P-099'], fault: onRefusal(({ status }) => status.code === StatusCode.OUTPUT_ON) },
  { name: 'ignores the output epoch', breaks: ['P-054'], fault: ignoresEpoch },
  { name: 'ignores the deadline', breaks: ['P-055'], fault: onRequest('set_bias', (body) => ({ ...body, not_after_device_us: Number.MAX_SAFE_INTEGER })) },
  { name: 'compares deadlines in 32 bits', breaks: ['P-055'], fault: onRequest('set_bias', (body) => ({ ...body, not_after_device_us: body.not_after_device_us % MODULUS })) },
  { name: 'clamps a set-point to the cap', breaks: ['P-057'], fault: onRequest('set_bias', (body) => ({ ...body, target_uV: Math.min(body.target_uV, 4_000_000) })) },
  { name: 'clamps a current to its limit', breaks: ['P-094'], fault: onRequest('set_current', (body) => ({ ...body, target_fA: Math.min(body.target_fA, 5_000_000) })) },
  { name: 'tells nothing of compliance', breaks: ['P-093'], fault: onReply('snapshot', (body) => ({ ...body, is_in_compliance: false })) },
  { name: 'rounds a set-point up', breaks: ['P-058'], fault: onReply('set_bias_result', (body) => ({ ...body, target_uV: body.target_uV + 20 })) },
  { name: 'has a stop wait in the queue', breaks: ['P-062'], fault: queuesStops },
  { name: 'drops a disable of an old session', breaks: ['P-064'], fault: dropsOldDisables },
  { name: 'acknowledges an off instead of measuring it', breaks: ['P-065'], fault: onReply('off_result', ({ current_fA: _, ...body }) => body) },
  { name: 'takes any acknowledge', breaks: ['P-071'], fault: takesAnyAcknowledge },
  { name: 'acknowledges before the cause has been gone for a second', breaks: ['P-072'], fault: patientAcknowledge },
  { name: 'numbers its blocks anew', breaks: ['P-080', 'P-082', 'P-085', 'P-104'], fault: () => onBlock((block) => ({ ...block, block_seq: block.block_seq % 2 })) },
  { name: 'sums one sample twice', breaks: ['P-104'], fault: () => onPoints(([point, ...points]) => [{ ...point!, code_sum: point!.code_sum + point!.code_max }, ...points]) },
  { name: 'has points overlap', breaks: ['P-104'], fault: () => onBlock((block) => (block.encoding === Encoding.SUMMARY ? { ...block, first_sample: block.first_sample - 1 } : block)) },
  { name: 'tells nothing of lost samples', breaks: ['P-082'], fault: () => onBlock((block) => ({ ...block, lost_before: 0 })) },
  { name: 'ignores credit', breaks: ['P-082'], fault: onRequest('start_stream', (body) => ({ ...body, credit_bytes: 4_000_000 })) },
  { name: 'thins a rate that does not fit', breaks: ['P-083'], fault: onRequest('start_stream', (body) => (body.rate_Hz === 100_000_000 ? { ...body, rate_Hz: 10 } : body)) },
  { name: 'reads captures from their beginning', breaks: ['P-090'], fault: onRequest('read_capture', (body) => ({ ...body, offset_bytes: 0 })) },
  { name: 'never completes a capture', breaks: ['P-090'], fault: onReply('capture_status', (body) => ({ ...body, is_complete: false })) },
  { name: 'has whatever output adopted', breaks: ['P-102'], fault: adoptsAnyOutput },
  { name: 'takes faults that it cannot have', breaks: ['P-028', 'P-103'], fault: onRefusal(({ status }) => status.code === StatusCode.UNIMPLEMENTED && status.field === '') },
  { name: 'counts one sample too many', breaks: ['P-084', 'P-104'], fault: onReply('stream_end', (body) => ({ ...body, samples_sent: body.samples_sent + 1 })) },
];
