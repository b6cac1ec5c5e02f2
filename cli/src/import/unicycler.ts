import type { ExperimentStep, SourceDocument } from '@nanobias/sdk/experiment';
import { currentAt, longest, rateOf, refused } from './imported.ts';
import type { Imported, ImportContext } from './imported.ts';

const C_per_mAh = 3.6;
const period_s_min = 0.1;

type Path = readonly (string | number)[];
type Fields = Readonly<Record<string, unknown>>;

/** Part of a file, and where it stands. */
class Part {
  readonly source: SourceDocument;
  readonly path: Path;
  readonly fields: Fields;

  constructor(source: SourceDocument, path: Path, value: unknown) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refused(source, path, 'not an object');
    this.source = source;
    this.path = path;
    this.fields = value as Fields;
  }

  /** Refuses what it does not know: a field that is passed over is a condition that is lost. */
  only(...names: readonly string[]): void {
    const unknown = Object.keys(this.fields).find((name) => !names.includes(name));
    if (unknown !== undefined) throw this.refused(unknown, 'unknown field', `one of ${names.join(', ')}`);
  }

  /** A number, also one that is written as a string; an empty string and null are absent, as unicycler has them. */
  number(name: string): number | undefined {
    const value = this.fields[name];
    if (value === undefined || value === null || (typeof value === 'string' && value.trim() === '')) return undefined;
    const number = typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN;
    if (Number.isFinite(number)) return number;
    throw this.refused(name, 'not a number');
  }

  needed(name: string): number {
    const value = this.number(name);
    if (value === undefined) throw this.refused(name, 'missing');
    return value;
  }

  /** A rate as a number or as one of `C/5`, `1/5`, `D/2`: D is a discharge. */
  rate(name: string): number | undefined {
    const value = this.fields[name];
    const match = typeof value === 'string' ? /^\s*(\d*\.?\d*)\s*([CD]?)\s*\/\s*(\d+\.?\d*)\s*$/.exec(value) : null;
    if (match === null) return this.number(name);
    return ((match[2] === 'D' ? -1 : 1) * Number(match[1] === '' ? 1 : match[1])) / Number(match[3]);
  }

  refused(name: string, reason: string, limit?: string): Error {
    return refused(this.source, [...this.path, name], reason, limit);
  }
}

/** A step of the method and the places there that it comes from, from 0. */
interface Placed {
  readonly index: number;
  readonly end_index: number;
  readonly step: ExperimentStep;
}

/**
 * Reads a protocol of aurora-unicycler.
 * @throws ExperimentError with the line of what cannot be carried out as it is meant
 */
export function fromUnicycler(source: SourceDocument, asked: ImportContext): Imported {
  const root = new Part(source, [], source.value);
  root.only('unicycler', 'sample', 'record', 'safety', 'method');
  const notes: string[] = [];
  const capacity_mAh = root.fields['sample'] === undefined ? undefined : sampleCapacity(new Part(source, ['sample'], root.fields['sample']));
  const context = capacity_mAh === undefined ? asked : { ...asked, capacity_C: capacity_mAh * C_per_mAh };
  checkRecord(new Part(source, ['record'], root.fields['record']), notes);
  const { method } = root.fields;
  if (!Array.isArray(method) || method.length === 0) throw root.refused('method', 'not a list of steps');
  const steps = stepsOf(method.map((step: unknown, index) => new Part(source, ['method', index], step)), context, notes);
  const safety = root.fields['safety'] === undefined ? undefined : safetyOf(new Part(source, ['safety'], root.fields['safety']), asked, notes);
  return { steps, safety, notes: [...new Set(notes)] };
}

function sampleCapacity(sample: Part): number | undefined {
  sample.only('name', 'capacity_mAh');
  return sample.number('capacity_mAh');
}

function checkRecord(record: Part, notes: string[]): void {
  record.only('time_s', 'current_mA', 'voltage_V');
  if (!(record.needed('time_s') >= period_s_min)) throw record.refused('time_s', 'shorter than the period of the slow path', `${period_s_min} s`);
  notes.push('everything is recorded ten times a second, more often than the file asks for');
}

function safetyOf(safety: Part, { onto }: ImportContext, notes: string[]): Imported['safety'] {
  safety.only('max_voltage_V', 'min_voltage_V', 'max_current_mA', 'min_current_mA', 'max_capacity_mAh', 'delay_s');
  if (safety.number('max_capacity_mAh') !== undefined) throw safety.refused('max_capacity_mAh', 'a cap of charge is stated by the mass of LNMO here', 'safety.specific_charge_C_per_kg_max of the experiment that --onto names');
  const [high_mA, low_mA] = [safety.number('max_current_mA'), safety.number('min_current_mA')];
  if (high_mA !== (low_mA === undefined ? undefined : -low_mA)) throw safety.refused('max_current_mA', 'caps of current hold to both sides here', 'min_current_mA as its negative');
  const high_V = safety.number('max_voltage_V');
  const low_V = safety.number('min_voltage_V');
  if ((safety.number('delay_s') ?? 0) > 0) notes.push('a cap opens the circuit at once here, not after a delay');
  const { bias_V_max, bias_V_min } = onto.safety;
  if (high_V !== undefined && high_V !== bias_V_max) notes.push(`of the caps ${high_V} V (file) and ${bias_V_max} V (--onto) the lower one holds`);
  return {
    bias_V_max: Math.min(high_V ?? bias_V_max, bias_V_max),
    ...(low_V === undefined ? {} : { bias_V_min: Math.max(low_V, bias_V_min ?? low_V) }),
    ...(high_mA === undefined ? {} : { current_A_max: Math.min(amperes(high_mA), onto.safety.current_A_max ?? amperes(high_mA)) }),
  };
}

