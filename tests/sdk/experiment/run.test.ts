import { readFileSync } from 'node:fs';
import { CELL_PRESETS, simulate } from '@nanobias/firmware-model';
import type { Simulation } from '@nanobias/firmware-model';
import { amperesPerCode, connect, EventKind } from '@nanobias/sdk';
import type { CodeBlock, Event } from '@nanobias/sdk';
import { ExperimentError, FREEZE_FRAME_FILE, parseExperiment, runExperiment } from '@nanobias/sdk/experiment';
import type { ParsedExperiment, RunProgress, RunRecorder, RunResult } from '@nanobias/sdk/experiment';
import { describe, expect, it } from 'vitest';
import { lineThrough, Whiteness } from './residuals.ts';
import { experimentText } from './texts.ts';

const hour_us = 3_600_000_000;
const tick_s = 1e-4;

function example(name: string): ParsedExperiment {
  return parseExperiment(readFileSync(new URL(`../../../examples/${name}.yaml`, import.meta.url), 'utf8'), `${name}.yaml`);
}

/** Takes down what a run hands it. */
class Taken implements RunRecorder {
  readonly slow_blocks: CodeBlock[] = [];
  readonly interlock_blocks = { count: 0, samples: 0 };
  readonly groups: number[] = [];
  readonly files = new Map<string, string>();
  readonly commands: { name: string; is_accepted: boolean; reason: string }[] = [];
  readonly events: Event[] = [];
  readonly truth_us: number[] = [];
  newest_us = 0;
  onInterlock: (block: CodeBlock) => void = () => undefined;

  attach({ name, text }: { name: string; text: string }): void {
    this.files.set(name, text);
  }

  slow(quantity: 'current' | 'voltage', block: CodeBlock): void {
    if (quantity === 'current') this.slow_blocks.push(block);
  }

  interlock(block: CodeBlock): void {
    this.interlock_blocks.count += 1;
    this.interlock_blocks.samples += block.codes.length;
    this.newest_us = block.device_time_us;
    this.onInterlock(block);
  }

  coarse(groups: Parameters<RunRecorder['coarse']>[0]): void {
    for (const { sample_count } of groups) this.groups.push(sample_count);
  }

  event(event: Event): void {
    this.events.push(event);
  }

  lostEvents(): void {
    throw new Error('no event gets lost in process');
  }

  state(): void {}

  command(command: { name: string; is_accepted: boolean; reason: string }): void {
    this.commands.push(command);
  }

  truth({ device_time_us }: { device_time_us: number }): void {
    this.truth_us.push(device_time_us);
  }
}

interface Observed {
  readonly simulation: Simulation;
  readonly taken: Taken;
  readonly onProgress?: (progress: RunProgress) => void;
  readonly signal?: AbortSignal;
}

function run(parsed: ParsedExperiment, { simulation, taken, onProgress, signal }: Observed): Promise<RunResult> {
  const { clock, entropy, pipe, truth } = simulation;
  return clock.run(async () => {
    const device = await connect(pipe, { clock, entropy });
    const { specimen } = truth;
    const result = await runExperiment({
      device, parsed, clock, recorder: taken, ...(onProgress === undefined ? {} : { onProgress }), ...(signal === undefined ? {} : { signal }),
      truth: () => ({
        device_time_us: truth.time_us, voltage_V: specimen.voltage_V, charge_C: specimen.charge_C, capacity_C: specimen.capacity_C, mean_x: specimen.mean_x,
        shunt_A: specimen.shunt_A, centre_m: [], lithium: [], void_fraction: [], pore_fraction: [], phase_fraction: [],
      }),
    });
    await device.close();
    return result;
  }, hour_us);
}

