import { simulate, type Simulation } from '@nanobias/firmware-model';
import { describe, expect, it } from 'vitest';
import type { ClientPort } from '../../../firmware-model/src/endpoint/client.ts';
import { PacedDevice } from '../../../firmware-model/src/endpoint/paced-device.ts';
import { HandClock, Line } from './by-hand.ts';
import { echoOptions, PRESENCES_ASKED } from './echo.ts';

function paced(): { wall: HandClock; device: PacedDevice; port: ClientPort; line: Line; tick: () => number } {
  const wall = new HandClock();
  const { device } = simulate({ ...echoOptions, latency_us: 0 });
  const paced = new PacedDevice(device, wall);
  return { wall, device: paced, port: paced.ports[0]!, line: new Line(), tick: () => device.tick };
}

describe('paced device', () => {
  it('runs at 1x, to the millisecond', () => {
    const { wall, tick } = paced();
    wall.pass(1_000_000);
    expect(tick()).toBeGreaterThan(9_980);
    expect(tick()).toBeLessThanOrEqual(10_000);
  });

  it('answers a client within milliseconds of wall time', () => {
    const { wall, port, line } = paced();
    wall.pass(10_000);
    port.attach(line);
    port.receive(Uint8Array.of(1, 2, 3));
    wall.pass(3000);
    expect(line.seen).toEqual([1, 2, 3]);
  });

  it('catches up after the machine slept, and says how late it was', () => {
    const { wall, device, tick } = paced();
    wall.pass(10_000);
    wall.sleep(500_000);
    wall.pass(10_000);
    expect(tick()).toBeGreaterThan(5_180);
    expect(device.lateness.worst_us).toBeGreaterThan(490_000);
    expect(device.lateness.skipped_us).toBe(0);
  });

  it('keeps what a client does not read in the device, which thins its streams, and nowhere else', () => {
    const { wall, port, line } = paced();
    port.attach(line);
    line.room_bytes = 0;
    for (let round = 0; round < 40; round += 1) {
      port.receive(new Uint8Array(1000));
      wall.pass(5000);
    }
    expect(line.seen).toHaveLength(0);
    line.room_bytes = 1_000_000;
    wall.pass(1_000_000);
    expect(line.seen).toHaveLength(40_000 - port.lost_bytes);
  });

  it('asks to hold a client back, lets it go on, and counts what came all the same', () => {
    const { wall, port, line } = paced();
    port.attach(line);
    expect(port.receive(new Uint8Array(10_000))).toBe(true);
    expect(port.receive(new Uint8Array(10_000))).toBe(false);
    expect(port.receive(new Uint8Array(60_000))).toBe(false);
    expect(port.lost_bytes).toBe(80_000 - 65_536);
    wall.pass(200_000);
    expect(line.resumes).toBeGreaterThan(0);
    expect(line.seen).toHaveLength(65_536);
  });

  it('forgets what a client had sent when it hangs up', () => {
    const { wall, port, line } = paced();
    port.attach(line);
    port.receive(new Uint8Array(1000));
    port.detach(line);
    const next = new Line();
    wall.pass(10_000);
    port.attach(next);
    wall.pass(10_000);
    expect(next.seen).toEqual([]);
    expect(line.seen).toEqual([]);
  });

  it('shows the device a hang-up also where the next client comes before a tick has passed', () => {
    const { wall, port } = paced();
    wall.pass(10_000);
    for (let visit = 1; visit <= 5; visit += 1) {
      const line = new Line();
      port.attach(line);
      port.receive(Uint8Array.of(PRESENCES_ASKED));
      wall.pass(3000);
      expect(line.seen).toEqual([PRESENCES_ASKED, visit, visit - 1]);
      port.detach(line);
    }
  });

  describe('whose client hangs up after its last bytes', () => {
    /** What the device's port is told, with the time after the hang-up: how many bytes, or that a host comes or leaves. */
    function heard({ latency_us, act }: { readonly latency_us: number; readonly act: (bench: { wall: HandClock; port: ClientPort; device: Simulation['device']; line: Line }) => void }): readonly string[] {
      const wall = new HandClock();
      const { device } = simulate({ ...echoOptions, latency_us });
      const port = new PacedDevice(device, wall).ports[0]!;
      const line = new Line();
      wall.pass(10_000);
      port.attach(line);
      wall.pass(10_000);
      const start_us = device.time_us;
      const told: string[] = [];
      device.board.port.hear = (input) => {
        const at_ms = Math.round((device.time_us - start_us) / 1000);
        if (input.kind === 'presence') told.push(`${at_ms} ms ${input.isPresent ? 'comes' : 'leaves'}`);
        if (input.kind === 'bytes') told.push(`${at_ms} ms ${input.bytes[0]} x ${input.bytes.length}`);
      };
      act({ wall, port, device, line });
      wall.pass(3_000_000);
      return told;
    }
    const sent = (count_bytes: number, value: number): Uint8Array => new Uint8Array(count_bytes).fill(value);

    it('gets them over a wire that takes time, and then sees it leave', () => {
      expect(heard({ latency_us: 50_000, act: ({ port, line }) => {
        port.receive(sent(20, 1));
        port.detach(line);
      } })).toEqual(['50 ms 1 x 20', '50 ms leaves']);
    });

    it('gets them from behind more than its port holds, and then sees it leave', () => {
      const told = heard({ latency_us: 0, act: ({ port, line }) => {
        port.receive(sent(10_000, 1));
        port.receive(sent(20, 2));
        port.detach(line);
      } });
      expect(told.slice(-2)).toEqual([expect.stringMatching(/2 x 20$/), expect.stringMatching(/leaves$/)]);
    });

    it('sees the next ones come and leave in turn, each with what it has sent, and nobody hears what was meant for another', () => {
      const next = [new Line(), new Line()];
      expect(heard({ latency_us: 50_000, act: ({ wall, port, line }) => {
        port.receive(sent(20, 1));
        port.detach(line);
        wall.pass(10_000);
        port.attach(next[0]!);
        port.receive(sent(20, 2));
        port.detach(next[0]!);
        wall.pass(10_000);
        port.attach(next[1]!);
        port.receive(sent(20, 3));
      } })).toEqual(['50 ms 1 x 20', '50 ms leaves', '50 ms comes', '60 ms 2 x 20', '60 ms leaves', '60 ms comes', '70 ms 3 x 20']);
      expect(next.map(({ seen }) => seen)).toEqual([[], [...sent(20, 3)]]);
    });

    it('has read them before the next one comes, whose coming would clear them', () => {
      const next = new Line();
      const wall = new HandClock();
      const { device } = simulate({ ...echoOptions, latency_us: 0 });
      const port = new PacedDevice(device, wall).ports[0]!;
      const line = new Line();
      wall.pass(10_000);
      port.attach(line);
      wall.pass(10_000);
      port.receive(sent(4000, 1));
      port.detach(line);
      port.attach(next);
      const unread_bytes: number[] = [];
      device.board.port.hear = (input) => {
        if (input.kind === 'presence' && input.isPresent) unread_bytes.push(device.board.port.received_bytes);
      };
      wall.pass(10_000);
      expect(unread_bytes).toEqual([0]);
    });

    it('sees it leave within a second of the hang-up’s time where they are held up for longer, and gets them no more', () => {
      expect(heard({ latency_us: 50_000, act: ({ port, device, line }) => {
        device.wires[0]!.act({ kind: 'clog', way: 'to device', value: 2_000_000 });
        port.receive(sent(20, 1));
        port.detach(line);
      } })).toEqual(['1050 ms leaves']);
    });

    it('sees it leave at once where the device’s own end hangs up, and gets nothing more', () => {
      expect(heard({ latency_us: 50_000, act: ({ port, device }) => {
        port.receive(sent(20, 1));
        device.wires[0]!.hangUp('cable pulled');
      } })).toEqual(['0 ms leaves']);
    });

    it('sees eight of them leave and no more, where more come and leave before the first is seen to', () => {
      const told = heard({ latency_us: 50_000, act: ({ port, line }) => {
        port.detach(line);
        for (let visit = 1; visit <= 20; visit += 1) {
          const visitor = new Line();
          port.attach(visitor);
          port.receive(sent(1, visit));
          port.detach(visitor);
        }
      } });
      expect(told.filter((what) => what.endsWith('leaves'))).toHaveLength(8);
      expect(told.filter((what) => what.endsWith('x 1'))).toHaveLength(20);
    });
  });

  it('stands still once it is stopped', () => {
    const { wall, device, tick } = paced();
    wall.pass(10_000);
    const stopped = tick();
    device.stop();
    wall.pass(1_000_000);
    expect(tick()).toBe(stopped);
  });
});
