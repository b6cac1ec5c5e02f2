import { Cause, EventKind, Mode, StatusCode, StepKind } from '@nanobias/proto';
import type { ProgramStep, Reply } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import { AT, Bench } from './bench.ts';

/** A hold that outlasts every admission of these tests. */
const HOLD: ProgramStep = { kind: StepKind.HOLD, bias_uV: 3_460_000, slew_nV_per_s: 100_000_000, duration_us: 60_000_000 };
const LEASE_US = 500_000;
/** Much more than 10 mV drive through 2.35 GOhm in any of these tests: 4.3 pA. */
const CHARGE_FC = 1_000_000;

interface Admission {
  readonly us: number;
  readonly fC?: number;
}

function enabled(bench: Bench, admission: object): Reply {
  const limits_digest = bench.state.limits_digest!;
  const { token } = bench.get({ kind: 'arm', limits_digest, lease_epoch: bench.lease_epoch }, 'arm_grant');
  return bench.ask({
    kind: 'enable', token, limits_digest, expected_epoch: bench.state.output_epoch, not_after_device_us: bench.now_us + 1_000_000, lease_epoch: bench.lease_epoch, ...admission,
  });
}

function ready(steps: readonly ProgramStep[] = [HOLD]): Bench {
  const bench = new Bench();
  bench.run(20);
  bench.hello();
  bench.acquire();
  bench.commit();
  steps.forEach((step, step_index) => bench.ask({ kind: 'upload_step', program_id: 3, step_index, step_count: steps.length, step, lease_epoch: bench.lease_epoch }));
  return bench;
}

function start(bench: Bench): Reply {
  const program = new Float64Array(bench.words('controller.program').buffer, bench.words('controller.program').byteOffset, 4);
  return bench.ask({
    kind: 'start_program', program_id: 3, program_digest: program[3]!, expected_epoch: bench.state.output_epoch, not_after_device_us: bench.now_us + 1_000_000,
    lease_epoch: bench.lease_epoch,
  });
}

/** An admitted program under way; the admission counts from the enable, so the time of that is given. */
function admitted({ us, fC = CHARGE_FC }: Admission, steps?: readonly ProgramStep[]): { readonly bench: Bench; readonly enabled_us: number } {
  const bench = ready(steps);
  const enabled_us = bench.now_us;
  expect(enabled(bench, { autonomous_us_max: us, autonomous_fC_max: fC }).status.code).toBe(StatusCode.OK);
  expect(start(bench).status.code).toBe(StatusCode.OK);
  bench.get({ kind: 'acquire_lease', lease_us: LEASE_US }, 'lease_grant');
  return { bench, enabled_us };
}

const causes = (bench: Bench, kind: EventKind): readonly Cause[] => bench.eventsOf(kind).map(({ cause }) => cause);

