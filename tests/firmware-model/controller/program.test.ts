import { Activity, Cause, EventKind, Mode, StatusCode, StepKind } from '@nanobias/proto';
import type { ProgramStep, Reply } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import { AT, Bench } from './bench.ts';

const LEAK: ProgramStep = { kind: StepKind.LEAK_CHECK, bias_uV: 3_450_000, slew_nV_per_s: 5_000_000, duration_us: 200_000 };
const HOLD: ProgramStep = { kind: StepKind.HOLD, bias_uV: 3_500_000, slew_nV_per_s: 100_000_000, duration_us: 300_000 };
const OPEN: ProgramStep = { kind: StepKind.OPEN, duration_us: 400_000 };

function ready(): Bench {
  const bench = new Bench();
  bench.run(20);
  bench.hello();
  bench.acquire();
  return bench;
}

function upload(bench: Bench, steps: readonly ProgramStep[], program_id = 3): Reply[] {
  return steps.map((step, step_index) => bench.ask({ kind: 'upload_step', program_id, step_index, step_count: steps.length, step, lease_epoch: bench.lease_epoch }));
}

/** Uploads, turns the output on and starts; gives the answer to the start. */
function run(bench: Bench, steps: readonly ProgramStep[], limits = {}): Reply {
  const digest = bench.commit(limits);
  const last = upload(bench, steps).at(-1);
  const program_digest = last?.body?.kind === 'upload_result' ? last.body.program_digest : undefined;
  if (program_digest === undefined) throw new Error(JSON.stringify(last));
  bench.enable(digest);
  return start(bench, program_digest);
}

function start(bench: Bench, program_digest: number): Reply {
  return bench.ask({
    kind: 'start_program', program_id: 3, program_digest, expected_epoch: bench.state.output_epoch, not_after_device_us: bench.now_us + 1_000_000,
    lease_epoch: bench.lease_epoch,
  });
}

const steps = (bench: Bench): readonly (readonly [number, number, number])[] =>
  bench.events.filter(({ kind }) => [6, 7, 8].includes(kind)).map(({ kind, step_index, cause }) => [kind, step_index, cause] as const);

