import { Mode } from '@nanobias/proto';
import type { BytePipe } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import type { AdoptionTicket, Device, Output, Step } from '../../sdk/src/contract.ts';
import { failure, limits, rehearse, severable } from './rehearsal.ts';
import type { Bench } from './rehearsal.ts';

const many = { ports_count: 4 } as const;

interface Broken {
  readonly ticket: AdoptionTicket;
  readonly ended: Promise<unknown>;
}

/** A host that fell silent with its output on: what it sends is lost from here on, and its port stays open. */
async function broken({ connected }: Bench, lease_s = 2, { program, hold = async () => undefined }: { readonly program?: readonly Step[]; readonly hold?: (output: Output) => Promise<unknown> } = {}): Promise<Broken> {
  let cut = (): void => undefined;
  const holder = await connected((pipe: BytePipe) => {
    const severed = severable(pipe);
    cut = severed.cut;
    return severed.pipe;
  });
  return new Promise((resolve) => {
    const ended = failure(holder.withOutput({ limits, lease_s, ...(program === undefined ? {} : { program }) }, async (output, signal) => {
      await hold(output);
      cut();
      resolve({ ticket: output.ticket!, ended });
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
    }));
  });
}

async function trip(device: Device): Promise<void> {
  expect(await device.readState()).toMatchObject({ mode: Mode.TRIPPED, isSwitchClosed: false });
}

describe('an output whose session broke', () => {
  it('is adopted by the next host within the lease, goes on, and ends in a measured off', async () => {
    await rehearse(async (bench) => {
      const { ticket, ended } = await broken(bench);
      await bench.pause(500_000);
      const next = await bench.connected();
      // To connect is passive, and takes nothing over.
      expect(await failure(next.withOutput({ limits }, async () => undefined))).toMatchObject({ code: 'LEASE_HELD' });
      const { result, off } = await next.adopt({ adopt: ticket }, async (output) => {
        expect(await next.readState()).toMatchObject({ mode: Mode.ON, outputEpoch: ticket.outputEpoch });
        await output.ramp({ bias_V: output.openCircuit_V + 0.01, slew_V_per_s: 0.01 });
        // Longer than the lease of the old session: it is renewed under the new one.
        await bench.pause(3_000_000);
        return (await next.readState()).isSwitchClosed;
      });
      expect(result).toBe(true);
      expect(off.isSwitchClosed).toBe(false);
      await ended;
    }, many);
  });

  it('is open when the next host comes too late, and stays so', async () => {
    await rehearse(async (bench) => {
      const { ticket, ended } = await broken(bench, 0.5);
      await bench.pause(600_000);
      const next = await bench.connected();
      expect(await failure(next.adopt({ adopt: ticket }, async () => undefined))).toMatchObject({ code: 'OUTPUT_OPENED' });
      await trip(next);
      await ended;
    }, many);
  });

  it('is adopted once: by a ticket of another epoch, or after another host, by nobody', async () => {
    await rehearse(async (bench) => {
      const { ticket, ended } = await broken(bench);
      const [next, third] = [await bench.connected(), await bench.connected()];
      expect(await failure(third.adopt({ adopt: { ...ticket, leaseEpoch: ticket.leaseEpoch + 1 } }, async () => undefined))).toMatchObject({ code: 'STALE_EPOCH', field: 'lease_epoch' });
      await next.adopt({ adopt: ticket }, async () => {
        expect(await failure(third.adopt({ adopt: ticket }, async () => undefined))).toMatchObject({ code: 'STALE_EPOCH', field: 'lease_epoch' });
        expect((await next.readState()).isSwitchClosed).toBe(true);
      });
      await ended;
    }, many);
  });

  it('that was refused is left as it is: whoever did not get it does not turn it off', async () => {
    await rehearse(async (bench) => {
      const viewer = await bench.connected();
      const holder = await bench.connected();
      await holder.withOutput({ limits }, async (output) => {
        const ticket = { ...output.ticket!, token: (output.ticket!.token ^ 1) >>> 0 };
        expect(await failure(viewer.adopt({ adopt: ticket }, async () => undefined))).toMatchObject({ code: 'LEASE_HELD', field: 'token' });
        expect((await viewer.readState()).isSwitchClosed).toBe(true);
      });
    }, many);
  });

  const steps: readonly Step[] = [
    { kind: 'hold', biasChange_V: 0.005, slew_V_per_s: 0.01, duration_s: 6 }, { kind: 'hold', biasChange_V: 0.005, slew_V_per_s: 0.01, duration_s: 2 }, { kind: 'open', duration_s: 0.1 },
  ];

  it('has its program followed to the end from where it is', async () => {
    await rehearse(async (bench) => {
      const { ticket, ended } = await broken(bench, 2, {
        program: steps,
        hold: async (output) => {
          output.runProgram().catch(() => undefined);
          await bench.pause(1_000_000);
        },
      });
      await bench.pause(500_000);
      const next = await bench.connected();
      expect(await next.readState()).toMatchObject({ isSwitchClosed: true, stepCount: 3 });
      // A ticket is kept as text.
      const kept = JSON.parse(JSON.stringify(ticket)) as AdoptionTicket;
      const { result } = await next.adopt({ adopt: kept }, (output) => output.runProgram());
      expect(result).toEqual({ end: 'completed', stepsCompleted: 3 });
      await ended;
    }, many);
  });

  it('has the program that was uploaded with it started, if nobody had', async () => {
    await rehearse(async (bench) => {
      const { ticket, ended } = await broken(bench, 2, { program: steps });
      const next = await bench.connected();
      const { result } = await next.adopt({ adopt: ticket }, (output) => output.runProgram());
      expect(result).toEqual({ end: 'completed', stepsCompleted: 3 });
      await ended;
    }, many);
  });

  it('that regulates a current by a step of its program is followed, and by a command of its host is not mistaken for it', async () => {
    const current: readonly Step[] = [{ kind: 'current', current_A: 2e-12, slew_V_per_s: 0.01, duration_s: 5 }, { kind: 'open', duration_s: 0.1 }];
    await rehearse(async (bench) => {
      const { ticket, ended } = await broken(bench, 2, {
        program: current,
        hold: async (output) => {
          output.runProgram().catch(() => undefined);
          await bench.pause(1_000_000);
        },
      });
      const next = await bench.connected();
      const { result } = await next.adopt({ adopt: ticket }, (output) => output.runProgram());
      expect(result).toEqual({ end: 'completed', stepsCompleted: 2 });
      await ended;
    }, many);
    await rehearse(async (bench) => {
      const { ticket, ended } = await broken(bench, 2, { program: current, hold: (output) => output.setCurrent({ current_A: 1e-12 }) });
      const next = await bench.connected();
      expect(await next.readState()).toMatchObject({ currentSetpoint_A: 1e-12 });
      const { result } = await next.adopt({ adopt: ticket }, (output) => output.runProgram());
      expect(result).toEqual({ end: 'completed', stepsCompleted: 2 });
      await ended;
    }, many);
  });

  it('without a program has none to run', async () => {
    await rehearse(async (bench) => {
      const { ticket, ended } = await broken(bench);
      const next = await bench.connected();
      expect(await failure(next.adopt({ adopt: ticket }, (output) => output.runProgram()))).toMatchObject({ code: 'PROGRAM_INCOMPLETE' });
      await ended;
    }, many);
  });
});