describe('an experiment of twenty minutes on the model, through the wire', async () => {
  const simulation = simulate({ seed: 11, cell: CELL_PRESETS['film-2um'] });
  const { truth } = simulation;
  const taken = new Taken();
  const progress: RunProgress[] = [];
  // The last ticks' true current by tick, long enough for any block's delay; and its mean over each conversion of the slow path.
  const ring = new Float64Array(1 << 15);
  const conversions_A: number[] = [];
  let conversion_A = 0;
  let raw_C = 0;
  let start_C: number | undefined;
  truth.everyTick(({ current_A, time_us, specimen, isConducting }) => {
    const tick = time_us / 100;
    ring[tick & (ring.length - 1)] = current_A;
    conversion_A += current_A / 1000;
    if (tick % 1000 === 0) {
      conversions_A[tick / 1000] = conversion_A;
      conversion_A = 0;
    }
    if (isConducting) start_C ??= specimen.charge_C;
    if (start_C !== undefined) raw_C += current_A * tick_s;
  });
  const interlock = new Whiteness(8);
  taken.onInterlock = (block) => {
    const first_tick = block.device_time_us / 100;
    const perCode_A = amperesPerCode(block);
    for (const [index, code] of block.codes.entries()) interlock.add(code * perCode_A - ring[(first_tick + index) & (ring.length - 1)]!);
  };
  const result = await run(example('quick'), { simulation, taken, onProgress: (now) => progress.push(now) });
  const { capacity_C } = truth.specimen;
  const last = result.points.at(-1)!;

  it('completes its program and ends in a measured off', () => {
    expect(result).toMatchObject({ end: 'completed', stepsCompleted: 5, lost_count: 0, off: { isSwitchClosed: false } });
    expect(result.off?.current_A).toBeLessThan(50e-12);
    expect(result.history.trips_count).toBe(0);
    expect(result.deviceTime_s).toBeGreaterThan(1200);
    expect(result.history.steps().map(({ index }) => index)).toEqual([0, 1, 2, 3, 4]);
  });

  it('counts raw charge within 0.1 % of the capacity', () => {
    expect(raw_C / capacity_C).toBeGreaterThan(0.05);
    expect(Math.abs(last.raw_C - raw_C)).toBeLessThan(0.001 * capacity_C);
  });

  it('counts net charge within 1 % of the capacity, with the shunt from the leak check alone', () => {
    const net_C = truth.specimen.charge_C - start_C!;
    expect(result.leak?.shunt_Ohm).toBeGreaterThan(0.97e13);
    expect(result.leak?.shunt_Ohm).toBeLessThan(1.03e13);
    expect(Math.abs(last.net_C! - net_C)).toBeLessThan(0.01 * capacity_C);
    // Its own uncertainty is no ornament.
    expect(Math.abs(last.net_C! - net_C)).toBeLessThan(5 * last.net_C_sigma!);
    expect(last.net_C_sigma).toBeLessThan(0.002 * capacity_C);
  });

  it('has slow currents whose residuals are white and within 7 sigma of 4 fA', () => {
    const pairs = taken.slow_blocks.flatMap((block) => Array.from(block.codes, (code, index) => {
      const conversion = block.device_time_us / 100_000 + index;
      return [conversions_A[conversion]!, code * amperesPerCode(block)] as const;
    }));
    expect(pairs.length).toBeGreaterThan(11_900);
    const measured = lineThrough(pairs);
    const residuals = new Whiteness(20);
    for (const [true_A, code_A] of pairs) residuals.add(code_A - measured(true_A));
    expect(residuals.sigma).toBeGreaterThan(3.8e-15);
    expect(residuals.sigma).toBeLessThan(4.2e-15);
    expect(residuals.largest).toBeLessThan(7 * 4e-15);
    expect(residuals.correlation_sigma).toBeLessThan(5);
  });

  it('has currents of the interlock path whose residuals are white and within 7 sigma of 5 pA', () => {
    expect(taken.interlock_blocks.samples).toBeGreaterThan(12_000_000);
    expect(interlock.sigma).toBeGreaterThan(4.9e-12);
    expect(interlock.sigma).toBeLessThan(5.1e-12);
    // A code is 0.6 pA.
    expect(interlock.largest).toBeLessThan(7 * 5e-12 + 0.6e-12);
    expect(interlock.correlation_sigma).toBeLessThan(5);
  });

  it('has statistics of every sample of the interlock path', () => {
    expect(taken.groups.reduce((sum, count) => sum + count, 0)).toBe(taken.interlock_blocks.samples);
  });

  it('takes down the true state before the switch closes, once a minute, and at the end', () => {
    expect(taken.truth_us[0]).toBeLessThan(result.history.closed_us!);
    for (const [index, time_us] of taken.truth_us.entries()) if (index > 0) expect(time_us - taken.truth_us[index - 1]!).toBeLessThanOrEqual(60_000_100);
    expect(taken.truth_us.at(-1)).toBeGreaterThan(1_200_000_000);
  });

  it('takes down what was asked and which limits are in force', () => {
    expect(taken.commands).toMatchObject([{ name: 'set_limits', is_accepted: true }, { name: 'run_program', is_accepted: true }]);
    const { requested, effective } = JSON.parse(taken.files.get('limits.json')!) as { requested: { bias_V_max: number }; effective: { bias_V_max: number } };
    expect(requested.bias_V_max).toBe(4.2);
    expect(effective.bias_V_max).toBe(4.2);
  });

  it('shows its progress once a second', () => {
    expect(progress.length).toBeGreaterThan(1195);
    expect(progress.at(-2)).toMatchObject({ stepIndex: 4, stepCount: 5 });
    expect(progress.every(({ elapsed_s }, index) => index === 0 || elapsed_s >= progress[index - 1]!.elapsed_s)).toBe(true);
  });
});

