import type { Fault, FaultParameter } from './fault.ts';
import { accepted } from './fault.ts';

const FEMTO = 1e-15;
const PAGE: FaultParameter = { name: 'page_index', min: 0, max: 1 };
const WORD: FaultParameter = { name: 'word_index', min: 0, max: 255 };
const BIT: FaultParameter = { name: 'bit', min: 0, max: 31 };
const AT_POWER_UP = accepted('the flash is read at power-up: a record that is not whole gives way to the one before, or comes up latched');

/** The flash, which is read at power-up alone, and what the beam and the stage do to the specimen without the instrument's seeing it at once. */
export const STORAGE_FAULTS: readonly Fault[] = [
  {
    id: 'flash.cut', place: 'flash', row: 28, parameters: [{ name: 'operation_count', min: 1, max: 1000 }, { name: 'done_ratio', min: 0, max: 1 }],
    whileOn: accepted('no operation is under way while the output is on: the record of it was written before, and the trip\'s comes after'),
    whileOff: accepted('the record before or the new one is found; what was torn is never written behind'),
    inject: ({ faults }, [operation_count, done_ratio]) => faults.instrument.cutSupplyInFlash(Math.floor(operation_count!), done_ratio!),
  },
  {
    id: 'flash.rot', place: 'flash', row: 27, parameters: [PAGE, WORD, BIT], whileOn: AT_POWER_UP, whileOff: AT_POWER_UP,
    inject: ({ faults }, [page_index, word_index, bit]) => faults.instrument.rotFlash(page_index!, word_index!, 1 << bit!),
  },
  {
    id: 'flash.unsettled', place: 'flash', row: 27, parameters: [PAGE, WORD, BIT], whileOn: AT_POWER_UP, whileOff: AT_POWER_UP,
    inject: ({ faults }, [page_index, word_index, bit]) => faults.instrument.unsettleFlash(page_index!, word_index!, 1 << bit!),
  },
  {
    id: 'beam.current', place: 'beam', row: 35, parameters: [{ name: 'beam_fA', min: -10_000, max: 10_000 }],
    whileOn: accepted('a current of the beam is a current like any other, and falls under the rows of the current'),
    whileOff: accepted('row 35 warns once the floating cell has drifted by half a volt'),
    inject: ({ specimen }, [beam_fA]) => void specimen.disturb({ beam_A: beam_fA! * FEMTO }),
  },
  {
    id: 'film.warm', place: 'thermometer', row: 36, parameters: [{ name: 'temperature_K', min: 260, max: 360 }],
    whileOn: accepted('the thermometer follows: within 15 to 60 degC nothing has to happen, beyond row 36 opens'),
    whileOff: accepted('nothing is connected'),
    inject: ({ specimen }, [temperature_K]) => void specimen.disturb({ temperature_K: temperature_K! }),
  },
];
