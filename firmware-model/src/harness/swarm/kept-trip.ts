import { CONDITION, RECORD_WORDS, decodeRecord } from '../../controller/trip-record.ts';
import type { TripRecord } from '../../controller/trip-record.ts';
import type { FlashMemory } from '../../board/flash.ts';

/** L3: the record of a trip is safe while the supply would still hold up. */

const words = new Uint32Array(RECORD_WORDS);

/** Whether the newest whole record of a flash says that this cause came first. */
export function isTripKept(flash: FlashMemory, first_cause: number): boolean {
  return keptCauses(flash)[0] === first_cause;
}

/** Causes of the trip that the newest whole record of a flash tells of, first first; none where it tells of none. */
export function keptCauses(flash: FlashMemory): readonly number[] {
  let newest: TripRecord | undefined;
  for (let page_index = 0; page_index < flash.pages_count; page_index += 1) {
    for (let first = 0; first < flash.page_words; first += RECORD_WORDS) {
      for (let index = 0; index < RECORD_WORDS; index += 1) words[index] = flash.read(page_index, first + index);
      const record = decodeRecord(words);
      if (record !== undefined && (newest === undefined || 0 < ((record.sequence - newest.sequence) | 0))) newest = record;
    }
  }
  return newest?.condition === CONDITION.TRIPPED ? newest.causes : [];
}
