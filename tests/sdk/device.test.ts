import { Cause, Channel, EventKind, Feature, Mode } from '@nanobias/proto';
import { backendReport } from '@nanobias/native';
import { map } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { connect } from '../../sdk/src/connect.ts';
import type { DeviceState } from '../../sdk/src/contract.ts';
import { failure, limits, rehearse, severable } from './rehearsal.ts';

describe('connecting', () => {
  it('tells what the controller is, and changes nothing of it', async () => {
    await rehearse(async ({ connected, simulation }) => {
      const device = await connected();
      expect(device).toMatchObject({ label: 'in process', isSimulation: true, samplerBackend: backendReport().backend });
      expect(device.capabilities).toMatchObject({ strap_V_min: -0.3, strap_V_max: 5, slew_V_per_s_max: 1, programSteps_max: 64, seriesResistance_Ohm: 1e8, strayCapacitance_F: 2.03e-10 });
      expect(device.capabilities.features).toContain(Feature.PROGRAMS);
      expect(await device.readState()).toMatchObject({ mode: Mode.SAFE, isSwitchClosed: false, latched: [] });
      expect(simulation.truth.isConducting).toBe(false);
    });
  });

  it('again after closing gives a session of its own on the same boot', async () => {
    await rehearse(async ({ connected }) => {
      const first = await connected();
      await first.close();
      const second = await connected();
      expect(second.bootId).toBe(first.bootId);
      expect((await second.readState()).mode).toBe(Mode.SAFE);
    });
  });

  it('refuses a name for the log that is longer than 32 bytes', async () => {
    await rehearse(async ({ simulation: { pipe, clock, entropy } }) => {
      expect(await failure(connect(pipe, { clock, entropy, client: 'x'.repeat(33) }))).toMatchObject({ code: 'OUT_OF_RANGE', field: 'client' });
    });
  });

  it('takes the same bytes in two runs of one seed', async () => {
    const digests: string[] = [];
    for (let count = 0; count < 2; count += 1) {
      await rehearse(async ({ connected, simulation }) => {
        const device = await connected();
        const stream = await device.openStream({ channel: Channel.INTERLOCK_CURRENT, rate_Hz: 10_000 });
        stream.blocks$.subscribe();
        await device.withOutput({ limits }, (output) => output.ramp({ bias_V: output.openCircuit_V + 0.01, slew_V_per_s: 0.01 }));
        await device.close();
        digests.push(simulation.digest());
      });
    }
    expect(digests[0]).toMatch(/^[0-9a-f]{16}$/);
    expect(digests[1]).toBe(digests[0]);
  });
});

describe('limits', () => {
  it('come back as the controller enforces them', async () => {
    await rehearse(async ({ connected }) => {
      const device = await connected();
      const effective = await device.setLimits(limits);
      expect(effective).toMatchObject({ bias_V_min: -0.2, bias_V_max: 4.6 });
      expect((await device.readState()).mode).toBe(Mode.LIMITS_SET);
    });
  });
});

