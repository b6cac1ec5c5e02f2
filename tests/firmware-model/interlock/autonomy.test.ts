import { describe, expect, it } from 'vitest';
import { trippingCauses } from '../../../firmware-model/src/interlock/reaction.ts';
import { WORD, isAutonomous } from '../../../firmware-model/src/interlock/state.ts';
import { BIT, Fixture, MODES } from './fixture.ts';

const { LEASE_LAPSED, LINK_LOST, OVER_VOLTAGE, HARDWARE_OVER_VOLTAGE } = BIT;

describe('a program that was admitted to go on without its host', () => {
  it('may for as many ticks as it was admitted, and not one more', () => {
    const fixture = new Fixture();
    fixture.set(WORD.AUTONOMY_TICKS, 2);
    const seen = [isAutonomous(fixture.interlock)];
    for (let tick = 0; tick < 3; tick += 1) {
      fixture.tick();
      seen.push(isAutonomous(fixture.interlock));
    }
    expect(seen).toEqual([true, true, false, false]);
    expect(fixture.get(WORD.AUTONOMY_TICKS)).toBe(0);
  });

  it('counts on device time, whatever becomes of the lease', () => {
    const fixture = new Fixture();
    fixture.set(WORD.AUTONOMY_TICKS, 3);
    fixture.set(WORD.LEASE_TICKS, 0);
    expect(fixture.tick()).toBe(LEASE_LAPSED);
    expect([fixture.get(WORD.AUTONOMY_TICKS), fixture.get(WORD.LEASE_TICKS)]).toEqual([2, -1]);
  });

  it.each([
    ['the lapse of the lease', LEASE_LAPSED, 0], ['the loss of the link', LINK_LOST, 0], ['both', LEASE_LAPSED | LINK_LOST, 0],
    ['a measured cause', OVER_VOLTAGE, OVER_VOLTAGE], ['a measured cause beside the lapse', OVER_VOLTAGE | LEASE_LAPSED, OVER_VOLTAGE],
    ['what layer 0 holds beside the lapse', HARDWARE_OVER_VOLTAGE | LEASE_LAPSED, HARDWARE_OVER_VOLTAGE],
  ])('is tripped by %s as it should be', (_title, present, tripping) => {
    for (const mode of [MODES.ON, MODES.RAMP_DOWN]) {
      const fixture = new Fixture({ mode });
      fixture.set(WORD.AUTONOMY_TICKS, 1);
      expect(trippingCauses(fixture.interlock, present)).toBe(tripping);
      fixture.set(WORD.AUTONOMY_TICKS, 0);
      expect(trippingCauses(fixture.interlock, LEASE_LAPSED)).toBe(LEASE_LAPSED);
    }
  });
});
