import { Activity, Cause, EventKind, StatusCode, StepEnd, StepKind } from '@nanobias/proto';
import type { ProgramStep, Reply } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import { AT, Bench } from './bench.ts';

const SLEW = 100_000_000;
const ramp = (bias_uV: number, more: Partial<ProgramStep> = {}): ProgramStep => ({ kind: StepKind.RAMP, bias_uV, slew_nV_per_s: SLEW, duration_us: 0, ...more });
const hold = (bias_uV: number, duration_us: number, more: Partial<ProgramStep> = {}): ProgramStep => ({ kind: StepKind.HOLD, bias_uV, slew_nV_per_s: SLEW, duration_us, ...more });
const current = (current_fA: number, duration_us: number, more: Partial<ProgramStep> = {}): ProgramStep =>
  ({ kind: StepKind.CURRENT, current_fA, slew_nV_per_s: SLEW, duration_us, ...more });
const loop = (loop_to_index: number, loop_count: number): ProgramStep => ({ kind: StepKind.LOOP, loop_to_index, loop_count, duration_us: 0 });
const mark = (number: number): ProgramStep => ({ kind: StepKind.MARK, mark: number, duration_us: 0 });
const OPEN: ProgramStep = { kind: StepKind.OPEN, duration_us: 100_000 };

function ready(): Bench {
  const bench = new Bench();
  bench.run(20);
  bench.hello();
  bench.acquire();
  bench.commit();
  return bench;
}

function upload(bench: Bench, steps: readonly ProgramStep[]): readonly Reply[] {
  return steps.map((step, step_index) => bench.ask({ kind: 'upload_step', program_id: 3, step_index, step_count: steps.length, step, lease_epoch: bench.lease_epoch }));
}

/** Uploads, turns the output on and starts; gives the answer to the start. */
function run(bench: Bench, steps: readonly ProgramStep[]): Reply {
  const last = upload(bench, steps).at(-1);
  const program_digest = last?.body?.kind === 'upload_result' ? last.body.program_digest : undefined;
  if (program_digest === undefined) throw new Error(JSON.stringify(last));
  bench.enable(bench.state.limits_digest!);
  return bench.ask({
    kind: 'start_program', program_id: 3, program_digest, expected_epoch: bench.state.output_epoch, not_after_device_us: bench.now_us + 1_000_000, lease_epoch: bench.lease_epoch,
  });
}

function untilEnd(bench: Bench, ticks_max = 400_000): void {
  for (let ticks = 0; ticks < ticks_max && bench.eventsOf(EventKind.PROGRAM_ENDED).length === 0; ticks += 5000) bench.hold(5000);
}

const ends = (bench: Bench): readonly (readonly [number, StepEnd])[] => bench.eventsOf(EventKind.STEP_ENDED).map(({ step_index, step_end }) => [step_index, step_end]);
const dac_uV = (bench: Bench): number => (bench.registers[AT.DAC]! / 524_288) * 10_000_000;

describe('a ramp', () => {
  it('goes on to the next step as soon as it has arrived', () => {
    const bench = ready();
    run(bench, [ramp(3_500_000), ramp(3_450_000), OPEN]);
    untilEnd(bench);
    expect(ends(bench)).toEqual([[0, StepEnd.ARRIVAL], [1, StepEnd.ARRIVAL], [2, StepEnd.DURATION]]);
    const [first, second] = bench.eventsOf(EventKind.STEP_STARTED).map(({ device_time_us }) => device_time_us);
    // 50 mV at 100 mV/s.
    expect(Math.abs(second! - first! - 500_000)).toBeLessThan(2000);
  });

  it('that a current ends leaves the output where it stood', () => {
    const bench = ready();
    // 2.35 GOhm, and 20.3 pA into 203 pF at 100 mV/s: 60 pA at some 90 mV.
    run(bench, [ramp(4_000_000, { until_current_fA_above: 60_000 }), hold(3_450_000, 1_000_000)]);
    bench.until(() => ends(bench).length === 1, 100_000);
    expect(ends(bench)).toEqual([[0, StepEnd.CURRENT]]);
    const [end] = bench.eventsOf(EventKind.STEP_ENDED);
    expect(end!.value).toBeGreaterThanOrEqual(60_000);
    expect(dac_uV(bench)).toBeLessThan(3_600_000);
  });

  it('by a change of bias counts from where the output stands', () => {
    const bench = ready();
    const { bias_uV: _, ...relative } = ramp(0, { bias_change_uV: 10_000 });
    run(bench, [ramp(3_500_000), relative, loop(1, 4), { ...hold(0, 5_000_000), bias_uV: 3_550_000 }]);
    bench.until(() => ends(bench).length === 6, 100_000);
    // Five changes of 10 mV, each rounded toward zero to a code of 19 uV.
    expect(Math.abs(dac_uV(bench) - 3_550_000)).toBeLessThan(200);
  });

  it('by a change beyond a cap opens the circuit at its start', () => {
    const bench = ready();
    const { bias_uV: _, ...relative } = ramp(0, { bias_change_uV: 500_000, slew_nV_per_s: 1_000_000_000 });
    run(bench, [relative, loop(0, 5)]);
    untilEnd(bench);
    expect(bench.eventsOf(EventKind.PROGRAM_ENDED)).toMatchObject([{ cause: Cause.STEP_REFUSED }]);
    expect(bench.peak_V).toBeLessThan(4.6);
    expect(bench.isClosed).toBe(false);
  });
});

