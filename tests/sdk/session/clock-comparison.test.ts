import { describe, expect, it } from 'vitest';
import { clockReading, hostInstant, noteExchange } from '../../../sdk/src/session/clock-comparison.ts';
import type { Exchange } from '../../../sdk/src/session/clock-comparison.ts';

/** A controller that booted 5 s after the host's clock began and runs 200 ppm fast; the way back takes longer than the way there. */
function exchange(host_send_us: number, there_us: number, back_us: number): Exchange {
  const device = (host_us: number): number => Math.round((host_us - 5_000_000) * 1.0002);
  const arrival_us = host_send_us + there_us;
  return { host_send_us, device_receive_us: device(arrival_us), device_send_us: device(arrival_us + 50), host_receive_us: arrival_us + 50 + back_us };
}

describe('comparison of clocks', () => {
  it('says nothing before the first exchange, and no drift within a second', () => {
    const exchanges: Exchange[] = [];
    expect(clockReading(exchanges)).toBeUndefined();
    noteExchange(exchanges, exchange(6_000_000, 100, 100));
    noteExchange(exchanges, exchange(6_999_999, 100, 100));
    expect(clockReading(exchanges)?.drift_ppm).toBeUndefined();
  });

  it('takes the offset from the exchange that took least, true to half of its way', () => {
    const exchanges: Exchange[] = [];
    noteExchange(exchanges, exchange(6_000_000, 9_000, 100));
    noteExchange(exchanges, exchange(6_100_000, 120, 80));
    noteExchange(exchanges, exchange(6_200_000, 100, 7_000));
    const reading = clockReading(exchanges)!;
    expect(reading.uncertainty_us).toBe(100);
    const true_us = 1_100_000 * 1.0002 - 6_100_000;
    expect(Math.abs(reading.offset_us - true_us)).toBeLessThanOrEqual(100);
  });

  it('estimates a drift of 200 ppm over 30 s of jitter to within 10', () => {
    const exchanges: Exchange[] = [];
    for (let index = 0; index < 31; index += 1) noteExchange(exchanges, exchange(6_000_000 + index * 1_000_000, 100 + ((index * 37) % 150), 100 + ((index * 53) % 150)));
    expect(Math.abs(clockReading(exchanges)!.drift_ppm! - 200)).toBeLessThan(10);
  });

  it('keeps 32 exchanges', () => {
    const exchanges: Exchange[] = [];
    for (let index = 0; index < 100; index += 1) noteExchange(exchanges, exchange(6_000_000 + index, 1, 1));
    expect(exchanges).toHaveLength(32);
    expect(exchanges[0]!.host_send_us).toBe(6_000_068);
  });
});

describe('a device time by the host\'s clock', () => {
  const deviceAt = (host_us: number): number => (host_us - 5_000_000) * 1.0002;

  it('is unknown before the first exchange', () => {
    expect(hostInstant([], 1)).toBeUndefined();
  });

  it('lies within its uncertainty, which a single exchange loses with time', () => {
    // 50 ppm is within what is assumed of clocks that were compared once.
    const slow = (host_us: number): number => (host_us - 5_000_000) * 1.00005;
    const once: Exchange[] = [{ host_send_us: 6_000_000, device_receive_us: slow(6_000_100), device_send_us: slow(6_000_150), host_receive_us: 6_000_450 }];
    const near = hostInstant(once, slow(6_000_200))!;
    const far = hostInstant(once, slow(66_000_000))!;
    expect(Math.abs(near.host_us - 6_000_200)).toBeLessThanOrEqual(near.uncertainty_us);
    expect(near.uncertainty_us).toBeLessThan(210);
    expect(Math.abs(far.host_us - 66_000_000)).toBeGreaterThan(2_000);
    expect(Math.abs(far.host_us - 66_000_000)).toBeLessThanOrEqual(far.uncertainty_us);
    expect(far.uncertainty_us).toBeLessThan(7_000);
  });

  it('follows the drift once it is known, within its uncertainty on both sides of the exchanges', () => {
    const exchanges: Exchange[] = [];
    for (let index = 0; index < 31; index += 1) noteExchange(exchanges, exchange(6_000_000 + index * 1_000_000, 100 + ((index * 37) % 150), 100 + ((index * 53) % 150)));
    for (const host_us of [5_500_000, 20_000_000, 36_000_000, 100_000_000, 3_600_000_000]) {
      const told = hostInstant(exchanges, deviceAt(host_us))!;
      expect(Math.abs(told.host_us - host_us)).toBeLessThanOrEqual(told.uncertainty_us);
    }
    // Within the span the drift of 200 ppm, 3 ms at its middle, is no longer in it.
    expect(hostInstant(exchanges, deviceAt(20_000_000))!.uncertainty_us).toBeLessThan(400);
  });
});
