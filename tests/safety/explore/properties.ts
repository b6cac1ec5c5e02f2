import { CAUSE, LATCH_COUNT_MAX, MODE, PRESENT_CAUSES, WORD } from '@nanobias/firmware-model/interlock';
import type { PresentCause } from '@nanobias/firmware-model/interlock';
import type { ActionName } from './actions.ts';
import { ENVIRONMENT, GHOST, LAPSE_PLACE, LINK_PLACE, NOBODY } from './memory.ts';
import type { Memory, Places } from './memory.ts';
import type { Expectation } from './oracle.ts';
import { STRAP } from './code-rows.ts';
import type { Slice } from './slice.ts';

const { REQUEST, READBACK, HOLDER, COMMITTED, DAC } = ENVIRONMENT;
const { OWED, FIRST, ENABLED, LEASE_LEFT, TOKEN_LEFT, GONE_FIRST } = GHOST;

/** One step of the explored system: the words before, everything after, and what was done. */
export interface Step {
  readonly before: Int32Array;
  readonly after: Memory;
  readonly places: Places;
  readonly slice: Slice;
  /** Absent in a tick. */
  readonly action: ActionName | undefined;
  readonly isRefused: boolean;
  /** Absent in an action. */
  readonly expected: Expectation | undefined;
}

export type Verdict = 'vacuous' | 'witnessed' | 'violated';

export interface Property {
  readonly name: string;
  readonly sentence: string;
  readonly verdict: (step: Step) => Verdict;
}

function held(isHeld: boolean): Verdict {
  return isHeld ? 'witnessed' : 'violated';
}

const stateBefore = ({ before, places }: Step, word: number): number => before[places.state + word]!;
const environmentBefore = ({ before, places }: Step, word: number): number => before[places.environment + word]!;
const ghostBefore = ({ before, places }: Step, word: number): number => before[places.ghost + word]!;

function isOff({ after: { environment, interlock } }: Step): boolean {
  const mode = interlock.state[WORD.MODE]!;
  return environment[REQUEST] === 0 && mode !== MODE.ON && mode !== MODE.RAMP_DOWN;
}

function hasTripped({ after: { interlock: { state } } }: Step): boolean {
  const mode = state[WORD.MODE]!;
  return mode === MODE.TRIPPED || mode === MODE.HARD_FAULT;
}

/** The cause of the wire that comes first of those at these places of a slice. */
function firstOf({ causes }: Slice, places: number): number {
  for (const cause of PRESENT_CAUSES) {
    if ((places & placeBit(causes, cause)) !== 0) return cause;
  }
  return 0;
}

function placeBit(causes: Slice['causes'], cause: PresentCause): number {
  if (cause === CAUSE.LEASE_LAPSED) return 1 << LAPSE_PLACE;
  if (cause === CAUSE.LINK_LOST) return 1 << LINK_PLACE;
  const place = causes.indexOf(cause);
  return place < 0 ? 0 : 1 << place;
}

/** A property of one cause: wherever it is present with the output on, the output opens and stays so. */
function ofCause(name: string, cause: PresentCause, sentence: string): Property {
  return {
    name, sentence,
    verdict: (step) => {
      const { expected, slice } = step;
      const place = slice.causes.indexOf(cause);
      if (place < 0 || expected === undefined || !expected.wasEnergised || (expected.sure & (1 << place)) === 0) return 'vacuous';
      return held(isOff(step) && hasTripped(step));
    },
  };
}

