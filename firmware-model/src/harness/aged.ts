import { REGISTER } from '../board/registers.ts';
import { CLOCK } from '../controller/clock.ts';
import { OUTPUT } from '../controller/output.ts';
import type { Arena } from '../kernel/arena.ts';

/** Counters of the board count modulo 2^31. */
const COUNTER_MASK = 0x7fffffff;
/** Places of the counters that these fields hold among other things. */
const SLOW_SEQUENCE = 3;
const LEASE_EPOCH = 0;
const TWO_TO_32 = 4_294_967_296;

/**
 * Puts the counters of an instrument, before its first tick, to where they stand after so many: those of 32 bits as near to their end
 * as the tick is to a power of two. What a reset sets to zero starts at zero after the next one.
 */
export function age(arena: Arena, { start_tick, tick_us }: { readonly start_tick: number; readonly tick_us: number }): void {
  if (!(Number.isSafeInteger(start_tick) && 0 <= start_tick && Number.isSafeInteger(2 * start_tick * tick_us))) throw new RangeError(`start_tick = ${start_tick} is no tick to start at`);
  const counted = start_tick & COUNTER_MASK;
  put(arena, 'time.tick', 0, start_tick);
  put(arena, 'board.registers', REGISTER.INTERLOCK_SEQUENCE, counted);
  put(arena, 'board.registers', REGISTER.SLOW_SEQUENCE, start_tick % TWO_TO_32);
  put(arena, 'board.slow', SLOW_SEQUENCE, start_tick % TWO_TO_32);
  put(arena, 'protection.time_base', 0, (start_tick * tick_us) % (COUNTER_MASK + 1));
  // Another firmware than ours has none of these.
  put(arena, 'controller.clock', CLOCK.TICK, start_tick);
  put(arena, 'controller.event_counts', 0, start_tick % TWO_TO_32);
  put(arena, 'controller.output', OUTPUT.EPOCH, start_tick % TWO_TO_32);
  put(arena, 'controller.lease', LEASE_EPOCH, start_tick % TWO_TO_32);
}

function put({ fields, words }: Arena, name: string, index: number, value: number): void {
  const field = fields.find((candidate) => candidate.name === name);
  if (field === undefined) return;
  const { buffer } = words;
  const view = field.kind === 'f64' ? new Float64Array(buffer, field.offset_bytes, field.length)
    : field.kind === 'u32' ? new Uint32Array(buffer, field.offset_bytes, field.length) : new Int32Array(buffer, field.offset_bytes, field.length);
  view[index] = value;
}
