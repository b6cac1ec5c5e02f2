import { crc32c } from '@nanobias/proto';

/** A record is 64 B: small enough to be written within the hold-up of the supply. */
export const RECORD_WORDS = 16;

/** What the output was doing when the record was written. A word that is none of these is no record. */
export const CONDITION = { IDLE: 1, ENERGISED: 2, TRIPPED: 3 } as const;
export type Condition = (typeof CONDITION)[keyof typeof CONDITION];

/** Says of a record that everything before it is whole: it is programmed last, once the rest has been read back. */
export const SEAL = 0x600d5ea1;
/** The first word of every record of this layout. */
const MAGIC = 0x4e425431;
const CAUSES_MAX = 8;
const CAUSES_PER_WORD = 4;
/** The top bits of the state: of which cause the frame is. */
const FRAME_SHIFT = 26;
const TWO_TO_32 = 4_294_967_296;

const AT = { MAGIC: 0, SEQUENCE: 1, BOOT_COUNT: 2, STATE: 3, NONCE: 4, CAUSES: 5, VALUE: 7, LIMIT: 9, TIME_us: 11, IDENTITY: 13, CRC: 14, SEAL: 15 } as const;
export const SEAL_INDEX = AT.SEAL;

/** What outlives the supply: whether the output was on or tripped, and what the first fault was. */
export interface TripRecord {
  /** Counts records since the flash was blank; the newest is the one in force. */
  readonly sequence: number;
  readonly boot_count: number;
  /** Drawn at the first boot: tells one instrument's boots and faults from another's. */
  readonly identity: number;
  readonly condition: Condition;
  /** Mode at the first fault. */
  readonly mode: number;
  readonly fault_nonce: number;
  /** First first. */
  readonly causes: readonly number[];
  /** Whose value, limit and time follow: a local reset lifts a cause that is still the first fault. 0 where no frame was taken. */
  readonly frame_cause: number;
  readonly value: number | undefined;
  readonly limit: number | undefined;
  readonly time_us: number;
}

/** Writes a record's words, seal and all. */
export function encodeRecord(words: Uint32Array, record: TripRecord): void {
  const { causes, value, limit } = record;
  const count = Math.min(causes.length, CAUSES_MAX);
  words.fill(0);
  words[AT.MAGIC] = MAGIC;
  words[AT.SEQUENCE] = record.sequence;
  words[AT.BOOT_COUNT] = record.boot_count;
  words[AT.STATE] = record.condition | (record.mode << 8) | (count << 16) | ((value === undefined ? 0 : 1) << 24) | ((limit === undefined ? 0 : 1) << 25) | (record.frame_cause << FRAME_SHIFT);
  words[AT.NONCE] = record.fault_nonce;
  for (let index = 0; index < count; index += 1) {
    const at = AT.CAUSES + Math.floor(index / CAUSES_PER_WORD);
    words[at] = words[at]! | (causes[index]! << ((index % CAUSES_PER_WORD) * 8));
  }
  putInteger(words, AT.VALUE, value ?? 0);
  putInteger(words, AT.LIMIT, limit ?? 0);
  putInteger(words, AT.TIME_us, record.time_us);
  words[AT.IDENTITY] = record.identity;
  words[AT.CRC] = checkOf(words);
  words[AT.SEAL] = SEAL;
}

/** The record that the words hold; undefined when they hold none that is whole. */
export function decodeRecord(words: Uint32Array): TripRecord | undefined {
  const isWhole = words[AT.MAGIC] === MAGIC && words[AT.SEAL] === SEAL && words[AT.CRC] === checkOf(words);
  const state = words[AT.STATE]!;
  const condition = conditionOf(state & 0xff);
  const count = (state >>> 16) & 0xff;
  if (!(isWhole && condition !== undefined && count <= CAUSES_MAX)) return undefined;
  return {
    sequence: words[AT.SEQUENCE]!,
    boot_count: words[AT.BOOT_COUNT]!,
    identity: words[AT.IDENTITY]!,
    condition,
    mode: (state >>> 8) & 0xff,
    fault_nonce: words[AT.NONCE]!,
    causes: Array.from({ length: count }, (_, index) => (words[AT.CAUSES + Math.floor(index / CAUSES_PER_WORD)]! >>> ((index % CAUSES_PER_WORD) * 8)) & 0xff),
    frame_cause: state >>> FRAME_SHIFT,
    value: (state & (1 << 24)) === 0 ? undefined : integerAt(words, AT.VALUE),
    limit: (state & (1 << 25)) === 0 ? undefined : integerAt(words, AT.LIMIT),
    time_us: integerAt(words, AT.TIME_us),
  };
}

function conditionOf(code: number): Condition | undefined {
  return Object.values(CONDITION).find((condition) => condition === code);
}

function checkOf(words: Uint32Array): number {
  return crc32c(new Uint8Array(words.buffer, words.byteOffset, AT.CRC * 4));
}

function putInteger(words: Uint32Array, at: number, value: number): void {
  words[at] = value % TWO_TO_32;
  words[at + 1] = Math.floor(value / TWO_TO_32);
}

function integerAt(words: Uint32Array, at: number): number {
  return (words[at + 1]! | 0) * TWO_TO_32 + words[at]!;
}
