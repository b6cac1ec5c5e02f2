import { CaptureTrigger, Channel, EventKind, RAW24_BYTES, unpackRaw24 } from '@nanobias/proto';
import type { CaptureStatus, Clock, Event } from '@nanobias/proto';
import type { Capture, CaptureRequest } from './sampling.ts';
import { ask } from './session/ask.ts';
import type { Driver } from './session/driver.ts';
import { A_from_fA, V_from_uV, s_from_us } from './units.ts';

const chunk_bytes = 192;
/** The event that tells of the end may be lost: the state is read as well. */
const look_us = 1_000_000;

const TRIGGERS = { now: CaptureTrigger.NOW, above: CaptureTrigger.ABOVE, below: CaptureTrigger.BELOW, opening: CaptureTrigger.OPENING, closing: CaptureTrigger.CLOSING } as const;

/** What a capture needs of its device. */
export interface CaptureParts {
  readonly driver: Driver;
  readonly clock: Clock;
  readonly onEvent: (listen: (event: Event) => void) => () => void;
}

/** Arms a capture, waits for its end, and reads it. */
export async function capture(parts: CaptureParts, request: CaptureRequest): Promise<Capture> {
  const { driver } = parts;
  const { channel, sample_count, pretrigger_count = 0, trigger } = request;
  const { body: { channels } } = await ask(driver, { kind: 'get_capabilities' }, 'capabilities');
  const found = channels.find((capability) => capability.channel === channel);
  if (found === undefined) throw driver.failure('UNIMPLEMENTED', `the controller does not state channel ${channel}`);
  const fullScale = found.full_scale_uV === undefined ? A_from_fA(found.full_scales_fA[0] ?? 0) : V_from_uV(found.full_scale_uV);
  const level_code = 'level' in trigger ? levelCode(driver, trigger.level / lsb(fullScale, found.bits)) : 0;
  const { body: armed } = await ask(
    driver,
    { kind: 'capture_arm', channel, rate_Hz: found.rate_Hz_max, sample_count, pretrigger_count, trigger: TRIGGERS[trigger.at], level_code },
    'capture_status',
    { signal: request.signal },
  );
  const complete = await completed(parts, armed, request.signal);
  if (!(complete.size_bytes <= sample_count * RAW24_BYTES)) throw driver.failure('PROTOCOL', `a capture of ${complete.size_bytes} bytes, where ${sample_count} samples were asked for`);
  const codes = await read(driver, complete);
  const isCurrent = channel === Channel.INTERLOCK_CURRENT;
  return {
    codes,
    trigger_index: pretrigger_count,
    triggerTime_s: s_from_us(complete.trigger_device_us ?? 0),
    rate_Hz: found.rate_Hz_max,
    ...(isCurrent ? { lsb_A: lsb(A_from_fA(complete.full_scale_fA), complete.bits) } : { lsb_V: lsb(V_from_uV(complete.full_scale_uV), complete.bits) }),
  };
}

function lsb(fullScale: number, bits: number): number {
  return fullScale / 2 ** (bits - 1);
}

function levelCode(driver: Driver, level: number): number {
  const code = Math.round(level);
  if (!(-0x8000_0000 <= code && code <= 0x7fff_ffff)) throw driver.failure('INVALID_ARGUMENT', `a trigger level of ${level} codes`);
  return code;
}

/** The end is told by an event; a look now and then finds it where that was lost. */
async function completed(parts: CaptureParts, { capture_id }: CaptureStatus, signal: AbortSignal | undefined): Promise<CaptureStatus> {
  for (;;) {
    // Listened for before the look, so that none passes in between.
    const news = nextNews(parts, capture_id, signal);
    const { body } = await ask(parts.driver, { kind: 'get_capture', capture_id }, 'capture_status', { signal });
    if (body.is_complete) return body;
    await news;
  }
}

/** Resolves with the event of the end, after a while without one, or when the caller gives up. */
function nextNews({ clock, onEvent }: CaptureParts, capture_id: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const leave = (): void => {
      cancel();
      stopListening();
      signal?.removeEventListener('abort', leave);
      resolve();
    };
    const cancel = clock.after(look_us, leave);
    const stopListening = onEvent(({ kind, value }) => {
      if (kind === EventKind.CAPTURED && value === capture_id) leave();
    });
    signal?.addEventListener('abort', leave, { once: true });
  });
}

async function read(driver: Driver, { capture_id, size_bytes }: CaptureStatus): Promise<Int32Array> {
  const bytes = new Uint8Array(size_bytes);
  for (let offset_bytes = 0; offset_bytes < size_bytes; ) {
    const { body: { data } } = await ask(driver, { kind: 'read_capture', capture_id, offset_bytes, length_bytes: Math.min(chunk_bytes, size_bytes - offset_bytes) }, 'capture_chunk');
    if (data.length === 0 || offset_bytes + data.length > size_bytes) throw driver.failure('PROTOCOL', 'a capture ended before its size');
    bytes.set(data, offset_bytes);
    offset_bytes += data.length;
  }
  const codes = new Int32Array(Math.floor(size_bytes / RAW24_BYTES));
  unpackRaw24(bytes, codes, codes.length);
  return codes;
}
