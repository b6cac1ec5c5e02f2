import { HARDWARE_CAUSES, MODE, WORD, bitOf } from '@nanobias/firmware-model/interlock';
import { Dice } from '@nanobias/firmware-model/swarm';
import type { AbstractDevice } from './device.ts';
import type { Move } from './explorer.ts';
import { FullModel, SHOWN } from './full-model.ts';
import type { Shown } from './full-model.ts';
import { ENVIRONMENT, placesOf } from './memory.ts';

const KEY_BITS = 12;
const KEYS = 1 << KEY_BITS;

/** What full model and explored states have in common: mode, request, lease, token, latch. Durations shrink to running or over. */
function keyOf(state: Int32Array, isRequested: boolean): number {
  const count = state[WORD.LATCH_COUNT]!;
  let isHard = false;
  let areGone = 0 < count;
  for (let index = 0; index < count; index += 1) {
    isHard = isHard || (bitOf(state[WORD.LATCH_FIRST + index]!) & HARDWARE_CAUSES) !== 0;
    areGone = areGone && state[WORD.CLEAR_TICKS_MIN]! <= state[WORD.CLEAR_FIRST + index]!;
  }
  let key = state[WORD.MODE]! * 4 + Math.min(count, 2);
  key = key * 2 + (isRequested ? 1 : 0);
  key = key * 2 + (0 <= state[WORD.LEASE_TICKS]! ? 1 : 0);
  key = key * 2 + (state[WORD.TOKEN] !== 0 && 0 < state[WORD.TOKEN_TICKS]! ? 1 : 0);
  key = key * 2 + (isHard ? 1 : 0);
  key = key * 2 + (areGone ? 1 : 0);
  return key * 2 + (state[WORD.IS_GATE_VALID] === 1 ? 1 : 0);
}

/** Memory that threads share: a bit for each pair of keys. */
export interface StepBits {
  readonly ticks: Uint32Array;
  readonly actions: Uint32Array;
}

/** Steps between such keys, ticks and actions apart. */
export class Steps {
  readonly bits: StepBits;
  readonly #ticks: Uint32Array;
  readonly #actions: Uint32Array;

  constructor(bits: StepBits = { ticks: sharedBits(), actions: sharedBits() }) {
    this.bits = bits;
    this.#ticks = bits.ticks;
    this.#actions = bits.actions;
  }

  /** Takes an explored step in, as `onStep` of the explorer tells it. */
  note(before: Int32Array, { memory }: AbstractDevice, { action }: Move): void {
    const { state, environment } = placesOf(memory);
    const from = keyOf(before.subarray(state, state + memory.interlock.state.length), before[environment + ENVIRONMENT.REQUEST] !== 0);
    const to = keyOf(memory.interlock.state, memory.environment[ENVIRONMENT.REQUEST] !== 0);
    const steps = action === undefined ? this.#ticks : this.#actions;
    const pair = from * KEYS + to;
    steps[pair >>> 5] = steps[pair >>> 5]! | (1 << (pair & 31));
  }

  hasTick(from: number, to: number): boolean {
    return this.#has(this.#ticks, from, to);
  }

  /** Tasks that carry no command out change nothing. */
  hasAction(from: number, to: number): boolean {
    return from === to || this.#has(this.#actions, from, to);
  }

  #has(steps: Uint32Array, from: number, to: number): boolean {
    const pair = from * KEYS + to;
    return (steps[pair >>> 5]! & (1 << (pair & 31))) !== 0;
  }
}

export interface Refinement {
  /** Ticks of the full model, each an interrupt and the tasks below it. */
  readonly transitions: number;
  readonly distinct: number;
  /** Steps that were not explored: none where the explored system is no smaller than the real one. */
  readonly missing: readonly string[];
  readonly reached_on: number;
  readonly trips: number;
}

/** What one walk has met. */
export interface Walk {
  readonly transitions: number;
  readonly seen: readonly number[];
  readonly missing: readonly string[];
  readonly reached_on: number;
  readonly trips: number;
}

export function refinementOf(walks: readonly Walk[]): Refinement {
  const sum = (of: (walk: Walk) => number): number => walks.reduce((total, walk) => total + of(walk), 0);
  return {
    transitions: sum(({ transitions }) => transitions),
    distinct: new Set(walks.flatMap(({ seen }) => seen)).size,
    missing: [...new Set(walks.flatMap(({ missing }) => missing))].sort(),
    reached_on: sum(({ reached_on }) => reached_on),
    trips: sum(({ trips }) => trips),
  };
}

