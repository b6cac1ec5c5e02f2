import { CHANNEL, CHANNEL_COUNT, CHANNEL_FAULT, channelWord, FAULT, type Overlay } from './overlay.ts';
import { FRONT_END_KEY, REGISTER } from './registers.ts';
import { SIGNAL } from './terminals.ts';
import { FORESEEN_TICKS_MAX } from '../specimen/terminals.ts';

/** What can be wrong with a channel; VALUE and SECOND are the code, the bit and its level, the ratio, the codes, the codes a tick. */
export const PATH_FAULT = { NONE: 0, STUCK: 1, STUCK_BIT: 2, FROZEN: 3, OFFSET: 4, GAIN: 5, NOISE: 6, DRIFT: 7, LATE: 8 } as const;

const REGISTERS: readonly number[] = [
  REGISTER.INTERLOCK_VOLTAGE_CODE, REGISTER.INTERLOCK_CURRENT_CODE, REGISTER.SLOW_VOLTAGE_CODE, REGISTER.SLOW_CURRENT_CODE, REGISTER.FAST_CURRENT_CODE,
];
const BITS: readonly number[] = [16, 16, 24, 24, 16];
/** Channels that every tick renews. */
const TICK_CHANNELS = [CHANNEL.VOLTAGE, CHANNEL.CURRENT, CHANNEL.FAST_CURRENT] as const;
const TICK_CHANNEL_COUNT = TICK_CHANNELS.length;
/** Words of the generator of chance. */
const CHANCE_WORDS = 4;
/** What the interlock path's front end does to both of its channels while it is not set up. */
const LOST_GAIN = 0.5;
const WORD_BITS = 32;
/** Sum of twelve uniform draws less six: mean 0, deviation 1, and none beyond 6. */
const DRAWS_COUNT = 12;

/** Chance whose state may be put back. */
interface FaultChance {
  readonly state: Int32Array;
  uniform(): number;
}

/** Codes of the ticks to come. */
interface CodesToCome {
  readonly voltages_code: Int32Array;
  readonly currents_code: Int32Array;
  readonly fast_code: Int32Array;
}

/** What is wrong with the measuring paths: it comes between the converters and the registers, and leaves the truth alone. */
export class PathFaults {
  readonly #registers: Int32Array;
  readonly #signals: Float64Array;
  readonly #overlay: Overlay;
  readonly #chance: FaultChance;
  /** Memories of the channels that every tick renews, and the state of chance: before the ticks to come, and after each of them. */
  readonly #memories = new Float64Array(TICK_CHANNEL_COUNT * (FORESEEN_TICKS_MAX + 1));
  readonly #chances = new Int32Array(CHANCE_WORDS * (FORESEEN_TICKS_MAX + 1));
  /** Codes of the tick before. */
  readonly #before = new Int32Array(CHANNEL_COUNT);
  #sequence = 0;
  #slowSequence = 0;

  constructor({ registers, signals, overlay, chance }: { registers: Int32Array; signals: Float64Array; overlay: Overlay; chance: FaultChance }) {
    this.#registers = registers;
    this.#signals = signals;
    this.#overlay = overlay;
    this.#chance = chance;
  }

  /** Before the converters: what an open sense lead floats at, and what the registers still hold. */
  prepare(): void {
    const faults = this.#overlay.words;
    if (faults[FAULT.IS_SENSE_OPEN] === 1) this.#signals[SIGNAL.voltage_code] = faults[FAULT.SENSE_code]!;
    this.#readRegisters();
  }

  #readRegisters(): void {
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

  /** Whether each tick takes what is wrong as the one before: a front end that was set up again is found in a tick of its own. */
  get isSettled(): boolean {
    return this.#overlay.words[FAULT.IS_FRONT_END_LOST] === 0 || this.#registers[REGISTER.FRONT_END] !== FRONT_END_KEY;
  }

  /** Conversions of the interlock path in a tick. */
  get conversions_count(): number {
    return this.#overlay.words[FAULT.IS_BLIND] === 1 ? 0 : 1;
  }

  /** Before the converters look at so many ticks to come: puts in what an open sense lead floats at. */
  lookAtSignals(ticks_count: number, voltages: Float64Array): void {
    const faults = this.#overlay.words;
    if (faults[FAULT.IS_SENSE_OPEN] === 1) voltages.fill(faults[FAULT.SENSE_code]!, 0, ticks_count);
  }

