import { compileProgram, parseExperiment, planSteps, preflight, timelineText } from '@nanobias/sdk/experiment';
import type { Board, Refusal } from '@nanobias/sdk/experiment';
import { ExperimentError } from '@nanobias/sdk/experiment';
import type { Step } from '@nanobias/sdk';
import { describe, expect, it } from 'vitest';
import { experimentText } from './texts.ts';

const board: Board = { strap_V_min: -0.3, strap_V_max: 5, slew_V_per_s_max: 1, programSteps_max: 64 };
const at = experimentText.split('\n');

/** The experiment with other steps, one a line from line 13 on. */
function withSteps(...steps: readonly string[]): string {
  return [...at.slice(0, 12), ...steps.map((step) => `  - ${step}`), 'on_end: open', ''].join('\n');
}

function compiled(...steps: readonly string[]): readonly Step[] {
  return compileProgram(parseExperiment(withSteps(...steps), 'a.yaml').experiment, 3.45).steps;
}

function refusals(...steps: readonly string[]): readonly Refusal[] {
  try {
    preflight(parseExperiment(withSteps(...steps), 'a.yaml'), board);
  } catch (error) {
    if (!(error instanceof ExperimentError)) throw error;
    return error.refusals;
  }
  return [];
}

const slew = 'slew_V_per_s: 0.005';

describe('a technique', () => {
  it('cyclic: ramps between its vertices, the upper one first unless told, and a loop', () => {
    const step = `kind: cyclic, bias_V_low: 3.0, bias_V_high: 4.0, ${slew}`;
    expect(compiled(`{ ${step}, cycles: 3 }`)).toEqual([
      { kind: 'ramp', bias_V: 4, slew_V_per_s: 0.005 }, { kind: 'ramp', bias_V: 3, slew_V_per_s: 0.005 }, { kind: 'loop', to_index: 0, count: 2 },
    ]);
    expect(compiled(`{ ${step}, cycles: 1, first: low }`).map((ramp) => (ramp.kind === 'ramp' ? ramp.bias_V : ramp.kind))).toEqual([3, 4]);
  });

  it('staircase: its ends exactly, and changes of bias in a loop between them', () => {
    expect(compiled(`{ kind: staircase, bias_V_from: 3.5, bias_V_to: 4.0, step_V: 0.1, ${slew}, duration_s: 60 }`)).toEqual([
      { kind: 'hold', bias_V: 3.5, slew_V_per_s: 0.005, duration_s: 60 },
      { kind: 'hold', biasChange_V: 0.1, slew_V_per_s: 0.005, duration_s: 60 },
      { kind: 'loop', to_index: 1, count: 3 },
      { kind: 'hold', bias_V: 4, slew_V_per_s: 0.005, duration_s: 60 },
    ]);
    const levels = (to: string, step_V: string): readonly unknown[] =>
      compiled(`{ kind: staircase, bias_V_from: 3.5, bias_V_to: ${to}, step_V: ${step_V}, ${slew}, duration_s: 60 }`).map((step) => (step.kind === 'hold' ? step.bias_V ?? 'change' : step.kind));
    expect(levels('3.5', '0.1')).toEqual([3.5]);
    expect(levels('3.6', '0.1')).toEqual([3.5, 3.6]);
    expect(levels('3.65', '0.1')).toEqual([3.5, 'change', 3.65]);
    expect(levels('3.3', '0.1')).toEqual([3.5, 'change', 3.3]);
  });

  it('pitt: levels that end once the current has faded; iv_sweep: a staircase up and one down', () => {
    expect(compiled(`{ kind: pitt, bias_V_from: 3.5, bias_V_to: 3.6, step_V: 0.1, ${slew}, duration_s: 60, current_A_below: 1.0e-13 }`)).toEqual([3.5, 3.6].map(
      (bias_V) => ({ kind: 'hold', bias_V, slew_V_per_s: 0.005, duration_s: 60, until: { current_A_below: 1e-13 } })));
    const sweep = compiled('{ kind: mark, mark: 7 }', `{ kind: iv_sweep, bias_V_low: 3.5, bias_V_high: 3.8, step_V: 0.1, ${slew}, duration_s: 5 }`);
    expect(sweep.map((step) => (step.kind === 'loop' ? step.to_index : step.kind === 'hold' ? step.bias_V ?? step.biasChange_V : step.kind))).toEqual(['mark', 3.5, 0.1, 2, 3.8, 3.8, -0.1, 6, 3.5]);
  });

  it('current, rest and gitt: a rate counts in capacities of the film an hour, a rest is a current of 0', () => {
    // 2 um x 10 um2 x 4.20 g/cm3 x 321 mAh/g: 26.96 pA.
    const [pulse, rest, loop] = compiled(`{ kind: gitt, c_rate: 0.5, ${slew}, pulse_s: 60, rest_s: 600, count: 10, until: { bias_V_above: 4.5 } }`);
    expect(pulse).toMatchObject({ kind: 'current', duration_s: 60, until: { bias_V_above: 4.5 } });
    expect(pulse?.kind === 'current' ? pulse.current_A * 1e12 : 0).toBeCloseTo(13.48, 2);
    expect(rest).toEqual({ kind: 'current', current_A: 0, slew_V_per_s: 0.005, duration_s: 600 });
    expect(loop).toEqual({ kind: 'loop', to_index: 0, count: 9 });
    expect(compiled(`{ kind: rest, ${slew}, duration_s: 60 }`)).toEqual([{ kind: 'current', current_A: 0, slew_V_per_s: 0.005, duration_s: 60 }]);
  });

  it('cc_cv: cuts off on the side that its current drives to', () => {
    const [charge, hold] = compiled(`{ kind: cc_cv, current_A: 1.0e-12, bias_V: 4.5, ${slew}, duration_s: 600, hold_s: 300, current_A_below: 1.0e-13 }`);
    expect(charge).toMatchObject({ kind: 'current', until: { bias_V_above: 4.5 } });
    expect(hold).toMatchObject({ kind: 'hold', bias_V: 4.5, duration_s: 300, until: { current_A_below: 1e-13 } });
    expect(compiled(`{ kind: cc_cv, current_A: -1.0e-12, bias_V: 2.5, ${slew}, duration_s: 600, hold_s: 300, current_A_below: 1.0e-13 }`)[0]).toMatchObject({ until: { bias_V_below: 2.5 } });
  });

  it('pulse, contact check and loop', () => {
    expect(compiled(`{ kind: pulse, bias_V: 3.6, bias_V_base: 3.5, ${slew}, pulse_s: 1, base_s: 9, count: 5 }`).map(({ kind }) => kind)).toEqual(['hold', 'hold', 'loop']);
    expect(compiled(`{ kind: contact_check, ${slew}, duration_s: 1 }`).map((step) => (step.kind === 'hold' ? step.biasChange_V : 0))).toEqual([0.005, -0.01, 0.005]);
    expect(compiled('{ kind: mark, mark: 0 }', `{ kind: loop, count: 4, steps: [{ kind: mark, mark: 1 }, { kind: loop, count: 2, steps: [{ kind: mark, mark: 2 }] }] }`)).toEqual([
      { kind: 'mark', mark: 0 }, { kind: 'mark', mark: 1 }, { kind: 'mark', mark: 2 }, { kind: 'loop', to_index: 2, count: 1 }, { kind: 'loop', to_index: 1, count: 3 },
    ]);
  });

  it('counts a bias from the open circuit that is measured as the run starts', () => {
    const [step] = compiled(`{ kind: ramp, bias_V_vs_ocv: -0.05, ${slew} }`);
    expect(step?.kind === 'ramp' ? step.bias_V : 0).toBeCloseTo(3.4, 12);
  });
});

