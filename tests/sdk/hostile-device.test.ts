import { getEventListeners } from 'node:events';
import { Activity, Cause, Channel, EventKind, FrameKind, Mode, StatusCode, encodeReply } from '@nanobias/proto';
import type { Event, Frame, Reply, RequestBody } from '@nanobias/proto';
import { config } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { connect } from '../../sdk/src/connect.ts';
import type { Device, Step } from '../../sdk/src/contract.ts';
import type { NanobiasError } from '../../sdk/src/errors.ts';
import { connectedTo, snapshot } from './honest-script.ts';
import type { Lies } from './honest-script.ts';
import { failure, limits } from './rehearsal.ts';
import { ScriptedController } from './scripted-controller.ts';
import type { Script } from './scripted-controller.ts';
import { eventFrame, helloAck, linkFrame, replyFrame, sampleFrame } from './session/controller-frames.ts';
import { TestClock } from './test-clock.ts';

const program: readonly Step[] = [{ kind: 'hold', bias_V: 3.5, slew_V_per_s: 0.01, duration_s: 1 }, { kind: 'open', duration_s: 1 }];

/** What must be as it was before: timers of the clock, the application's listeners, resources of the process, hooks of rxjs. */
interface Counted {
  readonly timers: number;
  readonly listeners: number;
  readonly resources: number;
  readonly hook: unknown;
}

function count(clock: TestClock, caller: AbortController): Counted {
  return { timers: clock.timers_count, listeners: getEventListeners(caller.signal, 'abort').length, resources: process.getActiveResourcesInfo().filter((name) => name.startsWith('TCP') || name.startsWith('Pipe') || name.startsWith('TTY') || name === 'MessagePort').length, hook: config.onUnhandledError };
}

/** The error of a handshake that fails, and when; everything it took is given back. */
async function handshake(script: Script | ((self: ScriptedController, now_us: number) => void), run_us: number): Promise<{ readonly error: NanobiasError; readonly after_us: number; readonly hellos: number }> {
  const clock = new TestClock();
  const caller = new AbortController();
  const before = count(clock, caller);
  const controller: ScriptedController = new ScriptedController(clock, typeof script === 'function' ? { onLink: () => undefined } : script);
  let word = 0;
  let after_us = NaN;
  const connecting = failure(connect(controller.pipe, { clock, entropy: { uint32: () => (word += 1) }, sampler: 'js' })).then((error) => {
    after_us = clock.now_us();
    return error;
  });
  for (let now_us = 0; now_us < run_us; now_us += 10_000) {
    if (typeof script === 'function' && !controller.isClosed) script(controller, now_us);
    await clock.run(10_000, 10_000);
  }
  const error = await connecting;
  expect(controller.isClosed).toBe(true);
  // What the controller still had on its way is its own timer.
  await clock.run(1000, 1000);
  expect(count(clock, caller)).toEqual(before);
  return { error, after_us, hellos: controller.links.filter(({ kind }) => kind === 'hello').length };
}

const noise = Uint8Array.from({ length: 65_536 }, (_, index) => (index * 2_654_435_761) >>> 24);

