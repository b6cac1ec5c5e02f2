import { CAUSE } from './cause.ts';

/** What is known in the tick before the switch closes. */
export interface Connection {
  /** What the DAC really puts out. */
  readonly dac_uV: number;
  /** Mean of the cell's voltage behind the open switch. */
  readonly open_circuit_uV: number;
  /** Largest error of the measured voltage: below it a sign is not known. */
  readonly voltage_error_uV: number;
  readonly hot_connect_uV_max: number;
  /** A lithium-free cell before its formation has no open-circuit voltage to compare with. */
  readonly isWaived: boolean;
}

/**
 * Row 12: 0 when the switch may close, else the cause that keeps it open. The step across the switch charges the stray
 * capacitance through the cell, and a cell of the wrong sign would be driven backwards by every set-point that follows.
 */
export function connectionCause(connection: Connection): typeof CAUSE.HOT_CONNECT | typeof CAUSE.WRONG_SIGN | 0 {
  const { dac_uV, open_circuit_uV, voltage_error_uV, hot_connect_uV_max, isWaived } = connection;
  if (isWaived) return 0;
  const isSignRight = -voltage_error_uV <= open_circuit_uV;
  if (!isSignRight) return CAUSE.WRONG_SIGN;
  const isStepSmall = Math.abs(dac_uV - open_circuit_uV) <= hot_connect_uV_max;
  return isStepSmall ? 0 : CAUSE.HOT_CONNECT;
}