describe('a hold', () => {
  it('ends when the measured bias, the current or the charge meets its condition, and not before its arrival', () => {
    const bench = ready();
    // 50 mV over 2.35 GOhm are 21 pA: 10.6 pC in half a second.
    run(bench, [hold(3_500_000, 60_000_000, { until_charge_fC: 10_000 }), hold(3_460_000, 60_000_000, { until_current_fA_below: 10_000 }), hold(3_500_000, 60_000_000, { until_bias_uV_above: 3_490_000 })]);
    untilEnd(bench);
    expect(ends(bench)).toEqual([[0, StepEnd.CHARGE], [1, StepEnd.CURRENT], [2, StepEnd.BIAS]]);
    const [charge, faded] = bench.eventsOf(EventKind.STEP_ENDED);
    expect(charge!.value).toBeGreaterThanOrEqual(10_000);
    expect(charge!.value).toBeLessThan(13_000);
    expect(Math.abs(faded!.value!)).toBeLessThanOrEqual(10_000);
  });

  it('whose conditions are not met ends by its time', () => {
    const bench = ready();
    run(bench, [hold(3_500_000, 700_000, { until_charge_fC: 1_000_000, until_bias_uV_above: 4_000_000, until_bias_uV_below: 3_000_000, until_current_fA_above: 1_000_000 })]);
    untilEnd(bench);
    expect(ends(bench)).toEqual([[0, StepEnd.DURATION]]);
  });
});

describe('a current', () => {
  it('is regulated for its time, told as the activity, and goes over into the next step', () => {
    const bench = ready();
    run(bench, [current(20_000, 12_000_000), hold(3_450_000, 200_000)]);
    bench.hold(100_000);
    expect(bench.state).toMatchObject({ activity: Activity.CURRENT, current_setpoint_fA: 20_000, is_in_compliance: false });
    expect(Math.abs(bench.current_A - 20e-12)).toBeLessThan(2e-13);
    untilEnd(bench);
    expect(ends(bench)).toEqual([[0, StepEnd.DURATION], [1, StepEnd.DURATION]]);
  });

  it('ends at its cut-off, which the output never passes', () => {
    const bench = ready();
    run(bench, [current(100_000, 60_000_000, { until_bias_uV_above: 3_550_000 }), OPEN]);
    untilEnd(bench);
    expect(ends(bench)[0]).toEqual([0, StepEnd.BIAS]);
    expect(bench.peak_V).toBeLessThanOrEqual(3.55);
    expect(Math.max(...bench.dacTrace)).toBeLessThanOrEqual((3.55 / 10) * 524_288);
  });

  it('ends at its charge, the same either way', () => {
    const bench = ready();
    run(bench, [current(20_000, 60_000_000, { until_charge_fC: 100_000 }), current(-20_000, 60_000_000, { until_charge_fC: 100_000 })]);
    untilEnd(bench);
    expect(ends(bench)).toEqual([[0, StepEnd.CHARGE], [1, StepEnd.CHARGE]]);
    const [charge, discharge] = bench.eventsOf(EventKind.STEP_ENDED).map(({ value }) => value!);
    expect(charge).toBeGreaterThanOrEqual(100_000);
    expect(discharge).toBeLessThanOrEqual(-100_000);
  });

  it('goes on after a pause with what was left of it', () => {
    const bench = ready();
    run(bench, [current(20_000, 8_000_000)]);
    bench.hold(30_000);
    bench.ask({ kind: 'pause_program', lease_epoch: bench.lease_epoch });
    const dac = bench.registers[AT.DAC];
    bench.hold(20_000);
    expect(bench.registers[AT.DAC]).toBe(dac);
    expect(bench.state).not.toHaveProperty('current_setpoint_fA');
    const program = new Float64Array(bench.words('controller.program').buffer, bench.words('controller.program').byteOffset, 4);
    bench.ask({ kind: 'start_program', program_id: 3, program_digest: program[3]!, expected_epoch: bench.state.output_epoch, not_after_device_us: bench.now_us + 1_000_000, lease_epoch: bench.lease_epoch });
    expect(bench.state.current_setpoint_fA).toBe(20_000);
    untilEnd(bench);
    const at_us = (kind: EventKind): number => bench.eventsOf(kind)[0]!.device_time_us;
    expect(Math.abs(at_us(EventKind.STEP_ENDED) - at_us(EventKind.STEP_STARTED) - 10_000_000)).toBeLessThan(10_000);
  });
});

