import { Channel, EventKind } from '@nanobias/proto';
import { config, concatMap, defer, firstValueFrom, from, merge, of, retry, share, shareReplay, take, timeout, timer } from 'rxjs';
import { afterEach, describe, expect, it } from 'vitest';
import { clockScheduler } from '../../sdk/src/streams/scheduler.ts';
import { failure, limits, rehearse } from './rehearsal.ts';
import type { Bench } from './rehearsal.ts';
import type { Device } from '../../sdk/src/contract.ts';

// What RxJS 7.8.2 was measured to do to hosts of instruments, each with what this SDK does instead.

function untilOver(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }));
}

async function marks(device: Device): Promise<number> {
  const { events } = await device.readEvents(0);
  return events.filter(({ kind }) => kind === EventKind.MARK).length;
}

/** How often the device was asked for something, by kind of frame that left. */
function counted(bench: Bench): Promise<{ readonly device: Device; readonly writes: () => number }> {
  let writes_count = 0;
  return bench.connected((pipe) => ({
    label: pipe.label,
    get pending_bytes() {
      return pipe.pending_bytes;
    },
    write: (bytes) => {
      writes_count += 1;
      return pipe.write(bytes);
    },
    onBytes: (receive) => pipe.onBytes(receive),
    onClose: (closed) => pipe.onClose(closed),
    close: () => pipe.close(),
  })).then((device) => ({ device, writes: () => writes_count }));
}

describe('an asynchronous teardown, which rxjs does not await', () => {
  it('is none of the output: its scope settles when the off was measured, and not before', async () => {
    await rehearse(async ({ connected, simulation }) => {
      const device = await connected();
      let wasConducting = true;
      await firstValueFrom(defer(() => device.withOutput({ limits }, async () => undefined)).pipe(take(1)));
      wasConducting = simulation.truth.isConducting;
      expect(wasConducting).toBe(false);
    });
  });
});

describe('a throw in next, with a handler for every uncaught error installed', () => {
  afterEach(() => {
    config.onUnhandledError = null;
  });

  it.each(['at the door', 'behind a combination'])('%s: turns the output off all the same', async (where) => {
    const seen: unknown[] = [];
    config.onUnhandledError = (error) => seen.push(error);
    await rehearse(async ({ connected, simulation, pause }) => {
      const device = await connected();
      const thrown = new Error('disk full');
      const error = await failure(device.withOutput({ limits }, async (_, signal) => {
        const samples$ = device.samples$({ channels: [Channel.INTERLOCK_CURRENT], rate_Hz: 10_000 });
        (where === 'at the door' ? samples$ : merge(samples$, of())).subscribe(() => {
          throw thrown;
        });
        await Promise.race([untilOver(signal), pause(5_000_000)]);
      }));
      expect(error).toMatchObject({ code: 'CONSUMER_FAILED', cause: thrown, outputMayBeOn: false });
      expect(simulation.truth.isConducting).toBe(false);
    });
  });
});

describe('timeout and retry around a command', () => {
  it('do not carry it out again: a promise was begun once, whoever waits for it how often', async () => {
    await rehearse(async ({ connected, simulation: { clock } }) => {
      const device = await connected();
      const marking = device.mark('once');
      await firstValueFrom(from(marking).pipe(timeout({ each: 0.1, scheduler: clockScheduler(clock) }), retry(2))).catch(() => undefined);
      await marking;
      expect(await marks(device)).toBe(1);
    });
  });

  it('of a stream that is cold start it again, and give every stream back', async () => {
    await rehearse(async ({ connected, simulation: { clock } }) => {
      const device = await connected();
      // No block of a second's samples comes within 0.1 s. There are eight streams; each of ten rounds needs three.
      for (let round = 0; round < 10; round += 1) {
        const late = firstValueFrom(device.samples$({ channels: [Channel.SLOW_CURRENT], rate_Hz: 10, block_samples: 10 }).pipe(timeout({ each: 100, scheduler: clockScheduler(clock) }), retry(2)));
        await expect(late).rejects.toThrow('Timeout');
      }
      const stream = await device.openStream({ channel: Channel.SLOW_CURRENT, rate_Hz: 10 });
      await stream.stop();
    });
  });
});

describe('share and shareReplay', () => {
  it('are not needed: a second subscriber of a state, or two values one after another, ask the controller nothing', async () => {
    await rehearse(async (bench) => {
      const { device, writes } = await counted(bench);
      const before_count = writes();
      for (const value$ of [device.state$, device.link$, device.lease$, device.faults$] as const) {
        await firstValueFrom<unknown>(value$);
        await firstValueFrom<unknown>(value$);
        merge(value$).subscribe().unsubscribe();
      }
      expect(writes()).toBe(before_count);
    });
  });

  it('around samples: with share two values one after another cycle the stream, with shareReplay it never ends', async () => {
    await rehearse(async (bench) => {
      const { device, writes } = await counted(bench);
      const samples$ = device.samples$({ channels: [Channel.SLOW_CURRENT], rate_Hz: 10, block_samples: 5 });
      const shared$ = samples$.pipe(share());
      const first_count = writes();
      await firstValueFrom(shared$);
      await firstValueFrom(shared$);
      // A start and a stop each: this is what rxjs does, and the samples stay whole.
      expect(writes() - first_count).toBeGreaterThanOrEqual(3);
      samples$.pipe(shareReplay(1)).subscribe().unsubscribe();
      await bench.pause(1_000_000);
      const left_count = writes();
      await device.close();
      // Closing the device ends what shareReplay would have kept.
      await bench.pause(10_000_000);
      expect(writes() - left_count).toBeLessThanOrEqual(2);
    });
  });
});

describe('a promise inside a scheduler of virtual time', () => {
  it('is seen: the clock runs on only when everything that it set off has been done', async () => {
    await rehearse(async ({ connected, simulation: { clock } }) => {
      const device = await connected();
      const order: string[] = [];
      const minute_ms = 60_000;
      await firstValueFrom(timer(minute_ms, clockScheduler(clock)).pipe(concatMap(async () => {
        order.push(`timer ${Math.round(clock.now_us() / 6e7)} min`);
        const { deviceTime_s } = await device.mark('minute');
        order.push(`mark ${Math.round(deviceTime_s / 60)} min`);
      })));
      expect(order).toEqual(['timer 1 min', 'mark 1 min']);
    });
  });
});

describe('concatMap, which queues without a bound', () => {
  it('is not needed for a slow consumer: what a loop has not asked for is held within its buffer', async () => {
    await rehearse(async ({ connected, pause }) => {
      const device = await connected();
      let taken_bytes = 0;
      let lost = 0;
      for await (const { payload_bytes, lost_before } of device.samples({ channels: [Channel.INTERLOCK_CURRENT], rate_Hz: 10_000, block_samples: 100, buffer_bytes: 4096 })) {
        taken_bytes += payload_bytes;
        lost += lost_before;
        // Slower by a hundred times than they come.
        await pause(1_000_000);
        if (lost > 0) break;
      }
      expect(lost).toBeGreaterThan(5_000);
      expect(taken_bytes).toBeLessThan(3 * 4096);
    });
  });
});
