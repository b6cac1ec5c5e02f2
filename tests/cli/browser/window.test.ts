import { describe, expect, it } from 'vitest';
import { DeviceClock, TimeWindow } from '../../../cli/src/browser/window.ts';

const recorded = { first_s: 100, now_s: 1100 };

describe('the window of time', () => {
  it('follows the latest half minute, or everything, until it is told where to stand', () => {
    const window = new TimeWindow();
    expect(window.at(recorded)).toEqual({ from_s: 1070, to_s: 1100 });
    window.follow('all');
    expect(window.at(recorded)).toEqual({ from_s: 100, to_s: 1100 });
    window.show({ from_s: 200, to_s: 300 });
    expect([window.isFollowing, window.at({ first_s: 100, now_s: 9999 })]).toEqual([false, { from_s: 200, to_s: 300 }]);
    window.follow(60);
    expect([window.isFollowing, window.at(recorded)]).toEqual([true, { from_s: 1040, to_s: 1100 }]);
  });

  it('zooms about a time that keeps its place', () => {
    const window = new TimeWindow();
    window.show({ from_s: 200, to_s: 300 });
    window.zoom(0.5, 275, recorded);
    expect(window.at(recorded)).toEqual({ from_s: 237.5, to_s: 287.5 });
    window.move(0.2, recorded);
    expect(window.at(recorded)).toEqual({ from_s: 247.5, to_s: 297.5 });
  });

  it('becomes neither shorter than what is measured nor longer than a month', () => {
    const window = new TimeWindow();
    window.show({ from_s: 200, to_s: 200 });
    const { from_s, to_s } = window.at(recorded);
    expect(to_s - from_s).toBeCloseTo(0.05, 9);
    for (let turn = 0; turn < 60; turn += 1) window.zoom(2, 200, recorded);
    const wide = window.at(recorded);
    expect(wide.to_s - wide.from_s).toBeCloseTo(2.6e6, 3);
  });
});

describe('the clock of the page', () => {
  it('goes on between two messages, and is brought to what they say without a jump', () => {
    const clock = new DeviceClock();
    clock.heard(50, 1, 0);
    expect(clock.at(0)).toBe(50);
    expect(clock.at(100)).toBeCloseTo(50.1, 9);
    clock.heard(50.3, 1, 200);
    const shown = clock.at(200);
    expect(shown).toBeGreaterThan(50.2);
    expect(shown).toBeLessThan(50.22);
  });

  it('stands still once nothing is heard, and is set where it is far off', () => {
    const clock = new DeviceClock();
    clock.heard(50, 1, 0);
    clock.at(0);
    let shown = 0;
    for (let now_ms = 16; now_ms < 60_000; now_ms += 16) shown = clock.at(now_ms);
    expect(shown).toBeLessThan(51.5);
    clock.heard(500, 1, 60_000);
    expect(clock.at(60_000)).toBe(500);
  });
});
