import { REGISTER, createController } from '@nanobias/firmware-model';
import type { BoardConfiguration, Controller, ControllerParts, InterlockRow } from '@nanobias/firmware-model';
import { MODE, WORD, enterMode } from '@nanobias/firmware-model/interlock';
import { FrameKind, decodeRequest } from '@nanobias/proto';
import type { Frame, RequestBody } from '@nanobias/proto';
import { CarelessFlash } from './careless-store.ts';
import { FilteredPort } from './filtered-port.ts';
import { SwappedReplies } from './swapped-replies.ts';

/** How a planted fault is looked for. */
export type Method = 'sequences' | 'fault matrix' | 'trip times' | 'adversary' | 'recovery' | 'power cuts' | 'trip log' | 'answers';

/** A faulty interlock: our own firmware with one thing spoilt, or a board with one part of layer 0 spoilt. */
export interface Saboteur {
  readonly name: string;
  /** Where such a hole was found in the wild, or the property that it breaks. */
  readonly origin: string;
  readonly method: Method;
  readonly firmware?: (parts: ControllerParts) => Controller;
  readonly board?: Partial<BoardConfiguration>;
  /** The fault of the catalogue, or the cause, that shows it. */
  readonly fault?: string;
}

interface Views {
  readonly state: Int32Array;
  readonly excess: Int32Array;
  readonly lease: Uint32Array;
  readonly setpoint: Float64Array;
  readonly events: Float64Array;
  readonly slow: Float64Array;
}

type Deed = (parts: ControllerParts, views: Views) => void;

const SWITCHES_BOTH = 3;
const OPEN = 0;
/** Word of the slow rows that counts how often the current was the same. */
const FROZEN_CURRENT_COUNT = 90;
/** Word of the lease that says at which tick it ends. */
const LEASE_END_TICK = 6;

function views({ arena }: ControllerParts): Views {
  const field = (name: string): { readonly buffer: ArrayBuffer; readonly offset_bytes: number; readonly length: number } => {
    const found = arena.fields.find((candidate) => candidate.name === name);
    if (found === undefined) throw new Error(`the arena has no ${name}`);
    return { buffer: arena.words.buffer as ArrayBuffer, offset_bytes: found.offset_bytes, length: found.length };
  };
  const state = field('interlock.state');
  const excess = field('interlock.excess');
  const lease = field('controller.lease');
  const setpoint = field('controller.setpoint');
  const events = field('controller.events');
  const slow = field('interlock.slow');
  return {
    state: new Int32Array(state.buffer, state.offset_bytes, state.length),
    excess: new Int32Array(excess.buffer, excess.offset_bytes, excess.length),
    lease: new Uint32Array(lease.buffer, lease.offset_bytes, lease.length),
    setpoint: new Float64Array(setpoint.buffer, setpoint.offset_bytes, setpoint.length),
    events: new Float64Array(events.buffer, events.offset_bytes, events.length),
    slow: new Float64Array(slow.buffer, slow.offset_bytes, slow.length),
  };
}

/** Our firmware with something done before or after its interrupt. */
function around({ before, after }: { readonly before?: Deed; readonly after?: Deed }): (parts: ControllerParts) => Controller {
  return (parts) => {
    const controller = createController(parts);
    const seen = views(parts);
    return {
      // Not `serveTicks`: the deed is done in every tick.
      boot: () => controller.boot?.(),
      runTasks: () => controller.runTasks(),
      isr: () => {
        before?.(parts, seen);
        controller.isr();
        after?.(parts, seen);
      },
    };
  };
}

/** Our firmware behind a port that reads frames otherwise. */
function behind(map: (frame: Frame) => Frame | undefined): (parts: ControllerParts) => Controller {
  return (parts) => createController({ ...parts, port: new FilteredPort(parts.port, map) });
}

