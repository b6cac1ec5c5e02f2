import { FrameKind, STOP_SEQUENCE, StepKind, encodeFrame, encodeRequest, frameBytes_max } from '@nanobias/proto';
import type { Limits, RequestBody } from '@nanobias/proto';
import type { Dice } from '@nanobias/firmware-model/swarm';
import type { HostileHost } from './hostile-host.ts';

/** Something that a host does, and how often. */
export interface Move {
  readonly name: string;
  readonly weight: number;
  readonly make: (host: HostileHost) => void;
}

const EXTREME_UV = [0, 1, -1, 10_000_000, -10_000_000, 5_000_000, 4_800_001, 4_790_001, 4_790_000, -200_001, 100_000_000, -100_000_000, 2_147_483_647];
const EXTREME_SLEWS = [1, 20_000, 10_000_000, 999_999_999, 1_000_000_000];

/** A silence that outlasts a lease. */
const SILENCE_RATIO = 1.2;
/** Between two requests that renew nothing: a part of the shortest lease. */
const CHATTER_US = 60_000;

/** Ways to be refused, to be late, to be somebody else, to be two at once, and to be gone. */
export const MOVES: readonly Move[] = [
  { name: 'forward', weight: 36, make: (host) => host.stepForward() },
  { name: 'renew', weight: 4, make: (host) => host.renew() },
  { name: 'hostile set-point', weight: 9, make: (host) => host.send(setBias(host)) },
  { name: 'hostile current', weight: 4, make: (host) => host.send({ kind: 'set_current', target_fA: host.dice.pick([1, -1, 1000, 1e6, 1e9, -1e9, 1e12]), ...host.fence }) },
  { name: 'hostile limits', weight: 4, make: (host) => gambleLimits(host) },
  { name: 'wrong arm', weight: 2, make: (host) => host.send({ kind: 'arm', limits_digest: host.dice.pick([...host.digests, host.dice.next()]), lease_epoch: staleEpoch(host) }) },
  { name: 'wrong enable', weight: 5, make: (host) => host.send(wrongEnable(host)) },
  { name: 'wrong acknowledge', weight: 3, make: (host) => host.send(wrongAcknowledge(host)) },
  { name: 'disable', weight: 0.6, make: (host) => host.send({ kind: 'disable', is_soft: host.dice.isHit(0.5) }) },
  { name: 'stop', weight: 0.4, make: (host) => host.raw.write(STOP_SEQUENCE) },
  { name: 'half a stop', weight: 1, make: (host) => host.raw.write(STOP_SEQUENCE.subarray(host.dice.below(19), 19 + host.dice.below(19))) },
  { name: 'release', weight: 0.3, make: (host) => host.send({ kind: 'release_lease', lease_epoch: staleEpoch(host) }) },
  { name: 'hello again', weight: 0.3, make: (host) => host.attach() },
  { name: 'hang-up', weight: 0.3, make: (host) => { host.hangUp(); host.attach(); } },
  { name: 'silence', weight: 0.2, make: (host) => host.wait_us(SILENCE_RATIO * host.lease_us_min) },
  { name: 'long silence', weight: 0.1, make: (host) => host.wait_us(SILENCE_RATIO * host.lease_us_max) },
  { name: 'chatter without renewal', weight: 0.1, make: (host) => chatter(host) },
  { name: 'another session', weight: 4, make: (host) => otherSession(host) },
  { name: 'replay', weight: 6, make: (host) => replay(host, host.sent.length > 0 ? [host.dice.pick(host.sent)] : []) },
  { name: 'replay of everything', weight: 0.3, make: (host) => replay(host, host.sent.slice(-20)) },
  { name: 'mutation', weight: 8, make: (host) => host.sendMutated(anyRequest(host)) },
  { name: 'bit flip on the wire', weight: 5, make: (host) => flip(host) },
  { name: 'torn frame', weight: 2, make: (host) => tear(host) },
  { name: 'noise', weight: 3, make: (host) => host.raw.write(Uint8Array.from({ length: 1 + host.dice.below(200) }, () => host.dice.below(256))) },
  { name: 'flood', weight: 0.5, make: (host) => { for (let k = 0; k < 24; k += 1) host.send({ kind: 'get_state' }); } },
  { name: 'program', weight: 3, make: (host) => upload(host) },
  { name: 'start', weight: 3, make: (host) => host.send({ kind: 'start_program', program_id: 1, program_digest: host.program_digest, ...host.fence }) },
  { name: 'pause', weight: 1, make: (host) => host.send({ kind: 'pause_program', lease_epoch: host.raw.lease_epoch }) },
  { name: 'abort', weight: 0.3, make: (host) => host.send({ kind: 'abort_program', lease_epoch: host.raw.lease_epoch }) },
  { name: 'reading', weight: 1, make: (host) => host.send({ kind: 'read_events', from_seq: host.dice.below(100), count_max: 1 + host.dice.below(2) }) },
];

