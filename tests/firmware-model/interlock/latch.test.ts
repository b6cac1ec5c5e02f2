import { describe, expect, it } from 'vitest';
import { acknowledgeVerdict, latch, latchedCauses, releaseLatch } from '../../../firmware-model/src/interlock/latch.ts';
import { WORD } from '../../../firmware-model/src/interlock/state.ts';
import { BIT, Fixture, MODES } from './fixture.ts';

function tripped(causes: number, nonce = 77): Fixture {
  const fixture = new Fixture({ mode: MODES.TRIPPED, clear_ticks: 10 });
  latch(fixture.interlock, causes, nonce);
  return fixture;
}

describe('the latch', () => {
  it('keeps the first fault first, whatever follows from it', () => {
    const fixture = tripped(BIT.LINK_LOST);
    latch(fixture.interlock, BIT.OVER_VOLTAGE | BIT.LINK_LOST, 78);
    expect(latchedCauses(fixture.interlock)).toEqual([10, 3]);
    expect(fixture.get(WORD.FAULT_NONCE)).toBe(77);
  });

  it('takes a cause once', () => {
    const fixture = tripped(BIT.OVER_CURRENT);
    latch(fixture.interlock, BIT.OVER_CURRENT, 1);
    expect(latchedCauses(fixture.interlock)).toEqual([6]);
  });

  it('holds eight causes and drops the ninth', () => {
    const fixture = tripped(0b1_1111_1111 << 1);
    expect(latchedCauses(fixture.interlock)).toEqual([2, 8, 36, 37, 39, 41, 3, 4]);
  });
});

