import { csvBytes } from './export-file.ts';
import type { Exporter } from './export-file.ts';

/** Every column of the table under its own name, whose ending is the unit. */
export const plainCsv: Exporter = ({ table }) => [{ suffix: '.csv', bytes: csvBytes(
  ['device_time_s', 'bias_V', 'current_A', 'flags', 'step_count', 'cycle_count', 'raw_charge_C', 'net_charge_C'],
  Array.from(table.device_time_us, (time_us, row) => [
    time_us / 1e6, table.bias_V[row]!, table.current_A[row]!, table.flags[row]!, table.step_count[row]!, table.cycle_count[row]!,
    table.raw_charge_C[row]!, table.net_charge_C[row]!,
  ]),
) }];
