import { describe, expect, it } from 'vitest';
import { CAUSE, bitOf, placeOf } from '../../../firmware-model/src/interlock/cause.ts';
import { acknowledgeVerdict, latch, releaseLatch } from '../../../firmware-model/src/interlock/latch.ts';
import { WORD } from '../../../firmware-model/src/interlock/state.ts';
import { ageToken, grantToken, voidToken } from '../../../firmware-model/src/interlock/token.ts';
import { BIT, Fixture, MODES } from './fixture.ts';

describe('what is wiped leaves nothing behind', () => {
  it('a token that is void: neither word, time nor digest', () => {
    const { interlock } = new Fixture({ mode: MODES.ARMED });
    grantToken(interlock, { token: 5, limits_digest: 6, life_ticks: 7 });
    voidToken(interlock);
    expect([...interlock.state.subarray(WORD.TOKEN, WORD.TOKEN + 3)]).toEqual([0, 0, 0]);
  });

  it('a token that has expired: its time stays at 0', () => {
    const { interlock } = new Fixture({ mode: MODES.ARMED });
    grantToken(interlock, { token: 5, limits_digest: 6, life_ticks: 1 });
    expect([ageToken(interlock), ageToken(interlock), ageToken(interlock)]).toEqual([true, false, false]);
    expect(interlock.state[WORD.TOKEN_TICKS]).toBe(0);
  });

  it('a latch that is released: neither nonce, causes nor clear times', () => {
    const { interlock } = new Fixture({ mode: MODES.TRIPPED });
    latch(interlock, BIT.OVER_VOLTAGE | BIT.OVER_CURRENT | BIT.SLEW, 77);
    interlock.state.fill(9, WORD.CLEAR_FIRST, WORD.CLEAR_FIRST + 8);
    releaseLatch(interlock);
    expect([...interlock.state.subarray(WORD.FAULT_NONCE, WORD.CLEAR_FIRST + 8)]).toEqual(new Array<number>(18).fill(0));
  });

  it('a latch counts the time of what it holds, and of nothing else', () => {
    const fixture = new Fixture({ mode: MODES.TRIPPED });
    latch(fixture.interlock, BIT.OVER_VOLTAGE | BIT.SLEW, 77);
    fixture.ticks(3);
    expect([...fixture.interlock.state.subarray(WORD.CLEAR_FIRST, WORD.CLEAR_FIRST + 8)]).toEqual([3, 3, 0, 0, 0, 0, 0, 0]);
  });

  it('a latch that is full holds eight causes, and no clear time for a ninth', () => {
    const full = [CAUSE.OVER_CURRENT, CAUSE.EXCESS_CHARGE, CAUSE.SUSTAINED_CURRENT, CAUSE.SOFT_BREAKDOWN, CAUSE.OVER_DELITHIATION, CAUSE.OVER_DISCHARGE, CAUSE.REVERSAL, CAUSE.CONTACT_LOST];
    const fixture = new Fixture({ mode: MODES.TRIPPED, clear_ticks: 10 });
    latch(fixture.interlock, full.reduce((mask, cause) => mask | bitOf(cause), 0), 77);
    fixture.ticks(12);
    // 10 ticks, and 10 is a lost link.
    expect(acknowledgeVerdict(fixture.interlock, { causes: full, nonce: 77, isSwitchOpen: true })).toBe('accepted');
  });

  it.each([[CAUSE.HARDWARE_OVER_VOLTAGE, 0], [CAUSE.OVER_VOLTAGE, 7], [CAUSE.LEASE_LAPSED, 28], [CAUSE.RESET, 31]] as const)('cause %i has place %i', (cause, place) => {
    expect(placeOf(cause)).toBe(place);
  });
});
