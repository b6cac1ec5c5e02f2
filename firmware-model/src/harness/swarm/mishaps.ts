import type { Dice } from '../dice.ts';
import { CATALOGUE, faultOf, mayCombine } from '../faults/catalogue.ts';
import type { Fault, FaultParameter } from '../faults/fault.ts';
import { WIRE_ACTION_KINDS, WIRE_PARAMETERS } from '../wire/action.ts';
import type { WireAction, WireActionKind } from '../wire/action.ts';
import type { Action } from './action.ts';
import type { Driver } from './driver.ts';
import type { SwarmRun } from './run.ts';

/** Parameters that are whole numbers: counts, bits, codes and durations of whole microseconds. */
const WHOLE = /_(?:code|count|ticks|us|mdegC|index)$|^(?:code|word|bit|switch|channels|comparator_bit|every_ticks)$/;
const ROTTING: readonly string[] = ['flash.rot', 'flash.unsettled'];
/** The largest number of each mishap of a wire that a run draws: longer, and nothing else would happen. */
const WIRE_VALUES: Readonly<Record<WireActionKind, readonly number[]>> = {
  'baud rate': [0, 115_200, 921_600], 'latency': [0, 200, 5000, 100_000], 'jitter': [100, 20_000], 'drop': [1], 'duplicate': [1, 3], 'reorder': [1000, 50_000], 'flip bits': [1, 8],
  'truncate': [1, 20], 'merge': [1000, 20_000], 'split': [2, 8], 'clog': [10_000, 1_000_000, 4_000_000], 'half-open': [10_000, 1_000_000],
};

/** All of the catalogue but what befalls the wires, which have mishaps of their own. */
export const DRAWN_FAULTS: readonly Fault[] = CATALOGUE.filter(({ place }) => place !== 'link' && place !== 'host');

/** A fault that may come on top of those that are there; none when the one that was drawn may not. */
export function drawFault(driver: Driver): Extract<Action, { readonly kind: 'fault' }> | undefined {
  const { dice, run } = driver;
  const fault = dice.pick(DRAWN_FAULTS);
  // Of a record and the one before it one may be lost: no store is built for more.
  if (ROTTING.includes(fault.id) && driver.schedule.some(({ action }) => action.kind === 'fault' && ROTTING.includes(action.id))) return undefined;
  return isPermitted(run, fault) ? { kind: 'fault', id: fault.id, numbers: fault.parameters.map((parameter) => drawNumber(parameter, dice)) } : undefined;
}

/** Makes a certain fault so, unless one is there that it may not come on top of. */
export function placeFault(driver: Driver, id: string, numbers: readonly number[]): void {
  const fault = faultOf(id);
  if (fault !== undefined && isPermitted(driver.run, fault)) driver.do({ kind: 'fault', id, numbers });
}

function isPermitted(run: SwarmRun, fault: Fault): boolean {
  return Object.keys(run.judge.seen.faults).every((id) => mayBeThere(id, fault));
}

function mayBeThere(id: string, fault: Fault): boolean {
  const present = faultOf(id);
  return present !== undefined && mayCombine(present, fault);
}

/** Ends of the range are as likely as all that lies between, and as what is hardly there. */
function drawNumber({ name, min, max }: FaultParameter, dice: Dice): number {
  const isAboutZero = min < 0 && 0 < max;
  const small = isAboutZero ? dice.between(min, max) * dice.pick([0.03, 0.2]) : min + (max - min) * dice.between(0, 0.1);
  const value = dice.pick([min, max, dice.between(min, max), dice.between(min, max), small, small]);
  return WHOLE.test(name) ? Math.round(value) : value;
}

export function drawWireAction(dice: Dice): WireAction {
  const kind = dice.pick(WIRE_ACTION_KINDS);
  const { min } = WIRE_PARAMETERS[kind];
  return {
    kind, way: dice.pick(['to device', 'to host', 'both'] as const), value: Math.max(min, dice.pick(WIRE_VALUES[kind])),
    share_ratio: dice.pick([0.05, 0.3, 1]), pieces_count: dice.pick([1, 5, 1000]),
  };
}