describe('pre-flight of techniques', () => {
  it.each<[string, string, string]>([
    ['a vertex beyond the cap', `{ kind: cyclic, bias_V_low: 3.0, bias_V_high: 4.7, ${slew}, cycles: 1 }`, 'steps[0].bias_V_high'],
    ['a level beyond the cap', `{ kind: staircase, bias_V_from: 3.5, bias_V_to: 4.7, step_V: 0.1, ${slew}, duration_s: 1 }`, 'steps[0].bias_V_to'],
    ['a cut-off beyond the cap', `{ kind: current, c_rate: 1, ${slew}, duration_s: 1, until: { bias_V_above: 4.7 } }`, 'steps[0].until.bias_V_above'],
    ['a current beyond the over-current limit', `{ kind: current, current_A: 2.0e-8, ${slew}, duration_s: 1 }`, 'steps[0].current_A'],
    ['a current that is said twice', `{ kind: current, current_A: 1.0e-12, c_rate: 1, ${slew}, duration_s: 1 }`, 'steps[0].kind'],
    ['a hold without a target', `{ kind: hold, ${slew}, duration_s: 1 }`, 'steps[0].kind'],
    ['a slew above the cap', '{ kind: ramp, bias_V: 3.5, slew_V_per_s: 0.02 }', 'steps[0].slew_V_per_s'],
    ['an open step in a loop', '{ kind: loop, count: 2, steps: [{ kind: open, duration_s: 1 }] }', 'steps[0].steps[0].kind'],
    ['a step in a loop beyond the cap', `{ kind: loop, count: 2, steps: [{ kind: ramp, bias_V: 4.7, ${slew} }] }`, 'steps[0].steps[0].bias_V'],
    ['an open circuit that is to be measured later', '{ kind: mark, mark: 1 }\n  - { kind: ocv, duration_s: 1 }', 'steps[1].kind'],
    ['loops that multiply beyond a million', '{ kind: loop, count: 2000, steps: [{ kind: loop, count: 1000, steps: [{ kind: mark, mark: 1 }] }] }', 'steps'],
  ])('refuses %s, and names the field', (_title, step, field) => {
    expect(refusals(step).map((refusal) => refusal.field)).toContain(field);
  });

  it('refuses changes of bias that come to more than a cap, once the start of them is known', () => {
    expect(refusals('{ kind: ramp, bias_V: 4.649, slew_V_per_s: 0.005 }', `{ kind: contact_check, ${slew}, duration_s: 1 }`)).toMatchObject([{ line: 14, field: 'steps[1].kind' }]);
    expect(refusals('{ kind: ramp, bias_V: 4.64, slew_V_per_s: 0.005 }', `{ kind: contact_check, ${slew}, duration_s: 1 }`)).toEqual([]);
  });

  it('refuses more steps of the controller than it holds, and takes a loop for as many', () => {
    expect(refusals(...Array.from({ length: 30 }, () => `{ kind: contact_check, ${slew}, duration_s: 1 }`)).map(({ field, limit }) => [field, limit])).toEqual([['steps', '64 steps, of the device']]);
    expect(refusals(`{ kind: loop, count: 30, steps: [{ kind: contact_check, ${slew}, duration_s: 1 }] }`)).toEqual([]);
  });

  it('refuses loops that are nested deeper than two', () => {
    const mark = '{ kind: mark, mark: 1 }';
    const nested = (inner: string): string => `{ kind: loop, count: 2, steps: [${inner}] }`;
    expect(() => parseExperiment(withSteps(nested(nested(mark))), 'a.yaml')).not.toThrow();
    expect(() => parseExperiment(withSteps(nested(nested(nested(mark)))), 'a.yaml')).toThrow(ExperimentError);
  });
});

