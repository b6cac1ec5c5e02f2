import { afterEach, describe, expect, it, vi } from 'vitest';
import { macrotaskOf, PHASE, VirtualClock, type DrivenDevice } from '../../../firmware-model/src/harness/virtual-clock.ts';
import { echoFirmware, HEARTBEAT, simulateEcho } from './echo-firmware.ts';

const SECOND_US = 1_000_000;

/** A device that only counts, at 100 us a tick. */
function countingDevice(): DrivenDevice & { readonly runs: number[] } {
  const runs: number[] = [];
  let tick = 0;
  return {
    tick_us: 100,
    get tick() {
      return tick;
    },
    runs,
    run: (ticks_count) => {
      runs.push(ticks_count);
      tick += ticks_count;
    },
  };
}

function delay(clock: VirtualClock, delay_us: number): Promise<void> {
  return new Promise((resolve) => {
    clock.after(delay_us, resolve);
  });
}

async function deep(depth: number): Promise<void> {
  for (let level = 0; level < depth; level += 1) await Promise.resolve();
}

describe('virtual clock', () => {
  it('calls timers at their tick, rounded up, and never in the tick in which they were set', async () => {
    const clock = new VirtualClock(countingDevice());
    const seen: number[] = [];
    await clock.run(async () => {
      for (const delay_us of [0, 1, 100, 101, 950]) clock.after(delay_us, () => seen.push(clock.now_us()));
      await delay(clock, 2000);
    }, SECOND_US);
    expect(seen).toEqual([100, 100, 100, 200, 1000]);
  });

  it('orders a tick by phase, bytes to the device first and timers last, and by insertion within a phase', async () => {
    const clock = new VirtualClock(countingDevice());
    const seen: string[] = [];
    const note = (name: string) => () => {
      seen.push(name);
      return true;
    };
    await clock.run(async () => {
      clock.after(300, () => seen.push('timer 1'));
      clock.schedule(300, PHASE.TO_HOST, note('host 1'));
      clock.schedule(300, PHASE.TO_DEVICE, note('device 1'));
      clock.after(300, () => seen.push('timer 2'));
      clock.schedule(300, PHASE.TO_DEVICE, note('device 2'));
      clock.schedule(300, PHASE.TO_HOST, note('host 2'));
      clock.schedule(200, PHASE.TIMER, note('earlier'));
      await delay(clock, 1000);
    }, SECOND_US);
    expect(seen).toEqual(['earlier', 'device 1', 'device 2', 'host 1', 'host 2', 'timer 1', 'timer 2']);
  });

  it('drains everything that one event set off before it calls the next of the same tick', async () => {
    const clock = new VirtualClock(countingDevice());
    const seen: string[] = [];
    await clock.run(async () => {
      for (const name of ['a', 'b']) {
        void delay(clock, 500).then(async () => {
          seen.push(`${name} begins`);
          await deep(200);
          seen.push(`${name} ends`);
        });
      }
      await delay(clock, 1000);
    }, SECOND_US);
    expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  });

  it('lets no tick pass while host code is under way, however deep its promises are chained', async () => {
    const clock = new VirtualClock(countingDevice());
    await clock.run(async () => {
      await delay(clock, 100);
      const before_us = clock.now_us();
      await deep(5000);
      expect(clock.now_us()).toBe(before_us);
    }, SECOND_US);
  });

  it('takes a timer back, once or twice, and does not stop for it', async () => {
    const device = countingDevice();
    const clock = new VirtualClock(device);
    const called: string[] = [];
    await clock.run(async () => {
      const cancel = clock.after(500, () => called.push('taken back'));
      cancel();
      cancel();
      await delay(clock, 1000);
    }, SECOND_US);
    expect(called).toEqual([]);
    expect(device.runs).toEqual([10]);
  });

  it('holds time while real work is under way outside', async () => {
    const clock = new VirtualClock(countingDevice());
    await clock.run(async () => {
      await delay(clock, 100);
      const before_us = clock.now_us();
      const work = clock.outside(new Promise<string>((resolve) => setTimeout(() => resolve('written'), 20)));
      const racing = delay(clock, 100).then(() => clock.now_us());
      expect(await work).toBe('written');
      await deep(50);
      expect(clock.now_us()).toBe(before_us);
      expect(await racing).toBe(before_us + 100);
    }, SECOND_US);
  });

  it('holds time until the last of several works has ended, also of one that fails', async () => {
    const clock = new VirtualClock(countingDevice());
    await clock.run(async () => {
      const ended: string[] = [];
      const slow = clock.outside(new Promise<void>((resolve) => setTimeout(resolve, 25))).then(() => ended.push(`slow at ${clock.now_us()}`));
      const failing = clock.outside(new Promise<void>((_, reject) => setTimeout(() => reject(new Error('disk full')), 5)));
      await expect(failing).rejects.toThrow('disk full');
      ended.push(`failed at ${clock.now_us()}`);
      const chained = clock.outside(new Promise<void>((resolve) => setTimeout(resolve, 30))).then(() => ended.push(`chained at ${clock.now_us()}`));
      await Promise.all([slow, chained]);
      expect(ended).toEqual(['failed at 0', 'slow at 0', 'chained at 0']);
    }, SECOND_US);
  });

  it('throws when something is awaited outside run', async () => {
    const clock = new VirtualClock(countingDevice());
    expect(() => clock.after(100, () => undefined)).toThrow(/clock\.run/);
    await clock.run(() => delay(clock, 100), SECOND_US);
    expect(() => clock.after(100, () => undefined)).toThrow(/clock\.run/);
  });

  it('throws at its limit, where the main would wait for ever, and stops the device there', async () => {
    const device = countingDevice();
    const clock = new VirtualClock(device);
    await expect(clock.run(() => new Promise(() => undefined), 50_000)).rejects.toThrow(/limit of 50000 us/);
    expect(device.tick).toBe(500);
  });

  it('throws at its limit before it calls what is due there', async () => {
    const clock = new VirtualClock(countingDevice());
    await expect(clock.run(() => delay(clock, 1000), 1000)).rejects.toThrow(/limit/);
    await expect(clock.run(() => delay(clock, 900), 1000)).resolves.toBeUndefined();
  });

  it('is driven by one at a time', async () => {
    const clock = new VirtualClock(countingDevice());
    await clock.run(async () => {
      await expect(clock.run(async () => undefined, 100)).rejects.toThrow(/driven already/);
      await delay(clock, 100);
    }, SECOND_US);
  });

  it('hands on what main returns, what it rejects with, and what it throws', async () => {
    const clock = new VirtualClock(countingDevice());
    await expect(clock.run(async () => 7, 100)).resolves.toBe(7);
    await expect(
      clock.run(async () => {
        await delay(clock, 100);
        throw new Error('refused');
      }, SECOND_US),
    ).rejects.toThrow('refused');
    await expect(
      clock.run(() => {
        throw new Error('at once');
      }, SECOND_US),
    ).rejects.toThrow('at once');
    expect(clock.now_us()).toBe(100);
  });

  it('gives way to the machine now and then while a device runs alone', async () => {
    const clock = new VirtualClock(countingDevice());
    let turns = 0;
    let isOver = false;
    const turn = (): void => {
      turns += 1;
      if (!isOver) setImmediate(turn);
    };
    setImmediate(turn);
    await clock.run(() => delay(clock, 200 * SECOND_US), 1000 * SECOND_US);
    isOver = true;
    // Two million ticks without an event.
    expect(turns).toBeGreaterThan(10);
  });
});

