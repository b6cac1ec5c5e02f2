import { FORESEEN_TICKS_MAX } from '../specimen/terminals.ts';
import type { BiasDac } from './dac.ts';
import { FAULT, MARK, ODDITY, type Overlay } from './overlay.ts';
import type { PathFaults } from './path-faults.ts';
import type { Protection } from './protection/protection.ts';
import type { Pulse } from './pulse.ts';
import { REGISTER, type Stretch } from './registers.ts';
import type { SlowPath } from './slow-path.ts';
import { SIGNAL, type Leads } from './terminals.ts';
import type { TickConverters } from './tick-converters.ts';

// Constants of this module: a look-up in another one would cost as much as the comparison.
const { DAC_CODE, SWITCH_REQUEST, WATCHDOG, SLOW_RANGE, INTERLOCK_VOLTAGE_CODE, INTERLOCK_CURRENT_CODE, FAST_CURRENT_CODE, INTERLOCK_SEQUENCE } = REGISTER;
const { ODDITIES, HAS_CHANGED } = MARK;
const { PATHS, DAC } = ODDITY;
const DAC_KIND = FAULT.DAC_KIND;

/** Feeds of the watchdog and conversions count modulo 2^31. */
const COUNTER_MASK = 0x7fffffff;

/**
 * Conversions that were counted before the stretch, ticks of it that were shown and that were taken over, whether it is over, what the
 * firmware asked for before it, and how often the interlock path converts in a tick.
 */
const BEFORE = 0;
const SHOWN_TICKS = 1;
const TAKEN_TICKS = 2;
const IS_OVER = 3;
const BEFORE_DAC = 4;
const BEFORE_SWITCHES = 5;
const CONVERSIONS = 6;
const COURSE_WORDS = 7;

interface StretchParts {
  readonly registers: Int32Array;
  readonly overlay: Overlay;
  readonly pathFaults: PathFaults;
  readonly dac: BiasDac;
  readonly leads: Leads;
  readonly protection: Protection;
  readonly converters: TickConverters;
  readonly slow: SlowPath;
  /** Writes what the firmware can only read of the board's own states. */
  readonly reportStates: () => void;
}

/**
 * The board in the ticks to come, while nothing but time acts on it: one code of the DAC, no request, no new fault, tap B proven
 * inside, no conversion of the slow path at its end. It looks ahead without a change of state, shows the firmware one
 * tick or the last of many, and takes over what the firmware has left quiet, piece by piece. There is nothing to take back.
 */
export class BoardStretch implements Stretch {
  readonly voltages_code = new Int32Array(FORESEEN_TICKS_MAX);
  readonly currents_code = new Int32Array(FORESEEN_TICKS_MAX);
  readonly #fast_code = new Int32Array(FORESEEN_TICKS_MAX);
  /** Signals of tap B and of the current, in codes with their fraction. */
  readonly #signals = { voltages: new Float64Array(FORESEEN_TICKS_MAX), currents: new Float64Array(FORESEEN_TICKS_MAX) };
  /** Both, and the codes that are made of them. */
  readonly #paths = { voltages: this.#signals.voltages, currents: this.#signals.currents, voltages_code: this.voltages_code, currents_code: this.currents_code, fast_code: this.#fast_code };
  readonly #course = new Int32Array(COURSE_WORDS);
  readonly #parts: StretchParts;

  constructor(parts: StretchParts) {
    this.#parts = parts;
  }

