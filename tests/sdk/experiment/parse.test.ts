import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ExperimentError, parseExperiment } from '@nanobias/sdk/experiment';
import type { Refusal, RefusalKind } from '@nanobias/sdk/experiment';
import { experimentText, withLine, withoutLine } from './texts.ts';

function refused(text: string): { readonly kind: RefusalKind; readonly refusals: readonly Refusal[]; readonly message: string } {
  try {
    parseExperiment(text, 'a.yaml');
  } catch (error) {
    if (error instanceof ExperimentError) return error;
    throw error;
  }
  throw new Error('the experiment was accepted');
}

describe('experiment file', () => {
  it('is read from YAML with every number as it stands', () => {
    const { experiment, text } = parseExperiment(experimentText, 'a.yaml');
    expect(text).toBe(experimentText);
    expect(experiment).toEqual({
      nanobias: 1,
      title: 'A test',
      specimen: { lnmo_thickness_m: 2e-6, area_m2: 1e-11, lipon_thickness_m: 5e-7, counter_electrode: { kind: 'lithium' } },
      lnmo_on: 'probe',
      safety: { bias_V_max: 4.65, slew_V_per_s_max: 0.01 },
      steps: [
        { kind: 'leak_check', bias_V: 3.45, slew_V_per_s: 0.005, duration_s: 60 },
        { kind: 'hold', bias_V: 4.6, slew_V_per_s: 0.005, duration_s: 100 },
        { kind: 'open', duration_s: 30 },
      ],
      on_end: 'open',
    });
  });

  it('is read from JSON to the same experiment', () => {
    const { experiment } = parseExperiment(experimentText, 'a.yaml');
    expect(parseExperiment(JSON.stringify(experiment), 'a.json').experiment).toEqual(experiment);
  });

  it.each(['delithiation', 'short', 'quick'])('is what examples/%s.yaml is', (name) => {
    const file = new URL(`../../../examples/${name}.yaml`, import.meta.url);
    expect(parseExperiment(readFileSync(file, 'utf8'), name).experiment.on_end).toBe('open');
  });

  it('of the main job holds the steps of the main job', () => {
    const text = readFileSync(new URL('../../../examples/delithiation.yaml', import.meta.url), 'utf8');
    const { steps, specimen } = parseExperiment(text, 'delithiation.yaml').experiment;
    const minutes = (step: (typeof steps)[number]): number => ('duration_s' in step ? step.duration_s / 60 : 0);
    expect(steps.map((step) => [step.kind === 'hold' ? step.bias_V : step.kind, minutes(step)])).toEqual([
      ['leak_check', 30], [3.7, 20], [3.9, 20], [4.1, 20], [4.3, 20], [4.4, 20], [4.5, 120], [4.55, 240], [4.6, 210], ['open', 30],
    ]);
    expect(specimen).toMatchObject({ lnmo_thickness_m: 2e-6, area_m2: 1e-11, lipon_thickness_m: 0.5e-6, counter_electrode: { kind: 'lithium' } });
  });
});

