import type { Flash } from '../board/registers.ts';
import type { Arena } from '../kernel/arena.ts';
import { RECORD_WORDS, SEAL, SEAL_INDEX, decodeRecord, encodeRecord } from './trip-record.ts';
import type { TripRecord } from './trip-record.ts';

/** Records that one connection may need: energised, tripped, hard fault, acknowledged, and as many again. */
const RECORDS_IN_HAND = 8;
/** A boot leaves so many numbers out: what a power cut tore half-written bears one of them. */
const SEQUENCE_STRIDE = 256;
/** Slots in a row that do not take a record before the flash counts as worn out. */
const FAILURES_MAX = 4;
const ERASED = 0xffff_ffff;

const PHASE = { READY: 0, RESEALING: 1, CLEARING: 2, WRITING: 3, SEALING: 4 } as const;
const WORD = { PHASE: 0, HOME: 1, PAGE: 2, SLOT: 3, INDEX: 4, IS_WANTED: 5, IS_ERASING: 6, FAILURES: 7, IS_WORN: 8, HOME_SLOT: 9, STANDING: 10 } as const;
const WORD_COUNT = 11;

/**
 * A journal of trip records on two pages of flash. The page that holds the newest whole record is never erased, a record
 * counts once its seal is programmed, and after a power cut nothing is written behind what may be torn: the journal goes on
 * in the other page, erased anew. So a cut inside any word or erase leaves the old record or the new one.
 */
export interface TripStore {
  readonly flash: Flash | undefined;
  readonly words: Int32Array;
  /** Number of the next record. */
  readonly sequence: Uint32Array;
  /** The record that is being written. */
  readonly image: Uint32Array;
  /** Carries no state: written and read within one call. */
  readonly scratch: Uint32Array;
}

export function claimTripStore(arena: Arena, flash: Flash | undefined): TripStore {
  return {
    flash,
    words: arena.i32('controller.trip_store', WORD_COUNT),
    sequence: arena.u32('controller.trip_sequence'),
    image: arena.u32('controller.trip_image', RECORD_WORDS),
    scratch: new Uint32Array(RECORD_WORDS),
  };
}

/** What a power-up finds: the newest whole record, or none; `isDamaged` when there is none although something was written. */
export interface Mounted {
  readonly record: TripRecord | undefined;
  readonly isDamaged: boolean;
}

/** Looks for the newest record, and begins to make the journal fit to be continued. */
export function mountTripStore(store: TripStore): Mounted {
  const { flash, words, sequence } = store;
  if (flash === undefined) return { record: undefined, isDamaged: false };
  const newest = newestRecord(store, flash);
  words[WORD.HOME] = newest?.page_index ?? 1;
  words[WORD.HOME_SLOT] = newest?.slot_index ?? 0;
  words[WORD.PHASE] = newest === undefined ? PHASE.CLEARING : PHASE.RESEALING;
  sequence[0] = (newest?.record.sequence ?? 0) + SEQUENCE_STRIDE;
  return { record: newest?.record, isDamaged: newest === undefined && !isBlank(flash) };
}

/** Asks for a record, as soon as the store gets to it, when things stand otherwise than when it was last asked. */
export function wantRecord(store: TripStore, standing: number): void {
  if (isRecordAsked(store, standing)) return;
  store.words[WORD.STANDING] = standing;
  store.words[WORD.IS_WANTED] = 1;
}

/** Whether things stand as when a record was last asked for. */
export function isRecordAsked({ words }: TripStore, standing: number): boolean {
  return words[WORD.STANDING] === standing;
}

/** Nothing is wanted or under way: what was asked for is safe. */
export function isTripStoreSettled({ flash, words }: TripStore): boolean {
  return flash === undefined || (words[WORD.PHASE] === PHASE.READY && words[WORD.IS_WANTED] === 0);
}

/** Whether a connection and what may become of it finds room without an erase in between. */
export function hasTripRoom({ flash, words }: TripStore): boolean {
  if (flash === undefined) return true;
  const slots = slotsOf(flash);
  return words[WORD.IS_WORN] === 0 && Math.min(RECORDS_IN_HAND, slots) <= slots - words[WORD.SLOT]!;
}

/** Too many slots in a row did not take what was written: nothing is promised any more. */
export function isTripStoreWorn({ words }: TripStore): boolean {
  return words[WORD.IS_WORN] === 1;
}

/** Erases the page that is not needed any more. For a time when nothing can trip. */
export function makeTripRoom(store: TripStore): void {
  if (isTripStoreSettled(store) && !isTripStoreWorn(store)) store.words[WORD.PHASE] = PHASE.CLEARING;
}