/** Plays a host without manners against the full model and looks each tick up among the explored steps. */
export function walk(steps: Steps, ticks_count: number, seed: number): Walk {
  const missing = new Set<string>();
  const seen = new Set<number>();
  let transitions = 0;
  let reached_on = 0;
  let trips = 0;
  let from = 0;
  let between = 0;
  const look = (model: FullModel, phase: 'before' | 'interrupted' | 'done'): void => {
    const key = keyOf(model.state, model.isRequested);
    if (phase === 'before') from = key;
    else if (phase === 'interrupted') between = key;
    if (phase !== 'done') return;
    transitions += 1;
    if (!steps.hasTick(from, between)) missing.add(`tick from ${nameOf(from)} to ${nameOf(between)}`);
    if (!steps.hasAction(between, key)) missing.add(`action from ${nameOf(between)} to ${nameOf(key)}`);
    seen.add(from * KEYS + key);
    if (modeOf(from) !== MODE.ON && modeOf(key) === MODE.ON) reached_on += 1;
    if (modeOf(from) === MODE.ON && modeOf(between) === MODE.TRIPPED) trips += 1;
  };
  // A hard fault ends a device: the next one begins anew.
  for (let start = seed; transitions < ticks_count; start += 1) {
    const host = new Rude(start, look);
    while (transitions < ticks_count && !host.isHardFault) host.act();
  }
  return { transitions, seen: [...seen], missing: [...missing], reached_on, trips };
}

function sharedBits(): Uint32Array {
  return new Uint32Array(new SharedArrayBuffer((KEYS * KEYS) / 8));
}

function modeOf(key: number): number {
  return key >>> 8;
}

function nameOf(key: number): string {
  return `mode ${modeOf(key)}, latched ${(key >>> 6) & 3}, flags ${(key & 63).toString(2).padStart(6, '0')}`;
}

/** Mostly the next sensible thing, so that the output comes on at all; then stops, hang-ups, wrong tokens and causes in between. */
class Rude {
  readonly #model: FullModel;
  readonly #dice: Dice;
  #digest = 0;

  constructor(seed: number, onTick: (model: FullModel, phase: 'before' | 'interrupted' | 'done') => void) {
    this.#dice = new Dice(seed);
    this.#model = new FullModel({ seed, onTick });
  }

  get isHardFault(): boolean {
    return this.#model.mode === MODE.HARD_FAULT;
  }

  act(): void {
    const { host } = this.#model;
    if (this.#dice.isHit(0.75)) {
      this.#advance();
      return;
    }
    this.#dice.pick<() => void>([
      () => host.run(this.#dice.below(300)),
      () => host.run(this.#dice.below(300)),
      () => this.#showFor(this.#dice.below(40)),
      () => this.#showFor(this.#dice.below(2)),
      () => {
        host.stop();
        host.run(2);
      },
      () => host.ask({ kind: 'disable', is_soft: this.#dice.isHit(0.5) }),
      () => host.ask({ kind: 'renew_lease', lease_epoch: host.lease_epoch }),
      () => this.#model.acknowledge([], 1),
      () => this.#model.acknowledge(),
      () => this.#model.enable(this.#dice.next(), this.#digest),
      () => this.#commit(),
      () => this.#hangUp(),
      () => host.attach(),
    ])();
  }

  #advance(): void {
    const { host, mode, isLeaseAlive } = this.#model;
    if (!isLeaseAlive) host.ask({ kind: 'acquire_lease', lease_us: 100_000 + this.#dice.below(900_000) });
    const snapshot = host.state;
    host.lease_epoch = snapshot.lease_epoch;
    if (mode === MODE.SAFE) this.#commit();
    else if (mode === MODE.LIMITS_SET) this.#turnOn();
    else if (mode === MODE.ON) host.setBias(3_000_000 + this.#dice.below(1_000_000));
    else if (mode === MODE.TRIPPED) this.#waitAndAcknowledge();
    else host.run(20);
  }

  #commit(): void {
    const { code, digest } = this.#model.host.commit(this.#model.limits);
    if (code === 0 || digest !== 0) this.#digest = digest;
  }

  #turnOn(): void {
    const { host } = this.#model;
    host.ask({ kind: 'renew_lease', lease_epoch: host.lease_epoch });
    const armed = host.ask({ kind: 'arm', limits_digest: this.#digest, lease_epoch: host.lease_epoch });
    if (armed.body?.kind !== 'arm_grant' || this.#dice.isHit(0.1)) return;
    this.#model.enable(armed.body.token, this.#digest);
  }

  /** The clear time of a second, under a lease that is kept alive. */
  #waitAndAcknowledge(): void {
    const { host } = this.#model;
    for (let wait = 0; wait < 12; wait += 1) {
      host.send({ kind: 'renew_lease', lease_epoch: host.lease_epoch });
      host.run(90);
    }
    this.#model.acknowledge();
  }

  #showFor(ticks: number): void {
    this.#model.shown = this.#dice.pick<Shown>(Object.values(SHOWN));
    this.#model.host.run(1 + ticks);
    this.#model.shown = {};
  }

  #hangUp(): void {
    this.#model.host.hangUp();
    this.#model.host.run(this.#dice.below(100));
    this.#model.host.attach();
  }
}
