import { describe, expect, it } from 'vitest';
import { ExperimentError, parseExperiment, preflight, timelineText } from '@nanobias/sdk/experiment';
import type { Board, Refusal } from '@nanobias/sdk/experiment';
import { experimentText, withLine } from './texts.ts';

const board: Board = { strap_V_min: -0.3, strap_V_max: 5, slew_V_per_s_max: 1, programSteps_max: 64 };

function refusals(text: string, against?: Board): readonly Refusal[] {
  try {
    preflight(parseExperiment(text, 'a.yaml'), against);
  } catch (error) {
    if (!(error instanceof ExperimentError)) throw error;
    expect(error.kind).toBe('limit');
    return error.refusals;
  }
  return [];
}

describe('pre-flight of the caps', () => {
  it('accepts the cap at the 4.80 V window of the cathode and nothing above', () => {
    expect(refusals(withLine(10, '  bias_V_max: 4.80'))).toEqual([]);
    expect(refusals(withLine(10, '  bias_V_max: 4.800001'))).toMatchObject([
      { line: 10, field: 'safety.bias_V_max', value: '4.800001 V', limit: expect.stringContaining('4.8 V, window of the cathode') as string },
    ]);
  });

  it('moves the windows down by the potential of the counter electrode', () => {
    const text = (cap: string): string => withLine(10, `  bias_V_max: ${cap}`).replace('{ kind: lithium }', '{ kind: other, anode_V_vs_Li: 1.55 }').replace('4.60', '3.00').replace('3.45', '3.00');
    expect(refusals(text('3.25'))).toEqual([]);
    expect(refusals(text('3.26'))).toMatchObject([{ field: 'safety.bias_V_max', limit: expect.stringContaining('3.25 V') as string }]);
  });

  it('bounds the cap by field times thickness: 0.30 MV/cm across 100 nm is 3.0 V, which cannot charge LNMO', () => {
    const thin = experimentText.replace('0.5e-6', '100e-9');
    const cap = '3 V, field of 0.3 MV/cm across 100 nm of LiPON, which cannot charge LNMO: that begins at 3.45 V vs Li';
    expect(refusals(thin)).toMatchObject([{ line: 10, value: '4.65 V', limit: `${cap}; safety.is_field_override permits 0.5 MV/cm, see docs/limits.md` }]);
    const damaged = thin.replace('{ kind: lithium }\n', '{ kind: lithium }\n  declared_damage: 1.6\n');
    expect(refusals(damaged)).toMatchObject([{ value: '4.65 V', limit: cap }]);
  });

  it('does not say so of a film that its field lets charge, 3.48 V across 116 nm', () => {
    expect(refusals(experimentText.replace('0.5e-6', '116e-9'))).toMatchObject([{ limit: '3.48 V, field of 0.3 MV/cm across 116 nm of LiPON' }]);
    expect(refusals(experimentText.replace('0.5e-6', '114e-9'))).toMatchObject([{ limit: expect.stringContaining('cannot charge LNMO') as string }]);
  });

  it('lets the explicit override go to 0.5 MV/cm, where the window governs', () => {
    const thin = (extra: string): string => experimentText.replace('0.5e-6', '100e-9').replace('  slew_V_per_s_max: 0.01\n', `  slew_V_per_s_max: 0.01\n${extra}`);
    expect(refusals(thin('  field_V_per_m_max: 5.0e+7\n  is_field_override: true\n'))).toEqual([]);
    expect(refusals(thin('  field_V_per_m_max: 5.0e+7\n'))).toMatchObject([{ line: 12, field: 'safety.field_V_per_m_max', limit: '3e7 V/m' }]);
  });

  it('refuses the override for a declared damage above 1.5', () => {
    const damaged = (damage: number): string => experimentText
      .replace('{ kind: lithium }\n', `{ kind: lithium }\n  declared_damage: ${damage}\n`)
      .replace('  slew_V_per_s_max: 0.01\n', '  field_V_per_m_max: 5.0e+7\n  is_field_override: true\n');
    expect(refusals(damaged(1.5))).toEqual([]);
    expect(refusals(damaged(1.51))).toMatchObject([{ field: 'safety.field_V_per_m_max' }]);
  });

  it('refuses a cap that the strap of the device does not leave room for, with the strap in its reason', () => {
    const low = { ...board, strap_V_max: 4.695 };
    expect(refusals(experimentText, low)).toEqual([]);
    expect(refusals(experimentText, { ...board, strap_V_max: 4.694 })).toMatchObject([
      { line: 10, field: 'safety.bias_V_max', value: '4.65 V', limit: expect.stringContaining('strap of the device, 4.694 V') as string },
    ]);
  });

  it('refuses a lower cap below -0.2 V, and below 2.0 V once formed', () => {
    expect(refusals(withLine(11, '  bias_V_min: -0.2'))).toEqual([]);
    expect(refusals(withLine(11, '  bias_V_min: -0.21'))).toMatchObject([{ line: 11, field: 'safety.bias_V_min' }]);
    expect(refusals(withLine(11, '  bias_V_min: 2.0\n  is_formed: true'))).toEqual([]);
    expect(refusals(withLine(11, '  bias_V_min: 1.99\n  is_formed: true'))).toMatchObject([{ field: 'safety.bias_V_min' }]);
  });

  it('refuses a cap that is not above the lower cap', () => {
    expect(refusals(withLine(10, '  bias_V_max: -0.2')).map(({ field }) => field)).toContain('safety.bias_V_max');
  });
});

