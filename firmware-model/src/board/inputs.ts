import { FAULT, type Overlay } from './overlay.ts';
import { REGISTER } from './registers.ts';

/** What the instrument's surroundings are really like. */
export interface Surroundings {
  readonly temperature_K: number;
}

const ZERO_DEGC_K = 273.15;
const MILLI = 1000;

/** Inputs that change seldom: thermometer, dose rate, positioner, calibration page. */
export class BoardInputs {
  readonly #registers: Int32Array;
  readonly #surroundings: Surroundings;
  readonly #faults: Float64Array;

  constructor(registers: Int32Array, surroundings: Surroundings, overlay: Overlay) {
    this.#registers = registers;
    this.#surroundings = surroundings;
    this.#faults = overlay.words;
  }

  report(): void {
    const registers = this.#registers;
    const faults = this.#faults;
    const temperature_mdegC = (this.#surroundings.temperature_K - ZERO_DEGC_K) * MILLI;
    registers[REGISTER.TEMPERATURE_mdegC] = Math.round(temperature_mdegC + faults[FAULT.TEMPERATURE_mdegC]!);
    registers[REGISTER.DOSE_RATE_e_per_nm2_s] = faults[FAULT.DOSE_RATE]!;
    registers[REGISTER.PROBE_MOVING] = faults[FAULT.IS_PROBE_MOVING]!;
    registers[REGISTER.CALIBRATION_VALID] = faults[FAULT.IS_CALIBRATION_DAMAGED] === 0 ? 1 : 0;
  }
}
