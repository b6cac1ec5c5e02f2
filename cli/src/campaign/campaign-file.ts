import { Ajv } from 'ajv';
import type { JSONSchemaType } from 'ajv';
import { parseDocument } from 'yaml';
import { UsageError } from '../exit.ts';

/** A fault of the catalogue, made so at a device time. */
export interface TimedFault {
  readonly id: string;
  readonly parameters: readonly number[];
  readonly at_s: number;
}

/** What is asked of a campaign: one experiment on many cells, seeds and faults. */
export interface Campaign {
  readonly nanobias_campaign: 1;
  readonly title: string;
  /** Experiment file, from the campaign's own folder. */
  readonly experiment: string;
  /** Cell file, likewise; the simulator's default film unless told. */
  readonly cell?: string;
  /** Runs at each point, with seeds counted from the first. */
  readonly seeds: { readonly first: number; readonly count: number };
  /** Axes of the grid, first axis first: where the number stands, `cell.NAME` or `experiment.PATH`, and its values. */
  readonly vary?: Readonly<Record<string, readonly number[]>>;
  /** Further axis: sets of faults by name. */
  readonly faults?: Readonly<Record<string, readonly TimedFault[]>>;
}

const AXES_MAX = 4;
const VALUES_MAX = 1000;
const TEXT_CHARACTERS_MAX = 100_000;
const ALIASES_MAX = 10;

// JSONSchemaType cannot say "at least one property" and optional records at once; the fields are checked against Campaign by use.
const schema: Readonly<Record<string, unknown>> & { readonly $id: string } = {
  $id: 'nanobias-campaign',
  type: 'object',
  additionalProperties: false,
  required: ['nanobias_campaign', 'title', 'experiment', 'seeds'],
  properties: {
    nanobias_campaign: { const: 1 },
    title: { type: 'string', minLength: 1, maxLength: 200 },
    experiment: { type: 'string', minLength: 1 },
    cell: { type: 'string', minLength: 1 },
    seeds: {
      type: 'object', additionalProperties: false, required: ['count'],
      properties: { first: { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER - 100_000, default: 1 }, count: { type: 'integer', minimum: 1, maximum: 100_000 } },
    },
    vary: {
      type: 'object', maxProperties: AXES_MAX, propertyNames: { pattern: '^(?:cell\\.[A-Za-z_0-9]+|experiment(?:\\.[A-Za-z_0-9]+)+)$' },
      additionalProperties: { type: 'array', minItems: 1, maxItems: VALUES_MAX, uniqueItems: true, items: { type: 'number' } },
    },
    faults: {
      type: 'object', minProperties: 1, maxProperties: VALUES_MAX,
      additionalProperties: {
        type: 'array', maxItems: 8,
        items: {
          type: 'object', additionalProperties: false, required: ['id'],
          properties: {
            id: { type: 'string' }, parameters: { type: 'array', maxItems: 8, items: { type: 'number' }, default: [] }, at_s: { type: 'number', minimum: 0, maximum: 31_536_000, default: 0 },
          },
        },
      },
    },
  },
};

const validate = new Ajv({ allErrors: true, useDefaults: true, strict: true }).compile<Campaign>(schema as unknown as JSONSchemaType<Campaign>);

/** @throws UsageError naming file, field and what is permitted */
export function parseCampaign(text: string, file: string): Campaign {
  if (!(text.length <= TEXT_CHARACTERS_MAX)) throw new UsageError(`${file}: ${text.length} characters are more than ${TEXT_CHARACTERS_MAX}`);
  const document = parseDocument(text, { version: '1.2', schema: 'core', uniqueKeys: true });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem !== undefined) throw new UsageError(`${file}: ${problem.message}`);
  const value: unknown = document.toJS({ maxAliasCount: ALIASES_MAX });
  if (validate(value)) return value;
  const reasons = (validate.errors ?? []).map(({ instancePath, message, params }) => `${instancePath.slice(1).replaceAll('/', '.') || 'the file'}: ${message ?? ''} ${JSON.stringify(params)}`);
  throw new UsageError(reasons.map((reason) => `${file}: ${reason}`).join('\n'));
}
