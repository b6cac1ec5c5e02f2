import { CAUSE, bitOf, maskOf } from '../../interlock/cause.ts';
import { MODE } from '../../interlock/mode-table.ts';
import { LATCH_COUNT_MAX, WORD } from '../../interlock/state.ts';
import { FRONT_END_KEY, REGISTER } from '../../board/registers.ts';
import type { Device } from '../device.ts';
import { faultOf } from '../faults/catalogue.ts';
import type { FaultPlace } from '../faults/fault.ts';
import { Oracle } from '../oracle.ts';
import type { OracleMemory, Violation } from '../oracle.ts';
import type { Truth } from '../truth.ts';
import { judgeFrame, noFrame, stopFrame } from './first-frame.ts';
import type { FirstFrame } from './first-frame.ts';
import { countFlicker, startFlicker } from './flicker.ts';
import type { Flicker } from './flicker.ts';
import { isTripKept, keptCauses } from './kept-trip.ts';
import { Promises } from './promises.ts';
import type { PromisesMemory } from './promises.ts';
import { overfullQueue, queuesOf } from './queues.ts';
import { FIELD, viewsOf } from './views.ts';
import type { Views } from './views.ts';

/** What a judge remembers from tick to tick: plain data. */
interface Seen {
  wasConducting: boolean;
  wasRunning: boolean;
  wasOnAtReset: boolean;
  mode: number;
  cap_max_code: number;
  cap_min_code: number;
  /** Output epoch under which the circuit was closed: that of the tick before. */
  epoch: number;
  cause_ticks: number;
  layer0_ticks: number;
  frontEnd_ticks: number;
  /** Tick of the last stop that lies in the device's port whole. */
  stop_tick: number;
  /** When the last arm went out, and the faults that are there, each since when. */
  arm_tick: number;
  faults: Record<string, number>;
  frame: FirstFrame;
  /** For how long none of the causes that are latched has been there. */
  gone_ticks: number;
  latched_count: number;
  isCauseGone: boolean;
  cleared_tick: number;
  /** When what is excused changes next. */
  excused_tick: number;
  isFilmBroken: boolean;
  /** Cells of the flash have been spoilt, and stay so. */
  isFlashSpoilt: boolean;
  flicker: Flicker;
  /** When the record of the trip has to be safe. */
  kept_tick: number;
}

export interface JudgeSnapshot {
  readonly oracle: OracleMemory;
  readonly promises: PromisesMemory;
  readonly seen: Seen;
}

/** Places whose faults falsify what is measured or put out, or the limits that it is held against. */
const MEASURING: readonly FaultPlace[] = ['voltage path', 'current path', 'sense lead', 'sampler', 'front end', 'dac', 'memory', 'film', 'comparators'];
/** What is held against a limit with the output off too; where no limits are in force, nobody has said what it may be. Restated. */
const LIMITED = maskOf(CAUSE.OVER_VOLTAGE, CAUSE.UNDER_VOLTAGE, CAUSE.OVER_CURRENT, CAUSE.EXCESS_CHARGE, CAUSE.TEMPERATURE);
const HOST_LOSS = maskOf(CAUSE.LEASE_LAPSED, CAUSE.LINK_LOST);
/** A cause is seen in one tick, and the switches are told in it; the harness looks at the end of each. */
const CAUSE_TICKS_MAX = 2;
const LAYER0_TICKS_MAX = 1;
/** Row 29, and a tick. */
const FRONT_END_US_MAX = 21_000;
/** A stop is obeyed within this, whatever the queues hold: 4 KiB of port at 1 KiB a tick, and the opening. */
const STOP_TICKS_MAX = 12;
/** Traces of a fault that was taken back: what it has moved takes so long to settle. */
const AFTERMATH_US = 2_000_000;
const SLOW_SWITCH_US_MAX = 12_000;
const OPENING_US_MAX = 25;
const STARTED_TICKS = 3;
/** Row 6. */
const FLICKER_WINDOW_US = 100_000;
/** The least that the supply holds up, and a tick. At slower control rates the flash, which takes a word a tick, is slower than that. */
const HOLD_UP_US = 5000;
const KEEPING_TICK_US_MAX = 100;
/** From the tick in which a cause is seen for the last time to the one that the firmware counts from. */
const CLEAR_SLACK_TICKS = 3;

