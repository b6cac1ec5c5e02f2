import { EventKind } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import type { LeaseState } from '../../sdk/src/session/lease.ts';
import { failure, limits, rehearse, severable } from './rehearsal.ts';

describe('the lease', () => {
  it('is told as this host takes and gives it back, with the last for who comes late', async () => {
    await rehearse(async ({ connected }) => {
      const device = await connected();
      const told: LeaseState[] = [];
      device.lease$.subscribe((lease) => told.push(lease));
      await device.withOutput({ limits, lease_s: 0.7 }, async (output) => {
        device.lease$.subscribe((lease) => expect(lease).toEqual({ kind: 'held', leaseEpoch: output.ticket?.leaseEpoch, lease_s: 0.7 })).unsubscribe();
      });
      expect(told.map(({ kind }) => kind)).toEqual(['none', 'held', 'none']);
      await device.close();
    });
  });

  it('that was lost stays told as lost until another is taken', async () => {
    await rehearse(async ({ connected, pause }) => {
      let cut = (): void => undefined;
      const device = await connected((pipe) => {
        const link = severable(pipe);
        ({ cut } = link);
        return link.pipe;
      });
      const told: string[] = [];
      device.lease$.subscribe({ next: ({ kind }) => told.push(kind), error: () => told.push('error') });
      await failure(device.withOutput({ limits }, async (_, signal) => {
        cut();
        await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
      }));
      expect(told).toEqual(['none', 'held', 'lost']);
      await pause(40_000_000);
      expect(told).toEqual(['none', 'held', 'lost', 'error']);
    });
  });
});

describe('faults', () => {
  it('are values with cause, value and limit, and none again once acknowledged', async () => {
    await rehearse(async ({ connected, pause }) => {
      const device = await connected();
      const told: (readonly { readonly name: string; readonly value?: number }[])[] = [];
      device.faults$.subscribe((faults) => told.push(faults));
      await failure(device.withOutput({ limits: { ...limits, slew_V_per_s_max: 1, current_A_max: 200e-12 } }, async (output, signal) => {
        await output.setBias({ bias_V: 4.5, slew_V_per_s: 1 });
        await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
      }));
      await pause(1_200_000);
      await device.acknowledge();
      expect(told.map((faults) => faults.map(({ name }) => name))).toEqual([[], ['OVER_CURRENT'], []]);
      expect(told[1]![0]!.value).toBeGreaterThan(200_000);
    });
  });

  it('that latched before this session are told to it without what was measured', async () => {
    await rehearse(async ({ connected }) => {
      const first = await connected();
      const held = failure(first.withOutput({ limits }, async (_, signal) => {
        await first.stop();
        await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
      }));
      await held;
      await first.close();
      const second = await connected();
      const { latched } = await second.readState();
      second.faults$.subscribe((faults) => expect(faults.map(({ cause }) => cause)).toEqual(latched)).unsubscribe();
    });
  });
});

describe('events', () => {
  it('from a number on: what another session saw, then what comes, numbered without a hole', async () => {
    await rehearse(async ({ connected }) => {
      const first = await connected();
      await first.mark('one');
      await first.mark('two');
      await first.close();
      const second = await connected();
      const labels: string[] = [];
      const seqs: number[] = [];
      const watch = second.events$({ from: 0 }).subscribe((event) => {
        expect(event.kind).not.toBe('gap');
        if (event.kind === 'gap') return;
        seqs.push(event.event_seq);
        if (event.kind === EventKind.MARK) labels.push(event.label);
      });
      await second.mark('three');
      await second.readEvents(0);
      await second.mark('four');
      await second.readState();
      watch.unsubscribe();
      expect(labels).toEqual(['one', 'two', 'three', 'four']);
      expect(seqs).toEqual(seqs.map((_, index) => seqs[0]! + index));
      // To go on after a break: the last that was seen, plus one.
      const later: string[] = [];
      second.events$({ from: seqs.at(-1)! + 1 }).subscribe((event) => later.push(event.kind === EventKind.MARK ? event.label : String(event.kind)));
      await second.mark('five');
      await second.readEvents(0);
      expect(later).toEqual(['five']);
      await second.close();
    });
  });
});

describe('a device time', () => {
  it('has no place on the host\'s clock before clocks were compared, and then one that is true to its uncertainty', async () => {
    await rehearse(async ({ connected, pause, simulation: { clock } }) => {
      const device = await connected();
      expect(device.hostTime(1)).toBeUndefined();
      await device.compareClocks();
      await pause(2_000_000);
      const before_s = clock.now_us() / 1e6;
      const { deviceTime_s } = await device.mark('shutter');
      const after_s = clock.now_us() / 1e6;
      const { hostTime_s, uncertainty_s } = device.hostTime(deviceTime_s)!;
      expect(hostTime_s + uncertainty_s).toBeGreaterThanOrEqual(before_s);
      expect(hostTime_s - uncertainty_s).toBeLessThanOrEqual(after_s);
      // The wire takes 0.2 ms each way and its ticks; two seconds at the 100 ppm assumed are as much again.
      expect(uncertainty_s).toBeLessThan(0.001);
    });
  });
});

describe('a device that goes out of scope', () => {
  it('is closed, and its output with it', async () => {
    await rehearse(async ({ connected, simulation }) => {
      let scope: Promise<unknown>;
      {
        await using device = await connected();
        const isOn = new Promise<void>((resolve) => {
          scope = failure(device.withOutput({ limits }, async (_, signal) => {
            resolve();
            await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
          }));
        });
        await isOn;
        expect(simulation.truth.isConducting).toBe(true);
      }
      expect(simulation.truth.isConducting).toBe(false);
      expect(await scope!).toMatchObject({ code: 'CLOSED', outputMayBeOn: false });
    });
  });
});
