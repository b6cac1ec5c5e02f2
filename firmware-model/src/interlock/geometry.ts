import type { EffectiveLimits } from './limits.ts';

/** A number that turns geometry into a limit, with where it comes from. */
export interface DerivationConstant {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly source: string;
}

/**
 * The one place where a film's size becomes charge, current and resistance. Everything is assumed unless the source
 * says otherwise.
 */
export const DERIVATION = {
  density: { name: 'density of LMR-LNMO', value: 4.2, unit: 'g/cm3', source: 'commonly quoted for Li1.2Ni0.2Mn0.6O2' },
  capacity: { name: 'specific capacity', value: 321, unit: 'mAh/g', source: 'first charge to 4.8 V of the model; the source text says about 300' },
  sustained: { name: 'floor of the sustained current', value: 10, unit: 'C', source: 'assumed: twice the fastest useful rate of 5C' },
  conductivity: { name: 'conductivity of LiPON at 298 K', value: 2e-6, unit: 'S/cm', source: '0.66e-6 to 3.3e-6 S/cm in the literature of thin films' },
  relaxation: { name: 'relaxing current', value: 240, unit: 'pA sqrt(s)', source: 'assumed: a step from 3.45 to 4.6 V of the default cell in the model' },
  relaxationStep: { name: 'step to which that belongs', value: 1.15, unit: 'V', source: '3.45 to 4.6 V' },
  relaxationArea: { name: 'film to which that belongs', value: 10_000_000, unit: 'nm2', source: 'the default cell, 10 um x 1 um' },
  transfer: { name: 'charge transfer', value: 200, unit: 'Ohm cm2', source: 'assumed; the specimen may differ by a decade' },
  steepest: { name: 'steepest charge', value: 0.0218, unit: '1/V', source: 'assumed: 0.01 of 1.02 lithium between 3.00 and 3.45 V' },
} as const satisfies Readonly<Record<string, DerivationConstant>>;

/** 1 g/cm3 is 1e-21 g/nm3, and 1 mAh 3.6 C: charge of a cubic nanometre at 1 mAh/g, times 1e15 for femtocoulombs. */
const FC_PER_NM3_PER_MAH_PER_G = DERIVATION.density.value * 3.6 * 1e-6;
const SECONDS_PER_HOUR = 3600;
/** 1 nm over 1 nm2 and 1 S/cm: 1e9 m-1 over 100 S/m, in kiloohms. */
const KOHM_PER_NM_PER_NM2 = 1e4;
/** 1 Ohm cm2 is 1e14 Ohm nm2. */
const KOHM_NM2_PER_OHM_CM2 = 1e11;
const FA_PER_PA = 1000;
const UV_PER_V = 1e6;

/** What follows from the film alone, in scaled integers. */
export interface DerivedLimits {
  /** Charge that takes the film to 4.8 V on its first charge. */
  readonly capacity_fC: number;
  /** 1C: the capacity in an hour. */
  readonly rate_fA: number;
  /** Charge of 1 mAh/g, at least 1 fC. */
  readonly charge_fC_per_mAh_per_g: number;
  /** Resistance of LiPON at 298 K. */
  readonly resistance_kOhm: number;
  /** LiPON and charge transfer. */
  readonly cell_kOhm: number;
  /** Capacitance of the film where its voltage rises fastest with its charge. */
  readonly film_fF: number;
  /** Current that a slew of 1 V leaves behind after one second, in fA sqrt(s) per V. */
  readonly relaxation_fA_per_V: number;
  /** 10C. */
  readonly sustained_current_fA: number;
}

export type Geometry = Pick<EffectiveLimits, 'lnmo_thickness_nm' | 'area_nm2' | 'lipon_thickness_nm'>;

/** Rounded toward zero, so that no conversion raises a limit; never 0. */
export function derivedLimits({ lnmo_thickness_nm, area_nm2, lipon_thickness_nm }: Geometry): DerivedLimits {
  const volume_nm3 = lnmo_thickness_nm * area_nm2;
  const charge_fC = volume_nm3 * FC_PER_NM3_PER_MAH_PER_G;
  const capacity_fC = atLeastOne(charge_fC * DERIVATION.capacity.value);
  const rate_fA = atLeastOne(capacity_fC / SECONDS_PER_HOUR);
  const resistance_kOhm = atLeastOne((lipon_thickness_nm / area_nm2) * (KOHM_PER_NM_PER_NM2 / DERIVATION.conductivity.value));
  return {
    capacity_fC,
    rate_fA,
    charge_fC_per_mAh_per_g: atLeastOne(charge_fC),
    resistance_kOhm,
    cell_kOhm: atLeastOne(resistance_kOhm + (DERIVATION.transfer.value * KOHM_NM2_PER_OHM_CM2) / area_nm2),
    film_fF: atLeastOne(capacity_fC * DERIVATION.steepest.value),
    relaxation_fA_per_V: atLeastOne((DERIVATION.relaxation.value * FA_PER_PA * area_nm2) / DERIVATION.relaxationArea.value / DERIVATION.relaxationStep.value),
    sustained_current_fA: atLeastOne((capacity_fC * DERIVATION.sustained.value) / SECONDS_PER_HOUR),
  };
}

/** Current that a voltage drives through the film and the series resistor, in femtoamperes. */
export function drive_fA(voltage_uV: number, resistance_kOhm: number): number {
  return (voltage_uV * UV_PER_V) / resistance_kOhm;
}

function atLeastOne(value: number): number {
  return Math.max(1, Math.floor(value));
}
