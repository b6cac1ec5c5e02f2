import type { SimulationOptions } from '../simulate.ts';
import type { Action, Scheduled } from './action.ts';
import type { Repro } from './repro.ts';
import { judgedHealing } from './seeded.ts';
import { SwarmRun } from './run.ts';
import type { RunSnapshot } from './run.ts';

/** What came of shrinking. */
export interface Shrunk {
  readonly repro: Repro;
  /** Actions before and after. */
  readonly from_count: number;
  readonly to_count: number;
  readonly probes: number;
  /** Device ticks that the probes ran, and those that they were spared by starting from a snapshot. */
  readonly ticks: number;
  readonly spared_ticks: number;
}

/** What a repro is shrunk with. */
export interface ShrinkOptions {
  /** The firmware that failed, where it was not ours. */
  readonly firmware?: SimulationOptions['firmware'];
  readonly probes_max?: number;
}

const PROBES_MAX = 600;
/** Snapshots along the schedule that fails: a probe starts from the last one before the first action that it leaves out. */
const SNAPSHOTS_MAX = 48;
const HALF = 2;

/**
 * Delta debugging of a schedule that fails: whole runs of actions are left out, then single ones, then their ticks are drawn together and
 * their numbers made smaller, as long as the same property breaks. Every probe starts from a snapshot of the run that it shares its beginning with.
 */
export function shrink(repro: Repro, options: ShrinkOptions = {}): Shrunk {
  const prober = new Prober(repro, options);
  prober.leaveOut();
  prober.drawTogether();
  prober.makeSmaller();
  prober.leaveOut();
  return { repro: prober.result(), from_count: repro.schedule.length, to_count: prober.schedule.length, probes: prober.probes, ticks: prober.ticks, spared_ticks: prober.spared_ticks };
}

class Prober {
  schedule: readonly Scheduled[];
  probes = 0;
  ticks = 0;
  spared_ticks = 0;
  readonly #repro: Repro;
  readonly #probes_max: number;
  readonly #run: SwarmRun;
  readonly #start: RunSnapshot;
  #heal_tick: number;
  /** By the number of actions before them, along the schedule as it is. */
  #snapshots: { readonly actions_count: number; readonly snapshot: RunSnapshot }[] = [];

  constructor(repro: Repro, { firmware, probes_max = PROBES_MAX }: ShrinkOptions) {
    this.#repro = repro;
    this.#probes_max = probes_max;
    this.#heal_tick = repro.heal_tick;
    this.schedule = repro.schedule;
    this.#run = new SwarmRun(repro.configuration, firmware === undefined ? {} : { firmware });
    this.#start = this.#run.snapshot();
    this.#keepSnapshots();
  }

  /** Leaves out halves, quarters and so on of what is left, until no single action can go. */
  leaveOut(): void {
    for (let size = Math.ceil(this.schedule.length / HALF); size >= 1; size = size === 1 ? 0 : Math.ceil(size / HALF)) {
      for (let from = this.schedule.length - size; from > -size; from -= size) {
        const first = Math.max(0, from);
        const candidate = [...this.schedule.slice(0, first), ...this.schedule.slice(from + size)];
        if (candidate.length < this.schedule.length && this.#fails(candidate, first)) this.#take(candidate);
      }
    }
  }

  /** Takes time out from between two actions: all of the gap, half of it, or none. */
  drawTogether(): void {
    for (let index = this.schedule.length; index >= 1; index -= 1) {
      const before_tick = this.schedule[index - 1]!.tick;
      const gap_ticks = (this.schedule[index]?.tick ?? this.#heal_tick) - before_tick;
      for (const less_ticks of [gap_ticks, Math.floor(gap_ticks / HALF), Math.floor(gap_ticks / 8)]) {
        if (less_ticks <= 0) continue;
        const candidate = this.schedule.map((scheduled, place) => (place < index ? scheduled : { ...scheduled, tick: scheduled.tick - less_ticks }));
        const heal_tick = this.#heal_tick - less_ticks;
        if (!this.#fails(candidate, index, heal_tick)) continue;
        this.#heal_tick = heal_tick;
        this.#take(candidate);
        break;
      }
    }
  }

  /** Makes the numbers of faults and wires smaller: none, or half. */
  makeSmaller(): void {
    for (let index = 0; index < this.schedule.length; index += 1) {
      for (const action of smallerActions(this.schedule[index]!.action)) {
        const candidate = this.schedule.map((scheduled, place) => (place === index ? { ...scheduled, action } : scheduled));
        if (this.#fails(candidate, index)) this.#take(candidate);
      }
    }
  }

  /** The shrunk schedule, run once more from its very beginning. */
  result(): Repro {
    const run = this.#run;
    run.restore(this.#start);
    this.#follow(this.schedule, this.#heal_tick);
    const { violation } = run;
    if (violation === undefined) throw new Error('what was shrunk from snapshots does not fail from the beginning: a snapshot has missed something');
    return { ...this.#repro, schedule: this.schedule.filter(({ tick }) => tick <= violation.tick), heal_tick: this.#heal_tick, violation, digest: run.device.digest() };
  }

  /** Whether a candidate breaks the same property. It equals the schedule as it is before action `same_count`. */
  #fails(candidate: readonly Scheduled[], same_count: number, heal_tick = this.#heal_tick): boolean {
    if (this.probes >= this.#probes_max) return false;
    this.probes += 1;
    const run = this.#run;
    const { snapshot, actions_count } = this.#snapshots.findLast((kept) => kept.actions_count <= same_count) ?? { snapshot: this.#start, actions_count: 0 };
    run.restore(snapshot);
    this.spared_ticks += snapshot.tick;
    try {
      this.#follow(candidate.slice(actions_count), heal_tick);
    } catch (error) {
      // A fault does not come with every number: this candidate is none.
      if (error instanceof RangeError) return false;
      throw error;
    }
    this.ticks += run.device.tick - snapshot.tick;
    return run.violation?.property === this.#repro.violation.property;
  }

  #follow(schedule: readonly Scheduled[], heal_tick: number): void {
    const run = this.#run;
    run.follow(schedule, heal_tick);
    if (run.violation === undefined && this.#repro.violation.property === 'L1') judgedHealing(run, this.#repro.configuration);
  }

  #take(schedule: readonly Scheduled[]): void {
    this.schedule = schedule;
    this.#keepSnapshots();
  }

  /** Runs the schedule as it is once, and keeps how it stood on the way. */
  #keepSnapshots(): void {
    const run = this.#run;
    const every = Math.max(1, Math.ceil(this.schedule.length / SNAPSHOTS_MAX));
    run.restore(this.#start);
    this.#snapshots = [];
    for (const [index, { tick, action }] of this.schedule.entries()) {
      if (index % every === 0) this.#snapshots.push({ actions_count: index, snapshot: run.snapshot() });
      run.advance(tick);
      if (run.violation !== undefined) return;
      run.perform(action);
    }
  }
}

function smallerActions(action: Action): readonly Action[] {
  switch (action.kind) {
    case 'fault':
      return action.numbers.some((number) => number !== 0) ? [{ ...action, numbers: action.numbers.map((number) => Math.trunc(number / HALF)) }] : [];
    case 'supply off':
      return [{ ...action, duration_us: Math.ceil(action.duration_us / HALF) }];
    case 'replay':
      return action.frames_count > 1 ? [{ ...action, frames_count: 1 }] : [];
    case 'bytes':
      return action.hex.length > 2 ? [{ ...action, hex: action.hex.slice(0, 2) }] : [];
    default:
      return [];
  }
}