describe('a loop', () => {
  it('goes back as often as it says, and a loop inside another begins anew', () => {
    const bench = ready();
    run(bench, [mark(1), mark(2), loop(1, 2), loop(0, 1), OPEN]);
    untilEnd(bench);
    expect(bench.eventsOf(EventKind.MARK).map(({ value }) => value)).toEqual([1, 2, 2, 2, 1, 2, 2, 2]);
    expect(ends(bench)).toEqual([[4, StepEnd.DURATION]]);
  });

  it('of nothing but marks leaves a tick to each step, so that a stop comes through', () => {
    const bench = ready();
    run(bench, [mark(1), loop(0, 400_000)]);
    bench.run(500);
    bench.stop();
    bench.run(300);
    expect(bench.isClosed).toBe(false);
    expect(bench.eventsOf(EventKind.PROGRAM_ENDED)).toMatchObject([{ cause: Cause.HOST_STOP }]);
  });

  it('that multiplies beyond a million steps is refused at the start', () => {
    expect(run(ready(), [mark(1), loop(0, 999), loop(0, 999)]).status).toMatchObject({ code: StatusCode.OUT_OF_RANGE, field: 'loop_count', limit_max: 1_000_000 });
    expect(run(ready(), [mark(1), loop(0, 499_999)]).status.code).toBe(StatusCode.OK);
    expect(run(ready(), [mark(1), loop(0, 500_000)]).status.code).toBe(StatusCode.OUT_OF_RANGE);
  });

  it.each<[string, readonly ProgramStep[]]>([
    ['to itself', [mark(1), loop(1, 1)]], ['forward', [mark(1), loop(2, 1), mark(2)]], ['into another loop', [mark(1), mark(2), loop(0, 1), loop(1, 1)]], ['back over an open step', [OPEN, loop(0, 1)]],
  ])('%s is refused', (_title, steps) => {
    expect(upload(ready(), steps).map(({ status }) => status.code)).toContain(StatusCode.OUT_OF_RANGE);
  });
});

describe('the shape of a step', () => {
  const { slew_nV_per_s: _, ...unhurried } = ramp(3_500_000);
  const { current_fA: __, ...aimless } = current(1, 1);
  it.each<[string, ProgramStep, StatusCode, string]>([
    ['a ramp without a slew', unhurried, StatusCode.MISSING_FIELD, 'slew_nV_per_s'],
    ['a ramp with a duration', ramp(3_500_000, { duration_us: 1 }), StatusCode.OUT_OF_RANGE, 'duration_us'],
    ['a hold without a duration', hold(3_500_000, 0), StatusCode.OUT_OF_RANGE, 'duration_us'],
    ['a hold with two targets', hold(3_500_000, 1, { bias_change_uV: 1 }), StatusCode.OUT_OF_RANGE, 'bias_change_uV'],
    ['a hold with a current', hold(3_500_000, 1, { current_fA: 1 }), StatusCode.OUT_OF_RANGE, 'current_fA'],
    ['a current without one', aimless, StatusCode.MISSING_FIELD, 'current_fA'],
    ['a current with a bias', current(1, 1, { bias_uV: 3_500_000 }), StatusCode.OUT_OF_RANGE, 'bias_uV'],
    ['a loop without a count', { kind: StepKind.LOOP, loop_to_index: 0, duration_us: 0 }, StatusCode.MISSING_FIELD, 'loop_count'],
    ['a mark without a number', { kind: StepKind.MARK, duration_us: 0 }, StatusCode.MISSING_FIELD, 'mark'],
    ['an open step with a condition', { ...OPEN, until_charge_fC: 1 }, StatusCode.OUT_OF_RANGE, 'until_charge_fC'],
    ['a current beyond the limit', current(10_000_001, 1), StatusCode.BEYOND_LIMIT, 'current_fA'],
    ['a current whose cut-off lies beyond the cap', current(1000, 1, { until_bias_uV_above: 4_600_001 }), StatusCode.BEYOND_LIMIT, 'until_bias_uV_above'],
    ['a current whose lower cut-off lies beyond the cap', current(-1000, 1, { until_bias_uV_below: -200_001 }), StatusCode.BEYOND_LIMIT, 'until_bias_uV_below'],
  ])('%s is refused with the field', (_title, step, code, field) => {
    expect(upload(ready(), [step])[0]!.status).toMatchObject({ code, field });
  });
});