function stepsOf(method: readonly Part[], context: ImportContext, notes: string[]): readonly ExperimentStep[] {
  const tags = new Map<string, number>();
  let placed: Placed[] = [];
  for (const [index, part] of method.entries()) {
    const kind = part.fields['step'];
    if (kind === 'tag') tags.set(tagOf(part, tags), index);
    else if (kind === 'loop') placed = withLoop(placed, part, { index, tags });
    else placed.push({ index, end_index: index, step: stepOf(part, { context, notes, isFirst: index === 0, isLast: index === method.length - 1 }) });
  }
  return placed.map(({ step }) => step);
}

function tagOf(part: Part, tags: ReadonlyMap<string, number>): string {
  part.only('step', 'id', 'tag');
  const { tag } = part.fields;
  if (typeof tag !== 'string' || tags.has(tag)) throw part.refused('tag', 'not a name that is used once');
  return tag;
}

/** Puts everything from the place that a loop goes back to into its body. */
function withLoop(placed: readonly Placed[], part: Part, { index, tags }: { readonly index: number; readonly tags: ReadonlyMap<string, number> }): Placed[] {
  part.only('step', 'id', 'loop_to', 'cycle_count');
  const { loop_to = 1 } = part.fields;
  const count = part.needed('cycle_count');
  // Numbers count from 1, tags by the place that they stand at.
  const target = typeof loop_to === 'string' ? tags.get(loop_to) : typeof loop_to === 'number' ? loop_to - 1 : undefined;
  if (target === undefined || !Number.isInteger(target) || !(0 <= target && target < index)) throw part.refused('loop_to', 'goes back to no earlier step or tag');
  if (placed.some((item) => item.index < target && target <= item.end_index)) throw part.refused('loop_to', 'goes back into the middle of another loop');
  const first = placed.findIndex((item) => target <= item.index);
  const body = first < 0 ? [] : placed.slice(first);
  if (body.length === 0) throw part.refused('loop_to', 'repeats no step');
  if (body.some(({ step }) => step.kind === 'ocv' || step.kind === 'open')) throw part.refused('loop_to', 'repeats a step at open circuit, which only begins or ends a program here');
  return [...placed.slice(0, first), { index: body[0]!.index, end_index: index, step: { kind: 'loop', count, steps: body.map(({ step }) => step) } }];
}

interface StepContext {
  readonly context: ImportContext;
  readonly notes: string[];
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

function stepOf(part: Part, situation: StepContext): ExperimentStep {
  switch (part.fields['step']) {
    case 'open_circuit_voltage':
      return openCircuit(part, situation);
    case 'constant_current':
      return constantCurrent(part, situation);
    case 'constant_voltage':
      return constantVoltage(part, situation);
    case 'impedance_spectroscopy':
      throw part.refused('step', 'impedance drowns in the stray capacitance above a few hertz: there is no such step here');
    default:
      throw part.refused('step', 'not a step that can be carried out here', 'open_circuit_voltage, constant_current, constant_voltage, tag or loop');
  }
}

function openCircuit(part: Part, { context, notes, isFirst, isLast }: StepContext): ExperimentStep {
  part.only('step', 'id', 'until_time_s');
  const duration_s = part.needed('until_time_s');
  if (isFirst) return { kind: 'ocv', duration_s };
  if (isLast) return { kind: 'open', duration_s };
  notes.push('open circuit amid the steps keeps the switch closed at 0 A');
  return { kind: 'rest', slew_V_per_s: context.slew_V_per_s, duration_s };
}

function constantCurrent(part: Part, { context }: StepContext): ExperimentStep {
  part.only('step', 'id', 'rate_C', 'current_mA', 'until_time_s', 'until_voltage_V');
  const rate_C = part.rate('rate_C');
  const current_mA = part.number('current_mA');
  // A rate that is stated goes before a current.
  const isRate = rate_C !== undefined && rate_C !== 0;
  const flow = isRate ? rate_C : current_mA ?? 0;
  if (flow === 0) throw part.refused('current_mA', 'neither rate nor current');
  const end_V = part.number('until_voltage_V');
  return {
    kind: 'current',
    ...(isRate ? rateOf(rate_C, context) : { current_A: amperes(flow) }),
    slew_V_per_s: context.slew_V_per_s,
    duration_s: part.number('until_time_s') ?? longest(context, part.source, part.path),
    ...(end_V === undefined ? {} : { until: flow > 0 ? { bias_V_above: end_V } : { bias_V_below: end_V } }),
  };
}

function constantVoltage(part: Part, { context }: StepContext): ExperimentStep {
  part.only('step', 'id', 'voltage_V', 'until_time_s', 'until_rate_C', 'until_current_mA');
  const rate_C = part.rate('until_rate_C');
  const current_mA = part.number('until_current_mA');
  const below_A = rate_C === undefined || rate_C === 0 ? (current_mA === undefined ? undefined : amperes(Math.abs(current_mA))) : currentAt(Math.abs(rate_C), context);
  return {
    kind: 'hold',
    bias_V: part.needed('voltage_V'),
    slew_V_per_s: context.slew_V_per_s,
    duration_s: part.number('until_time_s') ?? longest(context, part.source, part.path),
    ...(below_A === undefined || below_A === 0 ? {} : { until: { current_A_below: below_A } }),
  };
}

/** Rounding takes away what binary fractions have added. */
function amperes(current_mA: number): number {
  return Number((current_mA / 1e3).toPrecision(12));
}
