import type { Device } from '../device.ts';
import { carryOut, checkedFault, faultOf, injectFault } from './catalogue.ts';
import type { Fault, FaultPlace } from './fault.ts';

/** Takes back what can be taken back. */
const NONE = 'none';
/**
 * Places of faults that stop the firmware in the middle of what it does, or the wire by which they are asked for: they come between
 * two ticks, when the answer has arrived.
 */
const AFTER: readonly string[] = ['supply', 'processor', 'memory', 'link', 'host'] satisfies FaultPlace[];

/** Whether a fault that a host asks for over the wire comes once it has been answered, and not at once. */
export function isAfterAnswer({ place }: Fault): boolean {
  return AFTER.includes(place);
}

/** So long an answer may take to its host; after that the fault comes first. */
const ANSWER_US_MAX = 1_000_000;

/** What hosts have asked for in one tick or more, and the pieces on each wire with which they have been answered. */
interface Asked {
  readonly acts: readonly (() => void)[];
  readonly pieces_count: readonly number[];
  readonly latest_us: number;
}

/** What hosts of a device have asked for and what comes once they have been answered. Whoever moves the bytes of the device has one. */
export class AskedFaults {
  readonly #device: Device;
  #new: (() => void)[] = [];
  #answered: Asked[] = [];

  constructor(device: Device) {
    this.#device = device;
    device.attendAsked((act) => this.#new.push(act));
  }

  /** Called between ticks, after the device's output was taken. True while something waits for its answer to arrive. */
  carryOut(): boolean {
    if (this.#new.length === 0 && this.#answered.length === 0) return false;
    const { wires, time_us } = this.#device;
    if (this.#new.length > 0) this.#answered.push({ acts: this.#new, pieces_count: wires.map(({ toHost }) => toHost.pieces_count), latest_us: time_us + ANSWER_US_MAX });
    this.#new = [];
    const isDue = ({ pieces_count, latest_us }: Asked): boolean => latest_us <= time_us || wires.every(({ toHost }, index) => toHost.hasDelivered(pieces_count[index]!));
    const due = this.#answered.filter(isDue);
    this.#answered = this.#answered.filter((asked) => !due.includes(asked));
    for (const { acts } of due) for (const act of acts) act();
    return this.#answered.length > 0;
  }
}

/** Carries out what a host asks for over the wire; says which field is wrong where it does not. */
export function askedFault(device: Device, fault_id: string, numbers: readonly number[]): 'done' | 'fault_id' | 'parameters' {
  if (fault_id === NONE) {
    device.faults.instrument.clear();
    device.ask(() => {
      for (const wire of device.wires) wire.restoreSound();
    });
    return 'done';
  }
  if (faultOf(fault_id) === undefined) return 'fault_id';
  try {
    const fault = checkedFault(fault_id, numbers);
    // The bytes that ask for it are what came from outside; what comes later is told by itself, for a replay has no wires.
    if (isAfterAnswer(fault)) device.ask(() => injectFault(device, fault_id, numbers));
    else carryOut(fault, device, numbers);
    return 'done';
  } catch (error) {
    if (error instanceof RangeError) return 'parameters';
    throw error;
  }
}