/** Our firmware, with something done when a request of a kind arrives. */
function onRequest(kind: RequestBody['kind'], deed: (seen: Views, body: RequestBody) => void): (parts: ControllerParts) => Controller {
  return (parts) => {
    const watch = (frame: Frame): Frame => {
      const decoded = frame.kind === FrameKind.CONTROL ? decodeRequest(frame.payload) : undefined;
      if (decoded?.ok === true && decoded.value.body.kind === kind) deed(views(parts), decoded.value.body);
      return frame;
    };
    return behind(watch)(parts);
  };
}

function without(...rows: readonly InterlockRow[]): (parts: ControllerParts) => Controller {
  return (parts) => createController({ ...parts, protections: { ...parts.protections, rowsLeftOut: new Set([...parts.protections.rowsLeftOut, ...rows]) } });
}

const isTripped = (state: Int32Array): boolean => state[WORD.MODE] === MODE.TRIPPED;
const isOn = (state: Int32Array): boolean => state[WORD.MODE] === MODE.ON;

/** Gives a lease that somebody holds so many ticks, and moves its end with it: otherwise row 27 would find it. */
function prolong({ state, lease }: Views, ticks: number): void {
  const left_ticks = state[WORD.LEASE_TICKS]!;
  if (left_ticks <= 0) return;
  state[WORD.LEASE_TICKS] = ticks;
  lease[LEASE_END_TICK] = lease[LEASE_END_TICK]! + ticks - left_ticks;
}

function release(state: Int32Array): void {
  state[WORD.LATCH_COUNT] = 0;
  enterMode({ state }, MODE.SAFE);
}

/** Opens, and closes again a second later without being asked. */
function reEnabling(): (parts: ControllerParts) => Controller {
  let off_ticks = 0;
  let hasBeenOn = false;
  return around({
    after: ({ registers }, { state }) => {
      hasBeenOn ||= isOn(state);
      off_ticks = isOn(state) ? 0 : off_ticks + 1;
      if (!hasBeenOn || off_ticks < 1200) return;
      registers[REGISTER.DAC_CODE] = registers[REGISTER.INTERLOCK_VOLTAGE_CODE]! * 16;
      registers[REGISTER.SWITCH_REQUEST] = SWITCHES_BOTH;
    },
  });
}

/** Keeps the switches closed for some ticks after the firmware has told them to open. */
function lingering(ticks: number): (parts: ControllerParts) => Controller {
  let left = 0;
  return around({
    after: ({ registers }) => {
      if (registers[REGISTER.SWITCH_REQUEST] === SWITCHES_BOTH) left = ticks;
      else if (left > 0) {
        left -= 1;
        registers[REGISTER.SWITCH_REQUEST] = left > 0 ? SWITCHES_BOTH : OPEN;
      }
    },
  });
}

/** The interrupt sees a word of the board otherwise than it is. */
function seeing(register: number, otherwise: (word: number, seen: Views) => number): (parts: ControllerParts) => Controller {
  let truth = 0;
  return around({
    before: ({ registers }, seen) => {
      truth = registers[register]!;
      registers[register] = otherwise(truth, seen);
    },
    after: ({ registers }) => {
      registers[register] = truth;
    },
  });
}

/** Behind a closed circuit the DAC gets another code than the gate has seen. */
function driving(code: (setpoint: Float64Array) => number): (parts: ControllerParts) => Controller {
  return around({
    after: ({ registers }, { state, setpoint }) => {
      if (isOn(state) && registers[REGISTER.SWITCH_READBACK] === SWITCHES_BOTH) registers[REGISTER.DAC_CODE] = code(setpoint);
    },
  });
}

/** Feeds the watchdog in the interrupt, whether the tasks have checked in or not. */
function feeding(): (parts: ControllerParts) => Controller {
  let feed = 0;
  return around({
    after: ({ registers }) => {
      feed = (feed + 1) & 0x7fff_ffff;
      registers[REGISTER.WATCHDOG] = feed;
    },
  });
}

