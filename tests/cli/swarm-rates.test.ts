import { describe, expect, it } from 'vitest';
import { ratesText, swarmRates } from '../../cli/src/swarm/rates.ts';

describe('the rates of a swarm', () => {
  it('are of faulted and of calm hours apart, with the processor time shared out by the time spent in each', () => {
    // A quarter of 40 s for two device hours, the rest for twelve.
    const rates = swarmRates({ faulted_device_hours: 2, calm_device_hours: 12 }, 40, [{ faulted: 100, calm: 900 }, { faulted: 400, calm: 600 }]);
    expect(rates).toEqual({ device_hours_per_cpu_hour: 720, calm_device_hours_per_cpu_hour: 1440 });
    expect(ratesText(rates)).toBe('720 device hours a processor hour with faults, 1440 without');
  });

  it('are none of a part that did not come by', () => {
    expect(swarmRates({ faulted_device_hours: 0, calm_device_hours: 1 }, 36, [{ faulted: 0, calm: 10 }])).toEqual({ device_hours_per_cpu_hour: null, calm_device_hours_per_cpu_hour: 100 });
  });
});