describe('samples', () => {
  it('arrive whole: as many as the controller says it sent, numbered without a gap', async () => {
    await rehearse(async ({ connected, pause }) => {
      const device = await connected();
      const stream = await device.openStream({ channel: Channel.INTERLOCK_CURRENT, rate_Hz: 10_000 });
      let count = 0;
      let next: number | undefined;
      stream.blocks$.subscribe((block) => {
        expect(block.first_sample).toBe(next ?? block.first_sample);
        expect(block.lost_before).toBe(0);
        next = block.first_sample + block.codes.length;
        count += block.codes.length;
      });
      // Far beyond the first credit of 256 KiB: 30 s are 900 KB.
      await pause(30_000_000);
      const { sent, lost } = await stream.stop();
      expect(sent).toBeGreaterThan(299_000);
      expect(count).toBe(sent);
      expect(lost).toBe(0);
      expect(stream.totals()?.sample_count).toBe(BigInt(sent));
    });
  });

  it('that nobody takes are bounded by the credit, and the loss is counted and announced', async () => {
    await rehearse(async ({ connected, pause }) => {
      const device = await connected();
      const stream = await device.openStream({ channel: Channel.INTERLOCK_CURRENT, rate_Hz: 10_000 });
      await pause(30_000_000);
      let count = 0;
      let announced = 0;
      stream.blocks$.subscribe((block) => {
        count += block.codes.length;
        announced += block.lost_before;
      });
      // 256 KiB at three bytes a sample.
      expect(count).toBeGreaterThan(80_000);
      expect(count * 3).toBeLessThanOrEqual(262_144);
      await pause(10_000_000);
      const { sent, lost } = await stream.stop();
      expect(count).toBe(sent);
      expect(announced).toBe(lost);
      expect(sent + lost).toBeGreaterThan(399_000);
      expect(lost).toBeGreaterThan(200_000);
    });
  });

  it('keep their statistics after the end of the stream', async () => {
    await rehearse(async ({ connected, pause }) => {
      const device = await connected();
      const stream = await device.openStream({ channel: Channel.INTERLOCK_CURRENT, rate_Hz: 10_000 });
      stream.blocks$.subscribe();
      await pause(2_000_000);
      const { sent } = await stream.stop();
      const groups = stream.takePyramid(4096, true);
      expect(groups.reduce((sum, group) => sum + group.sample_count, 0)).toBe(sent);
      expect(stream.takePyramid(4096, true)).toEqual([]);
      expect(await stream.stop()).toEqual({ sent, lost: 0 });
    });
  });

  it('keep their statistics when the link is lost, and after the device was closed', async () => {
    await rehearse(async ({ connected, pause, simulation }) => {
      const device = await connected();
      const stream = await device.openStream({ channel: Channel.INTERLOCK_CURRENT, rate_Hz: 10_000 });
      let count = 0;
      let ended: unknown;
      stream.blocks$.subscribe({ next: ({ codes }) => (count += codes.length), error: (error: unknown) => (ended = error) });
      await pause(1_000_000);
      simulation.hangUp('unplugged');
      expect(ended).toMatchObject({ code: 'LINK_LOST' });
      expect(count).toBeGreaterThan(8_000);
      await device.close();
      expect(stream.totals()?.sample_count).toBe(BigInt(count));
      expect(stream.takePyramid(64, true).reduce((sum, group) => sum + group.sample_count, 0)).toBe(count);
    });
  });

  it('of a cold stream flow while it is subscribed, through operators, again and again', async () => {
    await rehearse(async ({ connected, pause }) => {
      const device = await connected();
      const samples$ = device.samples$({ channels: [Channel.SLOW_VOLTAGE], rate_Hz: 10, block_samples: 10 });
      // More often than there are streams: each is given back.
      for (let round = 0; round < 10; round += 1) {
        const lengths: number[] = [];
        const subscription = samples$.pipe(map(({ codes }) => codes.length)).subscribe((length) => lengths.push(length));
        await pause(3_100_000);
        subscription.unsubscribe();
        expect(lengths.length).toBeGreaterThanOrEqual(2);
        await pause(100_000);
      }
    });
  });

  it('of a rate that the channel does not have are refused with the rate that it has', async () => {
    await rehearse(async ({ connected }) => {
      const device = await connected();
      expect(await failure(device.openStream({ channel: Channel.INTERLOCK_CURRENT, rate_Hz: 20_000 }))).toMatchObject({ code: 'RATE_TOO_HIGH', field: 'rate_Hz', value: 20_000, limit: 10_000, origin: 'board' });
      const refused = new Promise((resolve) => {
        device.samples$({ channels: [Channel.INTERLOCK_CURRENT], rate_Hz: 20_000 }).subscribe({ error: resolve });
      });
      expect(await refused).toMatchObject({ code: 'RATE_TOO_HIGH' });
    });
  });
});

