import { CodecError, EventKind, FrameKind, StatusCode, encodeFrame, encodeRequest, frameBytes_max } from '@nanobias/proto';
import type { Cause, Event, Limits, Reply, ReplyBody, RequestBody, Snapshot } from '@nanobias/proto';
import { SLOW_TICKS, limitsOf } from '@nanobias/firmware-model/swarm';
import type { Dice, Oracle, RawHost } from '@nanobias/firmware-model/swarm';

const ARM_US_MAX = 2_000_000;
const ENABLE_US_MAX = 2_500_000;
const CLEAR_US = 1_050_000;
/** How often a host in a hurry waits all the same, and how long it does otherwise. */
const PATIENCE_RATIO = 0.03;
/**
 * The same where a cause must have been gone for a second. Rarely, for a wait tries nothing; some hosts wait out the whole way back
 * instead, once (`course.ts`). Three in five commands meet an open circuit for that, and what they must not do is close it.
 */
const LONG_PATIENCE_RATIO = 0.01;
/** A renewal is there by then. */
const RENEWED_US = 2000;
/** Every answer that waits for nothing is there by then. */
const ANSWER_US = 10_000;
/** What a connection takes that need not wait for the circuit to have been open for a second. */
const CONNECT_US = 200_000;
/** Five time constants of the node. */
/** A patient climb between two looks at what it has come to. */
const CLIMB_US = 120_000;
const LOOK_US = 10_000;
const FOLLOWED_US = 100_000;
const HURRY_US = [1000, 1000, 5000] as const;
/** Part of a lease after which it is renewed. */
const KEPT_RATIO = 0.4;
const LEASES_US = [500_000, 2_000_000] as const;
/** Once it was there, a host that goes on climbing learns nothing new. */
const HIGH_V = 4.5;
/** Below this 4.8 V need the override of 0.5 MV/cm. */
const THIN_M = 170e-9;
const OVERRIDE = { field_V_per_cm_max: 500_000, is_field_override: true, declared_damage_ppt: 1500 } as const;
/** How soon after the port was opened a hello comes: in the tick in which the device sees it, or whenever. */
const HELLO_TICKS = [1, 3, 10, 50] as const;
const FRAMES_KEPT = 64;
const TOKENS_KEPT = 8;
/** What a refusal of these kinds says is known, or passes by itself: the next try needs no look at the state. */
const PASSING: readonly number[] = [StatusCode.LEASE_HELD, StatusCode.CAUSE_PRESENT, StatusCode.BUSY];

/** What a host has heard before a run begins. */
export interface Knowledge {
  readonly tokens: readonly number[];
  readonly digests: readonly number[];
  readonly nonces: readonly number[];
}

export interface HostileHostOptions {
  readonly oracle: Oracle;
  readonly dice: Dice;
  readonly bias_uV_max: number;
  /** What it asks for as a lease; half a second or two unless told. */
  readonly leases_us?: readonly number[];
  readonly known?: Knowledge;
  /** Has been up there, and waits for nothing. */
  readonly isHurried?: boolean;
}

/** A host that knows the way to an output that is on, keeps everything that it has ever said or heard, and uses it against the device. */
export class HostileHost {
  readonly raw: RawHost;
  readonly oracle: Oracle;
  readonly dice: Dice;
  readonly limits: Limits;
  readonly isHurried: boolean;
  /** Whole frames as they went out, oldest first. */
  readonly sent: Uint8Array[] = [];
  readonly tokens: number[];
  readonly digests: number[];
  readonly nonces: number[];
  readonly sessions: number[] = [0];
  latched: readonly Cause[] = [];
  output_epoch = 0;
  program_digest = 0;
  #mode = 0;
  #hasLease = false;
  #isStale = true;
  /** Grants that were answered and whose event is still to come. */
  #grants_count = 0;
  #renewed_us = -Infinity;
  readonly #leases_us: readonly number[];
  /** Waits for what takes its time, for now. */
  #isPatient = false;
  #lastSeen: Uint8Array | undefined;

