import { describe, expect, it } from 'vitest';
import { Probe } from './probe.ts';
import { Sweep } from './power.ts';

describe('power that fails', () => {
  const sweep = new Sweep({ seed: 3, stride: 29, recover: 24, parts: 2 });
  const { reference } = sweep;

  it('leaves the instrument open, latched where it was on, and fit to be switched on again: resets and brown-outs all along a run', () => {
    const step_ticks = Math.ceil((reference.end_tick - reference.first_tick) / 29);
    for (let tick = reference.first_tick; tick < reference.end_tick; tick += step_ticks) sweep.interrupt(tick);
    for (const tick of [reference.trip_tick, reference.trip_tick + 1, reference.trip_tick + 2, reference.acknowledged_tick]) sweep.interrupt(tick);
    const { resets, brown_outs, recoveries, violations } = sweep.counts;
    expect(violations).toEqual([]);
    expect(resets).toBeGreaterThan(30);
    expect(brown_outs).toBe(3 * resets);
    expect(recoveries).toBeGreaterThan(5);
  });

  it('leaves the old record or the new one in the flash: words and erases that are cut, bits that are left to chance', () => {
    sweep.cutFlash(() => true);
    sweep.unsettle(reference.tripped_tick);
    const { flash_cuts, partial_erases, unstable_bits, violations } = sweep.counts;
    expect(violations).toEqual([]);
    expect(flash_cuts).toBeGreaterThan(3);
    expect(partial_erases).toBeGreaterThan(1);
    expect(unstable_bits).toBeGreaterThan(50);
  });

  it('is told apart from one that does not: a trip that is not expected is named', () => {
    const probe = new Probe(3);
    const words = reference.at(reference.tripped_tick);
    const cut = (): void => probe.host.device.faults.instrument.cutSupply(120_000);
    expect(probe.suffer(words, cut, { causes: reference.causes, isReset: true, isFlashDamaged: false }, false)).toBeUndefined();
    expect(probe.suffer(words, cut, { causes: [], isReset: true, isFlashDamaged: false }, false)).toContain('latched of itself');
    expect(probe.suffer(words, () => undefined, { causes: reference.causes, isReset: true, isFlashDamaged: false }, false)).toContain('never comes back');
  });
});