function setBias({ dice, fence }: HostileHost): RequestBody {
  const late = dice.isHit(0.2) ? { not_after_device_us: dice.below(1000) } : {};
  const stale = dice.isHit(0.2) ? { expected_epoch: dice.below(4) } : {};
  return { kind: 'set_bias', target_uV: dice.pick(EXTREME_UV), slew_nV_per_s: dice.pick(EXTREME_SLEWS), ...fence, ...late, ...stale };
}

function staleEpoch({ dice, raw }: HostileHost): number {
  return dice.isHit(0.5) ? raw.lease_epoch : dice.below(4);
}

/** Limits with some field pulled where it might raise the cap, staged, and committed under a digest that may be another one's. */
function gambleLimits(host: HostileHost): void {
  const { dice } = host;
  const pulls: readonly Partial<Limits>[] = [
    { bias_uV_max: dice.pick(EXTREME_UV) }, { bias_uV_min: dice.pick(EXTREME_UV) }, { lipon_thickness_nm: dice.pick([10, 99, 101, 100_000]) },
    { field_V_per_cm_max: dice.pick([1, 300_001, 500_000]), is_field_override: dice.isHit(0.5) }, { anode_uV_vs_li: dice.pick([-1_000_000, 1_000_000]) },
    { over_voltage_margin_uV: dice.pick([1, 100_000]) }, { current_fA_max: dice.pick([1, 20_000_000, 1e12]) }, { excess_charge_fC_max: dice.pick([1, 2_000_000]) },
    { is_formed: true }, { hot_connect_uV_max: 50_000 }, { bias_uV_max: 4_000_000 + dice.below(790_000) }, { declared_damage_ppt: 1000 },
  ];
  host.send({ kind: 'stage_limits', limits: { ...host.limits, ...dice.pick(pulls) } });
  host.wait_us(3000);
  host.send({ kind: 'commit_limits', digest: dice.isHit(0.7) ? host.newest(host.digests) : dice.pick(host.digests) });
}

function wrongEnable({ dice, tokens, digests, fence }: HostileHost): RequestBody {
  const autonomy = dice.isHit(0.3) ? { autonomous_us_max: dice.pick([1, 1_000_000, 1e12]), autonomous_fC_max: dice.pick([1, 1000, 1e12]) } : {};
  return { kind: 'enable', token: dice.isHit(0.8) ? dice.pick(tokens) : dice.next(), limits_digest: dice.pick(digests), ...fence, ...autonomy };
}

function wrongAcknowledge({ dice, latched, nonces, raw }: HostileHost): RequestBody {
  const causes = dice.isHit(0.5) ? [...latched] : [1 + dice.below(45)];
  return { kind: 'acknowledge', causes: causes as never, fault_nonce: dice.isHit(0.7) ? dice.pick(nonces) : dice.next(), lease_epoch: raw.lease_epoch };
}

