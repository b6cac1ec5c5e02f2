import { REGISTER, createController, injectFault } from '@nanobias/firmware-model';
import type { InterlockRow, SimulationOptions } from '@nanobias/firmware-model';
import { crc32c } from '@nanobias/proto';
import type { Limits } from '@nanobias/proto';
import type { RawHost } from '@nanobias/firmware-model/swarm';
import type { Scene } from '../fault-matrix/still.ts';

/** How a row is made to act, alone: the rows that would be faster are left out. */
export interface Stimulus {
  readonly row: number;
  readonly cause: string;
  /** Restated from the matrix of hazards. */
  readonly bound_us: number;
  readonly scene: Scene;
  readonly without?: readonly InterlockRow[];
  readonly limits?: Partial<Limits>;
  /** Where a held bias is held; 4.0 V unless told. */
  readonly hold_uV?: number;
  readonly inject: (host: RawHost) => void;
  /** Called before every tick from then on. */
  readonly drive?: (host: RawHost, tick: number) => void;
  /** From when on the cause is there, by the truth; at once unless told. */
  readonly hasBegun?: (host: RawHost) => boolean;
  /** How long after the stimulus the cause is there, where it is known. */
  readonly delay_us?: number;
  /** Layer 0 tells in nanoseconds; the firmware's rows are timed by the request that opens, or by the latch where nothing is closed. */
  readonly clock: 'layer 0' | 'request' | 'latch';
  /** False where the circuit opens and nothing is latched: the log says why. */
  readonly isLatched?: false;
  /** False where the trip ends the session: whoever begins the next one is told. */
  readonly isTold?: false;
}

const DAC_CODES_PER_V = 52_428.8;
/** Rows that a DAC which jumps sets off before the one in question. */
const JUMP_ROWS = [5, 8, 9, 21, 22] as const;
const LEASE_US = 100_000;
const FLICKER = [0, 78_643, 0, -78_643] as const;

const fault = (id: string, ...numbers: readonly number[]) => ({ device }: RawHost): void => injectFault(device, id, numbers);
const toVolts = (target_V: number) => ({ device, registers }: RawHost): void =>
  injectFault(device, 'dac.stuck-elsewhere', [Math.round(target_V * DAC_CODES_PER_V) - registers[REGISTER.DAC_CODE]!]);

/** Words of the slow rows, restated: the limit of charge, what was counted, and the seal over the count. */
const CHARGE_FC_MAX = 22;
const RAW_AC = 52;
const COUNT = { first: 50, last: 58 } as const;
const SEAL_CHARGE = 83;
const AC_PER_FC = 1000;
const WORD_BYTES = 8;

/** A film takes an hour to its limit of charge: here it has been counted already, with the seal that such a count has. */
function fillUp({ device }: RawHost): void {
  const { offset_bytes, length } = device.arena.fields.find(({ name }) => name === 'interlock.slow')!;
  const slow = new Float64Array(device.arena.words.buffer, offset_bytes, length);
  slow[RAW_AC] = slow[CHARGE_FC_MAX]! * AC_PER_FC;
  slow[SEAL_CHARGE] = crc32c(new Uint8Array(slow.buffer, offset_bytes + COUNT.first * WORD_BYTES, (COUNT.last + 1 - COUNT.first) * WORD_BYTES));
}

/** The same firmware without some rows. */
export function firmwareWithout(rows: readonly InterlockRow[], firmware: NonNullable<SimulationOptions['firmware']> = createController): NonNullable<SimulationOptions['firmware']> {
  return (parts) => firmware({ ...parts, protections: { ...parts.protections, rowsLeftOut: new Set(rows) } });
}

