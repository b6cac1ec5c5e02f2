import type { CancelTimer, Clock } from '@nanobias/proto';

const us_per_ms = 1000;
// Timers of the platform take 31 bits of milliseconds; what is longer is waited for in parts.
const timer_ms_max = 2 ** 31 - 1;

/** Monotonic time of this machine. */
export function realClock(): Clock {
  const now_us = (): number => Math.floor(performance.now() * us_per_ms);
  return {
    now_us,
    after: (delay_us, callback) => after(now_us() + Math.max(0, delay_us), callback, now_us),
    outside: (work) => work,
  };
}

function after(due_us: number, callback: () => void, now_us: () => number): CancelTimer {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = (): void => {
    // A timer may fire a fraction of a millisecond before its time.
    const left_us = due_us - now_us();
    timer = setTimeout(() => {
      if (now_us() < due_us) wait();
      else callback();
    }, Math.min(timer_ms_max, Math.ceil(left_us / us_per_ms)));
  };
  wait();
  return () => {
    clearTimeout(timer);
  };
}