describe('states and events', () => {
  it('follow the output, and the last state is there for who comes late', async () => {
    await rehearse(async ({ connected }) => {
      const device = await connected();
      const kinds: (number | string)[] = [];
      const closed: boolean[] = [];
      device.events$().subscribe(({ kind }) => kinds.push(kind));
      device.state$.subscribe(({ isSwitchClosed }) => closed.push(isSwitchClosed));
      await device.withOutput({ limits }, async () => undefined);
      await device.readState();
      expect(kinds).toContain(EventKind.OUTPUT_CLOSED);
      expect(kinds.indexOf(EventKind.OUTPUT_OPENED)).toBeGreaterThan(kinds.indexOf(EventKind.OUTPUT_CLOSED));
      expect(closed).toContain(true);
      let late: DeviceState | undefined;
      device.state$.subscribe((state) => (late = state));
      expect(late).toMatchObject({ isSwitchClosed: false, mode: Mode.LIMITS_SET });
    });
  });

  it('end without an error when this side closes', async () => {
    await rehearse(async ({ connected }) => {
      const device = await connected();
      const ends: string[] = [];
      device.link$.subscribe({ next: (link) => ends.push(link), complete: () => ends.push('link$') });
      device.events$().subscribe({ complete: () => ends.push('events$') });
      device.state$.subscribe({ complete: () => ends.push('state$') });
      const stream = await device.openStream({ channel: Channel.SLOW_VOLTAGE, rate_Hz: 10 });
      stream.blocks$.subscribe({ complete: () => ends.push('blocks$') });
      await device.close();
      await device.close();
      expect(ends.sort()).toEqual(['blocks$', 'closed', 'connected', 'events$', 'link$', 'state$']);
      expect(await failure(device.readState())).toMatchObject({ code: 'CLOSED' });
    });
  });

  it('carry a label with the device time at which it came', async () => {
    await rehearse(async ({ connected }) => {
      const device = await connected();
      const labels: string[] = [];
      device.events$().subscribe((event) => {
        if (event.kind === EventKind.MARK) labels.push(`${event.label} ${event.device_time_us / 1e6}`);
      });
      const { deviceTime_s } = await device.mark('camera on');
      await device.readState();
      expect(labels).toEqual([`camera on ${deviceTime_s}`]);
      expect(await failure(device.mark('ä'.repeat(25)))).toMatchObject({ code: 'OUT_OF_RANGE', field: 'label' });
    });
  });
});

describe('a fault', () => {
  it('is acknowledged by its causes and nonce, and the output can be had again', async () => {
    await rehearse(async ({ connected, pause }) => {
      const device = await connected();
      await failure(device.withOutput({ limits: { ...limits, slew_V_per_s_max: 1, current_A_max: 200e-12 } }, async (output, signal) => {
        await output.setBias({ bias_V: 4.5, slew_V_per_s: 1 });
        await new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason as Error));
        });
      }));
      expect((await device.readState()).latched).toEqual([Cause.OVER_CURRENT]);
      // Its cause must have been gone for a second.
      expect(await failure(device.acknowledge())).toMatchObject({ code: 'CAUSE_PRESENT', retryable: true });
      await pause(1_200_000);
      expect(await device.acknowledge()).toMatchObject({ latched: [], mode: Mode.SAFE });
      expect(await device.acknowledge()).toMatchObject({ latched: [] });
      await device.withOutput({ limits }, async () => undefined);
    });
  });
});

describe('the link', () => {
  it('costs no more than a renewal each third of the lease while the output is held', async () => {
    await rehearse(async ({ connected, pause }) => {
      let written_bytes = (): number => 0;
      const device = await connected((pipe) => {
        const link = severable(pipe);
        ({ written_bytes } = link);
        return link.pipe;
      });
      await device.withOutput({ limits, lease_s: 0.6 }, async () => {
        const before_bytes = written_bytes();
        await pause(60_000_000);
        // 300 renewals of at most 32 B.
        expect(written_bytes() - before_bytes).toBeLessThan(300 * 32);
        expect(written_bytes() - before_bytes).toBeGreaterThan(290 * 20);
      });
    });
  });
});
