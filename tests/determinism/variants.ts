import { replayed, snapshotOf } from '@nanobias/firmware-model';
import type { Device, Recording } from '@nanobias/firmware-model';
import type { Course } from './course.ts';
import { DigestStream } from './stream.ts';

/** Another way to come to the same run, from what came to the device. */
export interface Variant {
  readonly name: string;
  readonly areTicksJoined: boolean;
  /** Ticks that the device is asked for at once, at most. */
  readonly chunk_ticks: number;
  /** Whether the state goes over to another device in the middle. */
  readonly isRestored?: true;
}

export const VARIANTS: readonly Variant[] = [
  { name: 'ticks one by one', areTicksJoined: false, chunk_ticks: 10_000 },
  { name: 'chunks of one tick', areTicksJoined: true, chunk_ticks: 1 },
  { name: 'chunks of ten thousand', areTicksJoined: true, chunk_ticks: 10_000 },
  { name: 'a snapshot restored on another device in mid-run', areTicksJoined: true, chunk_ticks: 10_000, isRestored: true },
];

/** Ticks of a millisecond at 10 kHz: the streams of both halves then meet. */
const MILLISECOND_TICKS = 10;

export function variantOf(course: Course, variant: Variant): { readonly stream: Uint32Array; readonly digest: string } {
  const recording = course.history.recording();
  if (variant.isRestored !== true) return replay(recording, deviceFor(course, variant));
  const ticks = recording.end_tick - recording.start.tick;
  const middle_tick = recording.start.tick + MILLISECOND_TICKS * Math.floor(ticks / 2 / MILLISECOND_TICKS);
  const first = deviceFor(course, variant);
  const before = replay(until(recording, middle_tick), first);
  const after = replay({ ...recording, start: snapshotOf(first), inputs: recording.inputs.filter(({ tick }) => tick >= middle_tick) }, deviceFor(course, variant));
  return { stream: Uint32Array.of(...before.stream, ...after.stream), digest: after.digest };
}

/** All state at the end of a tick, come to in this way. */
export function stateOfVariant(course: Course, variant: Variant): (tick: number) => Int32Array {
  return (tick) => {
    const device = deviceFor(course, variant);
    replayed(until(course.history.recording(), tick), device);
    return device.arena.snapshot();
  };
}

function deviceFor(course: Course, { areTicksJoined, chunk_ticks }: Variant): Device {
  const device = course.make({ areTicksJoined });
  const run = device.run.bind(device);
  device.run = (ticks_count) => run(Math.min(ticks_count, chunk_ticks));
  return device;
}

/** The recording up to the end of a tick, before what came then. */
function until(recording: Recording, end_tick: number): Recording {
  return { ...recording, inputs: recording.inputs.filter(({ tick }) => tick < end_tick), end_tick };
}

function replay(recording: Recording, device: Device): { readonly stream: Uint32Array; readonly digest: string } {
  const stream = new DigestStream(device);
  const digest = replayed(recording, device);
  return { stream: stream.words(), digest };
}
