import { CATALOGUE, faultOf, isAfterAnswer } from '@nanobias/firmware-model';
import type { Detection, Fault, FaultPlace } from '@nanobias/firmware-model';
import { causeName, NanobiasError } from '@nanobias/sdk';
import type { Device } from '@nanobias/sdk';
import { EXIT, UsageError } from '../exit.ts';
import { openPort } from '../port.ts';
import { portTarget } from '../target.ts';

/** Takes back what can be taken back. */
const NONE = 'none';
/** Places of faults that befall whoever came first, which may be the one who asks for them. */
const ON_WIRE: readonly string[] = ['link', 'host'] satisfies FaultPlace[];

export interface FaultListOptions {
  readonly json?: boolean;
}

/** `nanobias fault list`: the catalogue. */
export function faultListCommand({ json = false }: FaultListOptions): number {
  const faults = CATALOGUE.map((fault) => ({
    id: fault.id, place: fault.place, row: fault.row, parameters: fault.parameters, while_on: told(fault.whileOn), while_off: told(fault.whileOff),
    over_the_wire: whenAsked(fault),
  }));
  process.stdout.write(json ? `${JSON.stringify(faults, null, 2)}\n` : `${CATALOGUE.map(line).join('\n')}\n`);
  return EXIT.ok;
}

/**
 * `nanobias fault inject TARGET ID key=value...`: over the wire, so that only a simulation does it.
 *
 * @throws UsageError naming a fault that is unknown, or a number that is missing, unknown or out of range
 */
export async function faultInjectCommand(target: string, id: string, assignments: readonly string[]): Promise<number> {
  const fault = id === NONE ? undefined : known(id);
  const numbers = fault === undefined ? noNumbers(assignments) : numbersOf(fault, assignments);
  const { device, leave } = await besideFirst(target);
  try {
    await device.injectFault(id, numbers);
    process.stdout.write(fault === undefined ? 'faults taken back\n' : `${id} is there${ON_WIRE.includes(fault.place) ? ', on the link at the first port' : ''}\n`);
    return EXIT.ok;
  } finally {
    await leave();
  }
}

/**
 * A session that is not at the first port of a served simulation, whose link may be made so bad that nothing passes: another connection
 * takes that port, where nobody has it. A controller that serves one client, or none over TCP, is asked at its only port.
 */
async function besideFirst(target: string): Promise<{ readonly device: Device; readonly leave: () => Promise<void> }> {
  const holder = target.startsWith('tcp:') ? await openPort(target) : undefined;
  try {
    const device = await portTarget(target, 'auto').connect();
    return { device, leave: async () => {
      await device.close();
      await holder?.close();
    } };
  } catch (error) {
    await holder?.close();
    if (holder === undefined || !isUnanswered(error)) throw error;
    const device = await portTarget(target, 'auto').connect();
    return { device, leave: () => device.close() };
  }
}

function isUnanswered(error: unknown): boolean {
  return error instanceof NanobiasError && (error.code === 'LINK_LOST' || error.code === 'NO_ANSWER');
}

function known(id: string): Fault {
  const fault = faultOf(id);
  if (fault === undefined) throw new UsageError(`${id} is no fault: nanobias fault list names them`);
  return fault;
}

function noNumbers(assignments: readonly string[]): readonly number[] {
  if (assignments.length > 0) throw new UsageError(`${NONE} takes no numbers, got ${assignments.join(' ')}`);
  return [];
}

function numbersOf({ id, parameters }: Fault, assignments: readonly string[]): readonly number[] {
  const given = new Map(assignments.map(assignmentOf));
  for (const name of given.keys()) {
    if (!parameters.some((parameter) => parameter.name === name)) throw new UsageError(`${id} has no ${name}: it takes ${parameters.map((parameter) => parameter.name).join(', ') || 'no numbers'}`);
  }
  return parameters.map(({ name, min, max }) => {
    const value = given.get(name);
    if (value === undefined) throw new UsageError(`${id} needs ${name}=NUMBER, from ${min} to ${max}`);
    if (!(min <= value && value <= max)) throw new UsageError(`${name} = ${value} is outside ${min} to ${max}`);
    return value;
  });
}

function assignmentOf(text: string): readonly [string, number] {
  const [, name, value] = /^([A-Za-z0-9_]+)=(.+)$/.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new UsageError(`${text} is no name=value`);
  return [name, Number(value)];
}

function line(fault: Fault): string {
  const numbers = fault.parameters.map(({ name, min, max }) => `${name}=${min}..${max}`).join(' ');
  return `${fault.id.padEnd(26)} ${numbers.padEnd(52)} ${`asked: ${whenAsked(fault)}`.padEnd(24)} ${text(fault.whileOn)}`;
}

/** Every fault can be made in process and asked for over the wire; one that would stop its own answer comes after it. */
function whenAsked(fault: Fault): 'at once' | 'after the answer' {
  return isAfterAnswer(fault) ? 'after the answer' : 'at once';
}

function text(detection: Detection): string {
  if (detection.kind === 'trips') return `opens within ${detection.bound_us} us`;
  return detection.kind === 'refuses' ? 'an arm is refused' : `borne: ${detection.reason}`;
}

function told(detection: Detection): object {
  return detection.kind === 'trips' ? { ...detection, causes: detection.causes.map((cause) => causeName(cause)) } : detection;
}
