import { DAC_FAULT } from './dac.ts';
import type { FlashMemory } from './flash.ts';
import { CHANNEL, CHANNEL_FAULT, channelWord, FAULT, type Overlay } from './overlay.ts';
import { PATH_FAULT } from './path-faults.ts';
import { REGISTER } from './registers.ts';
import type { Supply } from './supply.ts';

/** A channel whose codes the firmware reads. */
export type PathChannel = 'voltage' | 'current' | 'slow voltage' | 'slow current' | 'fast current';

/** What is wrong with a channel. Codes are those of its converter. */
export type PathFault =
  | { readonly kind: 'stuck'; readonly code: number }
  | { readonly kind: 'stuck bit'; readonly bit: number; readonly isSet: boolean }
  | { readonly kind: 'frozen' }
  | { readonly kind: 'offset'; readonly offset_code: number }
  | { readonly kind: 'gain'; readonly error_ratio: number }
  | { readonly kind: 'noise'; readonly noise_code: number }
  | { readonly kind: 'drift'; readonly drift_code_per_tick: number }
  | { readonly kind: 'late' };

/** What is wrong with the bias DAC. A drift of its reference acts on the output alone: the read-back has its own. */
export type DacFault =
  | { readonly kind: 'stuck'; readonly code: number }
  | { readonly kind: 'offset'; readonly offset_code: number }
  | { readonly kind: 'gain'; readonly error_ratio: number }
  | { readonly kind: 'missing update'; readonly every_count: number }
  | { readonly kind: 'reference drift'; readonly drift_ratio_per_tick: number };

interface InstrumentParts {
  readonly overlay: Overlay;
  readonly supply: Supply;
  readonly flash: FlashMemory;
  readonly registers: Int32Array;
}

/**
 * Faults of the instrument, put and taken back between two ticks. The truth stays as it is: what the parts of the board
 * make of it changes. A switch is a bit of SWITCH, a comparator one of STIMULUS, a channel of the line one of LINE.
 */
export class InstrumentFaults {
  readonly #overlay: Overlay;
  readonly #supply: Supply;
  readonly #flash: FlashMemory;
  readonly #registers: Int32Array;

  constructor({ overlay, supply, flash, registers }: InstrumentParts) {
    this.#overlay = overlay;
    this.#supply = supply;
    this.#flash = flash;
    this.#registers = registers;
  }

  /** Takes everything back that can be taken back; what happened to the flash has happened. */
  clear(): void {
    this.#overlay.clear();
  }

  /** These switches conduct whatever they are told; 0 for none. */
  weldSwitches(switches: number): void {
    this.#overlay.put(FAULT.WELDED, switches);
  }

  /** Makes the switches open late, by microseconds each. */
  slowSwitches({ s1_us, s2_us }: { readonly s1_us: number; readonly s2_us: number }): void {
    this.#overlay.put(FAULT.SLOW_S1_ns, s1_us * 1000);
    this.#overlay.put(FAULT.SLOW_S2_ns, s2_us * 1000);
  }

  /** After each closing a contact falls open so many times. */
  bounceSwitches({ s1_count, s2_count }: { readonly s1_count: number; readonly s2_count: number }): void {
    this.#overlay.put(FAULT.BOUNCES_S1, s1_count);
    this.#overlay.put(FAULT.BOUNCES_S2, s2_count);
  }

  /** Lets the open switches leak, in siemens. */
  leakThroughSwitches(leak_S: number): void {
    this.#overlay.put(FAULT.LEAK_S, leak_S);
  }

  /** Kills comparators of layer 0: one bit each. */
  killComparators(comparators: number): void {
    this.#overlay.put(FAULT.COMPARATORS_DEAD, comparators);
  }

  /** Moves thresholds beyond their tolerance. */
  offsetComparators({ high_V, low_V, current_ratio }: { readonly high_V: number; readonly low_V: number; readonly current_ratio: number }): void {
    this.#overlay.put(FAULT.COMPARATOR_V_high, high_V);
    this.#overlay.put(FAULT.COMPARATOR_V_low, low_V);
    this.#overlay.put(FAULT.COMPARATOR_A_ratio, current_ratio);
  }

  /** These channels of the interlock line are open; 0 for none. */
  openLine(channels: number): void {
    this.#overlay.put(FAULT.LINE_OPEN, channels);
  }

  /** Layer 0's counter runs so much fast against the processor's ticks; 0 for right. */
  detuneOscillator(fast_ratio: number): void {
    if (!(fast_ratio > -1)) throw new RangeError(`an oscillator off by ${fast_ratio}`);
    this.#overlay.put(FAULT.OSCILLATOR_ratio, fast_ratio);
  }

  /** The supply is away for so long, from the next tick on. */
  dipSupply(duration_us: number): void {
    this.#supply.dip(duration_us);
  }

  /** The supply is away and nothing is left of its hold-up: the processor stops within an operation of the flash. */
  cutSupply(duration_us: number): void {
    this.#supply.cut(duration_us);
  }

  /** Makes the DAC lie; undefined mends it. */
  failDac(fault: DacFault | undefined): void {
    const [kind, value] = dacWords(fault);
    this.#overlay.put(FAULT.DAC_VALUE, value);
    this.#overlay.put(FAULT.DAC_MEMORY, 0);
    this.#overlay.put(FAULT.DAC_KIND, kind);
  }