describe('pre-flight of the steps', () => {
  it('accepts a step at the cap and refuses one a microvolt above', () => {
    expect(refusals(experimentText.replace('bias_V: 4.60', 'bias_V: 4.65'))).toEqual([]);
    expect(refusals(experimentText.replace('bias_V: 4.60', 'bias_V: 4.650001'))).toEqual([
      { file: 'a.yaml', line: 14, column: 27, field: 'steps[1].bias_V', value: '4.650001 V', reason: 'beyond the caps', limit: '-0.2 V to 4.65 V, of safety' },
    ]);
  });

  it('refuses a step below the lower cap', () => {
    expect(refusals(experimentText.replace('bias_V: 4.60', 'bias_V: -0.3'))).toMatchObject([{ line: 14, field: 'steps[1].bias_V' }]);
  });

  it('refuses a slew above the cap, which is 10 mV/s where none is stated', () => {
    expect(refusals(experimentText.replace('4.60, slew_V_per_s: 0.005', '4.60, slew_V_per_s: 0.011'))).toMatchObject([{ line: 14, field: 'steps[1].slew_V_per_s' }]);
    const unstated = experimentText.replace('  slew_V_per_s_max: 0.01\n', '');
    expect(refusals(unstated.replace('4.60, slew_V_per_s: 0.005', '4.60, slew_V_per_s: 0.01'))).toEqual([]);
    expect(refusals(unstated.replace('4.60, slew_V_per_s: 0.005', '4.60, slew_V_per_s: 0.0101'))).toMatchObject([{ field: 'steps[1].slew_V_per_s' }]);
  });

  it('takes a leak check without a bias at the open-circuit voltage, which it holds against the caps once it is measured', () => {
    const atRest = experimentText.replace('kind: leak_check, bias_V: 3.45,', 'kind: leak_check,');
    expect(refusals(atRest)).toEqual([]);
    expect(refusals(atRest, { ...board, openCircuit_V: 3.4 })).toEqual([]);
    expect(refusals(atRest, { ...board, openCircuit_V: 4.7 })).toMatchObject([
      { line: 13, field: 'steps[0].kind', reason: 'the cell rests at 4.7 V, beyond the caps', limit: '-0.2 V to 4.65 V, of safety' },
    ]);
    expect(refusals(atRest, { ...board, openCircuit_V: Number.NaN })).toMatchObject([{ field: 'steps[0].kind' }]);
    // From rest at 3.40 V to 4.60 V at 5 mV/s.
    const { steps, duration_s } = preflight(parseExperiment(atRest, 'a.yaml'), { ...board, openCircuit_V: 3.4 });
    expect(steps[0]).toMatchObject({ bias_V: 3.4, ramp_s: 0 });
    expect(steps[1]?.ramp_s).toBeCloseTo(240, 9);
    expect(duration_s).toBeCloseTo(60 + 240 + 100 + 30, 9);
  });

  it('refuses to open the circuit anywhere but at the end', () => {
    expect(refusals(experimentText.replace('kind: leak_check, bias_V: 3.45, slew_V_per_s: 0.005,', 'kind: open,'))).toMatchObject([{ line: 13, field: 'steps[0].kind' }]);
  });

  it('refuses a leak check anywhere but at the beginning', () => {
    expect(refusals(experimentText.replace('kind: hold', 'kind: leak_check'))).toMatchObject([{ line: 14, field: 'steps[1].kind' }]);
  });

  it('refuses more steps or a faster slew than the device has', () => {
    expect(refusals(experimentText, { ...board, programSteps_max: 2 })).toMatchObject([{ field: 'steps', limit: '2 steps, of the device' }]);
    expect(refusals(experimentText, { ...board, slew_V_per_s_max: 0.005 })).toMatchObject([{ line: 11, field: 'safety.slew_V_per_s_max' }]);
  });
});

