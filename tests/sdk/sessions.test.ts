import { Cause, EventKind, Mode } from '@nanobias/proto';
import type { BytePipe } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import type { AdoptionTicket } from '../../sdk/src/contract.ts';
import { NanobiasError } from '../../sdk/src/errors.ts';
import { sessions } from '../../sdk/src/sessions.ts';
import type { SessionsOptions } from '../../sdk/src/sessions.ts';
import { failure, limits, rehearse } from './rehearsal.ts';
import type { Bench } from './rehearsal.ts';

const absent = new NanobiasError('PORT_NOT_FOUND', 'not there', { outputMayBeOn: 'unknown' });

function options({ simulation: { clock, entropy } }: Bench): SessionsOptions {
  return { clock, entropy };
}

/** A pipe whose host's end can be lost while the controller's stays: a network that fails, and a controller that has not noticed. */
function halfOpen(pipe: BytePipe): { readonly pipe: BytePipe; readonly lose: () => void } {
  let closed = (_reason?: string): void => undefined;
  let isLost = false;
  return {
    pipe: {
      label: pipe.label,
      pending_bytes: 0,
      write: (bytes) => (isLost ? Promise.reject(new Error('lost')) : pipe.write(bytes)),
      onBytes: (receive) => pipe.onBytes((chunk) => {
        if (!isLost) receive(chunk);
      }),
      onClose: (tell) => {
        closed = tell;
      },
      close: () => (isLost ? Promise.resolve() : pipe.close()),
    },
    lose: () => {
      isLost = true;
      closed('the network is gone');
    },
  };
}

describe('one session after another', () => {
  it('begins anew when the link was lost, the state first, and goes on with the events where it was', async () => {
    await rehearse(async (bench) => {
      const { simulation } = bench;
      const labels: string[] = [];
      const modes: Mode[] = [];
      let next = 0;
      for await (const device of sessions(() => Promise.resolve(simulation.openPipe()), options(bench))) {
        device.state$.subscribe({ next: ({ mode }) => modes.push(mode), error: () => undefined }).unsubscribe();
        device.events$({ from: next }).subscribe({
          next: (event) => {
            if (event.kind === 'gap') labels.push(`gap ${event.lost}`);
            else next = event.event_seq + 1;
            if (event.kind === EventKind.MARK) labels.push(event.label);
          },
          error: () => labels.push('lost'),
        });
        await device.mark(`session ${modes.length}`);
        if (modes.length === 3) {
          await device.readEvents(0);
          await device.readState();
          break;
        }
        // The last event before the break is on its way when the link goes.
        simulation.hangUp('unplugged');
      }
      expect(modes).toEqual([Mode.SAFE, Mode.SAFE, Mode.SAFE]);
      expect(labels.filter((label) => label !== 'lost')).toEqual(['session 1', 'session 2', 'session 3']);
      expect(labels.filter((label) => label === 'lost')).toHaveLength(2);
    }, { ports_count: 2 });
  });

  it('turns nothing on and takes nothing over by itself; with its ticket the output goes on within the lease', async () => {
    await rehearse(async (bench) => {
      const { simulation, pause } = bench;
      let lose = (): void => undefined;
      let ticket: AdoptionTicket | undefined;
      let first: Promise<NanobiasError> | undefined;
      const open = (): Promise<BytePipe> => {
        const link = halfOpen(simulation.openPipe());
        ({ lose } = link);
        return Promise.resolve(link.pipe);
      };
      const program = [{ kind: 'hold', biasChange_V: 0.005, slew_V_per_s: 0.01, duration_s: 4 }, { kind: 'open', duration_s: 0.1 }] as const;
      for await (const device of sessions(open, options(bench))) {
        if (ticket === undefined) {
          const isRunning = new Promise<void>((resolve) => {
            first = failure(device.withOutput({ limits, lease_s: 2, program }, async (output) => {
              ticket = output.ticket;
              const outcome = output.runProgram();
              await pause(1_000_000);
              resolve();
              return outcome;
            }));
          });
          await isRunning;
          lose();
          continue;
        }
        expect(await device.readState()).toMatchObject({ mode: Mode.ON, isSwitchClosed: true });
        const { result, off } = await device.adopt({ adopt: ticket }, (output) => output.runProgram());
        expect(result).toEqual({ end: 'completed', stepsCompleted: 2 });
        expect(off).toMatchObject({ isSwitchClosed: false, cause: Cause.PROGRAM_END });
        break;
      }
      // The session that broke did not claim to know what became of its output.
      expect(await first).toMatchObject({ code: 'LINK_LOST', outputMayBeOn: true });
    }, { ports_count: 2 });
  });

  it('waits longer from attempt to attempt, and gives up with the last failure', async () => {
    await rehearse(async (bench) => {
      const { clock } = bench.simulation;
      const attempts_s: number[] = [];
      const start_us = clock.now_us();
      const tried = failure((async () => {
        for await (const device of sessions(() => {
          attempts_s.push((clock.now_us() - start_us) / 1e6);
          return Promise.reject(absent);
        }, { ...options(bench), attempts_max: 7 })) expect.unreachable(device.label);
      })());
      expect(await tried).toBe(absent);
      expect(attempts_s).toEqual([0, 0.25, 0.75, 1.75, 3.75, 8.75, 13.75]);
    });
  });

  it('gives up at once on what would be the same the next time', async () => {
    await rehearse(async (bench) => {
      let attempts_count = 0;
      const refused = new NanobiasError('SCHEMA_MISMATCH', 'another protocol', { outputMayBeOn: 'unknown' });
      const tried = failure((async () => {
        for await (const device of sessions(() => {
          attempts_count += 1;
          return Promise.reject(refused);
        }, options(bench))) expect.unreachable(device.label);
      })());
      expect(await tried).toBe(refused);
      expect(attempts_count).toBe(1);
    });
  });

  it.each(['the loop is left', 'the signal aborts', 'its user closes the device'])('ends when %s, with the device closed', async (how) => {
    await rehearse(async (bench) => {
      const caller = new AbortController();
      const links: string[] = [];
      let count = 0;
      for await (const device of sessions(() => Promise.resolve(bench.simulation.openPipe()), { ...options(bench), signal: caller.signal })) {
        count += 1;
        device.link$.subscribe({ next: (link) => links.push(link), complete: () => links.push('complete') });
        if (how === 'the loop is left') break;
        if (how === 'the signal aborts') caller.abort();
        else await device.close();
      }
      expect(count).toBe(1);
      expect(links).toEqual(['connected', 'closed', 'complete']);
    });
  });

  it('is ended by its signal in the middle of a wait, too', async () => {
    await rehearse(async (bench) => {
      const caller = new AbortController();
      const { clock } = bench.simulation;
      const over = (async () => {
        for await (const device of sessions(() => Promise.reject(absent), { ...options(bench), signal: caller.signal })) expect.unreachable(device.label);
      })();
      await bench.pause(10_000_000);
      const start_us = clock.now_us();
      caller.abort();
      await over;
      expect(clock.now_us() - start_us).toBeLessThan(10_000);
    });
  });
});
