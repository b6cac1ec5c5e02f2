import { describe, expect, it } from 'vitest';
import { hold, SERIES_S, specimenOf } from './drive.ts';

describe('a chattering contact', () => {
  it('is open for a sixth of the time, in spells of 10 ms on average between closed ones of 50 ms', () => {
    const specimen = specimenOf('default');
    const { truth } = specimen;
    specimen.disturb({ contact: 'chattering' });
    let open_ticks = 0;
    let spells = 0;
    let wasOpen = false;
    for (let i = 0; i < 2_000_000; i += 1) {
      specimen.advanceTick(3.7, SERIES_S);
      const isOpen = truth.isContactOpen;
      if (isOpen) open_ticks += 1;
      if (isOpen && !wasOpen) spells += 1;
      wasOpen = isOpen;
    }
    expect(Math.abs(open_ticks / 2_000_000 / (1 / 6) - 1)).toBeLessThan(0.1);
    expect(Math.abs((open_ticks * 1e-4) / spells / 0.01 - 1)).toBeLessThan(0.1);
  });

  it('interrupts the current into the cell, and lets the node jump', () => {
    const specimen = specimenOf('default');
    const { truth } = specimen;
    hold(specimen, 3.45, 10_000);
    hold(specimen, 4, 10_000);
    specimen.disturb({ contact: 'chattering' });
    const currents_A = { open: [] as number[], closed: [] as number[] };
    for (let i = 0; i < 20_000; i += 1) {
      specimen.advanceTick(4, SERIES_S);
      (truth.isContactOpen ? currents_A.open : currents_A.closed).push(truth.lipon_A);
    }
    expect(Math.max(...currents_A.open.map(Math.abs))).toBeLessThan(1e-12);
    expect(Math.min(...currents_A.closed)).toBeGreaterThan(1e-11);
  });

  it('falls silent when it is closed again', () => {
    const specimen = specimenOf('default');
    specimen.disturb({ contact: 'chattering' });
    hold(specimen, 3.7, 10_000);
    specimen.disturb({ contact: 'closed' });
    for (let i = 0; i < 10_000; i += 1) {
      specimen.advanceTick(3.7, SERIES_S);
      expect(specimen.truth.isContactOpen).toBe(false);
    }
  });
});

describe('what belongs to the specimen lies behind the contact', () => {
  it('a filament discharges the film behind an open contact, and leaves the node alone', () => {
    const specimen = specimenOf('lipon-100nm');
    const { truth } = specimen;
    hold(specimen, 4.3, 100_000);
    specimen.disturb({ contact: 'open', filament: 'hard' });
    const before = { charge_C: truth.charge_C, voltage_V: specimen.voltage_V };
    hold(specimen, 0, 100_000, 0);
    expect(truth.charge_C).toBeLessThan(before.charge_C - 1e-10);
    expect(Math.abs(specimen.voltage_V - before.voltage_V)).toBeLessThan(1e-4);
    // The film now works on the filament alone.
    expect(truth.filament_A / -truth.lipon_A).toBeCloseTo(1, 3);
  });

  it('a contact of 1 GOhm stands before cell and side walls alike', () => {
    const specimen = specimenOf('default', { changes: { contact_Ohm: 1e9, shunt_Ohm: 1e9 } });
    const { truth } = specimen;
    hold(specimen, 3.6, 1_000_000);
    expect((specimen.voltage_V - truth.cell_V) / 1e9 / specimen.current_A).toBeCloseTo(1, 3);
    expect(truth.shunt_A / (truth.cell_V / 1e9)).toBeCloseTo(1, 12);
    expect((truth.lipon_A + truth.shunt_A) / specimen.current_A).toBeCloseTo(1, 3);
  });
});
