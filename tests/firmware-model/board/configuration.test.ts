import { describe, expect, it } from 'vitest';
import { boardFrom, BOARD_PARAMETERS, type BoardParameterName } from '../../../firmware-model/src/board/configuration.ts';
import { describeBoard } from '../../../firmware-model/src/board/terminals.ts';

describe('board configuration', () => {
  it('is accepted as it stands', () => {
    expect(boardFrom().series_Ohm).toBe(100e6);
    expect(boardFrom({ slow_Hz: 100 }).slow_Hz).toBe(100);
  });

  it('refuses every number below, above and off its range, and names it', () => {
    for (const [name, { min, max }] of Object.entries(BOARD_PARAMETERS)) {
      for (const value of [min - Math.abs(min) - 1, max + Math.abs(max) + 1, NaN, Infinity, -Infinity]) {
        expect(() => boardFrom({ [name as BoardParameterName]: value })).toThrow(new RegExp(`${name} = `));
      }
    }
  });

  it('refuses a name that is no number of the board', () => {
    expect(() => boardFrom({ strap_V_hihg: 4 } as object)).toThrow(/strap_V_hihg/);
  });

  it('refuses a node faster than 2.5 ms, on which the bound of layer 0 rests', () => {
    expect(boardFrom({ series_Ohm: 12.5e6 }).series_Ohm).toBe(12.5e6);
    expect(() => boardFrom({ series_Ohm: 12.49e6 })).toThrow(/2.5|0.0025/);
    expect(() => boardFrom({ stray_F_min: 24.9e-12 })).toThrow(/0.0025/);
    expect(boardFrom({ stray_F_min: 25e-12 }).stray_F_min).toBe(25e-12);
  });

  it('refuses a circuit that opens later than 25 us after a crossing', () => {
    expect(boardFrom({ comparator_s: 10e-6 }).comparator_s).toBe(10e-6);
    expect(() => boardFrom({ comparator_s: 10.1e-6 })).toThrow(/2.5e-?0?5|0.000025/);
  });

  it('refuses a strap that leaves no window, or that no path could measure', () => {
    expect(() => boardFrom({ strap_V_high: 0.1, strap_V_low: -0.01 })).toThrow(/window/);
    expect(() => boardFrom({ strap_V_high: 5, interlock_V: 4 })).toThrow(/measure/);
  });

  it('refuses a slow conversion that is no whole number of ticks, and a tick that does not divide the millisecond', () => {
    expect(() => boardFrom({ slow_Hz: 3 })).toThrow(/slow_Hz/);
    expect(() => boardFrom({ tick_us: 30 })).toThrow(/tick_us/);
  });

  it('refuses a holder with less capacitance than it declares', () => {
    expect(() => boardFrom({ stray_F: 190e-12 })).toThrow(/stray_F_min/);
  });

  it('describes itself to the firmware in whole microvolts and femtoamperes', () => {
    expect(describeBoard(boardFrom())).toMatchObject({
      tick_us: 100,
      dac_bits: 20,
      dac_full_scale_uV: 10_000_000,
      interlock_bits: 16,
      interlock_full_scale_uV: 10_000_000,
      interlock_full_scale_fA: 20_000_000,
      interlock_noise_uV_rms: 1000,
      interlock_noise_fA_rms: 5000,
      slow_bits: 24,
      slow_rate_Hz: 10,
      slow_full_scales_fA: [1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12],
      slow_noise_fA_rms: 4,
      fast_rate_Hz: 10_000,
      series_resistance_kOhm: 100_000,
      stray_capacitance_fF: 203_000,
      strap_high_uV: 5_000_000,
      strap_low_uV: -300_000,
    });
  });

  it('says that the holder wires the LNMO to the probe', () => {
    expect(describeBoard(boardFrom()).lnmo_on).toBe('probe');
  });

  it('declares a bias error of at most 7 mV', () => {
    const { bias_error_uV } = describeBoard(boardFrom());
    expect(bias_error_uV).toBeGreaterThan(4500);
    expect(bias_error_uV).toBeLessThanOrEqual(7000);
  });
});
