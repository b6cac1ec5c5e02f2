import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cellFrom, simulate } from '@nanobias/firmware-model';
import type { CellPreset } from '@nanobias/firmware-model';
import { connect } from '@nanobias/sdk';
import { parseExperiment, readDocument, runExperiment } from '@nanobias/sdk/experiment';
import { readRecording, Recorder, RecordingWriter } from '@nanobias/sdk/recording';
import { PLOTS } from 'nanobias/plot';
import type { PlotKind } from 'nanobias/plot';

const examples = fileURLToPath(new URL('../../examples/', import.meta.url));
const SEED = 1;
const LIMIT_US = 100_000 * 1e6;

/** An example of examples/, run on the model and drawn as `nanobias plot` draws its recording. */
interface RecordedFigure {
  readonly example: string;
  readonly cell?: string;
  readonly kind: PlotKind;
}

/** Figures of docs/recordings.md by their names. */
export const RECORDED_FIGURES: Readonly<Record<string, RecordedFigure>> = {
  'plot-voltammogram': { example: 'cyclic-voltammetry', cell: 'thin-fast', kind: 'voltammogram' },
  'plot-dqdv': { example: 'cc-cv', cell: 'thin-fast', kind: 'dqdv' },
  'plot-time': { example: 'gitt', cell: 'thin-fast', kind: 'time' },
  'plot-trip': { example: 'trip', kind: 'trip' },
};

/** The drawing as SVG. */
export async function recordedFigure({ example, cell, kind }: RecordedFigure): Promise<string> {
  const file = join(examples, `${example}.yaml`);
  const parsed = parseExperiment(readFileSync(file, 'utf8'), basename(file));
  const { clock, entropy, pipe } = simulate({ seed: SEED, cell: cellOf(cell) });
  const parts: Uint8Array[] = [];
  const { strayCapacitance_F } = await clock.run(async () => {
    const device = await connect(pipe, { clock, entropy });
    const recorder = new Recorder(new RecordingWriter({
      write: (bytes) => {
        parts.push(bytes.slice());
        return Promise.resolve();
      },
      close: () => Promise.resolve(),
    }));
    await runExperiment({ device, parsed, clock, recorder });
    await recorder.close();
    await device.close();
    return device.capabilities;
  }, LIMIT_US);
  return PLOTS[kind]({ recording: readRecording(new Uint8Array(Buffer.concat(parts))), experiment: parsed.experiment, isSimulation: true, strayCapacitance_F });
}

function cellOf(name: string | undefined): Parameters<typeof simulate>[0]['cell'] {
  const { preset, ...changes } = name === undefined ? { preset: 'film-2um' } : readDocument(readFileSync(join(examples, 'cells', `${name}.yaml`), 'utf8'), name).value as Record<string, unknown> & { preset: string };
  const built = cellFrom(preset as CellPreset, changes);
  if (built.kind === 'refused') throw new Error(built.reason);
  return built.cell;
}