describe('a controller that spoils the handshake', () => {
  it.each<readonly [string, Parameters<typeof handshake>[0], string, number]>([
    ['says nothing', { onLink: () => undefined }, 'NO_ANSWER', 3_760_000],
    ['speaks another version', { onLink: (message, self) => message.kind === 'hello' && self.send(helloAck(message.nonce, { version: 2, version_min: 2, version_max: 2 })) }, 'UNSUPPORTED_VERSION', 20_000],
    ['has another schema', { onLink: (message, self) => message.kind === 'hello' && self.send(helloAck(message.nonce, { schema_hash: 1 })) }, 'SCHEMA_MISMATCH', 20_000],
    ['opens session 0', { onLink: (message, self) => message.kind === 'hello' && self.send(helloAck(message.nonce, { session: 0 })) }, 'PROTOCOL', 20_000],
    ['answers hellos that nobody said, without end', (self, now_us) => self.send(helloAck(now_us + 7), helloAck(now_us + 8)), 'NO_ANSWER', 3_760_000],
    ['says hello itself, without end', (self, now_us) => self.send(linkFrame({ kind: 'hello', version_min: 1, version_max: 1, nonce: now_us, client: 'you' }, 0)), 'NO_ANSWER', 3_760_000],
    ['pings, without end', (self, now_us) => self.send(linkFrame({ kind: 'ping', nonce: now_us }, 0)), 'NO_ANSWER', 3_760_000],
    ['sends 6 MB/s of noise', (self) => self.sendBytes(noise), 'NO_ANSWER', 3_760_000],
    ['begins a frame and never ends it', (self) => self.sendBytes(noise.subarray(0, 1000).map((byte) => byte | 1)), 'NO_ANSWER', 3_760_000],
    ['hangs up at the hello', { onLink: (_, self) => self.hangUp('gone') }, 'LINK_LOST', 20_000],
    ['says goodbye at once', { onLink: (message, self) => message.kind === 'hello' && self.send(helloAck(message.nonce), linkFrame({ kind: 'bye', reason: 'no' })) }, 'LINK_LOST', 20_000],
    ['falls silent after the hello', {}, 'TIMEOUT', 1_220_000],
    ['does not know its own session', { onRequest: ({ request_id }, self) => self.send(replyFrame(request_id, { code: StatusCode.STALE_SESSION })) }, 'SESSION_LOST', 20_000],
    ['answers with another body', { onRequest: ({ request_id }, self) => self.send(replyFrame(request_id, { body: { kind: 'mark_result', device_time_us: 1 } })) }, 'PROTOCOL', 20_000],
    ['answers without one', { onRequest: ({ request_id }, self) => self.send(replyFrame(request_id)) }, 'PROTOCOL', 20_000],
    ['answers every request but its own number', { onRequest: ({ request_id }, self) => self.send(replyFrame(request_id + 1), replyFrame(request_id + 2)) }, 'TIMEOUT', 1_220_000],
  ])('%s', async (_, script, code, within_us) => {
    const { error, after_us, hellos } = await handshake(script, 4_000_000);
    expect(error).toMatchObject({ code, outputMayBeOn: 'unknown' });
    expect(after_us).toBeLessThanOrEqual(within_us);
    expect(hellos).toBeLessThanOrEqual(4);
  });
});

type Kind = RequestBody['kind'];

/** The error of a scope with a controller that lies, and that nothing is left of it once the device is closed. */
async function scope(lies: Lies, run_us: number): Promise<{ readonly error: NanobiasError; readonly asked: readonly Kind[]; readonly stops: number; readonly after_us: number }> {
  const { device, clock, controller, asked } = await connectedTo(lies);
  const caller = new AbortController();
  const before = { ...count(clock, caller), timers: 0 };
  const start_us = clock.now_us();
  let after_us = NaN;
  const held = failure(device.withOutput({ limits, program, signal: caller.signal }, (output) => output.runProgram())).then((error) => {
    after_us = clock.now_us() - start_us;
    return error;
  });
  await clock.run(run_us, 50_000);
  const error = await held;
  const closing = device.close();
  await clock.run(600_000, 50_000);
  await closing;
  expect(count(clock, caller)).toEqual(before);
  return { error, asked: asked(), stops: controller.stops_count, after_us };
}

