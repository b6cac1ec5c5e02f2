import { Cause, EventKind, FrameKind, Mode, STOP_FRAME, StatusCode, encodeLinkMessage } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import { AT, Bench } from './bench.ts';

const STALE_SESSION_COUNT = 8;

function link(bench: Bench, message: Parameters<typeof encodeLinkMessage>[0], session = bench.session): void {
  bench.sendFrame(FrameKind.LINK, encodeLinkMessage(message), session);
}

describe('a session', () => {
  it('begins with the host: the device says nothing before a hello', () => {
    const bench = new Bench();
    bench.run(30_000);
    expect(bench.port.outgoing).toEqual([]);
    expect([bench.links, bench.events, bench.replies]).toEqual([[], [], []]);
  });

  it('is answered with what a host must know, and with nothing else', () => {
    const bench = new Bench();
    const ack = bench.hello(0xcafe);
    expect(ack).toMatchObject({ version: 1, nonce: 0xcafe, frame_bytes_max: 4096, requests_in_flight_max: 8, tick_rate_Hz: 10_000, is_simulation: true });
    expect(ack.session).not.toBe(0);
    bench.run(1000);
    expect(bench.events).toEqual([]);
  });

  it('changes nothing on the output when it begins, nor on the lease', () => {
    const bench = new Bench();
    bench.turnOn();
    const before = bench.state;
    bench.hello(8);
    const after = bench.state;
    expect(after).toMatchObject({ mode: Mode.ON, is_switch_closed: true, bias_setpoint_uV: before.bias_setpoint_uV, output_epoch: before.output_epoch, lease_epoch: before.lease_epoch, is_lease_mine: false });
    expect(after.lease_remaining_us).toBeGreaterThan(0);
  });

  it('has a number of its own every time', () => {
    const bench = new Bench();
    const sessions = [1, 2, 3, 4].map((nonce) => bench.hello(nonce).session);
    expect(new Set(sessions).size).toBe(4);
    expect(bench.ack?.boot_id).toBe(bench.hello(5).boot_id);
  });

  it('refuses a host of another version with the versions that it speaks, and keeps the session that it had', () => {
    const bench = new Bench();
    const { session } = bench.hello();
    link(bench, { kind: 'hello', version_min: 2, version_max: 3, nonce: 9, client: '' }, 0);
    bench.run(2);
    expect(bench.links.at(-1)).toMatchObject({ kind: 'hello_ack', version: 0, nonce: 9, session: 0, version_min: 1, version_max: 1 });
    expect(bench.session).toBe(session);
    expect(bench.state.mode).toBe(Mode.SAFE);
  });

  it('drops and counts frames of a session that was replaced', () => {
    const bench = new Bench();
    const old = bench.hello(1).session;
    bench.hello(2);
    bench.send({ kind: 'acquire_lease', lease_us: 500_000 }, { session: old });
    bench.send({ kind: 'get_state' }, { session: 0 });
    bench.run(10);
    expect(bench.replies).toEqual([]);
    expect(bench.words('controller.comms')[STALE_SESSION_COUNT]).toBe(2);
    expect(bench.state.lease_epoch).toBe(0);
  });

  it('compares clocks: t1 comes back with the arrival and the departure', () => {
    const bench = new Bench();
    bench.hello();
    link(bench, { kind: 'clock_sync', host_send_us: 123 });
    bench.run(1);
    expect(bench.links.at(-1)).toEqual({ kind: 'clock_sync', host_send_us: 123, device_receive_us: bench.now_us, device_send_us: bench.now_us });
  });

  it('answers a ping with the same nonce, and renews nothing by it', () => {
    const bench = new Bench();
    bench.run(20);
    bench.hello();
    bench.acquire(500_000);
    bench.run(1000);
    const before = bench.state.lease_remaining_us;
    link(bench, { kind: 'ping', nonce: 5 });
    bench.run(1);
    expect(bench.links.at(-1)).toEqual({ kind: 'ping', nonce: 5 });
    expect(bench.state.lease_remaining_us).toBeLessThan(before);
  });

  it('opens the circuit at a bye of the holder, and answers with what was measured', () => {
    const bench = new Bench();
    bench.turnOn();
    link(bench, { kind: 'bye', reason: 'done' });
    bench.run(1);
    expect(bench.registers[AT.SWITCH_REQUEST]).toBe(0);
    bench.run(300);
    expect(bench.replies.at(-1)).toMatchObject({ request_id: 0, body: { kind: 'off_result', is_switch_closed: false, current_fA: 0, cause: Cause.BYE } });
  });

  it('leaves the output alone at a bye of a viewer', () => {
    const bench = new Bench();
    bench.turnOn();
    bench.hello(9);
    link(bench, { kind: 'bye', reason: 'seen enough' });
    bench.run(300);
    expect(bench.registers[AT.SWITCH_REQUEST]).toBe(3);
    expect(bench.isClosed).toBe(true);
    bench.hello(10);
    expect(bench.state.mode).toBe(Mode.ON);
  });

  it('takes a stop without a session, and answers it', () => {
    const bench = new Bench();
    bench.run(20);
    bench.sendBytes(STOP_FRAME);
    bench.run(300);
    expect(bench.replies).toHaveLength(1);
    expect(bench.replies[0]).toMatchObject({ request_id: 0, status: { code: StatusCode.OK }, body: { kind: 'off_result', is_switch_closed: false } });
  });

  it('takes a disable of a session that was replaced: an open circuit needs none', () => {
    const bench = new Bench();
    bench.turnOn();
    const old = bench.session;
    bench.hello(11);
    bench.send({ kind: 'disable', is_soft: false }, { session: old });
    bench.run(300);
    expect(bench.isClosed).toBe(false);
    expect(bench.replies.at(-1)).toMatchObject({ body: { kind: 'off_result', is_switch_closed: false } });
  });

  it('ends when the port is hung up: the lease lapses in that tick, the circuit opens, and the next host finds no leftovers', () => {
    const bench = new Bench();
    bench.turnOn();
    bench.registers[AT.HOST_PRESENT] = 0;
    bench.run(1);
    expect(bench.registers[AT.SWITCH_REQUEST]).toBe(0);
    bench.run(500);
    expect(bench.port.outgoing).toEqual([]);
    const seen = bench.events.length;
    bench.registers[AT.HOST_PRESENT] = 1;
    bench.run(500);
    expect(bench.events).toHaveLength(seen);
    bench.hello(12);
    expect(bench.state).toMatchObject({ mode: Mode.TRIPPED, latched: [Cause.LINK_LOST], lease_remaining_us: 0, is_switch_closed: false });
  });

  it('pushes events in order, each with the number that follows', () => {
    const bench = new Bench();
    bench.turnOn();
    bench.stop();
    bench.run(300);
    const seqs = bench.events.map(({ event_seq }) => event_seq);
    expect(seqs).toEqual(seqs.map((_, index) => seqs[0]! + index));
    expect(bench.events.map(({ kind }) => kind)).toEqual([
      EventKind.LEASE_CHANGED, EventKind.STATE_CHANGED, EventKind.STATE_CHANGED, EventKind.STATE_CHANGED, EventKind.OUTPUT_CLOSED,
      EventKind.STATE_CHANGED, EventKind.OUTPUT_OPENED,
    ]);
  });

  it('keeps the newest 64 events while the link has no room, and the gap shows in the numbers', () => {
    const bench = new Bench();
    bench.hello();
    bench.port.room = 0;
    for (let index = 0; index < 100; index += 1) bench.send({ kind: 'mark', label: `mark ${index}` });
    bench.run(200);
    bench.port.room = 100_000;
    bench.run(200);
    const marks = bench.eventsOf(EventKind.MARK);
    expect(marks).toHaveLength(64);
    expect(marks.at(-1)).toMatchObject({ label: 'mark 99' });
    expect(marks[0]!.label).toBe('mark 36');
  });
});
