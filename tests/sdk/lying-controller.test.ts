import { Cause, EventKind, Mode, StatusCode } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import type { Output, Step } from '../../sdk/src/contract.ts';
import type { NanobiasError } from '../../sdk/src/errors.ts';
import { connectedTo, limits_digest, off, snapshot } from './honest-script.ts';
import type { Lies } from './honest-script.ts';
import { failure, limits } from './rehearsal.ts';
import { eventFrame, replyFrame } from './session/controller-frames.ts';

const program: readonly Step[] = [{ kind: 'hold', bias_V: 3.5, slew_V_per_s: 0.01, duration_s: 1 }, { kind: 'open', duration_s: 1 }];

type Scope = Awaited<ReturnType<typeof connectedTo>> & { readonly error: NanobiasError };

async function scopeOn(lies: Lies, body: (output: Output, signal: AbortSignal) => Promise<unknown> = async () => undefined, run_us = 8_000_000): Promise<Scope> {
  const bench = await connectedTo(lies);
  const scope = failure(bench.device.withOutput({ limits, program }, body));
  await bench.clock.run(run_us, 50_000);
  return { ...bench, error: await scope };
}

function untilOver(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}

describe('a controller that does what it is told', () => {
  it('is asked for lease, limits, program, state, arm, enable, off and release, in this order', async () => {
    const { device, clock, asked } = await connectedTo({});
    const scope = device.withOutput({ limits, program }, async () => 'done');
    await clock.run(1_000_000, 50_000);
    expect(await scope).toMatchObject({ result: 'done', off: { isSwitchClosed: false, current_A: 1e-13, cause: Cause.DISABLED } });
    expect(asked()).toEqual([
      'get_capabilities', 'get_state',
      'acquire_lease', 'stage_limits', 'commit_limits', 'upload_step', 'upload_step', 'get_state', 'arm', 'enable', 'disable', 'release_lease',
    ]);
  });

  it('hears renewals while the output is held, and none after it was released', async () => {
    const { device, clock, controller } = await connectedTo({});
    const scope = device.withOutput({ limits }, () => new Promise((resolve) => clock.after(2_000_000, () => resolve('held'))));
    await clock.run(4_000_000, 50_000);
    await scope;
    const kinds = controller.requests.map(({ body }) => body.kind);
    expect(kinds.filter((kind) => kind === 'renew_lease').length).toBeGreaterThan(10);
    expect(kinds.at(-1)).toBe('release_lease');
  });

  it('has arrived when its own clock says so, however slow that is', async () => {
    let asked_count = 0;
    const { device, clock } = await connectedTo({
      // Half of the second of the ramp has passed there at the first question, all of it at the second.
      get_state: () => {
        asked_count += 1;
        return { body: { kind: 'snapshot', ...snapshot, is_switch_closed: true, device_time_us: asked_count <= 3 ? 503_000 : 1_003_000 } };
      },
    });
    let arrived_us = 0;
    const scope = device.withOutput({ limits }, async (output) => {
      const start_us = clock.now_us();
      await output.ramp({ bias_V: 3.46, slew_V_per_s: 0.01 });
      arrived_us = clock.now_us() - start_us;
    });
    await clock.run(5_000_000, 50_000);
    await scope;
    expect(arrived_us).toBeGreaterThan(1_400_000);
    expect(arrived_us).toBeLessThan(1_800_000);
  });

  it('has ended its program when its state says so twice, though the event of the end was lost', async () => {
    const { device, clock } = await connectedTo({});
    const scope = device.withOutput({ limits, program }, (output) => output.runProgram());
    await clock.run(15_000_000, 100_000);
    let outcome: unknown;
    void scope.then(({ result }) => (outcome = result));
    await clock.run(1_000_000, 100_000);
    expect(outcome).toBeUndefined();
    await clock.run(10_000_000, 100_000);
    // It says of no step that it was completed, and of no cause.
    expect(outcome).toEqual({ end: Cause.UNSPECIFIED, stepsCompleted: 0 });
  });
});