describe('a controller that falls silent', () => {
  const silentAt = (kind: Kind): Lies => ({ [kind]: () => 'silent' });

  it.each<readonly [Kind, number]>([
    ['acquire_lease', 1_300_000], ['stage_limits', 1_300_000], ['commit_limits', 1_400_000], ['upload_step', 1_500_000], ['get_state', 1_600_000],
    ['arm', 4_000_000], ['enable', 5_000_000], ['start_program', 2_000_000],
  ])('at %s: a typed error within its bound, the output told to open where it was told to close, and nothing left behind', async (kind, within_us) => {
    // The state is asked for once by connecting.
    let states_count = 0;
    const lies: Lies = kind === 'get_state' ? { get_state: () => ((states_count += 1) === 1 ? { body: { kind: 'snapshot', ...snapshot } } : 'silent') } : silentAt(kind);
    const { error, asked, after_us } = await scope(lies, 8_000_000);
    expect(error.code).toBe('TIMEOUT');
    expect(after_us).toBeLessThanOrEqual(within_us);
    const wasEnabled = asked.includes('enable');
    expect(asked.includes('disable')).toBe(wasEnabled);
    // Off where it was measured; where nothing was ever told to close, it is as it was before.
    expect(error.outputMayBeOn).toBe(wasEnabled ? false : error.outputMayBeOn);
  });

  it('to everything once the output is on: the host says that it may be on, after lease and stops', async () => {
    let isSilent = false;
    const { device, clock, controller } = await connectedTo(Object.fromEntries((['get_state', 'disable', 'release_lease', 'renew_lease', 'set_bias'] as const).map((kind) => [kind, (request: { readonly body: RequestBody }) => {
      if (isSilent) return 'silent';
      return request.body.kind === 'get_state' ? { body: { kind: 'snapshot', ...snapshot } } : {};
    }])));
    const start_us = clock.now_us();
    let after_us = NaN;
    const held = failure(device.withOutput({ limits }, async (output) => {
      isSilent = true;
      await output.ramp({ bias_V: 3.46, slew_V_per_s: 0.01 });
    })).then((error) => {
      after_us = clock.now_us() - start_us;
      return error;
    });
    await clock.run(20_000_000, 50_000);
    // A disable of 4 attempts or a stop of 5, three times, in the half second after which the lease has lapsed and more.
    expect(await held).toMatchObject({ code: 'LEASE_LOST', outputMayBeOn: true });
    expect(after_us).toBeLessThan(10_000_000);
    expect(controller.stops_count).toBeGreaterThanOrEqual(15);
  });
});

describe('a controller that claims too much', () => {
  const frame = { cause: Cause.SLEW, channel_of_cause: Channel.INTERLOCK_CURRENT, value: 0, limit: 0, device_time_us: 1, mode: Mode.TRIPPED, samples_offset_bytes: 0, samples: new Uint8Array(0) };

  async function refused(lies: Lies, call: (device: Device) => Promise<unknown>): Promise<NanobiasError> {
    const { device, clock } = await connectedTo(lies);
    const error = failure(call(device));
    await clock.run(60_000_000, 100_000);
    return error;
  }

  it('a freeze frame of 4 GB', async () => {
    const error = await refused({ read_freeze_frame: () => ({ body: { kind: 'freeze_frame', ...frame, samples_size_bytes: 0xffff_ffff } }) }, (device) => device.readFreezeFrame());
    expect(error).toMatchObject({ code: 'PROTOCOL' });
  });

  it('a capture of 4 GB', async () => {
    const status = { kind: 'capture_status', capture_id: 1, is_complete: true, size_bytes: 0xffff_ffff, full_scale_fA: 1, full_scale_uV: 0, bits: 16 } as const;
    const channels = [{ channel: Channel.INTERLOCK_CURRENT, rate_Hz_max: 10_000, full_scales_fA: [1000], bits: 16, noise_fA_rms: 1, noise_uV_rms: 1 }];
    const capabilities = { bias_uV_min: 0, bias_uV_max: 1, bias_lsb_nV: 1, strap_uV_min: 0, strap_uV_max: 1, slew_nV_per_s_max: 1, lease_us_min: 100_000, lease_us_max: 5_000_000, program_steps_max: 64, link_bytes_per_s: 0, features: [], series_resistance_kOhm: 1, stray_capacitance_fF: 1 };
    const error = await refused({
      get_capabilities: () => ({ body: { kind: 'capabilities', ...capabilities, channels } }), capture_arm: () => ({ body: status }), get_capture: () => ({ body: status }),
    }, (device) => device.capture({ channel: Channel.INTERLOCK_CURRENT, sample_count: 4096, trigger: { at: 'now' } }));
    expect(error).toMatchObject({ code: 'PROTOCOL' });
  });

  it('a log without end that gives the same event again and again', async () => {
    let pages_count = 0;
    const event = { event_seq: 3, device_time_us: 0, kind: EventKind.MARK, mode: Mode.SAFE, output_epoch: 0, cause: Cause.UNSPECIFIED, step_index: 0, is_switch_closed: false, bias_uV: 0, refusal: StatusCode.UNSPECIFIED, label: '', activity: Activity.UNSPECIFIED, step_end: 0 } as Event;
    const error = await refused({
      read_events: () => {
        pages_count += 1;
        return { body: { kind: 'event_page', events: [event], seq_oldest: 0, seq_newest: 0xffff_ffff, lost_count: 0 } };
      },
    }, (device) => device.readEvents(0));
    expect(error).toMatchObject({ code: 'PROTOCOL' });
    expect(pages_count).toBe(2);
  });

  it('rows of interlocks that lead back to themselves', async () => {
    const error = await refused({ get_interlocks: () => ({ body: { kind: 'interlock_page', rows: [], row_next: 1 } }) }, (device) => device.interlocks());
    expect(error).toMatchObject({ code: 'PROTOCOL' });
  });

  it('more steps than were sent', async () => {
    const { error, asked } = await scope({ upload_step: () => ({ body: { kind: 'upload_result', step_count_stored: 64, program_digest: 1 } }) }, 2_000_000);
    expect(error).toMatchObject({ code: 'ECHO_MISMATCH', outputMayBeOn: false });
    expect(asked).not.toContain('arm');
  });
});

