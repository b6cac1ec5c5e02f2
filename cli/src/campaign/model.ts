import { CELL_PRESETS, simulate } from '@nanobias/firmware-model';
import { packageVersion } from '../version.ts';

let known: string | undefined;

/** Which model carries runs out here: its version, and eight digits over the layout of its state. Another one has other outcomes. */
export function modelVersion(): string {
  known ??= `${packageVersion()}-${simulate({ seed: 0, cell: CELL_PRESETS.default }).device.schema}`;
  return known;
}
