import { CaptureTrigger, Channel, Encoding, Feature, StatusCode, StepKind } from '@nanobias/proto';
import type { RequestBody } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import { Bench, LIMITS } from './bench.ts';

type Kind = RequestBody['kind'];

/** Every request, and the feature of which it is a part; a request without one every controller carries out. */
const REQUESTS: { readonly [K in Kind]: readonly [Feature | 'mandatory', Extract<RequestBody, { readonly kind: K }>] } = {
  get_state: ['mandatory', { kind: 'get_state' }],
  get_capabilities: ['mandatory', { kind: 'get_capabilities' }],
  stage_limits: ['mandatory', { kind: 'stage_limits', limits: LIMITS }],
  commit_limits: ['mandatory', { kind: 'commit_limits', digest: 1 }],
  acquire_lease: ['mandatory', { kind: 'acquire_lease', lease_us: 1_000_000 }],
  renew_lease: ['mandatory', { kind: 'renew_lease', lease_epoch: 1 }],
  release_lease: ['mandatory', { kind: 'release_lease', lease_epoch: 1 }],
  arm: ['mandatory', { kind: 'arm', limits_digest: 1, lease_epoch: 1 }],
  enable: ['mandatory', { kind: 'enable', token: 1, limits_digest: 1, expected_epoch: 0, not_after_device_us: 1e9, lease_epoch: 1 }],
  set_bias: ['mandatory', { kind: 'set_bias', target_uV: 1, slew_nV_per_s: 1, expected_epoch: 0, not_after_device_us: 1e9, lease_epoch: 1 }],
  upload_step: [Feature.PROGRAMS, { kind: 'upload_step', program_id: 1, step_index: 0, step_count: 1, step: { kind: StepKind.OPEN, duration_us: 1 }, lease_epoch: 1 }],
  start_program: [Feature.PROGRAMS, { kind: 'start_program', program_id: 1, program_digest: 1, expected_epoch: 0, not_after_device_us: 1e9, lease_epoch: 1 }],
  pause_program: [Feature.PROGRAMS, { kind: 'pause_program', lease_epoch: 1 }],
  abort_program: [Feature.PROGRAMS, { kind: 'abort_program', lease_epoch: 1 }],
  disable: ['mandatory', { kind: 'disable', is_soft: false }],
  acknowledge: ['mandatory', { kind: 'acknowledge', causes: [], fault_nonce: 0, lease_epoch: 1 }],
  fault_inject: [Feature.FAULT_INJECTION, { kind: 'fault_inject', fault_id: 'x', parameters: [], start_device_us: 0, duration_us: 1 }],
  start_stream: ['mandatory', streamIn(Encoding.RAW24)],
  credit: ['mandatory', { kind: 'credit', stream_id: 1, credit_bytes: 1 }],
  stop_stream: ['mandatory', { kind: 'stop_stream', stream_id: 1 }],
  capture_arm: [Feature.CAPTURE, { kind: 'capture_arm', channel: Channel.INTERLOCK_CURRENT, rate_Hz: 10_000, sample_count: 10, pretrigger_count: 0, trigger: CaptureTrigger.NOW, level_code: 0 }],
  get_capture: [Feature.CAPTURE, { kind: 'get_capture', capture_id: 1 }],
  read_capture: [Feature.CAPTURE, { kind: 'read_capture', capture_id: 1, offset_bytes: 0, length_bytes: 10 }],
  mark: [Feature.MARKS, { kind: 'mark', label: 'x' }],
  read_events: [Feature.EVENT_LOG, { kind: 'read_events', from_seq: 0, count_max: 1 }],
  read_freeze_frame: [Feature.FREEZE_FRAME, { kind: 'read_freeze_frame', offset_bytes: 0 }],
  set_current: [Feature.GALVANOSTATIC, { kind: 'set_current', target_fA: 1, expected_epoch: 0, not_after_device_us: 1e9, lease_epoch: 1 }],
  get_interlocks: [Feature.INTERLOCKS, { kind: 'get_interlocks', row_from: 1 }],
  run_self_test: [Feature.INTERLOCKS, { kind: 'run_self_test', lease_epoch: 1 }],
};

/** Parts of a mandatory request that belong to a feature. */
const PARTS: readonly (readonly [Feature, string, RequestBody])[] = [
  [Feature.FOR128, 'a stream in FOR128', streamIn(Encoding.FOR128)],
  [Feature.SUMMARY, 'a stream in SUMMARY', streamIn(Encoding.SUMMARY)],
  [Feature.ADOPTION, 'the adoption of a lease', { kind: 'acquire_lease', lease_us: 1_000_000, adoption: { token: 1, lease_epoch: 1, output_epoch: 0 } }],
  [Feature.AUTONOMOUS_PROGRAMS, 'an autonomous enable', { ...REQUESTS.enable[1], autonomous_us_max: 1, autonomous_fC_max: 1 }],
];

function streamIn(encoding: Encoding): Extract<RequestBody, { readonly kind: 'start_stream' }> {
  return { kind: 'start_stream', channel: Channel.INTERLOCK_CURRENT, rate_Hz: 10_000, decimation: 1, encoding, credit_bytes: 1, block_samples_max: 1 };
}

/** Answers and features of a controller whose lease, number 1, this host holds. */
function answered(body: RequestBody): { readonly isImplemented: boolean; readonly features: readonly Feature[] } {
  const bench = new Bench();
  bench.run(20);
  bench.hello();
  const { features } = bench.get({ kind: 'get_capabilities' }, 'capabilities');
  expect(bench.acquire()).toBe(1);
  const { code } = bench.ask(body).status;
  // A body that the codec refuses has not reached the request at all.
  expect([StatusCode.MALFORMED, StatusCode.MISSING_FIELD, StatusCode.UNKNOWN_FIELD]).not.toContain(code);
  return { isImplemented: code !== StatusCode.UNIMPLEMENTED, features };
}

describe('a feature', () => {
  it.each(Object.entries(REQUESTS))('is stated by its bit if and only if its requests are carried out: %s', (_kind, [feature, body]) => {
    const { isImplemented, features } = answered(body);
    expect(isImplemented).toBe(feature === 'mandatory' || features.includes(feature));
  });

  it.each(PARTS)('%i is stated by its bit if and only if %s is carried out', (feature, _title, body) => {
    const { isImplemented, features } = answered(body);
    expect(isImplemented).toBe(features.includes(feature));
  });
});