describe('a program', () => {
  it('runs leak check, hold and open in order, tells each step, and ends with the circuit open', () => {
    const bench = ready();
    expect(run(bench, [LEAK, HOLD, OPEN]).status.code).toBe(StatusCode.OK);
    expect(bench.state.activity).toBe(Activity.CHECK);
    bench.hold(3000);
    expect(bench.state).toMatchObject({ activity: Activity.PROGRAM, program_step_index: 1, program_step_count: 3 });
    bench.until(() => !bench.isClosed, 10_000);
    bench.run(300);
    expect(bench.state).toMatchObject({ mode: Mode.LIMITS_SET, activity: Activity.PROGRAM, program_step_index: 2, is_switch_closed: false });
    expect(bench.eventsOf(EventKind.PROGRAM_ENDED)).toEqual([]);
    bench.hold(4000);
    expect(steps(bench)).toEqual([[6, 0, 0], [7, 0, 0], [6, 1, 0], [7, 1, 0], [6, 2, 0], [7, 2, 0], [8, 0, Cause.PROGRAM_END]]);
    expect(bench.eventsOf(EventKind.OUTPUT_OPENED)).toMatchObject([{ cause: Cause.PROGRAM_END }]);
    expect(bench.state).toMatchObject({ mode: Mode.LIMITS_SET, activity: Activity.UNSPECIFIED, latched: [] });
  });

  it('holds each step for its time after the ramp has arrived', () => {
    const bench = ready();
    run(bench, [LEAK, HOLD]);
    bench.hold(12_000);
    const [, leakEnd, holdStart, holdEnd] = bench.events.filter(({ kind }) => kind === EventKind.STEP_STARTED || kind === EventKind.STEP_ENDED);
    expect(holdStart!.device_time_us).toBe(leakEnd!.device_time_us);
    // 50 mV at 100 mV/s are 500 ms, give or take the code at either end.
    expect(Math.abs(holdEnd!.device_time_us - holdStart!.device_time_us - 800_000)).toBeLessThan(600);
  });

  it('opens at its end even without an open step', () => {
    const bench = ready();
    run(bench, [HOLD]);
    bench.hold(10_000);
    expect(bench.isClosed).toBe(false);
    expect(bench.eventsOf(EventKind.PROGRAM_ENDED)).toMatchObject([{ cause: Cause.PROGRAM_END }]);
  });

  it('runs under the lease: the host falls silent, the circuit opens', () => {
    const bench = ready();
    run(bench, [{ ...HOLD, duration_us: 60_000_000 }]);
    bench.run(51_000);
    expect(bench.isClosed).toBe(false);
    expect(bench.eventsOf(EventKind.PROGRAM_ENDED)).toMatchObject([{ cause: Cause.LEASE_LAPSED }]);
    expect(bench.state.mode).toBe(Mode.TRIPPED);
  });

  it('ends in its open tail when the lease lapses there, without a latch', () => {
    const bench = ready();
    run(bench, [HOLD, { ...OPEN, duration_us: 60_000_000 }]);
    bench.run(60_000);
    expect(bench.eventsOf(EventKind.PROGRAM_ENDED)).toMatchObject([{ cause: Cause.LEASE_LAPSED }]);
    expect(bench.state).toMatchObject({ mode: Mode.LIMITS_SET, latched: [] });
  });

  it('is ended by an abort of its holder, which is answered with what was measured', () => {
    const bench = ready();
    run(bench, [LEAK, HOLD]);
    const reply = bench.ask({ kind: 'abort_program', lease_epoch: bench.lease_epoch });
    expect(reply).toMatchObject({ status: { code: StatusCode.OK }, body: { kind: 'off_result', is_switch_closed: false, cause: Cause.PROGRAM_ABORTED } });
    expect(bench.eventsOf(EventKind.PROGRAM_ENDED)).toMatchObject([{ cause: Cause.PROGRAM_ABORTED }]);
    expect(bench.ask({ kind: 'abort_program', lease_epoch: bench.lease_epoch }).status.code).toBe(StatusCode.WRONG_MODE);
  });

  it.each([5, 400, 2100, 6000, 9000])('is ended by a stop %i ticks after its start', (ticks) => {
    const bench = ready();
    run(bench, [LEAK, HOLD, OPEN]);
    bench.run(ticks);
    bench.stop();
    bench.run(1);
    expect(bench.registers[AT.SWITCH_REQUEST]).toBe(0);
    bench.run(5000);
    expect(bench.eventsOf(EventKind.PROGRAM_ENDED)).toMatchObject([{ cause: Cause.HOST_STOP }]);
    expect(bench.state).toMatchObject({ mode: Mode.SAFE, activity: Activity.UNSPECIFIED });
  });

  it('is aborted by tighter limits', () => {
    const bench = ready();
    run(bench, [LEAK, HOLD]);
    bench.commit({ bias_uV_max: 4_000_000 });
    bench.run(300);
    expect(bench.isClosed).toBe(false);
    expect(bench.eventsOf(EventKind.PROGRAM_ENDED)).toMatchObject([{ cause: Cause.PROGRAM_ABORTED }]);
  });

  it('keeps arm and enable out until its open tail is over', () => {
    const bench = ready();
    run(bench, [HOLD, { ...OPEN, duration_us: 1_500_000 }]);
    bench.until(() => !bench.isClosed, 10_000);
    bench.run(300);
    const limits_digest = bench.state.limits_digest!;
    const arm = { kind: 'arm', limits_digest, lease_epoch: bench.lease_epoch } as const;
    expect(bench.state).toMatchObject({ mode: Mode.LIMITS_SET, activity: Activity.PROGRAM });
    expect(bench.ask(arm).status.code).toBe(StatusCode.BUSY);
    bench.hold(15_000);
    expect(bench.eventsOf(EventKind.PROGRAM_ENDED)).toHaveLength(1);
    expect(bench.enable(limits_digest).status.code).toBe(StatusCode.OK);
    bench.hold(15_000);
    expect(bench.isClosed).toBe(true);
  });

  it('keeps an enable out even when a token is good', () => {
    const bench = ready();
    const limits_digest = bench.commit();
    const { token } = bench.get({ kind: 'arm', limits_digest, lease_epoch: bench.lease_epoch }, 'arm_grant');
    const program = new Float64Array(bench.words('controller.program').buffer, bench.words('controller.program').byteOffset, 8);
    // No request leads here: the word that says that a program runs is set by hand, in the middle of an open step.
    program.set([3, 1, 1, 0, 1, 0, 1, 1e9]);
    const enable = (): number => bench.ask({
      kind: 'enable', token, limits_digest, expected_epoch: bench.state.output_epoch, not_after_device_us: bench.now_us + 1_000_000, lease_epoch: bench.lease_epoch,
    }).status.code;
    expect(enable()).toBe(StatusCode.BUSY);
    program.fill(0);
    expect(enable()).toBe(StatusCode.OK);
  });

  it('takes no set-point beside it, and no second start', () => {
    const bench = ready();
    run(bench, [LEAK, HOLD]);
    expect(bench.setBias(3_500_000).status.code).toBe(StatusCode.WRONG_MODE);
    expect(start(bench, 1).status.code).toBe(StatusCode.WRONG_MODE);
  });
});

