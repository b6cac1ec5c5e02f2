import { Channel, RAW24_BYTES, unpackRaw24 } from '@nanobias/proto';
import type { FreezeFrame } from '@nanobias/proto';
import { ask } from './session/ask.ts';
import type { Driver } from './session/driver.ts';
import { A_from_fA, V_from_uV } from './units.ts';

// Seconds of both channels at the rate of the interlock path: a frame that claims more is no frame.
const samples_bytes_max = 262_144;

/** What led to a fault: the controller's frame, and its samples in SI units, oldest first; the last one is that of the fault. */
export interface FrozenFrame extends FreezeFrame {
  readonly rate_Hz: number;
  readonly bias_V: Float64Array;
  readonly current_A: Float64Array;
}

/** Reads what led to the first fault since the last acknowledge, its samples whole. */
export async function readFreezeFrame(driver: Driver): Promise<FrozenFrame> {
  const frame = await wholeFrame(driver);
  const { body: { channels } } = await ask(driver, { kind: 'get_capabilities' }, 'capabilities');
  const current = channels.find(({ channel }) => channel === Channel.INTERLOCK_CURRENT);
  const voltage = channels.find(({ channel }) => channel === Channel.INTERLOCK_VOLTAGE);
  if (current === undefined || voltage === undefined) throw driver.failure('UNIMPLEMENTED', 'the controller does not state its interlock path, from which the frame is');
  const codes = new Int32Array(Math.floor(frame.samples.length / RAW24_BYTES / 2) * 2);
  unpackRaw24(frame.samples.subarray(0, codes.length * RAW24_BYTES), codes, codes.length);
  // Pairs of voltage and current.
  const column = (place: 0 | 1, lsb: number): Float64Array => Float64Array.from({ length: codes.length / 2 }, (_, index) => codes[2 * index + place]! * lsb);
  return {
    ...frame,
    rate_Hz: current.rate_Hz_max,
    bias_V: column(0, V_from_uV(voltage.full_scale_uV ?? 0) / 2 ** (voltage.bits - 1)),
    current_A: column(1, A_from_fA(current.full_scales_fA[0] ?? 0) / 2 ** (current.bits - 1)),
  };
}

async function wholeFrame(driver: Driver): Promise<FreezeFrame> {
  const { body: first } = await ask(driver, { kind: 'read_freeze_frame', offset_bytes: 0 }, 'freeze_frame');
  if (!(first.samples_size_bytes <= samples_bytes_max)) throw driver.failure('PROTOCOL', `a freeze frame of ${first.samples_size_bytes} bytes`);
  const samples = new Uint8Array(first.samples_size_bytes);
  samples.set(first.samples.subarray(0, samples.length));
  for (let offset_bytes = first.samples.length; 0 < offset_bytes && offset_bytes < samples.length; ) {
    const { body } = await ask(driver, { kind: 'read_freeze_frame', offset_bytes }, 'freeze_frame');
    if (body.samples.length === 0 || body.device_time_us !== first.device_time_us) throw driver.failure('PROTOCOL', 'the freeze frame changed while it was read');
    samples.set(body.samples.subarray(0, samples.length - offset_bytes), offset_bytes);
    offset_bytes += body.samples.length;
  }
  return { ...first, samples };
}
