import { MODE, WORD } from '@nanobias/firmware-model/interlock';
import type { ReplyBody, RequestBody } from '@nanobias/proto';
import type { ActionName } from './actions.ts';
import type { ScheduledAction } from './explorer.ts';
import { FullModel, SHOWN, TICK_US } from './full-model.ts';

/** What a tick of the explored system lasts on the full model: long enough to arm, to close again, and to let a cause be gone. */
const STEP_US = 1_200_000;
const LEASE_US = 2_500_000;
/** Time that a cause must be gone before an acknowledge releases it, and the ticks within which a shown one opens. */
const CLEAR_US = 1_000_000;
const OPEN_TICKS_MAX = 3;
/** For a command to get through, and an answer to come back. */
const ANSWER_TICKS = 20;

export interface Replayed {
  readonly violations: readonly { readonly tick: number; readonly property: 'S1' | 'T1' | 'T2'; readonly mode: number }[];
  readonly ticks: number;
  readonly wasOn: boolean;
}

/**
 * Plays a schedule of the explorer on the full model, by frames on the wire and codes at the converters, and judges every
 * tick by rules of its own. `plant` puts the fault that was explored into the firmware.
 */
export function replay(schedule: readonly ScheduledAction[], plant?: (model: FullModel) => void): Replayed {
  const judge = new Judge();
  const model = new FullModel({ onTick: (seen, phase) => judge.look(seen, phase), ...(plant === undefined ? {} : { plant }) });
  const player = new Player(model);
  for (const { action } of schedule) player.play(action);
  return { violations: judge.violations, ticks: model.host.device.tick, wasOn: judge.wasOn };
}

class Judge {
  readonly violations: { tick: number; property: 'S1' | 'T1' | 'T2'; mode: number }[] = [];
  wasOn = false;
  #gone_ticks = 0;
  #shown_ticks = 0;
  #latch_count = 0;

  look(model: FullModel, phase: 'before' | 'interrupted' | 'done'): void {
    if (phase !== 'done') return;
    const { isRequested, mode, state } = model;
    const count = state[WORD.LATCH_COUNT]!;
    const isShown = Object.keys(model.shown).length > 0;
    this.wasOn = this.wasOn || isRequested;
    const isReleased = count < this.#latch_count;
    if (isRequested && !((mode === MODE.ON || mode === MODE.RAMP_DOWN) && count === 0 && model.isLeaseAlive)) this.#accuse(model, 'S1');
    if (isRequested && OPEN_TICKS_MAX < this.#shown_ticks) this.#accuse(model, 'T1');
    if (isReleased && this.#gone_ticks * TICK_US < CLEAR_US) this.#accuse(model, 'T2');
    this.#latch_count = count;
    // Without a lease its lapse is present, for as long as nobody takes it again.
    this.#gone_ticks = isShown || !model.isLeaseAlive ? 0 : this.#gone_ticks + 1;
    this.#shown_ticks = isShown ? this.#shown_ticks + 1 : 0;
  }

  #accuse({ host, mode }: FullModel, property: 'S1' | 'T1' | 'T2'): void {
    this.violations.push({ tick: host.device.tick, property, mode });
  }
}

class Player {
  readonly #model: FullModel;
  #digest = 0;
  readonly #tokens: number[] = [0, 0];
  readonly #nonces: number[] = [0, 0];

  constructor(model: FullModel) {
    this.#model = model;
  }

  play(action: string): void {
    const { host } = this.#model;
    if (action.startsWith('tick')) {
      const causes = action.match(/\d+/g)?.map(Number) ?? [];
      this.#model.shown = Object.assign({}, ...causes.map((cause) => SHOWN[cause] ?? unshown(cause))) as FullModel['shown'];
      host.run(STEP_US / TICK_US);
      this.#learn();
      return;
    }
    this.#carryOut(action as ActionName);
    host.run(ANSWER_TICKS);
    this.#learn();
  }

  #carryOut(action: ActionName): void {
    const { host, latched } = this.#model;
    const { lease_epoch } = host;
    const send = (body: RequestBody): void => void host.send(body);
    const acknowledge = (causes: readonly number[], fault_nonce: number): void => send({ kind: 'acknowledge', causes: causes as never[], fault_nonce, lease_epoch });
    const moves: Readonly<Record<ActionName, () => void>> = {
      acquire: () => send({ kind: 'acquire_lease', lease_us: LEASE_US }),
      renew: () => send({ kind: 'renew_lease', lease_epoch }),
      release: () => send({ kind: 'release_lease', lease_epoch }),
      newSession: () => host.attach(),
      commitLoose: () => this.#commit(4_600_000),
      commitTight: () => this.#commit(4_000_000),
      arm: () => send({ kind: 'arm', limits_digest: this.#digest, lease_epoch }),
      armWrongDigest: () => send({ kind: 'arm', limits_digest: this.#digest ^ 1, lease_epoch }),
      enable: () => this.#enable(this.#tokens[1]!),
      enableUsedToken: () => this.#enable(this.#tokens[0]!),
      rampInside: () => this.#ramp(3_600_000),
      rampLoose: () => this.#ramp(4_300_000),
      rampBeyond: () => this.#ramp(4_700_000),
      disable: () => send({ kind: 'disable', is_soft: false }),
      disableSoftly: () => send({ kind: 'disable', is_soft: true }),
      stop: () => host.stop(),
      acknowledge: () => acknowledge(latched, this.#nonces[1]!),
      acknowledgeWrongFault: () => acknowledge([], this.#nonces[1]!),
      acknowledgeOldNonce: () => acknowledge(latched, this.#nonces[0]!),
      bye: () => host.hangUp(),
      hangUp: () => host.hangUp(),
      plugIn: () => host.attach(),
    };
    moves[action]();
  }

  #commit(bias_uV_max: number): void {
    const { digest } = this.#model.host.commit({ ...this.#model.limits, bias_uV_max });
    if (digest !== 0) this.#digest = digest;
  }

  #enable(token: number): void {
    const { host } = this.#model;
    const { output_epoch } = host.state;
    host.send({ kind: 'enable', token, limits_digest: this.#digest, expected_epoch: output_epoch, not_after_device_us: host.now_us + 1_000_000, lease_epoch: host.lease_epoch });
  }

  #ramp(target_uV: number): void {
    this.#model.host.setBias(target_uV);
  }

  /** What the answers told, and the nonce of a fault. */
  #learn(): void {
    const { host, state } = this.#model;
    const bodies = host.replies.flatMap(({ body }): readonly ReplyBody[] => (body === undefined ? [] : [body]));
    host.replies.length = 0;
    for (const body of bodies) {
      if (body.kind === 'lease_grant') host.lease_epoch = body.lease_epoch;
      if (body.kind === 'arm_grant') this.#tokens.splice(0, 2, this.#tokens[1]!, body.token);
    }
    const nonce = state[WORD.FAULT_NONCE]! >>> 0;
    if (nonce !== 0 && nonce !== this.#nonces[1]) this.#nonces.splice(0, 2, this.#nonces[1]!, nonce);
  }
}

function unshown(cause: number): never {
  throw new RangeError(`cause ${cause} can't be brought about on the full model by what its converters show`);
}
