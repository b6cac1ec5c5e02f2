import { Cause, Mode } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import type { Output } from '../../sdk/src/contract.ts';
import type { NanobiasError } from '../../sdk/src/errors.ts';
import { failure, limits, rehearse, severable } from './rehearsal.ts';

/** A ramp that takes two seconds from the open-circuit voltage. */
function upwards(output: Output): { readonly bias_V: number; readonly slew_V_per_s: number } {
  return { bias_V: output.openCircuit_V + 0.02, slew_V_per_s: 0.01 };
}

function forever(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}

describe('an output scope', () => {
  it('connects softly, ramps, and ends in a measured off', async () => {
    await rehearse(async ({ connected, simulation }) => {
      const device = await connected();
      const { result, off } = await device.withOutput({ limits }, async (output) => {
        expect(output.openCircuit_V).toBeCloseTo(3.45, 1);
        const start_us = simulation.clock.now_us();
        await output.ramp(upwards(output));
        // 20 mV at 10 mV/s.
        expect((simulation.clock.now_us() - start_us) / 1e6).toBeCloseTo(2, 1);
        const state = await device.readState();
        expect(state).toMatchObject({ mode: Mode.ON, isSwitchClosed: true });
        expect(state.biasSetpoint_V).toBeCloseTo(output.openCircuit_V + 0.02, 3);
        expect(state.biasSetpoint_V).toBeLessThanOrEqual(output.openCircuit_V + 0.02);
        return 'done';
      });
      expect(result).toBe('done');
      expect(off).toMatchObject({ isSwitchClosed: false, cause: Cause.DISABLED });
      expect(off.current_A).toBeLessThan(5e-12);
      expect((await device.readState()).isSwitchClosed).toBe(false);
      await device.close();
    });
  });

  it('may be entered again, and not twice at a time', async () => {
    await rehearse(async ({ connected }) => {
      const device = await connected();
      for (let count = 0; count < 2; count += 1) {
        await device.withOutput({ limits }, async () => {
          expect(await failure(device.withOutput({ limits }, async () => undefined))).toMatchObject({ code: 'OUTPUT_IN_USE', outputMayBeOn: true });
        });
      }
    });
  });

  it('is refused before anything closes when its limits have the cell the other way round', async () => {
    await rehearse(async ({ connected }) => {
      const device = await connected();
      const refused = await failure(device.withOutput({ limits: { ...limits, lnmoOn: 'sample' } }, async () => undefined));
      expect(refused).toMatchObject({ code: 'WRONG_SIGN', field: 'lnmo_on', origin: 'board', outputMayBeOn: false });
      expect(await device.readState()).toMatchObject({ mode: Mode.SAFE, isSwitchClosed: false });
    });
  });

  it('leaves no command behind that could act after it', async () => {
    await rehearse(async ({ connected, pause }) => {
      const device = await connected();
      let escaped: Output | undefined;
      let ramp: Promise<NanobiasError> | undefined;
      await device.withOutput({ limits }, async (output) => {
        escaped = output;
        ramp = failure(output.ramp(upwards(output)));
        await pause(500_000);
      });
      expect(await ramp).toMatchObject({ code: 'OUTPUT_OPENED', outputMayBeOn: false });
      expect(await failure(escaped!.setBias(upwards(escaped!)))).toMatchObject({ code: 'ABORTED', outputMayBeOn: false });
    });
  });

  it('keeps the lease for as long as the body takes', async () => {
    await rehearse(async ({ connected, pause }) => {
      const device = await connected();
      await device.withOutput({ limits, lease_s: 0.1 }, () => pause(5_000_000));
      await device.withOutput({ limits, lease_s: 5 }, () => pause(12_000_000));
    });
  });

  it('hands on what the body throws, once the output was measured off', async () => {
    await rehearse(async ({ connected, simulation }) => {
      const device = await connected();
      const thrown = new Error('the camera is out of film');
      const rejection = device.withOutput({ limits }, () => {
        throw thrown;
      });
      await expect(rejection).rejects.toBe(thrown);
      expect(simulation.truth.isConducting).toBe(false);
    });
  });

  it('is refused before anything moves when a limit is refused, naming field, value and origin', async () => {
    await rehearse(async ({ connected }) => {
      const device = await connected();
      const noBody = async (): Promise<never> => {
        throw new Error('the body must not run');
      };
      expect(await failure(device.withOutput({ limits: { ...limits, bias_V_max: 6, field_V_per_m_max: 3e7 } }, noBody))).toMatchObject({ band: 'request', field: 'bias_uV_max', value: 6_000_000, outputMayBeOn: false });
      expect(await failure(device.withOutput({ limits: { ...limits, bias_V_max: NaN } }, noBody))).toMatchObject({ code: 'INVALID_ARGUMENT', field: 'bias_V_max' });
      expect(await failure(device.withOutput({ limits, lease_s: 0.01 }, noBody))).toMatchObject({ code: 'OUT_OF_RANGE', field: 'lease_us' });
      expect(await failure(device.withOutput({ limits, program: [] }, noBody))).toMatchObject({ code: 'INVALID_ARGUMENT', field: 'program' });
      // The lease of a refused scope was given back.
      await device.withOutput({ limits }, async () => undefined);
    });
  });

  it('refuses a set-point beyond the cap and goes on', async () => {
    await rehearse(async ({ connected }) => {
      const device = await connected();
      await device.withOutput({ limits }, async (output) => {
        expect(await failure(output.setBias({ bias_V: 4.6001, slew_V_per_s: 0.005 }))).toMatchObject({ code: 'BEYOND_LIMIT', field: 'target_uV', value: 4_600_100, limit: 4_600_000, outputMayBeOn: true });
        expect(await failure(output.setBias({ bias_V: 10, slew_V_per_s: 0.005 }))).toMatchObject({ code: 'BEYOND_LIMIT' });
        expect(await failure(output.setBias({ bias_V: NaN, slew_V_per_s: 0.005 }))).toMatchObject({ code: 'INVALID_ARGUMENT', field: 'bias_V' });
        await output.ramp(upwards(output));
      });
    });
  });
});

