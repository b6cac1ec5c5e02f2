import { CAUSE } from '../../interlock/cause.ts';
import { REGISTER } from '../../board/registers.ts';
import type { Fault } from './fault.ts';
import { accepted, refuses, trips, untilOn } from './fault.ts';

const { DAC_FAULT, EXCESS_CHARGE, HARDWARE_OVER_CURRENT, OVER_CURRENT, OVER_VOLTAGE, SENSE_OPEN, SHORT_CIRCUIT, SLEW, SOFT_BREAKDOWN, UNDER_VOLTAGE } = CAUSE;

/** An output that jumps shows in its read-back, and in what the jump drives through the series resistor. */
const JUMP = [DAC_FAULT, SLEW, OVER_CURRENT, EXCESS_CHARGE, SHORT_CIRCUIT, OVER_VOLTAGE, UNDER_VOLTAGE, HARDWARE_OVER_CURRENT, SOFT_BREAKDOWN] as const;
const PICO = 1e-12;
const OTHER_OPENS = accepted('two switches in series: the other one opens on time');
const ROWS_HOLD = accepted('a second fault would be needed: the firmware\'s rows hold meanwhile, and the next arm finds it');

/** The DAC, and the switches that let it through. */
export const DRIVE_FAULTS: readonly Fault[] = [
  {
    id: 'dac.offset', place: 'dac', row: 21, parameters: [{ name: 'offset_code', min: -100_000, max: 100_000 }], whileOn: trips(500, ...JUMP),
    whileOff: untilOn,
    inject: ({ faults }, [offset_code]) => faults.instrument.failDac({ kind: 'offset', offset_code: offset_code! }),
  },
  {
    id: 'dac.gain', place: 'dac', row: 21, parameters: [{ name: 'error_ratio', min: -0.5, max: 0.5 }], whileOn: trips(500, ...JUMP), whileOff: untilOn,
    inject: ({ faults }, [error_ratio]) => faults.instrument.failDac({ kind: 'gain', error_ratio: error_ratio! }),
  },
  {
    id: 'dac.stuck-elsewhere', place: 'dac', row: 21, parameters: [{ name: 'distance_code', min: -500_000, max: 500_000 }], whileOn: trips(500, ...JUMP),
    whileOff: untilOn,
    inject: ({ faults, board }, [distance_code]) => faults.instrument.failDac({ kind: 'stuck', code: board.registers[REGISTER.DAC_CODE]! + distance_code! }),
  },
  {
    id: 'dac.missing-update', place: 'dac', row: 21, parameters: [{ name: 'every_count', min: 2, max: 10 }], whileOff: untilOn,
    whileOn: accepted('a code that is missed is a step of 19 uV less, until the next one comes'),
    inject: ({ faults }, [every_count]) => faults.instrument.failDac({ kind: 'missing update', every_count: every_count! }),
  },
  {
    id: 'dac.reference-drift', place: 'dac', row: 22, parameters: [{ name: 'drift_ratio_per_tick', min: 1e-4, max: 1e-3 }], whileOff: untilOn,
    whileOn: trips(250_000, SENSE_OPEN, ...JUMP),
    inject: ({ faults }, [drift_ratio_per_tick]) => faults.instrument.failDac({ kind: 'reference drift', drift_ratio_per_tick: drift_ratio_per_tick! }),
  },
  {
    id: 'switch.welded', place: 'switches', row: 23, parameters: [{ name: 'switch', min: 1, max: 2 }], whileOn: OTHER_OPENS, whileOff: refuses,
    inject: ({ faults }, [switches]) => faults.instrument.weldSwitches(switches!),
  },
  {
    id: 'switch.slow', place: 'switches', row: 23, parameters: [{ name: 's1_us', min: 1, max: 10_000 }], whileOn: OTHER_OPENS, whileOff: OTHER_OPENS,
    inject: ({ faults }, [s1_us]) => faults.instrument.slowSwitches({ s1_us: s1_us!, s2_us: 0 }),
  },
  {
    id: 'switch.bounces', place: 'switches', row: 23, parameters: [{ name: 's1_count', min: 1, max: 20 }],
    whileOn: accepted('contacts bounce after a closing, and this one was before'),
    whileOff: accepted('open while they bounce: nothing is connected that was not to be'),
    inject: ({ faults }, [s1_count]) => faults.instrument.bounceSwitches({ s1_count: s1_count!, s2_count: 0 }),
  },
  {
    id: 'comparator.dead', place: 'comparators', row: 24, parameters: [{ name: 'comparator_bit', min: 0, max: 2 }], whileOn: ROWS_HOLD, whileOff: refuses,
    inject: ({ faults }, [bit]) => faults.instrument.killComparators(1 << bit!),
  },
  {
    id: 'switch.leaks', place: 'switches', row: 23, parameters: [{ name: 'leak_pS', min: 0.1, max: 1000 }], whileOn: accepted('beside closed contacts nothing shows'),
    whileOff: accepted('row 23 takes a mean over a second, longer than is waited here'),
    inject: ({ faults }, [leak_pS]) => faults.instrument.leakThroughSwitches(leak_pS! * PICO),
  },
  {
    id: 'comparator.offset', place: 'comparators', row: 24, parameters: [{ name: 'high_V', min: 0.02, max: 0.5 }], whileOn: ROWS_HOLD, whileOff: ROWS_HOLD,
    inject: ({ faults }, [high_V]) => faults.instrument.offsetComparators({ high_V: high_V!, low_V: 0, current_ratio: 0 }),
  },
];
