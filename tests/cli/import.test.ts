import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ExperimentError, parseExperiment, preflight } from '@nanobias/sdk/experiment';
import type { Experiment } from '@nanobias/sdk/experiment';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { importCommand } from '../../cli/src/commands/import.ts';
import type { ImportOptions } from '../../cli/src/commands/import.ts';
import { root, scratch } from './spawned.ts';

const directory = scratch();
afterAll(() => directory.remove());
const onto = join(root, 'examples', 'gitt.yaml');
let said = '';
let noted = '';
let files_count = 0;
beforeEach(() => {
  said = '';
  noted = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    noted += String(text);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});

async function imported(text: string, options: Partial<ImportOptions> = {}): Promise<Experiment> {
  files_count += 1;
  const file = join(directory.path, `protocol-${files_count}`);
  writeFileSync(file, text);
  expect(await importCommand(file, { onto, slew: 0.05, ...options })).toBe(0);
  return parseExperiment(said, 'imported.yaml').experiment;
}

async function refusal(text: string, options: Partial<ImportOptions> = {}): Promise<{ readonly line: number; readonly field: string; readonly reason: string }> {
  const error = await imported(text, options).catch((thrown: unknown) => thrown);
  if (error instanceof ExperimentError) return error.refusals[0]!;
  throw new Error(`was not refused:\n${said}`, { cause: error });
}

const slew_V_per_s = 0.05;

describe('PyBaMM strings', () => {
  it.each([
    ['Discharge at C/20 for 0.5 hours', { kind: 'current', c_rate: -0.05, slew_V_per_s, duration_s: 1800 }],
    ['Charge at 0.5 C for 45 minutes', { kind: 'current', c_rate: 0.5, slew_V_per_s, duration_s: 2700 }],
    ['Discharge at 2C/3 for 90 seconds', { kind: 'current', c_rate: -2 / 3, slew_V_per_s, duration_s: 90 }],
    ['Charge at 2 pA for 1 hour', { kind: 'current', current_A: 2e-12, slew_V_per_s, duration_s: 3600 }],
    ['Charge at 200nA for 45 minutes (1 minute period)', { kind: 'current', current_A: 2e-7, slew_V_per_s, duration_s: 2700 }],
    ['Charge at 1 C for 2 hours or until 4.1V', { kind: 'current', c_rate: 1, slew_V_per_s, duration_s: 7200, until: { bias_V_above: 4.1 } }],
    ['Discharge at C/3 for 2 hours or until 2500 mV', { kind: 'current', c_rate: -1 / 3, slew_V_per_s, duration_s: 7200, until: { bias_V_below: 2.5 } }],
    ['Charge at 1 C until 4.1 V', { kind: 'current', c_rate: 1, slew_V_per_s, duration_s: 86_400, until: { bias_V_above: 4.1 } }],
    ['Hold at 4.1V for 20 seconds', { kind: 'hold', bias_V: 4.1, slew_V_per_s, duration_s: 20 }],
    ['Hold at 4.1 V until 50 pA', { kind: 'hold', bias_V: 4.1, slew_V_per_s, duration_s: 86_400, until: { current_A_below: 5e-11 } }],
    ['Rest for 10 minutes (5 minute period)', { kind: 'rest', slew_V_per_s, duration_s: 600 }],
  ])('%s', async (text, step) => {
    expect((await imported(`${text}\n`, { longest: 86_400 })).steps).toEqual([step]);
  });

  it('ends a hold at a rate of the film, or of the capacity that is told', async () => {
    // 100 nm on 10 um2 at 4.20 g/cm3 and 321 mAh/g: 4.854 nC.
    const until = ({ steps: [step] }: Experiment): number => (step as { readonly until: { readonly current_A_below: number } }).until.current_A_below;
    expect(until(await imported('Hold at 4.1 V for 1 hour or until C/10\n'))).toBe(1.3482e-13);
    expect(said).toMatch(/^title: Steps of protocol-\d+$/m);
    said = '';
    expect(until(await imported('Hold at 4.1 V for 1 hour or until C/10\n', { capacity: 1e-6 }))).toBeCloseTo(1e-10, 16);
    said = '';
    expect((await imported('Charge at C/10 for 1 hour\n', { capacity: 1e-6 })).steps).toMatchObject([{ kind: 'current', current_A: 1e-10 }]);
  });

  it('makes a loop of equal cycles, from a list of lists', async () => {
    const cycle = ['Charge at C/10 for 10 minutes', 'Rest for 1 hour'];
    const { steps } = await imported(JSON.stringify([...Array.from({ length: 20 }, () => cycle), 'Rest for 5 minutes']));
    expect(steps).toMatchObject([{ kind: 'loop', count: 20, steps: [{ kind: 'current' }, { kind: 'rest' }] }, { kind: 'rest', duration_s: 300 }]);
  });

  it('keeps specimen, terminals and caps of the experiment that it goes onto, and says what is done otherwise', async () => {
    const experiment = await imported('Rest for 10 minutes\n');
    const base = parseExperiment(readFileSync(onto, 'utf8'), onto).experiment;
    expect(experiment).toMatchObject({ specimen: base.specimen, safety: base.safety, lnmo_on: base.lnmo_on, on_end: 'open' });
    expect(noted).toContain('note: a rest keeps the switch closed at 0 A');
    expect(said).toContain('# a rest keeps the switch closed at 0 A');
  });

  it.each([
    ['a power', '# two steps\nRest for 1 hour\nDischarge at 1 W for 0.5 hours\n', 3, 'no current and no C-rate'],
    ['a drive cycle', 'Rest for 1 hour\nRun US06 for 20 seconds\n', 2, 'not a step that can be carried out here'],
    ['a step without a time', 'Charge at 1C until 4.1 V\n', 1, 'states no time'],
    ['a temperature', 'Charge at 1C for 1 hour at 25oC\n', 1, 'is no time'],
    ['a hold that ends at a voltage', 'Hold at 4 V for 1 hour or until 3 V\n', 1, 'does not end at'],
    ['a current that ends at a current', 'Charge at 1C for 1 hour or until 50 pA\n', 1, 'ends at one voltage'],
    ['a rest until something', 'Rest for 1 hour or until 3 V\n', 1, 'by its time alone'],
    ['a period shorter than that of the slow path', 'Rest for 1 hour (0.01 second period)\n', 1, 'shorter than'],
    ['a number that is none', 'Charge at xC for 1 hour\n', 1, 'no current and no C-rate'],
    ['nothing', '[]', 1, 'not a list'],
    ['no strings', '- 7\n', 1, 'not an experiment string'],
  ])('are refused with their line for %s', async (_, text, line, reason) => {
    expect(await refusal(text)).toMatchObject({ line, reason: expect.stringContaining(reason) as string });
  });
});

