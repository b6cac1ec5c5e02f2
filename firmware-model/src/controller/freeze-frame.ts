import { Channel } from '@nanobias/proto';
import type { Cause, FreezeFrame, Mode } from '@nanobias/proto';
import type { Stretch } from '../board/registers.ts';
import { CAUSE } from '../interlock/cause.ts';
import { WORD } from '../interlock/state.ts';
import type { Arena } from '../kernel/arena.ts';
import { deviceTime_us, tickNow } from './clock.ts';
import type { Firmware } from './firmware.ts';

/** Pairs of voltage and current code that are kept: the last 6.4 ms at the default tick. A power of two, for the mask. */
const PAIRS = 64;
const PAIR_BYTES = 6;
/** Samples that one reply carries beside the longest numbers: 24 pairs. */
const CHUNK_BYTES_MAX = 24 * PAIR_BYTES;

const FIELD = { HAS_FRAME: 0, IS_HELD: 1, CAUSE: 2, VALUE: 3, LIMIT: 4, TIME_us: 5, MODE: 6, SAMPLES_BYTES: 7, HAS_VALUE: 8, HAS_LIMIT: 9 } as const;
const FIELD_COUNT = 10;

/** What was seen last, tick by tick, and how it stood at the first fault since the last acknowledge. */
export interface Freeze {
  readonly history: Int32Array;
  readonly samples: Uint8Array;
  readonly fields: Float64Array;
}

export function claimFreeze(arena: Arena): Freeze {
  return {
    history: arena.i32('controller.history', PAIRS * 2),
    samples: arena.u8('controller.freeze_samples', PAIRS * PAIR_BYTES),
    fields: arena.f64('controller.freeze', FIELD_COUNT),
  };
}

/** Takes this tick's codes, in place of the oldest. */
export function remember({ history }: Freeze, tick: number, voltage_code: number, current_code: number): void {
  const at = (tick & (PAIRS - 1)) * 2;
  history[at] = voltage_code;
  history[at + 1] = current_code;
}

/** Takes the codes of ticks that were taken together, from the one of index `from` to the one before `to`; `tick` is the last of them. */
export function rememberTicks(freeze: Freeze, tick: number, { voltages_code, currents_code }: Stretch, { from, to }: { readonly from: number; readonly to: number }): void {
  for (let index = Math.max(from, to - PAIRS); index < to; index += 1) remember(freeze, tick + 1 + index - to, voltages_code[index]!, currents_code[index]!);
}

/** Keeps what led to a fault, unless one is held that nobody has acknowledged: what follows from it tells less. */
export function freezeFrame(firmware: Firmware, cause: number, { value, limit }: { readonly value?: number; readonly limit?: number }): void {
  const { fields, history, samples } = firmware.freeze;
  if (fields[FIELD.IS_HELD] === 1) return;
  hold(fields, { frame_cause: cause, value, limit, time_us: deviceTime_us(firmware), mode: firmware.interlock.state[WORD.MODE]! });
  fields[FIELD.SAMPLES_BYTES] = samples.length;
  const oldest = tickNow(firmware) + 1;
  for (let index = 0; index < PAIRS * 2; index += 1) {
    const code = history[(((oldest + (index >> 1)) & (PAIRS - 1)) * 2) + (index & 1)]!;
    samples[index * 3] = code;
    samples[index * 3 + 1] = code >> 8;
    samples[index * 3 + 2] = code >> 16;
  }
}

/** What outlives the supply of a frame: its samples do not. */
export interface FirstFault {
  readonly frame_cause: number;
  readonly value: number | undefined;
  readonly limit: number | undefined;
  /** Device time of the boot in which it happened. */
  readonly time_us: number;
  readonly mode: number;
}

/** What is held of a cause, where it is that of the first fault. */
export function heldOf({ freeze: { fields } }: Firmware, cause: number): Pick<FirstFault, 'value' | 'limit'> {
  const isHeld = fields[FIELD.IS_HELD] === 1 && fields[FIELD.CAUSE] === cause;
  return isHeld ? compared(fields) : { value: undefined, limit: undefined };
}