/** Holds a run to the properties, whenever time has moved. What it reads of the firmware it holds against the truth. */
export class Judge {
  readonly oracle: Oracle;
  readonly promises: Promises;
  readonly views: Views;
  seen: Seen;
  readonly #device: Device;
  readonly #truth: Truth;
  readonly #queues: ReturnType<typeof queuesOf>;
  // Of the faults that are there, worked out where they change.
  #isFirmwareSound = true;
  #isMemorySound = true;
  /** What the switches themselves take, beyond the tick in which they are told. */
  #opening_ticks = 0;

  constructor(device: Device, truth: Truth, lease_us_max: number) {
    this.#device = device;
    this.#truth = truth;
    this.oracle = new Oracle(device, truth, { lease_us_max, isLed: true });
    this.views = viewsOf(device);
    this.#queues = queuesOf(device);
    this.promises = new Promises(device, this.views, (property, detail) => this.oracle.report(property, detail));
    this.seen = {
      wasConducting: false, wasRunning: true, wasOnAtReset: false, mode: 0, cap_max_code: 0, cap_min_code: 0, epoch: 0, cause_ticks: 0, layer0_ticks: 0, frontEnd_ticks: 0, stop_tick: Infinity,
      arm_tick: -1, faults: {}, frame: noFrame(), gone_ticks: 0, latched_count: 0, isCauseGone: true, cleared_tick: -Infinity, excused_tick: Infinity, isFilmBroken: false,
      isFlashSpoilt: false, flicker: startFlicker(), kept_tick: Infinity,
    };
    this.#excuse();
  }

  get violations(): readonly Violation[] {
    return this.oracle.violations;
  }

  snapshot(): JudgeSnapshot {
    return structuredClone({ oracle: this.oracle.memory, promises: this.promises.memory, seen: this.seen });
  }

  /** Back to a moment at which nothing was violated. */
  restore(snapshot: JudgeSnapshot): void {
    const { oracle, promises, seen } = structuredClone(snapshot);
    this.oracle.memory = oracle;
    this.oracle.violations.length = 0;
    this.promises.memory = promises;
    this.seen = seen;
    this.#excuse();
  }