const protocol = {
  unicycler: { version: '0.4.4' },
  sample: { name: 'film', capacity_mAh: 1e-6 },
  record: { time_s: '10', voltage_V: 0.1 },
  safety: { max_voltage_V: 4.3, min_voltage_V: 2.5, max_current_mA: 3e-7, min_current_mA: -3e-7, delay_s: 10 },
  method: [
    { step: 'open_circuit_voltage', until_time_s: 60 },
    { step: 'tag', tag: 'cycle' },
    { step: 'constant_current', rate_C: 'C/5', until_time_s: '36000', until_voltage_V: 4.2 },
    { step: 'constant_voltage', voltage_V: 4.2, until_time_s: 3600, until_rate_C: '1/20' },
    { step: 'open_circuit_voltage', until_time_s: 600 },
    { step: 'constant_current', rate_C: '', current_mA: -2e-8, until_time_s: 36_000, until_voltage_V: 3 },
    { step: 'loop', loop_to: 'cycle', cycle_count: 3 },
    { step: 'open_circuit_voltage', until_time_s: 60 },
  ],
} as const;

/** The protocol with something changed, one field a line. */
function changed(change: (protocol: Record<string, unknown> & { method: Record<string, unknown>[] }) => void): string {
  const copy = JSON.parse(JSON.stringify(protocol)) as Record<string, unknown> & { method: Record<string, unknown>[] };
  change(copy);
  return JSON.stringify(copy, null, 1);
}

