import { program } from '@nanobias/sdk';
import { describe, expect, it } from 'vitest';
import { limits, rehearse } from './rehearsal.ts';

describe('a program that is built', () => {
  it('counts where its loops go back to, one inside another', () => {
    const { steps } = program()
      .hold({ bias_V: 3.5, slew_V_per_s: 0.1, duration_s: 1 })
      .repeat(3, (pulses) => pulses
        .current({ current_A: 1e-12, slew_V_per_s: 0.1, duration_s: 2, until: { bias_V_above: 4 } })
        .repeat(2, (marks) => marks.mark(5))
        .rest({ slew_V_per_s: 0.1, duration_s: 3 }))
      .ramp({ biasChange_V: -0.01, slew_V_per_s: 0.1 })
      .open({ duration_s: 4 });
    expect(steps).toEqual([
      { kind: 'hold', bias_V: 3.5, slew_V_per_s: 0.1, duration_s: 1 },
      { kind: 'current', current_A: 1e-12, slew_V_per_s: 0.1, duration_s: 2, until: { bias_V_above: 4 } },
      { kind: 'mark', mark: 5 },
      { kind: 'loop', to_index: 2, count: 1 },
      { kind: 'current', current_A: 0, slew_V_per_s: 0.1, duration_s: 3 },
      { kind: 'loop', to_index: 1, count: 2 },
      { kind: 'ramp', biasChange_V: -0.01, slew_V_per_s: 0.1 },
      { kind: 'open', duration_s: 4 },
    ]);
  });

  it('adds nothing to a body that is carried out once, and leaves the program that it began from as it was', () => {
    const first = program().mark(1);
    expect(first.repeat(1, (body) => body.mark(2)).steps).toEqual([{ kind: 'mark', mark: 1 }, { kind: 'mark', mark: 2 }]);
    expect(first.steps).toEqual([{ kind: 'mark', mark: 1 }]);
  });

  it('is carried out to its end, leak check and all', async () => {
    await rehearse(async ({ connected }) => {
      const device = await connected();
      const { steps } = program()
        .leakCheck({ bias_V: 3.45, slew_V_per_s: 0.01, duration_s: 1 })
        .repeat(2, (cycle) => cycle.ramp({ bias_V: 3.47, slew_V_per_s: 0.01 }).ramp({ bias_V: 3.44, slew_V_per_s: 0.01 }))
        .open({ duration_s: 1 });
      const { result } = await device.withOutput({ limits, program: steps }, (output) => output.runProgram());
      expect(result).toEqual({ end: 'completed', stepsCompleted: 5 });
    });
  });
});