  /** Makes the converter of a path lie; undefined mends it. */
  failPath(channel: PathChannel, fault: PathFault | undefined): void {
    const first = channelWord(CHANNELS[channel]);
    const [kind, value, second] = pathWords(fault);
    this.#overlay.put(first + CHANNEL_FAULT.VALUE, value);
    this.#overlay.put(first + CHANNEL_FAULT.SECOND, second);
    this.#overlay.put(first + CHANNEL_FAULT.MEMORY, kind === PATH_FAULT.LATE ? this.#registers[REGISTERS[channel]]! : 0);
    this.#overlay.put(first + CHANNEL_FAULT.KIND, kind);
  }

  /** The lead from tap B to the converters is off, and floats at a code of the interlock path. The comparators have a tap of their own. */
  openSenseLead(floating_code: number | undefined): void {
    this.#overlay.put(FAULT.SENSE_code, floating_code ?? 0);
    this.#overlay.put(FAULT.IS_SENSE_OPEN, floating_code === undefined ? 0 : 1);
  }

  /** The interlock path converts nothing: codes and their count stand still. */
  blindInterlockPath(isBlind: boolean): void {
    this.#overlay.put(FAULT.IS_BLIND, isBlind ? 1 : 0);
  }

  /** The slow path finishes no conversion: its codes and their count stand still. */
  silenceSlowPath(isSilent: boolean): void {
    this.#overlay.put(FAULT.IS_SLOW_SILENT, isSilent ? 1 : 0);
  }

  /** The front end loses its set-up behind the processor's back: half gain until it is set up again. */
  resetFrontEnd(): void {
    this.#registers[REGISTER.FRONT_END] = 0;
    this.#overlay.put(FAULT.IS_FRONT_END_LOST, 1);
  }

  /** Spoils the calibration that the front end reads back, or mends it. */
  damageCalibration(isDamaged: boolean): void {
    this.#overlay.put(FAULT.IS_CALIBRATION_DAMAGED, isDamaged ? 1 : 0);
  }

  /** Starts or ends a coarse motion of the probe. */
  moveProbe(isMoving: boolean): void {
    this.#overlay.put(FAULT.IS_PROBE_MOVING, isMoving ? 1 : 0);
  }

  /** Turns the electron beam on the specimen, in electrons per square nanometre and second; 0 blanks it. */
  irradiate(dose_rate_e_per_nm2_s: number): void {
    this.#overlay.put(FAULT.DOSE_RATE, dose_rate_e_per_nm2_s);
  }

  /** The holder is so much warmer at its thermometer than the specimen was made for. */
  warmThermometer(excess_mdegC: number): void {
    this.#overlay.put(FAULT.TEMPERATURE_mdegC, excess_mdegC);
  }

  /** Cuts the supply within the n-th operation of the flash from now on, the first being 1, when `part` of it is done. */
  cutSupplyInFlash(operation_count: number, part: number): void {
    this.#flash.planCut(operation_count, part);
  }

  /** Flips bits of a word of the flash, as lost charge does. */
  rotFlash(page_index: number, word_index: number, bits: number): void {
    this.#flash.rot(page_index, word_index, bits);
  }

  /** Makes bits of a word of the flash read either way until its page is erased. */
  unsettleFlash(page_index: number, word_index: number, bits: number): void {
    this.#flash.unsettle(page_index, word_index, bits);
  }
}

const CHANNELS: Readonly<Record<PathChannel, number>> = {
  'voltage': CHANNEL.VOLTAGE, 'current': CHANNEL.CURRENT, 'slow voltage': CHANNEL.SLOW_VOLTAGE, 'slow current': CHANNEL.SLOW_CURRENT,
  'fast current': CHANNEL.FAST_CURRENT,
};

const REGISTERS: Readonly<Record<PathChannel, number>> = {
  'voltage': REGISTER.INTERLOCK_VOLTAGE_CODE, 'current': REGISTER.INTERLOCK_CURRENT_CODE, 'slow voltage': REGISTER.SLOW_VOLTAGE_CODE,
  'slow current': REGISTER.SLOW_CURRENT_CODE, 'fast current': REGISTER.FAST_CURRENT_CODE,
};

function dacWords(fault: DacFault | undefined): readonly [number, number] {
  switch (fault?.kind) {
    case 'stuck':
      return [DAC_FAULT.STUCK, fault.code];
    case 'offset':
      return [DAC_FAULT.OFFSET, fault.offset_code];
    case 'gain':
      return [DAC_FAULT.GAIN, fault.error_ratio];
    case 'missing update':
      return [DAC_FAULT.MISSING, fault.every_count];
    case 'reference drift':
      return [DAC_FAULT.DRIFT, fault.drift_ratio_per_tick];
    case undefined:
      return [DAC_FAULT.NONE, 0];
  }
}

function pathWords(fault: PathFault | undefined): readonly [number, number, number] {
  switch (fault?.kind) {
    case 'stuck':
      return [PATH_FAULT.STUCK, fault.code, 0];
    case 'stuck bit':
      return [PATH_FAULT.STUCK_BIT, fault.bit, fault.isSet ? 1 : 0];
    case 'frozen':
      return [PATH_FAULT.FROZEN, 0, 0];
    case 'offset':
      return [PATH_FAULT.OFFSET, fault.offset_code, 0];
    case 'gain':
      return [PATH_FAULT.GAIN, fault.error_ratio, 0];
    case 'noise':
      return [PATH_FAULT.NOISE, fault.noise_code, 0];
    case 'drift':
      return [PATH_FAULT.DRIFT, fault.drift_code_per_tick, 0];
    case 'late':
      return [PATH_FAULT.LATE, 0, 0];
    case undefined:
      return [PATH_FAULT.NONE, 0, 0];
  }
}
