import { bias, slew, stepsSchema } from './steps.ts';
import type { ExperimentStep } from './steps.ts';

/** The electrode that faces LNMO across the electrolyte; it fixes what a cell voltage means. */
export type CounterElectrode =
  | { readonly kind: 'lithium' }
  /** Its potential is unknown until it is formed: caps are then in cell volts. */
  | { readonly kind: 'lithium_free' }
  | { readonly kind: 'other'; readonly anode_V_vs_Li: number };

/** What the user knows of the specimen. What only nature knows, or the simulator, has no place here. */
export interface Specimen {
  readonly lnmo_thickness_m: number;
  readonly area_m2: number;
  /** Thinnest place of the electrolyte. */
  readonly lipon_thickness_m: number;
  readonly counter_electrode: CounterElectrode;
  /** Field enhancement by the ion beam; 1 is pristine, and the default. */
  readonly declared_damage?: number;
}

/** Bounds of the output. There is no default for the voltage cap: an experiment without one is refused. */
export interface Safety {
  readonly bias_V_max: number;
  readonly bias_V_min?: number;
  readonly slew_V_per_s_max?: number;
  readonly current_A_max?: number;
  readonly excess_charge_C_max?: number;
  readonly field_V_per_m_max?: number;
  readonly is_field_override?: boolean;
  readonly is_formed?: boolean;
  /** Floor of the envelope of a sustained current; 10C of the film unless stated. */
  readonly sustained_current_A_max?: number;
  readonly short_current_A_max?: number;
  readonly precursor_current_A_max?: number;
  /** A precursor of breakdown opens instead of warning. */
  readonly is_precursor_trip?: boolean;
  /** Net charge by the mass of LNMO, to either side; 1.188e6 C/kg (330 mAh/g) unless stated. */
  readonly specific_charge_C_per_kg_max?: number;
  /** Lower cut-off; the controller trips 0.1 V below it. */
  readonly cutoff_V_min?: number;
  readonly temperature_K_min?: number;
  readonly temperature_K_max?: number;
  /** Coarse motion of the probe while connected opens. */
  readonly is_probe_motion_trip?: boolean;
  readonly lease_s?: number;
}

/** An experiment as a file declares it, checked against the schema. */
export interface Experiment {
  /** Version of this format. */
  readonly nanobias: 1;
  readonly title: string;
  readonly specimen: Specimen;
  readonly lnmo_on: 'probe' | 'sample';
  readonly safety: Safety;
  readonly steps: readonly ExperimentStep[];
  readonly on_end: 'open';
}

function electrode(kind: CounterElectrode['kind'], properties: object = {}): object {
  return { type: 'object', additionalProperties: false, required: ['kind', ...Object.keys(properties)], properties: { kind: { const: kind }, ...properties } };
}

/** JSON Schema (draft 7 with `discriminator`) of experiment files: base SI units, nothing unknown, no number as a string. */
export const experimentSchema = {
  $id: 'nanobias-experiment-1',
  type: 'object',
  additionalProperties: false,
  required: ['nanobias', 'title', 'specimen', 'lnmo_on', 'safety', 'steps', 'on_end'],
  properties: {
    nanobias: { const: 1 },
    title: { type: 'string', minLength: 1, maxLength: 120 },
    specimen: {
      type: 'object',
      additionalProperties: false,
      required: ['lnmo_thickness_m', 'area_m2', 'lipon_thickness_m', 'counter_electrode'],
      properties: {
        lnmo_thickness_m: { type: 'number', minimum: 1e-8, maximum: 1e-4 },
        area_m2: { type: 'number', minimum: 1e-15, maximum: 1e-8 },
        lipon_thickness_m: { type: 'number', minimum: 1e-8, maximum: 1e-5 },
        counter_electrode: {
          type: 'object',
          required: ['kind'],
          discriminator: { propertyName: 'kind' },
          oneOf: [
            electrode('lithium'),
            electrode('lithium_free'),
            electrode('other', { anode_V_vs_Li: { type: 'number', minimum: 0, maximum: 5 } }),
          ],
        },
        declared_damage: { type: 'number', minimum: 1, maximum: 3 },
      },
    },
    lnmo_on: { enum: ['probe', 'sample'] },
    safety: {
      type: 'object',
      additionalProperties: false,
      required: ['bias_V_max'],
      properties: {
        bias_V_max: bias,
        bias_V_min: bias,
        slew_V_per_s_max: slew,
        current_A_max: { type: 'number', exclusiveMinimum: 0, maximum: 1e-6 },
        excess_charge_C_max: { type: 'number', exclusiveMinimum: 0, maximum: 1e-9 },
        field_V_per_m_max: { type: 'number', minimum: 1e5, maximum: 5e7 },
        is_field_override: { type: 'boolean' },
        is_formed: { type: 'boolean' },
        sustained_current_A_max: { type: 'number', exclusiveMinimum: 0, maximum: 1e-6 },
        short_current_A_max: { type: 'number', exclusiveMinimum: 0, maximum: 1e-6 },
        precursor_current_A_max: { type: 'number', exclusiveMinimum: 0, maximum: 1e-6 },
        is_precursor_trip: { type: 'boolean' },
        // 1 to 378 mAh/g, which is all the lithium of the film.
        specific_charge_C_per_kg_max: { type: 'number', minimum: 3600, maximum: 1_360_800 },
        cutoff_V_min: bias,
        temperature_K_min: { type: 'number', minimum: 173.15, maximum: 373.15 },
        temperature_K_max: { type: 'number', minimum: 173.15, maximum: 373.15 },
        is_probe_motion_trip: { type: 'boolean' },
        lease_s: { type: 'number', minimum: 0.1, maximum: 5 },
      },
    },
    steps: stepsSchema,
    on_end: { const: 'open' },
  },
};