/** Looks at every tenth code of the current, and holds it until the next. */
function skipping(): (parts: ControllerParts) => Controller {
  let ticks = 0;
  let held_code = 0;
  return seeing(REGISTER.INTERLOCK_CURRENT_CODE, (code) => {
    ticks += 1;
    if (ticks % 10 === 0) held_code = code;
    return held_code;
  });
}

/** What a factory keeps between ticks must be new for every device. */
const anew = (make: () => (parts: ControllerParts) => Controller) => (parts: ControllerParts): Controller => make()(parts);

const IN_SEQUENCES: readonly Saboteur[] = [
  {
    name: 'a trip clears itself after a second', origin: 'quartiq/booster: re-enabled by itself; T2', method: 'sequences',
    firmware: around({ after: (_, { state }) => { if (isTripped(state) && state[WORD.CLEAR_FIRST] === state[WORD.CLEAR_TICKS_MIN]) release(state); } }),
  },
  { name: 'the output closes again by itself', origin: 'quartiq/booster: re-powered without a command; T3', method: 'sequences', firmware: anew(reEnabling) },
  {
    name: 'a settings write clears the latch', origin: 'quartiq/booster; T2', method: 'sequences',
    firmware: onRequest('commit_limits', ({ state }) => { if (isTripped(state)) release(state); }),
  },
  {
    name: 'a request for the state clears the latch', origin: 'EEZ BB3: latches cleared on the way; T2', method: 'sequences',
    firmware: onRequest('get_state', ({ state }) => { if (isTripped(state)) release(state); }),
  },
  { name: 'a shutdown leaves the source on', origin: 'pymeasure#426, #513; L2', method: 'sequences', firmware: anew(() => lingering(50)) },
  { name: 'the stop is not read', origin: 'L2', method: 'sequences', firmware: behind((frame) => (frame.kind === FrameKind.STOP ? undefined : frame)) },
  {
    name: 'any request keeps the lease alive', origin: 'T7', method: 'sequences',
    firmware: onRequest('get_state', (seen) => prolong(seen, 2000)),
  },
  {
    name: 'the lease never lapses', origin: 'S1, T7', method: 'sequences',
    firmware: around({
      before: (_, seen) => prolong(seen, Math.max(50, seen.state[WORD.LEASE_TICKS]!)),
    }),
  },
  {
    name: 'any token enables', origin: 'T3', method: 'sequences',
    firmware: onRequest('enable', ({ state }, body) => {
      if (body.kind !== 'enable' || state[WORD.MODE] !== MODE.LIMITS_SET) return;
      state[WORD.TOKEN] = body.token | 0;
      state[WORD.TOKEN_TICKS] = 1000;
      state[WORD.TOKEN_DIGEST] = body.limits_digest | 0;
      enterMode({ state }, MODE.ARMED);
    }),
  },
  {
    name: 'the set-point jumps to its target', origin: 'S5', method: 'sequences',
    firmware: driving((setpoint) => setpoint[1]!),
  },
  {
    name: 'off is 0 V, and the next connection is hot', origin: 'Keithley 2450: its off state; row 12', method: 'recovery',
    firmware: around({ after: ({ registers }, { state }) => { if (!isOn(state)) registers[REGISTER.DAC_CODE] = 0; } }),
  },
];

/** Rows that are not there, each by the cause that then never comes. */
const MISSING: readonly (readonly [InterlockRow, string])[] = [
  [2, 'OVER_VOLTAGE'], [5, 'SLEW'], [6, 'EXCESS_CHARGE'], [7, 'SUSTAINED_CURRENT'], [9, 'SOFT_BREAKDOWN'], [10, 'OVER_DELITHIATION'], [11, 'REVERSAL'], [14, 'LEASE_LAPSED'], [19, 'ADC_FROZEN'],
  [20, 'SATURATED'], [21, 'DAC_FAULT'], [22, 'SENSE_OPEN'], [27, 'STATE_CORRUPTED'], [29, 'BOARD_RESET'], [31, 'SAMPLES_LOST'], [36, 'TEMPERATURE'],
];

