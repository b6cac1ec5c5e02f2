import { capacity_C as filmCapacity_C, ExperimentError } from '@nanobias/sdk/experiment';
import type { Experiment, ExperimentStep, Safety, SourceDocument } from '@nanobias/sdk/experiment';

/** What another program's file says, in the words of an experiment. */
export interface Imported {
  readonly steps: readonly ExperimentStep[];
  /** Caps that the file states. */
  readonly safety?: Pick<Safety, 'bias_V_max' | 'bias_V_min' | 'current_A_max'> | undefined;
  /** What is meant the same and done otherwise: said, since nothing is changed in silence. */
  readonly notes: readonly string[];
}

/** What an import takes from elsewhere than the file. */
export interface ImportContext {
  /** Specimen, terminals and safety are its own. */
  readonly onto: Experiment;
  readonly slew_V_per_s: number;
  /** Longest time of a step that states none. */
  readonly longest_s?: number;
  /** What a rate of 1C moves in an hour; the film's own unless told. */
  readonly capacity_C?: number;
}

type Path = readonly (string | number)[];

/** A refusal of what stands at a path of a file. */
export function refused(source: SourceDocument, path: Path, reason: string, limit?: string): ExperimentError {
  const field = path.map((part, index) => (typeof part === 'number' ? `[${part}]` : index === 0 ? part : `.${part}`)).join('');
  const value = source.writtenAt(path);
  return new ExperimentError('schema', [{
    file: source.file, ...source.positionOf(path), field, reason, ...(value === undefined ? {} : { value }), ...(limit === undefined ? {} : { limit }),
  }]);
}

/** The time of a step that states none. @throws ExperimentError where the user states none either */
export function longest(context: ImportContext, source: SourceDocument, path: Path): number {
  if (context.longest_s !== undefined) return context.longest_s;
  throw refused(source, path, 'states no time, and every step here has one', 'a time in the file, or --longest SECONDS for all such steps');
}

/** A rate as an experiment states it: by the film's own capacity, or as a current where another capacity is meant. */
export function rateOf(rate_C: number, context: ImportContext): { readonly c_rate: number } | { readonly current_A: number } {
  return context.capacity_C === undefined ? { c_rate: rate_C } : { current_A: currentAt(rate_C, context) };
}

/** The current of a rate, in six digits: no capacity is known to as many. */
export function currentAt(rate_C: number, { capacity_C, onto }: ImportContext): number {
  return Number(((rate_C * (capacity_C ?? filmCapacity_C(onto.specimen))) / 3600).toPrecision(6));
}

/** Equal neighbours become a loop: a hundred cycles are one page, and fit the controller. */
export function looped(cycles: readonly (readonly ExperimentStep[])[]): readonly ExperimentStep[] {
  const steps: ExperimentStep[] = [];
  for (let start = 0; start < cycles.length;) {
    const cycle = cycles[start]!;
    let end = start + 1;
    while (end < cycles.length && JSON.stringify(cycles[end]) === JSON.stringify(cycle)) end += 1;
    if (end - start > 1) steps.push({ kind: 'loop', count: end - start, steps: cycle });
    else steps.push(...cycle);
    start = end;
  }
  return steps;
}
