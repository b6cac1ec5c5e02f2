import { Ajv } from 'ajv';
import type { ErrorObject, ValidateFunction } from 'ajv';
import { readDocument } from './document.ts';
import type { Path, Position, SourceDocument } from './document.ts';
import { ExperimentError } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import { experimentSchema } from './schema.ts';
import type { Experiment } from './schema.ts';

/** An experiment together with the text that it was read from, so that later refusals can point into it. */
export interface ParsedExperiment {
  readonly experiment: Experiment;
  readonly text: string;
  readonly source: SourceDocument;
}

const validate: ValidateFunction<Experiment> = new Ajv({ allErrors: true, discriminator: true, strict: true, strictRequired: false, verbose: true }).compile<Experiment>(experimentSchema);

/**
 * Reads an experiment from YAML or JSON.
 * @param file name for messages
 * @throws ExperimentError `syntax` or `schema`, each refusal with line, field, value and limit
 */
export function parseExperiment(text: string, file: string): ParsedExperiment {
  const source = readDocument(text, file);
  const { value } = source;
  if (!validate(value)) {
    const refusals = (validate.errors ?? []).map((error) => refusalOf(error, source)).filter((refusal) => refusal !== undefined);
    throw new ExperimentError('schema', refusals);
  }
  return { experiment: value, text, source };
}

/** A path as people write it: `steps[3].bias_V`. */
export function fieldName(path: Path): string {
  return path.map((part, index) => (typeof part === 'number' ? `[${part}]` : index === 0 ? part : `.${part}`)).join('');
}

/** The unit that a field's name ends in, or nothing. */
function unitOf(field: string): string {
  const stem = field.replace(/^.*\./, '').replace(/_(?:min|max|low|high|from|to|base|above|below)$/, '').replace(/_vs_(?:Li|ocv)$/, '');
  const unit = /_(V_per_s|V_per_m|C_per_kg|m2|m|V|A|C|K|s)$/.exec(stem)?.[1];
  const written: Readonly<Record<string, string>> = { V_per_s: 'V/s', V_per_m: 'V/m', C_per_kg: 'C/kg', m2: 'm\u00b2' };
  return unit === undefined ? '' : ` ${written[unit] ?? unit}`;
}

/** A refusal of what stands at a path. */
export function refusalAt({ source }: ParsedExperiment, path: Path, reason: string, limit: string): Refusal {
  const field = fieldName(path);
  const written = source.writtenAt(path);
  return { file: source.file, ...source.positionOf(path), field, ...(written === undefined ? {} : { value: `${written}${unitOf(field)}` }), reason, limit };
}

function refusalOf(error: ErrorObject, source: SourceDocument): Refusal | undefined {
  const parent = pathOf(error.instancePath, source.value);
  const params = error.params as Readonly<Record<string, unknown>>;
  switch (error.keyword) {
    case 'required':
      return at(source.positionOf(parent), [...parent, String(params['missingProperty'])], missing(String(params['missingProperty'])));
    case 'additionalProperties': {
      const path = [...parent, String(params['additionalProperty'])];
      return at(source.positionOfKey(path), path, { unit: '', reason: 'unknown field', limit: `one of ${knownKeys(error).join(', ')}` });
    }
    case 'discriminator':
      // A kind that is missing altogether is reported as missing.
      return valueAt(source.value, [...parent, 'kind']) === undefined ? undefined : at(source.positionOf([...parent, 'kind']), [...parent, 'kind'], { reason: 'unknown kind' });
    default:
      return at(source.positionOf(parent), parent, bound(error, fieldName(parent)));
  }

  function at(position: Position, path: Path, what: { readonly reason: string; readonly limit?: string; readonly unit?: string }): Refusal {
    const field = fieldName(path);
    const { unit = unitOf(field), ...why } = what;
    const written = source.writtenAt(path);
    const value = written === undefined ? {} : { value: shown(written, valueAt(source.value, path), unit) };
    return { file: source.file, ...position, field, ...value, ...why };
  }
}

/** Numbers with their unit; strings in quotes, since a number as a string is the commonest of wrong types. */
function shown(written: string, value: unknown, unit: string): string {
  if (typeof value === 'number') return `${written}${unit}`;
  return typeof value === 'string' ? JSON.stringify(value) : written;
}

function missing(name: string): { readonly reason: string; readonly limit?: string } {
  if (name === 'bias_V_max' || name === 'safety') {
    return { reason: 'missing: every experiment states its own voltage cap', limit: 'a number in V; there is no default' };
  }
  return { reason: 'missing' };
}

/** What the schema allows instead, in the field's unit. */
function bound(error: ErrorObject, field: string): { readonly reason: string; readonly limit?: string } {
  const params = error.params as Readonly<Record<string, unknown>>;
  const unit = unitOf(field);
  switch (error.keyword) {
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return { reason: 'out of range', limit: `${String(params['comparison'])} ${String(params['limit'])}${unit}` };
    case 'type':
      return { reason: error.data === null ? 'empty' : 'wrong type', limit: params['type'] === 'number' ? `a finite number${unit === '' ? '' : ` in${unit}`}` : `a value of type ${String(params['type'])}` };
    case 'const':
      return { reason: 'not allowed', limit: `only ${String(params['allowedValue'])}` };
    case 'enum':
      return { reason: 'not allowed', limit: `one of ${(params['allowedValues'] as readonly unknown[]).map(String).join(', ')}` };
    default:
      return { reason: error.message ?? error.keyword, ...(typeof params['limit'] === 'number' ? { limit: String(params['limit']) } : {}) };
  }
}

function knownKeys(error: ErrorObject): readonly string[] {
  const { properties } = error.parentSchema as { readonly properties?: object };
  return Object.keys(properties ?? {});
}

/** Splits a JSON pointer, with indices of arrays as numbers. */
function pathOf(pointer: string, root: unknown): Path {
  const path: (string | number)[] = [];
  for (const raw of pointer.split('/').slice(1)) {
    const key = raw.replaceAll('~1', '/').replaceAll('~0', '~');
    path.push(Array.isArray(valueAt(root, path)) ? Number(key) : key);
  }
  return path;
}

function valueAt(root: unknown, path: Path): unknown {
  let value: unknown = root;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Readonly<Record<string | number, unknown>>)[key];
  }
  return value;
}
