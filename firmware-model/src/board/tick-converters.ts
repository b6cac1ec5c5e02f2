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
/** Draws a tick: one for each converter. */
const DRAWS_COUNT = 3;

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
