import { NanobiasError } from './errors.ts';

declare const unit: unique symbol;
// The mark is optional: a plain number is taken where the field's name says its unit, a quantity of another unit is not.
type Quantity<U extends string> = number & { readonly [unit]?: U };

/** A finite number of volts. */
export type Volts = Quantity<'V'>;
/** A current in ampere. */
export type Amperes = Quantity<'A'>;
/** A time in second. */
export type Seconds = Quantity<'s'>;
/** A length in metre. */
export type Metres = Quantity<'m'>;
/** An area in square metre. */
export type SquareMetres = Quantity<'m2'>;
/** A slew in volt per second. */
export type VoltsPerSecond = Quantity<'V/s'>;
/** A field in volt per metre; 1 MV/cm is 1e8. */
export type VoltsPerMetre = Quantity<'V/m'>;
/** A charge in coulomb. */
export type Coulombs = Quantity<'C'>;
/** A charge by the mass of the film, in coulomb per kilogram; 1 mAh/g is 3600. */
export type CoulombsPerKilogram = Quantity<'C/kg'>;
/** A temperature in kelvin. */
export type Kelvins = Quantity<'K'>;

/** Volts; @throws INVALID_ARGUMENT unless finite. */
export const volts = (value: number): Volts => finite('volts', value);
/** Volts from millivolts; @throws INVALID_ARGUMENT unless finite. */
export const millivolts = (value: number): Volts => finite('millivolts', value) / 1e3;
/** Amperes; @throws INVALID_ARGUMENT unless finite. */
export const amperes = (value: number): Amperes => finite('amperes', value);
/** Amperes from nanoamperes; @throws INVALID_ARGUMENT unless finite. */
export const nanoamps = (value: number): Amperes => finite('nanoamps', value) / 1e9;
/** Amperes from picoamperes; @throws INVALID_ARGUMENT unless finite. */
export const picoamps = (value: number): Amperes => finite('picoamps', value) / 1e12;
/** Seconds; @throws INVALID_ARGUMENT unless finite. */
export const seconds = (value: number): Seconds => finite('seconds', value);
/** Seconds from hours; @throws INVALID_ARGUMENT unless finite. */
export const hours = (value: number): Seconds => finite('hours', value) * 3600;
/** Metres; @throws INVALID_ARGUMENT unless finite. */
export const metres = (value: number): Metres => finite('metres', value);
/** Metres from micrometres; @throws INVALID_ARGUMENT unless finite. */
export const micrometres = (value: number): Metres => finite('micrometres', value) / 1e6;
/** Metres from nanometres; @throws INVALID_ARGUMENT unless finite. */
export const nanometres = (value: number): Metres => finite('nanometres', value) / 1e9;
/** Square metres from square micrometres; @throws INVALID_ARGUMENT unless finite. */
export const squareMicrometres = (value: number): SquareMetres => finite('squareMicrometres', value) / 1e12;
/** Volts per second; @throws INVALID_ARGUMENT unless finite. */
export const voltsPerSecond = (value: number): VoltsPerSecond => finite('voltsPerSecond', value);
/** Volts per second from millivolts per second; @throws INVALID_ARGUMENT unless finite. */
export const millivoltsPerSecond = (value: number): VoltsPerSecond => finite('millivoltsPerSecond', value) / 1e3;
/** Volts per metre; @throws INVALID_ARGUMENT unless finite. */
export const voltsPerMetre = (value: number): VoltsPerMetre => finite('voltsPerMetre', value);
/** Coulombs; @throws INVALID_ARGUMENT unless finite. */
export const coulombs = (value: number): Coulombs => finite('coulombs', value);

function finite(field: string, value: number): number {
  if (Number.isFinite(value)) return value + 0;
  throw new NanobiasError('INVALID_ARGUMENT', `${field}: ${value} is not a finite number`, { outputMayBeOn: 'unknown', field, value, origin: 'host' });
}

/** Where a fraction of a scaled unit goes: toward zero for set-points, to the strict side for limits. */
type Rounding = 'toward_zero' | 'down' | 'up';

const roundings = { toward_zero: Math.trunc, down: Math.floor, up: Math.ceil } as const satisfies Readonly<Record<Rounding, (value: number) => number>>;

/** 0 degC. */
const zero_mK = 273_150;

// 1.001 V is held as the double next to it, and times 1e6 falls 1e-10 short of 1 001 000 uV. Half a unit in the last place
// from the literal and half from the product: within that the decimal number is what was meant.
const decimal_ratio = Number.EPSILON;

/** An SI number as a safe integer of `per_unit` scaled units. */
function scaled(field: string, value: number, per_unit: number, rounding: Rounding): number {
  const product = finite(field, value) * per_unit;
  const nearest = Math.round(product);
  const isDecimal = Math.abs(product - nearest) <= Math.abs(product) * decimal_ratio;
  // Adding zero turns -0 into 0, which integer fields would refuse.
  const integer = (isDecimal ? nearest : roundings[rounding](product)) + 0;
  if (Number.isSafeInteger(integer)) return integer;
  throw new NanobiasError('INVALID_ARGUMENT', `${field}: ${value} does not fit the scaled integer of the wire`, {
    outputMayBeOn: 'unknown', field, value, limit_min: Number.MIN_SAFE_INTEGER / per_unit, limit_max: Number.MAX_SAFE_INTEGER / per_unit, origin: 'host',
  });
}

