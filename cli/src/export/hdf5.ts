import { amperesPerCode, causeName, eventKindName } from '@nanobias/sdk';
import { File, ready } from 'h5wasm';
import type { Group } from 'h5wasm';
import type { Exporter, ExportSource } from './export-file.ts';

/** A file in the library's own memory, from where its bytes are taken. */
const memory_path = 'export.h5';
/** Compression that everybody's HDF5 can undo. */
const gzip_level = 4;

/** One quantity against its axis, as NXdata has it. */
interface Field {
  readonly name: string;
  readonly units: string;
  readonly data: Float64Array | Int32Array;
}

/** HDF5 in the manner of NeXus: samples, charge and statistics as NXdata, events as a collection, attached texts as notes. */
export const hdf5: Exporter = async (source) => {
  const { FS } = await ready;
  const file = new File(memory_path, 'w');
  try {
    classed(file, 'NXroot').create_attribute('default', 'entry');
    file.create_attribute('creator', 'nanobias');
    writeEntry(classed(file.create_group('entry'), 'NXentry'), source);
  } finally {
    file.close();
  }
  try {
    return [{ suffix: '.h5', bytes: FS.readFile(memory_path).slice() }];
  } finally {
    FS.unlink(memory_path);
  }
};

function writeEntry(entry: Group, source: ExportSource): void {
  const { run, table, origin_unix_s } = source;
  entry.create_attribute('default', 'slow');
  text(entry, 'title', run.experiment?.title ?? source.recordingName);
  text(entry, 'experiment_description', run.isSimulation ? 'simulated; parameters assumed' : 'measured');
  if (origin_unix_s !== undefined) text(entry, 'start_time', new Date(origin_unix_s * 1000).toISOString());
  const time = { name: 'time', units: 's', data: table.device_time_us.map((time_us) => time_us / 1e6) };
  writeData(entry, 'slow', time, [
    { name: 'bias', units: 'V', data: table.bias_V }, { name: 'current', units: 'A', data: table.current_A }, { name: 'flags', units: '', data: table.flags },
    { name: 'step_count', units: '', data: table.step_count }, { name: 'cycle_count', units: '', data: table.cycle_count },
  ]);
  writeCharge(entry, source, time);
  writeStatistics(entry, source);
  writeEvents(entry, source);
  const notes = classed(entry.create_group('notes'), 'NXcollection');
  for (const [name, content] of run.recording.files) {
    const note = classed(notes.create_group(name.replaceAll('/', '_')), 'NXnote');
    text(note, 'file_name', name);
    text(note, 'data', content);
  }
}

function writeCharge(entry: Group, { table }: ExportSource, time: Field): void {
  const rows = Array.from({ length: table.length }, (_, row) => row).filter((row) => !Number.isNaN(table.raw_charge_C[row]!));
  const at = (values: Float64Array | Int32Array): Float64Array => Float64Array.from(rows, (row) => values[row]!);
  if (rows.length === 0) return;
  writeData(entry, 'charge', { ...time, data: at(time.data) }, [
    { name: 'raw_charge', units: 'C', data: at(table.raw_charge_C) }, { name: 'net_charge', units: 'C', data: at(table.net_charge_C) },
  ]);
}

/** The interlock path throughout: mean, least and greatest of 4096 samples, at the middle of each group. */
function writeStatistics(entry: Group, { run }: ExportSource): void {
  const groups = run.recording.interlockCoarse.flatMap((columns) => columns.first_sample.map((sample, index) => {
    const count = columns.sample_count[index] ?? 1;
    const unit_A = amperesPerCode(columns);
    return {
      time_s: (columns.device_time_us + ((sample - (columns.first_sample[0] ?? 0) + (count - 1) / 2) * 1e6) / columns.rate_Hz) / 1e6,
      mean_A: ((columns.code_sum[index] ?? 0) / count) * unit_A, min_A: (columns.code_min[index] ?? 0) * unit_A, max_A: (columns.code_max[index] ?? 0) * unit_A,
    };
  }));
  if (groups.length === 0) return;
  writeData(entry, 'interlock', { name: 'time', units: 's', data: Float64Array.from(groups, ({ time_s }) => time_s) }, [
    { name: 'current_mean', units: 'A', data: Float64Array.from(groups, ({ mean_A }) => mean_A) },
    { name: 'current_min', units: 'A', data: Float64Array.from(groups, ({ min_A }) => min_A) },
    { name: 'current_max', units: 'A', data: Float64Array.from(groups, ({ max_A }) => max_A) },
  ]);
}

function writeEvents(entry: Group, { run }: ExportSource): void {
  const { events } = run.recording;
  if (events.length === 0) return;
  const group = classed(entry.create_group('events'), 'NXcollection');
  const time = group.create_dataset({ name: 'time', data: Float64Array.from(events, ({ device_time_us }) => device_time_us / 1e6) });
  time.create_attribute('units', 's');
  group.create_dataset({ name: 'kind', data: events.map(({ kind }) => eventKindName(kind)) });
  group.create_dataset({ name: 'cause', data: events.map(({ cause }) => (cause === 0 ? '' : causeName(cause))) });
  group.create_dataset({ name: 'label', data: events.map(({ label }) => label) });
}

function writeData(entry: Group, name: string, axis: Field, [signal, ...others]: readonly Field[]): void {
  const group = classed(entry.create_group(name), 'NXdata');
  group.create_attribute('signal', signal!.name);
  group.create_attribute('auxiliary_signals', others.map((field) => field.name));
  group.create_attribute('axes', [axis.name]);
  group.create_attribute(`${axis.name}_indices`, 0, null, '<i');
  for (const field of [axis, signal!, ...others]) {
    // Nothing can be cut into pieces of no length.
    const pieces = field.data.length === 0 ? {} : { chunks: [Math.min(field.data.length, 65_536)], compression: gzip_level };
    const dataset = group.create_dataset({ name: field.name, data: field.data, ...pieces });
    if (field.units !== '') dataset.create_attribute('units', field.units);
  }
}

function text(group: Group, name: string, value: string): void {
  group.create_dataset({ name, data: value });
}

function classed<T extends Group>(group: T, name: string): T {
  group.create_attribute('NX_class', name);
  return group;
}
