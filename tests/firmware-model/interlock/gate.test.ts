import { describe, expect, it } from 'vitest';
import { gateVerdict } from '../../../firmware-model/src/interlock/gate.ts';
import { WORD, claimInterlock } from '../../../firmware-model/src/interlock/state.ts';
import { Arena } from '../../../firmware-model/src/kernel/arena.ts';
import { ALL, Fixture, MODES, WATCH } from './fixture.ts';

describe('the gate', () => {
  it.each([
    [241_171, 'permitted'], [241_172, 'permitted'], [241_173, 'refused'],
    [-10_484, 'permitted'], [-10_485, 'permitted'], [-10_486, 'refused'],
    [0, 'permitted'], [-0, 'permitted'],
    [NaN, 'refused'], [Infinity, 'refused'], [-Infinity, 'refused'], [0.5, 'refused'], [524_287, 'refused'],
  ])('takes code %d: %s', (code, verdict) => {
    expect(gateVerdict(new Fixture().interlock, code)).toBe(verdict);
  });

  it.each(Object.entries(MODES))('refuses a code beyond the cap in mode %s', (_name, mode) => {
    expect(gateVerdict(new Fixture({ mode }).interlock, 241_173)).toBe('refused');
  });

  it('holds the field apart from the cap', () => {
    const fixture = new Fixture();
    fixture.set(WORD.FIELD_MAX_CODE, 157_286);
    expect(gateVerdict(fixture.interlock, 157_286)).toBe('permitted');
    expect(gateVerdict(fixture.interlock, 157_287)).toBe('refused');
    fixture.set(WORD.FIELD_MIN_CODE, -100);
    expect(gateVerdict(fixture.interlock, -100)).toBe('permitted');
    expect(gateVerdict(fixture.interlock, -101)).toBe('refused');
  });

  it('is shut before any limits were committed', () => {
    const interlock = claimInterlock(new Arena(), { window_ticks: 1000, clear_ticks: 10_000, causesInForce: ALL, watch: WATCH });
    expect(gateVerdict(interlock, 0)).toBe('refused');
  });
});
