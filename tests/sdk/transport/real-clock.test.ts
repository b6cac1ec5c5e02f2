import { describe, expect, it } from 'vitest';
import { cryptoEntropy } from '../../../sdk/src/transport/crypto-entropy.ts';
import { realClock } from '../../../sdk/src/transport/real-clock.ts';

describe('the clock of this machine', () => {
  it('counts whole microseconds and never calls back before its time', async () => {
    const clock = realClock();
    const start_us = clock.now_us();
    expect(Number.isSafeInteger(start_us)).toBe(true);
    for (const delay_us of [0, 100, 1_500]) {
      const before_us = clock.now_us();
      await new Promise<void>((resolve) => {
        clock.after(delay_us, resolve);
      });
      expect(clock.now_us() - before_us).toBeGreaterThanOrEqual(delay_us);
    }
  });

  it('takes a timer back, also twice, and after it has fired', async () => {
    const clock = realClock();
    const cancel = clock.after(500, () => expect.unreachable());
    cancel();
    cancel();
    let fired: () => void = () => undefined;
    await new Promise<void>((resolve) => {
      fired = clock.after(1_000, resolve);
    });
    fired();
  });

  it('waits for longer than a timer of the platform can', () => {
    // 2^31 ms are 24.8 days; a timer beyond that would fire at once.
    realClock().after(30 * 86_400 * 1_000_000, () => expect.unreachable())();
  });
});

describe('chance of this machine', () => {
  it('is a word of 32 bits, and another one every time', () => {
    const entropy = cryptoEntropy();
    const words = Array.from({ length: 16 }, () => entropy.uint32());
    expect(words.every((word) => Number.isInteger(word) && 0 <= word && word <= 0xffff_ffff)).toBe(true);
    expect(new Set(words).size).toBeGreaterThan(1);
  });
});
