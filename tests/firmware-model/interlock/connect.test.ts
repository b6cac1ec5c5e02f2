import { describe, expect, it } from 'vitest';
import { connectionCause } from '../../../firmware-model/src/interlock/connect.ts';

const at = (dac_uV: number, open_circuit_uV: number, isWaived = false): number =>
  connectionCause({ dac_uV, open_circuit_uV, voltage_error_uV: 7000, hot_connect_uV_max: 10_000, isWaived });

describe('row 12, the connection', () => {
  it.each([
    [3_459_999, 0], [3_460_000, 0], [3_460_001, 17], [3_440_001, 0], [3_440_000, 0], [3_439_999, 17], [NaN, 17], [Infinity, 17], [-Infinity, 17],
  ])('with the DAC at %d uV and the cell at 3,450,000 uV: cause %i', (dac_uV, cause) => {
    expect(at(dac_uV, 3_450_000)).toBe(cause);
  });

  it.each([[-6999, 0], [-7000, 0], [-7001, 18], [-150_000, 18], [0, 0], [-0, 0], [NaN, 18], [-Infinity, 18]])('at an open-circuit voltage of %d uV: cause %i', (open_circuit_uV, cause) => {
    expect(at(open_circuit_uV, open_circuit_uV)).toBe(cause);
  });

  it('is waived for a lithium-free cell before its formation', () => {
    expect(at(3_600_000, -150_000, true)).toBe(0);
  });
});
