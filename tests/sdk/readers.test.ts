import { Cause, Channel, Mode } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import { failure, limits, rehearse, severable } from './rehearsal.ts';

const many = { ports_count: 4 } as const;

describe('several hosts at one controller', () => {
  it('see state, events and samples while one of them commands, and command nothing', async () => {
    await rehearse(async ({ connected, pause }) => {
      const [holder, viewer, other] = [await connected(), await connected(), await connected()];
      const modes: Mode[] = [];
      viewer.state$.subscribe(({ mode }) => modes.push(mode));
      const counts = [0, 0];
      const streams = await Promise.all([viewer, other].map((device) => device.openStream({ channel: Channel.SLOW_CURRENT, rate_Hz: 10, block_samples: 5 })));
      // Streams belong to a host: each has its first.
      expect(streams.map(({ stream_id }) => stream_id)).toEqual([1, 1]);
      streams.forEach(({ blocks$ }, index) => blocks$.subscribe(({ codes }) => (counts[index] = counts[index]! + codes.length)));
      await holder.withOutput({ limits }, async (output) => {
        expect(await viewer.readState()).toMatchObject({ mode: Mode.ON, isSwitchClosed: true });
        expect(await failure(viewer.withOutput({ limits }, async () => undefined))).toMatchObject({ code: 'LEASE_HELD' });
        expect(await failure(viewer.setLimits(limits))).toMatchObject({ code: 'LEASE_HELD' });
        await output.ramp({ bias_V: output.openCircuit_V + 0.01, slew_V_per_s: 0.01 });
      });
      await pause(1_000_000);
      expect(modes).toContain(Mode.ON);
      expect(modes.at(-1)).not.toBe(Mode.ON);
      for (const count of counts) expect(count).toBeGreaterThanOrEqual(10);
      expect(await streams[0]!.stop()).toMatchObject({ lost: 0 });
    }, many);
  });

  it('lose nothing when one that only reads says goodbye, or hangs up in the middle of a frame', async () => {
    await rehearse(async ({ connected, simulation, pause }) => {
      const holder = await connected();
      const viewer = await connected();
      await holder.withOutput({ limits }, async () => {
        await viewer.close();
        const raw = simulation.openPipe();
        await raw.write(Uint8Array.of(7, 1, 2, 3));
        await pause(10_000);
        await raw.close();
        await pause(600_000);
        expect(await holder.readState()).toMatchObject({ mode: Mode.ON, isSwitchClosed: true, latched: [] });
      });
    }, many);
  });

  it('may each stop the output, and the holder is told', async () => {
    await rehearse(async ({ connected }) => {
      const holder = await connected();
      const viewer = await connected();
      const ended = failure(holder.withOutput({ limits }, async (_output, signal) => {
        const off = await viewer.stop();
        expect(off).toMatchObject({ isSwitchClosed: false, cause: Cause.HOST_STOP });
        await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
      }));
      expect(await ended).toMatchObject({ code: 'OUTPUT_OPENED', outputMayBeOn: false });
    }, many);
  });

  it('open the circuit when the one that holds the lease hangs up, whoever else is there', async () => {
    await rehearse(async ({ connected, simulation, pause }) => {
      const viewer = await connected();
      const pipe = simulation.openPipe();
      const holder = await connected(() => pipe);
      const ended = failure(holder.withOutput({ limits }, async () => {
        await pipe.close();
        await pause(100_000);
      }));
      await ended;
      expect(await viewer.readState()).toMatchObject({ mode: Mode.TRIPPED, isSwitchClosed: false, latched: [Cause.LINK_LOST] });
      await pause(1_100_000);
      expect(await viewer.acknowledge()).toMatchObject({ mode: Mode.SAFE });
    }, many);
  });

  it('open it when the holder falls silent, and another may take over then', async () => {
    await rehearse(async ({ connected, pause }) => {
      const viewer = await connected();
      let cut = (): void => undefined;
      let markCut = (): void => undefined;
      const isCut = new Promise<void>((resolve) => {
        markCut = resolve;
      });
      const holder = await connected((pipe) => {
        const severed = severable(pipe);
        cut = severed.cut;
        return severed.pipe;
      });
      const ended = failure(holder.withOutput({ limits }, async (_output, signal) => {
        cut();
        markCut();
        await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
      }));
      await isCut;
      await pause(500_000 + 1_100_000);
      expect((await viewer.readState()).latched).toEqual([Cause.LEASE_LAPSED]);
      await viewer.acknowledge();
      const { off } = await viewer.withOutput({ limits }, async () => undefined);
      expect(off.isSwitchClosed).toBe(false);
      await ended;
    }, many);
  });

  it('are four at most in the model, and a port that is left takes the next', async () => {
    await rehearse(async ({ simulation, pause, connected }) => {
      const pipes = Array.from({ length: 4 }, () => simulation.openPipe());
      expect(() => simulation.openPipe()).toThrow('in use');
      await pipes[2]!.close();
      await pause(1000);
      expect((await connected()).isSimulation).toBe(true);
    }, many);
  });
});