/** A request in the name of a session that is over, or that never was. */
function otherSession(host: HostileHost): void {
  const { raw, dice, sessions } = host;
  const session = raw.session;
  raw.session = dice.isHit(0.7) ? dice.pick(sessions) : dice.next();
  host.send(anyRequest(host));
  raw.session = session;
}

/** Valid frames of the holder that renew nothing: the lease must lapse under them. */
function chatter(host: HostileHost): void {
  for (let time_us = 0; time_us < SILENCE_RATIO * host.lease_us_max; time_us += CHATTER_US) {
    host.send({ kind: 'get_state' });
    host.wait_us(CHATTER_US);
  }
}

/**
 * Frames of this session come again. What the device still has in its reply cache takes no effect twice; of what is older
 * the fence stops everything that moves or closes, and the number that has been passed what would renew the lease.
 */
function replay({ raw }: HostileHost, frames: readonly Uint8Array[]): void {
  for (const frame of frames) raw.write(frame);
}

function flip(host: HostileHost): void {
  const frame = framed(host, anyRequest(host));
  frame[host.dice.below(frame.length)]! ^= 1 << host.dice.below(8);
  host.raw.write(frame);
}

/** Half a frame, silence, and the other half; or never the other half. */
function tear(host: HostileHost): void {
  const body = anyRequest(host);
  const frame = framed(host, body);
  const at = 1 + host.dice.below(frame.length - 1);
  host.raw.write(frame.subarray(0, at));
  host.wait_us(host.dice.pick([1000, 10_000]));
  if (host.dice.isHit(0.5)) return;
  host.tell(body);
  host.raw.write(frame.subarray(at));
}

function framed({ raw, dice }: HostileHost, body: RequestBody): Uint8Array {
  const payload = encodeRequest({ request_id: 1 + dice.below(1000), body });
  const into = new Uint8Array(frameBytes_max(payload.length));
  return into.subarray(0, encodeFrame(into, { kind: FrameKind.CONTROL, session: raw.session, seq: raw.takeSeq() }, payload));
}

function upload(host: HostileHost): void {
  const { dice, raw, limits } = host;
  const count = 1 + dice.below(3);
  for (let step_index = 0; step_index < count; step_index += 1) {
    const bias_uV = dice.isHit(0.7) ? limits.bias_uV_max! - dice.below(200_000) : dice.pick(EXTREME_UV);
    const step = { kind: dice.pick([StepKind.HOLD, StepKind.HOLD, StepKind.LEAK_CHECK, StepKind.OPEN]), bias_uV, slew_nV_per_s: dice.pick(EXTREME_SLEWS), duration_us: dice.pick([1, 100_000, 1e12]) };
    host.send({ kind: 'upload_step', program_id: 1, step_index, step_count: count, step, lease_epoch: raw.lease_epoch });
    host.wait_us(2000);
  }
}

/** Something that would move or close the output if it were taken. */
function anyRequest(host: HostileHost): RequestBody {
  const { raw, dice, tokens, digests, fence } = host;
  const requests: readonly RequestBody[] = [
    { kind: 'set_bias', target_uV: boundedTarget(dice), slew_nV_per_s: 1_000_000_000, ...fence },
    { kind: 'enable', token: host.newest(tokens), limits_digest: host.newest(digests), ...fence },
    { kind: 'arm', limits_digest: host.newest(digests), lease_epoch: raw.lease_epoch },
    { kind: 'stage_limits', limits: host.limits },
    { kind: 'renew_lease', lease_epoch: raw.lease_epoch },
    { kind: 'get_state' },
    { kind: 'start_program', program_id: 1, program_digest: host.program_digest, ...fence },
  ];
  return dice.pick(requests);
}

function boundedTarget(dice: Dice): number {
  return dice.pick([10_000_000, 4_790_000, 4_000_000, -10_000_000]);
}