  /** Turns the codes of so many ticks to come, without a conversion of the slow path, into what the faults make of them. The state stays as it is. */
  look(ticks_count: number, codes: CodesToCome): void {
    const faults = this.#overlay.words;
    const { voltages_code, currents_code, fast_code } = codes;
    this.#readRegisters();
    if (faults[FAULT.IS_FRONT_END_LOST] === 1) {
      for (let index = 0; index < ticks_count; index += 1) {
        voltages_code[index] = withoutFrontEnd(voltages_code[index]!);
        currents_code[index] = withoutFrontEnd(currents_code[index]!);
      }
    }
    if (this.#isRemembering) {
      this.#lookRemembering(ticks_count, codes);
    } else {
      this.#distortRange(CHANNEL.VOLTAGE, voltages_code, 0, ticks_count);
      this.#distortRange(CHANNEL.CURRENT, currents_code, 0, ticks_count);
      this.#distortRange(CHANNEL.FAST_CURRENT, fast_code, 0, ticks_count);
    }
    if (faults[FAULT.IS_BLIND] !== 1) return;
    voltages_code.fill(this.#before[CHANNEL.VOLTAGE]!, 0, ticks_count);
    currents_code.fill(this.#before[CHANNEL.CURRENT]!, 0, ticks_count);
  }

  /** Tick by tick: the channels draw from one chance, and what is remembered after each tick is kept. */
  #lookRemembering(ticks_count: number, { voltages_code, currents_code, fast_code }: CodesToCome): void {
    this.#keep(0);
    for (let index = 0; index < ticks_count; index += 1) {
      this.#distortRange(CHANNEL.VOLTAGE, voltages_code, index, index + 1);
      this.#distortRange(CHANNEL.CURRENT, currents_code, index, index + 1);
      this.#distortRange(CHANNEL.FAST_CURRENT, fast_code, index, index + 1);
      this.#keep(index + 1);
    }
    this.take(0);
  }

  /** So many of them have been. */
  take(ticks_count: number): void {
    if (!this.#isRemembering) return;
    const faults = this.#overlay.words;
    for (let place = 0; place < TICK_CHANNEL_COUNT; place += 1) faults[memoryWord(place)] = this.#memories[ticks_count * TICK_CHANNEL_COUNT + place]!;
    for (let word = 0; word < CHANCE_WORDS; word += 1) this.#chance.state[word] = this.#chances[ticks_count * CHANCE_WORDS + word]!;
  }

  /** Whether what a fault does to a code depends on the ticks before: with noise, drift and delay it does. */
  get #isRemembering(): boolean {
    const faults = this.#overlay.words;
    let isRemembering = false;
    for (let place = 0; place < TICK_CHANNEL_COUNT; place += 1) {
      isRemembering = isRemembering || PATH_FAULT.NOISE <= faults[channelWord(TICK_CHANNELS[place]!) + CHANNEL_FAULT.KIND]!;
    }
    return isRemembering;
  }

  #keep(ticks_count: number): void {
    const faults = this.#overlay.words;
    for (let place = 0; place < TICK_CHANNEL_COUNT; place += 1) this.#memories[ticks_count * TICK_CHANNEL_COUNT + place] = faults[memoryWord(place)]!;
    for (let word = 0; word < CHANCE_WORDS; word += 1) this.#chances[ticks_count * CHANCE_WORDS + word] = this.#chance.state[word]!;
  }

  /** Codes of a channel from the index `from` to the one before `to`. */
  #distortRange(channel: number, codes: Int32Array, from: number, to: number): void {
    const faults = this.#overlay.words;
    const first = channelWord(channel);
    const kind = faults[first + CHANNEL_FAULT.KIND];
    if (kind === PATH_FAULT.NONE) return;
    // By themselves: the codes that stand still, and the fault that is borne for longest, cost hardly anything this way.
    if (kind === PATH_FAULT.STUCK || kind === PATH_FAULT.FROZEN) {
      codes.fill(this.#distortedCode(channel, 0), from, to);
      return;
    }
    if (kind !== PATH_FAULT.OFFSET) {
      for (let index = from; index < to; index += 1) codes[index] = this.#distortedCode(channel, codes[index]!);
      return;
    }
    const offset_code = faults[first + CHANNEL_FAULT.VALUE]!;
    const code_max = codeMax(channel);
    for (let index = from; index < to; index += 1) codes[index] = within(codes[index]! + offset_code, code_max);
  }

  #distortFrontEnd(): void {
    const registers = this.#registers;
    if (registers[REGISTER.FRONT_END] === FRONT_END_KEY) {
      this.#overlay.put(FAULT.IS_FRONT_END_LOST, 0);
      return;
    }
    for (const register of [REGISTER.INTERLOCK_VOLTAGE_CODE, REGISTER.INTERLOCK_CURRENT_CODE]) registers[register] = withoutFrontEnd(registers[register]!);
  }

  #distortChannel(channel: number): void {
    const register = REGISTERS[channel]!;
    this.#registers[register] = this.#distortedCode(channel, this.#registers[register]!);
  }

  #distortedCode(channel: number, code: number): number {
    return within(this.#distorted(channel, code), codeMax(channel));
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

/** Where a channel that every tick renews keeps what its fault remembers. */
function memoryWord(place: number): number {
  return channelWord(TICK_CHANNELS[place]!) + CHANNEL_FAULT.MEMORY;
}

function codeMax(channel: number): number {
  return (1 << (BITS[channel]! - 1)) - 1;
}

function withoutFrontEnd(code: number): number {
  return Math.round(code * LOST_GAIN);
}

/** The nearest code that the converter has. */
function within(level: number, code_max: number): number {
  return Math.max(-code_max - 1, Math.min(code_max, Math.round(level)));
}

/** A code with one of its bits held, in two's complement of so many bits. */
function withBit(code: number, { bit, isSet, bits }: { bit: number; isSet: boolean; bits: number }): number {
  const held = isSet ? code | (1 << bit) : code & ~(1 << bit);
  return (held << (WORD_BITS - bits)) >> (WORD_BITS - bits);
}
