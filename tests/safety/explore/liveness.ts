import { MODE, WORD, acknowledgeVerdict, latchedCauses } from '@nanobias/firmware-model/interlock';
import { ACTIONS } from './actions.ts';
import type { ActionName } from './actions.ts';
import type { AbstractDevice } from './device.ts';
import type { Explored } from './explorer.ts';
import { CONNECTION, ENVIRONMENT, ME, OTHER } from './memory.ts';
import { Oracle } from './oracle.ts';

const { READBACK, HOLDER, IS_LINKED, CONNECTION: CONNECTING, NONCE, HARD_LATCH } = ENVIRONMENT;
const UNKNOWN = -1;
const UNREACHABLE = -2;

export interface Liveness {
  readonly on_reachable_from_all: boolean;
  /** Longest way of a well-behaved host to mode ON, in moves. */
  readonly moves_max: number;
  /** States from which there is no way, apart from hard faults. */
  readonly stuck: number;
  readonly witnesses: number;
}

/**
 * L1: from every state that was found but a hard fault, causes gone and the host well-behaved, mode ON is reached. The host
 * has one answer to every state, so that each state has one successor and every way is walked once.
 */
export function livenessOf({ visited, device }: Explored): Liveness {
  const { words, interlock: { state } } = device.memory;
  const oracle = new Oracle(device.memory, device.slice);
  const distances = new Int32Array(visited.count).fill(UNKNOWN);
  const way: number[] = [];
  let moves_max = 0;
  let stuck = 0;
  let witnesses = 0;
  for (let start = 0; start < visited.count; start += 1) {
    let index = start;
    way.length = 0;
    let end = UNKNOWN;
    while (end === UNKNOWN) {
      visited.load(index, words);
      if (state[WORD.MODE] === MODE.ON) end = 0;
      else if (isHardFault(device)) end = UNREACHABLE;
      else if (distances[index] !== UNKNOWN) end = distances[index]!;
      else {
        way.push(index);
        distances[index] = UNREACHABLE;
        index = follow(device, oracle, visited);
      }
    }
    for (const passed of way.reverse()) {
      end = end < 0 ? UNREACHABLE : end + 1;
      distances[passed] = end;
    }
    visited.load(start, words);
    if (isHardFault(device)) continue;
    witnesses += 1;
    if (end < 0) stuck += 1;
    moves_max = Math.max(moves_max, end);
  }
  return { on_reachable_from_all: stuck === 0, moves_max, stuck, witnesses };
}

/** A hard fault, also while the self-test is still to tell what layer 0 holds. */
function isHardFault({ memory: { environment, interlock } }: AbstractDevice): boolean {
  return interlock.state[WORD.MODE] === MODE.HARD_FAULT || environment[HARD_LATCH] !== 0;
}

/** The index of the state behind the well-behaved host's move. A state that was not explored would be a fault of the explorer. */
function follow(device: AbstractDevice, oracle: Oracle, visited: Explored['visited']): number {
  const before = device.memory.words.slice();
  const action = nextAction(device);
  if (action !== undefined && ACTIONS[action](device)) {
    oracle.noteAction(before, action);
  } else {
    // Nothing to do, or refused: in either case a good host waits.
    const expected = oracle.tickExpectation(before, 0);
    device.tick(0);
    oracle.noteTick(before, 0, expected);
  }
  const index = visited.find(device.memory.words);
  if (index < 0) throw new Error(`${action ?? 'a tick'} leads out of the explored states`);
  return index;
}

/** What a good host does next; undefined waits for a tick. */
function nextAction({ memory: { environment, interlock }, slice, mode }: AbstractDevice): ActionName | undefined {
  if (environment[IS_LINKED] === 0) return 'plugIn';
  if (environment[HOLDER] === OTHER) return undefined;
  if (environment[HOLDER] !== ME) return 'acquire';
  if (interlock.state[WORD.LEASE_TICKS]! < slice.lease_ticks) return 'renew';
  const isBusy = environment[CONNECTING] !== CONNECTION.IDLE;
  switch (mode) {
    case 'SAFE':
      return 'commitLoose';
    case 'LIMITS_SET':
      return isBusy ? undefined : 'arm';
    case 'ARMED':
      return isBusy ? undefined : 'enable';
    case 'TRIPPED': {
      const request = { causes: latchedCauses(interlock), nonce: environment[NONCE]!, isSwitchOpen: environment[READBACK] === 0 };
      return acknowledgeVerdict(interlock, request) === 'accepted' ? 'acknowledge' : undefined;
    }
    default:
      return undefined;
  }
}
