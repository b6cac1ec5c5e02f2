import { float64, int32, tableFromArrays, tableToIPC } from '@uwdata/flechette';
import type { Exporter } from './export-file.ts';

/** An Arrow file (Feather 2) of the whole table; a missing value is NaN. */
export const arrow: Exporter = ({ table }) => {
  const types = {
    device_time_s: float64(), bias_V: float64(), current_A: float64(), flags: int32(), step_count: int32(), cycle_count: int32(),
    raw_charge_C: float64(), net_charge_C: float64(),
  };
  const arrays = tableFromArrays({
    device_time_s: table.device_time_us.map((time_us) => time_us / 1e6), bias_V: table.bias_V, current_A: table.current_A, flags: table.flags,
    step_count: table.step_count, cycle_count: table.cycle_count, raw_charge_C: table.raw_charge_C, net_charge_C: table.net_charge_C,
  }, { types });
  const bytes = tableToIPC(arrays, { format: 'file' });
  if (bytes === null) throw new Error('the Arrow encoder gave no bytes');
  return [{ suffix: '.arrow', bytes }];
};
