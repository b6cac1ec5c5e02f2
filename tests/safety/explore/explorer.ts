import { ACTIONS, actionsOf } from './actions.ts';
import type { ActionName } from './actions.ts';
import { REAL } from './bodies.ts';
import type { Bodies } from './bodies.ts';
import { AbstractDevice } from './device.ts';
import { placesOf } from './memory.ts';
import { Oracle } from './oracle.ts';
import type { Expectation } from './oracle.ts';
import { PROPERTIES } from './properties.ts';
import { checked } from './slice.ts';
import type { Slice } from './slice.ts';
import { Visited, WordChanged } from './visited.ts';

/** What is done in one step: an action of the host, or a tick with the causes that are brought about in it. */
export interface Move {
  readonly action?: ActionName;
  readonly bits: number;
}

export interface ScheduledAction {
  /** Ticks before it. */
  readonly tick: number;
  readonly action: string;
}

export interface Violation {
  readonly slice: string;
  readonly property: string;
  readonly sentence: string;
  /** The shortest way there from power-up. */
  readonly schedule: readonly ScheduledAction[];
}

export interface Explored {
  readonly slice: Slice;
  readonly states: number;
  readonly transitions: number;
  readonly diameter: number;
  /** States that were found and not followed: 0 at the fixed point, above where a violation ended the exploration. */
  readonly frontier: number;
  readonly violations: readonly Violation[];
  readonly witnesses: Readonly<Record<string, number>>;
  readonly visited: Visited;
  readonly device: AbstractDevice;
  readonly moves: readonly Move[];
}

export interface ExploreOptions {
  readonly bodies?: Bodies;
  readonly states_max?: number;
  /** Sees every step that was not refused: the words before, and the device after it. */
  readonly onStep?: (before: Int32Array, device: AbstractDevice, move: Move) => void;
}

const STATES_MAX = 4_000_000;

/** Words that were seen to change, by the window that lays the memory out: one that is named and stays constant does no harm. */
const CHANGING = new Map<number, number[]>();

/** Follows every move from every state until nothing new is found, or to the first violation. */
export function explore(slice: Slice, options: ExploreOptions = {}): Explored {
  const words = CHANGING.get(slice.window_ticks) ?? [];
  CHANGING.set(slice.window_ticks, words);
  for (;;) {
    try {
      return new Exploration(checked(slice), options, words).run();
    } catch (thrown) {
      // A word that was constant until now: the exploration begins anew with it among those that change.
      if (!(thrown instanceof WordChanged)) throw thrown;
      words.push(thrown.word);
    }
  }
}

class Exploration {
  readonly #slice: Slice;
  readonly #options: ExploreOptions;
  readonly #device: AbstractDevice;
  readonly #oracle: Oracle;
  readonly #visited: Visited;
  readonly #moves: readonly Move[];
  readonly #before: Int32Array;
  readonly #witnesses = new Float64Array(PROPERTIES.length);
  readonly #places;
  #parents = new Int32Array(1024);
  #movesTaken = new Uint8Array(1024);

  constructor(slice: Slice, options: ExploreOptions, words: readonly number[]) {
    this.#slice = slice;
    this.#options = options;
    this.#device = new AbstractDevice(slice, options.bodies ?? REAL);
    const { memory } = this.#device;
    this.#places = placesOf(memory);
    this.#oracle = new Oracle(memory, slice);
    this.#oracle.begin();
    this.#visited = new Visited(memory.words, words, options.states_max ?? STATES_MAX);
    this.#before = memory.words.slice();
    const ticks = Array.from({ length: 1 << slice.causes.length }, (_, bits) => ({ bits }));
    this.#moves = [...ticks, ...actionsOf(slice).map((action) => ({ action, bits: 0 }))];
  }

  run(): Explored {
    const { words } = this.#device.memory;
    const visited = this.#visited;
    visited.add(words);
    let transitions = 0;
    let diameter = 0;
    let levelEnd = 1;
    let violation: Violation | undefined;
    let index = 0;
    for (; index < visited.count && violation === undefined; index += 1) {
      if (index === levelEnd) {
        diameter += 1;
        levelEnd = visited.count;
      }
      visited.load(index, this.#before);
      words.set(this.#before);
      for (let move = 0; move < this.#moves.length && violation === undefined; move += 1) {
        transitions += 1;
        violation = this.#take(index, move);
      }
    }
    return {
      slice: this.#slice, states: visited.count, transitions, diameter, frontier: visited.count - index, violations: violation === undefined ? [] : [violation],
      witnesses: Object.fromEntries(PROPERTIES.map(({ name }, place) => [name, this.#witnesses[place]!])),
      visited, device: this.#device, moves: this.#moves,
    };
  }

  /** Makes a move from a state; the violation that it is, if it is one. */
  #take(from: number, moveIndex: number): Violation | undefined {
    const move = this.#moves[moveIndex]!;
    const before = this.#before;
    let expected: Expectation | undefined;
    let isRefused = false;
    if (move.action === undefined) {
      expected = this.#oracle.tickExpectation(before, move.bits);
      this.#device.tick(move.bits);
      this.#oracle.noteTick(before, move.bits, expected);
    } else {
      isRefused = !ACTIONS[move.action](this.#device);
      if (!isRefused) this.#oracle.noteAction(before, move.action);
    }
    const name = this.#judge(move, expected, isRefused);
    if (name !== undefined) return this.#violation(name, from, moveIndex);
    // What was refused has changed nothing, by T5.
    if (isRefused) return undefined;
    this.#options.onStep?.(before, this.#device, move);
    this.#remember(from, moveIndex);
    this.#device.memory.words.set(before);
    return undefined;
  }

  #judge({ action }: Move, expected: Expectation | undefined, isRefused: boolean): number | undefined {
    const step = { before: this.#before, after: this.#device.memory, places: this.#places, slice: this.#slice, action, isRefused, expected };
    for (let place = 0; place < PROPERTIES.length; place += 1) {
      const verdict = PROPERTIES[place]!.verdict(step);
      if (verdict === 'violated') return place;
      if (verdict === 'witnessed') this.#witnesses[place] = this.#witnesses[place]! + 1;
    }
    return undefined;
  }

  #remember(from: number, moveIndex: number): void {
    const index = this.#visited.add(this.#device.memory.words);
    if (index < 0) return;
    if (this.#parents.length <= index) {
      const parents = new Int32Array(this.#parents.length * 2);
      parents.set(this.#parents);
      this.#parents = parents;
      const taken = new Uint8Array(this.#movesTaken.length * 2);
      taken.set(this.#movesTaken);
      this.#movesTaken = taken;
    }
    this.#parents[index] = from;
    this.#movesTaken[index] = moveIndex;
  }

  #violation(place: number, from: number, lastMove: number): Violation {
    const { name, sentence } = PROPERTIES[place]!;
    const way = [lastMove];
    for (let index = from; index !== 0; index = this.#parents[index]!) way.push(this.#movesTaken[index]!);
    let tick = 0;
    const schedule = way.reverse().map((index) => {
      const move = this.#moves[index]!;
      const scheduled = { tick, action: nameOf(this.#slice, move) };
      if (move.action === undefined) tick += 1;
      return scheduled;
    });
    return { slice: this.#slice.name, property: name, sentence, schedule };
  }
}

/** A move in words: the action, or the tick with the numbers of its causes. */
function nameOf({ causes }: Slice, { action, bits }: Move): string {
  if (action !== undefined) return action;
  const present = causes.filter((_cause, place) => (bits & (1 << place)) !== 0);
  return present.length === 0 ? 'tick' : `tick with ${present.join(', ')}`;
}
