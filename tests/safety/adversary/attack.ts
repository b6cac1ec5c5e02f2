import { CELL_PRESETS, LATCH_RESET_KEY, REGISTER, simulate } from '@nanobias/firmware-model';
import type { BoardConfiguration, CellPreset, Controller, ControllerParts } from '@nanobias/firmware-model';
import { Dice, layer0Bound } from '@nanobias/firmware-model/swarm';

export interface AttackOutcome {
  readonly seed: number;
  readonly ticks: number;
  readonly highest_V: number;
  readonly lowest_V: number;
  readonly bound: { readonly high_V: number; readonly low_V: number };
  readonly closed_ticks: number;
  readonly trips_count: number;
}

export interface AttackOptions {
  readonly seed: number;
  readonly ticks: number;
  /** What the attack is held against when layer 0 is left out. */
  readonly isLayer0Fitted?: boolean;
  /** A board that is soldered wrong. */
  readonly board?: Partial<BoardConfiguration>;
}

/** Boards of every kind that the configuration accepts: the fastest node of 2.5 ms, the slowest comparator, each control rate. */
const BOARDS: readonly (Partial<BoardConfiguration> & { readonly node_s: number })[] = [
  { node_s: 20e-3 },
  { node_s: 20e-3, strap_A: 1e-6 },
  { node_s: 2.5e-3, series_Ohm: 12.5e6, strap_A: 1e-6, comparator_s: 10e-6 },
  { node_s: 2.5e-3, series_Ohm: 12.5e6, strap_A: 1e-6, comparator_s: 10e-6, tick_us: 1000 },
  { node_s: 20e-3, strap_A: 1e-6, tick_us: 10 },
];
/** Closing as fast as the configuration permits, so that an attack has many tries. */
const FAST_CLOSING = { switch_s_reclose: 0.005, switch_s_close: 200e-6 } as const;
const DAC_CODE_MAX = 524_287;
const DAC_CODES_PER_V = 52_428.8;
const INTERLOCK_CODES_PER_V = 3276.8;
const SWITCHES_BOTH = 3;
/** The button is looked at this often. */
const PRESS_TICKS = 200;
/** One tick in so many has a move: between two of them the node follows. */
const MOVE_RATIO = 0.2;

/** One device under a firmware that writes whatever it likes, wherever it can. */
export function attack({ seed, ticks, isLayer0Fitted = true, board: wrong = {} }: AttackOptions): AttackOutcome {
  const dice = new Dice(seed);
  const { node_s, ...board } = dice.pick(BOARDS);
  const cell = CELL_PRESETS[dice.pick(Object.keys(CELL_PRESETS) as CellPreset[])];
  const { device, truth } = simulate({
    seed, cell: { ...cell, lithium_initial_ratio: dice.between(0.5, 1.19) }, board: { ...FAST_CLOSING, ...board, ...wrong }, protections: { isLayer0Fitted },
    firmware: (parts) => hostileFirmware(parts, dice),
  });
  let highest_V = -Infinity;
  let lowest_V = Infinity;
  let closed_ticks = 0;
  truth.everyTick(() => {
    highest_V = Math.max(highest_V, truth.voltage_V_max);
    lowest_V = Math.min(lowest_V, truth.voltage_V_min);
    closed_ticks += truth.isConducting ? 1 : 0;
  });
  // Somebody at the instrument presses its button whenever layer 0 has latched, so that the attack goes on.
  while (device.tick < ticks) {
    device.run(Math.min(PRESS_TICKS, ticks - device.tick));
    if (truth.latchedCauses !== 0) device.pressLocalReset();
  }
  return { seed, ticks, highest_V, lowest_V, bound: layer0Bound(node_s), closed_ticks, trips_count: device.board.protection.record.trips_count };
}

interface Mood {
  climb_V: number;
  isFeeding: boolean;
}

interface Blow {
  readonly weight: number;
  readonly strike: () => void;
}

/** Any word into any register, with a taste for what hurts: the DAC's ends, the edge of the strap, the switches, the latch's key. */
function hostileFirmware({ registers }: ControllerParts, dice: Dice): Controller {
  const mood: Mood = { climb_V: 0, isFeeding: true };
  const blows: readonly Blow[] = [
    { weight: 5, strike: () => (registers[REGISTER.DAC_CODE] = dice.isHit(0.7) ? DAC_CODE_MAX : -DAC_CODE_MAX - 1) },
    { weight: 5, strike: () => (registers[REGISTER.DAC_CODE] = dice.next() | 0) },
    { weight: 10, strike: () => (mood.climb_V = dice.pick([1, 1, 0.3, 3, -1, -3])) },
    { weight: 5, strike: () => (mood.climb_V = 0) },
    { weight: 40, strike: () => (registers[REGISTER.SWITCH_REQUEST] = dice.isHit(0.1) ? dice.below(5) : SWITCHES_BOTH) },
    { weight: 60, strike: () => (registers[REGISTER.LATCH_RESET] = dice.isHit(0.5) ? LATCH_RESET_KEY : 0) },
    { weight: 5, strike: () => (registers[REGISTER.STIMULUS] = dice.isHit(0.8) ? 0 : dice.below(8)) },
    { weight: 3, strike: () => (mood.isFeeding = dice.isHit(0.9)) },
    { weight: 40, strike: () => (registers[dice.below(registers.length)] = dice.isHit(0.5) ? dice.next() | 0 : dice.below(4)) },
  ];
  return {
    isr: () => {
      if (mood.isFeeding) registers[REGISTER.WATCHDOG] = (registers[REGISTER.WATCHDOG]! + 1) & 0x7fff_ffff;
      if (dice.isHit(MOVE_RATIO)) dice.weighted(blows).strike();
      if (mood.climb_V !== 0) registers[REGISTER.DAC_CODE] = Math.round((registers[REGISTER.INTERLOCK_VOLTAGE_CODE]! / INTERLOCK_CODES_PER_V + mood.climb_V) * DAC_CODES_PER_V);
    },
    runTasks: () => undefined,
  };
}
