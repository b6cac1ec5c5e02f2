import { CAUSE } from '../../interlock/cause.ts';
import type { PathChannel } from '../../board/instrument-faults.ts';
import type { Detection, Fault, FaultPlace } from './fault.ts';
import { accepted, refuses, trips, untilOn } from './fault.ts';

const { ADC_FROZEN, EXCESS_CHARGE, OVER_CURRENT, OVER_VOLTAGE, REVERSAL, SATURATED, SENSE_OPEN, SHORT_CIRCUIT, SOFT_BREAKDOWN, UNDER_VOLTAGE } = CAUSE;

/** A voltage that is wrong by more than 50 mV, or that jumps. */
const WRONG_VOLTAGE = [SENSE_OPEN, OVER_VOLTAGE, UNDER_VOLTAGE, REVERSAL, SHORT_CIRCUIT, SATURATED, ADC_FROZEN] as const;
/** A current that the source cannot drive, or that jumps. */
const WRONG_CURRENT = [SENSE_OPEN, OVER_CURRENT, EXCESS_CHARGE, SHORT_CIRCUIT, SATURATED, SOFT_BREAKDOWN, ADC_FROZEN] as const;
const SMALL_VOLTAGE = accepted('below the 50 mV of row 22: the margin of the cap and layer 0\'s own tap bear it');
/** 90 codes of 32,768 at 20 nA. */
const SMALL_CURRENT = accepted('at most 55 pA, a ninth of the 0.5 nA of row 8: rows 7 and 10 rest on the slow path, and layer 0 has a comparator of its own');
const HIGH_BIT = accepted('it stands still in a sound converter too, and changes nothing while it stands right; from 50 mV on row 22 sees a wrong value, and what is less the margin of the cap and layer 0\'s own tap bear');
const FULL_SCALE_CODE = 32_767;
const NO_ROW = accepted('no row rests on this path');

/** At 10 kHz: two windows of 1000 codes, since a bit may stick within one. */
const STUCK_BIT_US = 200_000;
/** At 10 Hz: ten conversions. */
const SLOW_FROZEN_US = 1_000_000;

interface PathRow {
  readonly channel: PathChannel;
  readonly place: FaultPlace;
  readonly prefix: string;
  /** The highest bit that the noise of the path moves. */
  readonly noisyBit_max: number;
  /** Why an offset of 90 codes opens nothing. */
  readonly smallOffset: Detection;
}

const VOLTAGE: PathRow = { channel: 'voltage', place: 'voltage path', prefix: 'adc.voltage', noisyBit_max: 3, smallOffset: SMALL_VOLTAGE };
const CURRENT: PathRow = { channel: 'current', place: 'current path', prefix: 'adc.current', noisyBit_max: 5, smallOffset: SMALL_CURRENT };

function pathFaults({ channel, place, prefix, noisyBit_max, smallOffset }: PathRow, wrong: typeof WRONG_VOLTAGE | typeof WRONG_CURRENT): readonly Fault[] {
  const at = { place, whileOff: untilOn } as const;
  return [
    {
      ...at, id: `${prefix}.frozen`, row: 19, parameters: [], whileOn: trips(6400, ADC_FROZEN, SENSE_OPEN),
      inject: ({ faults }) => faults.instrument.failPath(channel, { kind: 'frozen' }),
    },
    {
      ...at, id: `${prefix}.stuck`, row: 19, parameters: [{ name: 'code', min: -32_768, max: 32_767 }], whileOn: trips(6400, ...wrong),
      inject: ({ faults }, [code]) => faults.instrument.failPath(channel, { kind: 'stuck', code: code! }),
    },
    {
      ...at, id: `${prefix}.stuck-bit`, row: 19, parameters: [{ name: 'bit', min: 0, max: noisyBit_max }, { name: 'is_set', min: 0, max: 1 }], whileOn: trips(STUCK_BIT_US, ADC_FROZEN),
      inject: ({ faults }, [bit, is_set]) => faults.instrument.failPath(channel, { kind: 'stuck bit', bit: bit!, isSet: is_set! >= 0.5 }),
    },
    {
      ...at, id: `${prefix}.saturated`, row: 20, parameters: [], whileOn: trips(300, ...wrong),
      inject: ({ faults }) => faults.instrument.failPath(channel, { kind: 'stuck', code: FULL_SCALE_CODE }),
    },
    {
      ...at, id: `${prefix}.offset`, row: 22, parameters: [{ name: 'offset_code', min: -32_768, max: 32_767 }], whileOn: trips(20_000, ...wrong),
      inject: ({ faults }, [offset_code]) => faults.instrument.failPath(channel, { kind: 'offset', offset_code: offset_code! }),
    },
    {
      ...at, id: `${prefix}.noise`, row: 19, parameters: [{ name: 'noise_code', min: 1000, max: 10_000 }], whileOn: trips(100_000, ...wrong),
      inject: ({ faults }, [noise_code]) => faults.instrument.failPath(channel, { kind: 'noise', noise_code: noise_code! }),
    },
    {
      ...at, id: `${prefix}.drift`, row: 22, parameters: [{ name: 'drift_code_per_tick', min: 5, max: 100 }], whileOn: trips(40_000, ...wrong),
      inject: ({ faults }, [drift_code_per_tick]) => faults.instrument.failPath(channel, { kind: 'drift', drift_code_per_tick: drift_code_per_tick! }),
    },
    {
      ...at, id: `${prefix}.late`, row: 19, parameters: [],
      whileOn: accepted('a code that comes a tick late: within the two ticks of the rows that see every code'),
      inject: ({ faults }) => faults.instrument.failPath(channel, { kind: 'late' }),
    },
    {
      ...at, id: `${prefix}.stuck-bit-high`, row: 19, parameters: [{ name: 'bit', min: noisyBit_max + 1, max: 15 }, { name: 'is_set', min: 0, max: 1 }], whileOn: HIGH_BIT,
      inject: ({ faults }, [bit, is_set]) => faults.instrument.failPath(channel, { kind: 'stuck bit', bit: bit!, isSet: is_set! >= 0.5 }),
    },
    {
      ...at, id: `${prefix}.offset-small`, row: 22, parameters: [{ name: 'offset_code', min: -90, max: 90 }], whileOn: smallOffset,
      inject: ({ faults }, [offset_code]) => faults.instrument.failPath(channel, { kind: 'offset', offset_code: offset_code! }),
    },
  ];
}