describe('an experiment on a cell that has waited', () => {
  it('checks the leak where the cell rests by then, ten minutes and 0.3 V behind its shunt later', async () => {
    const simulation = simulate({ seed: 2, cell: CELL_PRESETS['film-2um'] });
    simulation.device.run(6_000_000);
    const rest_V = simulation.truth.voltage_V;
    expect(rest_V).toBeLessThan(3.2);
    const result = await run(example('short'), { simulation, taken: new Taken() });
    expect(result).toMatchObject({ end: 'completed', stepsCompleted: 3 });
    expect(result.plan.steps[0]?.bias_V).toBeGreaterThan(rest_V - 0.004);
    expect(result.plan.steps[0]?.bias_V).toBeLessThan(rest_V + 0.004);
    expect(result.deviceTime_s).toBeLessThan(30);
  });
});

describe('an experiment that cannot go on', () => {
  it('ends in a measured off when its caller gives up', async () => {
    const simulation = simulate({ seed: 2, cell: CELL_PRESETS['film-2um'] });
    const taken = new Taken();
    const giveUp = new AbortController();
    const result = await run(example('short'), {
      simulation, taken, signal: giveUp.signal, onProgress: ({ elapsed_s }) => {
        if (elapsed_s > 8) giveUp.abort();
      },
    });
    expect(result).toMatchObject({ end: 'ABORTED', failure: { code: 'ABORTED', outputMayBeOn: false } });
    expect(simulation.truth.isConducting).toBe(false);
    expect(result.points.length).toBeGreaterThan(5);
    expect(taken.commands.at(-1)).toMatchObject({ name: 'run_program', is_accepted: false });
  });

  it('keeps what led to a trip: the frame that the controller froze, and a second more of samples', async () => {
    const simulation = simulate({ seed: 2, cell: CELL_PRESETS['film-2um'] });
    const taken = new Taken();
    // 1 V/s into 203 pF is 203 pA; the limit holds 149.5 pA of the 150 against the noise.
    const result = await run(example('trip'), { simulation, taken });
    expect(result).toMatchObject({ end: 'OVER_CURRENT', failure: { outputMayBeOn: false } });
    const trip = taken.events.find(({ kind }) => kind === EventKind.TRIPPED)!;
    const frame = JSON.parse(taken.files.get(FREEZE_FRAME_FILE)!) as { cause: string; value: number; limit: number; device_time_us: number; rate_Hz: number; bias_V: number[]; current_A: number[] };
    expect(frame).toMatchObject({ cause: 'OVER_CURRENT', value: trip.value, limit: trip.limit, device_time_us: trip.device_time_us, rate_Hz: 10_000 });
    expect([frame.bias_V.length, frame.current_A.length]).toEqual([64, 64]);
    // Two codes in a row beyond the limit trip; the last of them is the value.
    const limit_A = frame.limit * 1e-15;
    expect(frame.current_A.at(-1)).toBeGreaterThan(limit_A);
    expect(frame.current_A.at(-2)).toBeGreaterThan(limit_A);
    expect(frame.current_A.at(-1)! * 1e15).toBeCloseTo(frame.value, -1);
    for (const bias_V of frame.bias_V) expect(Math.abs(bias_V - trip.bias_uV / 1e6)).toBeLessThan(0.02);
    expect(taken.newest_us).toBeGreaterThan(trip.device_time_us + 1e6);
  });

  it('tells that the link is gone, and that the output may be on', async () => {
    const simulation = simulate({ seed: 2, cell: CELL_PRESETS['film-2um'] });
    const taken = new Taken();
    const result = await run(example('short'), {
      simulation, taken, onProgress: ({ elapsed_s }) => {
        if (elapsed_s > 8) simulation.hangUp('the cable was pulled');
      },
    });
    expect(result).toMatchObject({ end: 'LINK_LOST', failure: { code: 'LINK_LOST' } });
    expect(result.failure?.outputMayBeOn).not.toBe(false);
    expect(result.points.length).toBeGreaterThan(5);
  });

  it('is refused before anything moves when the strap of the board leaves no room for its cap', async () => {
    const simulation = simulate({ seed: 2, cell: CELL_PRESETS['film-2um'], board: { strap_V_high: 4.6 } });
    const taken = new Taken();
    const failure = await run(parseExperiment(experimentText, 'a.yaml'), { simulation, taken }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ExperimentError);
    expect(failure).toMatchObject({ kind: 'limit', refusals: [{ line: 10, field: 'safety.bias_V_max', value: '4.65 V' }] });
    expect(taken.commands).toEqual([]);
    expect(simulation.truth.isConducting).toBe(false);
  });
});