describe('the plan of techniques', () => {
  it('walks loops as the controller does: time, ends of the bias, charge', () => {
    const { experiment } = parseExperiment(withSteps(
      '{ kind: ocv, duration_s: 10 }',
      `{ kind: hold, bias_V: 3.5, ${slew}, duration_s: 10 }`,
      '{ kind: cyclic, bias_V_low: 3.0, bias_V_high: 4.0, slew_V_per_s: 0.01, cycles: 2 }',
      `{ kind: current, current_A: 2.0e-12, ${slew}, duration_s: 100, until: { bias_V_above: 4.4 } }`,
      `{ kind: hold, bias_V: 4.4, ${slew}, duration_s: 20 }`,
    ), 'a.yaml');
    const [ocv, hold, cyclic, current, last] = planSteps(experiment, 3.45) ?? [];
    expect(ocv).toMatchObject({ start_s: -10, end_s: 0 });
    expect(hold).toMatchObject({ start_s: 0, bias_V: 3.5 });
    expect(hold!.end_s).toBeCloseTo(20, 9);
    // 0.5 V up, then 1 V three times, at 10 mV/s.
    expect(cyclic!.ramp_s).toBeCloseTo(350, 9);
    expect(cyclic).toMatchObject({ bias_V_low: 3, bias_V_high: 4, bias_V: 3, duration_s: 0 });
    expect(current).toMatchObject({ bias_V_low: 3, bias_V_high: 4.4, duration_s: 100, charge_C: 2e-10 });
    expect(current).not.toHaveProperty('bias_V');
    // After a current nobody knows where the ramp begins.
    expect(last).not.toHaveProperty('ramp_s');
  });

  it('shows the range of a step and its charge in the table', () => {
    const text = timelineText(preflight(parseExperiment(withSteps(`{ kind: current, current_A: 2.0e-12, ${slew}, duration_s: 100, until: { bias_V_above: 4.4 } }`, '{ kind: open, duration_s: 5 }'), 'a.yaml'), { ...board, openCircuit_V: 3.45 }));
    expect(text.split('\n')[0]).toMatch(/charge$/);
    expect(text.split('\n')[1]).toMatch(/^1\s+0:00:00\s+current\s+3\.450 to 4\.400 V\s+-\s+100 s\s+0\.2 nC$/);
  });
});