describe('the output is turned off, measured, and the scope says why', () => {
  it('when the caller aborts', async () => {
    await rehearse(async ({ connected, pause, simulation }) => {
      const device = await connected();
      const caller = new AbortController();
      const scope = failure(device.withOutput({ limits, signal: caller.signal }, (_, signal) => forever(signal)));
      await pause(3_000_000);
      expect(simulation.truth.isConducting).toBe(true);
      caller.abort();
      expect(await scope).toMatchObject({ code: 'ABORTED', outputMayBeOn: false, off: { isSwitchClosed: false, cause: Cause.DISABLED, current_A: expect.any(Number) as number } });
      expect(simulation.truth.isConducting).toBe(false);
      expect(await failure(device.withOutput({ limits, signal: caller.signal }, async () => undefined))).toMatchObject({ code: 'ABORTED' });
    });
  });

  it('when a body that was aborted ends as if nothing had been', async () => {
    await rehearse(async ({ connected, pause, simulation }) => {
      const device = await connected();
      const caller = new AbortController();
      const scope = failure(device.withOutput({ limits, signal: caller.signal }, (_, signal) => forever(signal).catch(() => 'all is well')));
      await pause(3_000_000);
      const abort_us = simulation.clock.now_us();
      caller.abort();
      expect(await scope).toMatchObject({ code: 'ABORTED', outputMayBeOn: false });
      // At once, without driving the current to zero before.
      expect(simulation.clock.now_us() - abort_us).toBeLessThan(100_000);
    });
  });

  it('when the body does not heed the signal: the output does not wait for it', async () => {
    await rehearse(async ({ connected, pause, simulation }) => {
      const device = await connected();
      const caller = new AbortController();
      const scope = failure(device.withOutput({ limits, signal: caller.signal }, () => new Promise(() => undefined)));
      await pause(3_000_000);
      const abort_us = simulation.clock.now_us();
      caller.abort();
      await pause(200_000);
      expect(simulation.truth.isConducting).toBe(false);
      expect(await scope).toMatchObject({ code: 'ABORTED', outputMayBeOn: false });
      // A second of grace for the body.
      expect(simulation.clock.now_us() - abort_us).toBeLessThan(1_500_000);
    });
  });

  it('when a consumer of a stream throws', async () => {
    await rehearse(async ({ connected, simulation }) => {
      const device = await connected();
      const thrown = new Error('disk full');
      const error = await failure(device.withOutput({ limits }, async (_, signal) => {
        const stream = await device.openStream({ channel: 3, rate_Hz: 10_000 });
        let count = 0;
        stream.blocks$.subscribe(() => {
          count += 1;
          if (count === 3) throw thrown;
        });
        await forever(signal);
      }));
      expect(error).toMatchObject({ code: 'CONSUMER_FAILED', cause: thrown, outputMayBeOn: false });
      expect(simulation.truth.isConducting).toBe(false);
    });
  });

  it('when anybody sends a stop', async () => {
    await rehearse(async ({ connected, pause }) => {
      const device = await connected();
      const scope = failure(device.withOutput({ limits }, (_, signal) => forever(signal)));
      await pause(3_000_000);
      expect(await device.stop()).toMatchObject({ isSwitchClosed: false, cause: Cause.HOST_STOP });
      expect(await scope).toMatchObject({ code: 'OUTPUT_OPENED', tripCause: 'HOST_STOP', outputMayBeOn: false });
    });
  });

  it('when an interlock trips, with cause, value and limit', async () => {
    await rehearse(async ({ connected }) => {
      const device = await connected();
      const error = await failure(device.withOutput({ limits: { ...limits, slew_V_per_s_max: 1, current_A_max: 200e-12 } }, async (output, signal) => {
        await output.setBias({ bias_V: 4.5, slew_V_per_s: 1 });
        await forever(signal);
      }));
      expect(error).toMatchObject({ code: 'TRIPPED', tripCause: 'OVER_CURRENT', outputMayBeOn: false });
      expect(error.message).toMatch(/: OVER_CURRENT, \d{3}\.\d pA against a limit of (?:199\.\d|200\.0) pA$/);
      // The limit in force is a whole code, at most one below what was asked for: 20 nA / 2^15.
      expect(error.limit).toBeGreaterThan(200_000 - 611);
      expect(error.limit).toBeLessThanOrEqual(200_000);
      expect(error.value).toBeGreaterThan(error.limit!);
      expect((await device.readState()).latched).toEqual([Cause.OVER_CURRENT]);
      expect(await failure(device.withOutput({ limits }, async () => undefined))).toMatchObject({ band: 'trip' });
    });
  });

  it('when the device is closed', async () => {
    await rehearse(async ({ connected, pause, simulation }) => {
      const device = await connected();
      const scope = failure(device.withOutput({ limits }, (_, signal) => forever(signal)));
      await pause(3_000_000);
      await device.close();
      expect(await scope).toMatchObject({ code: 'CLOSED', outputMayBeOn: false });
      expect(simulation.truth.isConducting).toBe(false);
    });
  });
});

