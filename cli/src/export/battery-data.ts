import { parquetWriteBuffer } from 'hyparquet-writer';
import type { ColumnSource } from 'hyparquet-writer';
import { csvBytes } from './export-file.ts';
import type { Exporter, ExportSource } from './export-file.ts';

interface Column {
  readonly name: string;
  readonly type: 'DOUBLE' | 'INT32';
  readonly data: Float64Array | Int32Array;
}

/** Columns of the Battery Data Format, by the names that it prescribes; positive current charges. */
function columnsOf({ table, origin_unix_s }: ExportSource): readonly Column[] {
  const start_us = table.device_time_us[0] ?? 0;
  return [
    { name: 'Test Time / s', type: 'DOUBLE', data: table.device_time_us.map((time_us) => (time_us - start_us) / 1e6) },
    { name: 'Voltage / V', type: 'DOUBLE', data: table.bias_V },
    { name: 'Current / A', type: 'DOUBLE', data: table.current_A },
    ...(origin_unix_s === undefined ? [] : [{ name: 'Unix Time / s', type: 'DOUBLE' as const, data: table.device_time_us.map((time_us) => origin_unix_s + time_us / 1e6) }]),
    { name: 'Cycle Count / 1', type: 'INT32', data: table.cycle_count },
    { name: 'Step Count / 1', type: 'INT32', data: table.step_count },
  ];
}

export const batteryDataCsv: Exporter = (source) => {
  const columns = columnsOf(source);
  const rows = Array.from({ length: source.table.length }, (_, row) => columns.map(({ data }) => data[row]!));
  return [{ suffix: '.bdf.csv', bytes: csvBytes(columns.map(({ name }) => name), rows) }];
};

export const batteryDataParquet: Exporter = (source) => {
  const columnData: ColumnSource[] = columnsOf(source).map(({ name, type, data }) => ({ name, type, data, nullable: false }));
  return [{ suffix: '.bdf.parquet', bytes: new Uint8Array(parquetWriteBuffer({
    columnData,
    createdBy: 'nanobias',
    kvMetadata: [{ key: 'nanobias.is_simulation', value: String(source.run.isSimulation) }, { key: 'nanobias.recording', value: source.recordingName }],
  })) }];
};