  /** Takes the code over that the firmware has written, and looks as many ticks ahead as are certain, no more than `ticks_max`; returns how many. */
  look(ticks_max: number): number {
    const { registers, overlay, dac, leads, protection, converters, slow, pathFaults, reportStates } = this.#parts;
    const course = this.#course;
    course[BEFORE] = registers[INTERLOCK_SEQUENCE]!;
    course[SHOWN_TICKS] = 0;
    course[TAKEN_TICKS] = 0;
    course[IS_OVER] = 0;
    course[CONVERSIONS] = this.#arePathsFaulty ? pathFaults.conversions_count : 1;
    course[BEFORE_DAC] = registers[DAC_CODE]!;
    course[BEFORE_SWITCHES] = registers[SWITCH_REQUEST]!;
    // The next tick begins with it, whether it is joined or not. A faulty DAC sees each code once, in a tick of its own.
    if ((overlay.marks[ODDITIES]! & ~PATHS) === 0) dac.tick();
    if (!this.isQuiet(0)) return 0;
    const quiet_ticks = Math.min(ticks_max, FORESEEN_TICKS_MAX, slow.quietTicks, converters.quietTicks);
    const ticks_count = quiet_ticks > 0 ? Math.min(quiet_ticks, protection.certainTicks) : 0;
    if (ticks_count <= 0) return 0;
    dac.show();
    reportStates();
    protection.look(ticks_count);
    leads.senseAhead(ticks_count, this.#signals);
    if (this.#arePathsFaulty) pathFaults.lookAtSignals(ticks_count, this.#signals.voltages);
    converters.look(ticks_count, this.#paths);
    if (this.#arePathsFaulty) pathFaults.look(ticks_count, this.#paths);
    return ticks_count;
  }

  get conversions_count(): number {
    return this.#course[CONVERSIONS]!;
  }

  show(index: number): void {
    const { registers, dac, protection, reportStates } = this.#parts;
    const course = this.#course;
    course[SHOWN_TICKS] = index + 1;
    dac.show();
    protection.monitors.show(index + 1 - course[TAKEN_TICKS]!);
    registers[INTERLOCK_VOLTAGE_CODE] = this.voltages_code[index]!;
    registers[INTERLOCK_CURRENT_CODE] = this.currents_code[index]!;
    registers[FAST_CURRENT_CODE] = this.#fast_code[index]!;
    registers[INTERLOCK_SEQUENCE] = this.#sequenceAfter(index + 1);
    reportStates();
  }

  /** Tells what the tick of this index has left behind, once it was shown or passed by. */
  pulse(index: number, into: Pulse): void {
    const { registers } = this.#parts;
    const course = this.#course;
    into.putSignals(this.#signals.voltages[index]!, this.#signals.currents[index]!);
    into.putCodes(this.voltages_code[index]!, this.currents_code[index]!, this.#fast_code[index]!, this.#sequenceAfter(index + 1));
    // A request of the firmware ends the stretch: before the last tick there was none.
    const isLast = index + 1 === course[SHOWN_TICKS];
    into.putRequests(isLast ? registers[DAC_CODE]! : course[BEFORE_DAC]!, isLast ? registers[SWITCH_REQUEST]! : course[BEFORE_SWITCHES]!);
  }

  /** Whether the firmware, so many ticks into the stretch, has left everything as it is but for feeding the watchdog. */
  isQuiet(ticks_count: number): boolean {
    const { registers, overlay: { marks }, dac, protection, slow } = this.#parts;
    const course = this.#course;
    const next = protection.monitors.nextFeed;
    return (
      course[IS_OVER] === 0 && (marks[ODDITIES] === 0 || this.#areFaultsSettled) && marks[HAS_CHANGED] === 0 &&
      registers[WATCHDOG] === ((next + ticks_count - course[TAKEN_TICKS]!) & COUNTER_MASK) && 0 <= next &&
      registers[INTERLOCK_SEQUENCE] === this.#sequenceAfter(ticks_count) &&
      dac.isSettled && registers[SLOW_RANGE] === slow.range && protection.isUnchanged
    );
  }

  /** Takes over what was shown: the board then stands at the end of the last tick that the firmware has seen. */
  keepUp(): void {
    const course = this.#course;
    const from = course[TAKEN_TICKS]!;
    const to = course[SHOWN_TICKS]!;
    if (from === to) return;
    course[TAKEN_TICKS] = to;
    const { leads, protection, converters, slow, pathFaults } = this.#parts;
    const { voltages, currents } = this.#signals;
    protection.take(from, to);
    converters.take(to - from);
    if (this.#arePathsFaulty) pathFaults.take(to);
    slow.take(this.#signals, from, to);
    leads.signals[SIGNAL.voltage_code] = voltages[to - 1]!;
    leads.signals[SIGNAL.current_code] = currents[to - 1]!;
  }

  /** Ends the stretch where the firmware is: whoever acts on the board from within a tick calls it first. */
  take(): void {
    this.keepUp();
    this.#course[IS_OVER] = 1;
  }

  /** Faults of the paths and of the DAC are there to stay, and each tick takes them as the one before; whatever else is odd does something of its own. */
  get #areFaultsSettled(): boolean {
    const { overlay: { marks, words }, pathFaults } = this.#parts;
    const oddities = marks[ODDITIES]!;
    const isRest = (oddities & ~(PATHS | DAC)) === 0;
    return isRest && ((oddities & PATHS) === 0 || pathFaults.isSettled) && ((oddities & DAC) === 0 || words[DAC_KIND] !== 0);
  }

  /** Count of the interlock path's conversions after so many ticks. */
  #sequenceAfter(ticks_count: number): number {
    return (this.#course[BEFORE]! + ticks_count * this.#course[CONVERSIONS]!) & COUNTER_MASK;
  }

  get #arePathsFaulty(): boolean {
    return (this.#parts.overlay.marks[ODDITIES]! & PATHS) !== 0;
  }
}
