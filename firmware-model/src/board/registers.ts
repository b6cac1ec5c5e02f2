/**
 * The board as the firmware sees it: memory-mapped registers, one 32-bit word each, in the arena.
 *
 * Everything that the firmware knows of the analogue world it reads here, and everything that it does to it, it
 * writes here. A hostile firmware may write any of these words at any tick; layer 0 reads none of the firmware's
 * thresholds, and its strap is not among the registers that the board reads back.
 */
export const REGISTER = {
  // Written by the firmware, read by the board.
  /** Signed 20-bit code of the bias DAC. */
  DAC_CODE: 0,
  /** Bits of SWITCH: the series switches that are asked to conduct; any other value asks for both open. */
  SWITCH_REQUEST: 1,
  /** Index of the slow path's current range; 0 is the most sensitive. */
  SLOW_RANGE: 2,
  /** The watchdog is fed by the successor of the word before, modulo 2^31. Two feeds in one tick are one too many, any other word is none. */
  WATCHDOG: 3,
  /** A change to LATCH_RESET_KEY asks layer 0 to reset its latch, which it does for soft causes that are gone. */
  LATCH_RESET: 4,
  /** Bits of STIMULUS: behind open switches, a comparator is shown a threshold's worth. While any is set the switches are forced open. */
  STIMULUS: 5,
  /** How the interlock path's front end is set up; it must read FRONT_END_KEY, and reads 0 after a reset of the board. */
  FRONT_END: 6,

  // Written by the board, read by the firmware.
  /** Signed 16-bit codes of the interlock path, renewed every tick. */
  INTERLOCK_VOLTAGE_CODE: 8,
  INTERLOCK_CURRENT_CODE: 9,
  /** Signed 24-bit codes of the slow path, renewed at the end of every conversion. */
  SLOW_VOLTAGE_CODE: 10,
  SLOW_CURRENT_CODE: 11,
  /** Counts finished conversions of the slow path. */
  SLOW_SEQUENCE: 12,
  /** 1 when the current of the last conversion was saturated or blanked by a range change. */
  SLOW_FLAGS: 13,
  /** Range in force during the last conversion. */
  SLOW_RANGE_READBACK: 14,
  /** Signed 20-bit code of what the DAC really puts out. */
  DAC_READBACK_CODE: 15,
  /** Bits of SWITCH: which of the two switches is driven closed. What a welded one does shows in no register. */
  SWITCH_READBACK: 16,
  /** Causes held by layer 0's latch, as bits of LATCH_CAUSE; 0 when the latch is reset. */
  LATCH_STATE: 17,
  /** Strap of layer 0, for reading only: a write is overwritten in the next tick and never reaches the comparators. */
  STRAP_HIGH_uV: 18,
  STRAP_LOW_uV: 19,
  /** A bit for each port, set while a host is attached to it (DTR, or an open pty or socket). */
  HOST_PRESENT: 20,
  /** 1 while the specimen's solver is sound; 0 is a fault of the model that opens the circuit. */
  SPECIMEN_SOUND: 21,
  /** Signed 16-bit code of the fast path, the newest of the tick. */
  FAST_CURRENT_CODE: 22,
  /** Counts conversions of the interlock path, modulo 2^31. A tick without a conversion leaves it as it was. */
  INTERLOCK_SEQUENCE: 23,
  /** Bits of LINE: the channels of the external interlock line that are closed. */
  INTERLOCK_LINE: 24,
  /** 1 while the supply is above the limit below which layer 0 opens. */
  SUPPLY_GOOD: 25,
  /** One of RESET_CAUSE: why the processor started last. */
  RESET_CAUSE: 26,
  /** Bits of STIMULUS: the comparators that answered the stimulus, since it was applied. */
  STIMULUS_SEEN: 27,
  /** Microseconds of layer 0's own time base, modulo 2^31. */
  TIME_BASE_us: 28,
  TEMPERATURE_mdegC: 29,
  /** Electron dose rate at the specimen as the microscope reports it, in electrons per nm2 and second. */
  DOSE_RATE_e_per_nm2_s: 30,
  /** 1 while the holder's coarse positioner moves. */
  PROBE_MOVING: 31,
  /** 1 when the calibration page passed its check at power-up. */
  CALIBRATION_VALID: 32,
} as const;

export const REGISTER_COUNT = 40;

/** Ticks that the board has run ahead of the firmware: the codes of each, and the registers as each of them leaves them. */
export interface Stretch {
  /** Codes of the interlock path, one a tick. */
  readonly voltages_code: Int32Array;
  readonly currents_code: Int32Array;
  /** Conversions of the interlock path in each of them: one, or none where it is blind. */
  readonly conversions_count: number;
  /** Puts the registers to what they are in the tick of this index. */
  show(index: number): void;
}

