import { CAUSE, ENTRY_ACTIONS, HARDWARE_CAUSES, INPUT, MODE, WORD, bitOf, boundSlew, connectionCause, enterMode, isEnergised, isLeaseAlive, modeOf } from '@nanobias/firmware-model/interlock';
import type { CauseMask, EntryAction, Mode, ModeEvent, PresentCause } from '@nanobias/firmware-model/interlock';
import type { Bodies } from './bodies.ts';
import { LOOSE, TIGHT, WATCH, hasBlocks } from './code-rows.ts';
import { CONNECTION, ENVIRONMENT, NOBODY, claimMemory } from './memory.ts';
import type { Memory } from './memory.ts';
import { DAC, causesInForceOf, putInputs } from './slice.ts';
import type { Slice } from './slice.ts';

const { REQUEST, READBACK, HOLDER, IS_LINKED, COMMITTED, IN_FORCE, CONNECTION: CONNECTING, TOKEN, NONCE, HARD_LATCH, DAC: DAC_CODE, RAMP_DOWN_TICKS, DITHER, START_TICKS } = ENVIRONMENT;

const BOTH_SWITCHES = 3;
/** Digests of the limits, loose and tight. */
export const LOOSE_DIGEST = 1;
export const TIGHT_DIGEST = 2;
/** Longest soft disconnect. */
const RAMP_DOWN_TICKS_MAX = 2;
/** No movement of the DAC is a slew while it rests. */
const SLEW_REST_COUNT = 1;
const SLEW_RAMP_COUNT = 8;

/**
 * The interlocks with as much of a controller around them as decides on the switch: the order of the control interrupt,
 * the table of modes, the connection. What decides is called, not restated; that the rest follows the controller is shown
 * by steps of the full model, which must all be found here.
 */
export class AbstractDevice {
  readonly memory: Memory;
  readonly slice: Slice;
  readonly bodies: Bodies;
  /** Causes of each combination of stimuli. */
  readonly #combinations: readonly (readonly PresentCause[])[];
  readonly #hasDither: boolean;
  readonly #hasBlocks: boolean;

  constructor(slice: Slice, bodies: Bodies) {
    this.slice = slice;
    this.bodies = bodies;
    this.memory = claimMemory({ window_ticks: slice.window_ticks, clear_ticks: slice.clear_ticks, causesInForce: causesInForceOf(slice), watch: WATCH });
    this.#combinations = Array.from({ length: 1 << slice.causes.length }, (_, bits) => slice.causes.filter((_cause, place) => (bits & (1 << place)) !== 0));
    this.#hasDither = slice.causes.includes(CAUSE.ADC_FROZEN);
    this.#hasBlocks = hasBlocks(slice.causes);
    boundSlew(this.memory.interlock, SLEW_REST_COUNT);
    this.#wipe();
  }

  get mode(): Mode {
    return modeOf(this.memory.interlock.state[WORD.MODE]!);
  }

  get isCommandTaken(): boolean {
    const { environment, interlock } = this.memory;
    return environment[HOLDER] === 1 && isLeaseAlive(interlock) && environment[IS_LINKED] === 1;
  }

  /** One tick of layer 0, control interrupt and supervisor, with the causes of these bits brought about. */
  tick(bits: number): void {
    const { environment, interlock } = this.memory;
    const causes = this.#combinations[bits]!;
    if (this.#hasDither) environment[DITHER] = 1 - environment[DITHER]!;
    let outer = putInputs(interlock, causes, { dac_code: environment[DAC_CODE]!, dither_code: environment[DITHER]! });
    const hard = environment[HARD_LATCH]! | (outer & HARDWARE_CAUSES);
    environment[HARD_LATCH] = hard;
    environment[READBACK] = hard === 0 ? environment[REQUEST]! : 0;
    outer |= hard;
    if (environment[IS_LINKED] === 0) outer |= bitOf(CAUSE.LINK_LOST);
    interlock.inputs[INPUT.OUTER_CAUSES] = outer;
    const present = this.bodies.step(interlock);
    if (present !== 0) this.#react(present);
    this.#attend();
    this.#wipe();
  }

  /** Whether the event happens: the mode by the table, then what the new mode does on entry. */
  transition(event: ModeEvent): boolean {
    const from = this.mode;
    const to = this.bodies.following(from, event);
    if (to === 'reject') return false;
    if (to === from) return true;
    enterMode(this.memory.interlock, MODE[to]);
    for (const action of ENTRY_ACTIONS[to]) this.#enter(action);
    return true;
  }

  open(event: 'open' | 'stop' | 'trip' | 'hardFault'): void {
    const { environment } = this.memory;
    environment[REQUEST] = 0;
    environment[CONNECTING] = CONNECTION.IDLE;
    this.transition(event);
  }

  loseLease(): void {
    const { environment, interlock } = this.memory;
    if (environment[HOLDER] === NOBODY) return;
    environment[HOLDER] = NOBODY;
    interlock.state[WORD.LEASE_TICKS] = -1;
    environment[CONNECTING] = CONNECTION.IDLE;
    if (this.mode === 'ARMED') this.transition('disarm');
  }

  putLimitsInForce(digest: number): void {
    const { environment, interlock } = this.memory;
    environment[COMMITTED] = digest;
    environment[IN_FORCE] = digest;
    this.bodies.putThresholdsInForce(interlock, digest === LOOSE_DIGEST ? LOOSE : TIGHT);
  }

  /** Moves the set-point; what the gate refuses moves nothing. */
  putOut(code: number): boolean {
    const { environment, interlock } = this.memory;
    if (this.bodies.gateVerdict(interlock, code) !== 'permitted') return false;
    boundSlew(interlock, SLEW_RAMP_COUNT);
    environment[DAC_CODE] = code;
    return true;
  }

  /**
   * What does not decide: warnings for the log, and the memory of rows that are not in force in this slice. Blocks are looked
   * at while the output is on alone, and begin anew at the closing.
   */
  #wipe(): void {
    const { interlock } = this.memory;
    const { state } = interlock;
    state[WORD.WARNINGS] = 0;
    // No bit is watched: the dither has one.
    state.fill(0, WORD.MOVED_VOLTAGE_BITS, WORD.BIT_MEANS_LEFT + 1);
    if (!this.#hasDither) state.fill(0, WORD.LAST_VOLTAGE_CODE, WORD.FROZEN_CURRENT_COUNT + 1);
    if (!this.#hasBlocks || !isEnergised(interlock)) {
      interlock.blocks.fill(0);
      state[WORD.CAUSES_HELD] = 0;
    }
  }

  #react(present: CauseMask): void {
    const { environment, interlock } = this.memory;
    const tripping = this.bodies.trippingCauses(interlock, present);
    if (tripping !== 0) {
      if (interlock.state[WORD.LATCH_COUNT] === 0) environment[NONCE] = 3 - environment[NONCE]!;
      this.bodies.latch(interlock, tripping, environment[NONCE]!);
      this.open(this.bodies.tripEvent(tripping));
    }
    if (this.bodies.hostLossCause(present) !== 0) this.loseLease();
  }

