/**
 * What a cell is: every parameter of the specimen with its unit, range and provenance.
 *
 * The cathode is LMR-LNMO, Li1.2Ni0.2Mn0.6O2: the layered lithium- and manganese-rich oxide, not the spinel
 * LiNi0.5Mn1.5O4 that is also called LNMO. `assumed` marks numbers that no reading of ours supports: they keep the
 * model's figures plausible and must never be presented as measured.
 */

export type Provenance = 'source' | 'assumed';

/** One number of a cell: default, range and provenance, in the unit of its name. */
export interface CellParameter {
  readonly initial: number;
  readonly min: number;
  readonly max: number;
  readonly provenance: Provenance;
  readonly note: string;
}

const assumed = (initial: number, min: number, max: number, note: string): CellParameter => ({ initial, min, max, provenance: 'assumed', note });
const source = (initial: number, min: number, max: number, note: string): CellParameter => ({ initial, min, max, provenance: 'source', note });

/** Every number of a cell: its default, its range, and whether it was read somewhere or is assumed. */
export const CELL_PARAMETERS = {
  length_m: assumed(10e-6, 0.1e-6, 1e-3, 'cross section of the nanobattery along the foil'),
  width_m: assumed(1e-6, 20e-9, 1e-3, 'cross section along the beam'),
  lnmo_m: assumed(0.5e-6, 50e-9, 5e-6, 'thickness of the LNMO film'),
  lipon_m: assumed(0.5e-6, 15e-9, 5e-6, 'thickness of the LiPON film; films of 15 nm were still insulating'),
  grid_count: assumed(24, 12, 64, 'cells of the LNMO film; the prototype used 24, and 48 for 2 um'),
  grid_m_first: assumed(2.5e-9, 0.5e-9, 2.5e-9, 'cells of the reconstruction layer; larger ones smear the nucleation'),
  lithium_initial_ratio: assumed(1.19, 0.05, 1.2, 'lithium per formula unit before formation'),
  temperature_K: assumed(298, 200, 400, 'room temperature'),
  anode_V: assumed(0, 0, 2, 'counter electrode against lithium, once formed; 0 for lithium'),
  anode_V_rise: assumed(0, 0, 3, 'what it stands above that before any charge; unknown for a lithium-free electrode'),
  anode_ratio_formation: assumed(0.002, 1e-4, 1, 'share of the capacity over which that decays to 1/e'),
  lithium_mol_per_m3: source(49.4e3, 20e3, 52e3, '4.20 g/cm3 over 85.03 g/mol; the dense lattice holds no more than 4.42 g/cm3'),
  hysteresis_ratio: assumed(0.1, 0.01, 1, 'lithium of the whole film over which it turns from its charge to its discharge branch'),
  diffusivity_m2_per_s_full: assumed(5e-16, 1e-20, 1e-13, 'of the full film; literature spans six decades'),
  diffusivity_m2_per_s_empty: assumed(5e-17, 1e-20, 1e-13, 'of the empty film; literature spans six decades'),
  diffusivity_ratio_full: assumed(0.85, 0.05, 1.2, 'lithium content from which on the film counts as full'),
  diffusivity_ratio_empty: assumed(0.7, 0, 1.1, 'lithium content up to which it counts as empty; log-linear between'),
  lipon_S_per_m: source(2e-4, 1e-7, 1e-2, '0.66 to 3.3e-6 S/cm at 298 K'),
  lipon_activation_eV: source(0.55, 0.3, 0.8, '0.53 to 0.63 eV'),
  transfer_Ohm_m2: assumed(0.02, 1e-5, 10, 'charge transfer resistance of 200 Ohm cm2'),
  doubleLayer_F_per_m2: assumed(0.1, 1e-3, 10, '10 uF/cm2'),
  cable_F: assumed(200e-12, 0, 10e-9, 'unguarded default holder'),
  tip_F: assumed(3e-12, 1e-15, 10e-9, 'tip against sample'),
  contact_Ohm: assumed(1e3, 0, 1e12, 'tip on sample, closed; nothing beside LiPON'),
  contact_Ohm_open: assumed(1e16, 1e12, 1e18, 'tip off sample'),
  contact_s_closed: assumed(0.05, 1e-4, 1e3, 'mean closed spell of a chattering contact'),
  contact_s_open: assumed(0.01, 1e-4, 1e3, 'mean open spell of a chattering contact'),
  shunt_Ohm: assumed(1e13, 1e6, 1e18, 'side walls: 1e10 to 1e13 Ohm'),
  beam_A: assumed(0, -1e-9, 1e-9, 'current of the electron beam into the specimen; 0.1 to 10 pA are usual'),
  void_onset_ratio: assumed(0.8, 0, 1.2, 'lithium content below which nanovoids grow far from LiPON'),
  void_onset_ratio_interface: assumed(0.12, 0, 0.4, 'added to the onset at LiPON'),
  void_reach_m: assumed(30e-9, 1e-9, 1e-6, 'decay length of the interface term'),
  void_span_ratio: assumed(0.6, 0.01, 2, 'lithium below the onset at which the drive saturates'),
  void_rate_ratio: assumed(0.12, 0, 1, 'void fraction per lithium removed at full drive'),
  void_base_ratio: assumed(0.02, 0, 1, 'drive at the onset'),
  void_ratio_max: assumed(0.25, 0.01, 0.9, 'void fraction at which growth ends'),
  reconstruction_m: assumed(10e-9, 2.5e-9, 40e-9, 'layer transformed by LiPON before any bias'),
  pore_ratio: assumed(0.03, 0, 0.2, 'nanopores of the reconstruction layer'),
  damage_ratio: assumed(1, 1, 3, 'k_E: 1 pristine, 1.5 to 2 with ion-beam damage; hidden truth of the specimen'),
  breakdown_m_per_V: assumed(2.5e-7, 1e-8, 1e-6, 'g = 25 per MV/cm'),
  breakdown_V_per_m: assumed(1.5e8, 1e7, 1e9, 'E1 = 1.5 MV/cm: 63 % in 1 s'),
  breakdown_shape_ratio: assumed(1.5, 0.5, 5, 'Weibull beta'),
  breakdown_ratio_hard: assumed(1.1, 1, 10, 'damage, over that of the soft breakdown, at which the hard one follows'),
  filament_Ohm_soft: assumed(1e9, 1e5, 1e12, 'soft breakdown, conducting'),
  filament_Ohm_quiet: assumed(1e10, 1e5, 1e15, 'soft breakdown between its telegraph pulses'),
  filament_Ohm_hard: assumed(1e6, 1e3, 1e9, 'hard breakdown'),
  telegraph_s: assumed(0.02, 1e-4, 10, 'mean dwell of the telegraph noise; no figure was found'),
  oxidation_A_per_m2: assumed(1e-5, 0, 1e-2, '1e-9 A/cm2 at the end of the LiPON window'),
  oxidation_V: source(5.3, 3, 8, 'end of the LiPON window against lithium'),
  oxidation_V_per_decade: assumed(0.12, 0.03, 1, 'Tafel slope'),
  oxidation_A_per_m2_max: assumed(10, 1e-6, 1e4, 'in series: 1 mA/cm2'),
} as const satisfies Readonly<Record<string, CellParameter>>;