/** A set-point; no conversion raises its magnitude. */
export const uV = (field: string, bias_V: number): number => scaled(field, bias_V, 1e6, 'toward_zero');
/** An upper bound in volts, rounded to the strict side. */
export const uV_atMost = (field: string, bias_V: number): number => scaled(field, bias_V, 1e6, 'down');
/** A lower bound in volts, or a potential whose rise tightens a cap, rounded to the strict side. */
export const uV_atLeast = (field: string, bias_V: number): number => scaled(field, bias_V, 1e6, 'up');
export const nV_per_s = (field: string, slew_V_per_s: number): number => scaled(field, slew_V_per_s, 1e9, 'toward_zero');
export const fA = (field: string, current_A: number): number => scaled(field, current_A, 1e15, 'toward_zero');
/** An upper bound in amperes, rounded to the strict side. */
export const fA_atMost = (field: string, current_A: number): number => scaled(field, current_A, 1e15, 'down');
/** A lower bound in amperes, rounded to the strict side. */
export const fA_atLeast = (field: string, current_A: number): number => scaled(field, current_A, 1e15, 'up');
export const fC = (field: string, charge_C: number): number => scaled(field, charge_C, 1e15, 'toward_zero');
export const us = (field: string, time_s: number): number => scaled(field, time_s, 1e6, 'toward_zero');
export const nm = (field: string, length_m: number): number => scaled(field, length_m, 1e9, 'toward_zero');
export const nm2 = (field: string, area_m2: number): number => scaled(field, area_m2, 1e18, 'toward_zero');
/** 1 mAh/g is 3600 C/kg. */
export const mAh_per_g = (field: string, charge_C_per_kg: number): number => scaled(field, charge_C_per_kg, 1 / 3600, 'toward_zero');
/** A lowest and a highest temperature, each rounded to the strict side. */
export const mdegC_atLeast = (field: string, temperature_K: number): number => scaled(field, temperature_K, 1e3, 'up') - zero_mK;
export const mdegC_atMost = (field: string, temperature_K: number): number => scaled(field, temperature_K, 1e3, 'down') - zero_mK;
/** 1 V/cm is 100 V/m. */
export const V_per_cm = (field: string, field_V_per_m: number): number => scaled(field, field_V_per_m, 1e-2, 'toward_zero');
/** A field enhancement: more is worse, so it rounds up. */
export const ppt = (field: string, ratio: number): number => scaled(field, ratio, 1e3, 'up');
/** A number of a fault; the wire counts in millionths of it. */
export const millionths = (field: string, value: number): number => scaled(field, value, 1e6, 'toward_zero');

// A quotient by a power of ten that a double holds exactly is rounded once; a product with 1e-6 twice.
export const V_from_uV = (bias_uV: number): number => exact('uV', bias_uV) / 1e6;
export const V_per_s_from_nV_per_s = (slew_nV_per_s: number): number => exact('nV/s', slew_nV_per_s) / 1e9;
export const A_from_fA = (current_fA: number): number => exact('fA', current_fA) / 1e15;
export const s_from_us = (time_us: number): number => exact('us', time_us) / 1e6;
export const Ohm_from_kOhm = (resistance_kOhm: number): number => exact('kOhm', resistance_kOhm) * 1e3;
export const F_from_fF = (capacitance_fF: number): number => exact('fF', capacitance_fF) / 1e15;

function exact(unit_name: string, value: number): number {
  if (Number.isSafeInteger(value)) return value;
  throw new NanobiasError('PROTOCOL', `${value} ${unit_name} is not a safe integer`, { outputMayBeOn: 'unknown', value });
}

/** What one code of a block is worth. */
interface CodeScale {
  readonly full_scale_fA: number;
  readonly full_scale_uV: number;
  readonly bits: number;
}

/** Amperes that one code of a current channel stands for; 0 on voltage channels. */
export const amperesPerCode = ({ full_scale_fA, bits }: CodeScale): number => A_from_fA(full_scale_fA) / codes_count(bits);
/** Volts that one code of a voltage channel stands for; 0 on current channels. */
export const voltsPerCode = ({ full_scale_uV, bits }: CodeScale): number => V_from_uV(full_scale_uV) / codes_count(bits);

function codes_count(bits: number): number {
  if (Number.isInteger(bits) && 1 <= bits && bits <= 32) return 2 ** (bits - 1);
  throw new NanobiasError('PROTOCOL', `a converter of ${bits} bits`, { outputMayBeOn: 'unknown', field: 'bits', value: bits, limit_min: 1, limit_max: 32 });
}
