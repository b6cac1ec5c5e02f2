import { Cause } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import type { ProgramOutcome, Step } from '../../sdk/src/contract.ts';
import { failure, limits, rehearse } from './rehearsal.ts';

// The default cell rests at 3.45 V; a leak check stays within 20 mV of that.
const program: readonly Step[] = [
  { kind: 'leak_check', bias_V: 3.455, slew_V_per_s: 0.01, duration_s: 5 },
  { kind: 'hold', bias_V: 3.5, slew_V_per_s: 0.01, duration_s: 10 },
  { kind: 'open', duration_s: 5 },
];

describe('a program', () => {
  it('runs to its end under the lease, step by step, and leaves the circuit open', async () => {
    await rehearse(async ({ connected, simulation }) => {
      const device = await connected();
      const start_us = simulation.clock.now_us();
      const { result, off } = await device.withOutput({ limits, program }, (output) => output.runProgram());
      expect(result).toEqual({ end: 'completed', stepsCompleted: 3 });
      // 5 + 10 + 5 s of holds, 5 s of ramps, and what connecting takes.
      expect((simulation.clock.now_us() - start_us) / 1e6).toBeGreaterThan(24);
      expect((simulation.clock.now_us() - start_us) / 1e6).toBeLessThan(27);
      expect(off).toMatchObject({ isSwitchClosed: false, cause: Cause.PROGRAM_END });
    });
  });

  it('that is asked for without having been uploaded is refused', async () => {
    await rehearse(async ({ connected }) => {
      const device = await connected();
      await device.withOutput({ limits }, async (output) => {
        expect(await failure(output.runProgram())).toMatchObject({ code: 'PROGRAM_INCOMPLETE' });
      });
    });
  });

  it('with a step beyond the cap is refused before the output is on, naming field, value and limit', async () => {
    await rehearse(async ({ connected }) => {
      const device = await connected();
      const beyond: readonly Step[] = [{ kind: 'hold', bias_V: 4.7, slew_V_per_s: 0.01, duration_s: 1 }];
      const error = await failure(device.withOutput({ limits, program: beyond }, async () => {
        throw new Error('the body must not run');
      }));
      expect(error).toMatchObject({ code: 'BEYOND_LIMIT', field: 'bias_uV', value: 4_700_000, limit: 4_600_000, outputMayBeOn: false });
    });
  });

  it('with a step that is no number moves nothing, and names the step', async () => {
    await rehearse(async ({ connected }) => {
      const device = await connected();
      const unfit: readonly Step[] = [program[0]!, { kind: 'hold', bias_V: 3.5, slew_V_per_s: 0.01, duration_s: NaN }];
      expect(await failure(device.withOutput({ limits, program: unfit }, async () => undefined))).toMatchObject({ code: 'INVALID_ARGUMENT', field: 'program[1].duration_s' });
    });
  });

  it('that a trip ends tells how far it came, and the scope rejects with the trip', async () => {
    await rehearse(async ({ connected }) => {
      const device = await connected();
      let outcome: ProgramOutcome | undefined;
      const steep: readonly Step[] = [program[0]!, { kind: 'hold', bias_V: 4.5, slew_V_per_s: 1, duration_s: 10 }];
      const error = await failure(device.withOutput({ limits: { ...limits, slew_V_per_s_max: 1, current_A_max: 200e-12 }, program: steep }, async (output) => {
        outcome = await output.runProgram();
      }));
      expect(outcome).toEqual({ end: Cause.OVER_CURRENT, stepsCompleted: 1 });
      expect(error).toMatchObject({ code: 'TRIPPED', tripCause: 'OVER_CURRENT', outputMayBeOn: false });
    });
  });

  it('stops when the caller aborts', async () => {
    await rehearse(async ({ connected, pause, simulation }) => {
      const device = await connected();
      const caller = new AbortController();
      const scope = failure(device.withOutput({ limits, program, signal: caller.signal }, (output) => output.runProgram()));
      await pause(8_000_000);
      caller.abort();
      expect(await scope).toMatchObject({ code: 'ABORTED', outputMayBeOn: false });
      expect(simulation.truth.isConducting).toBe(false);
    });
  });
});
