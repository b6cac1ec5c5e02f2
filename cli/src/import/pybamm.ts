import type { ExperimentStep, SourceDocument } from '@nanobias/sdk/experiment';
import { currentAt, longest, looped, rateOf, refused } from './imported.ts';
import type { Imported, ImportContext } from './imported.ts';

const NUMBER = String.raw`(\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)`;
const seconds: Readonly<Record<string, number>> = { s: 1, sec: 1, second: 1, seconds: 1, min: 60, minute: 60, minutes: 60, h: 3600, hour: 3600, hours: 3600 };
const amperes: Readonly<Record<string, number>> = { A: 1, mA: 1e-3, uA: 1e-6, nA: 1e-9, pA: 1e-12 };
const volts: Readonly<Record<string, number>> = { V: 1, mV: 1e-3 };
/** The slow path is recorded ten times a second, whatever a file asks for. */
const period_s_min = 0.1;

type Path = readonly (string | number)[];

/** Where a sentence stands, and what its numbers are turned with. */
interface Place {
  readonly source: SourceDocument;
  readonly path: Path;
  readonly context: ImportContext;
}

/** A sentence, split into what is done, for how long and until when. */
interface Parts {
  readonly what: string;
  readonly duration_s?: number;
  readonly until: readonly string[];
}

/**
 * Reads PyBaMM's experiment strings: a list of strings, or of lists of strings, each of which is a cycle.
 * @throws ExperimentError with the line of what cannot be carried out as it is meant
 */
export function fromPybamm(source: SourceDocument, context: ImportContext): Imported {
  const { value } = source;
  if (!Array.isArray(value) || value.length === 0) throw refused(source, [], 'not a list of experiment strings', 'a list of strings, or of lists of strings');
  const cycles = value.map((item: unknown, index) => {
    const sentences: readonly unknown[] = Array.isArray(item) ? item : [item];
    return sentences.map((sentence, place) => stepOf(sentence, { source, path: Array.isArray(item) ? [index, place] : [index], context }));
  });
  return { steps: looped(cycles), notes: ['a rest keeps the switch closed at 0 A; a hold is reached by a ramp at the slew that stands beside it'] };
}

function stepOf(sentence: unknown, place: Place): ExperimentStep {
  const { source, path, context } = place;
  if (typeof sentence !== 'string') throw refused(source, path, 'not an experiment string');
  const parts = partsOf(sentence, place);
  const slew_V_per_s = context.slew_V_per_s;
  const duration_s = (): number => parts.duration_s ?? longest(context, source, path);
  const rate = new RegExp(`^(charge|discharge) at (.+)$`, 'i').exec(parts.what);
  if (rate !== null) return currentStep(rate[1]!.toLowerCase() === 'charge' ? 1 : -1, rate[2]!, parts, { ...place, duration_s, slew_V_per_s });
  const hold = /^hold at (.+)$/i.exec(parts.what);
  if (hold !== null) {
    const bias_V = measured(hold[1]!, volts);
    if (bias_V === undefined) throw refused(source, path, `${hold[1]!} is no voltage`);
    const below = parts.until.map((text) => currentOf(text, place));
    if (below.length > 1) throw refused(source, path, 'more than one end beside the time');
    return { kind: 'hold', bias_V, slew_V_per_s, duration_s: duration_s(), ...(below.length === 0 ? {} : { until: { current_A_below: below[0]! } }) };
  }
  if (/^rest$/i.test(parts.what)) {
    if (parts.until.length > 0) throw refused(source, path, 'a rest ends by its time alone');
    return { kind: 'rest', slew_V_per_s, duration_s: duration_s() };
  }
  throw refused(source, path, 'not a step that can be carried out here', 'Charge, Discharge, Hold or Rest');
}

function currentStep(sign: 1 | -1, text: string, { until }: Parts, place: Place & { readonly duration_s: () => number; readonly slew_V_per_s: number }): ExperimentStep {
  const { source, path, context, duration_s, slew_V_per_s } = place;
  const rate_C = rateIn(text);
  const current_A = measured(text, amperes);
  if (rate_C === undefined && current_A === undefined) throw refused(source, path, `${text} is no current and no C-rate`, 'C-rates, A, mA, uA, nA or pA; powers and resistances are not regulated here');
  const ends = until.map((end) => measured(end, volts));
  if (ends.some((end) => end === undefined) || ends.length > 1) throw refused(source, path, 'a current ends at one voltage, beside its time');
  const [end_V] = ends;
  return {
    kind: 'current',
    ...(rate_C === undefined ? { current_A: sign * current_A! } : rateOf(sign * rate_C, context)),
    slew_V_per_s,
    duration_s: duration_s(),
    ...(end_V === undefined ? {} : { until: sign > 0 ? { bias_V_above: end_V } : { bias_V_below: end_V } }),
  };
}

/** `WHAT for TIME or until END (PERIOD period)`, in any of its shorter forms. */
function partsOf(sentence: string, { source, path }: Place): Parts {
  const period = /^(.*?)\s*\(([^)]*)\)\s*$/.exec(sentence.trim());
  if (period !== null) checkPeriod(period[2]!, { source, path });
  const text = (period?.[1] ?? sentence).trim();
  const [head = '', ...untils] = text.split(/\s+(?:or\s+)?until\s+/i);
  const timed = /^(.*?)\s+for\s+(.+)$/i.exec(head);
  if (timed === null) return { what: head, until: untils.flatMap((end) => end.split(/\s+or\s+/i)) };
  const duration_s = measured(timed[2]!, seconds);
  if (duration_s === undefined) throw refused(source, path, `${timed[2]!} is no time`, 'seconds, minutes or hours');
  return { what: timed[1]!, duration_s, until: untils.flatMap((end) => end.split(/\s+or\s+/i)) };
}

function checkPeriod(text: string, { source, path }: Pick<Place, 'source' | 'path'>): void {
  const period_s = /^(.*?)\s+period$/i.exec(text) === null ? undefined : measured(text.replace(/\s+period$/i, ''), seconds);
  if (period_s === undefined) throw refused(source, path, `(${text}) is no period`);
  if (!(period_s >= period_s_min)) throw refused(source, path, `a period of ${period_s} s is shorter than the slow path's`, `${period_s_min} s`);
}

/** A current that a hold ends below: a rate of the film, or amperes. */
function currentOf(text: string, { source, path, context }: Place): number {
  const rate_C = rateIn(text);
  const current_A = rate_C === undefined ? measured(text, amperes) : currentAt(rate_C, context);
  if (current_A === undefined) throw refused(source, path, `a hold does not end at ${text}`, 'a current or a C-rate');
  return current_A;
}

/** `1C`, `0.5 C`, `C/20`, `2C/3`. */
function rateIn(text: string): number | undefined {
  const match = new RegExp(`^${NUMBER}?\\s*C(?:\\s*/\\s*${NUMBER})?$`).exec(text.trim());
  return match === null || (match[1] === undefined && match[2] === undefined && text.trim() !== 'C') ? undefined : Number(match[1] ?? 1) / Number(match[2] ?? 1);
}

/** A number with one of these units. */
function measured(text: string, units: Readonly<Record<string, number>>): number | undefined {
  const match = new RegExp(`^${NUMBER}\\s*([A-Za-z]+)$`).exec(text.trim());
  const unit = match === null || !Object.hasOwn(units, match[2]!) ? undefined : units[match[2]!];
  // Tenths of a unit times its size: rounding takes away what binary fractions have added.
  return unit === undefined ? undefined : Number((Number(match![1]) * unit).toPrecision(12));
}