describe('the plan', () => {
  it('tells worst case, field and duration', () => {
    const plan = preflight(parseExperiment(experimentText, 'a.yaml'), board);
    expect(plan.bias_V_max).toBe(4.6);
    expect(plan.bias_V_min).toBe(3.45);
    expect(plan.field_V_per_m_max).toBeCloseTo(9.2e6, -1);
    expect(plan.cap).toEqual({ value_V: 4.65, origin: 'safety.bias_V_max' });
    // 60 s, a ramp of 1.15 V at 5 mV/s, 100 s, 30 s.
    expect(plan.duration_s).toBeCloseTo(60 + 230 + 100 + 30, 9);
    expect(plan.warnings).toEqual([]);
  });

  it('warns of a field from 0.15 MV/cm on', () => {
    const text = experimentText.replace('0.5e-6', '300e-9');
    expect(preflight(parseExperiment(text, 'a.yaml')).warnings).toHaveLength(1);
  });

  it('is written as a table with a line for each step', () => {
    const lines = timelineText(preflight(parseExperiment(experimentText, 'a.yaml'))).split('\n');
    expect(lines[0]).toMatch(/^step\s+start\s+kind\s+bias\s+ramp\s+hold$/);
    expect(lines[1]).toMatch(/^1\s+0:00:00\s+leak check\s+3\.450 V\s+from rest\s+60 s$/);
    expect(lines[2]).toMatch(/^2\s+0:01:00\s+hold\s+4\.600 V\s+230 s\s+100 s$/);
    expect(lines[3]).toMatch(/^3\s+0:06:30\s+open\s+-\s+-\s+30 s$/);
    expect(lines.slice(4).join('\n')).toContain('cap 4.65 V (safety.bias_V_max)');
  });

  it('says of a current that it begins at rest, or that nobody knows where, and has no ramp', () => {
    const current = (sign: string, until: string): string => `  - { kind: current, c_rate: ${sign}0.1, slew_V_per_s: 0.005, duration_s: 60, until: { ${until} } }\n`;
    const text = experimentText.replace(/steps:\n[\s\S]*?(?=\non_end)/, `steps:\n${current('', 'bias_V_above: 3.8')}${current('-', 'bias_V_below: 3.5')}`);
    const lines = timelineText(preflight(parseExperiment(text, 'a.yaml'))).split('\n');
    expect(lines[1]).toMatch(/^1\s+0:00:00\s+current\s+rest to 3\.800 V\s+-\s+60 s/);
    expect(lines[2]).toMatch(/^2\s+0:01:00\s+current\s+\.\.\. to 3\.500 V\s+-\s+60 s/);
  });
});