describe('an autonomous program', () => {
  it('goes on when the lease lapses, tells that nobody holds it, and opens when its time is used up, without a latch', () => {
    const { bench, enabled_us } = admitted({ us: 4_000_000 });
    expect(bench.state.is_autonomous).toBe(true);
    bench.run(6000);
    expect(bench.isClosed).toBe(true);
    expect(causes(bench, EventKind.LEASE_CHANGED).at(-1)).toBe(Cause.LEASE_LAPSED);
    expect(bench.state).toMatchObject({ mode: Mode.ON, is_lease_mine: false, lease_remaining_us: 0, is_autonomous: true });
    bench.until(() => bench.registers[AT.SWITCH_REQUEST] === 0, 40_000);
    // The enable is carried out once the arm before it has tested and measured: a third of a second.
    expect(Math.abs(bench.now_us - enabled_us - 4_000_000)).toBeLessThan(500_000);
    bench.run(3000);
    expect(causes(bench, EventKind.PROGRAM_ENDED)).toEqual([Cause.AUTONOMY_ENDED]);
    expect(causes(bench, EventKind.OUTPUT_OPENED)).toEqual([Cause.AUTONOMY_ENDED]);
    expect(causes(bench, EventKind.TRIPPED)).toEqual([]);
    expect(bench.state).toMatchObject({ mode: Mode.LIMITS_SET, latched: [], is_autonomous: false });
  });

  it('opens when its charge is used up', () => {
    const { bench } = admitted({ us: 600_000_000, fC: 20_000 });
    const from_us = bench.now_us;
    bench.until(() => bench.registers[AT.SWITCH_REQUEST] === 0, 100_000);
    bench.run(3000);
    expect(causes(bench, EventKind.PROGRAM_ENDED)).toEqual([Cause.AUTONOMY_ENDED]);
    // 2 pC charge 203 pF to 10 mV; then 10 mV over 2.35 GOhm are 4.26 pA, for 4.2 s.
    expect(Math.abs(bench.now_us - from_us - 4_500_000)).toBeLessThan(700_000);
  });

  it('goes on when the link is lost', () => {
    const { bench } = admitted({ us: 60_000_000 });
    bench.registers[AT.HOST_PRESENT] = 0;
    bench.run(20_000);
    expect(bench.isClosed).toBe(true);
    bench.registers[AT.HOST_PRESENT] = 1;
    bench.run(10);
    bench.hello(8);
    expect(bench.state).toMatchObject({ mode: Mode.ON, is_autonomous: true, is_lease_mine: false });
  });

  it('is taken over by whoever acquires the lease, and opened by a stop without it', () => {
    const { bench } = admitted({ us: 60_000_000 });
    bench.run(7000);
    const epoch = bench.acquire();
    expect(bench.ask({ kind: 'pause_program', lease_epoch: epoch }).status.code).toBe(StatusCode.OK);
    expect(bench.state.is_autonomous).toBe(false);
    expect(start(bench).status.code).toBe(StatusCode.OK);
    expect(bench.state.is_autonomous).toBe(true);
    bench.get({ kind: 'acquire_lease', lease_us: LEASE_US }, 'lease_grant');
    bench.run(7000);
    expect(bench.isClosed).toBe(true);
    bench.stop();
    bench.run(300);
    expect(bench.isClosed).toBe(false);
    expect(causes(bench, EventKind.PROGRAM_ENDED)).toEqual([Cause.HOST_STOP]);
  });

  it('still trips for every other cause', () => {
    const { bench } = admitted({ us: 60_000_000 });
    bench.run(7000);
    bench.voltageError_code = 6000;
    bench.run(10);
    expect(bench.isClosed).toBe(false);
    expect(bench.state).toMatchObject({ mode: Mode.TRIPPED, latched: [Cause.OVER_VOLTAGE] });
  });

  it('is none while it is paused: then silence trips', () => {
    const { bench } = admitted({ us: 60_000_000 });
    expect(bench.ask({ kind: 'pause_program', lease_epoch: bench.lease_epoch }).status.code).toBe(StatusCode.OK);
    bench.run(7000);
    expect(bench.state).toMatchObject({ mode: Mode.TRIPPED, latched: [Cause.LEASE_LAPSED] });
  });

  it('is none before its start and after an admission that was used up under the lease', () => {
    const idle = ready();
    enabled(idle, { autonomous_us_max: 60_000_000, autonomous_fC_max: CHARGE_FC });
    idle.get({ kind: 'acquire_lease', lease_us: LEASE_US }, 'lease_grant');
    idle.run(7000);
    expect(idle.state).toMatchObject({ mode: Mode.TRIPPED, latched: [Cause.LEASE_LAPSED] });

    const { bench } = admitted({ us: 2_000_000 });
    bench.get({ kind: 'acquire_lease', lease_us: 5_000_000 }, 'lease_grant');
    bench.hold(25_000);
    expect(bench.state).toMatchObject({ mode: Mode.ON, is_autonomous: false });
    bench.run(51_000);
    expect(bench.state).toMatchObject({ mode: Mode.TRIPPED, latched: [Cause.LEASE_LAPSED] });
  });

  it('is admitted for one connection only', () => {
    const { bench } = admitted({ us: 600_000_000 });
    bench.acquire();
    bench.ask({ kind: 'disable', is_soft: false });
    expect(bench.enable(bench.state.limits_digest!).status.code).toBe(StatusCode.OK);
    expect(start(bench).status.code).toBe(StatusCode.OK);
    expect(bench.state.is_autonomous).toBe(false);
  });

  it.each<[string, object, StatusCode]>([
    ['time alone', { autonomous_us_max: 1_000_000 }, StatusCode.MISSING_FIELD],
    ['charge alone', { autonomous_fC_max: 1 }, StatusCode.MISSING_FIELD],
    ['more ticks than a word counts', { autonomous_us_max: 214_748_364_700, autonomous_fC_max: 1 }, StatusCode.OUT_OF_RANGE],
    ['as many as it counts', { autonomous_us_max: 214_748_364_600, autonomous_fC_max: 1 }, StatusCode.OK],
  ])('admitted by %s is answered %#: status', (_title, admission, code) => {
    expect(enabled(ready(), admission).status.code).toBe(code);
  });
});
