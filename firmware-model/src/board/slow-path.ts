import type { Arena } from '../kernel/arena.ts';
import type { GaussianNoise } from '../kernel/noise.ts';
import { Converter } from './converter.ts';
import { REGISTER } from './registers.ts';
import { SIGNAL, type BoardLines } from './terminals.ts';

// A constant of this module: a look-up in another one would cost as much as the sums.
const SLOW_RANGE = REGISTER.SLOW_RANGE;
const VOLTAGE = SIGNAL.voltage_code;
const CURRENT = SIGNAL.current_code;

const VOLTAGE_SUM = 0;
const CURRENT_SUM = 1;
const TICKS_LEFT = 0;
const RANGE = 1;
const FLAGS = 2;
const SEQUENCE = 3;

/** Flag of a conversion whose current is no value: saturated, or blanked by a change of range. */
const UNUSABLE = 1;

export interface SlowPathParts {
  readonly registers: Int32Array;
  readonly signals: Float64Array;
  readonly lines: BoardLines;
  readonly noise: GaussianNoise;
  /** Length of a conversion. */
  readonly ticks: number;
}

/** Signals of the ticks to come, in codes with their fraction. */
interface SlowSignals {
  readonly voltages: Float64Array;
  readonly currents: Float64Array;
}

/**
 * The slow path: an integrating converter that averages voltage and current over the whole conversion, then adds
 * its noise. It counts the charge.
 */
export class SlowPath {
  readonly #registers: Int32Array;
  readonly #signals: Float64Array;
  readonly #noise: GaussianNoise;
  readonly #voltage: Converter;
  readonly #currents: readonly Converter[];
  /** Largest current of each range, in the board's signal codes. */
  readonly #ends_code: Float64Array;
  readonly #ticks: number;
  readonly #sums: Float64Array;
  readonly #state: Int32Array;

  constructor(arena: Arena, { registers, signals, lines, noise, ticks }: SlowPathParts) {
    this.#registers = registers;
    this.#signals = signals;
    this.#noise = noise;
    this.#voltage = new Converter(lines.slowVoltage);
    this.#currents = lines.slowCurrents.map((line) => new Converter(line));
    this.#ends_code = Float64Array.from(lines.slowCurrents, ({ gain, bits }) => (1 << (bits - 1)) / gain);
    this.#ticks = ticks;
    this.#sums = arena.f64('board.slow_sums', 2);
    this.#state = arena.i32('board.slow', 4);
    this.#state[TICKS_LEFT] = ticks;
  }

  /** Range in force. */
  get range(): number {
    return this.#state[RANGE]!;
  }

  /** Ticks that only add to the conversion under way. */
  get quietTicks(): number {
    return this.#state[TICKS_LEFT]! - 1;
  }

  /** Adds the ticks from this index to the one before `to`, no more than are quiet: the signals of voltage and current in each. */
  take({ voltages, currents }: SlowSignals, from: number, to: number): void {
    const sums = this.#sums;
    const state = this.#state;
    const end_code = this.#ends_code[state[RANGE]!]!;
    let voltage_sum = sums[VOLTAGE_SUM]!;
    let current_sum = sums[CURRENT_SUM]!;
    let isUsable = true;
    for (let index = from; index < to; index += 1) {
      const current_code = currents[index]!;
      voltage_sum += voltages[index]!;
      current_sum += current_code;
      isUsable = isUsable && -end_code <= current_code && current_code <= end_code;
    }
    sums[VOLTAGE_SUM] = voltage_sum;
    sums[CURRENT_SUM] = current_sum;
    if (!isUsable) state[FLAGS] = UNUSABLE;
    state[TICKS_LEFT] = state[TICKS_LEFT]! - (to - from);
  }

  /** True at the end of a conversion. */
  tick(): boolean {
    const sums = this.#sums;
    const state = this.#state;
    const current_code = this.#signals[CURRENT]!;
    sums[VOLTAGE_SUM] = sums[VOLTAGE_SUM]! + this.#signals[VOLTAGE]!;
    sums[CURRENT_SUM] = sums[CURRENT_SUM]! + current_code;
    const range = state[RANGE]!;
    const end_code = this.#ends_code[range]!;
    // A peak beyond the range overloads the integrator, whatever the average comes to.
    if (!(-end_code <= current_code && current_code <= end_code)) state[FLAGS] = UNUSABLE;
    if (this.#registers[SLOW_RANGE] !== range) this.#changeRange();
    const left = state[TICKS_LEFT]! - 1;
    state[TICKS_LEFT] = left;
    if (left > 0) return false;
    this.#convert();
    return true;
  }

  /** A range that does not exist is ignored; the conversion under way is spoilt by a change. */
  #changeRange(): void {
    const asked = this.#registers[SLOW_RANGE]!;
    if (!(0 <= asked && asked < this.#currents.length)) return;
    this.#state[RANGE] = asked;
    this.#state[FLAGS] = UNUSABLE;
  }

  #convert(): void {
    const voltage_code = this.#sums[VOLTAGE_SUM]! / this.#ticks;
    const current_code = this.#sums[CURRENT_SUM]! / this.#ticks;
    const state = this.#state;
    const registers = this.#registers;
    const converter = this.#currents[state[RANGE]!]!;
    const current = converter.code(current_code, this.#noise.next());
    registers[REGISTER.SLOW_VOLTAGE_CODE] = this.#voltage.code(voltage_code, this.#noise.next());
    registers[REGISTER.SLOW_CURRENT_CODE] = current;
    registers[REGISTER.SLOW_FLAGS] = converter.isEnd(current) ? UNUSABLE : state[FLAGS]!;
    registers[REGISTER.SLOW_RANGE_READBACK] = state[RANGE]!;
    state[SEQUENCE] = (state[SEQUENCE]! + 1) | 0;
    registers[REGISTER.SLOW_SEQUENCE] = state[SEQUENCE];
    state[FLAGS] = 0;
    state[TICKS_LEFT] = this.#ticks;
    this.#sums.fill(0);
  }
}
