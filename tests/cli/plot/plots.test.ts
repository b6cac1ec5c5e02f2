import { describe, expect, it } from 'vitest';
import { capacityLines } from '../../../cli/src/plot/differential-capacity.ts';
import { defaultKind, PLOTS } from '../../../cli/src/plot/kinds.ts';
import { cyclesOf } from '../../../cli/src/plot/voltammogram.ts';
import { cell_F, cyclicRun, steppedRun, trippedRun } from './known-runs.ts';

const [cyclic, stepped] = await Promise.all([cyclicRun(), steppedRun()]);
const frame = JSON.stringify({ cause: 'OVER_CURRENT', rate_Hz: 10_000, bias_V: [3.4, 3.41, 3.42, 3.43], current_A: [1.4e-10, 1.4e-10, 1.51e-10, 1.52e-10] });

describe('dQ/dV', () => {
  it('of a sweep is what the cell takes a volt, less the stray capacitance; downward on discharge', () => {
    const lines = capacityLines(cyclic);
    expect(lines.map(({ text }) => text)).toEqual(['charge', 'discharge', 'charge', 'discharge']);
    for (const [index, { points }] of lines.entries()) {
      expect(points.length).toBeGreaterThanOrEqual(40);
      for (const [bias_V, value] of points) {
        expect(bias_V).toBeGreaterThan(3.39);
        expect(bias_V).toBeLessThan(3.61);
        expect(value / (index % 2 === 0 ? cell_F : -cell_F)).toBeCloseTo(1, 2);
      }
    }
  });

  it('of steps is the charge from level to level by the bias between them', () => {
    const [line, ...more] = capacityLines(stepped);
    expect(more).toEqual([]);
    expect(line?.points.map(([bias_V]) => bias_V)).toEqual([expect.closeTo(3.45, 4), expect.closeTo(3.525, 4)]);
    for (const [, value] of line!.points) expect(value / cell_F).toBeCloseTo(1, 2);
  });

  it('is refused where the bias stood still', async () => {
    const still = await trippedRun(undefined);
    expect(() => PLOTS.dqdv(still)).toThrow('no dQ/dV');
  });
});

describe('a voltammogram', () => {
  it('has one curve a cycle, of every sample of its sweeps', () => {
    const cycles = cyclesOf(cyclic);
    expect(cycles.map(({ length }) => length)).toEqual([400, 400]);
    // 10 mV/s into 5.2 nF is 52 pA, up and down.
    for (const cycle of cycles) expect(Math.max(...cycle.map(([, current_A]) => Math.abs(current_A)))).toBeCloseTo(52e-12, 14);
    const svg = PLOTS.voltammogram(cyclic);
    for (const words of ['>cycle 1<', '>cycle 2<', 'current / pA', 'V(counter electrode) / V', 'simulated; parameters assumed']) expect(svg).toContain(words);
  });

  it('is refused where nothing was swept', () => {
    expect(() => PLOTS.voltammogram(stepped)).toThrow('no voltammogram');
  });
});

describe('the plot of a trip', () => {
  it('says what was seen, what it was held against, and shows the frozen samples with the limit', async () => {
    const svg = PLOTS.trip(await trippedRun(frame));
    for (const words of ['OVER_CURRENT at 8.0000 s: seen 152.0 pA, limit 150.0 pA', 'over-current, hard', '>limit 150.0 pA<', 'the last 4 samples', 'time to the trip / ms']) expect(svg).toContain(words);
    expect(svg.match(/<circle/g)!.length).toBeGreaterThanOrEqual(8);
  });

  it.each([
    ['missing', undefined],
    ['of another fault', frame.replace('OVER_CURRENT', 'OVER_VOLTAGE')],
    ['no JSON', '{'],
    ['of columns that differ', frame.replace('1.52e-10', '1.52e-10, 0')],
    ['of words', frame.replace('1.52e-10', '"x"')],
  ])('says so where the frame is %s', async (_, text) => {
    const svg = PLOTS.trip(await trippedRun(text));
    expect(svg).toContain('no frame in the recording');
    expect(svg).toContain('OVER_CURRENT at 8.0000 s');
  });

  it('is refused where nothing tripped', () => {
    expect(() => PLOTS.trip(cyclic)).toThrow('nothing has tripped');
  });
});

describe('what a recording is drawn as', () => {
  it('is its trip, its cycles, its film, or time', async () => {
    expect([defaultKind(await trippedRun(frame)), defaultKind(cyclic), defaultKind(stepped)]).toEqual(['trip', 'voltammogram', 'time']);
    const truth = { device_time_us: 0, voltage_V: 3.4, charge_C: 0, capacity_C: 1e-9, mean_x: 1.2, shunt_A: 0, centre_m: [1e-9, 5e-8], lithium: [1.2, 1.2], void_fraction: [0, 0], pore_fraction: [0.03, 0], phase_fraction: [1, 0] };
    const filmed = { ...stepped, recording: { ...stepped.recording, truth: [truth, { ...truth, device_time_us: 30e6 }] } };
    expect(defaultKind(filmed)).toBe('overview');
    expect(PLOTS['void-map'](filmed)).toContain('void fraction f');
    expect(() => PLOTS['void-map'](stepped)).toThrow('in a simulation only');
  });

  it('holds no coordinate that is no number, with and without the experiment', () => {
    const { experiment: _, ...bare } = cyclic;
    for (const svg of [PLOTS.time(cyclic), PLOTS.overview(stepped), PLOTS.dqdv(cyclic), PLOTS.time(bare), PLOTS.voltammogram(bare)]) expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  });

  it('without an experiment claims no capacity', () => {
    const { experiment: _, ...bare } = cyclic;
    expect(PLOTS.time(cyclic)).toContain('q / Q');
    expect(PLOTS.time(bare)).not.toContain('q / Q');
    expect(PLOTS.time(bare)).toContain('charge since the switch closed');
  });
});