const IN_FAULTS: readonly Saboteur[] = [
  ...MISSING.map(([row, fault]): Saboteur => ({ name: `row ${row} is left out`, origin: `row ${row}`, method: 'trip times', firmware: without(row), fault })),
  {
    name: 'nobody notices that the front end lost its settings', origin: 'FW-Dyson-BMS#76; T11', method: 'trip times',
    firmware: seeing(REGISTER.FRONT_END, () => 0x3c96), fault: 'BOARD_RESET',
  },
  {
    name: 'the watchdog is fed by the interrupt alone', origin: 'row 26', method: 'fault matrix', fault: 'processor.tasks-hang',
    firmware: anew(feeding),
  },
  { name: 'a trip opens five ticks late', origin: 'T1', method: 'trip times', firmware: anew(() => lingering(5)), fault: 'OVER_VOLTAGE' },
  {
    name: 'one good sample resets the sum of a flickering current', origin: 'EEZ BB3; T10', method: 'trip times', fault: 'EXCESS_CHARGE',
    firmware: around({
      before: ({ registers }, { state, excess }) => {
        const isGood = Math.abs(registers[REGISTER.INTERLOCK_CURRENT_CODE]!) <= state[WORD.CURRENT_MAX_CODE]!;
        if (isGood) excess.fill(0);
        if (isGood) state[WORD.EXCESS_SUM_COUNT] = 0;
      },
    }),
  },
  {
    name: 'every tenth code is looked at', origin: 'no interlock may skip a code', method: 'trip times', fault: 'OVER_CURRENT',
    firmware: anew(skipping),
  },
  {
    name: 'a negative over-current is none', origin: 'sign; row 6', method: 'trip times', fault: 'OVER_CURRENT',
    firmware: seeing(REGISTER.INTERLOCK_CURRENT_CODE, (code) => Math.max(0, code)),
  },
  {
    name: 'a bit that is stuck under live noise is not looked for', origin: 'row 19', method: 'fault matrix', fault: 'adc.voltage.stuck-bit',
    firmware: around({ before: (_, { state }) => { state[WORD.MOVED_VOLTAGE_BITS] = -1; } }),
  },
  {
    name: 'a slow path that goes on counting is taken for one that measures', origin: 'row 19', method: 'fault matrix', fault: 'adc.slow-current.frozen',
    firmware: around({ before: (_, { slow }) => { slow[FROZEN_CURRENT_COUNT] = 0; } }),
  },
  { name: 'the strap is soldered 0.2 V too high', origin: 'S2', method: 'adversary', board: { strap_V_high: 5.2 } },
  { name: 'the lower strap is missing a resistor', origin: 'S2', method: 'adversary', board: { strap_V_low: -1 } },
];

/** Words of an event in the log, and those that say that there is a value, and a limit. */
const EVENT_WORDS = 18;
const HAS_VALUE = 5;
const HAS_LIMIT = 7;

const IN_LOG_AND_STORE: readonly Saboteur[] = [
  {
    name: 'a trip is logged without what was seen and what it was held against', origin: 'Klipper#205, #3516', method: 'trip log',
    firmware: around({
      after: (_, { events }) => {
        for (let first = 0; first < events.length; first += EVENT_WORDS) events[first + HAS_VALUE] = events[first + HAS_LIMIT] = 0;
      },
    }),
  },
  {
    name: 'a page with a half-programmed word counts as blank', origin: 'mcuboot#2793: cuts were whole writes; T8', method: 'power cuts',
    firmware: (parts) => createController({ ...parts, flash: parts.flash === undefined ? undefined : new CarelessFlash(parts.flash) }),
  },
  {
    name: 'an answer that comes late goes to the newest request', origin: 'pyvisa-py#376; T6', method: 'answers',
    firmware: (parts) => createController({ ...parts, port: new SwappedReplies(parts.port) }),
  },
];

export const SABOTEURS: readonly Saboteur[] = [...IN_SEQUENCES, ...IN_FAULTS, ...IN_LOG_AND_STORE];