  constructor(raw: RawHost, { oracle, dice, bias_uV_max, leases_us = LEASES_US, known, isHurried = false }: HostileHostOptions) {
    this.raw = raw;
    this.oracle = oracle;
    this.dice = dice;
    this.#leases_us = leases_us;
    this.isHurried = isHurried;
    this.tokens = [0, ...(known?.tokens ?? [])];
    this.digests = [0, ...(known?.digests ?? [])];
    this.nonces = [0, ...(known?.nonces ?? [])];
    for (const token of this.tokens) if (token !== 0) oracle.sawGrant(token);
    this.limits = limitsOf(raw.cell, { bias_uV_max, ...(raw.cell.lipon_m < THIN_M ? OVERRIDE : {}), ...SLOW_TICKS });
    this.sessions.push(raw.session);
  }

  get lease_us_min(): number {
    return Math.min(...this.#leases_us);
  }

  get lease_us_max(): number {
    return Math.max(...this.#leases_us);
  }

  get fence(): { readonly expected_epoch: number; readonly not_after_device_us: number; readonly lease_epoch: number } {
    return { expected_epoch: this.output_epoch, not_after_device_us: this.raw.now_us + 1_000_000, lease_epoch: this.raw.lease_epoch };
  }

  wait_us(time_us: number): void {
    this.raw.run(Math.max(1, Math.ceil(time_us / this.raw.device.tick_us)));
    this.#listen();
  }

  /** Sends what the codec lets pass; a number that does not fit its field is left to the mutations of bytes. */
  send(body: RequestBody): number {
    this.tell(body);
    let request_id = 0;
    try {
      request_id = this.raw.send(body);
    } catch (error) {
      if (!(error instanceof CodecError)) throw error;
    }
    this.#keep();
    return request_id;
  }

  /** What is sent as what it is, in the name of this session; a replay or a stranger's request counts for nothing. */
  tell(body: RequestBody): void {
    if (this.raw.session !== this.newest(this.sessions)) return;
    if (body.kind === 'enable') this.oracle.sawEnable(body.token);
    if (body.kind === 'acknowledge') this.oracle.sawAcknowledge();
    if ('lease_epoch' in body || body.kind === 'acquire_lease') this.oracle.sawRenewal();
  }

  /** A frame whose CRC is right around a payload that is not. */
  sendMutated(body: RequestBody): void {
    this.tell(body);
    const payload = encodeRequest({ request_id: 1 + this.dice.below(1000), body });
    for (let flips = 1 + this.dice.below(3); flips > 0; flips -= 1) payload[this.dice.below(payload.length)]! ^= 1 << this.dice.below(8);
    const into = new Uint8Array(frameBytes_max(payload.length));
    this.raw.write(into.subarray(0, encodeFrame(into, { kind: FrameKind.CONTROL, session: this.raw.session, seq: this.raw.takeSeq() }, payload)));
  }

  hangUp(): void {
    this.raw.device.board.port.setHostPresent(false);
    this.wait_us(this.dice.pick([1000, 20_000]));
    this.#hasLease = false;
    this.#isStale = true;
  }

  attach(): void {
    const { session } = this.raw;
    this.raw.attach(this.dice.pick(HELLO_TICKS));
    // Noise that was sent before it takes a hello along: the session goes on then, and its tokens with it.
    if (this.raw.session !== session) this.oracle.sawHello();
    this.sessions.push(this.raw.session);
    this.#hasLease = false;
    this.#isStale = true;
  }

  /** One step on the shortest way to an output at its cap. */
  stepForward(): void {
    if (this.#isStale) this.#askState();
    else if (!this.#hasLease) this.#acquire();
    else if (this.latched.length > 0) this.#acknowledge();
    else this.#stepByMode();
  }

  /** The same by a host that waits for what it has asked for, were it in a hurry otherwise. */
  stepPatiently(): void {
    this.#isPatient = true;
    this.stepForward();
    this.#isPatient = false;
  }

  /** To a bias at or below the cap, and there until the node has followed. */
  rampTo(target_uV: number): void {
    const slew_nV_per_s = this.limits.slew_nV_per_s_max!;
    const way_uV = Math.abs(target_uV - this.raw.truth.voltage_V * 1e6);
    this.#ask({ kind: 'set_bias', target_uV, slew_nV_per_s, ...this.fence }, ANSWER_US);
    this.#hold((way_uV * 1e9) / slew_nV_per_s + FOLLOWED_US);
  }

  renew(): void {
    this.#renewed_us = -Infinity;
    this.#keepLease();
    this.wait_us(RENEWED_US);
  }

  newest(values: readonly number[]): number {
    return values.at(-1) ?? 0;
  }

  /** Somebody else's lease, be it one's own of an older session, ends by itself. */
  #acquire(): void {
    this.#renewed_us = this.raw.now_us;
    const reply = this.#ask({ kind: 'acquire_lease', lease_us: this.dice.pick(this.#leases_us) }, 100_000);
    if (reply?.status.code === StatusCode.LEASE_HELD) this.wait_us(this.#patience_us(this.lease_us_min));
  }

  #stepByMode(): void {
    switch (this.#mode) {
      case 3:
        this.#ask({ kind: 'stage_limits', limits: this.limits }, 20_000);
        this.#ask({ kind: 'commit_limits', digest: this.newest(this.digests) }, 20_000);
        this.oracle.takeSlew(1);
        this.#isStale = true;
        break;
      case 4:
        this.#ask({ kind: 'arm', limits_digest: this.newest(this.digests), lease_epoch: this.raw.lease_epoch }, this.#patience_us(ARM_US_MAX));
        break;
      case 5:
        this.#ask({ kind: 'enable', token: this.newest(this.tokens), limits_digest: this.newest(this.digests), ...this.fence }, this.isHurried && !this.#isPatient ? CONNECT_US : ENABLE_US_MAX);
        break;
      case 6:
        this.#climb();
        break;
      case 9:
        this.pressLocalReset();
        break;
      default:
        this.wait_us(50_000);
        this.#isStale = true;
        break;
    }
  }

  /** The button on the instrument, pressed by the user: what layer 0 latched is released, if its cause is gone. */
  pressLocalReset(): void {
    this.raw.device.pressLocalReset();
    this.oracle.sawLocalReset();
    this.wait_us(100_000);
    this.attach();
  }

  /** To the cap, or a little below, and a while there. */
  #climb(): void {
    const target_uV = this.limits.bias_uV_max! - this.dice.pick([0, 0, 1000, 100_000, 250_000]);
    this.#ask({ kind: 'set_bias', target_uV, slew_nV_per_s: this.limits.slew_nV_per_s_max!, ...this.fence }, 20_000);
    if (this.#isPatient) this.#hold(CLIMB_US, () => HIGH_V <= this.oracle.highestClosed_V);
    else this.#hold(this.isHurried || HIGH_V <= this.oracle.highestClosed_V ? this.dice.pick(HURRY_US) : this.dice.pick([300_000, 450_000]));
    this.#isStale = this.dice.isHit(0.3);
  }

  /** How long it waits for what takes its time; one in a hurry mostly goes on in the middle of it. */
  #patience_us(time_us: number, ratio = PATIENCE_RATIO): number {
    return this.isHurried && !this.#isPatient && !this.dice.isHit(ratio) ? this.dice.pick(HURRY_US) : time_us;
  }

  #hold(time_us: number, isEnough?: () => boolean): void {
    const end_us = this.raw.now_us + time_us;
    const look_us = isEnough === undefined ? KEPT_RATIO * this.lease_us_min : LOOK_US;
    while (this.raw.now_us < end_us && isEnough?.() !== true) {
      this.#keepLease();
      this.wait_us(Math.min(end_us - this.raw.now_us, look_us));
    }
  }

  #keepLease(): void {
    if (this.raw.now_us < this.#renewed_us + KEPT_RATIO * this.lease_us_min) return;
    this.#renewed_us = this.raw.now_us;
    this.send({ kind: 'renew_lease', lease_epoch: this.raw.lease_epoch });
  }

  #acknowledge(): void {
    const reply = this.#ask({ kind: 'acknowledge', causes: [...this.latched], fault_nonce: this.newest(this.nonces), lease_epoch: this.raw.lease_epoch }, 20_000);
    if (reply?.status.code === StatusCode.CAUSE_PRESENT) this.wait_us(this.#patience_us(CLEAR_US, LONG_PATIENCE_RATIO));
    if (reply?.status.code === StatusCode.OK) this.latched = [];
  }

  #askState(): void {
    const reply = this.#ask({ kind: 'get_state' }, this.isHurried ? ANSWER_US : 50_000);
    if (reply?.body?.kind === 'snapshot') this.#isStale = false;
    else if (reply === undefined) this.attach();
  }

