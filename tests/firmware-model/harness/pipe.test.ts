import { CELL_PRESETS, simulate, type Controller, type ControllerParts } from '@nanobias/firmware-model';
import { describe, expect, it } from 'vitest';
import { PRESENCES_ASKED, simulateEcho } from './echo-firmware.ts';

const SECOND_US = 1_000_000;

/** Reads 16 bytes a tick, and keeps a sum of what it has seen, in order. */
function slowReader({ arena, port }: ControllerParts): Controller {
  const sum = arena.f64('reader.sum', 2);
  const inbox = new Uint8Array(16);
  return {
    isr: () => undefined,
    runTasks: () => {
      const count = port.read(inbox);
      for (let index = 0; index < count; index += 1) {
        if (inbox[index] !== sum[0]! % 251) sum[1] = sum[1]! + 1;
        sum[0] = sum[0]! + 1;
      }
    },
  };
}

describe('in-process pipe', () => {
  it('holds back a writer that is faster than the device, loses nothing, and keeps the order', async () => {
    const simulation = simulate({ seed: 1, cell: CELL_PRESETS.default, firmware: slowReader });
    const { clock, pipe, device } = simulation;
    const total = 200_000;
    await clock.run(async () => {
      let written = 0;
      let mostPending = 0;
      const chunks: Promise<void>[] = [];
      while (written < total) {
        const chunk = Uint8Array.from({ length: 1000 }, (_, index) => (written + index) % 251);
        chunks.push(pipe.write(chunk));
        written += chunk.length;
        mostPending = Math.max(mostPending, pipe.pending_bytes);
      }
      expect(mostPending).toBe(total - 65_000);
      await Promise.all(chunks);
      expect(pipe.pending_bytes).toBe(0);
      // What the last promise has left on its way: the link's 64 KiB and the port's ring.
      await new Promise<void>((resolve) => clock.after(SECOND_US, resolve));
    }, 100 * SECOND_US);
    const fields = device.arena.fields.find(({ name }) => name === 'reader.sum')!;
    const seen = new Float64Array(device.arena.words.slice().buffer, fields.offset_bytes, 2);
    expect([...seen]).toEqual([total, 0]);
  });

  it('copies what is written before it returns', async () => {
    const { clock, pipe } = simulateEcho();
    await clock.run(async () => {
      const bytes = Uint8Array.of(1, 2, 3);
      const echoed: number[] = [];
      pipe.onBytes((chunk) => echoed.push(...chunk));
      const written = pipe.write(bytes);
      bytes.fill(9);
      await written;
      await new Promise<void>((resolve) => clock.after(3000, resolve));
      expect(echoed).toEqual([1, 2, 3]);
    }, SECOND_US);
  });

  it('refuses more than a megabyte that waits', async () => {
    const { clock, pipe } = simulateEcho();
    await clock.run(async () => {
      const accepted = [pipe.write(new Uint8Array(65_536)), pipe.write(new Uint8Array(1_000_000))];
      await expect(pipe.write(new Uint8Array(100_000))).rejects.toThrow(/1048576/);
      const closing = pipe.close();
      await expect(accepted[1]).rejects.toThrow(/closed/);
      await Promise.all([accepted[0], closing]);
    }, SECOND_US);
  });

  it('has room for one host at a time', () => {
    const simulation = simulateEcho();
    expect(simulation.pipe).toBe(simulation.pipe);
    expect(() => simulation.openPipe()).toThrow(/in use/);
  });

  it('shows the device every host that leaves and comes, also one that comes in the same turn', async () => {
    const simulation = simulateEcho();
    const { clock } = simulation;
    await clock.run(async () => {
      for (let visit = 1; visit <= 5; visit += 1) {
        const pipe = visit === 1 ? simulation.pipe : simulation.openPipe();
        const answer = new Promise<number>((resolve) => {
          pipe.onBytes((chunk) => {
            const asked = chunk.indexOf(PRESENCES_ASKED);
            if (asked >= 0) resolve(chunk[asked + 1]!);
          });
        });
        // Written at once: it must arrive after the device has seen the host come.
        await pipe.write(Uint8Array.of(PRESENCES_ASKED));
        expect(await answer).toBe(visit);
        await pipe.close();
      }
    }, SECOND_US);
  });

  it('delivers nothing of the host before, in either direction', async () => {
    const simulation = simulateEcho();
    const { clock } = simulation;
    await clock.run(async () => {
      const first = simulation.pipe;
      const late: number[] = [];
      first.onBytes((chunk) => late.push(...chunk));
      await new Promise<void>((resolve) => clock.after(1000, resolve));
      await first.write(Uint8Array.of(1, 2, 3));
      await first.close();
      const seen: number[] = [];
      const second = simulation.openPipe();
      second.onBytes((chunk) => seen.push(...chunk));
      await new Promise<void>((resolve) => clock.after(4000, resolve));
      expect(late).toEqual([]);
      expect(seen.filter((byte) => byte <= 3)).toEqual([]);
    }, SECOND_US);
  });

  it('tells once that it is gone, without a reason where this side closed it', async () => {
    const { clock, pipe } = simulateEcho();
    const closings: (string | undefined)[] = [];
    pipe.onClose((reason) => closings.push(reason));
    await clock.run(async () => {
      await pipe.close();
      await pipe.close();
      await expect(pipe.write(Uint8Array.of(1))).rejects.toThrow(/closed/);
    }, SECOND_US);
    expect(closings).toEqual([undefined]);
  });

  it('tells the reason where the device’s end went away, and fails what still waits', async () => {
    const simulation = simulateEcho();
    const { clock, pipe } = simulation;
    const closings: (string | undefined)[] = [];
    pipe.onClose((reason) => closings.push(reason));
    await clock.run(async () => {
      await pipe.write(new Uint8Array(65_536));
      const waiting = pipe.write(new Uint8Array(10));
      simulation.hangUp('cable pulled');
      await expect(waiting).rejects.toThrow('cable pulled');
    }, SECOND_US);
    expect(closings).toEqual(['cable pulled']);
  });
});
