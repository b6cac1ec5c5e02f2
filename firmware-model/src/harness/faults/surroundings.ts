import { CAUSE } from '../../interlock/cause.ts';
import { WORD } from '../../interlock/state.ts';
import type { Device } from '../device.ts';
import type { Fault } from './fault.ts';
import { accepted, refuses, trips, untilOn } from './fault.ts';

const {
  EXCESS_CHARGE, HARDWARE_OVER_CURRENT, OVER_CURRENT, OVER_VOLTAGE, RESET, SENSE_OPEN, SHORT_CIRCUIT, SLEW, SOFT_BREAKDOWN, STATE_CORRUPTED, SUPPLY, SUSTAINED_CURRENT,
  UNDER_VOLTAGE, WATCHDOG,
} = CAUSE;

const RESTARTS = accepted('the processor starts anew, silent and open');
const MEGA = 1e6;
const NOTHING_CONNECTED = accepted('nothing is connected');
const LEAK = accepted('a leak is what the leak check of an experiment is for: row 34 ends its program');
/** Thresholds of the packed state, whose every bit is guarded. */
const FIRST_THRESHOLD = WORD.VOLTAGE_MIN_CODE;
/** A threshold that is corrupted may act before its guard is looked at. */
const CORRUPTED = [STATE_CORRUPTED, OVER_VOLTAGE, UNDER_VOLTAGE, OVER_CURRENT, EXCESS_CHARGE, SLEW] as const;
const BREAKDOWN = [SHORT_CIRCUIT, SOFT_BREAKDOWN, OVER_CURRENT, SENSE_OPEN, SUSTAINED_CURRENT, HARDWARE_OVER_CURRENT] as const;

