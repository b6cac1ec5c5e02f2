import { FrameKind, decodeRequest, encodeFrame, encodeLinkMessage, frameBytes_max } from '@nanobias/proto';
import { CELL_PRESETS, simulate } from '@nanobias/firmware-model';
import { connect } from '@nanobias/sdk';
import { describe, expect, it } from 'vitest';

const HELLOS = 1_000_000;
const HELLOS_A_WRITE = 1_000;

function hello(seq: number): Uint8Array {
  const payload = encodeLinkMessage({ kind: 'hello', version_min: 1, version_max: 1, nonce: seq, client: '' });
  const into = new Uint8Array(frameBytes_max(payload.length));
  return into.slice(0, encodeFrame(into, { kind: FrameKind.LINK, session: 0, seq }, payload));
}

describe('bad input', () => {
  it('a million hellos cost answers at most, and the next host is served', async () => {
    const simulation = simulate({ seed: 1, cell: CELL_PRESETS.default });
    const { clock, entropy } = simulation;
    const writes = Buffer.concat(Array.from({ length: HELLOS_A_WRITE }, (_, seq) => hello(seq)));
    await clock.run(async () => {
      const pipe = simulation.openPipe();
      for (let sent = 0; sent < HELLOS; sent += HELLOS_A_WRITE) await pipe.write(writes);
      await pipe.close();
      const device = await connect(simulation.openPipe(), { clock, entropy, sampler: 'js' });
      const { isSwitchClosed, outputEpoch } = await device.readState();
      expect({ isSwitchClosed, outputEpoch }).toEqual({ isSwitchClosed: false, outputEpoch: 0 });
      await device.close();
    }, 600_000_000);
  });

  it('a payload nested to its last byte is refused without recursion', () => {
    // Field 100, length-delimited, in itself: 84 levels fit a frame.
    let nested = new Uint8Array(0);
    while (nested.length + 3 <= 250) nested = Uint8Array.of(0xa2, 0x06, nested.length, ...nested);
    expect(decodeRequest(Uint8Array.of(8, 7, ...nested.subarray(0, 254)))).toMatchObject({ ok: false });
    // In fields that are known, depth ends with the schema.
    expect(decodeRequest(Uint8Array.of(8, 7, 0x62, 6, 0x0a, 4, 0x0a, 2, 0x0a, 0))).toMatchObject({ ok: false, request_id: 7 });
  });
});
