import { explore } from './explorer.ts';
import type { Violation } from './explorer.ts';
import { livenessOf } from './liveness.ts';
import { ELSEWHERE, PROPERTIES } from './properties.ts';
import type { Refinement, Steps } from './refinement.ts';
import type { Slice } from './slice.ts';

/** What the explorations of several slices show together. */
export interface ExplorationReport {
  readonly slices: number;
  readonly states: number;
  readonly transitions: number;
  /** Longest shortest way from power-up, in moves. */
  readonly diameter: number;
  readonly frontier: number;
  readonly violations: readonly Violation[];
  /** How often each property had something to hold: a property without a witness shows nothing. */
  readonly witnesses: Readonly<Record<string, number>>;
  readonly vacuous: readonly string[];
  /** Properties that do not live in a step, and who holds them. */
  readonly elsewhere: Readonly<Record<string, string>>;
  readonly stop_reaches_safe: boolean;
  readonly on_reachable_from_all: boolean;
  /** Longest way of a well-behaved host to mode ON, in moves. */
  readonly moves_to_on_max: number;
}

/** What is explored, and the steps of the full model that were looked up among what was. */
export interface RefinedReport extends ExplorationReport {
  readonly concrete: Refinement;
}

/** Explores all of them; `steps` takes in every step that was explored. */
export function exploreAll(slices: readonly Slice[], steps?: Steps): ExplorationReport {
  const witnesses: Record<string, number> = { L1: 0 };
  for (const { name } of PROPERTIES) witnesses[name] = 0;
  const violations: Violation[] = [];
  let states = 0;
  let transitions = 0;
  let diameter = 0;
  let frontier = 0;
  let moves_to_on_max = 0;
  let stuck = 0;
  for (const slice of slices) {
    const explored = explore(slice, steps === undefined ? {} : { onStep: (before, device, move) => steps.note(before, device, move) });
    states += explored.states;
    transitions += explored.transitions;
    diameter = Math.max(diameter, explored.diameter);
    frontier += explored.frontier;
    violations.push(...explored.violations);
    for (const [name, count] of Object.entries(explored.witnesses)) witnesses[name] = witnesses[name]! + count;
    if (explored.frontier !== 0) continue;
    const liveness = livenessOf(explored);
    witnesses['L1'] = witnesses['L1']! + liveness.witnesses;
    stuck += liveness.stuck;
    moves_to_on_max = Math.max(moves_to_on_max, liveness.moves_max);
  }
  const isWhole = frontier === 0 && violations.length === 0;
  return {
    slices: slices.length, states, transitions, diameter, frontier, violations, witnesses,
    vacuous: Object.entries(witnesses).flatMap(([name, count]) => (count === 0 ? [name] : [])),
    elsewhere: ELSEWHERE,
    stop_reaches_safe: isWhole && 0 < witnesses['L2']!,
    on_reachable_from_all: isWhole && stuck === 0,
    moves_to_on_max,
  };
}
