import type { Arena } from '../kernel/arena.ts';
import { Converter } from './converter.ts';
import { FAULT, ODDITY, type Overlay } from './overlay.ts';
import { REGISTER } from './registers.ts';
import type { ConverterLine, Leads } from './terminals.ts';

const DAC_CODE = REGISTER.DAC_CODE;
const DAC_READBACK_CODE = REGISTER.DAC_READBACK_CODE;

/** Bits of a register above the converter's 20: shifted out, as the converter's input register does. */
const UNUSED_BITS = 12;

/** Code in force, read-back of what it really puts out, and the code last written while a fault makes it miss some. */
const CODE = 0;
const READBACK = 1;
const WRITTEN = 2;
const STATE_COUNT = 3;

/** What can be wrong with the DAC; VALUE is a code, a ratio, a count or a ratio a tick. */
export const DAC_FAULT = { NONE: 0, STUCK: 1, OFFSET: 2, GAIN: 3, MISSING: 4, DRIFT: 5 } as const;

/** The bias DAC: 20 bits, with a gain and an offset that only its read-back shows, which has a reference of its own. */
export class BiasDac {
  readonly #registers: Int32Array;
  readonly #leads: Leads;
  readonly #line: ConverterLine;
  readonly #monitor: Converter;
  readonly #overlay: Overlay;
  /** By index of the constants above. */
  readonly #state: Int32Array;

  constructor(arena: Arena, registers: Int32Array, { line, leads, overlay }: { line: ConverterLine; leads: Leads; overlay: Overlay }) {
    this.#registers = registers;
    this.#leads = leads;
    this.#line = line;
    this.#overlay = overlay;
    this.#monitor = new Converter({ gain: 1, offset_code: 0, noise_code: 0, bits: line.bits });
    this.#state = arena.i32('board.dac', STATE_COUNT);
    this.#settle(0, 0);
  }

  /** Takes the code over that the firmware has written. */
  tick(): void {
    const code = (this.#registers[DAC_CODE]! << UNUSED_BITS) >> UNUSED_BITS;
    if (code !== this.#state[CODE]) this.#settle(code, 0);
    this.show();
  }

  /** True while the code in force is the one that is written, and stays what it is. A fault that drifts never is. */
  get isSettled(): boolean {
    const code = (this.#registers[DAC_CODE]! << UNUSED_BITS) >> UNUSED_BITS;
    return code === this.#state[CODE] && code === this.#state[WRITTEN] && this.#overlay.words[FAULT.DAC_KIND] !== DAC_FAULT.DRIFT;
  }

  /** Shows the read-back. */
  show(): void {
    this.#registers[DAC_READBACK_CODE] = this.#state[READBACK]!;
  }

  /** The same with a fault, and once more when it is gone. */
  suffer(): void {
    const code = (this.#registers[DAC_CODE]! << UNUSED_BITS) >> UNUSED_BITS;
    this.#distort(code);
    this.show();
  }

  #settle(code: number, error_code: number): void {
    const output_code = this.#line.gain * code + this.#line.offset_code + error_code;
    this.#state[CODE] = code;
    this.#state[WRITTEN] = code;
    this.#state[READBACK] = this.#monitor.code(output_code, 0);
    this.#leads.drive(output_code);
  }

  #distort(code: number): void {
    const faults = this.#overlay.words;
    const value = faults[FAULT.DAC_VALUE]!;
    switch (faults[FAULT.DAC_KIND]) {
      case DAC_FAULT.STUCK:
        return this.#settle(code, value - code);
      case DAC_FAULT.OFFSET:
        return this.#settle(code, value);
      case DAC_FAULT.GAIN:
        return this.#settle(code, value * code);
      case DAC_FAULT.MISSING:
        return this.#miss(code, value);
      case DAC_FAULT.DRIFT:
        faults[FAULT.DAC_MEMORY] = faults[FAULT.DAC_MEMORY]! + value;
        return this.#settle(code, faults[FAULT.DAC_MEMORY]! * code);
      default:
        this.#overlay.mark(ODDITY.DAC, false);
        return this.#settle(code, 0);
    }
  }

  /** Every n-th change of the code goes past it. */
  #miss(code: number, every_count: number): void {
    const state = this.#state;
    if (code === state[WRITTEN]) return;
    state[WRITTEN] = code;
    const faults = this.#overlay.words;
    const changes = (faults[FAULT.DAC_MEMORY]! + 1) % every_count;
    faults[FAULT.DAC_MEMORY] = changes;
    if (changes !== 0) this.#settle(code, 0);
  }
}
