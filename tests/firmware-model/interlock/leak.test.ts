import { describe, expect, it } from 'vitest';
import { leakVerdict } from '../../../firmware-model/src/interlock/leak.ts';
import { SLOW } from '../../../firmware-model/src/interlock/slow-state.ts';
import { SlowFixture, WARNED } from './slow-fixture.ts';

const connected = (): SlowFixture => new SlowFixture().connect();
/** A leak check of a minute at this current. */
const checked = (current_fA: number, count = 600): SlowFixture => {
  const fixture = connected();
  fixture.convert({ isChecking: true, current_fA }, count);
  return fixture;
};

describe('the leak check (row 34)', () => {
  it.each([
    // 1C of the default cell is 6741 fA, C/20 337 fA.
    [0, 'sound', 337], [337, 'sound', 337], [338, 'leaky', 337], [-338, 'leaky', 337], [6741, 'leaky', 337], [6742, 'beyond', 6741], [-6742, 'beyond', 6741],
    [NaN, 'beyond', 6741], [Infinity, 'beyond', 6741],
  ] as const)('of %d fA: %s', (current_fA, kind, limit_fA) => {
    expect(leakVerdict(checked(current_fA))).toEqual({ kind, leak_fA: current_fA, limit_fA });
  });

  it('is the mean of the last 64 conversions, when the film has relaxed', () => {
    const fixture = checked(5000, 640);
    fixture.convert({ current_fA: 300 }, 32);
    fixture.convert({ current_fA: 340 }, 32);
    expect(leakVerdict(fixture)).toMatchObject({ kind: 'sound', leak_fA: 320 });
    fixture.convert({ current_fA: 9000 }, 63);
    expect(leakVerdict(fixture).leak_fA).toBe(320);
  });

  it('is the mean of what there is when it was shorter', () => {
    const fixture = checked(100, 2);
    fixture.convert({ current_fA: 400 });
    expect(leakVerdict(fixture)).toMatchObject({ kind: 'sound', leak_fA: 200 });
  });

  it('takes no conversion that moves, is blanked or has no value', () => {
    const fixture = connected();
    fixture.convert({ isChecking: true, current_fA: 9000, isUsable: false }, 100);
    fixture.set(SLOW.UNUSABLE_LEVEL, 0);
    fixture.convert({ isUsable: true, dac_uV: 3_451_000 });
    expect(leakVerdict(fixture)).toEqual({ kind: 'unmeasured', leak_fA: 0, limit_fA: 6741 });
    const fresh = new SlowFixture();
    fresh.convert({ isConnected: false });
    fresh.convert({ isConnected: true, isChecking: true, current_fA: 9000 }, 3);
    expect(leakVerdict(fresh).kind).toBe('unmeasured');
  });

  it('measures nothing outside a leak check', () => {
    const fixture = connected();
    fixture.convert({ current_fA: 9000 }, 100);
    expect(leakVerdict(fixture).kind).toBe('unmeasured');
  });

  it('begins anew at every closing', () => {
    const fixture = checked(9000);
    fixture.connect();
    expect(leakVerdict(fixture).kind).toBe('unmeasured');
  });

  it('warns of a leak above C/20, once', () => {
    const fixture = checked(338);
    leakVerdict(fixture);
    expect(fixture.takeWarnings()).toBe(WARNED.LEAKAGE);
    leakVerdict(fixture);
    expect(fixture.takeWarnings()).toBe(0);
    const sound = checked(337);
    leakVerdict(sound);
    expect(sound.takeWarnings()).toBe(0);
  });

  it.each([[345, 345], [14, 14], [13, 0], [-345, 0]])('takes %d fA at 3.45 V for a shunt of %d fA', (current_fA, shunt_fA) => {
    const fixture = checked(current_fA);
    leakVerdict(fixture);
    expect([fixture.get(SLOW.SHUNT_fA), fixture.get(SLOW.SHUNT_uV)]).toEqual([shunt_fA, shunt_fA === 0 ? 0 : 3_450_000]);
  });

  it('takes no current for a shunt that no voltage drives', () => {
    const fixture = checked(345);
    fixture.set(SLOW.VOLTAGE_uV, 0);
    leakVerdict(fixture);
    expect([fixture.get(SLOW.SHUNT_fA), fixture.get(SLOW.SHUNT_uV)]).toEqual([0, 0]);
  });
});
