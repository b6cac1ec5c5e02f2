import { createSampler } from '@nanobias/native';
import type { Sampler } from '@nanobias/native';
import { Cause, EventKind, LimitOrigin, StatusCode } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import { NanobiasError } from '../../../sdk/src/errors.ts';
import { Driver } from '../../../sdk/src/session/driver.ts';
import type { Listener } from '../../../sdk/src/session/driver.ts';
import { sampledBy } from '../../../sdk/src/sampled-pipe.ts';
import { ScriptedController } from '../scripted-controller.ts';
import type { Script } from '../scripted-controller.ts';
import { TestClock } from '../test-clock.ts';
import { eventFrame, helloAck, replyFrame, sampleFrame, session } from './controller-frames.ts';

const ms = 1000;

interface Bench {
  readonly clock: TestClock;
  readonly controller: ScriptedController;
  readonly driver: Driver;
  readonly sampler: Sampler;
  readonly heard: string[];
}

function bench(script: Script = {}): Bench {
  const clock = new TestClock();
  const controller = new ScriptedController(clock, script);
  const heard: string[] = [];
  let word = 0;
  const sampler = createSampler({ backend: 'js' });
  const driver = new Driver({ pipe: sampledBy(sampler, controller.pipe), clock, entropy: { uint32: () => (word += 1) } });
  const listener: Listener = {
    onEvent: ({ event_seq }) => heard.push(`event ${event_seq}`),
    onGap: (lost) => heard.push(`gap ${lost}`),
    onLink: (link) => heard.push(link),
    onBlock: () => heard.push('block'),
    onPoints: () => heard.push('points'),
    onLease: ({ kind }) => heard.push(`lease ${kind}`),
    onEnded: ({ code }) => heard.push(code),
  };
  opening.set(driver, driver.open(listener).then(() => undefined, (error: unknown) => error as NanobiasError));
  return { clock, controller, driver, sampler, heard };
}

const opening = new WeakMap<Driver, Promise<NanobiasError | undefined>>();

async function openBench(script: Script = {}): Promise<Bench> {
  const made = bench(script);
  await made.clock.run(10 * ms);
  expect(await opening.get(made.driver)).toBeUndefined();
  return made;
}

async function failure(promise: Promise<unknown>): Promise<NanobiasError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof NanobiasError) return error;
    throw error;
  }
  throw new Error('nothing failed');
}

const closedSwitch = { is_switch_closed: true, open_circuit_uV: 0, bias_setpoint_uV: 0, device_time_us: 5000 } as const;
const enable = { kind: 'enable', token: 1, limits_digest: 2, expected_epoch: 3, not_after_device_us: 4, lease_epoch: 5 } as const;

describe('a hostile controller', () => {
  it('that never answers the hello ends in NO_ANSWER, in bounded time, with the pipe closed', async () => {
    const { clock, controller, driver } = bench({ onLink: () => undefined });
    await clock.run(4000 * ms);
    expect(await opening.get(driver)).toMatchObject({ code: 'NO_ANSWER', outputMayBeOn: 'unknown', retryable: true });
    expect(controller.isClosed).toBe(true);
    expect(clock.timers_count).toBe(0);
  });

  it('that answers the hello endlessly, with nonces of its own and noise between, ends in NO_ANSWER', async () => {
    const { clock, controller, driver } = bench({ onLink: () => undefined });
    for (let count = 0; count < 400; count += 1) {
      controller.send(helloAck(1_000_000 + count));
      controller.sendBytes(Uint8Array.from({ length: 300 }, (_, index) => (index * 7 + count) & 0xff));
      await clock.run(10 * ms);
    }
    expect(await opening.get(driver)).toMatchObject({ code: 'NO_ANSWER' });
  });

  it('that sends replies never asked for changes nothing, and real ones still arrive', async () => {
    const { clock, controller, driver } = await openBench({
      onRequest: ({ request_id }, self) => self.send(replyFrame(request_id + 1), replyFrame(request_id - 1 || 9), replyFrame(request_id, { device_time_us: 9000 }), replyFrame(request_id)),
    });
    const asked = driver.request({ kind: 'get_state' });
    await clock.run(10 * ms);
    expect((await asked).reply.device_time_us).toBe(9000);
    expect(driver.counts.unsolicited).toBe(3);
    controller.send(replyFrame(0, { body: { kind: 'off_result', is_switch_closed: false, device_time_us: 1, output_epoch: 0, cause: Cause.DISABLED } }));
    await clock.run(10 * ms);
    expect(driver.counts.unsolicited).toBe(4);
  });
});

