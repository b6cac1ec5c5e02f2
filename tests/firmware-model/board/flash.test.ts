import { describe, expect, it } from 'vitest';
import { FlashMemory } from '../../../firmware-model/src/board/flash.ts';
import { Overlay } from '../../../firmware-model/src/board/overlay.ts';
import { Arena } from '../../../firmware-model/src/kernel/arena.ts';
import { chanceStreams } from '../../../firmware-model/src/kernel/prng.ts';

const ERASED = 0xffffffff;
const PAGE_WORDS = 256;

function flash(seed = 1, tick_us = 100): FlashMemory {
  const arena = new Arena();
  return new FlashMemory({ arena, chance: chanceStreams(arena, seed)('flash'), tick_us, overlay: new Overlay(arena) });
}

/** Ticks until what was begun is done. */
function finish(memory: FlashMemory): number {
  let ticks = 0;
  for (; memory.isBusy && ticks < 10_000; ticks += 1) memory.tick();
  return ticks;
}

function write(memory: FlashMemory, page: number, word: number, value: number): void {
  expect(memory.program(page, word, value)).toBe(true);
  finish(memory);
}

function setBits(word: number): number {
  let count = 0;
  for (let bit = 0; bit < 32; bit += 1) count += (word >>> bit) & 1;
  return count;
}

