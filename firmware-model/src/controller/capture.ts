import { CaptureTrigger, Channel, EventKind, RAW24_BYTES, packRaw24 } from '@nanobias/proto';
import type { CaptureArm, CaptureStatus } from '@nanobias/proto';
import { REGISTER } from '../board/registers.ts';
import { isEnergised } from '../interlock/state.ts';
import type { Arena } from '../kernel/arena.ts';
import { deviceTime_us, tickNow } from './clock.ts';
import { pushEvent } from './events.ts';
import type { Firmware } from './firmware.ts';

/** 0.4 s of the interlock path at 10 kHz. */
export const CAPTURE_SAMPLES_MAX = 4096;

const PHASE = { NONE: 0, WAITING: 1, TRIGGERED: 2 } as const;
const WORD = { PHASE: 0, REGISTER: 1, SIZE: 2, TAKEN: 3, LEFT: 4, WAS_ENERGISED: 5 } as const;
const WORD_COUNT = 6;
const FIELD = { ID: 0, CHANNEL: 1, PRETRIGGER: 2, TRIGGER: 3, LEVEL: 4, SESSION: 5, IS_COMPLETE: 6, HAS_TRIGGER: 7, TRIGGER_TIME_us: 8, TRIGGER_SAMPLE: 9 } as const;
const FIELD_COUNT = 10;

/** Every sample of one channel around a trigger, in a ring of the length that was asked for. */
export interface Capture {
  readonly words: Int32Array;
  readonly fields: Float64Array;
  readonly codes: Int32Array;
}

export function claimCapture(arena: Arena): Capture {
  return {
    words: arena.i32('controller.capture_words', WORD_COUNT),
    fields: arena.f64('controller.capture', FIELD_COUNT),
    codes: arena.i32('controller.capture_codes', CAPTURE_SAMPLES_MAX),
  };
}

/** The register of a channel that can be captured: those whose code every tick renews. */
const REGISTERS: Readonly<Partial<Record<Channel, number>>> = {
  [Channel.INTERLOCK_CURRENT]: REGISTER.INTERLOCK_CURRENT_CODE,
  [Channel.INTERLOCK_VOLTAGE]: REGISTER.INTERLOCK_VOLTAGE_CODE,
};

export function isCapturable(channel: Channel): boolean {
  return REGISTERS[channel] !== undefined;
}

/** Session that armed a capture which is not complete; 0 when there is none. */
export function capturingSession({ capture: { words, fields } }: Firmware): number {
  return words[WORD.PHASE] === PHASE.NONE ? 0 : fields[FIELD.SESSION]!;
}

/** Arms anew, from the next tick on. The caller has checked channel and counts. */
export function armCapture(firmware: Firmware, request: CaptureArm, session: number): void {
  const { words, fields } = firmware.capture;
  const id = (fields[FIELD.ID]! + 1) % 0x1_0000_0000 || 1;
  fields.fill(0);
  fields[FIELD.ID] = id;
  fields[FIELD.CHANNEL] = request.channel;
  fields[FIELD.PRETRIGGER] = request.pretrigger_count;
  fields[FIELD.TRIGGER] = request.trigger;
  fields[FIELD.LEVEL] = request.level_code;
  fields[FIELD.SESSION] = session;
  words[WORD.PHASE] = PHASE.WAITING;
  words[WORD.REGISTER] = REGISTERS[request.channel]!;
  words[WORD.SIZE] = request.sample_count;
  words[WORD.TAKEN] = 0;
  words[WORD.LEFT] = request.sample_count - request.pretrigger_count - 1;
  words[WORD.WAS_ENERGISED] = isEnergised(firmware.interlock) ? 1 : 0;
}

/** Whether a capture takes a sample every tick. */
export function isCapturing({ capture: { words } }: Firmware): boolean {
  return words[WORD.PHASE] !== PHASE.NONE;
}

/** Takes this tick's sample while a capture is armed. */
export function captureSample(firmware: Firmware): void {
  if (isCapturing(firmware)) take(firmware);
}