/** Name of a number of a cell. */
export type CellParameterName = keyof typeof CELL_PARAMETERS;

/** Ways to break a law of the model on purpose, so that a test can show that its observation then fails. */
export const CONTROLS = [
  'none',
  'no pores',
  'no interface term',
  'voids at the collector',
  'no voids',
  'film-wide voids',
  'phase follows voids',
] as const;
/** Which effect a negative control leaves out or puts elsewhere; none in the film itself. */
export type Control = (typeof CONTROLS)[number];

/** A cell as it is made: a number for each parameter, and what control it stands for. */
export type Cell = { readonly [name in CellParameterName]: number } & { readonly control: Control };

/** A parameter outside its range, or a name that is none. `value` is null for an unknown name. */
export interface CellRefusal {
  readonly kind: 'refused';
  readonly field: string;
  readonly value: number | string | null;
  readonly min: number;
  readonly max: number;
  readonly reason: string;
}

/** Least way between the contents of full and empty. */
const DIFFUSIVITY_SPAN_MIN = 0.01;
const PARAMETER_NAMES = Object.keys(CELL_PARAMETERS) as readonly CellParameterName[];

function initialCell(): Cell {
  const values = Object.fromEntries(PARAMETER_NAMES.map((name) => [name, CELL_PARAMETERS[name].initial])) as Record<CellParameterName, number>;
  return { ...values, control: 'none' };
}

const DEFAULT_CELL = initialCell();

