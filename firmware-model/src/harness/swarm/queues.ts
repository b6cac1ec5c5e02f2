import { WORD } from '../../interlock/state.ts';
import type { Device } from '../device.ts';

/** S6: something that waits in a place of fixed size, by the word that counts it. */
interface Queue {
  readonly name: string;
  readonly words: Uint32Array;
  readonly index: number;
  readonly places_count: number;
}

// Places of each, restated. What lies in the arena cannot grow; a count that does writes over what lies behind it, or loses it untold.
const LATCH_PLACES = 8;
const WAITER_PLACES = 8;
const FRAME_PLACES = 16;
const STREAM_PLACES = 4;
const RECEIVE_PLACES = 4096;
const SEND_PLACES = 16_384;

/** Everything that queues in a device: causes in the latch, bytes in the ports, and for each of their hosts replies, requests that wait for the off, and streams. */
export function queuesOf({ arena: { fields, words: { buffer } } }: Pick<Device, 'arena'>): readonly Queue[] {
  const queues = fields.flatMap(({ name, offset_bytes, length }): Queue[] => {
    const counted = COUNTED.filter(({ pattern }) => pattern.test(name));
    return counted.map(({ index, places_count }) => ({ name, words: new Uint32Array(buffer, offset_bytes, length), index, places_count }));
  });
  const missing = COUNTED.find(({ pattern }) => !queues.some(({ name }) => pattern.test(name)));
  if (missing !== undefined) throw new Error(`the arena has no ${missing.pattern}`);
  return queues;
}

const COUNTED: readonly { readonly pattern: RegExp; readonly index: number; readonly places_count: number }[] = [
  { pattern: /^interlock\.state$/, index: WORD.LATCH_COUNT, places_count: LATCH_PLACES },
  { pattern: /\.waiters_count$/, index: 0, places_count: WAITER_PLACES },
  { pattern: /\.tx$/, index: 1, places_count: FRAME_PLACES },
  { pattern: /\.stream_counts$/, index: 0, places_count: STREAM_PLACES },
  { pattern: /\.stream_counts$/, index: 1, places_count: STREAM_PLACES },
  { pattern: /^port(?:_\d)?\.received_state$/, index: 1, places_count: RECEIVE_PLACES },
  { pattern: /^port(?:_\d)?\.sent_state$/, index: 1, places_count: SEND_PLACES },
];

/** A queue that holds more than it has places for; undefined while all hold what they may. */
export function overfullQueue(queues: readonly Queue[]): string | undefined {
  for (let index = 0; index < queues.length; index += 1) {
    const queue = queues[index]!;
    const count = queue.words[queue.index]!;
    if (!(count <= queue.places_count)) return `${queue.name} holds ${count} in ${queue.places_count} places`;
  }
  return undefined;
}