export const PROPERTIES: readonly Property[] = [
  {
    name: 'S1', sentence: 'a closed switch means mode ON or RAMP_DOWN, no latch, valid limits and a living lease',
    verdict: ({ after: { interlock: { state }, environment, ghost } }) => {
      if (environment[REQUEST] === 0) return 'vacuous';
      const mode = state[WORD.MODE]!;
      const isMode = mode === MODE.ON || mode === MODE.RAMP_DOWN;
      const areLimitsValid = environment[COMMITTED] !== 0 && state[WORD.IS_GATE_VALID] === 1;
      const isLeaseAlive = environment[HOLDER] !== NOBODY && 0 <= state[WORD.LEASE_TICKS]! && 0 <= ghost[LEASE_LEFT]!;
      return held(isMode && state[WORD.LATCH_COUNT] === 0 && ghost[OWED] === 0 && areLimitsValid && isLeaseAlive);
    },
  },
  {
    name: 'S4', sentence: 'set-point, cap, trip and strap are ordered while the output is on',
    verdict: ({ after: { interlock: { state }, environment } }) => {
      if (environment[REQUEST] === 0) return 'vacuous';
      const isUpper = environment[DAC]! <= state[WORD.CAP_MAX_CODE]! && state[WORD.CAP_MAX_CODE]! < state[WORD.VOLTAGE_MAX_CODE]! && state[WORD.VOLTAGE_MAX_CODE]! < STRAP.code_max;
      const isLower = STRAP.code_min < state[WORD.VOLTAGE_MIN_CODE]! && state[WORD.VOLTAGE_MIN_CODE]! < state[WORD.CAP_MIN_CODE]! && state[WORD.CAP_MIN_CODE]! <= environment[DAC]!;
      return held(isUpper && isLower);
    },
  },
  {
    name: 'S6', sentence: 'the latch holds no more than it has places for',
    verdict: ({ after: { interlock: { state } } }) => {
      const count = state[WORD.LATCH_COUNT]!;
      return count === 0 ? 'vacuous' : held(0 < count && count <= LATCH_COUNT_MAX);
    },
  },
  {
    name: 'T1', sentence: 'a cause opens within its bound, whatever else happens in that tick',
    verdict: (step) => {
      const { expected, after: { ghost } } = step;
      if (expected === undefined || !expected.wasEnergised || expected.sure === 0) return 'vacuous';
      return held(isOff(step) && hasTripped(step) && ghost[OWED] !== 0);
    },
  },
  {
    name: 'T1-readback', sentence: 'the tick after the request the switches read open',
    verdict: (step) => (step.expected === undefined || environmentBefore(step, REQUEST) !== 0 ? 'vacuous' : held(step.after.environment[READBACK] === 0)),
  },
  {
    name: 'T1-quiet', sentence: 'without a cause nothing trips',
    verdict: (step) => {
      const { expected } = step;
      if (expected === undefined || !expected.wasEnergised || expected.possible !== 0) return 'vacuous';
      return held(!hasTripped(step));
    },
  },
  {
    name: 'T2', sentence: 'a latch clears only by an acknowledge that names fault and nonce, cause gone for its clear time, output off',
    verdict: (step) => {
      const { action, slice, after: { interlock: { state }, environment } } = step;
      const held_count = stateBefore(step, WORD.LATCH_COUNT);
      if (held_count === 0) return 'vacuous';
      const owed = ghostBefore(step, OWED);
      const isReleased = state[WORD.LATCH_COUNT]! < held_count || !hasTripped(step);
      if (!isReleased) return 'witnessed';
      let areAllGone = true;
      for (let place = 0; place <= LINK_PLACE; place += 1) {
        areAllGone = areAllGone && ((owed & (1 << place)) === 0 || slice.clear_ticks <= ghostBefore(step, GONE_FIRST + place));
      }
      return held(action === 'acknowledge' && areAllGone && environment[READBACK] === 0 && environment[REQUEST] === 0 && state[WORD.MODE] === MODE.SAFE);
    },
  },
  {
    name: 'T2-owed', sentence: 'what opened the output keeps it latched until it is acknowledged',
    verdict: (step) => (step.after.ghost[OWED] === 0 ? 'vacuous' : held(hasTripped(step) && isOff(step) && 0 < step.after.interlock.state[WORD.LATCH_COUNT]!)),
  },
  {
    name: 'T3', sentence: 'off to on happens only from ARMED, behind an enable with a token that was granted, in time and unspent',
    verdict: (step) => {
      const isClosing = environmentBefore(step, REQUEST) === 0 && step.after.environment[REQUEST] !== 0;
      if (!isClosing) return 'vacuous';
      return held(stateBefore(step, WORD.MODE) === MODE.ARMED && ghostBefore(step, ENABLED) === 1 && step.expected !== undefined);
    },
  },
  {
    name: 'T3-token', sentence: 'an enable is accepted with the living token alone, and once',
    verdict: (step) => {
      if ((step.action !== 'enable' && step.action !== 'enableUsedToken') || step.isRefused) return 'vacuous';
      return held(step.action === 'enable' && 0 < ghostBefore(step, TOKEN_LEFT) && ghostBefore(step, ENABLED) === 0);
    },
  },
  {
    name: 'T4', sentence: 'a limit is loosened only with the output off and disarmed',
    verdict: (step) => {
      const { state } = step.after.interlock;
      const isLoosened =
        stateBefore(step, WORD.CAP_MAX_CODE) < state[WORD.CAP_MAX_CODE]! || stateBefore(step, WORD.VOLTAGE_MAX_CODE) < state[WORD.VOLTAGE_MAX_CODE]! ||
        state[WORD.CAP_MIN_CODE]! < stateBefore(step, WORD.CAP_MIN_CODE) || stateBefore(step, WORD.CURRENT_MAX_CODE) < state[WORD.CURRENT_MAX_CODE]!;
      if (!isLoosened) return 'vacuous';
      const mode = stateBefore(step, WORD.MODE);
      return held((mode === MODE.SAFE || mode === MODE.LIMITS_SET) && isOff(step));
    },
  },
  {
    name: 'T5', sentence: 'what is refused changes nothing',
    verdict: ({ isRefused, before, after: { words } }) => {
      if (!isRefused) return 'vacuous';
      for (let word = 0; word < before.length; word += 1) {
        if (before[word] !== words[word]) return 'violated';
      }
      return 'witnessed';
    },
  },
  {
    name: 'T7', sentence: 'the lease lasts no longer than the last accepted command of its holder gives it',
    verdict: ({ after: { interlock: { state }, ghost } }) => (state[WORD.LEASE_TICKS]! < 0 ? 'vacuous' : held(state[WORD.LEASE_TICKS]! <= ghost[LEASE_LEFT]!)),
  },
  {
    name: 'T9', sentence: 'the first fault stays the first until it is acknowledged',
    verdict: ({ slice, after: { interlock: { state }, ghost } }) => {
      if (state[WORD.LATCH_COUNT] === 0 || ghost[FIRST] === 0) return 'vacuous';
      return held(state[WORD.LATCH_FIRST] === firstOf(slice, ghost[FIRST]!));
    },
  },
  ofCause('T10', CAUSE.EXCESS_CHARGE, 'a current that flickers trips by its sum, whatever its phase'),
  ofCause('T11', CAUSE.BOARD_RESET, 'a reset of the front end behind the processor’s back opens'),
  ofCause('T12', CAUSE.SWITCH_WELDED, 'a switch that is found welded opens the other one, and holds until a local reset'),
  {
    name: 'L2', sentence: 'a stop opens at once, from every state',
    verdict: (step) => {
      if (step.action !== 'stop' || step.isRefused) return 'vacuous';
      const mode = step.after.interlock.state[WORD.MODE]!;
      const isSafe = mode === MODE.SAFE || mode === MODE.TRIPPED || mode === MODE.HARD_FAULT || mode === MODE.BOOT || mode === MODE.SELF_TEST;
      return held(isOff(step) && isSafe);
    },
  },
];


/** Properties that do not live in a step of the interlocks alone, and who holds them. */
export const ELSEWHERE: Readonly<Record<string, string>> = {
  S2: 'layer 0, within the tick: tests/safety/adversary and tests/firmware-model/board/protection',
  S3: 'the true current, from the specimen: the oracle of tests/safety/sequences',
  S5: 'the generator, over every window: the oracle of tests/safety/sequences; row 5 as a cause is explored here',
  T6: 'frames and their ids, before the interlocks: tests/firmware-model/controller and tests/conformance',
  T8: 'the flash: tests/firmware-model/controller and tests/firmware-model/board',
  L3: 'the hold-up of the supply: tests/firmware-model/controller',
};