describe('samples of an earlier session', () => {
  it('leave nothing behind: neither blocks nor statistics', async () => {
    const { clock, controller, driver, sampler, heard } = bench({ onLink: () => undefined });
    controller.send(sampleFrame(session + 1));
    await clock.run(10 * ms);
    expect(sampler.totals(1)?.sample_count).toBe(2n);
    controller.send(helloAck(2), sampleFrame(session + 1));
    await clock.run(10 * ms);
    expect(await opening.get(driver)).toBeUndefined();
    expect(sampler.totals(1)).toBeUndefined();
    controller.send(sampleFrame(session));
    await clock.run(10 * ms);
    expect(sampler.totals(1)?.sample_count).toBe(2n);
    expect(heard).toEqual(['connected', 'block']);
  });
});

describe('a request', () => {
  it('that is refused rejects with the status as its code', async () => {
    const { clock, driver } = await openBench({ onRequest: ({ request_id }, self) => self.send(replyFrame(request_id, { code: StatusCode.WRONG_MODE })) });
    const asked = failure(driver.request({ kind: 'get_state' }));
    await clock.run(10 * ms);
    expect(await asked).toMatchObject({ code: 'WRONG_MODE', band: 'state' });
  });

  it('that a limit refuses names field, value, limit and origin', async () => {
    const status = { code: StatusCode.BEYOND_STRAP, field: 'bias_uV_max', value: 5_100_000, limit_max: 4_955_000, origin: LimitOrigin.STRAP };
    const { clock, driver } = await openBench({ onRequest: ({ request_id }, self) => self.send(replyFrame(request_id, { status })) });
    const asked = failure(driver.request({ kind: 'get_state' }));
    await clock.run(10 * ms);
    expect(await asked).toMatchObject({ code: 'BEYOND_STRAP', field: 'bias_uV_max', value: 5_100_000, limit: 4_955_000, origin: 'strap', deviceTime_s: 0.002 });
  });

  it('that breaks the schema is never sent', async () => {
    const { driver, controller } = await openBench();
    expect(await failure(driver.request({ kind: 'set_bias', target_uV: 4_800_000_000, slew_nV_per_s: 1, expected_epoch: 0, not_after_device_us: 0, lease_epoch: 0 })))
      .toMatchObject({ code: 'OUT_OF_RANGE', field: 'target_uV', value: 4_800_000_000, limit: 100_000_000, origin: 'schema' });
    expect(await failure(driver.request({ kind: 'set_bias', target_uV: NaN, slew_nV_per_s: 1, expected_epoch: 0, not_after_device_us: 0, lease_epoch: 0 })))
      .toMatchObject({ field: 'target_uV' });
    expect(controller.requests).toEqual([]);
  });

  it('that nobody answers is sent four times under one id, then times out', async () => {
    const { clock, driver, controller } = await openBench();
    const asked = failure(driver.request({ kind: 'get_state' }));
    await clock.run(1300 * ms);
    expect(await asked).toMatchObject({ code: 'TIMEOUT', outputMayBeOn: 'unknown' });
    expect(controller.requests).toHaveLength(4);
    expect(new Set(controller.requests.map(({ request_id }) => request_id)).size).toBe(1);
  });

  it('is given up with its signal, and the late reply answers nothing', async () => {
    const { clock, driver, controller } = await openBench();
    const caller = new AbortController();
    const asked = failure(driver.request({ kind: 'get_state' }, { signal: caller.signal }));
    await clock.run(10 * ms);
    caller.abort('enough');
    expect(await asked).toMatchObject({ code: 'ABORTED', cause: 'enough' });
    controller.send(replyFrame(controller.requests[0]!.request_id));
    await clock.run(1000 * ms);
    expect(controller.requests).toHaveLength(1);
    expect(await failure(driver.request({ kind: 'get_state' }, { signal: caller.signal }))).toMatchObject({ code: 'ABORTED' });
    expect(controller.requests).toHaveLength(1);
  });

  it('in flight when the link goes rejects with LINK_LOST, and so does every later one', async () => {
    const { clock, driver, controller, heard } = await openBench();
    const asked = failure(driver.request({ kind: 'get_state' }));
    await clock.run(10 * ms);
    controller.hangUp('unplugged');
    expect(await asked).toMatchObject({ code: 'LINK_LOST', outputMayBeOn: 'unknown' });
    expect(await failure(driver.request({ kind: 'get_state' }))).toMatchObject({ code: 'LINK_LOST' });
    expect(await failure(driver.stop())).toMatchObject({ code: 'OFF_NOT_MEASURED', outputMayBeOn: 'unknown' });
    expect(heard).toEqual(['connected', 'closed', 'LINK_LOST']);
  });

  it('meets a pipe that refuses bytes as a lost link', async () => {
    const { driver, controller } = await openBench();
    controller.refusesWrites = true;
    expect(await failure(driver.request({ kind: 'get_state' }))).toMatchObject({ code: 'LINK_LOST' });
  });
});

