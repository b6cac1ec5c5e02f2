import { CodecError, encodeRequest } from '@nanobias/proto';
import type { RequestBody } from '@nanobias/proto';
import { boardFrom } from '../../board/configuration.ts';
import { PORTS_MAX } from '../../board/port.ts';
import { LEASE_US_MAX, LEASE_US_MIN } from '../../controller/lease.ts';
import { CELL_PRESETS } from '../../specimen/cell.ts';
import { checkedFault, faultOf, mayCombine } from '../faults/catalogue.ts';
import { checkWireAction } from '../wire/action.ts';
import type { Violation } from '../oracle.ts';
import type { Action, ActionKind, Mangle, Remembered, Scheduled } from './action.ts';
import { cellOf } from './configuration.ts';
import type { SwarmConfiguration } from './configuration.ts';

/** What a file may hold is nobody's type yet: every field is looked at before a run begins, and what is wrong with it is told by its name. */

type Check = (value: unknown) => boolean;
type Fields = Readonly<Record<string, Check>>;

/** Ten times what any draw comes to: a file cannot ask for an endless run. */
const HEAL_TICK_MAX = 100_000_000;
const HEX = /^(?:[0-9a-f]{2})*$/;

const isCount: Check = (value) => Number.isSafeInteger(value) && 0 <= (value as number);
const isInteger: Check = (value) => Number.isSafeInteger(value);
const isText: Check = (value) => typeof value === 'string';
const isFlag: Check = (value) => typeof value === 'boolean';
const isListOf = (check: Check): Check => (value) => Array.isArray(value) && value.every(check);
const isWithin = (min: number, max: number): Check => (value) => isCount(value) && min <= (value as number) && (value as number) <= max;
const isNumber: Check = (value) => Number.isFinite(value);
const optional = (check: Check): Check => (value) => value === undefined || check(value);

const REMEMBERED: Readonly<Record<Remembered, true>> = {
  token: true, limits_digest: true, digest: true, lease_epoch: true, expected_epoch: true, fault_nonce: true, program_digest: true, causes: true, session: true, adoption: true,
};
const MANGLES: Readonly<Record<Mangle['kind'], Fields>> = { payload: { bits: isListOf(isCount) }, frame: { bits: isListOf(isCount) }, head: { length_bytes: isCount }, twice: {} };

const isFill: Check = (value) => isRecord(value) && Object.entries(value).every(([name, back_count]) => Object.hasOwn(REMEMBERED, name) && isCount(back_count));
const isMangle: Check = (value) => isRecord(value) && Object.hasOwn(MANGLES, String(value['kind'])) && wrongField(value, ofKind(MANGLES[value['kind'] as Mangle['kind']])) === undefined;

/** What is told apart by its kind has that field beside its own. */
function ofKind(fields: Fields): Fields {
  return { kind: isText, ...fields };
}

const AT_PORT: Fields = { port: isCount };
/** Every action, field by field: one that is left out does not compile. */
const ACTIONS: Readonly<Record<ActionKind, Fields>> = {
  'request': { ...AT_PORT, body: isRecord, fill: isFill, within_us: optional(isInteger), mangle: optional(isMangle) },
  'hello': AT_PORT, 'ping': AT_PORT, 'bye': AT_PORT, 'attach': AT_PORT, 'hang up': AT_PORT, 'heal wire': AT_PORT,
  'stop': { ...AT_PORT, from_bytes: optional(isCount), length_bytes: optional(isCount) },
  'bytes': { ...AT_PORT, hex: (value) => typeof value === 'string' && HEX.test(value) },
  'replay': { ...AT_PORT, back_count: isCount, frames_count: isCount },
  'wire': { ...AT_PORT, act: isRecord },
  'fault': { id: isText, numbers: isListOf(isNumber) },
  'clear faults': {}, 'local reset': {},
  'supply off': { duration_us: isCount },
};

const CONFIGURATION: Readonly<Record<keyof SwarmConfiguration, Check>> = {
  seed: isInteger, preset: (value) => isText(value) && Object.hasOwn(CELL_PRESETS, value as string), cell: isRecord, board: isRecord, ports_count: isWithin(1, PORTS_MAX),
  lease_us: isWithin(LEASE_US_MIN, LEASE_US_MAX), limits: isRecord, isTickByTick: isFlag,
};
const VIOLATION: Readonly<Record<keyof Violation, Check>> = { property: isText, tick: isCount, detail: isText };
const SCHEDULED: Readonly<Record<keyof Scheduled, Check>> = { tick: isCount, action: isRecord };

