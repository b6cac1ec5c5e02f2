import { CONTROL_PAYLOAD_BYTES_MAX, EventKind, FrameKind, Mode, STOP_SEQUENCE, encodeFrame, encodeRequest, frameBytes_max } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import { AT, Bench } from './bench.ts';

function requestFrame(bench: Bench, request_id: number): Uint8Array {
  const payload = encodeRequest({ request_id, body: { kind: 'get_state' } });
  const into = new Uint8Array(frameBytes_max(payload.length));
  return into.slice(0, encodeFrame(into, { kind: FrameKind.CONTROL, session: bench.session, seq: request_id }, payload));
}

describe('the receive path', () => {
  it('answers the frame behind every single-bit flip of the one before it', () => {
    const bench = new Bench();
    bench.hello();
    const frame = requestFrame(bench, 1);
    let id = 2;
    for (let bit = 0; bit < frame.length * 8; bit += 1) {
      const damaged = frame.slice();
      damaged[bit >> 3] = damaged[bit >> 3]! ^ (1 << (bit & 7));
      bench.sendBytes(damaged);
      bench.sendBytes(Uint8Array.of(0));
      bench.sendBytes(requestFrame(bench, id));
      bench.run(2);
      expect(bench.replies.at(-1)?.request_id).toBe(id);
      id += 1;
    }
    // No damaged frame was taken for the request that it had been.
    expect(bench.replies.filter(({ request_id }) => request_id === 1)).toEqual([]);
    expect(bench.eventsOf(EventKind.LINK_ERROR).length).toBeGreaterThan(frame.length * 4);
  });

  it('survives noise, and a stop right behind it opens the circuit', () => {
    const bench = new Bench();
    bench.turnOn();
    let word = 1;
    for (let chunk = 0; chunk < 64; chunk += 1) {
      bench.sendBytes(Uint8Array.from({ length: 1024 }, () => (word = Math.imul(word, 1_103_515_245) + 12_345) >>> 24));
      bench.run(1);
    }
    expect(bench.isClosed).toBe(true);
    bench.sendBytes(STOP_SEQUENCE);
    bench.until(() => !bench.isClosed, 100);
  });

  it('takes a stop that lands inside a half-written frame', () => {
    const bench = new Bench();
    bench.turnOn();
    bench.sendBytes(requestFrame(bench, 900).subarray(0, 11));
    bench.sendBytes(STOP_SEQUENCE);
    bench.run(1);
    expect(bench.registers[AT.SWITCH_REQUEST]).toBe(0);
  });

  it('takes a stop behind everything that the port can hold within four ticks', () => {
    const bench = new Bench();
    bench.turnOn();
    const frame = requestFrame(bench, 901);
    for (let size = 0; size < 4000; size += frame.length) bench.sendBytes(frame);
    bench.sendBytes(STOP_SEQUENCE);
    bench.run(4);
    expect(bench.registers[AT.SWITCH_REQUEST]).toBe(0);
  });

  it('refuses a frame longer than a control frame may be, and goes on with the next', () => {
    const bench = new Bench();
    bench.hello();
    const into = new Uint8Array(frameBytes_max(4096));
    const long = into.slice(0, encodeFrame(into, { kind: FrameKind.SAMPLES, session: bench.session, seq: 0 }, new Uint8Array(CONTROL_PAYLOAD_BYTES_MAX + 50)));
    bench.sendBytes(long);
    expect(bench.state.mode).toBe(Mode.SAFE);
  });

  it('takes a stream cut into single bytes', () => {
    const bench = new Bench();
    bench.hello();
    for (const byte of requestFrame(bench, 77)) {
      bench.sendBytes(Uint8Array.of(byte));
      bench.run(1);
    }
    expect(bench.replies.at(-1)?.request_id).toBe(77);
  });

  it('counts frames that the numbers say were lost, and says so', () => {
    const bench = new Bench();
    bench.hello();
    bench.sendBytes(requestFrame(bench, 5));
    bench.sendBytes(requestFrame(bench, 9));
    bench.run(3);
    expect(bench.eventsOf(EventKind.LINK_ERROR).at(-1)).toMatchObject({ value: 3 });
    expect(bench.replies.map(({ request_id }) => request_id)).toEqual([5, 9]);
  });
});
