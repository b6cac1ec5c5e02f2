import { checkedTickPeriod, TICK_US_DEFAULT } from '../kernel/time.ts';

/** A number of the board, as soldered: its default, the range in which a configuration is accepted, and where it comes from. */
export interface BoardParameter {
  readonly initial: number;
  readonly min: number;
  readonly max: number;
  readonly note: string;
}

const parameter = (initial: number, min: number, max: number, note: string): BoardParameter => ({ initial, min, max, note });

/**
 * All of it is assumed unless the note says otherwise: the source text names no electronics. SI units; an `_error` is
 * the largest magnitude of a hidden deviation that each board draws from its seed, `_noise` a deviation of 1 sigma.
 */
export const BOARD_PARAMETERS = {
  tick_us: parameter(TICK_US_DEFAULT, 10, 1000, 'control tick of 10 kHz'),
  series_Ohm: parameter(100e6, 1e6, 10e9, 'series resistor in the instrument, before S1'),
  stray_F: parameter(203e-12, 1e-12, 10e-9, 'cable 200 pF and tip 3 pF behind tap B, as the calibration page tells the firmware'),
  stray_F_min: parameter(200e-12, 1e-12, 10e-9, 'least capacitance that a holder may put behind tap B'),

  strap_V_high: parameter(5, 0.1, 9.9, 'upper threshold of the window comparator on tap B'),
  strap_V_low: parameter(-0.3, -9.9, -0.01, 'lower threshold of the window comparator on tap B'),
  strap_V_error: parameter(0.02, 0, 0.1, 'error of either threshold'),
  strap_A: parameter(20e-9, 1e-9, 1e-6, 'fast current comparator: a fifth of what 10 V drive through the series resistor'),
  strap_A_error_ratio: parameter(0.02, 0, 0.2, 'error of the fast current comparator'),
  comparator_s: parameter(2e-6, 0, 20e-6, 'comparator and latch'),
  switch_s_open: parameter(15e-6, 0, 25e-6, 'opening of the series switches'),
  switch_s_close: parameter(500e-6, 0, 0.1, 'closing of the series switches'),
  switch_s_reclose: parameter(1, 0, 10, 'the switches close at most once in this time'),
  switch_C: parameter(0.1e-12, 0, 20e-12, 'charge injected by S2, which lies at tap B; plain analogue switches inject about 10 pC'),
  switch_S_leak: parameter(1e-16, 0, 1e-12, 'conductance of the open switches: two reed relays of 5 POhm in series'),
  supply_s_hold: parameter(5e-3, 5e-3, 1, 'time that the processor runs on once the supply has fallen below the limit of layer 0'),

  dac_V: parameter(10, 1, 20, 'full scale of the bias DAC, 20 bits'),
  dac_gain_error_ratio: parameter(5e-4, 0, 0.01, 'gain of the bias DAC'),
  dac_V_error: parameter(2e-3, 0, 0.1, 'offset of the bias DAC'),

  interlock_V: parameter(10, 1, 20, 'full scale of the interlock path, 16 bits'),
  interlock_V_noise: parameter(1e-3, 0, 0.1, 'noise of the interlock path'),
  interlock_V_gain_error_ratio: parameter(2.5e-4, 0, 0.01, 'with the DAC and both offsets: below 7 mV at 5 V'),
  interlock_V_error: parameter(1e-3, 0, 0.1, 'offset of the interlock path'),
  interlock_A: parameter(20e-9, 1e-9, 1e-6, 'full scale of the interlock path, 16 bits, one range'),
  interlock_A_noise: parameter(5e-12, 0, 1e-9, 'noise at 5 kHz bandwidth and 300 pF'),
  interlock_A_gain_error_ratio: parameter(5e-4, 0, 0.01, 'gain of the interlock path'),
  interlock_A_error: parameter(1e-15, 0, 1e-10, 'offset of the interlock path'),

  slow_Hz: parameter(10, 1, 1000, 'conversions a second of the slow path'),
  slow_V: parameter(10, 1, 20, 'full scale of the slow path, 24 bits'),
  slow_V_noise: parameter(20e-6, 0, 1e-2, 'noise of one conversion'),
  slow_V_gain_error_ratio: parameter(2e-4, 0, 0.01, 'gain of the slow path'),
  slow_V_error: parameter(0.5e-3, 0, 0.1, 'offset of the slow path'),
  slow_A: parameter(100e-12, 1e-12, 1e-6, 'most sensitive range of the slow path; seven more follow by decades'),
  slow_A_noise: parameter(4e-15, 0, 1e-12, 'of one conversion in the most sensitive range: 10 GOhm at 10 Hz; grows by the root of the range'),
  slow_A_gain_error_ratio: parameter(5e-4, 0, 0.01, 'gain of the slow path'),
  slow_A_error: parameter(1e-15, 0, 1e-12, 'offset of the slow path'),

  fast_A: parameter(200e-9, 1e-9, 1e-3, 'full scale of the fast path, 16 bits: twice what the series resistor passes at 10 V'),
  fast_A_noise: parameter(0.5e-9, 0, 1e-6, 'noise at 100 kHz bandwidth and 300 pF'),
} as const satisfies Readonly<Record<string, BoardParameter>>;