/** Processor, supply, wiring, sensors and the specimen. */
export const SURROUNDING_FAULTS: readonly Fault[] = [
  {
    id: 'processor.tasks-hang', place: 'processor', row: 26, parameters: [], whileOn: trips(300, WATCHDOG), whileOff: RESTARTS,
    inject: ({ faults }) => faults.processor.hang('tasks'),
  },
  { id: 'processor.hang', place: 'processor', row: 26, parameters: [], whileOn: trips(300, WATCHDOG),
  whileOff: RESTARTS, inject: ({ faults }) => faults.processor.hang('processor') },
  {
    id: 'processor.stall', place: 'processor', row: 26, parameters: [{ name: 'stall_ticks', min: 3, max: 100 }], whileOn: trips(300, WATCHDOG),
    whileOff: RESTARTS,
    inject: ({ faults }, [stall_ticks]) => faults.processor.stall(stall_ticks!),
  },
  {
    id: 'processor.overrun', place: 'processor', row: 26, parameters: [{ name: 'every_ticks', min: 3, max: 10 }], whileOn: trips(300, WATCHDOG),
    whileOff: RESTARTS,
    inject: ({ faults }, [every_ticks]) => faults.processor.overrun(every_ticks!),
  },
  {
    id: 'processor.reset', place: 'processor', row: 28, parameters: [], whileOn: trips(200, RESET), whileOff: RESTARTS,
    inject: (device) => device.pressLocalReset(),
  },
  {
    id: 'memory.flip', place: 'memory', row: 27, parameters: [{ name: 'word', min: 0, max: 8 }, { name: 'bit', min: 0, max: 31 }],
    whileOn: trips(200, ...CORRUPTED),
    whileOff: accepted('a gate that finds its limits corrupted lets nothing through, and an arm takes them anew'),
    inject: (device, [word, bit]) => flip(device, FIRST_THRESHOLD + word!, bit!),
  },
  {
    id: 'memory.flip-mode', place: 'memory', row: 27, parameters: [{ name: 'bit', min: 0, max: 31 }], whileOn: trips(200, STATE_CORRUPTED),
    whileOff: accepted('a mode that is none permits nothing'),
    inject: (device, [bit]) => flip(device, WORD.MODE, bit!),
  },
  {
    id: 'memory.flip-lease', place: 'memory', row: 27, parameters: [{ name: 'bit', min: 0, max: 31 }], whileOn: trips(200, STATE_CORRUPTED, CAUSE.LEASE_LAPSED),
    whileOff: accepted('the lease is over: its holder claims it anew'),
    inject: (device, [bit]) => flip(device, WORD.LEASE_TICKS, bit!),
  },
  {
    id: 'supply.dip', place: 'supply', row: 28, parameters: [{ name: 'duration_us', min: 100, max: 1e6 }], whileOn: trips(100, SUPPLY, RESET, WATCHDOG),
    whileOff: RESTARTS,
    inject: ({ faults }, [duration_us]) => faults.instrument.dipSupply(duration_us!),
  },
  {
    id: 'line.open', place: 'line', row: 25, parameters: [{ name: 'channels', min: 1, max: 3 }], whileOn: trips(100, CAUSE.INTERLOCK_LINE), whileOff: refuses,
    inject: ({ faults }, [channels]) => faults.instrument.openLine(channels!),
  },
  {
    id: 'time-base.off', place: 'time base', row: 30, parameters: [{ name: 'fast_ratio', min: -0.5, max: 0.5 }],
    whileOn: trips(10_000, CAUSE.TIME_BASE, WATCHDOG),
    whileOff: accepted('layer 0 latches it whatever the mode: an arm is refused while it does'),
    inject: ({ faults }, [fast_ratio]) => faults.instrument.detuneOscillator(fast_ratio!),
  },
  {
    id: 'thermometer.warm', place: 'thermometer', row: 36, parameters: [{ name: 'excess_mdegC', min: -100_000, max: 100_000 }],
    whileOn: trips(10_000, CAUSE.TEMPERATURE),
    whileOff: untilOn,
    inject: ({ faults }, [excess_mdegC]) => faults.instrument.warmThermometer(excess_mdegC!),
  },
  {
    id: 'beam.dose', place: 'beam', row: 36, parameters: [{ name: 'dose_rate_e_per_nm2_s', min: 1, max: 1e6 }], whileOn: accepted('dose warns, by the matrix'),
    whileOff: accepted('dose warns, by the matrix'),
    inject: ({ faults }, [dose_rate]) => faults.instrument.irradiate(dose_rate!),
  },
  {
    id: 'probe.moves', place: 'probe', row: 36, parameters: [], whileOn: accepted('opens only if the limits say so'), whileOff: refuses,
    inject: ({ faults }) => faults.instrument.moveProbe(true),
  },
  {
    id: 'calibration.damaged', place: 'calibration', row: 32, parameters: [],
    whileOn: accepted('checked at power-up and before every arm; the numbers in use were good'),
    whileOff: refuses,
    inject: ({ faults }) => faults.instrument.damageCalibration(true),
  },
  {
    id: 'film.hard-breakdown', place: 'film', row: 8, parameters: [], whileOn: trips(6000, ...BREAKDOWN),
    whileOff: accepted('the film discharges through itself: no switch stops that'),
    inject: ({ specimen }) => void specimen.disturb({ filament: 'hard' }),
  },
  {
    id: 'film.soft-breakdown', place: 'film', row: 9, parameters: [], whileOn: trips(500_000, ...BREAKDOWN),
    whileOff: accepted('the film discharges through itself: no switch stops that'),
    inject: ({ specimen }) => void specimen.disturb({ filament: 'soft' }),
  },
  {
    id: 'film.short', place: 'film', row: 8, parameters: [{ name: 'shunt_MOhm', min: 1, max: 10 }], whileOn: trips(6000, ...BREAKDOWN),
    whileOff: accepted('the film discharges through itself: no switch stops that'),
    inject: ({ specimen }, [shunt_MOhm]) => void specimen.disturb({ shunt_Ohm: shunt_MOhm! * MEGA }),
  },
  {
    id: 'film.leaks', place: 'film', row: 34, parameters: [{ name: 'shunt_MOhm', min: 1e5, max: 1e7 }], whileOn: LEAK, whileOff: LEAK,
    inject: ({ specimen }, [shunt_MOhm]) => void specimen.disturb({ shunt_Ohm: shunt_MOhm! * MEGA }),
  },
  {
    id: 'contact.chatters', place: 'contact', row: 13, parameters: [],
    whileOn: accepted('current passes in most conversions, and each of them takes away what two without have raised: row 13 does not tell a contact that chatters'),
    whileOff: NOTHING_CONNECTED,
    inject: ({ specimen }) => void specimen.disturb({ contact: 'chattering' }),
  },
  {
    id: 'contact.dry', place: 'contact', row: 13, parameters: [{ name: 'contact_MOhm', min: 100, max: 1e6 }],
    whileOn: accepted('the film\'s current goes on through it, with more voltage across the contact and less across the film: row 13 does not tell a dry contact from a film that has settled'),
    whileOff: NOTHING_CONNECTED,
    inject: ({ specimen }, [contact_MOhm]) => void specimen.disturb({ contact_Ohm: contact_MOhm! * MEGA }),
  },
  {
    id: 'contact.lost', place: 'contact', row: 13, parameters: [],
    whileOn: trips(1_000_000, CAUSE.CONTACT_LOST),
    whileMoving: accepted('a bias that moves charges the lead with contact or without, and a regulated current takes seconds to charge it by the 100 mV of row 13'),
    whileOff: NOTHING_CONNECTED,
    inject: ({ specimen }) => void specimen.disturb({ contact: 'open' }),
  },
];

function flip(device: Device, word: number, bit: number): void {
  const field = device.arena.fields.find(({ name }) => name === 'interlock.state');
  if (field === undefined) throw new Error('the arena has no interlock.state');
  const state = new Int32Array(device.arena.words.buffer, field.offset_bytes, field.length);
  state[word] = state[word]! ^ (1 << bit);
}