describe('macrotask turn', () => {
  it('drains chained microtasks, with setImmediate and with a MessageChannel', async () => {
    for (const turn of [macrotaskOf({ setImmediate }), macrotaskOf({ MessageChannel: messageChannel() })]) {
      let depth = 0;
      const chain = (async () => {
        for (; depth < 1000; depth += 1) await Promise.resolve();
      })();
      await turn();
      expect(depth).toBe(1000);
      await chain;
    }
  });

  it('says so where an engine has neither', () => {
    expect(() => macrotaskOf({})).toThrow(/setImmediate or MessageChannel/);
  });
});

describe('virtual clock under fake timers', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('goes on, since it captured its macrotask at import', async () => {
    vi.useFakeTimers({ toFake: ['setImmediate', 'setTimeout', 'queueMicrotask'] });
    const clock = new VirtualClock(countingDevice());
    await clock.run(() => delay(clock, 1000), SECOND_US);
    expect(clock.now_us()).toBe(1000);
  });
});

describe('device, link and host together', () => {
  /** A host that answers every chunk, with as much noise of the machine as can be had; noise must not show. */
  async function session(machineNoise: () => number): Promise<{ log: string; digest: string }> {
    const simulation = simulateEcho();
    const { clock, pipe, entropy } = simulation;
    const log: string[] = [];
    let isOver = false;
    const timers = Array.from({ length: 3 }, () => {
      const again = (): void => {
        if (!isOver) setTimeout(again, machineNoise() * 2);
      };
      again();
    });
    await clock.run(async () => {
      pipe.onBytes((chunk) => {
        log.push(`${clock.now_us()}:${Array.from(chunk).join('.')}`);
        void (async () => {
          await deep(Math.floor(machineNoise() * 40));
          if (machineNoise() < 0.05) await clock.outside(new Promise((resolve) => setTimeout(resolve, machineNoise() * 3)));
          if (log.length % 3 === 0) await delay(clock, 700);
          await pipe.write(Uint8Array.of(entropy.uint32() & 63, log.length & 63));
        })();
      });
      await delay(clock, 400_000);
      await deep(Math.floor(machineNoise() * 40));
    }, SECOND_US);
    isOver = true;
    expect(timers).toHaveLength(3);
    return { log: log.join(' '), digest: simulation.digest() };
  }

  it('show the same events and the same digest under random promise depth and timer noise', async () => {
    const quiet = await session(() => 0);
    expect(quiet.log.length).toBeGreaterThan(1000);
    for (let repeat = 0; repeat < 4; repeat += 1) {
      const noisy = await session(Math.random);
      expect(noisy.log).toBe(quiet.log);
      expect(noisy.digest).toBe(quiet.digest);
    }
  });

  it('never run host code inside a tick', async () => {
    let isInTick = false;
    let chunks = 0;
    const { clock, pipe } = simulateEcho({
      firmware: (parts) => {
        const echo = echoFirmware(parts);
        return {
          isr: () => {
            isInTick = true;
            echo.isr();
          },
          runTasks: () => {
            echo.runTasks();
            isInTick = false;
          },
        };
      },
    });
    await clock.run(async () => {
      pipe.onBytes(() => {
        expect(isInTick).toBe(false);
        chunks += 1;
        void pipe.write(Uint8Array.of(1)).then(() => expect(isInTick).toBe(false));
      });
      await delay(clock, 50_000);
    }, SECOND_US);
    expect(chunks).toBeGreaterThan(5);
  });

  it('carry bytes with the link’s latency, at least one tick each way', async () => {
    for (const [latency_us, echo_us] of [[0, 200], [100, 200], [250, 600], [1000, 2000]] as const) {
      const { clock, pipe } = simulateEcho({ latency_us });
      await clock.run(async () => {
        let sent_us = 0;
        const echoed = new Promise<number>((resolve) => {
          pipe.onBytes((chunk) => {
            if (chunk.some((byte) => byte === 7)) resolve(clock.now_us() - sent_us);
          });
        });
        await delay(clock, 10_100);
        sent_us = clock.now_us();
        await pipe.write(Uint8Array.of(7));
        // The firmware reads in the first tick after the bytes' arrival; what it writes leaves at that tick's end.
        expect(await echoed).toBe(echo_us + 100);
      }, SECOND_US);
    }
  });

  it('bring a heartbeat every 5 ms and nothing before a host is there', async () => {
    const simulation = simulateEcho();
    const { clock } = simulation;
    await clock.run(async () => {
      await delay(clock, 100_000);
      const arrivals: number[] = [];
      simulation.openPipe().onBytes((chunk) => {
        if (chunk[0] === HEARTBEAT) arrivals.push(clock.now_us());
      });
      await delay(clock, 50_000);
      expect(arrivals).toHaveLength(9);
      expect(new Set(arrivals.slice(1).map((arrival_us, index) => arrival_us - arrivals[index]!))).toEqual(new Set([5000]));
    }, SECOND_US);
  });
});

/** As a browser has it: a port that starts with its handler, and does not keep a process alive. */
function messageChannel(): new () => { port1: { onmessage: (() => void) | null }; port2: { postMessage(message: number): void } } {
  return class {
    readonly port1: { onmessage: (() => void) | null };
    readonly port2: { postMessage(message: number): void };
    constructor() {
      const { port1, port2 } = new MessageChannel();
      const near: { onmessage: (() => void) | null } = { onmessage: null };
      port1.on('message', () => near.onmessage?.());
      port1.unref();
      this.port1 = near;
      this.port2 = {
        postMessage: (message) => {
          port1.ref();
          port2.postMessage(message);
          port1.once('message', () => port1.unref());
        },
      };
    }
  };
}