describe('a controller that understood something else', () => {
  it.each<readonly [string, Lies]>([
    ['echoes a higher cap', { stage_limits: ({ body }) => (body.kind !== 'stage_limits' ? {} : { body: { kind: 'limits_echo', limits: { ...body.limits, bias_uV_max: 4_600_001 }, digest: limits_digest, effective_bias_uV_min: 0, effective_bias_uV_max: 0 } }) }],
    ['leaves a limit out', { stage_limits: ({ body }) => (body.kind !== 'stage_limits' ? {} : { body: { kind: 'limits_echo', limits: { is_field_override: false, is_formed: false, lnmo_on: 1 }, digest: limits_digest, effective_bias_uV_min: 0, effective_bias_uV_max: 0 } }) }],
    ['commits another digest', { commit_limits: () => ({ body: { kind: 'limits_echo', limits: { is_field_override: false, is_formed: false, lnmo_on: 1 }, digest: 1, effective_bias_uV_min: 0, effective_bias_uV_max: 0 } }) }],
    ['has lost a step of the program', { upload_step: () => ({ body: { kind: 'upload_result', step_count_stored: 1, program_digest: 5 } }) }],
    ['has the whole program and no digest', { upload_step: ({ body }) => ({ body: { kind: 'upload_result', step_count_stored: body.kind === 'upload_step' ? body.step_index + 1 : 0 } }) }],
  ])('%s: it is never armed', async (_, lies) => {
    const { error, asked } = await scopeOn(lies);
    expect(error).toMatchObject({ code: 'ECHO_MISMATCH', outputMayBeOn: false });
    expect(asked()).not.toContain('arm');
    expect(asked().includes('commit_limits')).toBe(!('stage_limits' in lies));
    expect(asked()).toContain('release_lease');
  });

  it('answers with a body of another kind', async () => {
    const { error } = await scopeOn({ arm: () => ({ body: off }) });
    expect(error.code).toBe('PROTOCOL');
  });

  it('accepts the enable, and its switch is open: it is told to open all the same', async () => {
    const { error, asked } = await scopeOn({ enable: () => ({ body: { kind: 'enable_result', open_circuit_uV: 0, bias_setpoint_uV: 0, is_switch_closed: false, device_time_us: 3000 } }) });
    expect(error).toMatchObject({ code: 'OUTPUT_OPENED', outputMayBeOn: false });
    expect(asked().at(-2)).toBe('disable');
  });

  it('does not answer the enable: whether it took effect is found out by turning off', async () => {
    const { error, asked } = await scopeOn({ enable: () => 'silent' });
    expect(error).toMatchObject({ code: 'TIMEOUT', outputMayBeOn: false });
    expect(asked().filter((kind) => kind === 'enable')).toHaveLength(12);
    expect(asked().at(-2)).toBe('disable');
  });
});

describe('an off that is not to be had', () => {
  const stuck = { ...off, is_switch_closed: true } as const;

  it('is asked for three times, and the output may be on when the switch stays closed', async () => {
    const { error, asked } = await scopeOn({ disable: () => ({ body: stuck }) });
    expect(error).toMatchObject({ code: 'OFF_NOT_MEASURED', outputMayBeOn: true });
    expect(asked().filter((kind) => kind === 'disable')).toHaveLength(3);
  });

  it('keeps what the body threw as the cause', async () => {
    const thrown = new Error('why it all ended');
    const { error } = await scopeOn({ disable: () => ({ body: stuck }) }, () => {
      throw thrown;
    });
    expect(error).toMatchObject({ code: 'OFF_NOT_MEASURED', outputMayBeOn: true, cause: thrown });
  });

  it('is had by the stop frame when the disable is not answered', async () => {
    const { device, clock, controller } = await connectedTo({ disable: () => 'silent' }, (self) => self.send(replyFrame(0, { body: { ...off, cause: Cause.HOST_STOP } })));
    const thrown = new Error('the body');
    const scope = device.withOutput({ limits }, () => {
      throw thrown;
    }).catch((error: unknown) => error);
    await clock.run(3_000_000, 50_000);
    expect(await scope).toBe(thrown);
    expect(controller.stops_count).toBe(3);
  });

  it('is asked for the hard way when the controller has no soft one', async () => {
    const { device, clock, controller } = await connectedTo({
      disable: ({ body }) => (body.kind === 'disable' && body.is_soft ? { code: StatusCode.UNIMPLEMENTED } : { body: off }),
    });
    const scope = device.withOutput({ limits }, async () => 'done');
    await clock.run(1_000_000, 50_000);
    expect(await scope).toMatchObject({ result: 'done', off: { isSwitchClosed: false } });
    expect(controller.requests.flatMap(({ body }) => (body.kind === 'disable' ? [body.is_soft] : []))).toEqual([true, false]);
  });
});

describe('events that were lost', () => {
  it('are made up for by the state: a trip that nobody told ends the scope', async () => {
    let isTripped = false;
    const tripped = { mode: Mode.TRIPPED, output_epoch: 4, latched: [Cause.OVER_VOLTAGE], device_time_us: 50_000 } as const;
    const { device, clock, controller } = await connectedTo({ get_state: () => ({ body: { kind: 'snapshot', ...snapshot, ...(isTripped ? tripped : {}) } }) });
    const seen: unknown[] = [];
    device.events$().subscribe((event) => seen.push(event.kind));
    const scope = failure(device.withOutput({ limits }, (_, signal) => untilOver(signal)));
    await clock.run(1_000_000, 50_000);
    controller.send(eventFrame(10));
    await clock.run(100_000, 50_000);
    isTripped = true;
    controller.send(eventFrame(14));
    await clock.run(3_000_000, 50_000);
    expect(seen).toEqual([EventKind.MARK, 'gap', EventKind.MARK]);
    expect(await scope).toMatchObject({ code: 'TRIPPED', tripCause: 'OVER_VOLTAGE', outputMayBeOn: false });
  });

  it('of an opening from before the enable end nothing', async () => {
    const { device, clock, controller } = await connectedTo({});
    const scope = device.withOutput({ limits }, () => new Promise((resolve) => clock.after(2_000_000, () => resolve('held'))));
    await clock.run(1_000_000, 50_000);
    // The epoch of the enable is 3; an opening under it would have made it 4.
    controller.send(eventFrame(1, { kind: EventKind.OUTPUT_OPENED, cause: Cause.HOST_STOP, output_epoch: 3 }));
    await clock.run(3_000_000, 50_000);
    expect(await scope).toMatchObject({ result: 'held' });
  });
});
