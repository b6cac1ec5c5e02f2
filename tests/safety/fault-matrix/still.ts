import { REGISTER } from '@nanobias/firmware-model';
import type { SimulationOptions } from '@nanobias/firmware-model';
import { WORD, modeOf } from '@nanobias/firmware-model/interlock';
import { StatusCode, StepKind, causeName, statusName } from '@nanobias/proto';
import type { Cause, Limits } from '@nanobias/proto';
import { RawHost, limitsOf, stateWords } from '@nanobias/firmware-model/swarm';

/** What the output does when something goes wrong. */
export type Scene = 'hold' | 'ramp' | 'current' | 'program' | 'ramp down' | 'off';
export const SCENES: readonly Scene[] = ['hold', 'ramp', 'current', 'program', 'ramp down', 'off'];

/** What became of a fault. */
export interface Outcome {
  readonly isOpen: boolean;
  /** From the fault to the request that opens, or to layer 0's opening, in whole ticks; Infinity when neither came. */
  readonly time_us: number;
  /** From the fault to the open circuit. */
  readonly opened_us: number;
  readonly cause: string;
  /** Value that was logged with the trip, where there is one. */
  readonly hasEvidence: boolean;
}

const HOLD_UV = 4_000_000;
const RAMP_UV = 4_600_000;
const SLEW_NV_PER_S = 10_000_000;
const SWITCHES_BOTH = 3;
/** Long enough for the node to follow, and for the windows of 100 ms to forget the way there. */
const SETTLE_TICKS = 3000;
/** A reset and the boot after it, until the trip is told. */
const TOLD_TICKS = 1200;
const PROGRAM_ID = 7;

/** A firmware that does not get as far as the scene. */
export class SceneRefused extends Error {
  override readonly name = 'SceneRefused';

  constructor(code: StatusCode) {
    super(`the scene was refused: ${statusName(code)}`);
  }
}

export interface StillOptions {
  readonly seed?: number;
  readonly firmware?: SimulationOptions['firmware'];
  /** Limits other than those of the cell. */
  readonly changes?: Partial<Limits>;
  /** Bias of the scenes that hold one; 4.0 V unless told. */
  readonly hold_uV?: number;
}

interface Stage {
  readonly scene: Scene;
  readonly limits: Limits;
  readonly hold_uV: number;
}

/** A device brought into a scene once, and put back there as often as it is needed: all state is in the arena. */
export class Still {
  readonly host: RawHost;
  readonly scene: Scene;
  readonly #snapshot: Int32Array;
  readonly #state: Int32Array;
  readonly #words: Int32Array;
  readonly #kept: Int32Array;

  constructor(scene: Scene, { seed = 7, firmware, changes = {}, hold_uV = HOLD_UV }: StillOptions = {}) {
    this.scene = scene;
    this.host = new RawHost({ seed, isPeakWatched: false, cell: { lithium_initial_ratio: 1.02 }, ...(firmware === undefined ? {} : { firmware }) });
    this.#state = stateWords(this.host.device);
    stage(this.host, { scene, hold_uV, limits: limitsOf(this.host.cell, { slew_nV_per_s_max: 1_000_000_000, ...changes }) });
    this.#snapshot = this.host.device.arena.snapshot();
    this.#words = this.host.device.arena.words;
    this.#kept = this.#snapshot.slice();
  }

  get tick_us(): number {
    return this.host.device.tick_us;
  }

  /** Back to the scene, so many ticks on. */
  begin(phase_ticks: number): void {
    this.#words.set(this.#snapshot);
    this.host.replies.length = 0;
    this.host.events.length = 0;
    this.host.run(phase_ticks);
  }

  /** Keeps this moment in place of the one that was kept before. */
  keep(): void {
    this.#kept.set(this.#words);
  }

  /** Back to the moment that was kept. */
  goBack(): void {
    this.#words.set(this.#kept);
  }

  /** Puts a fault in and waits for what comes of it, at most for so long. */
  suffer(inject: () => void, wait_us: number): Outcome {
    const { device, truth, registers } = this.host;
    const start_tick = device.tick;
    inject();
    let request_tick = Infinity;
    let open_tick = Infinity;
    const end_tick = start_tick + Math.ceil(wait_us / device.tick_us);
    while (device.tick < end_tick && open_tick === Infinity) {
      this.host.run(1);
      if (request_tick === Infinity && (registers[REGISTER.SWITCH_REQUEST] !== SWITCHES_BOTH || !truth.isConducting)) request_tick = device.tick;
      if (!truth.isConducting) open_tick = device.tick;
    }
    const isOpen = open_tick < Infinity;
    return {
      isOpen, time_us: (request_tick - start_tick) * device.tick_us, opened_us: (open_tick - start_tick) * device.tick_us,
      cause: isOpen ? this.#cause() : '', hasEvidence: this.host.events.some(({ value }) => value !== undefined),
    };
  }

  /** Whether the documented way to an output that is on is still open. */
  armStatus(): StatusCode {
    const { host } = this;
    const { mode, limits_digest } = host.state;
    if (mode !== 4) return StatusCode.TRIPPED;
    return host.ask({ kind: 'arm', limits_digest: limits_digest ?? 0, lease_epoch: host.lease_epoch }).status.code;
  }

  /** The first cause in the latch; a reset needs a while to find it again. */
  #cause(): string {
    const latched = (): number => (this.#state[WORD.LATCH_COUNT]! > 0 ? this.#state[WORD.LATCH_FIRST]! : 0);
    for (let ticks = 0; ticks < TOLD_TICKS && latched() === 0; ticks += 1) this.host.run(1);
    return latched() === 0 ? `none, ${modeOf(this.#state[WORD.MODE]!)}` : causeName(latched() as Cause);
  }
}

function stage(host: RawHost, { scene, limits, hold_uV }: Stage): void {
  host.acquire();
  const { code, digest } = host.commit(limits);
  must(code);
  if (scene === 'off') {
    host.hold(SETTLE_TICKS);
    return;
  }
  const program_digest = scene === 'program' ? uploaded(host) : 0;
  must(host.enable(digest).status.code);
  if (scene !== 'current') must(host.setBias(hold_uV, 500_000_000).status.code);
  host.hold(SETTLE_TICKS * 2);
  if (scene === 'ramp') must(host.setBias(RAMP_UV, SLEW_NV_PER_S).status.code);
  if (scene === 'current') must(host.setCurrent(6_000).status.code);
  if (scene === 'program') must(host.startProgram(PROGRAM_ID, program_digest).status.code);
  host.hold(SETTLE_TICKS);
  host.acquire();
  if (scene === 'ramp down') {
    host.send({ kind: 'disable', is_soft: true });
    host.run(10);
  }
}

function uploaded(host: RawHost): number {
  const step = { kind: StepKind.HOLD, bias_uV: HOLD_UV + 50_000, slew_nV_per_s: SLEW_NV_PER_S, duration_us: 100_000_000 };
  const body = host.get({ kind: 'upload_step', program_id: PROGRAM_ID, step_index: 0, step_count: 1, step, lease_epoch: host.lease_epoch }, 'upload_result');
  return body.program_digest!;
}

function must(code: StatusCode): void {
  if (code !== StatusCode.OK) throw new SceneRefused(code);
}

