import { createHash } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import { checkedFault, mayCombine } from '@nanobias/firmware-model';
import type { Cell } from '@nanobias/firmware-model';
import { parseExperiment } from '@nanobias/sdk/experiment';
import { isScalar, parseDocument } from 'yaml';
import { CELL_PRESET_DEFAULT, cellOf, readCellFields, readText } from '../cell-file.ts';
import { UsageError } from '../exit.ts';
import { parseCampaign } from './campaign-file.ts';
import type { TimedFault } from './campaign-file.ts';
import { modelVersion } from './model.ts';

/** Of one campaign; beyond that somebody has mistaken a value for a range. */
const RUNS_MAX = 100_000;

/** Where a point lies: the value of each axis, and of the faults the name of their set. */
export type PointValues = Readonly<Record<string, number | string>>;

/** One run, whole in itself: it can be carried out anywhere. */
export interface CampaignRun {
  readonly index: number;
  readonly point_index: number;
  readonly seed: number;
  readonly experiment: string;
  readonly cell: Cell;
  readonly faults: readonly TimedFault[];
  /** The model that it was planned for; another one refuses it. */
  readonly model: string;
}

export interface CampaignPlan {
  readonly title: string;
  readonly points: readonly PointValues[];
  readonly runs: readonly CampaignRun[];
  /** 16 hex digits over all that is to be run: campaigns of one digest have the same results. */
  readonly digest: string;
}

/** Reads a campaign and spells out its runs, each experiment and cell checked. @throws UsageError, ExperimentError */
export async function planCampaign(file: string): Promise<CampaignPlan> {
  const campaign = parseCampaign(await readText(file), file);
  const here = dirname(file);
  const experimentFile = resolve(here, campaign.experiment);
  const experimentText = await readText(experimentFile);
  const cellFields = campaign.cell === undefined ? { preset: CELL_PRESET_DEFAULT } : await readCellFields(resolve(here, campaign.cell));
  const axes: [string, readonly (number | string)[]][] = Object.entries(campaign.vary ?? {});
  if (campaign.faults !== undefined) axes.push(['faults', Object.keys(campaign.faults)]);
  const points = gridOf(axes);
  const model = modelVersion();
  const { first = 1, count } = campaign.seeds;
  if (!(points.length * count <= RUNS_MAX)) throw new UsageError(`${file}: ${points.length} points of ${count} seeds are more than ${RUNS_MAX} runs`);
  const runs = points.flatMap((values, point_index) => {
    const experiment = varied(experimentText, values, experimentFile);
    parseExperiment(experiment, experimentFile);
    const cell = cellOf(`${file}: cell`, { ...cellFields, ...cellChanges(values) });
    const faults = campaign.faults?.[String(values['faults'])] ?? [];
    requireFaults(file, faults);
    return Array.from({ length: count }, (_, offset): CampaignRun => ({ index: point_index * count + offset, point_index, seed: first + offset, experiment, cell, faults, model }));
  });
  const digest = createHash('sha256').update(JSON.stringify(runs)).digest('hex').slice(0, 16);
  return { title: campaign.title, points, runs, digest };
}

/** Every combination of the axes' values, the last axis changing fastest. */
function gridOf(axes: readonly (readonly [string, readonly (number | string)[]])[]): readonly PointValues[] {
  return axes.reduce<readonly PointValues[]>((points, [name, values]) => points.flatMap((point) => values.map((value) => ({ ...point, [name]: value }))), [{}]);
}

function cellChanges(values: PointValues): Readonly<Record<string, number | string>> {
  return Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (name.startsWith('cell.') ? [[name.slice('cell.'.length), value]] : [])));
}

/** The experiment's text with the point's numbers in place of its own. @throws UsageError for a place that the file does not have */
function varied(text: string, values: PointValues, file: string): string {
  const document = parseDocument(text, { version: '1.2', schema: 'core' });
  for (const [name, value] of Object.entries(values)) {
    if (!name.startsWith('experiment.')) continue;
    const path = name.slice('experiment.'.length).split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
    const node: unknown = document.getIn(path, true);
    if (!isScalar(node) || typeof node.value !== 'number') throw new UsageError(`${file}: ${path.join('.')} is no number of this experiment: write it there before it is varied`);
    document.setIn(path, value);
  }
  return document.toString();
}

/** @throws UsageError for a fault that is unknown, a number out of its range, or two faults that may not be there at once */
function requireFaults(file: string, faults: readonly TimedFault[]): void {
  try {
    const known = faults.map(({ id, parameters }) => checkedFault(id, parameters));
    for (const [index, fault] of known.entries()) {
      const other = known.slice(0, index).find((earlier) => !mayCombine(earlier, fault));
      if (other !== undefined) throw new RangeError(`${other.id} and ${fault.id} may not be combined`);
    }
  } catch (error) {
    throw new UsageError(`${file}: faults: ${error instanceof Error ? error.message : String(error)}`);
  }
}