interface FrozenRow {
  readonly channel: PathChannel;
  readonly place: FaultPlace;
  readonly whileOn: Detection;
  readonly whileOff: Detection;
}

function frozenPath({ channel, place, whileOn, whileOff }: FrozenRow): Fault {
  return {
    id: `adc.${channel.replace(' ', '-')}.frozen`, place, row: 19, parameters: [], whileOn, whileOff,
    inject: ({ faults }) => faults.instrument.failPath(channel, { kind: 'frozen' }),
  };
}

/** The measuring paths. */
export const PATH_FAULTS: readonly Fault[] = [
  ...pathFaults(VOLTAGE, WRONG_VOLTAGE),
  ...pathFaults(CURRENT, WRONG_CURRENT),
  {
    id: 'adc.voltage.gain', place: 'voltage path', row: 22, parameters: [{ name: 'error_ratio', min: -0.9, max: 0.5 }],
    whileOn: trips(20_000, ...WRONG_VOLTAGE),
    whileOff: untilOn,
    inject: ({ faults }, [error_ratio]) => faults.instrument.failPath('voltage', { kind: 'gain', error_ratio: error_ratio! }),
  },
  {
    id: 'adc.current.gain', place: 'current path', row: 22, parameters: [{ name: 'error_ratio', min: -0.9, max: 0.5 }], whileOff: untilOn,
    whileOn: accepted('the currents of a sound film are a thousandth of full scale: layer 0 has a comparator of its own for those that are not'),
    inject: ({ faults }, [error_ratio]) => faults.instrument.failPath('current', { kind: 'gain', error_ratio: error_ratio! }),
  },
  frozenPath({ channel: 'slow voltage', place: 'slow voltage path', whileOn: trips(SLOW_FROZEN_US, ADC_FROZEN), whileOff: untilOn }),
  frozenPath({ channel: 'slow current', place: 'slow current path', whileOn: trips(SLOW_FROZEN_US, ADC_FROZEN), whileOff: untilOn }),
  frozenPath({ channel: 'fast current', place: 'fast path', whileOn: NO_ROW, whileOff: NO_ROW }),
  {
    id: 'sense.open', place: 'sense lead', row: 22, parameters: [{ name: 'floating_code', min: -32_768, max: 32_767 }],
    whileOn: trips(20_000, ...WRONG_VOLTAGE),
    whileOff: untilOn,
    inject: ({ faults }, [floating_code]) => faults.instrument.openSenseLead(floating_code),
  },
  {
    id: 'sampler.blind', place: 'sampler', row: 31, parameters: [], whileOn: trips(2000, CAUSE.SAMPLES_LOST, ADC_FROZEN, EXCESS_CHARGE), whileOff: untilOn,
    inject: ({ faults }) => faults.instrument.blindInterlockPath(true),
  },
  {
    id: 'adc.slow.silent', place: 'slow current path', row: 31, parameters: [], whileOn: trips(260_000, CAUSE.SAMPLES_LOST), whileOff: refuses,
    inject: ({ faults }) => faults.instrument.silenceSlowPath(true),
  },
  {
    id: 'front-end.reset', place: 'front end', row: 29, parameters: [], whileOff: untilOn,
    whileOn: trips(20_000, CAUSE.BOARD_RESET, ...WRONG_VOLTAGE),
    inject: ({ faults }) => faults.instrument.resetFrontEnd(),
  },
];
