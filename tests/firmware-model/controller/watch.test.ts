import { describe, expect, it } from 'vitest';
import { scaleOf, slewBound_count, watchOf } from '../../../firmware-model/src/controller/scale.ts';
import { BOARD } from './bench.ts';

describe('what the rows watch by', () => {
  it('follows from the default board', () => {
    expect(watchOf(scaleOf(BOARD), BOARD)).toEqual({
      // 0.5 ms, 10 ms, 5 x 20.3 ms in halves of a millisecond; 10 ms, 2 ms.
      block_ticks: 5, mean_blocks: 20, blank_blocks: 203, saturated_ticks: 100, lost_ticks: 20,
      // Four sigma are 13.1 codes of voltage and 32.8 of current: bits of 8 and of 32 are the last; a thousand codes are ten means.
      noisy_voltage_bits: 0b1111, noisy_current_bits: 0b11_1111, bit_means: 10,
      frozen_count: 64, dacFault_ticks: 5, code_max: 32_767, frontEnd_key: 0x3c96,
      // 5 mV are 262.144 codes of 10 V / 2^19.
      dac_slack_per_100: 26_214,
      // 203 pF x 305 uV / 100 us are 620 pA, in codes of 20 nA / 2^15.
      displacement: { numerator: 1015, denominator: 1 },
      // 7 x sqrt(20) x 3.2768 codes are 102.6; times 10.15 codes of current, 1041.2.
      short_noise_code: 1042,
      // 1 V/s are 0.32768 codes a tick: 32.8 between two milliseconds with the noise on top, 131.1 between two that lie 4 ms apart.
      fall_count_max: 135, slowFall_count_max: 131,
      // One unit is 1/4096 uV: a code of the DAC is 19.07 uV, one of current 61.04 uV, one of voltage 305.2 uV.
      sense: { dac: 78_125, current: 250_000, voltage: 1_250_000, per_uV: 4096, limit: 204_800_000 },
    });
  });

  it.each([
    // At 100 kHz a millisecond has a hundred samples, at 1 kHz a block has one.
    [10, { block_ticks: 50, mean_blocks: 20, bit_means: 1, blank_blocks: 203, saturated_ticks: 1000, lost_ticks: 200 }],
    [1000, { block_ticks: 1, mean_blocks: 10, bit_means: 100, blank_blocks: 203, saturated_ticks: 10, lost_ticks: 2 }],
  ])('keeps its durations at a tick of %i us, as far as ticks can', (tick_us, durations) => {
    const board = { ...BOARD, tick_us };
    expect(watchOf(scaleOf(board), board)).toMatchObject(durations);
  });

  it('adds seven sigma of the difference of two read-backs to the bound of row 5', () => {
    expect(slewBound_count(scaleOf(BOARD), 0)).toBe(2);
    // 7 x sqrt(2) x 100 uV are 990 uV: 51.9 codes of the DAC.
    expect(slewBound_count(scaleOf({ ...BOARD, readback_noise_uV_rms: 100 }), 0)).toBe(54);
  });

  it.each([
    [0, 0], [76, 0], [77, 0b1], [1000, 0b1111], [1_000_000, 0b11_1111_1111_1111], [1e12, 0b111_1111_1111_1111],
  ])('of a noise of %f uV watches the bits that four sigma span', (interlock_noise_uV_rms, bits) => {
    const board = { ...BOARD, interlock_noise_uV_rms };
    expect(watchOf(scaleOf(board), board).noisy_voltage_bits).toBe(bits);
  });

  it('lets no fall be judged that drowns in the noise', () => {
    const board = { ...BOARD, interlock_noise_uV_rms: 10_000 };
    // Ten times 102.58.
    expect(watchOf(scaleOf(board), board)).toMatchObject({ short_noise_code: 10_412, fall_count_max: 1058, slowFall_count_max: 1025 });
  });
});
