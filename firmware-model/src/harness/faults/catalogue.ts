import type { Device } from '../device.ts';
import { DRIVE_FAULTS } from './drive.ts';
import type { Fault } from './fault.ts';
import { LINK_FAULTS } from './link.ts';
import { PATH_FAULTS } from './paths.ts';
import { STORAGE_FAULTS } from './storage.ts';
import { SURROUNDING_FAULTS } from './surroundings.ts';

/** What can be wrong with a simulated instrument so that its interlocks have to answer for it, by id. */
export const FAULTS: readonly Fault[] = [...PATH_FAULTS, ...DRIVE_FAULTS, ...SURROUNDING_FAULTS];

/** Everything that can be made wrong: the instrument, its flash, the specimen's surroundings, and the wire with the host at its end. */
export const CATALOGUE: readonly Fault[] = [...FAULTS, ...STORAGE_FAULTS, ...LINK_FAULTS];

/** The fault of this name; undefined where the catalogue has none. */
export function faultOf(id: string): Fault | undefined {
  return CATALOGUE.find((fault) => fault.id === id);
}

/** Makes a fault so, between two ticks. @throws RangeError naming a fault that is unknown or a number out of range */
export function injectFault(device: Device, id: string, numbers: readonly number[] = []): void {
  const fault = checkedFault(id, numbers);
  device.act({ kind: 'fault', id, numbers }, () => carryOut(fault, device, numbers));
}

/** Takes every fault back that can be taken back, between two ticks. */
export function clearFaults(device: Device): void {
  device.act({ kind: 'faults cleared' }, () => {
    device.faults.instrument.clear();
    for (const wire of device.wires) wire.restoreSound();
  });
}

/** @throws RangeError naming a fault that is unknown or a number out of range */
export function checkedFault(id: string, numbers: readonly number[]): Fault {
  const fault = faultOf(id);
  if (fault === undefined) throw new RangeError(`${id} is no fault of the catalogue`);
  if (numbers.length !== fault.parameters.length) throw new RangeError(`${id} takes ${fault.parameters.length} numbers, got ${numbers.length}`);
  fault.parameters.forEach(({ name, min, max }, index) => {
    const value = numbers[index]!;
    if (!(min <= value && value <= max)) throw new RangeError(`${name} = ${value} is outside ${min} to ${max}`);
  });
  return fault;
}

/** From wherever it is asked for: a firmware does so from within a tick, of which the board may have run ahead. */
export function carryOut(fault: Fault, device: Device, numbers: readonly number[]): void {
  device.board.stretch.take();
  fault.inject(device, numbers);
}

/** Places of which one alone already takes the output away: what comes on top of them shows nothing. */
const OVERRIDING: readonly string[] = ['supply', 'processor'];

/** Whether two faults may be there at once, so that a run that fails with both means a bug and no impossible demand. */
export function mayCombine(first: Fault, second: Fault): boolean {
  return combinationRefusal(first, second) === undefined;
}

/** @throws RangeError naming two faults that may not be there at once, and why */
export function checkCombination(ids: readonly string[]): void {
  const faults = ids.map((id) => {
    const fault = faultOf(id);
    if (fault === undefined) throw new RangeError(`${id} is no fault of the catalogue`);
    return fault;
  });
  faults.forEach((second, index) => {
    for (const first of faults.slice(0, index)) {
      const refusal = combinationRefusal(first, second);
      if (refusal !== undefined) throw new RangeError(`${first.id} and ${second.id} may not come together: ${refusal}`);
    }
  });
}

function combinationRefusal(first: Fault, second: Fault): string | undefined {
  const isShared = first.place === 'link' && first.id !== second.id;
  if (first.place === second.place && !isShared) return `both sit in one place, the ${first.place}`;
  const isBlinding = (fault: Fault): boolean => fault.place === 'comparators' || (fault.whileOn.kind === 'accepted' && fault.place === 'switches');
  if (isBlinding(first) && isBlinding(second)) return 'both layers blind at once is a double fault that no instrument is built for';
  const isOverriding = ({ place }: Fault): boolean => OVERRIDING.includes(place);
  return isOverriding(first) && isOverriding(second) ? 'each alone takes the output away: the second would show nothing' : undefined;
}
