import { REGISTER } from './registers.ts';

// Constants of this module: a look-up in another one would cost as much as the load.
const { DAC_CODE, SWITCH_REQUEST, INTERLOCK_VOLTAGE_CODE, INTERLOCK_CURRENT_CODE, FAST_CURRENT_CODE, INTERLOCK_SEQUENCE } = REGISTER;
const SIGNALS_COUNT = 2;
const CODES_COUNT = 6;

/** What a tick leaves behind in a few words, for the digest: what was measured, and what the firmware has asked for by its end. */
export class Pulse {
  readonly #signals = new Float64Array(SIGNALS_COUNT + CODES_COUNT / 2);
  readonly #codes = new Int32Array(this.#signals.buffer, SIGNALS_COUNT * Float64Array.BYTES_PER_ELEMENT);
  readonly words = new Int32Array(this.#signals.buffer);

  /** The truth at the terminals, in codes with their fraction. */
  putSignals(voltage_code: number, current_code: number): void {
    this.#signals[0] = voltage_code;
    this.#signals[1] = current_code;
  }

  putCodes(voltage_code: number, current_code: number, fast_code: number, sequence: number): void {
    const codes = this.#codes;
    codes[0] = voltage_code;
    codes[1] = current_code;
    codes[2] = fast_code;
    codes[3] = sequence;
  }

  putRequests(dac_code: number, switches: number): void {
    this.#codes[4] = dac_code;
    this.#codes[5] = switches;
  }

  putRegisters(registers: Int32Array): void {
    this.putCodes(registers[INTERLOCK_VOLTAGE_CODE]!, registers[INTERLOCK_CURRENT_CODE]!, registers[FAST_CURRENT_CODE]!, registers[INTERLOCK_SEQUENCE]!);
    this.putRequests(registers[DAC_CODE]!, registers[SWITCH_REQUEST]!);
  }
}
