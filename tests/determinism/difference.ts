import type { Arena } from '@nanobias/firmware-model';

/** Names and places of all state. */
export type ArenaSchema = Arena['fields'];

/** Where two runs that should be one part: the first tick, and the first field of the arena that is not the same. */
export interface Difference {
  readonly tick: number;
  readonly field: string;
}

/** All state of a run at the end of a tick, wherever it runs. */
export type StateAt = (tick: number) => Promise<Int32Array> | Int32Array;

interface Span {
  /** The states are equal at the end of this tick, and differ at the end of the other one. */
  readonly same_tick: number;
  readonly differing_tick: number;
}

/** Halves a span down to the first tick at whose end the states differ. A difference does not go away: the digest keeps it. */
export async function differenceWithin({ same_tick, differing_tick }: Span, a: StateAt, b: StateAt, fields: ArenaSchema): Promise<Difference | undefined> {
  let low_tick = same_tick;
  let high_tick = differing_tick;
  while (high_tick - low_tick > 1) {
    const tick = Math.floor((low_tick + high_tick) / 2);
    if (differingWord(await a(tick), await b(tick)) === undefined) low_tick = tick;
    else high_tick = tick;
  }
  const word_index = differingWord(await a(high_tick), await b(high_tick));
  return word_index === undefined ? undefined : { tick: high_tick, field: fieldOf(fields, word_index) };
}

function differingWord(a: Int32Array, b: Int32Array): number | undefined {
  const index = a.findIndex((word, place) => word !== b[place]);
  return index < 0 ? undefined : index;
}

function fieldOf(fields: ArenaSchema, word_index: number): string {
  const offset_bytes = 4 * word_index;
  const size_bytes = { f64: 8, i32: 4, u32: 4, u8: 1 } as const;
  return fields.find((field) => field.offset_bytes <= offset_bytes && offset_bytes < field.offset_bytes + field.length * size_bytes[field.kind])?.name ?? 'none';
}