function compared(fields: Float64Array): Pick<FirstFault, 'value' | 'limit'> {
  return {
    value: fields[FIELD.HAS_VALUE] === 1 ? fields[FIELD.VALUE] : undefined,
    limit: fields[FIELD.HAS_LIMIT] === 1 ? fields[FIELD.LIMIT] : undefined,
  };
}

export function firstFault({ freeze: { fields } }: Firmware): FirstFault {
  return {
    frame_cause: fields[FIELD.CAUSE]!,
    ...compared(fields),
    time_us: fields[FIELD.TIME_us]!,
    mode: fields[FIELD.MODE]!,
  };
}

/** After a reset: the fault that was held before it, without samples. */
export function restoreFreeze({ freeze: { fields } }: Firmware, fault: FirstFault): void {
  hold(fields, fault);
  fields[FIELD.SAMPLES_BYTES] = 0;
}

function hold(fields: Float64Array, { frame_cause, value, limit, time_us, mode }: FirstFault): void {
  fields[FIELD.HAS_FRAME] = 1;
  fields[FIELD.IS_HELD] = 1;
  fields[FIELD.CAUSE] = frame_cause;
  fields[FIELD.VALUE] = value ?? 0;
  fields[FIELD.LIMIT] = limit ?? 0;
  fields[FIELD.HAS_VALUE] = value === undefined ? 0 : 1;
  fields[FIELD.HAS_LIMIT] = limit === undefined ? 0 : 1;
  fields[FIELD.TIME_us] = time_us;
  fields[FIELD.MODE] = mode;
}

/** The fault was acknowledged: the next one takes its place, and until then it can still be read. */
export function releaseFreeze({ freeze }: Firmware): void {
  freeze.fields[FIELD.IS_HELD] = 0;
}

/** A piece of the frame; undefined before the first fault. */
export function readFreeze({ freeze: { fields, samples } }: Firmware, offset_bytes: number): FreezeFrame | undefined {
  if (fields[FIELD.HAS_FRAME] !== 1) return undefined;
  const size_bytes = fields[FIELD.SAMPLES_BYTES]!;
  const from_index = Math.min(offset_bytes, size_bytes);
  return {
    cause: fields[FIELD.CAUSE]! as Cause,
    channel_of_cause: CHANNEL_OF_CAUSE[fields[FIELD.CAUSE]!] ?? Channel.UNSPECIFIED,
    value: fields[FIELD.VALUE]!,
    limit: fields[FIELD.LIMIT]!,
    device_time_us: fields[FIELD.TIME_us]!,
    mode: fields[FIELD.MODE]! as Mode,
    samples_size_bytes: size_bytes,
    samples_offset_bytes: from_index,
    samples: samples.slice(from_index, Math.min(from_index + CHUNK_BYTES_MAX, size_bytes)),
  };
}

/** Which measurement a cause was seen in; none for those that no converter sees. */
const CHANNEL_OF_CAUSE: Readonly<Record<number, Channel>> = {
  [CAUSE.HARDWARE_OVER_VOLTAGE]: Channel.INTERLOCK_VOLTAGE,
  [CAUSE.HARDWARE_UNDER_VOLTAGE]: Channel.INTERLOCK_VOLTAGE,
  [CAUSE.OVER_VOLTAGE]: Channel.INTERLOCK_VOLTAGE,
  [CAUSE.UNDER_VOLTAGE]: Channel.INTERLOCK_VOLTAGE,
  [CAUSE.OVER_CURRENT]: Channel.INTERLOCK_CURRENT,
  [CAUSE.EXCESS_CHARGE]: Channel.INTERLOCK_CURRENT,
  [CAUSE.HARDWARE_OVER_CURRENT]: Channel.INTERLOCK_CURRENT,
};