describe('the acknowledge', () => {
  const named = { causes: [3], nonce: 77, isSwitchOpen: true };

  it('releases once the cause has been gone for its clear time, and not a tick earlier', () => {
    const fixture = tripped(BIT.OVER_VOLTAGE);
    for (let index = 0; index < 9; index += 1) fixture.tick();
    expect(acknowledgeVerdict(fixture.interlock, named)).toBe('causePresent');
    fixture.tick();
    expect(acknowledgeVerdict(fixture.interlock, named)).toBe('accepted');
  });

  it('starts the clear time anew when the cause returns for a single tick', () => {
    const fixture = tripped(BIT.OVER_VOLTAGE);
    for (let index = 0; index < 9; index += 1) fixture.tick();
    fixture.tick({ voltage: 16_000 });
    for (let index = 0; index < 9; index += 1) fixture.tick();
    expect(acknowledgeVerdict(fixture.interlock, named)).toBe('causePresent');
    fixture.tick();
    expect(acknowledgeVerdict(fixture.interlock, named)).toBe('accepted');
  });

  it.each([
    ['a voltage', BIT.OVER_VOLTAGE, { voltage: 16_000 }], ['a voltage below nothing', BIT.UNDER_VOLTAGE, { voltage: -16_000 }],
    ['a current', BIT.OVER_CURRENT, { current: 32_000 }], ['a charge', BIT.EXCESS_CHARGE, { current: 32_000 }], ['a temperature', BIT.TEMPERATURE, { temperature: 100_000 }],
  ])('is held up by %s beyond its limit, and not where no limits are in force', (_what, cause, sample) => {
    const verdict = (isInForce: number): string => {
      const fixture = tripped(cause);
      fixture.set(WORD.IS_GATE_VALID, isInForce);
      const causes = latchedCauses(fixture.interlock);
      expect(fixture.ticks(5000, () => sample) & cause).toBe(cause);
      return acknowledgeVerdict(fixture.interlock, { causes, nonce: 77, isSwitchOpen: true });
    };
    expect([verdict(1), verdict(0)]).toEqual(['causePresent', 'accepted']);
  });

  it.each([['the link', { outer: BIT.LINK_LOST }, BIT.LINK_LOST], ['the front end', { frontEnd: 0 }, BIT.BOARD_RESET], ['a code at its end', { voltage: 32_767 }, BIT.SATURATED]])(
    'is held up by %s with and without limits in force', (_what, sample, cause) => {
      const fixture = tripped(cause);
      fixture.set(WORD.IS_GATE_VALID, 0);
      fixture.ticks(50, () => sample);
      expect(acknowledgeVerdict(fixture.interlock, { causes: latchedCauses(fixture.interlock), nonce: 77, isSwitchOpen: true })).toBe('causePresent');
    });

  it('keeps the clear time of each cause apart', () => {
    const fixture = tripped(BIT.OVER_VOLTAGE | BIT.LINK_LOST);
    for (let index = 0; index < 10; index += 1) fixture.tick({ outer: BIT.LINK_LOST });
    expect(acknowledgeVerdict(fixture.interlock, { ...named, causes: [3, 10] })).toBe('causePresent');
    for (let index = 0; index < 10; index += 1) fixture.tick();
    expect(acknowledgeVerdict(fixture.interlock, { ...named, causes: [10, 3] })).toBe('accepted');
  });

  it.each([
    ['another cause', [4]], ['one cause too many', [3, 4]], ['none', []], ['the same twice', [3, 3]], ['a number that is none', [0]], ['NaN', [NaN]],
    ['a number beyond the mask', [35]], ['half a number', [3.5]],
  ])('refuses %s', (_title, causes) => {
    const fixture = tripped(BIT.OVER_VOLTAGE);
    for (let index = 0; index < 20; index += 1) fixture.tick();
    expect(acknowledgeVerdict(fixture.interlock, { ...named, causes })).toBe('wrongFault');
  });

  it.each([76, 78, 0, NaN, -77])('refuses the nonce %d', (nonce) => {
    const fixture = tripped(BIT.OVER_VOLTAGE);
    for (let index = 0; index < 20; index += 1) fixture.tick();
    expect(acknowledgeVerdict(fixture.interlock, { ...named, nonce })).toBe('wrongFault');
  });

  it('refuses while the switch reads closed', () => {
    const fixture = tripped(BIT.OVER_VOLTAGE);
    for (let index = 0; index < 20; index += 1) fixture.tick();
    expect(acknowledgeVerdict(fixture.interlock, { ...named, isSwitchOpen: false })).toBe('outputOn');
  });

  it('never releases what layer 0 has latched', () => {
    const fixture = tripped(BIT.HARDWARE_OVER_VOLTAGE);
    for (let index = 0; index < 20; index += 1) fixture.tick();
    expect(acknowledgeVerdict(fixture.interlock, { ...named, causes: [1] })).toBe('hardFault');
  });

  it.each(Object.entries(MODES).filter(([name]) => name !== 'TRIPPED' && name !== 'HARD_FAULT'))('has nothing to release in mode %s', (_name, mode) => {
    const fixture = new Fixture({ mode });
    expect(acknowledgeVerdict(fixture.interlock, { causes: [], nonce: 0, isSwitchOpen: true })).toBe('nothingLatched');
  });

  it('has nothing to release where nothing is latched, or in a mode that is not TRIPPED', () => {
    expect(acknowledgeVerdict(tripped(0).interlock, { causes: [], nonce: 0, isSwitchOpen: true })).toBe('nothingLatched');
    const fixture = tripped(BIT.OVER_VOLTAGE);
    for (let index = 0; index < 20; index += 1) fixture.tick();
    fixture.set(WORD.MODE, MODES.SAFE);
    expect(acknowledgeVerdict(fixture.interlock, named)).toBe('nothingLatched');
  });

  it('changes nothing by itself', () => {
    const fixture = tripped(BIT.OVER_VOLTAGE);
    for (let index = 0; index < 20; index += 1) fixture.tick();
    const before = fixture.interlock.state.slice();
    acknowledgeVerdict(fixture.interlock, named);
    expect(fixture.interlock.state).toEqual(before);
    releaseLatch(fixture.interlock);
    expect(latchedCauses(fixture.interlock)).toEqual([]);
  });
});