describe('a pause', () => {
  const pause = (bench: Bench, lease_epoch = bench.lease_epoch): StatusCode => bench.ask({ kind: 'pause_program', lease_epoch }).status.code;
  const digestOf = (bench: Bench): number => new Float64Array(bench.words('controller.program').buffer, bench.words('controller.program').byteOffset, 4)[3]!;
  const PAUSED_US = 700_000;
  const duration_us = (bench: Bench, step_index: number): number => {
    const at_us = (kind: EventKind): number => bench.eventsOf(kind).find((event) => event.step_index === step_index)!.device_time_us;
    return at_us(EventKind.STEP_ENDED) - at_us(EventKind.STEP_STARTED);
  };

  it('in a ramp holds the output where it stands, and a start of the same program takes it on from there', () => {
    const bench = ready();
    run(bench, [HOLD]);
    bench.run(2000);
    expect(pause(bench)).toBe(StatusCode.OK);
    const dac = bench.registers[AT.DAC]!;
    // 50 mV at 100 mV/s: on the way, not there.
    expect(dac).toBeGreaterThan((3.46 / 10) * 524_288);
    expect(dac).toBeLessThan((3.49 / 10) * 524_288);
    bench.hold(6998);
    expect(bench.registers[AT.DAC]).toBe(dac);
    // Tick of the supervisor's next turn: a pause costs no more than a hold without end.
    expect(new Float64Array(bench.words('controller.clock').buffer, bench.words('controller.clock').byteOffset, 2)[1]).toBe(Infinity);
    expect(bench.state).toMatchObject({ mode: Mode.ON, activity: Activity.HOLD, is_switch_closed: true });
    expect(start(bench, digestOf(bench)).status.code).toBe(StatusCode.OK);
    expect(bench.state.activity).toBe(Activity.PROGRAM);
    // 3.5 V toward zero in codes of 10 V / 2^19.
    bench.until(() => bench.registers[AT.DAC] === 183_500, 5000);
    bench.hold(4000);
    expect(bench.isClosed).toBe(false);
    // 500 ms of ramp, 300 ms of hold and 700 ms of pause.
    expect(Math.abs(duration_us(bench, 0) - 800_000 - PAUSED_US)).toBeLessThan(2000);
  });

  it('in a hold leaves the rest of its time to be held', () => {
    const bench = ready();
    run(bench, [LEAK, { ...HOLD, duration_us: 600_000 }, OPEN]);
    bench.until(() => bench.registers[AT.DAC] === 183_500, 10_000);
    bench.run(3000);
    const before_us = bench.now_us;
    expect(pause(bench)).toBe(StatusCode.OK);
    bench.hold(20_000);
    expect(bench.isClosed).toBe(true);
    expect(start(bench, digestOf(bench)).status.code).toBe(StatusCode.OK);
    const paused_us = bench.now_us - before_us;
    bench.hold(6000);
    expect(bench.isClosed).toBe(false);
    expect(Math.abs(duration_us(bench, 1) - 1_100_000 - paused_us)).toBeLessThan(2000);
    expect(bench.eventsOf(EventKind.STEP_STARTED).map(({ step_index }) => step_index)).toEqual([0, 1, 2]);
  });

  it('asked for twice pauses once', () => {
    const bench = ready();
    run(bench, [{ ...HOLD, bias_uV: 3_450_000 }]);
    expect(pause(bench)).toBe(StatusCode.OK);
    bench.hold(20_000);
    expect(pause(bench)).toBe(StatusCode.OK);
    start(bench, digestOf(bench));
    bench.hold(2000);
    expect(bench.isClosed).toBe(true);
    bench.hold(2000);
    expect(bench.isClosed).toBe(false);
  });

  it('stays under lease, stop, abort and limits, and takes no set-point', () => {
    const paused = (): Bench => {
      const bench = ready();
      run(bench, [{ ...HOLD, duration_us: 60_000_000 }]);
      bench.run(1000);
      expect(pause(bench)).toBe(StatusCode.OK);
      expect(bench.setBias(3_460_000).status.code).toBe(StatusCode.WRONG_MODE);
      return bench;
    };
    const ended = (bench: Bench): unknown => {
      bench.run(300);
      expect(bench.isClosed).toBe(false);
      // Nothing of it is left: the next start finds no pause.
      expect(start(bench, digestOf(bench)).status.code).not.toBe(StatusCode.OK);
      return bench.eventsOf(EventKind.PROGRAM_ENDED).map(({ cause }) => cause);
    };
    const silent = paused();
    silent.run(51_000);
    expect(ended(silent)).toEqual([Cause.LEASE_LAPSED]);
    const stopped = paused();
    stopped.stop();
    expect(ended(stopped)).toEqual([Cause.HOST_STOP]);
    const aborted = paused();
    aborted.ask({ kind: 'abort_program', lease_epoch: aborted.lease_epoch });
    expect(ended(aborted)).toEqual([Cause.PROGRAM_ABORTED]);
    const tightened = paused();
    tightened.commit({ bias_uV_max: 4_000_000 });
    expect(ended(tightened)).toEqual([Cause.PROGRAM_ABORTED]);
    const over = paused();
    over.voltageError_code = 6000;
    over.run(10);
    expect(ended(over)).toEqual([Cause.OVER_VOLTAGE]);
  });

  it('goes on only with the program that it holds, and only within the limits', () => {
    const bench = ready();
    run(bench, [{ ...HOLD, duration_us: 60_000_000 }]);
    bench.run(1000);
    pause(bench);
    const digest = digestOf(bench);
    expect(start(bench, digest + 1).status.code).toBe(StatusCode.DIGEST_MISMATCH);
    const steps = new Float64Array(bench.words('controller.program_steps').buffer, bench.words('controller.program_steps').byteOffset, 256);
    // The bias of the first step.
    steps[3] = 4_700_000;
    expect(start(bench, digest).status.code).toBe(StatusCode.BEYOND_LIMIT);
    bench.run(1000);
    expect(bench.registers[AT.DAC]).toBeLessThan((3.5 / 10) * 524_288);
  });

  it('is refused without a program, in its open tail, and under another epoch', () => {
    const bench = ready();
    expect(pause(bench)).toBe(StatusCode.WRONG_MODE);
    run(bench, [HOLD, OPEN]);
    expect(pause(bench, bench.lease_epoch + 1)).toBe(StatusCode.STALE_EPOCH);
    bench.until(() => !bench.isClosed, 10_000);
    expect(bench.state.activity).toBe(Activity.PROGRAM);
    expect(pause(bench)).toBe(StatusCode.WRONG_MODE);
  });
});

