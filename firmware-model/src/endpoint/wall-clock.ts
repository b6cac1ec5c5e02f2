import { performance } from 'node:perf_hooks';
import type { WallClock } from './paced-device.ts';

/** Shorter delays than this are over by the time that an immediate comes, or are asked for again. */
const AT_ONCE_US = 100;

/** The machine's monotonic clock and its timers. */
export const machineClock: WallClock = {
  now_us: () => Math.floor(performance.now() * 1000),
  after: (delay_us, callback) => {
    // What is due now must let arrived bytes in first, which an immediate does and a timer of 1 ms does late; so is what is due
    // within a tick, when somebody waits for the device.
    if (delay_us <= AT_ONCE_US) {
      const immediate = setImmediate(callback);
      return () => clearImmediate(immediate);
    }
    const timer = setTimeout(callback, delay_us / 1000);
    return () => clearTimeout(timer);
  },
};