  /** So many ticks have passed; in those that were taken together nothing but time has acted. */
  look(passed_ticks: number): void {
    const { seen, views: { state } } = this;
    this.notice();
    if (this.#device.tick >= this.seen.excused_tick) this.#excuse();
    this.oracle.look(passed_ticks);
    const isConducting = this.oracle.isConducting;
    if (isConducting) this.#judgeClosed(passed_ticks);
    else if (!seen.wasConducting) seen.epoch = this.views.output[FIELD.OUTPUT_EPOCH]!;
    if (!isConducting && seen.wasConducting) this.#judgeOpening();
    if (this.#device.tick >= seen.kept_tick) this.#judgeKept();
    const mode = state[WORD.MODE]!;
    if (mode >= MODE.TRIPPED || mode !== seen.mode) this.#judgeFrame();
    if (mode !== seen.mode) this.#judgeMode(mode);
    if (isConducting && seen.stop_tick + STOP_TICKS_MAX + this.#opening_ticks < this.#device.tick) {
      this.oracle.report('L2', `still closed ${this.#device.tick - seen.stop_tick} ticks after a stop`);
      seen.stop_tick = Infinity;
    }
    if (!isConducting) seen.stop_tick = Infinity;
    const overfull = overfullQueue(this.#queues);
    if (overfull !== undefined) this.oracle.report('S6', overfull);
    seen.wasConducting = isConducting;
  }

  /** The firmware has served so many ticks: if several, together, and the last is the first in which a latched cause has come or gone. */
  served(ticks: number): void {
    const { seen, views: { state } } = this;
    const count = state[WORD.MODE] === MODE.TRIPPED ? Math.min(LATCH_COUNT_MAX, state[WORD.LATCH_COUNT]!) : 0;
    const present = state[WORD.CAUSES_PRESENT]! & (state[WORD.IS_GATE_VALID] === 0 ? ~LIMITED : -1);
    let isGone = true;
    for (let index = 0; index < count; index += 1) isGone = isGone && (present & bitOf(state[WORD.LATCH_FIRST + index]!)) === 0;
    // What a latch that was left had counted stays, for who looks at how it was left.
    if (count !== 0 && !(isGone && count === seen.latched_count)) seen.gone_ticks = 0;
    else if (count !== 0) seen.gone_ticks = seen.isCauseGone ? seen.gone_ticks + ticks : 1;
    seen.isCauseGone = isGone;
    seen.latched_count = count;
  }

  /** Looks whether the processor stopped or started, also between two ticks. */
  notice(): void {
    if (this.seen.wasRunning !== this.#truth.isProcessorRunning) this.#judgeReset();
  }

  /** The button on the instrument was pressed. */
  resetLocally(): void {
    this.oracle.sawLocalReset();
    this.notice();
    this.promises.disturb();
  }

  /** A stop lies in the port, whole. */
  stopped(): void {
    this.seen.stop_tick = Math.min(this.seen.stop_tick, this.#device.tick);
  }

  faulted(id: string): void {
    this.seen.faults[id] ??= this.#device.tick;
    const place = faultOf(id)?.place;
    this.seen.isFilmBroken ||= place === 'film';
    this.seen.isFlashSpoilt ||= place === 'flash';
    // The catalogue's reset is the button on the instrument; at a slow control rate the processor runs again in the same tick.
    if (id === 'processor.reset') this.resetLocally();
    this.#excuse();
    this.promises.disturb();
  }

  cleared(): void {
    this.seen.faults = {};
    this.seen.cleared_tick = this.#device.tick;
    this.#excuse();
    this.promises.disturb();
  }

  /** T1, T4, T10, T11. */
  #judgeClosed(passed_ticks: number): void {
    const { seen, views: { state } } = this;
    const { tick_us } = this.#device;
    this.#judgeFlicker(passed_ticks);
    // Under an admission a lapsed lease and a lost link open nothing.
    const isCovered = 0 < state[WORD.AUTONOMY_TICKS]!;
    const isTripping = (state[WORD.CAUSES_PRESENT]! & state[WORD.CAUSES_IN_FORCE]! & ~(isCovered ? HOST_LOSS : 0)) !== 0;
    seen.cause_ticks = lasting(isTripping, seen.cause_ticks, passed_ticks);
    if (seen.cause_ticks > CAUSE_TICKS_MAX + this.#opening_ticks && this.#isFirmwareBound()) this.oracle.report('T1', `closed for ${seen.cause_ticks} ticks with causes ${state[WORD.CAUSES_PRESENT]! >>> 0} present`);
    seen.layer0_ticks = lasting(this.#truth.latchedCauses !== 0 || !this.#truth.isSupplyGood, seen.layer0_ticks, passed_ticks);
    if (seen.layer0_ticks > LAYER0_TICKS_MAX + this.#opening_ticks) this.oracle.report('T1', `closed for ${seen.layer0_ticks} ticks with layer 0 at ${this.#truth.latchedCauses}`);
    seen.frontEnd_ticks = lasting(this.#device.board.registers[REGISTER.FRONT_END] !== FRONT_END_KEY, seen.frontEnd_ticks, passed_ticks);
    if (seen.frontEnd_ticks * tick_us > FRONT_END_US_MAX + 2 * tick_us && seen.wasRunning) this.oracle.report('T11', `closed for ${seen.frontEnd_ticks} ticks with a front end that lost its set-up`);
    const [max_code, min_code] = [state[WORD.CAP_MAX_CODE]!, state[WORD.CAP_MIN_CODE]!];
    const isLoosened = seen.wasConducting && (max_code > seen.cap_max_code || min_code < seen.cap_min_code);
    if (isLoosened && this.#isMemorySound) this.oracle.report('T4', `the caps went from ${seen.cap_min_code} and ${seen.cap_max_code} to ${min_code} and ${max_code} while closed`);
    seen.cap_max_code = max_code;
    seen.cap_min_code = min_code;
  }

  /** T10. Between a corruption and its being found the limits are nobody's. */
  #judgeFlicker(passed_ticks: number): void {
    const { seen, views: { state } } = this;
    const { tick, tick_us, board: { registers, stretch } } = this.#device;
    const isBound = this.#isFirmwareBound() && state[WORD.IS_GATE_VALID] === 1;
    if (!seen.wasConducting || !isBound) seen.flicker = startFlicker();
    const window_ticks = Math.floor(FLICKER_WINDOW_US / tick_us);
    const sum_count_max = state[WORD.EXCESS_MAX_COUNT]!;
    const limit_code = state[WORD.CURRENT_MAX_CODE]!;
    const { currents_code } = stretch;
    // Of ticks that were taken together the firmware has seen each by itself where a code was not inside.
    for (let index = 0; index + 1 < passed_ticks; index += 1) {
      const code = currents_code[index]!;
      if (-limit_code <= code && code <= limit_code) continue;
      countFlicker(seen.flicker, { tick: tick - passed_ticks + 1 + index, excess_code: Math.abs(code) - limit_code, window_ticks, sum_count_max });
    }
    const excess_code = Math.abs(registers[REGISTER.INTERLOCK_CURRENT_CODE]!) - limit_code;
    if (excess_code <= 0 && seen.flicker.beyond.length === 0 && seen.flicker.over_ticks === 0) return;
    const over_ticks = countFlicker(seen.flicker, { tick, excess_code, window_ticks, sum_count_max });
    if (isBound && over_ticks > CAUSE_TICKS_MAX + this.#opening_ticks) this.oracle.report('T10', `closed for ${over_ticks} ticks with ${seen.flicker.sum_count} codes beyond the limit in 100 ms, of ${state[WORD.EXCESS_MAX_COUNT]!}`);
  }

  /** L3: whatever comes now, a supply that goes included, the trip is remembered. */
  #judgeKept(): void {
    const { seen, views: { state } } = this;
    seen.kept_tick = Infinity;
    if (seen.isFlashSpoilt || !this.#isFirmwareBound() || state[WORD.LATCH_COUNT]! === 0) return;
    const cause = state[WORD.LATCH_FIRST]!;
    if (!isTripKept(this.#device.board.flash, cause)) this.oracle.report('L3', `the record of cause ${cause} is not safe ${HOLD_UP_US} us after the trip`);
  }

  /** P4: whatever opens the circuit ends the epoch, so that nothing energises late. */
  #judgeOpening(): void {
    // A start of the processor opens too, and counts from 0.
    const isToldOpen = this.#device.board.registers[REGISTER.SWITCH_REQUEST] === 0 && this.promises.memory.start_tick + STARTED_TICKS < this.#device.tick;
    if (isToldOpen && this.seen.wasRunning && this.views.output[FIELD.OUTPUT_EPOCH] === this.seen.epoch) this.oracle.report('P4', `the circuit opened and the epoch stayed at ${this.seen.epoch}`);
  }

  /** A reset takes the memory with it; what was on then has to be acknowledged (T2, T8). */
  #judgeReset(): void {
    const { seen } = this;
    seen.wasRunning = this.#truth.isProcessorRunning;
    if (!seen.wasRunning) {
      seen.wasOnAtReset ||= seen.wasConducting;
      if (!this.#truth.isSupplyGood && seen.isFlashSpoilt) this.oracle.remembersTrip(keptCauses(this.#device.board.flash));
      stopFrame(seen.frame, this.views, seen.isFlashSpoilt ? undefined : this.#device.board.flash);
    } else {
      this.promises.started();
      // Until here the words of the memory were those from before the reset.
      if (seen.wasOnAtReset) this.oracle.owesAcknowledge();
      seen.wasOnAtReset = false;
    }
    seen.gone_ticks = 0;
    seen.kept_tick = Infinity;
    this.promises.disturb();
  }

  #judgeMode(mode: number): void {
    const { seen } = this;
    const { tick, tick_us } = this.#device;
    if (mode === MODE.ARMED) this.#judgeArmed();
    const isTrip = (mode === MODE.TRIPPED || mode === MODE.HARD_FAULT) && (seen.mode === MODE.ON || seen.mode === MODE.RAMP_DOWN);
    if (isTrip && tick_us <= KEEPING_TICK_US_MAX) seen.kept_tick = tick + Math.ceil(HOLD_UP_US / tick_us) + 1;
    if (seen.mode === MODE.TRIPPED && mode === MODE.SAFE) this.#judgeAcknowledged();
    seen.mode = mode;
  }

  /** T12 and the other rows that refuse an arm: what was broken before it was asked for is found. */
  #judgeArmed(): void {
    for (const [id, since_tick] of Object.entries(this.seen.faults)) {
      const fault = faultOf(id);
      if (fault?.whileOff.kind !== 'refuses' || !(since_tick < this.seen.arm_tick)) continue;
      this.oracle.report(fault.row === 23 ? 'T12' : 'T1', `armed with ${id}`);
    }
  }

  /** T2: every cause had been gone for its clear time. */
  #judgeAcknowledged(): void {
    const { seen } = this;
    const clear_ticks = this.views.state[WORD.CLEAR_TICKS_MIN]!;
    if (seen.gone_ticks + CLEAR_SLACK_TICKS < clear_ticks) this.oracle.report('T2', `acknowledged ${seen.gone_ticks} ticks after the last cause was gone, not ${clear_ticks}`);
  }

  /** T9. */
  #judgeFrame(): void {
    const { seen, views } = this;
    const problem = judgeFrame(seen.frame, { views, mode_before: seen.mode, now_us: this.promises.clock_us, tick_us: this.#device.tick_us, isBound: this.#isFirmwareBound() });
    if (problem !== undefined) this.oracle.report('T9', problem);
  }

  /** What the faults that are there, or were until now, make untellable. */
  #excuse(): void {
    const { seen } = this;
    const aftermath_tick = seen.cleared_tick + AFTERMATH_US / this.#device.tick_us;
    const isAfter = this.#device.tick < aftermath_tick;
    seen.excused_tick = isAfter ? aftermath_tick : Infinity;
    this.oracle.excuses = {
      isSwitchFaulty: isAfter || this.#hasFault('switches'),
      isMeasurementFaulty: isAfter || seen.isFilmBroken || MEASURING.some((place) => this.#hasFault(place)),
    };
    this.#isMemorySound = !this.#hasFault('memory');
    this.#isFirmwareSound = this.#isMemorySound && !this.#hasFault('processor');
    this.#opening_ticks = Math.ceil((this.#hasFault('switches') ? SLOW_SWITCH_US_MAX : OPENING_US_MAX) / this.#device.tick_us);
  }

  /** A firmware that is stopped, or misled, is layer 0's business. */
  #isFirmwareBound(): boolean {
    return this.seen.wasRunning && this.#isFirmwareSound;
  }

  #hasFault(place: FaultPlace): boolean {
    for (const id in this.seen.faults) if (faultOf(id)?.place === place) return true;
    return false;
  }
}

/** For how many ticks something has been so; ticks that were taken together show it at their end alone. */
function lasting(isSo: boolean, before_ticks: number, passed_ticks: number): number {
  if (!isSo) return 0;
  return before_ticks === 0 ? 1 : before_ticks + passed_ticks;
}