/** A stimulus for each row that opens the circuit or latches. */
export const STIMULI: readonly Stimulus[] = [
  {
    // From right below the cap, where the way to the strap is shortest.
    row: 1, cause: 'HARDWARE_OVER_VOLTAGE', bound_us: 25, scene: 'hold', clock: 'layer 0', without: [2, 5, 6, 7, 8, 9, 21, 22], limits: { bias_uV_max: 4_790_000 }, hold_uV: 4_780_000, inject: toVolts(5.4),
  },
  {
    row: 2, cause: 'OVER_VOLTAGE', bound_us: 200, scene: 'hold', clock: 'request', without: [...JUMP_ROWS, 6, 7], limits: { bias_uV_max: 4_010_000 }, inject: toVolts(4.35),
    // 4.01 V and 25 mV are 13,221 codes and a fraction.
    hasBegun: ({ registers }) => registers[REGISTER.INTERLOCK_VOLTAGE_CODE]! > 13_221,
  },
  { row: 5, cause: 'SLEW', bound_us: 200_000, scene: 'hold', clock: 'request', without: [8, 9, 21, 22], inject: toVolts(4.05) },
  {
    row: 6, cause: 'OVER_CURRENT', bound_us: 300, scene: 'hold', clock: 'request', without: [...JUMP_ROWS, 2, 7], inject: toVolts(5.4),
    hasBegun: ({ truth }) => Math.abs(truth.current_A) > 1.01 * 10e-9,
  },
  {
    row: 6, cause: 'OVER_CURRENT', bound_us: 300, scene: 'hold', clock: 'request', without: [...JUMP_ROWS, 2, 7, 11], inject: toVolts(2.6),
    hasBegun: ({ truth }) => Math.abs(truth.current_A) > 1.01 * 10e-9,
  },
  {
    row: 6, cause: 'EXCESS_CHARGE', bound_us: 100_100, scene: 'hold', clock: 'request', without: [...JUMP_ROWS, 2, 7], inject: () => undefined,
    drive: ({ device }, tick) => device.faults.instrument.failDac({ kind: 'offset', offset_code: FLICKER[tick % 4]! }),
  },
  { row: 7, cause: 'SUSTAINED_CURRENT', bound_us: 200_000, scene: 'hold', clock: 'request', without: [8], inject: ({ device }) => void device.specimen.disturb({ shunt_Ohm: 3e10 }) },
  { row: 8, cause: 'HARDWARE_OVER_CURRENT', bound_us: 25, scene: 'hold', clock: 'layer 0', without: [2, 5, 6, 7, 9, 21, 22], inject: toVolts(7) },
  { row: 8, cause: 'SHORT_CIRCUIT', bound_us: 1000, scene: 'hold', clock: 'request', without: [9, 22], inject: fault('film.short', 10) },
  // 4 nA that set in with the node's 20 ms are found over 1 ms where the noise permits, and else within the 6 ms that the row has for what is weak.
  { row: 8, cause: 'SHORT_CIRCUIT', bound_us: 6000, scene: 'hold', clock: 'request', without: [9], inject: fault('film.soft-breakdown') },
  {
    row: 9, cause: 'SOFT_BREAKDOWN', bound_us: 10_000, scene: 'hold', clock: 'request', without: [7, 8], limits: { is_precursor_trip: true }, inject: fault('film.soft-breakdown'),
    hasBegun: ({ truth }) => truth.current_A > 0.95e-9,
  },
  {
    row: 11, cause: 'REVERSAL', bound_us: 10_000, scene: 'hold', clock: 'request', without: [...JUMP_ROWS, 2, 6, 7], limits: { bias_uV_min: 3_900_000, cutoff_uV_min: 3_950_000 }, inject: toVolts(3.7),
    hasBegun: ({ truth }) => truth.voltage_V < 3.85,
  },
  { row: 10, cause: 'OVER_DELITHIATION', bound_us: 200_000, scene: 'current', clock: 'request', inject: fillUp },
  { row: 13, cause: 'CONTACT_LOST', bound_us: 1_000_000, scene: 'hold', clock: 'request', inject: fault('contact.lost') },
  {
    row: 14, cause: 'LEASE_LAPSED', bound_us: 100, scene: 'hold', clock: 'request', inject: (host) => void host.send({ kind: 'acquire_lease', lease_us: LEASE_US }),
    delay_us: LEASE_US,
  },
  { row: 14, cause: 'LINK_LOST', bound_us: 100, scene: 'hold', clock: 'request', isTold: false, inject: ({ device }) => device.board.port.setHostPresent(false) },
  { row: 19, cause: 'ADC_FROZEN', bound_us: 6400, scene: 'hold', clock: 'request', without: [22], inject: fault('adc.voltage.frozen') },
  { row: 19, cause: 'ADC_FROZEN', bound_us: 200_000, scene: 'hold', clock: 'request', inject: fault('adc.voltage.stuck-bit', 3, 1) },
  { row: 19, cause: 'ADC_FROZEN', bound_us: 200_000, scene: 'current', clock: 'request', inject: fault('adc.current.stuck-bit', 5, 0) },
  { row: 19, cause: 'ADC_FROZEN', bound_us: 1_000_000, scene: 'hold', clock: 'request', inject: fault('adc.slow-current.frozen') },
  { row: 19, cause: 'ADC_FROZEN', bound_us: 1_000_000, scene: 'current', clock: 'request', inject: fault('adc.slow-voltage.frozen') },
  { row: 20, cause: 'SATURATED', bound_us: 200, scene: 'hold', clock: 'request', without: [6, 8, 9, 22], inject: fault('adc.current.stuck', 32_767) },
  { row: 21, cause: 'DAC_FAULT', bound_us: 500, scene: 'hold', clock: 'request', without: [5, 6, 7, 8, 9, 22], inject: fault('dac.offset', 5000) },
  { row: 22, cause: 'SENSE_OPEN', bound_us: 20_000, scene: 'hold', clock: 'request', without: [8], inject: fault('adc.voltage.offset', 300) },
  {
    row: 23, cause: 'SWITCH_WELDED', bound_us: 2_000_000, scene: 'off', clock: 'latch',
    inject: ({ device }) => {
      device.faults.instrument.weldSwitches(3);
      device.faults.instrument.failDac({ kind: 'offset', offset_code: 1000 });
    },
  },
  { row: 25, cause: 'INTERLOCK_LINE', bound_us: 25, scene: 'hold', clock: 'layer 0', inject: fault('line.open', 1) },
  { row: 26, cause: 'WATCHDOG', bound_us: 300, scene: 'hold', clock: 'request', isTold: false, inject: fault('processor.hang') },
  { row: 27, cause: 'STATE_CORRUPTED', bound_us: 200, scene: 'hold', clock: 'request', inject: fault('memory.flip', 5, 0) },
  { row: 28, cause: 'SUPPLY', bound_us: 25, scene: 'hold', clock: 'layer 0', inject: fault('supply.dip', 500) },
  { row: 29, cause: 'BOARD_RESET', bound_us: 20_000, scene: 'hold', clock: 'request', without: [2, 8, 11, 22], inject: fault('front-end.reset') },
  { row: 30, cause: 'TIME_BASE', bound_us: 10_000, scene: 'hold', clock: 'request', inject: fault('time-base.off', 0.06) },
  { row: 31, cause: 'SAMPLES_LOST', bound_us: 2000, scene: 'hold', clock: 'request', without: [6, 19], inject: fault('sampler.blind') },
  { row: 31, cause: 'SAMPLES_LOST', bound_us: 250_000, scene: 'hold', clock: 'request', inject: fault('adc.slow.silent') },
  { row: 36, cause: 'TEMPERATURE', bound_us: 10_000, scene: 'hold', clock: 'request', inject: fault('thermometer.warm', 60_000) },
  {
    row: 36, cause: 'PROBE_MOTION', bound_us: 100, scene: 'hold', clock: 'request', isLatched: false, limits: { is_probe_motion_trip: true }, inject: fault('probe.moves'),
  },
];
