import { ODDITY, type Overlay } from '../board/overlay.ts';
import type { ResetLine } from '../board/reset-line.ts';
import type { Controller } from '../controller/contract.ts';
import type { Arena } from '../kernel/arena.ts';

/** What hangs until the next reset: nothing, the tasks, or interrupt and tasks. */
const HANG = 0;
/** Ticks for which the processor stands still before it goes on. */
const STALL_TICKS = 1;
/** Ticks that are left out between two that are served. */
const OVERRUN_TICKS = 2;
const OVERRUN_PHASE = 3;
const WORD_COUNT = 4;

const HANGS = { tasks: 1, processor: 2 } as const;
const WORD_BITS = 32;

/**
 * The processor around the firmware: its memory, which is what the firmware has claimed in the arena, its reset, and
 * what can be wrong with it. The flash is no part of the memory, nor is the firmware's source of chance.
 */
export class Processor {
  readonly controller: Controller;
  readonly #reset: ResetLine;
  readonly #overlay: Overlay;
  readonly #words: Int32Array;
  /** Memory, and what it holds when the processor starts. */
  readonly #memory: Int32Array;
  readonly #startImage: Int32Array;

  constructor(arena: Arena, { reset, overlay }: { reset: ResetLine; overlay: Overlay }, make: () => Controller) {
    this.#reset = reset;
    this.#overlay = overlay;
    this.#words = arena.i32('processor.disturbances', WORD_COUNT);
    const { mark_bytes } = arena;
    this.controller = make();
    this.#memory = arena.wordsSince(mark_bytes);
    this.#startImage = this.#memory.slice();
  }

  /** A tick in reset, out of it, or with something wrong: with the processor, or with the board around it. */
  tick(): void {
    if (this.#reset.isHeld) return;
    if (this.#reset.isReleased) this.#start();
    else if (this.#isServed()) this.#serve();
  }

  /** Stops the tasks, or interrupt and tasks, until the next reset. */
  hang(what: 'tasks' | 'processor'): void {
    this.#disturb(HANG, HANGS[what]);
  }

  /** Stands still for so many ticks, and then goes on as if nothing had been. */
  stall(ticks_count: number): void {
    this.#disturb(STALL_TICKS, ticks_count);
  }

  /** Serves one tick in so many, until the next reset; 1 for every one. */
  overrun(every_ticks: number): void {
    this.#disturb(OVERRUN_TICKS, every_ticks - 1);
  }

  /** Bits of memory. */
  get memory_bits(): number {
    return this.#memory.length * WORD_BITS;
  }

  /** Flips one bit of the memory. */
  flipBit(bit_index: number): void {
    if (!(Number.isSafeInteger(bit_index) && 0 <= bit_index && bit_index < this.memory_bits)) throw new RangeError(`no bit ${bit_index} of memory`);
    const memory = this.#memory;
    const word_index = Math.floor(bit_index / WORD_BITS);
    memory[word_index] = memory[word_index]! ^ (1 << (bit_index % WORD_BITS));
  }

  #disturb(word: number, value: number): void {
    if (!(Number.isSafeInteger(value) && 0 <= value)) throw new RangeError(`a disturbance of ${value}`);
    const words = this.#words;
    words[word] = value;
    this.#overlay.mark(ODDITY.PROCESSOR, words[HANG] !== 0 || words[STALL_TICKS] !== 0 || words[OVERRUN_TICKS] !== 0);
  }

  /** Starts anew: nothing of the memory is left, and whatever hung no longer does. */
  #start(): void {
    this.#words.fill(0);
    this.#overlay.mark(ODDITY.PROCESSOR, false);
    this.#memory.set(this.#startImage);
    this.#reset.start();
    this.controller.boot?.();
  }

  #isServed(): boolean {
    const words = this.#words;
    if (words[HANG] === HANGS.processor) return false;
    if (words[STALL_TICKS]! > 0) {
      this.#disturb(STALL_TICKS, words[STALL_TICKS]! - 1);
      return false;
    }
    words[OVERRUN_PHASE] = words[OVERRUN_PHASE]! < words[OVERRUN_TICKS]! ? words[OVERRUN_PHASE]! + 1 : 0;
    return words[OVERRUN_PHASE] === 0;
  }

  #serve(): void {
    this.controller.isr();
    if (this.#words[HANG] !== HANGS.tasks) this.controller.runTasks();
  }
}