  /** Sends and waits for the answer, no longer than so. */
  #ask(body: RequestBody, time_us: number): Reply | undefined {
    const id = this.send(body);
    const end_us = this.raw.now_us + time_us;
    let reply: Reply | undefined;
    while (this.raw.now_us < end_us && reply === undefined) {
      if (this.#hasLease) this.#keepLease();
      this.raw.run(1);
      reply = this.raw.replies.find(({ request_id }) => request_id === id);
    }
    this.#listen();
    if (reply !== undefined && reply.status.code !== StatusCode.OK && !PASSING.includes(reply.status.code)) this.#isStale = true;
    return reply;
  }

  #listen(): void {
    for (const { body } of this.raw.replies.splice(0)) if (body !== undefined) this.#hear(body);
    for (const event of this.raw.events.splice(0)) this.#follow(event);
  }

  /** Every event tells mode and epoch; of a trip there is more to know, and of a lease whose it is. */
  #follow({ kind, mode, output_epoch }: Event): void {
    this.#mode = mode;
    this.output_epoch = output_epoch;
    if (kind === EventKind.TRIPPED) this.#isStale = true;
    if (kind !== EventKind.LEASE_CHANGED) return;
    if (this.#grants_count > 0) this.#grants_count -= 1;
    else this.#isStale = true;
  }

  #hear(body: ReplyBody): void {
    switch (body.kind) {
      case 'snapshot':
        this.#learn(body);
        break;
      case 'lease_grant':
        this.#hasLease = true;
        this.#grants_count += 1;
        this.raw.lease_epoch = body.lease_epoch;
        break;
      case 'limits_echo':
        this.#remember(this.digests, body.digest);
        break;
      case 'arm_grant':
        this.oracle.sawGrant(body.token);
        this.#remember(this.tokens, body.token);
        break;
      case 'upload_result':
        this.program_digest = body.program_digest ?? this.program_digest;
        break;
      default:
        break;
    }
  }

  #learn({ mode, output_epoch, latched, fault_nonce, is_lease_mine }: Snapshot): void {
    this.#mode = mode;
    this.output_epoch = output_epoch;
    this.latched = latched;
    this.#hasLease = is_lease_mine;
    this.#remember(this.nonces, fault_nonce);
  }

  #remember(values: number[], value: number): void {
    values.push(value);
    if (values.length > TOKENS_KEPT) values.shift();
  }

  #keep(): void {
    if (this.raw.last === this.#lastSeen) return;
    this.#lastSeen = this.raw.last;
    this.sent.push(this.raw.last.slice());
    if (this.sent.length > FRAMES_KEPT) this.sent.shift();
  }
}
