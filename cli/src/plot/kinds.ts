import { EventKind } from '@nanobias/sdk';
import { UsageError } from '../exit.ts';
import { figureSvg, timeSvg, voidMapSvg } from '../figure/figure.ts';
import { recordedFigure } from '../recorded-figure.ts';
import { endingOf } from '../recorded-run.ts';
import type { RecordedRun } from '../recorded-run.ts';
import { differentialCapacitySvg } from './differential-capacity.ts';
import { programSpans } from './sweeps.ts';
import { tripSvg } from './trip.ts';
import { voltammogramSvg } from './voltammogram.ts';

/** What of a recording is drawn. */
export const PLOT_KINDS = ['overview', 'time', 'dqdv', 'voltammogram', 'void-map', 'trip'] as const;
export type PlotKind = (typeof PLOT_KINDS)[number];

/** Draws one kind as SVG. @throws UsageError where the recording holds nothing of it */
export const PLOTS: Readonly<Record<PlotKind, (run: RecordedRun) => string>> = {
  overview: (run) => figureSvg(recordedFigure(run, endingOf(run.recording))),
  time: (run) => timeSvg(recordedFigure(run, endingOf(run.recording))),
  dqdv: differentialCapacitySvg,
  voltammogram: voltammogramSvg,
  'void-map': voidMap,
  trip: tripSvg,
};

/** What a recording is best looked at as: its trip, its cycles, its film, or time. */
export function defaultKind(run: RecordedRun): PlotKind {
  if (run.recording.events.some(({ kind }) => kind === EventKind.TRIPPED)) return 'trip';
  if (programSpans(run).some(({ technique }) => technique === 'cyclic')) return 'voltammogram';
  return run.recording.truth.length >= 2 ? 'overview' : 'time';
}

function voidMap(run: RecordedRun): string {
  const data = recordedFigure(run, endingOf(run.recording));
  if (data.truth === undefined) throw new UsageError('no void map: the film can be looked into in a simulation only');
  return voidMapSvg(data, data.truth);
}