describe('a protocol of aurora-unicycler', () => {
  it('becomes an experiment that a pre-flight takes', async () => {
    const experiment = await imported(JSON.stringify(protocol));
    const close = (value: number): number => expect.closeTo(value, 18) as number;
    expect(experiment.steps).toEqual([
      { kind: 'ocv', duration_s: 60 },
      {
        kind: 'loop', count: 3, steps: [
          { kind: 'current', current_A: close(2e-10), slew_V_per_s, duration_s: 36_000, until: { bias_V_above: 4.2 } },
          { kind: 'hold', bias_V: 4.2, slew_V_per_s, duration_s: 3600, until: { current_A_below: close(5e-11) } },
          { kind: 'rest', slew_V_per_s, duration_s: 600 },
          { kind: 'current', current_A: close(-2e-11), slew_V_per_s, duration_s: 36_000, until: { bias_V_below: 3 } },
        ],
      },
      { kind: 'open', duration_s: 60 },
    ]);
    expect(experiment.safety).toMatchObject({ bias_V_max: 4.3, bias_V_min: 2.5, current_A_max: close(3e-10) });
    expect(noted).toContain('of the caps 4.3 V (file) and 4.4 V (--onto) the lower one holds');
    expect(noted).toContain('at once here, not after a delay');
    expect(preflight(parseExperiment(said, 'imported.yaml')).steps.length).toBeGreaterThan(2);
  });

  it('counts rates by the film where the sample states no capacity', async () => {
    const { steps } = await imported(changed((copy) => {
      copy['sample'] = { name: 'film' };
    }));
    expect(steps[1]).toMatchObject({ steps: [{ c_rate: 0.2 }, {}, {}, { current_A: -2e-11 }] });
  });

  it('goes back to a number, counted from 1', async () => {
    const { steps } = await imported(changed(({ method }) => {
      method[6] = { step: 'loop', loop_to: 3, cycle_count: 2 };
      method[1] = { step: 'constant_current', rate_C: 1, until_time_s: 1 };
    }));
    expect(steps.map(({ kind }) => kind)).toEqual(['ocv', 'current', 'loop', 'open']);
  });

  it.each<readonly [string, (copy: Record<string, unknown> & { method: Record<string, unknown>[] }) => void, string, string]>([
    ['an impedance', ({ method }) => method.splice(2, 1, { step: 'impedance_spectroscopy', amplitude_V: 0.01 }), 'method[2].step', 'impedance drowns'],
    ['a step that it does not know', ({ method }) => method.splice(2, 1, { step: 'voltage_scan' }), 'method[2].step', 'not a step'],
    ['a condition that it does not know', ({ method }) => { method[2]!['until_capacity_mAh'] = 1; }, 'method[2].until_capacity_mAh', 'unknown field'],
    ['a step without a time', ({ method }) => { delete method[2]!['until_time_s']; }, 'method[2]', 'states no time'],
    ['a word for a number', ({ method }) => { method[3]!['voltage_V'] = 'high'; }, 'method[3].voltage_V', 'not a number'],
    ['neither rate nor current', ({ method }) => { method[2]!['rate_C'] = 0; }, 'method[2].current_mA', 'neither'],
    ['a loop to nowhere', ({ method }) => { method[6]!['loop_to'] = 'formation'; }, 'method[6].loop_to', 'no earlier step'],
    ['a loop onto itself', ({ method }) => { method[6]!['loop_to'] = 7; }, 'method[6].loop_to', 'no earlier step'],
    ['a loop over the first open circuit', ({ method }) => { method[6]!['loop_to'] = 1; }, 'method[6].loop_to', 'open circuit'],
    ['a loop into the middle of another', ({ method }) => method.splice(7, 0, { step: 'loop', loop_to: 4, cycle_count: 2 }), 'method[7].loop_to', 'middle of another loop'],
    ['a tag twice', ({ method }) => method.splice(3, 0, { step: 'tag', tag: 'cycle' }), 'method[3].tag', 'used once'],
    ['a one-sided cap of current', (copy) => { copy['safety'] = { max_current_mA: 1 }; }, 'safety.max_current_mA', 'both sides'],
    ['a cap of charge', (copy) => { copy['safety'] = { max_capacity_mAh: 1 }; }, 'safety.max_capacity_mAh', 'mass'],
    ['a period that is too short', (copy) => { copy['record'] = { time_s: 0.01 }; }, 'record.time_s', 'shorter'],
    ['an unknown section', (copy) => { copy['schedule'] = {}; }, 'schedule', 'unknown field'],
    ['no method', (copy) => { delete (copy as Record<string, unknown>)['method']; }, 'method', 'not a list'],
  ])('is refused with line and field for %s', async (_, change, field, reason) => {
    const text = changed((copy) => void change(copy));
    const refused = await refusal(text);
    expect(refused).toMatchObject({ field, reason: expect.stringContaining(reason) as string });
    expect(refused.line).toBeGreaterThanOrEqual(1);
    if (text.includes(`"${field.split('.').at(-1)!}"`)) expect(text.split('\n')[refused.line - 1]).toMatch(/\S/);
  });

  it('is refused where an experiment could not state it: a milliampere is beyond any limit here', async () => {
    const text = changed(({ method }) => {
      method[5]!['current_mA'] = -5;
    });
    expect(await refusal(text)).toMatchObject({ field: 'steps[1].steps[3].current_A', reason: 'out of range' });
  });
});
