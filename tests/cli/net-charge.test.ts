import { EventKind } from '@nanobias/sdk';
import type { Event } from '@nanobias/sdk';
import { parseExperiment, RunHistory } from '@nanobias/sdk/experiment';
import { describe, expect, it } from 'vitest';
import { netChargeAbsence } from '../../cli/src/net-charge.ts';

function experimentWith(first: string): ReturnType<typeof parseExperiment>['experiment'] {
  return parseExperiment(`nanobias: 1
title: One step
specimen: { lnmo_thickness_m: 2.0e-6, area_m2: 1.0e-11, lipon_thickness_m: 0.5e-6, counter_electrode: { kind: lithium } }
lnmo_on: probe
safety: { bias_V_max: 4.2 }
steps:
  - ${first}
on_end: open
`, 'one.yaml').experiment;
}

const checked = experimentWith('{ kind: leak_check, slew_V_per_s: 0.005, duration_s: 6 }');
const unchecked = experimentWith('{ kind: hold, bias_V: 3.5, slew_V_per_s: 0.005, duration_s: 6 }');

function historyOf(steps_count: number): RunHistory {
  const history = new RunHistory();
  for (let step_index = 0; step_index < steps_count; step_index += 1) {
    history.event({ kind: EventKind.STEP_STARTED, step_index, device_time_us: 1e6 * step_index } as Event);
    history.event({ kind: EventKind.STEP_ENDED, step_index, device_time_us: 1e6 * (step_index + 1) } as Event);
  }
  return history;
}

describe('the reason for which a run has no net charge', () => {
  const leak = { shunt_Ohm: 1e13, sigma_ratio: 0.01, bias_V: 3.45, current_A: 0.345e-12 };

  it.each([
    ['a recording without its experiment', undefined, 1, 'no experiment in this recording'],
    ['a file without a leak check', unchecked, 1, 'no leak check in this file'],
    ['a run that ended before its first step', checked, 0, 'the leak check did not run'],
    ['a leak check that shows no shunt', checked, 1, 'leak check too short, or shunt too large, to tell it'],
  ] as const)('is that of %s', (_what, experiment, steps_count, reason) => {
    expect(netChargeAbsence({ experiment, leak: undefined, history: historyOf(steps_count) })).toBe(reason);
  });

  it('is none where the shunt is known', () => {
    expect(netChargeAbsence({ experiment: checked, leak, history: historyOf(1) })).toBeUndefined();
  });
});
