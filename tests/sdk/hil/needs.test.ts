import { Feature } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import { unmet } from '../../../sdk/src/hil/needs.ts';

const capabilities = {
  strap_V_min: -0.3, strap_V_max: 4.8, slew_V_per_s_max: 1, programSteps_max: 16, seriesResistance_Ohm: 1, strayCapacitance_F: 1e-12, features: [Feature.MARKS, Feature.PROGRAMS],
};

describe('what a test needs of its device', () => {
  it.each([
    [{}, true, undefined],
    [{ features: [Feature.MARKS, Feature.PROGRAMS] }, false, undefined],
    [{ features: [Feature.MARKS, Feature.CAPTURE, Feature.ADOPTION] }, false, 'the controller has no CAPTURE, ADOPTION'],
    [{ on: 'simulation' }, true, undefined],
    [{ on: 'simulation' }, false, 'not on an instrument'],
    [{ on: 'instrument' }, true, 'a simulation cannot show it'],
    [{ strap_V_max_atLeast: 4.8 }, true, undefined],
    [{ strap_V_max_atLeast: 4.81 }, true, 'the strap is at 4.8 V, below 4.81 V'],
    [{ programSteps_max_atLeast: 16 }, true, undefined],
    [{ programSteps_max_atLeast: 17 }, true, 'a program has at most 16 steps'],
  ] as const)('%o of a simulation (%s): skipped because of %s', (needs, isSimulation, reason) => {
    expect(unmet(needs, { capabilities, isSimulation })).toBe(reason);
  });
});