  #attend(): void {
    const { environment } = this.memory;
    switch (this.mode) {
      case 'ON':
        if (environment[CONNECTING] === CONNECTION.CLOSING && environment[READBACK] === BOTH_SWITCHES) environment[CONNECTING] = CONNECTION.IDLE;
        break;
      case 'RAMP_DOWN':
        environment[RAMP_DOWN_TICKS] = environment[RAMP_DOWN_TICKS]! - 1;
        if (environment[RAMP_DOWN_TICKS] <= 0) this.open('open');
        break;
      case 'BOOT':
        if (this.#isStartOver()) this.transition('startSelfTest');
        break;
      case 'SELF_TEST':
        if (this.#isStartOver()) this.transition(environment[HARD_LATCH] === 0 && environment[READBACK] === 0 ? 'passSelfTest' : 'hardFault');
        break;
      default:
        this.#attendOpen();
        break;
    }
  }

  /** Boot and self-test take more than a tick each. */
  #isStartOver(): boolean {
    const { environment } = this.memory;
    environment[START_TICKS] = 1 - environment[START_TICKS]!;
    return environment[START_TICKS] === 0;
  }

  #attendOpen(): void {
    const { environment, interlock } = this.memory;
    const isTokenSpent = CONNECTION.MEASURING <= environment[CONNECTING]!;
    if (this.mode === 'ARMED' && !isTokenSpent && !this.bodies.ageToken(interlock)) this.transition('disarm');
    switch (environment[CONNECTING]) {
      case CONNECTION.MEASURING_TO_ARM:
        environment[CONNECTING] = CONNECTION.IDLE;
        if (environment[COMMITTED] === 0 || !this.transition('arm')) break;
        environment[TOKEN] = 3 - environment[TOKEN]!;
        this.bodies.grantToken(interlock, { token: environment[TOKEN], limits_digest: environment[COMMITTED]!, life_ticks: this.slice.token_ticks });
        break;
      case CONNECTION.MEASURING:
        environment[CONNECTING] = this.bodies.gateVerdict(interlock, DAC.REST) === 'permitted' ? CONNECTION.PRESET : CONNECTION.IDLE;
        if (environment[CONNECTING] === CONNECTION.PRESET) environment[DAC_CODE] = DAC.REST;
        else this.transition('disarm');
        break;
      case CONNECTION.PRESET:
        this.#close();
        break;
      default:
        break;
    }
  }

  #close(): void {
    const { environment } = this.memory;
    environment[CONNECTING] = CONNECTION.IDLE;
    const isFree =
      environment[COMMITTED] !== 0 &&
      connectionCause({ dac_uV: environment[DAC_CODE]!, open_circuit_uV: DAC.REST, voltage_error_uV: 0, hot_connect_uV_max: 0, isWaived: false }) === 0;
    if (!isFree || !this.transition('close')) this.transition('disarm');
    else environment[CONNECTING] = CONNECTION.CLOSING;
  }

  #enter(action: EntryAction): void {
    const { environment, interlock } = this.memory;
    switch (action) {
      case 'open':
        environment[REQUEST] = 0;
        break;
      case 'freeze':
        boundSlew(interlock, SLEW_REST_COUNT);
        break;
      case 'voidToken':
        this.bodies.voidToken(interlock);
        break;
      case 'dropLimits':
        environment[COMMITTED] = 0;
        break;
      case 'close':
        this.bodies.restartWindows(interlock, environment[DAC_CODE]!);
        environment[REQUEST] = BOTH_SWITCHES;
        break;
      case 'driveToZero':
        environment[RAMP_DOWN_TICKS] = RAMP_DOWN_TICKS_MAX;
        break;
    }
  }
}