describe('a controller that says what nobody asked for', () => {
  const floods: Readonly<Record<string, (index: number) => Frame>> = {
    'replies to no request': (index) => replyFrame(0x7000_0000 + index, { body: { kind: 'lease_grant', lease_epoch: index, lease_us: 1, expires_device_us: 1 } }),
    'answers to a stop': () => replyFrame(0, { body: { kind: 'off_result', is_switch_closed: false, device_time_us: 1, output_epoch: 1, cause: Cause.HOST_STOP } }),
    'comparisons of clocks': (index) => linkFrame({ kind: 'clock_sync', host_send_us: index, device_receive_us: 1, device_send_us: 2 }),
    'pings': (index) => linkFrame({ kind: 'ping', nonce: index }),
    'samples of no stream': () => sampleFrame(0x5e55_1011),
    'frames of another session': (index) => replyFrame(index, { of: 1 }),
    'messages that do not decode': (index) => ({ kind: FrameKind.CONTROL, session: 0x5e55_1011, seq: index, payload: Uint8Array.of(0xff, 0xff, 0xff) }),
    'events that turn back': () => eventFrame(5),
    'events that jump by half of all numbers': (index) => eventFrame((index * 0x7fff_ffff) >>> 0),
  };

  it.each(Object.keys(floods))('%s, ten thousand times: what is asked is still answered, and nothing piles up', async (name) => {
    const { device, clock, controller } = await connectedTo({});
    const gaps: number[] = [];
    device.events$().subscribe((event) => event.kind === 'gap' && gaps.push(event.lost));
    const links_count = controller.links.length;
    const flood = Array.from({ length: 500 }, (_, index) => floods[name]!(index));
    for (let round = 0; round < 20; round += 1) {
      controller.send(...flood);
      await clock.run(10_000, 10_000);
    }
    const reading = device.readState();
    await clock.run(10_000, 1000);
    expect(await reading).toMatchObject({ mode: Mode.SAFE });
    // Ten answers to pings a second, and the pings of this side.
    expect(controller.links.length - links_count).toBeLessThanOrEqual(25);
    expect(clock.timers_count).toBeLessThanOrEqual(4);
    const closing = device.close();
    await clock.run(1_000_000, 50_000);
    await closing;
    expect(clock.timers_count).toBe(0);
  });

  it('a reply after its time-out answers no other request', async () => {
    const late: ((reply: Partial<Reply>) => void)[] = [];
    let isLate = false;
    const { device, clock } = await connectedTo({
      mark: ({ request_id }, self) => {
        if (!isLate) return { body: { kind: 'mark_result', device_time_us: 42_000_000 } };
        late.push(() => self.send({ kind: FrameKind.CONTROL, session: 0x5e55_1011, seq: 0, payload: encodeReply({ request_id, status: { code: StatusCode.OK, field: '', origin: 0 }, device_time_us: 1, body: { kind: 'mark_result', device_time_us: 1_000_000 } }) }));
        return 'silent';
      },
    });
    isLate = true;
    const first = failure(device.mark('first'));
    await clock.run(1_300_000, 50_000);
    expect(await first).toMatchObject({ code: 'TIMEOUT' });
    const answers: number[] = [];
    const second = device.mark('second').then(({ deviceTime_s }) => answers.push(deviceTime_s));
    for (const send of late.splice(0, 4)) send({});
    await clock.run(100_000, 10_000);
    expect(answers).toEqual([]);
    isLate = false;
    await clock.run(400_000, 10_000);
    await second;
    expect(answers).toEqual([42]);
  });
});
