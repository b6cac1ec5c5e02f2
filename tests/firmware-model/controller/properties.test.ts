import { FrameKind, encodeLinkMessage } from '@nanobias/proto';
import type { RequestBody } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import { Chance } from '../../../firmware-model/src/kernel/prng.ts';
import { Arena } from '../../../firmware-model/src/kernel/arena.ts';
import { AT, Bench, LIMITS } from './bench.ts';

/** Words of the packed state, restated. */
const STATE = { MODE: 0, LEASE_TICKS: 44, FAULT_NONCE: 48, LATCH_COUNT: 49, LATCH_FIRST: 50 } as const;
const MODE = { ARMED: 5, ON: 6, RAMP_DOWN: 7 } as const;
const EPOCH = 0;
/** -0.2 V and 4.8 V, the widest caps that are accepted, and codes that 1 V/s covers in a tick: 5.24, rounded up, and one. */
const CAP_CODES = { min: -10_485, max: 251_658 } as const;
const TICK_CODES_MAX = 6;

const SCENES = 24;
const ACTIONS = 40;

/** A host without manners: any command at any time, damage on the wire, faults on the board. */
class Unruly {
  readonly bench: Bench;
  readonly #chance: Chance;
  /** How long a good host would wait for what it has just asked for: an arm takes its self-test, an enable its measurement. */
  patience_ticks = 0;
  #digest = 0;
  #token = 0;

  constructor(seed: number) {
    this.bench = new Bench({ seed });
    this.#chance = new Chance(new Arena(), seed, 'host');
    this.bench.run(20);
    this.bench.hello(1);
  }

  below(count: number): number {
    return this.#chance.next() % count;
  }

  act(): void {
    const { bench } = this;
    this.patience_ticks = 0;
    const actions: readonly (() => void)[] = [
      () => this.#request({ kind: 'acquire_lease', lease_us: 100_000 + this.below(400_000) }),
      () => this.#request({ kind: 'stage_limits', limits: { ...LIMITS, bias_uV_max: this.below(2) === 0 ? 4_600_000 : 4_000_000 + this.below(900_000) } }),
      () => this.#request({ kind: 'commit_limits', digest: this.#digest }),
      () => this.#request({ kind: 'arm', limits_digest: this.#digest, lease_epoch: bench.lease_epoch }),
      () => this.#request(this.#enable()),
      () => this.#request(this.#enable()),
      () => this.#setBias(this.below(6_000_000) - 500_000),
      () => this.#setBias(3_000_000 + this.below(1_600_000)),
      () => this.#request({ kind: 'disable', is_soft: this.below(2) === 0 }),
      () => bench.stop(),
      () => this.#hello(),
      () => bench.sendBytes(Uint8Array.from({ length: this.below(40) }, () => this.below(256))),
      () => this.#request({ kind: 'renew_lease', lease_epoch: bench.lease_epoch }),
      () => void (bench.voltageError_code = this.below(3) === 0 ? 6000 : 0),
      () => void (bench.currentError_code = this.below(3) === 0 ? 20_000 : 0),
      () => void (bench.registers[AT.HOST_PRESENT] = this.below(4) === 0 ? 0 : 1),
    ];
    // Most of the time the next sensible thing, so that the output comes on at all.
    if (this.below(3) !== 0) this.#advance();
    else actions[this.below(actions.length)]!();
  }