describe('an output that can no longer be reached', () => {
  it('is opened by its lease when the host is no longer heard, and the host does not claim to know it', async () => {
    await rehearse(async ({ connected, pause, simulation }) => {
      let cut = (): void => undefined;
      const device = await connected((pipe) => {
        const link = severable(pipe);
        cut = link.cut;
        return link.pipe;
      });
      const scope = failure(device.withOutput({ limits, lease_s: 0.5 }, (_, signal) => forever(signal)));
      await pause(3_000_000);
      expect(simulation.truth.isConducting).toBe(true);
      cut();
      await pause(400_000);
      // The last renewal may have been sent up to 0.17 s before.
      await pause(110_000);
      expect(simulation.truth.isConducting).toBe(false);
      // The controller said that it opened, but has not been heard for seconds when the host gives up.
      expect(await scope).toMatchObject({ code: 'LEASE_LOST', outputMayBeOn: 'unknown' });
    });
  });

  it('may be on, for all that the host knows, when the link is lost', async () => {
    await rehearse(async ({ connected, pause, simulation }) => {
      const device = await connected();
      const links: string[] = [];
      device.link$.subscribe({ next: (link) => links.push(link), error: (error: NanobiasError) => links.push(error.code) });
      const scope = failure(device.withOutput({ limits }, (_, signal) => forever(signal)));
      await pause(3_000_000);
      simulation.hangUp('unplugged');
      expect(await scope).toMatchObject({ code: 'LINK_LOST', outputMayBeOn: true, retryable: true });
      expect(links).toEqual(['connected', 'closed', 'LINK_LOST']);
      await pause(10_000);
      expect(simulation.truth.isConducting).toBe(false);
      expect(await failure(device.readState())).toMatchObject({ code: 'LINK_LOST' });
      await device.close();
    });
  });
});
