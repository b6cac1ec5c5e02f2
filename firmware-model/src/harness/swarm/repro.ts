import type { SimulationOptions } from '../simulate.ts';
import { faultOf, mayCombine } from '../faults/catalogue.ts';
import type { Violation } from '../oracle.ts';
import { checkWireAction } from '../wire/action.ts';
import { ACTION_KINDS } from './action.ts';
import type { Scheduled } from './action.ts';
import type { SwarmConfiguration } from './configuration.ts';
import { SwarmRun } from './run.ts';
import { judgedHealing } from './seeded.ts';
import type { Outcome } from './seeded.ts';

/** Changes whenever an action means something else, or a field is added that an older reader would pass over. */
export const REPRO_VERSION = 1;
export const REPRO_KIND = 'nanobias swarm repro';

/** A run that broke a property, with all that it takes to do it again. */
export interface Repro {
  readonly kind: typeof REPRO_KIND;
  readonly version: typeof REPRO_VERSION;
  readonly configuration: SwarmConfiguration;
  readonly schedule: readonly Scheduled[];
  /** When the causes went and the recovery began; a violation before it ends the run there. */
  readonly heal_tick: number;
  readonly violation: Violation;
  /** Of the device at the violation. */
  readonly digest: string;
}

/** What a repro came to when it was run again. */
export interface Replayed {
  readonly violation: Violation | undefined;
  readonly ticks: number;
  readonly digest: string;
  /** The same property in the same tick with the same digest. */
  readonly isSame: boolean;
}

/** What a failed run is repeated from; undefined where nothing failed. */
export function reproOf({ configuration, schedule, heal_tick, violation, digest }: Outcome): Repro | undefined {
  if (violation === undefined) return undefined;
  return { kind: REPRO_KIND, version: REPRO_VERSION, configuration, schedule: schedule.filter(({ tick }) => tick <= violation.tick), heal_tick, violation, digest };
}

/** Runs a repro from its beginning. @throws RangeError naming what it asks for that the model does not do */
export function replay({ configuration, schedule, heal_tick, violation, digest }: Repro, firmware?: SimulationOptions['firmware']): Replayed {
  const run = new SwarmRun(configuration, firmware === undefined ? {} : { firmware });
  run.follow(schedule, heal_tick);
  if (run.violation === undefined) judgedHealing(run, configuration);
  const found = run.violation;
  const ended = run.device.digest();
  return { violation: found, ticks: run.device.tick, digest: ended, isSame: found?.property === violation.property && found.tick === violation.tick && ended === digest };
}

/** Whether a file's content claims to be a repro, of whatever version. */
export function isRepro(value: unknown): boolean {
  return isRecord(value) && value['kind'] === REPRO_KIND;
}

/** A repro as it was read from a file. @throws RangeError naming what is wrong with it */
export function readRepro(value: unknown): Repro {
  if (!isRecord(value) || value['kind'] !== REPRO_KIND) throw new RangeError('this is no repro of the swarm');
  if (value['version'] !== REPRO_VERSION) throw new RangeError(`a repro of version ${String(value['version'])}: this program reads version ${REPRO_VERSION}`);
  const repro = value as unknown as Repro;
  const isWhole = isRecord(value['configuration']) && Array.isArray(value['schedule']) && Number.isSafeInteger(value['heal_tick']) && isRecord(value['violation']) && typeof value['digest'] === 'string';
  if (!isWhole) throw new RangeError('the repro lacks configuration, schedule, heal_tick, violation or digest');
  checkSchedule(repro.schedule);
  return repro;
}

function checkSchedule(schedule: readonly Scheduled[]): void {
  const present: string[] = [];
  let last_tick = 0;
  for (const { tick, action } of schedule) {
    if (!(Number.isSafeInteger(tick) && last_tick <= tick)) throw new RangeError(`tick ${String(tick)} of the schedule does not follow ${last_tick}`);
    last_tick = tick;
    if (!ACTION_KINDS.includes(action.kind)) throw new RangeError(`${String(action.kind)} is no action of version ${REPRO_VERSION}`);
    if (action.kind === 'wire') checkWireAction(action.act);
    if (action.kind === 'clear faults') present.length = 0;
    if (action.kind === 'fault') checkFault(action.id, present);
  }
}

function checkFault(id: string, present: string[]): void {
  const fault = faultOf(id);
  if (fault === undefined) throw new RangeError(`${id} is no fault of the catalogue`);
  const other = present.map(faultOf).find((before) => before !== undefined && before.id !== id && !mayCombine(before, fault));
  if (other !== undefined) throw new RangeError(`${id} may not come on top of ${other.id}: no instrument is built for both`);
  present.push(id);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
