import { REGISTER } from '../board/registers.ts';
import { MODE } from '../interlock/mode-table.ts';
import { WORD } from '../interlock/state.ts';
import type { Device } from './device.ts';
import type { Truth } from './truth.ts';

/** A property that did not hold, and when. */
export interface Violation {
  readonly property: string;
  readonly tick: number;
  readonly detail: string;
}

/** What a fault of the instrument makes untellable: a welded switch conducts whatever the firmware asks. */
export interface Excuses {
  /** Conduction is judged by what the firmware asks of the switches. */
  readonly isSwitchFaulty?: boolean;
  /** The bias path lies: neither the cap nor the current can be kept to its number, only layer 0's bound. */
  readonly isMeasurementFaulty?: boolean;
}

/** Modes in which an output is on or may be asked for. */
const PERMISSIVE: readonly number[] = [MODE.SAFE, MODE.LIMITS_SET, MODE.ARMED, MODE.ON, MODE.RAMP_DOWN];
// Numbers of the board, restated.
const STRAP_HIGH_V = 5;
const STRAP_LOW_V = -0.3;
const STRAP_ERROR_V = 0.02;
const OPENING_S = 25e-6;
const DAC_V = 10;
const DAC_CODES_PER_V = 52_428.8;
const INTERLOCK_CODES_PER_V = 3276.8;
const INTERLOCK_CODES_PER_A = 32_768 / 20e-9;
const SWITCHES_BOTH = 3;
/** Gain and offset of the bias path, and the step that a soft connection may make. */
const CAP_ERROR_V = 0.007 + 0.01;
/** A lowered cap binds the cell once the node has followed: ten time constants of 20 ms. */
const CAP_GRACE_S = 0.2;
/** Three ticks to see it, one to open, one in which it began. */
const OVER_CURRENT_TICKS_MAX = 5;
/** The longest lease that the hosts of these tests ask for, a tick of the slowest control rate, and the wire. */
const LEASE_S_MAX = 2.01;
const VIOLATIONS_MAX = 8;

/**
 * Judges every tick by the truth: what conducts, what lies across the cell, what flows. Of the firmware it reads the
 * mode, the latch and the lease, to hold them against that.
 */
export class Oracle {
  readonly violations: Violation[] = [];
  excuses: Excuses = {};
  hasReachedOn = false;
  highest_V = -Infinity;
  closed_ticks = 0;
  /** Highest voltage across the cell while the circuit was closed. */
  highestClosed_V = -Infinity;
  readonly #device: Device;
  readonly #truth: Truth;
  readonly #state: Int32Array;
  readonly #registers: Int32Array;
  readonly #tick_s: number;
  /** Slew that the limits in force permit; told by whoever commits them. */
  #slew_V_per_s = 1;
  readonly #bound: { readonly high_V: number; readonly low_V: number };
  #mayConduct = false;
  #wasConducting = false;
  #hasEnable = false;
  readonly #tokens = new Set<number>();
  #heard_tick = 0;
  #owesAcknowledge = false;
  #owesLocalReset = false;
  #cap_V = -Infinity;
  #capHeldUntil_tick = 0;
  #over_ticks = 0;
  #rise_code = Infinity;
  #fall_code = -Infinity;
  #way_ticks = 0;
  #wasTripped = false;

