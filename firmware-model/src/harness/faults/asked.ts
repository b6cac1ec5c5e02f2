import type { Device } from '../device.ts';
import type { Fault, FaultPlace } from './fault.ts';
import { carryOut, checkedFault, faultOf } from './catalogue.ts';

/** Takes back what can be taken back. */
const NONE = 'none';
/**
 * Places of faults that stop the firmware in the middle of what it does, or the wire by which they are asked for: those are for
 * whoever stands outside of it.
 */
const OUTSIDE: readonly string[] = ['supply', 'processor', 'memory', 'link', 'host'] satisfies FaultPlace[];

/** Whether a host can ask for a fault over the wire. */
export function canBeAskedFor({ place }: Fault): boolean {
  return !OUTSIDE.includes(place);
}

/** Carries out what a host asks for over the wire; says which field is wrong where it does not. */
export function askedFault(device: Device, fault_id: string, numbers: readonly number[]): 'done' | 'fault_id' | 'parameters' {
  if (fault_id === NONE) {
    device.faults.instrument.clear();
    return 'done';
  }
  const fault = faultOf(fault_id);
  if (fault === undefined || !canBeAskedFor(fault)) return 'fault_id';
  try {
    // The bytes that ask for it are what came from outside.
    carryOut(checkedFault(fault_id, numbers), device, numbers);
    return 'done';
  } catch (error) {
    if (error instanceof RangeError) return 'parameters';
    throw error;
  }
}
