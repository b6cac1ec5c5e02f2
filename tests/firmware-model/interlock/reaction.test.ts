import { describe, expect, it } from 'vitest';
import { hostLossCause, trippingCauses, tripEvent } from '../../../firmware-model/src/interlock/reaction.ts';
import { BIT, Fixture, MODES } from './fixture.ts';

const { HARDWARE_OVER_VOLTAGE, OVER_VOLTAGE, OVER_CURRENT, LEASE_LAPSED, LINK_LOST } = BIT;
const modes = Object.entries(MODES);

describe('what causes do in a mode', () => {
  it.each(modes)('%s: a measured cause trips where there is an output to open, and nowhere else', (name, mode) => {
    const expected = name === 'ON' || name === 'RAMP_DOWN' ? OVER_VOLTAGE | OVER_CURRENT : 0;
    expect(trippingCauses(new Fixture({ mode }).interlock, OVER_VOLTAGE | OVER_CURRENT)).toBe(expected);
  });

  it.each(modes)('%s: what layer 0 holds trips from the end of the self-test on, alone, until it is a hard fault', (name, mode) => {
    const isWatching = name !== 'BOOT' && name !== 'SELF_TEST' && name !== 'HARD_FAULT';
    expect(trippingCauses(new Fixture({ mode }).interlock, HARDWARE_OVER_VOLTAGE | OVER_VOLTAGE)).toBe(isWatching ? HARDWARE_OVER_VOLTAGE : 0);
  });

  it.each(modes)('%s: nothing trips without a cause', (_name, mode) => {
    expect(trippingCauses(new Fixture({ mode }).interlock, 0)).toBe(0);
  });

  it('is a hard fault as soon as layer 0 holds one of them', () => {
    expect(tripEvent(OVER_VOLTAGE | LEASE_LAPSED)).toBe('trip');
    expect(tripEvent(OVER_VOLTAGE | HARDWARE_OVER_VOLTAGE)).toBe('hardFault');
    expect(tripEvent(HARDWARE_OVER_VOLTAGE)).toBe('hardFault');
  });
});

describe('the loss of the host', () => {
  it.each([
    ['nothing', 0, 0], ['a measured cause', OVER_VOLTAGE, 0], ['the lapse of the lease', LEASE_LAPSED | OVER_VOLTAGE, 9], ['the loss of the link', LINK_LOST, 10],
    ['the loss of the link before the lapse that follows', LINK_LOST | LEASE_LAPSED, 10],
  ])('is named by %s', (_title, present, cause) => {
    expect(hostLossCause(present)).toBe(cause);
  });
});
