import { afterEach, describe, expect, it } from 'vitest';
import { guardExit } from '../../../sdk/src/transport/exit-guard.ts';

/** A device whose closing ends when it is told to. */
function device(): { readonly close: () => Promise<void>; readonly closed: () => number; readonly finish: () => void } {
  let closed_count = 0;
  let finish = (): void => undefined;
  const over = new Promise<void>((resolve) => {
    finish = resolve;
  });
  return {
    close: () => {
      closed_count += 1;
      return over;
    },
    closed: () => closed_count,
    finish: () => finish(),
  };
}

// With a listener of the application's own, what follows the closing is left to it, and this process lives on.
const own: string[] = [];
const listen = (): void => {
  own.push('SIGHUP');
};

afterEach(() => {
  process.off('SIGHUP', listen);
  own.length = 0;
});

const listeners = (): number => process.listenerCount('SIGHUP');
const settled = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

describe('a guard of exits', () => {
  it('closes every device that it guards, once, and leaves no listener behind', async () => {
    process.on('SIGHUP', listen);
    const before_count = listeners();
    const [first, second, third] = [device(), device(), device()];
    guardExit(first, { ends: ['SIGHUP'] });
    guardExit(second, { ends: ['SIGHUP'] });
    const release = guardExit(third, { ends: ['SIGHUP'] });
    expect(listeners()).toBe(before_count + 1);
    release();
    process.emit('SIGHUP');
    process.emit('SIGHUP');
    expect([first.closed(), second.closed(), third.closed()]).toEqual([1, 1, 0]);
    first.finish();
    await settled();
    // The other one is still being turned off.
    expect(listeners()).toBe(before_count + 1);
    second.finish();
    await settled();
    expect(listeners()).toBe(before_count);
    expect(own).toEqual(['SIGHUP', 'SIGHUP']);
  });

  it('that was taken back guards nothing, and costs nothing', () => {
    process.on('SIGHUP', listen);
    const before_count = listeners();
    const guarded = device();
    const release = guardExit(guarded, { ends: ['SIGHUP'] });
    release();
    release();
    expect(listeners()).toBe(before_count);
    process.emit('SIGHUP');
    expect(guarded.closed()).toBe(0);
  });

  it('waits no longer than its limit for a device that cannot be closed', async () => {
    process.on('SIGHUP', listen);
    const before_count = listeners();
    guardExit(device(), { ends: ['SIGHUP'], limit_s: 0.001 });
    process.emit('SIGHUP');
    await new Promise<void>((resolve) => {
      const look = (): void => void (listeners() === before_count ? resolve() : setImmediate(look));
      look();
    });
  });

  it.each([0, -0, -1, 3600.001, 2_147_483.648, Infinity, -Infinity, Number.NaN])('refuses a limit of %s s, and guards nothing', (limit_s) => {
    process.on('SIGHUP', listen);
    const before_count = listeners();
    expect(() => guardExit(device(), { ends: ['SIGHUP'], limit_s })).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT', field: 'limit_s' }) as Error);
    expect(listeners()).toBe(before_count);
  });

  it('takes a limit of up to an hour', () => {
    for (const limit_s of [0.001, 3600]) guardExit(device(), { ends: ['SIGHUP'], limit_s })();
  });
});
