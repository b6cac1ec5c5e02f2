import type { Arena } from '../kernel/arena.ts';
import { Converter } from './converter.ts';
import { REGISTER } from './registers.ts';
import type { ConverterLine, Leads } from './terminals.ts';

const DAC_CODE = REGISTER.DAC_CODE;
const DAC_READBACK_CODE = REGISTER.DAC_READBACK_CODE;

/** Bits of a register above the converter's 20: shifted out, as the converter's input register does. */
const UNUSED_BITS = 12;

/** The bias DAC: 20 bits, with a gain and an offset that only its read-back shows. */
export class BiasDac {
  readonly #registers: Int32Array;
  readonly #leads: Leads;
  readonly #line: ConverterLine;
  readonly #monitor: Converter;
  /** Code in force; read-back of what it really puts out. */
  readonly #state: Int32Array;

  constructor(arena: Arena, registers: Int32Array, { line, leads }: { line: ConverterLine; leads: Leads }) {
    this.#registers = registers;
    this.#leads = leads;
    this.#line = line;
    this.#monitor = new Converter({ gain: 1, offset_code: 0, noise_code: 0, bits: line.bits });
    this.#state = arena.i32('board.dac', 2, 'hot');
    this.#settle(0);
  }

  /** Takes the code over that the firmware has written. */
  tick(): void {
    const code = (this.#registers[DAC_CODE]! << UNUSED_BITS) >> UNUSED_BITS;
    if (code !== this.#state[0]) this.#settle(code);
    this.#registers[DAC_READBACK_CODE] = this.#state[1]!;
  }

  #settle(code: number): void {
    const output_code = this.#line.gain * code + this.#line.offset_code;
    this.#state[0] = code;
    this.#state[1] = this.#monitor.code(output_code, 0);
    this.#leads.drive(output_code);
  }
}
