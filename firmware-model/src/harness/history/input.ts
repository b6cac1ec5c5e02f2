import type { PortInput } from '../../board/port.ts';
import type { Device } from '../device.ts';
import { clearFaults, injectFault } from '../faults/catalogue.ts';

/** Everything that reaches a device from outside, between two ticks. */
export type DeviceInput =
  | (PortInput & { readonly port_index: number })
  /** The host has drawn a word from the device's seed. */
  | { readonly kind: 'host word' }
  | { readonly kind: 'fault'; readonly id: string; readonly numbers: readonly number[] }
  | { readonly kind: 'faults cleared' }
  | { readonly kind: 'local reset' }
  | { readonly kind: 'power cycle'; readonly off_us: number };

/** An input, and the ticks that the device had completed when it came. */
export interface TimedInput {
  readonly tick: number;
  readonly input: DeviceInput;
}

/** Does to a device what was done to another one. */
export function applyInput(device: Device, input: DeviceInput): void {
  switch (input.kind) {
    case 'bytes':
      device.board.ports[input.port_index]!.receive(input.bytes);
      return;
    case 'presence':
      device.board.ports[input.port_index]!.setHostPresent(input.isPresent);
      return;
    case 'taken':
      device.board.ports[input.port_index]!.takeOutput(input.taken_bytes);
      return;
    case 'host word':
      device.hostWord();
      return;
    case 'fault':
      injectFault(device, input.id, input.numbers);
      return;
    case 'faults cleared':
      clearFaults(device);
      return;
    case 'local reset':
      device.pressLocalReset();
      return;
    case 'power cycle':
      device.powerCycle(input.off_us);
      return;
  }
}

/** Memory that an input takes, about. */
export function sizeOf_bytes(input: DeviceInput): number {
  return input.kind === 'bytes' ? input.bytes.length : 0;
}