describe('a step', () => {
  it.each<[string, Partial<ProgramStep>, StatusCode]>([
    ['beyond the cap', { bias_uV: 4_600_001 }, StatusCode.BEYOND_LIMIT], ['faster than the slew limit', { slew_nV_per_s: 1_000_000_000 }, StatusCode.BEYOND_LIMIT],
  ])('%s is refused when it is uploaded under limits', (_title, changes, code) => {
    const bench = ready();
    bench.commit({ slew_nV_per_s_max: 100_000_000 });
    expect(upload(bench, [{ ...HOLD, ...changes }])[0]!.status.code).toBe(code);
  });

  it('is held against the limits again when the program starts: nothing moves when one does not fit', () => {
    const bench = ready();
    const last = upload(bench, [LEAK, { ...HOLD, bias_uV: 4_500_000 }]).at(-1);
    if (last?.body?.kind !== 'upload_result') throw new Error('not stored');
    const digest = bench.commit({ bias_uV_max: 4_000_000 });
    bench.enable(digest);
    const dac = bench.registers[AT.DAC];
    expect(start(bench, last.body.program_digest!).status).toMatchObject({ code: StatusCode.BEYOND_LIMIT, field: 'bias_uV', value: 4_500_000, limit_max: 4_000_000 });
    bench.run(1000);
    expect(bench.registers[AT.DAC]).toBe(dac);
  });

  it('is held against the limits once more at its own start: one that was damaged in memory opens the circuit', () => {
    const bench = ready();
    run(bench, [LEAK, HOLD]);
    const steps = new Float64Array(bench.words('controller.program_steps').buffer, bench.words('controller.program_steps').byteOffset, 256);
    // Fifteen numbers a step; the fourth is the bias.
    expect(steps[18]).toBe(3_500_000);
    steps[18] = 4_700_000;
    bench.hold(2500);
    expect(bench.isClosed).toBe(false);
    expect(bench.eventsOf(EventKind.REFUSED).at(-1)).toMatchObject({ cause: Cause.STEP_REFUSED, step_index: 1, value: 4_700_000, limit: 4_600_000, refusal: StatusCode.BEYOND_LIMIT });
    expect(bench.eventsOf(EventKind.PROGRAM_ENDED)).toMatchObject([{ cause: Cause.STEP_REFUSED }]);
  });

  it.each([[3_469_000, StatusCode.OK], [3_471_000, StatusCode.BEYOND_LIMIT], [3_431_000, StatusCode.OK], [3_429_000, StatusCode.BEYOND_LIMIT]])('of a leak check at %i uV with the cell at 3.45 V: status %i', (bias_uV, code) => {
    const bench = ready();
    expect(run(bench, [{ ...LEAK, bias_uV }]).status.code).toBe(code);
  });

  it.each<[string, ProgramStep, StatusCode]>([
    ['without a bias', { kind: StepKind.HOLD, slew_nV_per_s: 1, duration_us: 1 }, StatusCode.MISSING_FIELD],
    ['without a slew', { kind: StepKind.HOLD, bias_uV: 1, duration_us: 1 }, StatusCode.MISSING_FIELD],
    ['that is open and has a bias', { ...OPEN, bias_uV: 0 }, StatusCode.OUT_OF_RANGE],
  ])('%s is refused', (_title, step, code) => {
    expect(upload(ready(), [step])[0]!.status.code).toBe(code);
  });

  it('that would close again after an open one is refused', () => {
    const replies = upload(ready(), [OPEN, HOLD]);
    expect(replies.map(({ status }) => status.code)).toEqual([StatusCode.OK, StatusCode.OUT_OF_RANGE]);
  });

  it('out of order is refused', () => {
    const bench = ready();
    const at = (step_index: number, program_id = 3): number =>
      bench.ask({ kind: 'upload_step', program_id, step_index, step_count: 3, step: HOLD, lease_epoch: bench.lease_epoch }).status.code;
    expect(at(1)).toBe(StatusCode.PROGRAM_INCOMPLETE);
    expect(at(0)).toBe(StatusCode.OK);
    expect(at(2)).toBe(StatusCode.PROGRAM_INCOMPLETE);
    expect(at(1, 4)).toBe(StatusCode.PROGRAM_INCOMPLETE);
    expect(at(1)).toBe(StatusCode.OK);
  });

  it('is taken only while the output is off', () => {
    const bench = new Bench();
    bench.turnOn();
    expect(upload(bench, [HOLD])[0]!.status.code).toBe(StatusCode.OUTPUT_ON);
  });

  it('belongs to a program that starts only whole and under its digest', () => {
    const bench = ready();
    const digest = bench.commit();
    const [first] = upload(bench, [HOLD, HOLD]).slice(0, 1);
    expect(first?.body).toEqual({ kind: 'upload_result', step_count_stored: 1 });
    bench.enable(digest);
    expect(start(bench, 12).status.code).toBe(StatusCode.DIGEST_MISMATCH);
    const half = ready();
    const halfDigest = half.commit();
    half.ask({ kind: 'upload_step', program_id: 3, step_index: 0, step_count: 2, step: HOLD, lease_epoch: half.lease_epoch });
    half.enable(halfDigest);
    expect(start(half, 0).status.code).toBe(StatusCode.PROGRAM_INCOMPLETE);
  });
});
