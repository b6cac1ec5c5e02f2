import { describe, expect, it } from 'vitest';
import { CONDITION, decodeRecord, encodeRecord } from '../../../firmware-model/src/controller/trip-record.ts';
import type { TripRecord } from '../../../firmware-model/src/controller/trip-record.ts';
import { advanceTripStore, claimTripStore, hasTripRoom, isTripStoreSettled, isTripStoreWorn, makeTripRoom, mountTripStore, wantRecord } from '../../../firmware-model/src/controller/trip-store.ts';
import type { Mounted, TripStore } from '../../../firmware-model/src/controller/trip-store.ts';
import { Arena } from '../../../firmware-model/src/kernel/arena.ts';
import { CutFlash } from './cut-flash.ts';

const PAGE_WORDS = 128;
/** 5 ms of hold-up at 100 us. */
const HOLD_UP_TICKS = 50;

const IDLE = { boot_count: 1, identity: 77, condition: CONDITION.IDLE, mode: 0, fault_nonce: 0, causes: [], frame_cause: 0, value: undefined, limit: undefined, time_us: 0 } as const;
const TRIPPED = {
  boot_count: 1, identity: 77, condition: CONDITION.TRIPPED, mode: 6, fault_nonce: 0xdeadbeef, causes: [6, 7, 31], frame_cause: 6, value: 12_207_031, limit: 10_000_000,
  time_us: 123_456_789_012,
} as const;
type Content = Omit<TripRecord, 'sequence'>;

/** A processor's memory is new at every power-up; the flash is not. */
function powerUp(flash: CutFlash): { readonly store: TripStore; readonly mounted: Mounted } {
  flash.powerUp();
  const store = claimTripStore(new Arena(), flash);
  return { store, mounted: mountTripStore(store) };
}

/** Runs until everything is written, or the supply is gone; ticks that it took. */
function settle(flash: CutFlash, store: TripStore, content: Content): number {
  for (let tick = 0; tick < 2000; tick += 1) {
    if (!flash.isPowered || isTripStoreSettled(store)) return tick;
    flash.tick();
    advanceTripStore(store, (sequence) => ({ ...content, sequence }));
  }
  throw new Error('the store never settles');
}

/** Every record is of things that have changed. */
let standing = 0;
const nextStanding = (): number => (standing += 1);

function put(flash: CutFlash, store: TripStore, content: Content): number {
  wantRecord(store, nextStanding());
  return settle(flash, store, content);
}

/** A store in which the first record has been written in this boot. */
function booted(flash: CutFlash, content: Content): TripStore {
  const { store } = powerUp(flash);
  settle(flash, store, content);
  put(flash, store, content);
  return store;
}

const without = (mounted: Mounted): Content | undefined => {
  if (mounted.record === undefined) return undefined;
  const { sequence, ...content } = mounted.record;
  expect(sequence).toBeGreaterThan(0);
  return content;
};

describe('a trip record', () => {
  it.each([IDLE, TRIPPED, { ...TRIPPED, value: -9_007_199_254_740_991, limit: 0, causes: [1, 2, 3, 4, 5, 6, 7, 48], frame_cause: 63 }])('of 64 bytes holds what was put in', (content) => {
    const words = new Uint32Array(16);
    encodeRecord(words, { ...content, sequence: 4_294_967_295 });
    expect(words.byteLength).toBe(64);
    expect(decodeRecord(words)).toEqual({ ...content, sequence: 4_294_967_295 });
  });

  it('is no record with any one bit changed', () => {
    const words = new Uint32Array(16);
    for (let bit = 0; bit < 512; bit += 1) {
      encodeRecord(words, { ...TRIPPED, sequence: 1 });
      words[bit >> 5]! ^= 1 << (bit & 31);
      expect(decodeRecord(words), `bit ${bit}`).toBeUndefined();
    }
  });

  it('is none in a blank slot and in zeros', () => {
    expect(decodeRecord(new Uint32Array(16).fill(0xffff_ffff))).toBeUndefined();
    expect(decodeRecord(new Uint32Array(16))).toBeUndefined();
  });
});

describe('the trip store', () => {
  it('finds nothing in a blank flash, and says that nothing is damaged', () => {
    expect(powerUp(new CutFlash(PAGE_WORDS)).mounted).toEqual({ record: undefined, isDamaged: false });
  });

  it('gives the newest record back after a power-up, and numbers the next one higher', () => {
    const flash = new CutFlash(PAGE_WORDS);
    const store = booted(flash, IDLE);
    put(flash, store, TRIPPED);
    const first = powerUp(flash).mounted.record;
    expect(first).toMatchObject(TRIPPED);
    const second = booted(flash, { ...TRIPPED, boot_count: 2 });
    expect(isTripStoreSettled(second)).toBe(true);
    const again = powerUp(flash).mounted.record;
    expect(again).toMatchObject({ ...TRIPPED, boot_count: 2 });
    expect(again!.sequence).toBeGreaterThan(first!.sequence);
  });

  it('has a trip safe within the hold-up, even behind a record that is being written', () => {
    const flash = new CutFlash(PAGE_WORDS);
    const store = booted(flash, IDLE);
    wantRecord(store, nextStanding());
    advanceTripStore(store, (sequence) => ({ ...IDLE, sequence }));
    expect(put(flash, store, TRIPPED)).toBeLessThan(HOLD_UP_TICKS);
    expect(without(powerUp(flash).mounted)).toEqual(TRIPPED);
  });

  it('never erases while records are due: room for a whole connection is made beforehand', () => {
    const flash = new CutFlash(PAGE_WORDS);
    const store = booted(flash, IDLE);
    for (let connection = 0; connection < 40; connection += 1) {
      while (!hasTripRoom(store)) {
        makeTripRoom(store);
        settle(flash, store, IDLE);
      }
      for (let records = 0; records < 4; records += 1) expect(put(flash, store, TRIPPED)).toBeLessThan(HOLD_UP_TICKS);
      expect(without(powerUpCopy(flash, store))).toEqual(TRIPPED);
    }
  });

  it('calls a flash that holds no whole record damaged, not blank', () => {
    const flash = new CutFlash(PAGE_WORDS);
    booted(flash, TRIPPED);
    for (const page of [0, 1]) flash.rot(page, 4, 3);
    expect(powerUp(flash).mounted).toEqual({ record: undefined, isDamaged: true });
  });

  it('gives up on a flash that takes nothing, and says so', () => {
    const flash = new CutFlash(PAGE_WORDS);
    const store = booted(flash, IDLE);
    flash.read = () => 0x1234_5678;
    put(flash, store, TRIPPED);
    expect([isTripStoreWorn(store), hasTripRoom(store)]).toEqual([true, false]);
  });

  it('promises nothing and is always settled where there is no flash', () => {
    const store = claimTripStore(new Arena(), undefined);
    wantRecord(store, nextStanding());
    expect([mountTripStore(store), isTripStoreSettled(store), hasTripRoom(store)]).toEqual([{ record: undefined, isDamaged: false }, true, true]);
  });
});

