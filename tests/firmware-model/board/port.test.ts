import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BoardPort } from '../../../firmware-model/src/board/port.ts';
import { Arena } from '../../../firmware-model/src/kernel/arena.ts';
import { Digest, hex16 } from '../../../firmware-model/src/kernel/digest.ts';

function portOf(): { port: BoardPort; digests: readonly Digest[] } {
  const arena = new Arena();
  const bytesIn = new Digest(arena, 'in');
  const bytesOut = new Digest(arena, 'out');
  const port = new BoardPort(arena, { bytesIn, bytesOut });
  port.setHostPresent(true);
  return { port, digests: [bytesIn, bytesOut] };
}

function read(port: BoardPort, length_bytes: number): number[] {
  const into = new Uint8Array(length_bytes);
  return [...into.subarray(0, port.read(into))];
}

describe('port', () => {
  it('keeps the order of bytes in both directions for every way of cutting them', () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(sizes, sizes, (written, taken) => {
        const { port } = portOf();
        let sent = 0;
        let received = 0;
        for (let round = 0; round < 40; round += 1) {
          const bytes = Uint8Array.from({ length: written[round % written.length]! }, (_, index) => (sent + index) & 255);
          sent += port.receive(bytes);
          const out = read(port, taken[round % taken.length]!);
          expect(out.every((byte, index) => byte === ((received + index) & 255))).toBe(true);
          received += out.length;
          expect(port.received_bytes).toBe(sent - received);
          expect(port.received_bytes).toBeLessThanOrEqual(4096);
        }
      }),
      { seed: 20240502, numRuns: 100 },
    );
  });

  it('takes at most 4 KiB that nobody has read, and says how many it took', () => {
    const { port } = portOf();
    expect(port.receive(new Uint8Array(3000))).toBe(3000);
    expect(port.receive(new Uint8Array(3000))).toBe(1096);
    expect(port.receive(new Uint8Array(1))).toBe(0);
    expect(read(port, 10_000)).toHaveLength(4096);
  });

  it('queues a frame whole or not at all, up to 16 KiB', () => {
    const { port } = portOf();
    expect(port.room_bytes).toBe(16_384);
    expect(port.write(new Uint8Array(16_000), 16_000)).toBe(true);
    expect(port.write(new Uint8Array(385), 385)).toBe(false);
    expect(port.output_bytes).toBe(16_000);
    expect(port.write(new Uint8Array(400), 384)).toBe(true);
    expect(port.room_bytes).toBe(0);
    expect(port.takeOutput()).toHaveLength(16_384);
    expect(port.room_bytes).toBe(16_384);
  });

  it('refuses a length beyond the bytes given, or below none', () => {
    const { port } = portOf();
    for (const length_bytes of [3, -1, NaN]) expect(port.write(new Uint8Array(2), length_bytes)).toBe(false);
    expect(port.output_bytes).toBe(0);
  });

  it('sends what was written around the end of its ring', () => {
    const { port } = portOf();
    port.write(new Uint8Array(16_000), 16_000);
    port.takeOutput();
    const bytes = Uint8Array.from({ length: 1000 }, (_, index) => index & 255);
    port.write(bytes, 1000);
    expect([...port.takeOutput()]).toEqual([...bytes]);
  });

  it('drops what is queued when told to', () => {
    const { port } = portOf();
    port.write(Uint8Array.of(1, 2, 3), 3);
    port.discard();
    expect(port.output_bytes).toBe(0);
  });

  it('sends into the air while no host is attached', () => {
    const { port } = portOf();
    port.setHostPresent(false);
    expect(port.write(Uint8Array.of(1, 2, 3), 3)).toBe(true);
    expect(port.output_bytes).toBe(0);
  });

  it('keeps a leaving host’s last bytes for the firmware, and shows the next host none of them', () => {
    const { port } = portOf();
    port.receive(Uint8Array.of(1, 2));
    port.write(Uint8Array.of(9), 1);
    port.setHostPresent(false);
    expect(port.output_bytes).toBe(0);
    expect(port.received_bytes).toBe(2);
    port.setHostPresent(true);
    expect(port.received_bytes).toBe(0);
  });

  it('digests every byte of both directions', () => {
    const seen = new Set<string>();
    for (const act of [
      () => undefined,
      (port: BoardPort) => port.receive(Uint8Array.of(1)),
      (port: BoardPort) => port.receive(Uint8Array.of(2)),
      (port: BoardPort) => port.write(Uint8Array.of(1), 1),
      (port: BoardPort) => port.write(Uint8Array.of(2), 1),
    ]) {
      const { port, digests } = portOf();
      act(port);
      seen.add(hex16(digests));
    }
    expect(seen.size).toBe(5);
  });
});