/** @throws RangeError naming what the model is not built with */
export function checkConfiguration(configuration: Readonly<Record<string, unknown>>): void {
  checkFields('configuration', configuration, CONFIGURATION);
  const { board, limits, ...specimen } = configuration as unknown as SwarmConfiguration;
  cellOf(specimen);
  boardFrom(board);
  const problem = encodingProblem({ kind: 'stage_limits', limits });
  if (problem !== undefined) throw new RangeError(`configuration: ${problem.message}`);
}

/** @throws RangeError naming what the violation lacks */
export function checkViolation(violation: Readonly<Record<string, unknown>>): void {
  checkFields('violation', violation, VIOLATION);
}

/** @throws RangeError naming the action that no run can do */
export function checkSchedule(schedule: readonly unknown[], { ports_count, heal_tick }: { readonly ports_count: number; readonly heal_tick: number }): void {
  if (!isWithin(0, HEAL_TICK_MAX)(heal_tick)) throw new RangeError(`heal_tick = ${heal_tick} is no count up to ${HEAL_TICK_MAX}`);
  const present: string[] = [];
  let last_tick = 0;
  for (const [index, scheduled] of schedule.entries()) {
    if (!isRecord(scheduled)) throw new RangeError(`place ${index} of the schedule is no action`);
    checkFields(`place ${index} of the schedule`, scheduled, SCHEDULED);
    const { tick, action } = scheduled as unknown as { readonly tick: number; readonly action: Action };
    if (!(last_tick <= tick && tick <= heal_tick)) throw new RangeError(`tick ${tick} of the schedule does not lie between ${last_tick} and the recovery in tick ${heal_tick}`);
    last_tick = tick;
    checkAction(action, ports_count);
    if (action.kind === 'clear faults') present.length = 0;
    if (action.kind === 'fault') checkPresent(action.id, action.numbers, present);
  }
}

function checkAction(action: Action, ports_count: number): void {
  if (!Object.hasOwn(ACTIONS, action.kind)) throw new RangeError(`${String(action.kind)} is no action that this version knows`);
  checkFields(`the action ${action.kind}`, action as unknown as Readonly<Record<string, unknown>>, ofKind(ACTIONS[action.kind]));
  if ('port' in action && ports_count <= action.port) throw new RangeError(`there is no port ${action.port}`);
  if (action.kind === 'wire') checkWireAction(action.act);
  if (action.kind !== 'request') return;
  // A field that is missing is filled in when it is sent, and a number that does not fit goes nowhere: what no controller was ever asked is refused.
  const problem = encodingProblem(action.body as unknown as RequestBody);
  if (problem?.code === 'unknown_field') throw new RangeError(`${String(action.body.kind)} is no request that this version knows`);
}

function encodingProblem(body: RequestBody): CodecError | undefined {
  try {
    encodeRequest({ request_id: 1, body });
    return undefined;
  } catch (error) {
    if (error instanceof CodecError) return error;
    throw error;
  }
}

function checkPresent(id: string, numbers: readonly number[], present: string[]): void {
  const fault = checkedFault(id, numbers);
  const other = present.map(faultOf).find((before) => before !== undefined && before.id !== id && !mayCombine(before, fault));
  if (other !== undefined) throw new RangeError(`${id} may not come on top of ${other.id}: no instrument is built for both`);
  present.push(id);
}

function checkFields(where: string, value: Readonly<Record<string, unknown>>, fields: Fields): void {
  const name = wrongField(value, fields);
  if (name !== undefined) throw new RangeError(`${where}: ${name} = ${JSON.stringify(value[name])} is not what this version has there`);
}

/** The first field that is wrong, missing or unknown. */
function wrongField(value: Readonly<Record<string, unknown>>, fields: Fields): string | undefined {
  const unknown = Object.keys(value).find((name) => !Object.hasOwn(fields, name));
  return unknown ?? Object.keys(fields).find((name) => !fields[name]!(value[name]));
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
