import { describe, expect, it } from 'vitest';
import { firstCause } from '../../../firmware-model/src/interlock/cause.ts';
import { WORD, claimInterlock, isEnergised, isLeaseAlive, tell } from '../../../firmware-model/src/interlock/state.ts';
import { Arena } from '../../../firmware-model/src/kernel/arena.ts';
import { ALL, Fixture, MODES, WATCH } from './fixture.ts';

describe('the packed state', () => {
  it('begins in its safest form: BOOT, nobody\'s lease, no token, nothing latched', () => {
    const interlock = claimInterlock(new Arena(), { window_ticks: 1000, clear_ticks: 10_000, causesInForce: ALL, watch: WATCH });
    const { state } = interlock;
    expect([state[WORD.MODE], state[WORD.TOKEN], state[WORD.LATCH_COUNT], state[WORD.IS_GATE_VALID]]).toEqual([MODES.BOOT, 0, 0, 0]);
    expect([isLeaseAlive(interlock), isEnergised(interlock)]).toEqual([false, false]);
    expect([...interlock.copies]).toEqual([...state.subarray(2, 22)].map((word) => ~word));
  });

  it.each(Object.entries(MODES))('may be connected in mode %s only if that is ON or RAMP_DOWN', (name, mode) => {
    expect(isEnergised(new Fixture({ mode }).interlock)).toBe(name === 'ON' || name === 'RAMP_DOWN');
  });

  it.each([[-1, false], [0, true], [1, true]])('with %i ticks of the lease left, somebody holds it: %s', (ticks, isHeld) => {
    const fixture = new Fixture();
    fixture.set(WORD.LEASE_TICKS, ticks);
    expect(isLeaseAlive(fixture.interlock)).toBe(isHeld);
  });
});

describe('what is told of a cause', () => {
  it('is its value, and the limit 32 places on', () => {
    const { interlock } = new Fixture();
    tell(interlock, 5, { value: -3, limit: 4 });
    expect([interlock.seen.length, interlock.seen[5], interlock.seen[37], interlock.seen.filter((word) => word !== 0).length]).toEqual([64, -3, 4, 2]);
  });
});

describe('a mask of causes', () => {
  it.each([[0, 0], [1, 1], [(1 << 28) | (1 << 7), 3], [1 << 30, 20], [1 << 31, 21]])('%i has %i as its first', (mask, cause) => {
    expect(firstCause(mask)).toBe(cause);
  });
});