describe('a refusal of the schema', () => {
  it('asks for the voltage cap, which has no default', () => {
    expect(refused(withoutLine(10))).toMatchObject({
      kind: 'schema', refusals: [{ file: 'a.yaml', line: 10, field: 'safety.bias_V_max', limit: 'a number in V; there is no default' }],
    });
  });

  it('asks for the voltage cap where the whole safety block is missing', () => {
    const text = experimentText.split('\n').filter((_, index) => index < 8 || index > 10).join('\n');
    expect(refused(text)).toMatchObject({ kind: 'schema', refusals: [{ field: 'safety', limit: 'a number in V; there is no default' }] });
  });

  it('names an unknown key where it stands', () => {
    expect(refused(withLine(11, '  slew_mV_per_s_max: 10'))).toMatchObject({
      kind: 'schema', refusals: [{ line: 11, column: 3, field: 'safety.slew_mV_per_s_max', value: '10', reason: 'unknown field' }],
    });
  });

  it('takes 4800 V for a slip of units', () => {
    const { kind, refusals, message } = refused(withLine(10, '  bias_V_max: 4800'));
    expect(kind).toBe('schema');
    expect(refusals).toEqual([{ file: 'a.yaml', line: 10, column: 15, field: 'safety.bias_V_max', value: '4800 V', reason: 'out of range', limit: '<= 10 V' }]);
    expect(message).toBe('a.yaml:10:15: safety.bias_V_max = 4800 V: out of range (limit: <= 10 V)');
  });

  it.each(['.nan', '.inf', '-.inf'])('takes %s for no number', (value) => {
    expect(refused(withLine(10, `  bias_V_max: ${value}`))).toMatchObject({
      kind: 'schema', refusals: [{ line: 10, field: 'safety.bias_V_max', value: `${value} V`, limit: 'a finite number in V' }],
    });
  });

  it('takes no number as a string', () => {
    expect(refused(withLine(10, '  bias_V_max: "4.65"'))).toMatchObject({
      kind: 'schema', refusals: [{ line: 10, field: 'safety.bias_V_max', value: '"4.65"', limit: 'a finite number in V' }],
    });
  });

  it('takes nothing for a number', () => {
    expect(refused(withLine(10, '  bias_V_max:'))).toMatchObject({ kind: 'schema', refusals: [{ line: 10, field: 'safety.bias_V_max', reason: 'empty' }] });
  });

  it.each([
    ['a thickness in nanometres', 6, '  lipon_thickness_m: 500', 'specimen.lipon_thickness_m', '<= 0.00001 m'],
    ['a field in MV/cm', 11, '  field_V_per_m_max: 0.3', 'safety.field_V_per_m_max', '>= 100000 V/m'],
    ['a slew of 0', 11, '  slew_V_per_s_max: 0', 'safety.slew_V_per_s_max', '> 0 V/s'],
    ['a slew above 1 V/s', 11, '  slew_V_per_s_max: 1.001', 'safety.slew_V_per_s_max', '<= 1 V/s'],
    ['a lease above 5 s', 11, '  lease_s: 6', 'safety.lease_s', '<= 5 s'],
    ['another version of the format', 1, 'nanobias: 2', 'nanobias', 'only 1'],
    ['an end that is not open', 16, 'on_end: hold', 'on_end', 'only open'],
    ['a terminal that there is not', 8, 'lnmo_on: anode', 'lnmo_on', 'one of probe, sample'],
  ] as const)('refuses %s', (...[, line, text, field, limit]) => {
    expect(refused(withLine(line, text))).toMatchObject({ kind: 'schema', refusals: [{ line, field, limit }] });
  });

  it.each([
    ['a kind of step that it does not know', '  - { kind: sweep, duration_s: 30 }', 'steps[2].kind', 'unknown kind'],
    ['a step without a kind', '  - { duration_s: 30 }', 'steps[2].kind', 'missing'],
    ['a bias on an open step', '  - { kind: open, bias_V: 3, duration_s: 30 }', 'steps[2].bias_V', 'unknown field'],
    ['a hold without a slew', '  - { kind: hold, bias_V: 3, duration_s: 30 }', 'steps[2].slew_V_per_s', 'missing'],
  ])('refuses %s', (_, text, field, reason) => {
    expect(refused(withLine(15, text))).toMatchObject({ kind: 'schema', refusals: [{ line: 15, field, reason }] });
  });

  it.each([
    ['a loop of 1e12', '  - { kind: loop, count: 1000000000000, steps: [{ kind: rest, slew_V_per_s: 0.01, duration_s: 1 }] }', 'steps[2].count', '<= 1000000'],
    ['a time beyond 2^53 microseconds', '  - { kind: open, duration_s: 9007199254.740993 }', 'steps[2].duration_s', '<= 1000000 s'],
    ['a time that is a string', '  - { kind: open, duration_s: "30" }', 'steps[2].duration_s', 'a finite number in s'],
  ])('refuses %s', (_, text, field, limit) => {
    expect(refused(withLine(15, text))).toMatchObject({ kind: 'schema', refusals: [{ line: 15, field, limit }] });
  });

  it('tells everything that is wrong at once', () => {
    const text = withLine(10, '  bias_V_max: 4800').replace('duration_s: 30', 'duration_s: -1').replace('title: A test', 'title: ""');
    expect(refused(text).refusals.map(({ line }) => line).sort((a, b) => a - b)).toEqual([2, 10, 15]);
  });
});

describe('a refusal of the text', () => {
  it.each([
    ['a bracket that is never closed', 'nanobias: [1\ntitle: x\n', 2],
    ['a key given twice', `${experimentText}title: again\n`, 17],
    ['a tag of another language', withLine(2, 'title: !!js/function "x"'), 2],
  ])('shows the line of %s', (_, text, line) => {
    expect(refused(text)).toMatchObject({ kind: 'syntax', refusals: [{ file: 'a.yaml', line }] });
  });

  it('refuses a few lines that unfold into millions', () => {
    const bomb = 'a: &a [x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c]\ne: [*d,*d,*d]\n';
    expect(refused(bomb)).toMatchObject({ kind: 'syntax', refusals: [{ limit: '50 resolved aliases' }] });
  });

  it('refuses more than a million characters unread', () => {
    expect(refused('#'.repeat(1_000_001))).toMatchObject({ kind: 'syntax', refusals: [{ limit: '1000000 characters' }] });
  });

  it('refuses an empty file', () => {
    expect(refused('')).toMatchObject({ kind: 'schema', refusals: [{ line: 1 }] });
  });
});
