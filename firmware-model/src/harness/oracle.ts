import { REGISTER } from '../board/registers.ts';
import { HARDWARE_CAUSES, bitOf } from '../interlock/cause.ts';
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
/** The longest lease that a hostile host asks for, unless told. */
const LEASE_US_MAX = 2_000_000;
/** A tick of the slowest control rate, and the wire. */
const LEASE_SLACK_S = 0.01;
const VIOLATIONS_MAX = 8;

export interface OracleOptions {
  /** The longest lease that a host asks for. */
  readonly lease_us_max?: number;
  /** Whoever runs the device calls `look`. */
  readonly isLed?: boolean;
}

/** What an oracle remembers from tick to tick: plain data, so that a copy of it can be come back to. */
export interface OracleMemory {
  hasReachedOn: boolean;
  highest_V: number;
  closed_ticks: number;
  highestClosed_V: number;
  /** Slew that the limits in force permit; told by whoever commits them. */
  slew_V_per_s: number;
  /** Ticks for which the circuit has been closed without permission. */
  unpermitted_ticks: number;
  /** And without a lease or an admission. */
  uncovered_ticks: number;
  mayConduct: boolean;
  wasConducting: boolean;
  hasEnable: boolean;
  /** Granted and not spent, with the port that they were granted at. */
  tokens: (readonly [number, number])[];
  heard_tick: number;
  owesAcknowledge: boolean;
  owesLocalReset: boolean;
  cap_V: number;
  capHeldUntil_tick: number;
  over_ticks: number;
  rise_code: number;
  fall_code: number;
  way_ticks: number;
  wasTripped: boolean;
  /** A program was admitted to go on without the host, in the tick before. */
  wasAutonomous: boolean;
}

/**
 * Judges every tick by the truth: what conducts, what lies across the cell, what flows. Of the firmware it reads the
 * mode, the latch and the lease, to hold them against that.
 */
export class Oracle {
  readonly violations: Violation[] = [];
  excuses: Excuses = {};
  memory: OracleMemory;
  readonly #device: Device;
  readonly #truth: Truth;
  readonly #state: Int32Array;
  readonly #registers: Int32Array;
  readonly #tick_s: number;
  readonly #bound: { readonly high_V: number; readonly low_V: number };
  readonly #lease_s_max: number;
  /** What opening takes of the tick after the one in which it was decided, or of more of them. */
  readonly #opening_ticks: number;
  readonly #leave: () => void;

