import { describe, expect, it } from 'vitest';
import { SLOW } from '../../../firmware-model/src/interlock/slow-state.ts';
import { BIT, SlowFixture } from './slow-fixture.ts';

const connected = (): SlowFixture => new SlowFixture().connect();

describe('sustained current in a hold (row 7)', () => {
  it.each([[67_409, 0], [67_410, 0], [67_411, BIT.SUSTAINED], [-67_410, 0], [-67_411, BIT.SUSTAINED], [NaN, BIT.SUSTAINED], [Infinity, BIT.SUSTAINED], [-Infinity, BIT.SUSTAINED], [-0, 0]])(
    'of %d fA in a film of 67.41 pA at 10C: %d',
    (current_fA, expected) => {
      expect(connected().convert({ current_fA }) & BIT.SUSTAINED).toBe(expected);
    },
  );

  it('waits for five time constants of the lead after the closing, and for the conversion in which it falls', () => {
    const fixture = new SlowFixture();
    fixture.convert({ isConnected: false });
    const seen = [1, 2, 3, 4].map(() => fixture.convert({ isConnected: true, current_fA: 1_000_000 }) & BIT.SUSTAINED);
    expect(seen).toEqual([0, 0, 0, BIT.SUSTAINED]);
  });

  it('is judged again from the first conversion after the blanking of every closing', () => {
    const fixture = connected();
    expect(fixture.convert({ current_fA: 70_000 })).toBe(BIT.SUSTAINED);
    fixture.connect();
    expect(fixture.convert({ current_fA: 70_000 }) & BIT.SUSTAINED).toBe(BIT.SUSTAINED);
  });

  it('at an end of its range is at least that much', () => {
    expect(connected().convert({ current_fA: 100_000, isUsable: false, isSaturated: true })).toBe(BIT.SUSTAINED);
    expect(connected().convert({ current_fA: 60_000, isUsable: false, isSaturated: true })).toBe(0);
  });

  it('is not proven by conversions without a value: ten may follow each other, one more opens', () => {
    const fixture = connected();
    expect(fixture.convert({ isUsable: false }, 10)).toBe(0);
    expect(fixture.convert({ isUsable: false })).toBe(BIT.SUSTAINED);
  });

  it('is not forgiven ten blind conversions for a single good one', () => {
    const fixture = connected();
    fixture.convert({ isUsable: false }, 10);
    fixture.convert({ isUsable: true });
    expect(fixture.convert({ isUsable: false })).toBe(0);
    expect(fixture.convert({ isUsable: false })).toBe(BIT.SUSTAINED);
  });
});

describe('sustained current in a slew', () => {
  it('of 10 mV/s may be 1.2 times what the resistances pass, the charging of the lead and 10C', () => {
    const fixture = connected();
    fixture.slew(1000, 100);
    // 100 mV over 350 MOhm are 285.7 pA, times 1.2; 203 pF at 10 mV/s are 2.03 pA.
    expect(fixture.get(SLOW.BOUND_fA)).toBe(342_857 + 2030 + 67_410);
    expect(fixture.slew(1000, 1, 415_000)).toBe(0);
    expect(fixture.slew(1000, 1, 430_000)).toBe(BIT.SUSTAINED);
  });

  it('of up to 2 mV/s may be no more than in a hold, and the charging of the lead', () => {
    const fixture = connected();
    fixture.slew(200, 100);
    expect(fixture.get(SLOW.BOUND_fA)).toBe(67_410 + 406);
    fixture.slew(201, 1);
    expect(fixture.get(SLOW.BOUND_fA)).toBeGreaterThan(67_410 + 408);
  });

  it('is measured from where the cell rested when the switch closed, in either direction', () => {
    const fixture = connected();
    fixture.slew(-1000, 100);
    expect(fixture.get(SLOW.BOUND_fA)).toBe(342_857 + 2030 + 67_410);
  });

  it('passes more through a film that is warmer', () => {
    const fixture = connected();
    fixture.set(SLOW.PATH_kOhm, 175_000);
    fixture.slew(1000, 100);
    expect(fixture.get(SLOW.BOUND_fA)).toBe(685_714 + 2030 + 67_410);
  });
});

describe('sustained current after a slew', () => {
  /** Bound after 1.15 V at 1 V/s, so many seconds later. */
  const bound_fA = (seconds: number): number => {
    const fixture = connected();
    fixture.slew(100_000, 11);
    fixture.slew(50_000, 1);
    fixture.convert({}, seconds * 10);
    return fixture.get(SLOW.BOUND_fA);
  };

  it.each([[5, 480_000 / Math.sqrt(5.6)], [10, 480_000 / Math.sqrt(10.6)], [30, 480_000 / Math.sqrt(30.6)]])(
    'falls to twice 240 pA over the root of %d s',
    (seconds, expected_fA) => {
      expect(Math.abs(bound_fA(seconds) / expected_fA - 1)).toBeLessThan(0.08);
    },
  );

  it('may charge the lead, which lags, for one conversion more', () => {
    const fixture = connected();
    fixture.slew(200, 10);
    const bounds_fA = [1, 2].map(() => {
      fixture.convert({});
      return fixture.get(SLOW.BOUND_fA);
    });
    expect(bounds_fA).toEqual([67_816, 67_410]);
  });

  it('never falls below 10C', () => {
    expect(bound_fA(100)).toBe(67_410);
    expect(bound_fA(10_000)).toBe(67_410);
  });

  it('adds up over slews', () => {
    const fixture = connected();
    fixture.set(SLOW.SUSTAINED_fA, 1);
    fixture.slew(50_000, 10);
    fixture.convert({}, 1000);
    const single_fA = fixture.get(SLOW.BOUND_fA);
    fixture.slew(50_000, 10);
    fixture.convert({}, 1000);
    const sum_fA = fixture.get(SLOW.BOUND_fA);
    // Twice 208.7 pA sqrt(s)/V times 0.5 V over the root of 100.5 s, and of 201.5 s.
    expect(Math.abs(single_fA / 20_820 - 1)).toBeLessThan(0.08);
    expect(Math.abs(sum_fA / (20_820 + 14_700) - 1)).toBeLessThan(0.08);
  });

  it('is forgotten when the circuit opens', () => {
    const fixture = connected();
    fixture.slew(100_000, 11);
    fixture.connect();
    fixture.convert({});
    expect(fixture.get(SLOW.BOUND_fA)).toBe(67_410);
  });

  it('lasts as long on a board that converts once a second', () => {
    const fixture = connected();
    fixture.set(SLOW.SUSTAINED_fA, 1);
    fixture.slew(100_000, 10);
    fixture.set(SLOW.CONVERSION_ms, 1000);
    fixture.convert({}, 100);
    expect(Math.abs(fixture.get(SLOW.BOUND_fA) / ((2 * 208_695) / Math.sqrt(100.5)) - 1)).toBeLessThan(0.08);
  });
});

describe('sustained current that is regulated', () => {
  it('may be 1.5 times its target and 10C', () => {
    const fixture = connected();
    fixture.convert({ target_fA: -100_000 });
    expect(fixture.get(SLOW.BOUND_fA)).toBe(217_410);
    expect(fixture.convert({ current_fA: -217_410 }) & BIT.SUSTAINED).toBe(0);
    expect(fixture.convert({ current_fA: -217_411 }) & BIT.SUSTAINED).toBe(BIT.SUSTAINED);
  });

  it('may charge the lead beside that', () => {
    const fixture = connected();
    fixture.convert({ target_fA: 100_000, dac_uV: 3_451_000 });
    expect(fixture.get(SLOW.BOUND_fA)).toBe(217_410 + 2030);
  });
});
