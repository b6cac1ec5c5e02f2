import { simulate } from '@nanobias/firmware-model';
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

  it('stands still once it is stopped', () => {
    const { wall, device, tick } = paced();
    wall.pass(10_000);
    const stopped = tick();
    device.stop();
    wall.pass(1_000_000);
    expect(tick()).toBe(stopped);
  });
});