/** Bits of SWITCH_REQUEST and SWITCH_READBACK. The circuit is closed when both conduct. */
export const SWITCH = { S1: 1, S2: 2, BOTH: 3 } as const;

/** Bits of LATCH_STATE. */
export const LATCH_CAUSE = { OVER_VOLTAGE: 1, UNDER_VOLTAGE: 2, OVER_CURRENT: 4, INTERLOCK_LINE: 8, WATCHDOG: 16, SUPPLY: 32, TIME_BASE: 64 } as const;

/** Causes that the firmware's key does not reset: they wait for the local reset or a power-up. */
export const LATCH_CAUSES_HARD = LATCH_CAUSE.OVER_VOLTAGE | LATCH_CAUSE.UNDER_VOLTAGE | LATCH_CAUSE.OVER_CURRENT;

/** The value that LATCH_RESET must change to; an erased or zeroed word is no reset. */
export const LATCH_RESET_KEY = 0x5a17;

/** Bits of STIMULUS and STIMULUS_SEEN, one a comparator. */
export const STIMULUS = { VOLTAGE_HIGH: 1, VOLTAGE_LOW: 2, CURRENT: 4, ALL: 7 } as const;

/** What FRONT_END holds once the firmware has set it up. */
export const FRONT_END_KEY = 0x3c96;

/** Bits of INTERLOCK_LINE: two channels through holder seat and vacuum gauge; both closed is the only permission. */
export const LINE = { A: 1, B: 2, CLOSED: 3 } as const;

/** Why the processor started. */
export const RESET_CAUSE = { POWER_UP: 1, LOCAL: 2, WATCHDOG: 3, BROWN_OUT: 4 } as const;

/** The processor's flash: pages of 32-bit words that are erased whole and programmed word by word. */
export interface Flash {
  readonly pages_count: number;
  readonly page_words: number;
  /** While true, neither erase nor program is taken. */
  readonly isBusy: boolean;
  /** A word as it reads now; an unstable bit may read either way. */
  read(page_index: number, word_index: number): number;
  /** Begins to erase a page to ones; false, and nothing done, while busy. */
  erase(page_index: number): boolean;
  /** Begins to clear the bits of a word that are 0 in `value`; false, and nothing done, while busy. */
  program(page_index: number, word_index: number, value: number): boolean;
}

/** Constants of a board, as soldered; the firmware knows them from its calibration page. */
export interface BoardDescription {
  readonly tick_us: number;
  readonly dac_bits: number;
  /** Positive full scale of the bias DAC. */
  readonly dac_full_scale_uV: number;
  /** Noise of the DAC's read-back, beyond the rounding to its code. */
  readonly readback_noise_uV_rms: number;
  readonly interlock_bits: number;
  readonly interlock_full_scale_uV: number;
  readonly interlock_full_scale_fA: number;
  /** Noise of the interlock path at its bandwidth. */
  readonly interlock_noise_uV_rms: number;
  readonly interlock_noise_fA_rms: number;
  readonly slow_bits: number;
  readonly slow_rate_Hz: number;
  readonly slow_full_scale_uV: number;
  /** Full scales of the slow path's ranges, most sensitive first. */
  readonly slow_full_scales_fA: readonly number[];
  readonly slow_noise_fA_rms: number;
  readonly slow_noise_uV_rms: number;
  readonly fast_bits: number;
  readonly fast_rate_Hz: number;
  readonly fast_full_scale_fA: number;
  readonly series_resistance_kOhm: number;
  readonly stray_capacitance_fF: number;
  readonly strap_high_uV: number;
  readonly strap_low_uV: number;
  /** Largest systematic error of the bias path, gain and offset together, at the top of the window. */
  readonly bias_error_uV: number;
  /** Terminal that the holder wires to the LNMO. A positive code of the DAC raises this terminal above the other. */
  readonly lnmo_on: 'probe' | 'sample';
}

/** The byte side of the board: a UART or a USB endpoint with bounded buffers, both in the arena. */
export interface Port {
  /** Bytes that have arrived and were not read. */
  readonly received_bytes: number;
  /** Moves at most `into.length` received bytes; returns how many. */
  read(into: Uint8Array): number;
  /** Room for bytes to send. */
  readonly room_bytes: number;
  /** Queues bytes whole; false, and nothing queued, when there is no room. */
  write(bytes: Uint8Array, length_bytes: number): boolean;
  /** Drops what is queued and not yet on its way. */
  discard(): void;
  /** What the link carries in a second; absent when it sets no bound. */
  readonly link_bytes_per_s?: number;
  /** Largest payload of a SAMPLES frame on this link, 256 on a UART or pty; absent for the protocol's largest. */
  readonly samplesPayload_bytes_max?: number;
}
