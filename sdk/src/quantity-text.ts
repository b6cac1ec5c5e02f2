import { Cause } from '@nanobias/proto';

/** What is told with a cause is in this unit; with the causes that are not here nothing is. */
const CAUSES_BY_UNIT: Readonly<Record<string, readonly Cause[]>> = {
  'uV': [
    Cause.HARDWARE_OVER_VOLTAGE, Cause.HARDWARE_UNDER_VOLTAGE, Cause.OVER_VOLTAGE, Cause.UNDER_VOLTAGE, Cause.SLEW, Cause.HOT_CONNECT, Cause.WRONG_SIGN,
    Cause.REVERSAL, Cause.CONTACT_LOST, Cause.DAC_FAULT, Cause.SENSE_OPEN, Cause.SPECIMEN_FLOATING,
  ],
  'fA': [
    Cause.OVER_CURRENT, Cause.HARDWARE_OVER_CURRENT, Cause.SUSTAINED_CURRENT, Cause.SHORT_CIRCUIT, Cause.SOFT_BREAKDOWN, Cause.SWITCH_WELDED, Cause.LEAKAGE,
  ],
  'fC': [Cause.EXCESS_CHARGE],
  'uAh/g': [Cause.OVER_DELITHIATION, Cause.OVER_DISCHARGE],
  'us': [Cause.LEASE_LAPSED, Cause.LINK_LOST, Cause.SAMPLES_LOST],
  'mdegC': [Cause.TEMPERATURE],
  'e/(nm2 s)': [Cause.DOSE],
  'count': [Cause.ADC_FROZEN, Cause.SATURATED],
};
const UNITS = new Map(Object.entries(CAUSES_BY_UNIT).flatMap(([unit, causes]) => causes.map((cause) => [cause, unit] as const)));

/** Units of a current, and how many of each are an ampere. */
const CURRENTS = [{ unit: 'fA', per_A: 1e15 }, { unit: 'pA', per_A: 1e12 }, { unit: 'nA', per_A: 1e9 }] as const;

/** Unit of the integers that a controller tells with a cause: `uV`, `fA`, `fC`, `us` and others; empty where it tells none. */
export function causeUnit(cause: Cause): string {
  return UNITS.get(cause) ?? '';
}

/** An integer of a controller, in the unit of `causeUnit`, as people read it: `4.6510 V`, `-152.0 pA`. */
export function quantityText(value: number, unit = ''): string {
  switch (unit) {
    case 'uV':
      return Math.abs(value) < 1000 ? `${value} \u00b5V` : `${(value / 1e6).toFixed(4)} V`;
    case 'fA':
      return currentText(value * 1e-15);
    case 'fC':
      return `${(value / 1e3).toPrecision(4)} pC`;
    case 'us':
      return `${(value / 1e6).toPrecision(4)} s`;
    case 'uAh/g':
      return `${(value / 1e3).toFixed(1)} mAh/g`;
    case 'mdegC':
      return `${(value / 1e3).toFixed(2)} \u00b0C`;
    default:
      return `${value} ${unit}`.trim();
  }
}

/** A current in the largest unit in which it is at least one, of fA, pA and nA. */
export function currentText(current_A: number): string {
  const { unit, per_A } = CURRENTS.findLast(({ per_A }) => Math.abs(current_A) * per_A >= 1) ?? CURRENTS[0];
  return `${(current_A * per_A).toPrecision(4)} ${unit}`;
}