  /** What a good host would do next. */
  #advance(): void {
    const { bench } = this;
    bench.voltageError_code = 0;
    bench.currentError_code = 0;
    bench.registers[AT.HOST_PRESENT] = 1;
    const mode = bench.words('interlock.state')[STATE.MODE]!;
    if (bench.session !== bench.words('controller.comms')[0]) this.#hello();
    else if (bench.words('controller.lease')[3] !== 1 && this.below(2) === 0) this.#request({ kind: 'acquire_lease', lease_us: 2_000_000 });
    else if (mode === 3) this.#request(this.#digest === 0 ? { kind: 'stage_limits', limits: LIMITS } : { kind: 'commit_limits', digest: this.#digest });
    else if (mode === 4) this.#patiently({ kind: 'arm', limits_digest: this.#digest, lease_epoch: bench.lease_epoch }, 3400);
    else if (mode === MODE.ARMED) this.#patiently(this.#enable(), 1100);
    else if (mode === 8) this.#acknowledge();
    else this.#setBias(3_000_000 + this.below(1_600_000));
  }

  /** Learns from replies what the next requests need. */
  learn(): void {
    for (const message of this.bench.links.splice(0)) {
      if (message.kind === 'hello_ack') this.bench.session = message.session;
    }
    for (const { body } of this.bench.replies.splice(0)) {
      if (body?.kind === 'lease_grant') this.bench.lease_epoch = body.lease_epoch;
      if (body?.kind === 'limits_echo') this.#digest = body.digest;
      if (body?.kind === 'arm_grant') this.#token = body.token;
    }
  }

  /** Behind a delimiter, since noise may stand before it. */
  #hello(): void {
    const { bench } = this;
    bench.sendBytes(Uint8Array.of(0));
    bench.sendFrame(FrameKind.LINK, encodeLinkMessage({ kind: 'hello', version_min: 1, version_max: 1, nonce: this.below(1000), client: '' }), 0);
  }

  #patiently(body: RequestBody, ticks: number): void {
    this.#request(body);
    this.patience_ticks = this.below(4) === 0 ? 0 : ticks;
  }

  #request(body: RequestBody): void {
    this.bench.send(body);
  }

  #fence(): { readonly expected_epoch: number; readonly not_after_device_us: number; readonly lease_epoch: number } {
    return { expected_epoch: this.bench.words('controller.output')[EPOCH]!, not_after_device_us: this.bench.now_us + 100_000, lease_epoch: this.bench.lease_epoch };
  }

  #enable(): RequestBody {
    return { kind: 'enable', token: this.#token, limits_digest: this.#digest, ...this.#fence() };
  }

  #setBias(target_uV: number): void {
    this.#request({ kind: 'set_bias', target_uV, slew_nV_per_s: 1 + this.below(1_000_000_000), ...this.#fence() });
  }

  #acknowledge(): void {
    const state = this.bench.words('interlock.state');
    const causes = [...state.subarray(STATE.LATCH_FIRST, STATE.LATCH_FIRST + state[STATE.LATCH_COUNT]!)] as never[];
    this.#request({ kind: 'acknowledge', causes, fault_nonce: state[STATE.FAULT_NONCE]!, lease_epoch: this.bench.lease_epoch });
  }
}

interface Glance {
  readonly mode: number;
  readonly request: number;
  readonly dac: number;
  readonly epoch: number;
  readonly latch_count: number;
  readonly lease_ticks: number;
}

function glance(bench: Bench): Glance {
  const state = bench.words('interlock.state');
  return {
    mode: state[STATE.MODE]!, request: bench.registers[AT.SWITCH_REQUEST]!, dac: bench.registers[AT.DAC]!, epoch: bench.words('controller.output')[EPOCH]!,
    latch_count: state[STATE.LATCH_COUNT]!, lease_ticks: state[STATE.LEASE_TICKS]! | 0,
  };
}

/** What must hold in the tick between two glances; empty when it does. */
function broken(before: Glance, after: Glance): string {
  const isOn = after.mode === MODE.ON || after.mode === MODE.RAMP_DOWN;
  if (after.request !== 3) {
    if (isOn) return 'mode ON without a request to close';
    return before.request === 3 && !(before.epoch < after.epoch) ? 'opened without a new epoch' : '';
  }
  if (!isOn || after.latch_count !== 0 || after.lease_ticks < 0) return 'closed without mode, lease or a clear latch';
  if (!(CAP_CODES.min <= after.dac && after.dac <= CAP_CODES.max)) return 'DAC beyond the caps';
  if (before.request !== 3) return before.mode === MODE.ARMED ? '' : 'closed from another mode than ARMED';
  return Math.abs(after.dac - before.dac) <= TICK_CODES_MAX ? '' : 'DAC faster than the slew';
}

/** Plays one scene; whether the output was on in it. */
function play(seed: number): boolean {
  const host = new Unruly(seed);
  const { bench } = host;
  let wasOn = false;
  for (let action = 0; action < ACTIONS; action += 1) {
    host.act();
    for (let ticks = 1 + host.patience_ticks + host.below(host.patience_ticks === 0 ? 300 : 100); ticks > 0; ticks -= 1) {
      const before = glance(bench);
      bench.run(1);
      const after = glance(bench);
      const sentence = broken(before, after);
      if (sentence !== '') throw new Error(`seed ${seed}, action ${action}, tick ${bench.tick}: ${sentence}: ${JSON.stringify([before, after])}`);
      wasOn = wasOn || after.request === 3;
    }
    host.learn();
  }
  return wasOn;
}

describe('whatever the host does', () => {
  it('in every tick a closed switch means mode ON or RAMP_DOWN, a lease, no latch, and a DAC within caps and slew; it closes from ARMED alone', () => {
    let scenesOn = 0;
    for (let seed = 1; seed <= SCENES; seed += 1) scenesOn += play(seed) ? 1 : 0;
    // Otherwise the sentence above is about nothing.
    expect(scenesOn).toBeGreaterThan(SCENES / 2);
  });
});
