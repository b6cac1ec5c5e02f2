import { Board } from '../../../firmware-model/src/board/board.ts';
import { boardFrom, type BoardConfiguration } from '../../../firmware-model/src/board/configuration.ts';
import { Arena } from '../../../firmware-model/src/kernel/arena.ts';
import { Digest } from '../../../firmware-model/src/kernel/digest.ts';
import { GaussianNoise } from '../../../firmware-model/src/kernel/noise.ts';
import { chanceStreams } from '../../../firmware-model/src/kernel/prng.ts';
import type { Terminals } from '../../../firmware-model/src/specimen/terminals.ts';

/**
 * A capacitance with a voltage source behind a conductance, in closed form: a specimen whose every answer can be
 * worked out beside it. It counts the parts that it was given, so that a tick of another length is seen.
 */
export class RcTerminals implements Terminals {
  voltage_V: number;
  current_A = 0;
  isSound = true;
  readonly node_F: number;
  readonly tick_s: number;
  cell_V = 0;
  cell_S = 0;
  ticks = 0;
  advanceTickInside?: (source_V: number, source_S: number, low_V: number, high_V: number) => boolean;
  #charge_C = 0;
  #parts = 0;

  constructor({ node_F, tick_s, start_V }: { node_F: number; tick_s: number; start_V: number }) {
    this.node_F = node_F;
    this.tick_s = tick_s;
    this.voltage_V = start_V;
  }

  advanceTick(source_V: number, source_S: number): void {
    if (this.#parts > 0) throw new Error(`a whole tick begins ${this.#parts} into another`);
    this.advancePart(1, source_V, source_S);
  }

  advancePart(part: number, source_V: number, source_S: number): void {
    if (!(part > 0 && part <= 1)) throw new Error(`a part of ${part}`);
    if (this.#parts === 0) this.#charge_C = 0;
    const time_s = part * this.tick_s;
    const { rest_V, rate_per_s } = this.#relaxation(source_V, source_S);
    const away_V = this.voltage_V - rest_V;
    const end_V = rate_per_s > 0 ? rest_V + away_V * Math.exp(-rate_per_s * time_s) : this.voltage_V;
    const mean_V = rate_per_s > 0 ? rest_V - (away_V * Math.expm1(-rate_per_s * time_s)) / (rate_per_s * time_s) : this.voltage_V;
    this.#charge_C += source_S * (source_V - mean_V) * time_s;
    this.voltage_V = end_V;
    this.#parts += part;
    this.current_A = this.#charge_C / (this.#parts * this.tick_s);
    if (this.#parts > 1 + 1e-9) throw new Error(`the parts of a tick add up to ${this.#parts}`);
    if (this.#parts > 1 - 1e-9) {
      this.#parts = 0;
      this.ticks += 1;
    }
  }

  crossing(...[part, source_V, source_S, low_V, high_V]: Parameters<Terminals['crossing']>): number {
    if (!(low_V <= this.voltage_V && this.voltage_V <= high_V)) return 0;
    const { rest_V, rate_per_s } = this.#relaxation(source_V, source_S);
    const edge_V = rest_V > high_V ? high_V : rest_V < low_V ? low_V : undefined;
    if (edge_V === undefined || rate_per_s === 0) return part + 1;
    const crossing = Math.log((this.voltage_V - rest_V) / (edge_V - rest_V)) / rate_per_s / this.tick_s;
    return crossing <= part ? crossing : part + 1;
  }

  inject(charge_C: number): void {
    this.voltage_V += charge_C / this.node_F;
  }

  #relaxation(source_V: number, source_S: number): { rest_V: number; rate_per_s: number } {
    const total_S = source_S + this.cell_S;
    if (total_S === 0) return { rest_V: this.voltage_V, rate_per_s: 0 };
    return { rest_V: (source_S * source_V + this.cell_S * this.cell_V) / total_S, rate_per_s: total_S / this.node_F };
  }
}

export interface Bench {
  readonly board: Board;
  readonly registers: Int32Array;
  readonly terminals: RcTerminals;
  readonly arena: Arena;
  readonly configuration: BoardConfiguration;
  /** Whether each tick feeds the watchdog, as a firmware that runs would. */
  isFeeding: boolean;
  readonly surroundings: { temperature_K: number };
  tick(count?: number): void;
}

const WATCHDOG = 3;

/** A board on a bench: no firmware but a feed of the watchdog, and an RC network where the specimen would be. */
export function benchBoard({
  seed = 1,
  changes = {},
  start_V = 0,
  isLayer0Fitted = true,
}: { seed?: number; changes?: Partial<BoardConfiguration>; start_V?: number; isLayer0Fitted?: boolean } = {}): Bench {
  const configuration = boardFrom(changes);
  const arena = new Arena();
  const chance = chanceStreams(arena, seed);
  const terminals = new RcTerminals({ node_F: configuration.stray_F, tick_s: configuration.tick_us * 1e-6, start_V });
  const surroundings = { temperature_K: 298.15 };
  const board = new Board({
    arena,
    terminals,
    surroundings,
    configuration,
    chance: chance('board'),
    noise: new GaussianNoise(arena, chance('noise')),
    faultChance: chance('faults'),
    flashChance: chance('flash'),
    bytesIn: new Digest(arena, 'bytes_in'),
    bytesOut: new Digest(arena, 'bytes_out'),
    isLayer0Fitted,
  });
  const { registers } = board;
  const bench: Bench = {
    board,
    registers,
    terminals,
    arena,
    configuration,
    surroundings,
    isFeeding: true,
    tick: (count = 1) => {
      for (let index = 0; index < count; index += 1) {
        if (bench.isFeeding) registers[WATCHDOG] = (registers[WATCHDOG]! + 1) & 0x7fffffff;
        board.tick();
      }
    },
  };
  return bench;
}

/** Code of a voltage at the 20-bit bias DAC: 10 V are 2^19 codes. */
export function dacCode(voltage_V: number): number {
  return Math.max(-524_288, Math.min(524_287, Math.round((voltage_V * 524_288) / 10)));
}

/** A board without deviations or noise, so that a code can be worked out by hand. */
export const IDEAL: Partial<BoardConfiguration> = {
  strap_V_error: 0, strap_A_error_ratio: 0, switch_C: 0, switch_S_leak: 0,
  dac_gain_error_ratio: 0, dac_V_error: 0,
  interlock_V_noise: 0, interlock_V_gain_error_ratio: 0, interlock_V_error: 0,
  interlock_A_noise: 0, interlock_A_gain_error_ratio: 0, interlock_A_error: 0,
  slow_V_noise: 0, slow_V_gain_error_ratio: 0, slow_V_error: 0,
  slow_A_noise: 0, slow_A_gain_error_ratio: 0, slow_A_error: 0,
  fast_A_noise: 0,
};