/** What a power-up would find, without one. */
function powerUpCopy(flash: CutFlash, store: TripStore): Mounted {
  expect(isTripStoreSettled(store)).toBe(true);
  return mountTripStore(claimTripStore(new Arena(), flash));
}

/** Operations of one run from a state of the flash, so that each can be cut. */
function operationsOf(run: (flash: CutFlash) => void, seed: number): number {
  const flash = new CutFlash(PAGE_WORDS, seed);
  const store = booted(flash, IDLE);
  expect(isTripStoreSettled(store)).toBe(true);
  flash.operations = 0;
  run(flash);
  return flash.operations;
}

describe('a power cut inside any word or erase', () => {
  const BITS = 12;

  it('while a trip is being recorded leaves the old record or the new one, whatever the bits that were caught', () => {
    const outcomes = new Set<number>();
    const count = operationsOf(recorded, 1);
    // The seal of the record before, one erase, sixteen words.
    expect(count).toBe(34);
    for (let cut = 0; cut < count; cut += 1) {
      for (let seed = 1; seed <= BITS; seed += 1) {
        const flash = new CutFlash(PAGE_WORDS, seed);
        booted(flash, IDLE);
        flash.powerUp();
        flash.cutAt(cut);
        recorded(flash);
        expect(flash.isPowered, `cut ${cut}`).toBe(false);
        outcomes.add(lastingCondition(flash, `cut ${cut}, bits ${seed}`));
      }
    }
    expect([...outcomes].sort()).toEqual([CONDITION.IDLE, CONDITION.TRIPPED]);
  });

  it('and a second one at any place of the boot that follows, still leaves one of the two', () => {
    for (let cut = 0; cut < 34; cut += 1) {
      for (let second = 0; second < 18; second += 1) {
        const flash = new CutFlash(PAGE_WORDS, 1 + cut * 31 + second);
        booted(flash, IDLE);
        flash.powerUp();
        flash.cutAt(cut);
        recorded(flash);
        cutBoot(flash, second);
        lastingCondition(flash, `cuts ${cut} and ${second}`);
      }
    }
  });

  it('loses no trip that was safe before', () => {
    for (let cut = 0; cut < 18; cut += 1) {
      for (let seed = 1; seed <= BITS; seed += 1) {
        const flash = new CutFlash(PAGE_WORDS, seed);
        put(flash, booted(flash, IDLE), TRIPPED);
        cutBoot(flash, cut);
        expect(lastingCondition(flash, `cut ${cut}, bits ${seed}`)).toBe(CONDITION.TRIPPED);
      }
    }
  });
});

/** A boot that writes its own record, and the trip after it; as far as the supply goes. */
function recorded(flash: CutFlash): void {
  const { store } = again(flash);
  settle(flash, store, IDLE);
  if (flash.isPowered) put(flash, store, { ...IDLE, boot_count: 2 });
  if (flash.isPowered) put(flash, store, TRIPPED);
}

/** Power-up without lifting a cut that has been set. */
function again(flash: CutFlash): { readonly store: TripStore; readonly mounted: Mounted } {
  const store = claimTripStore(new Arena(), flash);
  return { store, mounted: mountTripStore(store) };
}

/** A boot that takes over what it finds, cut inside an operation. */
function cutBoot(flash: CutFlash, operation: number): void {
  flash.powerUp();
  flash.cutAt(operation);
  const { store, mounted } = again(flash);
  const found = without(mounted);
  expect(found).toBeDefined();
  settle(flash, store, found!);
  if (flash.isPowered) put(flash, store, found!);
}

/** What a boot finds is one of the two, and once that boot has written it down every later one finds the same. */
function lastingCondition(flash: CutFlash, where: string): number {
  const { store, mounted } = powerUp(flash);
  const found = without(mounted);
  expect(found?.condition === CONDITION.IDLE ? { ...found, boot_count: 1 } : found, where).toEqual(found?.condition === CONDITION.IDLE ? IDLE : TRIPPED);
  settle(flash, store, found!);
  put(flash, store, found!);
  for (let later = 0; later < 3; later += 1) expect(without(powerUp(flash).mounted), where).toEqual(found);
  return found!.condition;
}
