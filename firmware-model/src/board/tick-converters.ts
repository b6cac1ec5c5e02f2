import type { GaussianNoise } from '../kernel/noise.ts';
import { REGISTER } from './registers.ts';
import { SIGNAL, type BoardLines, type ConverterLine } from './terminals.ts';

// Constants of this module: a look-up in another one would cost as much as the conversion.
const INTERLOCK_VOLTAGE_CODE = REGISTER.INTERLOCK_VOLTAGE_CODE;
const INTERLOCK_CURRENT_CODE = REGISTER.INTERLOCK_CURRENT_CODE;
const FAST_CURRENT_CODE = REGISTER.FAST_CURRENT_CODE;
const INTERLOCK_SEQUENCE = REGISTER.INTERLOCK_SEQUENCE;
const VOLTAGE = SIGNAL.voltage_code;
const CURRENT = SIGNAL.current_code;

const BITS = 16;
const CODE_MIN = -32_768;
const CODE_MAX = 32_767;
/** Conversions are counted modulo 2^31. */
const SEQUENCE_MASK = 0x7fffffff;
/** Places of the converters: of their draws within a tick, and of their lines. */
const VOLTAGE_PLACE = 0;
const CURRENT_PLACE = 1;
const FAST_PLACE = 2;
const DRAWS_COUNT = 3;
const LINE_WORDS = 3;

/** Signals of the ticks to come, and the codes that are made of them. */
interface TickPaths {
  readonly voltages: Float64Array;
  readonly currents: Float64Array;
  readonly voltages_code: Int32Array;
  readonly currents_code: Int32Array;
  readonly fast_code: Int32Array;
}

/** The interlock path and the fast path: one code each a tick, 16 bits, on one range. */
export class TickConverters {
  readonly #registers: Int32Array;
  readonly #signals: Float64Array;
  readonly #noise: GaussianNoise;
  readonly #draws: Float64Array;
  /** Gain, offset and noise of voltage, current and fast current, one after the other. */
  readonly #lines: Float64Array;

  constructor({ registers, signals, lines, noise }: { registers: Int32Array; signals: Float64Array; lines: BoardLines; noise: GaussianNoise }) {
    this.#registers = registers;
    this.#signals = signals;
    this.#noise = noise;
    this.#draws = noise.block;
    this.#lines = Float64Array.from([lines.interlockVoltage, lines.interlockCurrent, lines.fastCurrent].flatMap(straightLine));
  }

  /** Ticks for which the noise is drawn already. */
  get quietTicks(): number {
    return Math.floor(this.#noise.left_count / DRAWS_COUNT);
  }

  /** The codes of so many ticks, no more than are drawn: of the signals of voltage and current in each. */
  look(ticks_count: number, { voltages, currents, voltages_code, currents_code, fast_code }: TickPaths): void {
    this.#convert(VOLTAGE_PLACE, voltages, voltages_code, ticks_count);
    this.#convert(CURRENT_PLACE, currents, currents_code, ticks_count);
    this.#convert(FAST_PLACE, currents, fast_code, ticks_count);
  }

  /** One of the converters over its ticks. */
  #convert(place: number, signals: Float64Array, codes: Int32Array, ticks_count: number): void {
    const draws = this.#draws;
    const lines = this.#lines;
    const gain = lines[LINE_WORDS * place]!;
    const offset = lines[LINE_WORDS * place + 1]!;
    const noise = lines[LINE_WORDS * place + 2]!;
    let at = this.#noise.next_index + place;
    for (let index = 0; index < ticks_count; index += 1) {
      codes[index] = saturated(gain * signals[index]! + offset + noise * draws[at]!);
      at += DRAWS_COUNT;
    }
  }

  /** So many ticks have been. */
  take(ticks_count: number): void {
    this.#noise.claim(DRAWS_COUNT * ticks_count);
  }

  tick(): void {
    const registers = this.#registers;
    const lines = this.#lines;
    const draws = this.#draws;
    const first = this.#noise.claim(DRAWS_COUNT);
    const voltage_code = this.#signals[VOLTAGE]!;
    const current_code = this.#signals[CURRENT]!;
    registers[INTERLOCK_VOLTAGE_CODE] = saturated(lines[0]! * voltage_code + lines[1]! + lines[2]! * draws[first]!);
    registers[INTERLOCK_CURRENT_CODE] = saturated(lines[3]! * current_code + lines[4]! + lines[5]! * draws[first + 1]!);
    registers[INTERLOCK_SEQUENCE] = (registers[INTERLOCK_SEQUENCE]! + 1) & SEQUENCE_MASK;
    registers[FAST_CURRENT_CODE] = saturated(lines[6]! * current_code + lines[7]! + lines[8]! * draws[first + 2]!);
  }
}

/** Rounding to the nearest is a floor half a code higher. */
function straightLine({ gain, offset_code, noise_code, bits }: ConverterLine): readonly number[] {
  if (bits !== BITS) throw new Error(`these converters have ${BITS} bits, not ${bits}`);
  return [gain, offset_code + 0.5, noise_code];
}

function saturated(level: number): number {
  if (CODE_MIN <= level && level <= CODE_MAX) return Math.floor(level);
  return level < CODE_MIN ? CODE_MIN : CODE_MAX;
}
