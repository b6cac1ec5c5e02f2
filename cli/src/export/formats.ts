import { arrow } from './arrow.ts';
import { batteryDataCsv, batteryDataParquet } from './battery-data.ts';
import type { Exporter } from './export-file.ts';
import { hdf5 } from './hdf5.ts';
import { hyperspy } from './hyperspy.ts';
import { marks } from './marks.ts';
import { plainCsv } from './plain-csv.ts';

/** Names of `nanobias export --format`. */
export const EXPORT_FORMATS = ['csv', 'bdf-csv', 'bdf-parquet', 'hyperspy', 'hdf5', 'arrow', 'marks'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const EXPORTERS: Readonly<Record<ExportFormat, Exporter>> = {
  csv: plainCsv, 'bdf-csv': batteryDataCsv, 'bdf-parquet': batteryDataParquet, hyperspy, hdf5, arrow, marks,
};