describe('what is known of the output', () => {
  it('is nothing at first, then what was last reported', async () => {
    const { clock, driver, controller } = await openBench();
    expect(driver.outputMayBeOn()).toBe('unknown');
    controller.send(eventFrame(1, { kind: EventKind.OUTPUT_CLOSED, is_switch_closed: true, device_time_us: 3000 }));
    await clock.run(10 * ms);
    expect(driver.outputMayBeOn()).toBe(true);
    controller.send(eventFrame(2, { kind: EventKind.OUTPUT_OPENED, is_switch_closed: false, device_time_us: 4000 }));
    await clock.run(10 * ms);
    expect(driver.outputMayBeOn()).toBe(false);
  });

  it('is not turned back by an event that waited behind a reply', async () => {
    const { clock, driver, controller } = await openBench({
      onRequest: ({ request_id }, self) => self.send(replyFrame(request_id, { device_time_us: 5000, body: { kind: 'enable_result', ...closedSwitch } })),
    });
    const enabled = driver.request(enable);
    await clock.run(10 * ms);
    await enabled;
    controller.send(eventFrame(1, { is_switch_closed: false, device_time_us: 4000 }));
    await clock.run(10 * ms);
    expect(driver.outputMayBeOn()).toBe(true);
  });

  it('is nothing between an enable and its reply, also when that never comes', async () => {
    const { clock, driver, controller } = await openBench();
    controller.send(eventFrame(1, { is_switch_closed: false }));
    await clock.run(10 * ms);
    const enabled = failure(driver.request(enable));
    expect(driver.outputMayBeOn()).toBe('unknown');
    await clock.run(2000 * ms);
    expect(await enabled).toMatchObject({ code: 'TIMEOUT', outputMayBeOn: 'unknown' });
  });

  it('stays on, and off becomes unknown, when the link is lost: off holds only for the holder of the lease', async () => {
    for (const [isSwitchClosed, isHolder, expected] of [[true, false, true], [true, true, true], [false, false, 'unknown'], [false, true, false]] as const) {
      const { clock, driver, controller } = await openBench();
      controller.send(eventFrame(1, { is_switch_closed: isSwitchClosed }));
      await clock.run(10 * ms);
      if (isHolder) driver.holdLease({ lease_epoch: 1, lease_us: 500 * ms, since_us: clock.now_us() });
      controller.hangUp('unplugged');
      expect(driver.ended?.outputMayBeOn).toBe(expected);
    }
  });
});

describe('the stop', () => {
  it('resolves every caller with the one measurement', async () => {
    const { clock, driver, controller } = await openBench({
      onStop: (self) => self.send(replyFrame(0, { body: { kind: 'off_result', is_switch_closed: false, current_fA: 12, device_time_us: 7000, output_epoch: 2, cause: Cause.HOST_STOP } })),
    });
    const stops = [driver.stop(), driver.stop()];
    await clock.run(10 * ms);
    for (const stopped of stops) expect(await stopped).toMatchObject({ is_switch_closed: false, current_fA: 12 });
    // Two calls, three frames each.
    expect(controller.stops_count).toBe(6);
    expect(driver.outputMayBeOn()).toBe(false);
  });

  it('that nobody answers says that the off was not measured', async () => {
    const { clock, driver, controller } = await openBench();
    const stopped = failure(driver.stop());
    await clock.run(1100 * ms);
    expect(await stopped).toMatchObject({ code: 'OFF_NOT_MEASURED', outputMayBeOn: 'unknown' });
    expect(controller.stops_count).toBe(15);
  });
});

describe('device time', () => {
  it('goes on between two reports', async () => {
    const { clock, driver } = await openBench();
    // The hello was answered with device time 1000 us at 200 us, and 10 ms have passed since.
    expect(driver.deviceNow_us()).toBe(1000 + 10 * ms - 200);
    await clock.run(50 * ms);
    expect(driver.deviceNow_us()).toBe(1000 + 60 * ms - 200);
  });
});
