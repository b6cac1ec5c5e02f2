import { describe, expect, it } from 'vitest';
import { clockReading, noteExchange } from '../../../sdk/src/session/clock-comparison.ts';
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