/** Name of a number of the board that can be set. */
export type BoardParameterName = keyof typeof BOARD_PARAMETERS;

/** How the holder is wired, and no number of the configuration: for the other way round the amplifiers turn their signs as well. */
export const LNMO_ON = 'probe';

/** Every number of a board, checked. */
export type BoardConfiguration = { readonly [name in BoardParameterName]: number };

/** R C below which a full-scale jump of the DAC moves tap B by more than 50 mV before layer 0 has opened. */
const NODE_S_MIN = 2.5e-3;
/** From the crossing of a threshold to the open circuit. */
const OPENING_S_MAX = 25e-6;
/** A window narrower than this leaves the firmware's caps no room. */
const WINDOW_V_MIN = 0.1;
const SECOND_US = 1_000_000;

/** The default board with some numbers replaced. @throws RangeError naming the number that is refused. */
export function boardFrom(changes: Partial<BoardConfiguration> = {}): BoardConfiguration {
  const names = Object.keys(BOARD_PARAMETERS) as BoardParameterName[];
  for (const name of Object.keys(changes)) {
    if (!Object.hasOwn(BOARD_PARAMETERS, name)) throw new RangeError(`${name} is no number of the board`);
  }
  const configuration = Object.fromEntries(names.map((name) => [name, changes[name] ?? BOARD_PARAMETERS[name].initial])) as Record<BoardParameterName, number>;
  for (const name of names) {
    const { min, max } = BOARD_PARAMETERS[name];
    const value = configuration[name];
    if (!(min <= value && value <= max)) throw new RangeError(`${name} = ${value} is outside ${min} to ${max}`);
  }
  checkTogether(configuration);
  return configuration;
}

function checkTogether(board: BoardConfiguration): void {
  checkedTickPeriod(board.tick_us);
  const ticksPerConversion = SECOND_US / board.tick_us / board.slow_Hz;
  require(Number.isSafeInteger(ticksPerConversion), `slow_Hz = ${board.slow_Hz}: a conversion is no whole number of ticks of ${board.tick_us} us`);
  require(board.stray_F_min <= board.stray_F, `stray_F_min = ${board.stray_F_min} is above stray_F = ${board.stray_F}`);
  const node_s = board.series_Ohm * board.stray_F_min;
  require(node_s >= NODE_S_MIN, `series_Ohm x stray_F_min = ${node_s} s is below ${NODE_S_MIN} s: a jump of the DAC would outrun layer 0`);
  const opening_s = board.comparator_s + board.switch_s_open;
  require(opening_s <= OPENING_S_MAX, `comparator_s + switch_s_open = ${opening_s} s is above ${OPENING_S_MAX} s`);
  const window_V = board.strap_V_high - board.strap_V_low - 2 * board.strap_V_error;
  require(window_V >= WINDOW_V_MIN, `the strap leaves a window of ${window_V} V, less than ${WINDOW_V_MIN} V`);
  const measured_V = Math.min(board.interlock_V, board.slow_V);
  require(board.strap_V_high < measured_V && -measured_V < board.strap_V_low, `the strap lies outside the ${measured_V} V that the paths can measure`);
}

function require(isMet: boolean, refusal: string): void {
  if (!isMet) throw new RangeError(refusal);
}