/** One tick of the store. `recordNow` is asked for the record when its writing begins. */
export function advanceTripStore(store: TripStore, recordNow: (sequence: number) => TripRecord): void {
  const { flash, words } = store;
  if (flash === undefined) return;
  switch (words[WORD.PHASE]) {
    case PHASE.RESEALING:
      // A cut inside the seal may have left it half programmed: it is made whole before the older record goes.
      if (flash.program(words[WORD.HOME]!, words[WORD.HOME_SLOT]! * RECORD_WORDS + SEAL_INDEX, SEAL)) words[WORD.PHASE] = PHASE.CLEARING;
      break;
    case PHASE.CLEARING:
      clear(words, flash);
      break;
    case PHASE.WRITING:
      write(store, flash);
      break;
    case PHASE.SEALING:
      seal(store, flash);
      break;
    default:
      if (words[WORD.IS_WANTED] === 1) begin(store, flash, recordNow);
      break;
  }
}

function clear(words: Int32Array, flash: Flash): void {
  const spare = 1 - words[WORD.HOME]!;
  if (words[WORD.IS_ERASING] === 0) {
    words[WORD.IS_ERASING] = flash.erase(spare) ? 1 : 0;
    return;
  }
  if (flash.isBusy) return;
  words[WORD.IS_ERASING] = 0;
  words[WORD.PAGE] = spare;
  words[WORD.SLOT] = 0;
  words[WORD.PHASE] = PHASE.READY;
}

function begin(store: TripStore, flash: Flash, recordNow: (sequence: number) => TripRecord): void {
  const { words, sequence, image } = store;
  if (words[WORD.IS_WORN] === 1) {
    words[WORD.IS_WANTED] = 0;
    return;
  }
  if (!(words[WORD.SLOT]! < slotsOf(flash))) {
    words[WORD.PHASE] = PHASE.CLEARING;
    return;
  }
  words[WORD.IS_WANTED] = 0;
  words[WORD.INDEX] = 0;
  words[WORD.PHASE] = PHASE.WRITING;
  encodeRecord(image, recordNow(sequence[0]!));
  sequence[0] = sequence[0]! + 1;
  write(store, flash);
}

/** As many words as the flash takes; the seal waits until all others have been read back. */
function write(store: TripStore, flash: Flash): void {
  const { words, image } = store;
  const first = words[WORD.SLOT]! * RECORD_WORDS;
  while (words[WORD.INDEX]! < SEAL_INDEX) {
    const index = words[WORD.INDEX]!;
    if (!flash.program(words[WORD.PAGE]!, first + index, image[index]!)) return;
    words[WORD.INDEX] = index + 1;
  }
  if (flash.isBusy) return;
  for (let index = 0; index < SEAL_INDEX; index += 1) {
    if (flash.read(words[WORD.PAGE]!, first + index) >>> 0 !== image[index]) return fail(words);
  }
  if (flash.program(words[WORD.PAGE]!, first + SEAL_INDEX, SEAL)) words[WORD.PHASE] = PHASE.SEALING;
}

function seal({ words }: TripStore, flash: Flash): void {
  if (flash.isBusy) return;
  if (flash.read(words[WORD.PAGE]!, words[WORD.SLOT]! * RECORD_WORDS + SEAL_INDEX) >>> 0 !== SEAL) return fail(words);
  words[WORD.HOME] = words[WORD.PAGE]!;
  words[WORD.HOME_SLOT] = words[WORD.SLOT]!;
  words[WORD.SLOT] = words[WORD.SLOT]! + 1;
  words[WORD.FAILURES] = 0;
  words[WORD.PHASE] = PHASE.READY;
}

/** A slot that does not hold what was written is left behind. */
function fail(words: Int32Array): void {
  words[WORD.SLOT] = words[WORD.SLOT]! + 1;
  words[WORD.FAILURES] = words[WORD.FAILURES]! + 1;
  words[WORD.IS_WORN] = FAILURES_MAX <= words[WORD.FAILURES]! ? 1 : 0;
  words[WORD.IS_WANTED] = 1;
  words[WORD.PHASE] = PHASE.READY;
}

interface Found {
  readonly record: TripRecord;
  readonly page_index: number;
  readonly slot_index: number;
}

function newestRecord({ scratch }: TripStore, flash: Flash): Found | undefined {
  let newest: Found | undefined;
  for (let place = 0; place < 2 * slotsOf(flash); place += 1) {
    const page_index = place & 1;
    const slot_index = place >> 1;
    for (let index = 0; index < RECORD_WORDS; index += 1) scratch[index] = flash.read(page_index, slot_index * RECORD_WORDS + index);
    const record = decodeRecord(scratch);
    // The difference of two numbers is right even where they wrap.
    const isNewer = record !== undefined && (newest === undefined || 0 < ((record.sequence - newest.record.sequence) | 0));
    if (isNewer) newest = { record, page_index, slot_index };
  }
  return newest;
}

function isBlank(flash: Flash): boolean {
  for (let place = 0; place < 2 * flash.page_words; place += 1) {
    if (flash.read(place & 1, place >> 1) >>> 0 !== ERASED) return false;
  }
  return true;
}

function slotsOf(flash: Flash): number {
  return Math.floor(flash.page_words / RECORD_WORDS);
}