/** Cells that users start from. */
export const CELL_PRESETS = {
  /** Cross-sectional nanobattery of 10 um x 1 um. */
  'default': DEFAULT_CELL,
  /** The main job: 2 um of LNMO. */
  'film-2um': { ...DEFAULT_CELL, lnmo_m: 2e-6, grid_count: 48 },
  /** The film thin enough to break down within the source's range; ion-beam damage of 1.5. */
  'lipon-100nm': { ...DEFAULT_CELL, lipon_m: 100e-9, damage_ratio: 1.5 },
  /** A thinned lamella, 5 um x 100 nm. */
  'lamella': { ...DEFAULT_CELL, length_m: 5e-6, width_m: 100e-9, damage_ratio: 1.5 },
} as const satisfies Readonly<Record<string, Cell>>;
/** Name of a cell that is ready to be taken. */
export type CellPreset = keyof typeof CELL_PRESETS;

/** Counter electrodes that users start from; all numbers but the 0 V of lithium are assumed. */
export const ANODE_PRESETS = {
  'lithium': { anode_V: 0, anode_V_rise: 0 },
  'silicon': { anode_V: 0.1, anode_V_rise: 0.5, anode_ratio_formation: 0.2 },
  'lithium-free': { anode_V: 0, anode_V_rise: 2, anode_ratio_formation: 0.002 },
} as const satisfies Readonly<Record<string, Partial<Cell>>>;
/** Name of a counter electrode. */
export type AnodePreset = keyof typeof ANODE_PRESETS;

/**
 * A preset with some parameters replaced; refused when one is unknown or out of range. Among the changes, `anode`
 * names a counter electrode, whose numbers give way to those that are spelt out.
 */
export function cellFrom(preset: CellPreset, changes: Readonly<Record<string, unknown>> = {}): { readonly kind: 'accepted'; readonly cell: Cell } | CellRefusal {
  const { anode = 'lithium', ...replaced } = changes;
  if (typeof anode !== 'string' || !Object.hasOwn(ANODE_PRESETS, anode)) {
    return refusalOf('anode', anode, `anode = ${JSON.stringify(anode)} is none of ${Object.keys(ANODE_PRESETS).join(', ')}`);
  }
  for (const name of Object.keys(replaced)) {
    if (!Object.hasOwn(DEFAULT_CELL, name)) return refusalOf(name, null, `${name} is no parameter of a cell`);
  }
  const cell = { ...CELL_PRESETS[preset], ...ANODE_PRESETS[anode as AnodePreset], ...replaced } as Cell;
  return cellRefusal(cell) ?? { kind: 'accepted', cell };
}

/** The first parameter out of its range. */
export function cellRefusal(cell: Cell): CellRefusal | undefined {
  for (const field of PARAMETER_NAMES) {
    const refused = parameterRefusal(field, cell[field]);
    if (refused) return refused;
  }
  if (!Number.isSafeInteger(cell.grid_count)) return refusal('grid_count', cell.grid_count, CELL_PARAMETERS.grid_count.min, CELL_PARAMETERS.grid_count.max);
  // The layer transformed before bias must be resolved, and leave room for the film behind it.
  const reconstruction_m_max = Math.min(cell.lnmo_m / 4, (cell.grid_count / 2) * cell.grid_m_first);
  if (!(cell.reconstruction_m <= reconstruction_m_max)) return refusal('reconstruction_m', cell.reconstruction_m, CELL_PARAMETERS.reconstruction_m.min, reconstruction_m_max);
  // The diffusivity falls on the way from full to empty.
  const ratio_max = cell.diffusivity_ratio_full - DIFFUSIVITY_SPAN_MIN;
  if (!(cell.diffusivity_ratio_empty <= ratio_max)) {
    return refusal('diffusivity_ratio_empty', cell.diffusivity_ratio_empty, CELL_PARAMETERS.diffusivity_ratio_empty.min, ratio_max);
  }
  if (!CONTROLS.includes(cell.control)) return refusal('control', cell.control, NaN, NaN);
  return undefined;
}

/** Why a parameter does not take a value. */
export function parameterRefusal(field: CellParameterName, value: unknown): CellRefusal | undefined {
  const { min, max } = CELL_PARAMETERS[field];
  return typeof value === 'number' && min <= value && value <= max ? undefined : refusal(field, value, min, max);
}

function refusal(field: string, value: unknown, min: number, max: number): CellRefusal {
  return { ...refusalOf(field, value, `${field} = ${String(value)} is outside ${min} to ${max}`), min, max };
}

function refusalOf(field: string, value: unknown, reason: string): CellRefusal {
  return { kind: 'refused', field, value: typeof value === 'number' || typeof value === 'string' ? value : null, min: NaN, max: NaN, reason };
}