function take(firmware: Firmware): void {
  const { capture: { words, fields, codes }, registers, interlock } = firmware;
  const code = registers[words[WORD.REGISTER]!]!;
  const taken = words[WORD.TAKEN]!;
  const size = words[WORD.SIZE]!;
  codes[taken % size] = code;
  // Counts on in whole turns of the ring: the place stays right however long the trigger is away.
  words[WORD.TAKEN] = taken + 1 < 2 * size ? taken + 1 : size;
  const isTriggering = words[WORD.PHASE] === PHASE.WAITING && fields[FIELD.PRETRIGGER]! <= taken && isTrigger(firmware, code);
  words[WORD.WAS_ENERGISED] = isEnergised(interlock) ? 1 : 0;
  if (isTriggering) {
    words[WORD.PHASE] = PHASE.TRIGGERED;
    fields[FIELD.HAS_TRIGGER] = 1;
    fields[FIELD.TRIGGER_TIME_us] = deviceTime_us(firmware);
    fields[FIELD.TRIGGER_SAMPLE] = tickNow(firmware);
  } else if (words[WORD.PHASE] === PHASE.TRIGGERED) {
    words[WORD.LEFT] = words[WORD.LEFT]! - 1;
  }
  if (words[WORD.PHASE] === PHASE.TRIGGERED && words[WORD.LEFT] === 0) complete(firmware);
}

function isTrigger({ capture: { words, fields }, interlock }: Firmware, code: number): boolean {
  const wasEnergised = words[WORD.WAS_ENERGISED] === 1;
  switch (fields[FIELD.TRIGGER]) {
    case CaptureTrigger.NOW:
      return true;
    case CaptureTrigger.ABOVE:
      return code > fields[FIELD.LEVEL]!;
    case CaptureTrigger.BELOW:
      return code < fields[FIELD.LEVEL]!;
    case CaptureTrigger.OPENING:
      return wasEnergised && !isEnergised(interlock);
    case CaptureTrigger.CLOSING:
      return !wasEnergised && isEnergised(interlock);
    default:
      return false;
  }
}

function complete(firmware: Firmware): void {
  const { words, fields } = firmware.capture;
  words[WORD.PHASE] = PHASE.NONE;
  fields[FIELD.IS_COMPLETE] = 1;
  pushEvent(firmware, { kind: EventKind.CAPTURED, value: fields[FIELD.ID]! });
}

/** The capture of this id; undefined when there is none, or when another has taken its place. */
export function captureStatus({ capture: { words, fields }, board }: Firmware, capture_id: number): CaptureStatus | undefined {
  if (capture_id === 0 || fields[FIELD.ID] !== capture_id) return undefined;
  const isCurrent = fields[FIELD.CHANNEL] === Channel.INTERLOCK_CURRENT;
  return {
    capture_id,
    is_complete: fields[FIELD.IS_COMPLETE] === 1,
    size_bytes: words[WORD.SIZE]! * RAW24_BYTES,
    ...(fields[FIELD.HAS_TRIGGER] === 1 ? { trigger_device_us: fields[FIELD.TRIGGER_TIME_us]!, trigger_sample: fields[FIELD.TRIGGER_SAMPLE]! } : {}),
    full_scale_fA: isCurrent ? board.interlock_full_scale_fA : 0,
    full_scale_uV: isCurrent ? 0 : board.interlock_full_scale_uV,
    bits: board.interlock_bits,
  };
}

/** The newest capture's id; 0 before the first. */
export function newestCapture({ capture: { fields } }: Firmware): number {
  return fields[FIELD.ID]!;
}

/** A piece of a complete capture in RAW24, oldest sample first. */
export function captureBytes({ capture: { words, codes } }: Firmware, offset_bytes: number, length_bytes: number): Uint8Array {
  const size = words[WORD.SIZE]!;
  const from_index = Math.min(Math.floor(offset_bytes / RAW24_BYTES), size);
  const to_index = Math.min(Math.ceil((offset_bytes + length_bytes) / RAW24_BYTES), size);
  const piece = new Int32Array(to_index - from_index);
  for (let index = 0; index < piece.length; index += 1) piece[index] = codes[(words[WORD.TAKEN]! + from_index + index) % size]!;
  const bytes = new Uint8Array(piece.length * RAW24_BYTES);
  packRaw24(piece, bytes);
  const skipped_bytes = offset_bytes - from_index * RAW24_BYTES;
  return bytes.subarray(Math.min(skipped_bytes, bytes.length), Math.min(skipped_bytes + length_bytes, bytes.length));
}
