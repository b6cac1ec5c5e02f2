import { CHANNEL, CHANNEL_COUNT, CHANNEL_FAULT, channelWord, FAULT, type Overlay } from './overlay.ts';
import { FRONT_END_KEY, REGISTER } from './registers.ts';
import { SIGNAL } from './terminals.ts';

/** What can be wrong with a channel; VALUE and SECOND are the code, the bit and its level, the ratio, the codes, the codes a tick. */
export const PATH_FAULT = { NONE: 0, STUCK: 1, STUCK_BIT: 2, FROZEN: 3, OFFSET: 4, GAIN: 5, NOISE: 6, DRIFT: 7, LATE: 8 } as const;

const REGISTERS: readonly number[] = [
  REGISTER.INTERLOCK_VOLTAGE_CODE, REGISTER.INTERLOCK_CURRENT_CODE, REGISTER.SLOW_VOLTAGE_CODE, REGISTER.SLOW_CURRENT_CODE, REGISTER.FAST_CURRENT_CODE,
];
const BITS: readonly number[] = [16, 16, 24, 24, 16];
/** What the interlock path's front end does to both of its channels while it is not set up. */
const LOST_GAIN = 0.5;
const WORD_BITS = 32;
/** Sum of twelve uniform draws less six: mean 0, deviation 1, and none beyond 6. */
const DRAWS_COUNT = 12;

/** What is wrong with the measuring paths: it comes between the converters and the registers, and leaves the truth alone. */
export class PathFaults {
  readonly #registers: Int32Array;
  readonly #signals: Float64Array;
  readonly #overlay: Overlay;
  readonly #chance: { uniform(): number };
  /** Codes of the tick before. */
  readonly #before = new Int32Array(CHANNEL_COUNT);
  #sequence = 0;
  #slowSequence = 0;

  constructor({ registers, signals, overlay, chance }: { registers: Int32Array; signals: Float64Array; overlay: Overlay; chance: { uniform(): number } }) {
    this.#registers = registers;
    this.#signals = signals;
    this.#overlay = overlay;
    this.#chance = chance;
  }

  /** Before the converters: what an open sense lead floats at, and what the registers still hold. */
  prepare(): void {
    const faults = this.#overlay.words;
    if (faults[FAULT.IS_SENSE_OPEN] === 1) this.#signals[SIGNAL.voltage_code] = faults[FAULT.SENSE_code]!;
    for (let channel = 0; channel < CHANNEL_COUNT; channel += 1) this.#before[channel] = this.#registers[REGISTERS[channel]!]!;
    this.#sequence = this.#registers[REGISTER.INTERLOCK_SEQUENCE]!;
    this.#slowSequence = this.#registers[REGISTER.SLOW_SEQUENCE]!;
  }

  /** After the converters: turns each new code into what the fault makes of it. */
  distort(): void {
    const faults = this.#overlay.words;
    const registers = this.#registers;
    if (faults[FAULT.IS_FRONT_END_LOST] === 1) this.#distortFrontEnd();
    const isSlowNew = registers[REGISTER.SLOW_SEQUENCE] !== this.#slowSequence;
    for (let channel = 0; channel < CHANNEL_COUNT; channel += 1) {
      const isSlow = channel === CHANNEL.SLOW_VOLTAGE || channel === CHANNEL.SLOW_CURRENT;
      if (isSlow && !isSlowNew) continue;
      if (faults[channelWord(channel) + CHANNEL_FAULT.KIND] !== PATH_FAULT.NONE) this.#distortChannel(channel);
    }
    if (faults[FAULT.IS_SLOW_SILENT] === 1 && isSlowNew) {
      for (const channel of [CHANNEL.SLOW_VOLTAGE, CHANNEL.SLOW_CURRENT]) registers[REGISTERS[channel]!] = this.#before[channel]!;
      registers[REGISTER.SLOW_SEQUENCE] = this.#slowSequence;
    }
    if (faults[FAULT.IS_BLIND] !== 1) return;
    registers[REGISTER.INTERLOCK_VOLTAGE_CODE] = this.#before[CHANNEL.VOLTAGE]!;
    registers[REGISTER.INTERLOCK_CURRENT_CODE] = this.#before[CHANNEL.CURRENT]!;
    registers[REGISTER.INTERLOCK_SEQUENCE] = this.#sequence;
  }

  #distortFrontEnd(): void {
    const registers = this.#registers;
    if (registers[REGISTER.FRONT_END] === FRONT_END_KEY) {
      this.#overlay.put(FAULT.IS_FRONT_END_LOST, 0);
      return;
    }
    for (const register of [REGISTER.INTERLOCK_VOLTAGE_CODE, REGISTER.INTERLOCK_CURRENT_CODE]) registers[register] = Math.round(registers[register]! * LOST_GAIN);
  }

  #distortChannel(channel: number): void {
    const register = REGISTERS[channel]!;
    const code_max = (1 << (BITS[channel]! - 1)) - 1;
    const code = Math.round(this.#distorted(channel, this.#registers[register]!));
    this.#registers[register] = Math.max(-code_max - 1, Math.min(code_max, code));
  }

  #distorted(channel: number, code: number): number {
    const faults = this.#overlay.words;
    const first = channelWord(channel);
    const value = faults[first + CHANNEL_FAULT.VALUE]!;
    const memory = faults[first + CHANNEL_FAULT.MEMORY]!;
    switch (faults[first + CHANNEL_FAULT.KIND]) {
      case PATH_FAULT.STUCK:
        return value;
      case PATH_FAULT.STUCK_BIT:
        return withBit(code, { bit: value, isSet: faults[first + CHANNEL_FAULT.SECOND] === 1, bits: BITS[channel]! });
      case PATH_FAULT.FROZEN:
        return this.#before[channel]!;
      case PATH_FAULT.OFFSET:
        return code + value;
      case PATH_FAULT.GAIN:
        return code * (1 + value);
      case PATH_FAULT.NOISE:
        return code + value * this.#draw();
      case PATH_FAULT.DRIFT:
        faults[first + CHANNEL_FAULT.MEMORY] = memory + value;
        return code + memory + value;
      default:
        // Late: what was converted comes a tick later.
        faults[first + CHANNEL_FAULT.MEMORY] = code;
        return memory;
    }
  }

  #draw(): number {
    let sum = -DRAWS_COUNT / 2;
    for (let index = 0; index < DRAWS_COUNT; index += 1) sum += this.#chance.uniform();
    return sum;
  }
}

/** A code with one of its bits held, in two's complement of so many bits. */
function withBit(code: number, { bit, isSet, bits }: { bit: number; isSet: boolean; bits: number }): number {
  const held = isSet ? code | (1 << bit) : code & ~(1 << bit);
  return (held << (WORD_BITS - bits)) >> (WORD_BITS - bits);
}
