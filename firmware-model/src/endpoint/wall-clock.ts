import { performance } from 'node:perf_hooks';
import type { WallClock } from './paced-device.ts';

/** The machine's monotonic clock and its timers. */
export const machineClock: WallClock = {
  now_us: () => Math.floor(performance.now() * 1000),
  after: (delay_us, callback) => {
    // A delay of 0 must let arrived bytes in first, which an immediate does and a timer of 1 ms does late.
    if (delay_us <= 0) {
      const immediate = setImmediate(callback);
      return () => clearImmediate(immediate);
    }
    const timer = setTimeout(callback, delay_us / 1000);
    return () => clearTimeout(timer);
  },
};