describe('flash', () => {
  it('comes erased, two pages of 256 words', () => {
    const memory = flash();
    expect([memory.pages_count, memory.page_words]).toEqual([2, PAGE_WORDS]);
    for (const page of [0, 1]) for (let word = 0; word < PAGE_WORDS; word += 1) expect(memory.read(page, word)).toBe(ERASED);
  });

  it('programs a word in 90 us and erases a page in 20 ms, in whole ticks, and takes nothing meanwhile', () => {
    for (const [tick_us, program_ticks, erase_ticks] of [[100, 1, 200], [10, 9, 2000], [1000, 1, 20]] as const) {
      const memory = flash(1, tick_us);
      expect(memory.program(0, 3, 0x12345678)).toBe(true);
      expect([memory.isBusy, memory.program(0, 4, 0), memory.erase(1)]).toEqual([true, false, false]);
      expect(finish(memory)).toBe(program_ticks);
      expect([memory.read(0, 3), memory.read(0, 4)]).toEqual([0x12345678, ERASED]);
      expect(memory.erase(0)).toBe(true);
      expect(finish(memory)).toBe(erase_ticks);
      expect(memory.read(0, 3)).toBe(ERASED);
    }
  });

  it('clears bits and sets none but by an erase of the page, which leaves the other one alone', () => {
    const memory = flash();
    write(memory, 0, 0, 0xff00ff00);
    write(memory, 0, 0, 0x0ff00ff0);
    expect(memory.read(0, 0)).toBe(0x0f000f00);
    write(memory, 1, 0, 0);
    memory.erase(0);
    finish(memory);
    expect([memory.read(0, 0), memory.read(1, 0)]).toEqual([ERASED, 0]);
  });

  it('knows no word outside its pages', () => {
    const memory = flash();
    for (const [page, word] of [[-1, 0], [2, 0], [0, -1], [0, PAGE_WORDS], [0.5, 0], [0, NaN]] as const) {
      expect(() => memory.read(page, word)).toThrow(/no word/);
      expect(() => memory.program(page, word, 0)).toThrow(/no word/);
    }
    expect(() => memory.erase(2)).toThrow(/no word/);
  });

  it('cut inside a word leaves some of its bits programmed, none that was not to be, and some that read either way', () => {
    let cleared = 0;
    let unstable = 0;
    for (let seed = 0; seed < 200; seed += 1) {
      const memory = flash(seed);
      memory.program(0, 0, 0xffff0000);
      memory.cut(0.5);
      expect(memory.isBusy).toBe(false);
      const reads = Array.from({ length: 20 }, () => memory.read(0, 0));
      for (const read of reads) expect(read >>> 16).toBe(0xffff);
      cleared += 16 - setBits(reads[0]! & 0xffff);
      unstable += new Set(reads).size > 1 ? 1 : 0;
    }
    expect(cleared / (200 * 16)).toBeCloseTo(0.5, 1);
    expect(unstable).toBeGreaterThan(150);
  });

  it('cut early or late leaves most of a word as it was, or nearly all of it programmed', () => {
    for (const [part, ratio] of [[0.02, 0.02], [0.98, 0.98]] as const) {
      let cleared = 0;
      for (let seed = 0; seed < 100; seed += 1) {
        const memory = flash(seed);
        memory.program(0, 0, 0);
        memory.cut(part);
        cleared += 32 - setBits(memory.read(0, 0));
      }
      expect(Math.abs(cleared / 3200 - ratio)).toBeLessThan(0.05);
    }
  });

  it('cut inside an erase leaves a page neither old nor erased, and what it unsettled is settled by the next erase', () => {
    const memory = flash(3);
    for (let word = 0; word < PAGE_WORDS; word += 1) write(memory, 0, word, 0);
    write(memory, 1, 7, 0x55);
    memory.erase(0);
    for (let tick = 0; tick < 100; tick += 1) memory.tick();
    memory.cut(0.5);
    const words = Array.from({ length: PAGE_WORDS }, (_, word) => memory.read(0, word));
    const bits = words.reduce((sum, word) => sum + setBits(word), 0);
    expect(bits / (PAGE_WORDS * 32)).toBeCloseTo(0.5, 1);
    expect(memory.read(1, 7)).toBe(0x55);
    expect(memory.erases_count(0)).toBe(0);
    memory.erase(0);
    finish(memory);
    for (let word = 0; word < PAGE_WORDS; word += 1) for (let time = 0; time < 3; time += 1) expect(memory.read(0, word)).toBe(ERASED);
    expect(memory.erases_count(0)).toBe(1);
  });

  it('cut while nothing is under way changes nothing', () => {
    const memory = flash();
    write(memory, 0, 0, 0xabcd);
    memory.cut();
    expect(memory.read(0, 0)).toBe(0xabcd);
  });

  it('is cut by plan within the n-th operation from now, and in no other', () => {
    const memory = flash(5);
    memory.planCut(3, 1);
    const cuts: boolean[] = [];
    for (let word = 0; word < 4; word += 1) {
      memory.program(0, word, 0);
      cuts.push(memory.tick());
    }
    expect(cuts).toEqual([false, false, true, false]);
    for (const [count, part] of [[0, 0.5], [1.5, 0.5], [1, -0.1], [1, 1.1], [1, NaN]] as const) expect(() => memory.planCut(count, part)).toThrow(/a cut/);
  });

  it('rots and unsettles bits where it is told to', () => {
    const memory = flash();
    write(memory, 0, 1, 0x0f);
    memory.rot(0, 1, 0x11);
    expect(memory.read(0, 1)).toBe(0x1e);
    memory.unsettle(0, 2, 0x80000000);
    const reads = new Set(Array.from({ length: 40 }, () => memory.read(0, 2)));
    expect([...reads].sort()).toEqual([0x7fffffff, ERASED]);
  });

  it('counts erases, and beyond 10,000 of them leaves a bit behind that reads either way', () => {
    const memory = flash(1, 1000);
    const isSettled = (): boolean =>
      Array.from({ length: PAGE_WORDS }, (_, word) => word).every((word) => [1, 2, 3, 4, 5, 6, 7, 8].every(() => memory.read(1, word) === ERASED));
    for (let count = 1; count <= 10_000; count += 1) {
      memory.erase(1);
      finish(memory);
    }
    expect([memory.erases_count(1), memory.erases_count(0), isSettled()]).toEqual([10_000, 0, true]);
    memory.erase(1);
    finish(memory);
    expect(isSettled()).toBe(false);
  });
});
