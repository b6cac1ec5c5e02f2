import type { CounterElectrode, Experiment } from './schema.ts';

/** Highest potential of the cathode against lithium: beyond it LMR-LNMO gives off its lattice oxygen [assumed]. */
const cathode_V_max = 4.8;
/** Anodic end of LiPON's window, 5.3 V vs Li (thin-film battery literature), with 0.3 V kept clear of it. */
const lipon_V_max = 5.3;
const lipon_margin_V = 0.3;
/** Lowest bias of a cell that was never charged; of a formed one deep discharge starts at 2.0 V [assumed]. */
const bias_V_floor = -0.2;
const bias_V_floor_formed = 2;
/** Field caps: no intrinsic breakdown field of LiPON was found in the literature, so both are assumed: 0.30 and 0.50 MV/cm. */
const field_V_per_m_default = 3e7;
const field_V_per_m_warning = 1.5e7;
/** Below this potential LMR-LNMO gives off next to no lithium [assumed]: the second point of its first charge. */
const charge_V_min = 3.45;
/** The override is for films whose damage by the ion beam is declared to be slight. */
const damage_max_of_override = 1.5;
/** A measured bias trips this far above the cap; the hardware comparators switch within this of their strap. */
const over_voltage_margin_V = 0.025;
const comparator_tolerance_V = 0.02;

/** A number that bounds the bias, and what it follows from. */
export interface Bound {
  readonly value_V: number;
  readonly origin: string;
}

/** What a connected controller adds to the bounds: its strap, which no message can write. */
export interface Strap {
  readonly strap_V_min: number;
  readonly strap_V_max: number;
}

/** Potential of the counter electrode against lithium; undefined while unformed and lithium-free. */
export function anodePotential_V(electrode: CounterElectrode): number | undefined {
  switch (electrode.kind) {
    case 'lithium':
      return 0;
    case 'lithium_free':
      return undefined;
    case 'other':
      return electrode.anode_V_vs_Li;
  }
}

/** Largest permitted field in LiPON. */
export function fieldCap_V_per_m(experiment: Experiment): number {
  return experiment.safety.field_V_per_m_max ?? field_V_per_m_default;
}

/** Whether the field cap asks for more than the default without the right to it. */
export function fieldOverrideRefusal(experiment: Experiment): string | undefined {
  const { safety, specimen } = experiment;
  if (fieldCap_V_per_m(experiment) <= field_V_per_m_default) return undefined;
  if (safety.is_field_override !== true) return 'more than 0.30 MV/cm needs safety.is_field_override: true';
  const damage = specimen.declared_damage ?? 1;
  if (damage <= damage_max_of_override) return undefined;
  return `the override is refused for a declared damage of ${damage}, above ${damage_max_of_override}`;
}

/** Every upper bound of the bias cap; the least of them holds. */
export function upperBounds(experiment: Experiment, strap?: Strap): readonly Bound[] {
  const { specimen } = experiment;
  // A lithium-free electrode stands at or above lithium: taking it for lithium is the loosest bound that can be true.
  const anode_V = anodePotential_V(specimen.counter_electrode) ?? 0;
  const field_V_per_m = fieldCap_V_per_m(experiment);
  return [
    { value_V: cathode_V_max - anode_V, origin: `window of the cathode, 4.80 V vs Li less ${anode_V} V of the counter electrode` },
    { value_V: lipon_V_max - lipon_margin_V - anode_V, origin: `window of LiPON, 5.3 V vs Li less 0.3 V and ${anode_V} V of the counter electrode` },
    {
      value_V: field_V_per_m * specimen.lipon_thickness_m,
      origin: `field of ${decimal(field_V_per_m / 1e8)} MV/cm across ${decimal(specimen.lipon_thickness_m * 1e9)} nm of LiPON${chargeNote(experiment, anode_V)}`,
    },
    ...(strap === undefined ? [] : [{
      value_V: strap.strap_V_max - comparator_tolerance_V - over_voltage_margin_V,
      origin: `strap of the device, ${strap.strap_V_max} V, less 45 mV for the trips below it`,
    }]),
  ];
}

/** What to say of a film that its field cap protects so well that it cannot be charged. */
function chargeNote(experiment: Experiment, anode_V: number): string {
  const { specimen, safety } = experiment;
  const isChargeable = charge_V_min <= fieldCap_V_per_m(experiment) * specimen.lipon_thickness_m + anode_V;
  if (isChargeable) return '';
  const note = `, which cannot charge LNMO: that begins at ${charge_V_min} V vs Li`;
  const isOverrideOpen = safety.is_field_override !== true && (specimen.declared_damage ?? 1) <= damage_max_of_override;
  return isOverrideOpen ? `${note}; safety.is_field_override permits 0.5 MV/cm, see docs/limits.md` : note;
}

/** Every lower bound of the lower cap; the highest of them holds. */
export function lowerBounds(experiment: Experiment, strap?: Strap): readonly Bound[] {
  return [
    experiment.safety.is_formed === true
      ? { value_V: bias_V_floor_formed, origin: 'deep discharge of a formed cell' }
      : { value_V: bias_V_floor, origin: 'reversal of an unformed cell' },
    ...(strap === undefined ? [] : [{ value_V: strap.strap_V_min + comparator_tolerance_V, origin: `strap of the device, ${strap.strap_V_min} V` }]),
  ];
}

/** The lower cap that holds when the file states none. */
export function defaultBiasMin_V(experiment: Experiment): number {
  return experiment.safety.is_formed === true ? bias_V_floor_formed : bias_V_floor;
}

/** Field above which a plan is worth a warning. */
export function isFieldNotable(field_V_per_m: number): boolean {
  return field_V_per_m >= field_V_per_m_warning;
}

/** A few significant digits, without the noise of binary fractions. */
export function decimal(value: number): string {
  return String(Number(value.toPrecision(6)));
}
