/** Limits that are a number, and always there: the caps apart, whose range follows from window, field and strap. */
export type LimitField =
  | 'slew_nV_per_s_max' | 'current_fA_max' | 'excess_charge_fC_max' | 'lipon_thickness_nm' | 'field_V_per_cm_max' | 'declared_damage_ppt'
  | 'over_voltage_margin_uV' | 'hot_connect_uV_max' | 'lnmo_thickness_nm' | 'area_nm2' | 'sustained_current_fA_max' | 'short_current_fA_max'
  | 'precursor_current_fA_max' | 'specific_charge_mAh_per_g_max' | 'cutoff_uV_min' | 'temperature_mdegC_min' | 'temperature_mdegC_max';

/** One limit: its default, the range that is permitted, the row that it serves, which way it tightens, and where the numbers come from. */
export interface LimitRow {
  readonly row: number;
  readonly field: LimitField;
  /** What an absent field means: a number, one that follows from the other limits, or nothing that could be guessed. */
  readonly initial: number | 'derived' | 'required';
  readonly min: number;
  readonly max: number;
  /** What tightens it. What is `fixed` changes the meaning of others, and no such change is a tightening. */
  readonly tighter: 'smaller' | 'larger' | 'fixed';
  readonly source: string;
}

const CURRENT_FA_MAX = 1_000_000_000_000;

export const LIMIT_ROWS = [
  {
    row: 5, field: 'slew_nV_per_s_max', initial: 10_000_000, min: 1, max: 1_000_000_000, tighter: 'smaller',
    source: '10 mV/s assumed: 2 pA into 203 pF; 1 V/s absolute',
  },
  {
    row: 6, field: 'current_fA_max', initial: 10_000_000, min: 1, max: CURRENT_FA_MAX, tighter: 'smaller',
    source: '10 nA assumed: half of the interlock range',
  },
  {
    row: 6, field: 'excess_charge_fC_max', initial: 10_000, min: 1, max: 2_000_000, tighter: 'smaller',
    source: '10 pC assumed; full scale for 100 ms is 2 nC',
  },
  {
    row: 4, field: 'lipon_thickness_nm', initial: 'required', min: 10, max: 100_000, tighter: 'smaller',
    source: 'films below 15 nm are not known to insulate',
  },
  {
    row: 4, field: 'field_V_per_cm_max', initial: 300_000, min: 1, max: 500_000, tighter: 'smaller',
    source: 'assumed: 0.4 MV/cm nominal is survived by films below 100 nm',
  },
  {
    row: 4, field: 'declared_damage_ppt', initial: 1000, min: 1000, max: 10_000, tighter: 'larger',
    source: 'pristine is 1000; an ion beam makes 1500 to 2000, assumed',
  },
  {
    row: 2, field: 'over_voltage_margin_uV', initial: 25_000, min: 1, max: 100_000, tighter: 'smaller',
    source: '7 sigma of 1 mV, 7 mV of gain and offset, the rest in hand',
  },
  {
    row: 12, field: 'hot_connect_uV_max', initial: 10_000, min: 1, max: 50_000, tighter: 'smaller',
    source: '10 mV across 203 pF are 2 pC',
  },
  {
    row: 7, field: 'lnmo_thickness_nm', initial: 'required', min: 10, max: 100_000, tighter: 'fixed',
    source: 'the specimen: capacity and rate follow from it',
  },
  {
    row: 7, field: 'area_nm2', initial: 'required', min: 1000, max: 10_000_000_000, tighter: 'fixed',
    source: 'the specimen: capacity, rate and resistance follow from it',
  },
  {
    row: 7, field: 'sustained_current_fA_max', initial: 'derived', min: 1, max: CURRENT_FA_MAX, tighter: 'smaller',
    source: '10C of the film, or current_fA_max where that is less',
  },
  {
    row: 8, field: 'short_current_fA_max', initial: 500_000, min: 1, max: CURRENT_FA_MAX, tighter: 'smaller',
    source: '0.5 nA assumed: 74C of the default cell; what the film passes is added',
  },
  {
    row: 9, field: 'precursor_current_fA_max', initial: 1_000_000, min: 1, max: CURRENT_FA_MAX, tighter: 'smaller',
    source: '1 nA assumed: a filament of 1 GOhm at a volt',
  },
  {
    row: 10, field: 'specific_charge_mAh_per_g_max', initial: 330, min: 1, max: 378, tighter: 'smaller',
    source: '330 assumed, above the 321 mAh/g to 4.8 V; 378 mAh/g are all the lithium of the film',
  },
  {
    row: 11, field: 'cutoff_uV_min', initial: 'derived', min: -150_000, max: 4_800_000, tighter: 'larger',
    source: '2.0 V once formed, where deep discharge begins; before it -0.15 V, so that -0.25 V trips; assumed',
  },
  {
    row: 36, field: 'temperature_mdegC_min', initial: 15_000, min: -100_000, max: 100_000, tighter: 'larger',
    source: '15 degC assumed: LiPON loses a decade of conductivity every 40 K',
  },
  {
    row: 36, field: 'temperature_mdegC_max', initial: 60_000, min: -100_000, max: 100_000, tighter: 'smaller',
    source: '60 degC assumed: far below the 180 degC at which lithium melts',
  },
] as const satisfies readonly LimitRow[];