  constructor(device: Device, truth: Truth) {
    this.#device = device;
    this.#truth = truth;
    this.#state = stateWords(device);
    this.#registers = device.board.registers;
    this.#tick_s = device.tick_us * 1e-6;
    this.#bound = layer0Bound(100e6 * 200e-12);
    truth.everyTick(() => this.#look());
  }

  /** A token that the device has granted to this session. */
  sawGrant(token: number): void {
    this.#tokens.add(token);
  }

  /** An enable that went out in the name of this session: it counts with a token that was granted and not yet used. */
  sawEnable(token: number): void {
    this.#hasEnable ||= this.#tokens.has(token);
  }

  /** A command that names the lease, or the claim of it: nothing else keeps it alive. */
  sawRenewal(): void {
    this.#heard_tick = this.#device.tick;
  }

  /** A session that is over takes its tokens with it. */
  sawHello(): void {
    this.#tokens.clear();
  }

  sawAcknowledge(): void {
    this.#owesAcknowledge = false;
  }

  sawLocalReset(): void {
    this.#owesLocalReset = false;
    this.#owesAcknowledge = false;
  }

  /** A slew that was committed anew: windows begin again under it. */
  takeSlew(slew_V_per_s: number): void {
    if (slew_V_per_s === this.#slew_V_per_s) return;
    this.#slew_V_per_s = slew_V_per_s;
    this.#beginWindows();
  }

  report(property: string, detail: string): void {
    if (this.violations.length < VIOLATIONS_MAX) this.violations.push({ property, tick: this.#device.tick, detail });
  }


  #look(): void {
    const truth = this.#truth;
    const mode = this.#state[WORD.MODE]!;
    const isConducting = this.excuses.isSwitchFaulty === true ? truth.isConducting && this.#registers[REGISTER.SWITCH_REQUEST] === SWITCHES_BOTH : truth.isConducting;
    if (isConducting && !this.#wasConducting) this.#closes();
    if (isConducting) this.#judgeClosed(mode === MODE.ON || mode === MODE.RAMP_DOWN);
    if (!isConducting && this.#wasConducting) this.#hasEnable = false;
    this.#judgeLatch(mode);
    this.#wasConducting = isConducting;
    const isOn = mode === MODE.ON || mode === MODE.RAMP_DOWN;
    if (isOn) this.hasReachedOn = true;
    // What the firmware decides in this tick, the switches do in the next.
    const hasLimits = this.#state[WORD.IS_GATE_VALID] === 1 || this.excuses.isMeasurementFaulty === true;
    this.#mayConduct = isOn && this.#state[WORD.LATCH_COUNT] === 0 && hasLimits && isHeld(this.#state);
  }

  /** T3: from off to on through an enable of this session alone. */
  #closes(): void {
    if (!this.#hasEnable) this.report('T3', 'closed without an enable that carried a token of this session');
    this.#tokens.clear();
    this.#beginWindows();
  }

  #judgeClosed(isOn: boolean): void {
    const truth = this.#truth;
    this.closed_ticks += 1;
    if (!this.#mayConduct && this.#wasConducting) this.report('S1', `closed in mode ${this.#state[WORD.MODE]!} with ${this.#state[WORD.LATCH_COUNT]!} latched and the lease at ${this.#state[WORD.LEASE_TICKS]!} ticks`);
    const silent_s = (this.#device.tick - this.#heard_tick) * this.#tick_s;
    if (silent_s > LEASE_S_MAX && this.#wasConducting && !isAutonomous(this.#state)) this.report('T7', `closed ${silent_s} s after the last renewal`);
    const high_V = truth.voltage_V_max;
    const low_V = truth.voltage_V_min;
    this.highest_V = Math.max(this.highest_V, high_V);
    this.highestClosed_V = Math.max(this.highestClosed_V, truth.voltage_V);
    const isInside = this.#bound.low_V <= low_V && high_V <= this.#bound.high_V;
    if (!isInside) this.report('S2', `${low_V} to ${high_V} V across the cell`);
    this.#judgeCaps(high_V, isOn);
    this.#judgeCurrent();
    this.#judgeSlew();
  }

  /** S4, and that the cell never sees more than the cap and the error of the path. */
  #judgeCaps(high_V: number, isOn: boolean): void {
    const state = this.#state;
    const cap_V = state[WORD.CAP_MAX_CODE]! / DAC_CODES_PER_V;
    const trip_V = state[WORD.VOLTAGE_MAX_CODE]! / INTERLOCK_CODES_PER_V;
    const setpoint_V = this.#registers[REGISTER.DAC_CODE]! / DAC_CODES_PER_V;
    const isOrdered = state[WORD.CAP_MIN_CODE]! <= state[WORD.CAP_MAX_CODE]! && setpoint_V <= cap_V && cap_V < trip_V && trip_V < STRAP_HIGH_V;
    if (!isOrdered && isOn && this.excuses.isMeasurementFaulty !== true) this.report('S4', `set-point ${setpoint_V} V, cap ${cap_V} V, trip ${trip_V} V`);
    if (this.#cap_V <= cap_V) this.#cap_V = cap_V;
    else if (this.#capHeldUntil_tick === 0) this.#capHeldUntil_tick = this.#device.tick + CAP_GRACE_S / this.#tick_s;
    else if (this.#capHeldUntil_tick <= this.#device.tick) {
      this.#cap_V = cap_V;
      this.#capHeldUntil_tick = 0;
    }
    const isBelowCap = high_V <= this.#cap_V + CAP_ERROR_V;
    if (!isBelowCap && this.excuses.isMeasurementFaulty !== true) this.report('S2', `${high_V} V across the cell under a cap of ${this.#cap_V} V`);
  }

  /** S3: a current that the interlock path surely sees does not last. */
  #judgeCurrent(): void {
    const limit_A = this.#state[WORD.CURRENT_MAX_CODE]! / INTERLOCK_CODES_PER_A;
    const isInside = Math.abs(this.#truth.current_A) <= 1.01 * limit_A + 50e-12;
    this.#over_ticks = isInside ? 0 : this.#over_ticks + 1;
    if (this.#over_ticks > OVER_CURRENT_TICKS_MAX && this.excuses.isMeasurementFaulty !== true) this.report('S3', `${this.#truth.current_A} A for ${this.#over_ticks} ticks`);
  }

  #beginWindows(): void {
    this.#rise_code = Infinity;
    this.#fall_code = -Infinity;
    this.#way_ticks = 0;
  }

  /** S5: over every window the set-point moves by no more than slew times time and one code. */
  #judgeSlew(): void {
    const code = this.#registers[REGISTER.DAC_CODE]!;
    this.#way_ticks += 1;
    const way_codes = this.#way_ticks * this.#slew_V_per_s * this.#tick_s * DAC_CODES_PER_V;
    this.#rise_code = Math.min(this.#rise_code, code - way_codes);
    this.#fall_code = Math.max(this.#fall_code, code + way_codes);
    const isInside = code - way_codes - this.#rise_code <= 1.001 && this.#fall_code - (code + way_codes) <= 1.001;
    if (!isInside && this.#wasConducting && this.excuses.isMeasurementFaulty !== true) this.report('S5', `the set-point moved by ${code - way_codes - this.#rise_code} codes beyond its slew`);
  }

  /** T2: a latch is left through an acknowledge, layer 0's through the local reset, and by nothing else. */
  #judgeLatch(mode: number): void {
    if (mode === MODE.TRIPPED) this.#owesAcknowledge ||= !this.#wasTripped;
    if (mode === MODE.HARD_FAULT) this.#owesLocalReset = true;
    this.#wasTripped = mode === MODE.TRIPPED;
    if ((this.#owesAcknowledge || this.#owesLocalReset) && PERMISSIVE.includes(mode)) {
      this.report('T2', `mode ${mode} after a trip without ${this.#owesLocalReset ? 'the local reset' : 'an acknowledge'}`);
      this.#owesAcknowledge = false;
      this.#owesLocalReset = false;
    }
  }
}

/** S2: strap, its error, and what a full-scale jump of the DAC adds in 25 us behind the fastest node that R C permits. */
export function layer0Bound(node_s: number): { readonly high_V: number; readonly low_V: number } {
  return {
    high_V: STRAP_HIGH_V + STRAP_ERROR_V + ((DAC_V - STRAP_HIGH_V) * OPENING_S) / node_s,
    low_V: STRAP_LOW_V - STRAP_ERROR_V - ((DAC_V + STRAP_LOW_V) * OPENING_S) / node_s,
  };
}

/** The interlocks' packed state of a device, a live view. */
export function stateWords(device: Device): Int32Array {
  const field = device.arena.fields.find(({ name }) => name === 'interlock.state');
  if (field === undefined) throw new Error('the arena has no interlock.state');
  return new Int32Array(device.arena.words.buffer, field.offset_bytes, field.length);
}

/** A lease, or a program that was admitted to go on without one. */
function isHeld(state: Int32Array): boolean {
  return 0 <= state[WORD.LEASE_TICKS]! || isAutonomous(state);
}

function isAutonomous(state: Int32Array): boolean {
  const word = (WORD as Readonly<Record<string, number>>)['AUTONOMY_TICKS'];
  return word !== undefined && 0 < state[word]!;
}
