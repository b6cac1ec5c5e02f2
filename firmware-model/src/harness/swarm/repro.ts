import type { SimulationOptions } from '../simulate.ts';
import type { Violation } from '../oracle.ts';
import type { Scheduled } from './action.ts';
import type { SwarmConfiguration } from './configuration.ts';
import { checkConfiguration, checkSchedule, checkViolation, isRecord } from './repro-check.ts';
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
  const { configuration, schedule, heal_tick, violation, digest } = value;
  const isWhole = isRecord(configuration) && Array.isArray(schedule) && Number.isSafeInteger(heal_tick) && isRecord(violation) && typeof digest === 'string';
  if (!isWhole) throw new RangeError('the repro lacks configuration, schedule, heal_tick, violation or digest');
  checkConfiguration(configuration);
  checkViolation(violation);
  const repro = value as unknown as Repro;
  checkSchedule(schedule, { ports_count: repro.configuration.ports_count, heal_tick: repro.heal_tick });
  return repro;
}
