import { Activity, Cause, EventKind, Mode, StatusCode, StepEnd } from '@nanobias/proto';
import type { Event } from '@nanobias/sdk';
import { describe, expect, it } from 'vitest';
import { explanationFrom, explanationLines } from '../../cli/src/explanation.ts';

const EVENT: Event = {
  event_seq: 1, device_time_us: 2_500_000, kind: EventKind.REFUSED, mode: Mode.SAFE, output_epoch: 0, cause: 0, step_index: 0, is_switch_closed: false, bias_uV: 3_450_000,
  refusal: StatusCode.UNSPECIFIED, label: '', activity: Activity.UNSPECIFIED, step_end: StepEnd.UNSPECIFIED,
};

const told = (event: Partial<Event>, ...more: [] | [readonly [], Parameters<typeof explanationFrom>[2]]): readonly string[] =>
  explanationLines(explanationFrom({ ...EVENT, ...event }, more[0] ?? [], more[1]));

describe('the explanation of a refusal', () => {
  it.each([
    ['a cap beyond the strap', { refusal: StatusCode.BEYOND_STRAP, label: 'bias_uV_max', value: 9_000_000, limit: 4_974_999 }, ['field   bias_uV_max', 'asked   9.0000 V', 'limit   at most 4.9750 V, of the strap']],
    ['a cap beyond the window', { refusal: StatusCode.BEYOND_LIMIT, label: 'bias_uV_max', value: 4_900_000, limit: 4_800_000 }, ['field   bias_uV_max', 'asked   4.9000 V', 'limit   at most 4.8000 V, of the window']],
    ['a set-point beyond a cap', { refusal: StatusCode.BEYOND_LIMIT, label: 'target_uV', value: 4_500_000, limit: 3_600_000 }, ['field   target_uV', 'asked   4.5000 V', 'limit   at most 3.6000 V, of the limits']],
    ['a set-point below one', { refusal: StatusCode.BEYOND_LIMIT, label: 'target_uV', value: -300_000, limit: -200_000 }, ['field   target_uV', 'asked   -0.3000 V', 'limit   at least -0.2000 V, of the limits']],
    ['a limit in the noise', { refusal: StatusCode.LIMIT_BELOW_NOISE, label: 'short_current_fA_max', value: 100_000, limit: 159_507 }, ['field   short_current_fA_max', 'asked   100.0 pA', 'limit   at least 159.5 pA, of the noise']],
    ['a slew', { refusal: StatusCode.BEYOND_LIMIT, label: 'slew_nV_per_s', value: 2e9, limit: 1e9 }, ['field   slew_nV_per_s', 'asked   2000000000 nV/s', 'limit   at most 1000000000 nV/s, of the limits']],
    ['a number out of its range, by the schema or the board', { refusal: StatusCode.OUT_OF_RANGE, label: 'lease_us', value: 1, limit: 100_000 }, ['field   lease_us', 'asked   0.000001000 s', 'limit   at least 0.1000 s']],
    ['a mode', { refusal: StatusCode.WRONG_MODE }, []],
  ])('of %s names field, value, bound and origin', (_, event, lines) => {
    expect(told(event).slice(1, -2)).toEqual(lines);
  });

  it('of a leak names its row', () => {
    const [first, asked] = told({ refusal: StatusCode.BEYOND_LIMIT, cause: Cause.LEAKAGE, value: 8000, limit: 6741 });
    expect(first).toBe('refused at 2.5000 s: BEYOND_LIMIT, leakage');
    expect(asked).toBe('asked   8.000 pA');
  });
});

describe('the explanation of a trip', () => {
  const trip = { kind: EventKind.TRIPPED, cause: Cause.OVER_DELITHIATION, value: 330_120, limit: 330_000 };

  it('tells of a cause that is found in several ways what holds for all of them', () => {
    const { hazard, row, source } = explanationFrom({ ...EVENT, kind: EventKind.TRIPPED, cause: Cause.ADC_FROZEN, value: 64, limit: 64 }, []);
    expect([hazard, row]).toEqual(['ADC frozen, stuck bit', 19]);
    expect(source).toMatch(/dither.*on the slow path$/);
  });

  it('tells what was seen and its limit in units that people read', () => {
    expect(told(trip).slice(0, 3)).toEqual(['tripped at 2.5000 s: OVER_DELITHIATION, over-delithiation, over-discharge', 'seen    330.1 mAh/g', 'limit   330.0 mAh/g']);
  });

  it('takes value and limit of the frame where the event has none, and a frame without numbers for none', () => {
    const frame = { cause: Cause.OVER_DELITHIATION, value: 330_120, limit: 330_000, device_time_us: 1, mode: Mode.ON, samples: new Uint8Array(0) } as unknown as NonNullable<Parameters<typeof explanationFrom>[2]>;
    const bare = { ...trip, value: undefined, limit: undefined } as unknown as Partial<Event>;
    expect(told(bare, [], frame)[1]).toBe('seen    330.1 mAh/g');
    expect(told(bare, [], { ...frame, value: 0, limit: 0 })[1]).toMatch(/^source/);
  });
});
