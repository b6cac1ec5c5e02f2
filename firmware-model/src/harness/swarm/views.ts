import type { Device } from '../device.ts';

/** Live views of what the firmware keeps: to judge by, and to plant bugs in. */
export interface Views {
  readonly state: Int32Array;
  readonly lease: Uint32Array;
  readonly output: Int32Array;
  readonly setpoint: Float64Array;
  readonly program: Float64Array;
  readonly freeze: Float64Array;
  /** The session at each port. */
  readonly sessions: readonly Uint32Array[];
}

/** Words of those fields that a judge reads, restated. */
export const FIELD = {
  LEASE_EPOCH: 0, OUTPUT_EPOCH: 0, SETPOINT_CODE: 0, SETPOINT_TARGET: 1, SETPOINT_IS_STEERED: 5, PROGRAM_IS_RUNNING: 4, PROGRAM_WORDS: 4, FREEZE_IS_HELD: 1, FREEZE_CAUSE: 2, FREEZE_TIME_us: 5,
} as const;

/** Views of a device; they stay live. */
export function viewsOf({ arena }: Pick<Device, 'arena'>): Views {
  const place = (name: string): { readonly offset_bytes: number; readonly length: number } => {
    const field = arena.fields.find((candidate) => candidate.name === name);
    if (field === undefined) throw new Error(`the arena has no ${name}`);
    return field;
  };
  const buffer = arena.words.buffer;
  const view = <V>(make: new (buffer: ArrayBufferLike, offset: number, length: number) => V, name: string): V => new make(buffer, place(name).offset_bytes, place(name).length);
  return {
    state: view(Int32Array, 'interlock.state'),
    lease: view(Uint32Array, 'controller.lease'),
    output: view(Int32Array, 'controller.output'),
    setpoint: view(Float64Array, 'controller.setpoint'),
    program: view(Float64Array, 'controller.program'),
    freeze: view(Float64Array, 'controller.freeze'),
    sessions: arena.fields.filter(({ name }) => name.endsWith('.comms')).map(({ name }) => view(Uint32Array, name)),
  };
}