  /** From this moment of the device on, whatever it is doing. */
  constructor(device: Device, truth: Truth, { lease_us_max = LEASE_US_MAX, isLed = false }: OracleOptions = {}) {
    this.#device = device;
    this.#truth = truth;
    this.#state = stateWords(device);
    this.#registers = device.board.registers;
    this.#tick_s = device.tick_us * 1e-6;
    this.#bound = layer0Bound(100e6 * 200e-12);
    this.#opening_ticks = Math.ceil(OPENING_S / this.#tick_s);
    this.#lease_s_max = lease_us_max * 1e-6 + LEASE_SLACK_S;
    this.memory = {
      hasReachedOn: false, highest_V: -Infinity, closed_ticks: 0, highestClosed_V: -Infinity, slew_V_per_s: 1, unpermitted_ticks: 0, uncovered_ticks: 0, mayConduct: this.#isPermitted(), wasConducting: truth.isConducting,
      hasEnable: false, tokens: [], heard_tick: device.tick, owesAcknowledge: false, owesLocalReset: false, cap_V: -Infinity, capHeldUntil_tick: 0, over_ticks: 0,
      rise_code: Infinity, fall_code: -Infinity, way_ticks: 0, wasTripped: false, wasAutonomous: isAutonomous(this.#state),
    };
    this.#leave = isLed ? () => undefined : truth.everyTick(() => this.look(1));
  }

  get hasReachedOn(): boolean {
    return this.memory.hasReachedOn;
  }

  get closed_ticks(): number {
    return this.memory.closed_ticks;
  }

  /** Highest voltage across the cell while the circuit was closed. */
  get highestClosed_V(): number {
    return this.memory.highestClosed_V;
  }

  /** Whether the circuit was closed when it was looked at last, as far as a fault of the switches lets that be told. */
  get isConducting(): boolean {
    return this.memory.wasConducting;
  }

  /** Looks no more. */
  leave(): void {
    this.#leave();
  }

  /** A token that the device has granted to the session at a port. */
  sawGrant(token: number, port = 0): void {
    this.memory.tokens.push([token, port]);
  }

  /** An enable that went out in the name of this session: it counts with a token that was granted and not yet used. */
  sawEnable(token: number): void {
    this.memory.hasEnable ||= this.memory.tokens.some(([granted]) => granted === token);
  }

  /** A command that names the lease, or the claim of it: nothing else keeps it alive. */
  sawRenewal(): void {
    this.memory.heard_tick = this.#device.tick;
  }

  /** A session that is over takes its tokens with it. */
  sawHello(port = 0): void {
    this.memory.tokens = this.memory.tokens.filter(([, granted_port]) => granted_port !== port);
  }

  /** The host has acknowledged. */
  sawAcknowledge(): void {
    this.memory.owesAcknowledge = false;
  }

  /** The output was on when the processor was reset: that has to be acknowledged. */
  owesAcknowledge(): void {
    this.memory.owesAcknowledge = true;
  }

  /** The supply was cut, maybe within the record of a trip: the next start knows of the causes that are told by the one before. */
  remembersTrip(causes: readonly number[]): void {
    this.memory.owesLocalReset &&= causes.some((cause) => (bitOf(cause) & HARDWARE_CAUSES) !== 0);
    this.memory.owesAcknowledge &&= causes.length > 0;
  }

  /** Somebody has pressed the button on the instrument. */
  sawLocalReset(): void {
    this.memory.owesLocalReset = false;
    this.memory.owesAcknowledge = false;
  }

  /** A slew that was committed anew: windows begin again under it. */
  takeSlew(slew_V_per_s: number): void {
    if (slew_V_per_s === this.memory.slew_V_per_s) return;
    this.memory.slew_V_per_s = slew_V_per_s;
    this.#beginWindows();
  }

  /** Notes that a property was broken. */
  report(property: string, detail: string): void {
    if (this.violations.length < VIOLATIONS_MAX) this.violations.push({ property, tick: this.#device.tick, detail });
  }


  /** Looks after so many ticks: one, or those that were taken together, in which neither source nor switches moved and every current was inside. */
  look(passed_ticks: number): void {
    const truth = this.#truth;
    const mode = this.#state[WORD.MODE]!;
    const isConducting = this.#isClosed();
    if (isConducting && !this.memory.wasConducting) this.#closes();
    if (isConducting) this.#judgeClosed(passed_ticks, mode === MODE.ON || mode === MODE.RAMP_DOWN);
    if (!isConducting && this.memory.wasConducting) this.memory.hasEnable = false;
    // In reset the words are those from before it.
    if (truth.isProcessorRunning) this.#judgeLatch(mode);
    this.memory.wasConducting = isConducting;
    if (mode === MODE.ON || mode === MODE.RAMP_DOWN) this.memory.hasReachedOn = true;
    this.memory.mayConduct = this.#isPermitted();
    this.memory.wasAutonomous = isAutonomous(this.#state);
  }

  /** A welded switch conducts whatever it is told, and one that bounces falls open although it is told to conduct. */
  #isClosed(): boolean {
    const { isConducting } = this.#truth;
    if (this.excuses.isSwitchFaulty !== true) return isConducting;
    return (isConducting || this.memory.wasConducting) && this.#registers[REGISTER.SWITCH_REQUEST] === SWITCHES_BOTH;
  }

  /** S1, for the tick to come: what the firmware decides in this one, the switches do in the next. */
  #isPermitted(): boolean {
    const mode = this.#state[WORD.MODE]!;
    const hasLimits = this.#state[WORD.IS_GATE_VALID] === 1 || this.excuses.isMeasurementFaulty === true;
    return (mode === MODE.ON || mode === MODE.RAMP_DOWN) && this.#state[WORD.LATCH_COUNT] === 0 && hasLimits && isHeld(this.#state);
  }

  /** T3: from off to on through an enable of this session alone. */
  #closes(): void {
    if (!this.memory.hasEnable) this.report('T3', 'closed without an enable that carried a token of this session');
    this.memory.tokens = [];
    this.#beginWindows();
  }

  #judgeClosed(passed_ticks: number, isOn: boolean): void {
    const truth = this.#truth;
    this.memory.closed_ticks += passed_ticks;
    this.memory.unpermitted_ticks = this.memory.mayConduct || !this.memory.wasConducting ? 0 : this.memory.unpermitted_ticks + passed_ticks;
    if (this.memory.unpermitted_ticks >= this.#opening_ticks) this.report('S1', `closed in mode ${this.#state[WORD.MODE]!} with ${this.#state[WORD.LATCH_COUNT]!} latched and the lease at ${this.#state[WORD.LEASE_TICKS]!} ticks`);
    const silent_s = (this.#device.tick - this.memory.heard_tick) * this.#tick_s;
    const isCovered = silent_s <= this.#lease_s_max || !this.memory.wasConducting || this.memory.wasAutonomous;
    this.memory.uncovered_ticks = isCovered ? 0 : this.memory.uncovered_ticks + passed_ticks;
    if (this.memory.uncovered_ticks >= this.#opening_ticks) this.report('T7', `closed ${silent_s} s after the last renewal`);
    const high_V = truth.voltage_V_max;
    const low_V = truth.voltage_V_min;
    this.memory.highest_V = Math.max(this.memory.highest_V, high_V);
    this.memory.highestClosed_V = Math.max(this.memory.highestClosed_V, truth.voltage_V);
    const isInside = this.#bound.low_V <= low_V && high_V <= this.#bound.high_V;
    if (!isInside) this.report('S2', `${low_V} to ${high_V} V across the cell`);
    // A processor that starts anew knows no caps yet; that the circuit is closed still is the business of S1.
    if (this.#state[WORD.IS_GATE_VALID] === 1) this.#judgeCaps(high_V, isOn);
    this.#judgeCurrent();
    this.#judgeSlew(passed_ticks);
  }

  /** S4, and that the cell never sees more than the cap and the error of the path. */
  #judgeCaps(high_V: number, isOn: boolean): void {
    const state = this.#state;
    const cap_V = state[WORD.CAP_MAX_CODE]! / DAC_CODES_PER_V;
    const trip_V = state[WORD.VOLTAGE_MAX_CODE]! / INTERLOCK_CODES_PER_V;
    const setpoint_V = this.#registers[REGISTER.DAC_CODE]! / DAC_CODES_PER_V;
    const isOrdered = state[WORD.CAP_MIN_CODE]! <= state[WORD.CAP_MAX_CODE]! && setpoint_V <= cap_V && cap_V < trip_V && trip_V < STRAP_HIGH_V;
    if (!isOrdered && isOn && this.excuses.isMeasurementFaulty !== true) this.report('S4', `set-point ${setpoint_V} V, cap ${cap_V} V, trip ${trip_V} V`);
    if (this.memory.cap_V <= cap_V) {
      this.memory.cap_V = cap_V;
      this.memory.capHeldUntil_tick = 0;
    } else if (this.memory.capHeldUntil_tick === 0) this.memory.capHeldUntil_tick = this.#device.tick + CAP_GRACE_S / this.#tick_s;
    else if (this.memory.capHeldUntil_tick <= this.#device.tick) {
      this.memory.cap_V = cap_V;
      this.memory.capHeldUntil_tick = 0;
    }
    const isBelowCap = high_V <= this.memory.cap_V + CAP_ERROR_V;
    if (!isBelowCap && this.excuses.isMeasurementFaulty !== true) this.report('S2', `${high_V} V across the cell under a cap of ${this.memory.cap_V} V`);
  }

  /** S3: a current that the interlock path surely sees does not last. */
  #judgeCurrent(): void {
    const limit_A = this.#state[WORD.CURRENT_MAX_CODE]! / INTERLOCK_CODES_PER_A;
    const isInside = Math.abs(this.#truth.current_A) <= 1.01 * limit_A + 50e-12;
    this.memory.over_ticks = isInside ? 0 : this.memory.over_ticks + 1;
    if (this.memory.over_ticks > OVER_CURRENT_TICKS_MAX && this.excuses.isMeasurementFaulty !== true) this.report('S3', `${this.#truth.current_A} A for ${this.memory.over_ticks} ticks`);
  }

  #beginWindows(): void {
    this.memory.rise_code = Infinity;
    this.memory.fall_code = -Infinity;
    this.memory.way_ticks = 0;
  }

  /** S5: over every window the set-point moves by no more than slew times time and one code. */
  #judgeSlew(passed_ticks: number): void {
    const code = this.#registers[REGISTER.DAC_CODE]!;
    this.memory.way_ticks += passed_ticks;
    const way_codes = this.memory.way_ticks * this.memory.slew_V_per_s * this.#tick_s * DAC_CODES_PER_V;
    this.memory.rise_code = Math.min(this.memory.rise_code, code - way_codes);
    this.memory.fall_code = Math.max(this.memory.fall_code, code + way_codes);
    const isInside = code - way_codes - this.memory.rise_code <= 1.001 && this.memory.fall_code - (code + way_codes) <= 1.001;
    if (!isInside && this.memory.wasConducting && this.excuses.isMeasurementFaulty !== true) this.report('S5', `the set-point moved by ${code - way_codes - this.memory.rise_code} codes beyond its slew`);
  }

  /** T2: a latch is left through an acknowledge, layer 0's through the local reset, and by nothing else. */
  #judgeLatch(mode: number): void {
    if (mode === MODE.TRIPPED) this.memory.owesAcknowledge ||= !this.memory.wasTripped;
    if (mode === MODE.HARD_FAULT) this.memory.owesLocalReset = true;
    this.memory.wasTripped = mode === MODE.TRIPPED;
    if ((this.memory.owesAcknowledge || this.memory.owesLocalReset) && PERMISSIVE.includes(mode)) {
      this.report('T2', `mode ${mode} after a trip without ${this.memory.owesLocalReset ? 'the local reset' : 'an acknowledge'}`);
      this.memory.owesAcknowledge = false;
      this.memory.owesLocalReset = false;
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
