import { describe, expect, it } from 'vitest';
import { Arena } from '../../../firmware-model/src/kernel/arena.ts';
import { hold, SERIES_S, specimenOf } from './drive.ts';

describe('stray capacitance', () => {
  it('charges through the series resistor with the time constant of 20 ms when the contact is open', () => {
    const specimen = specimenOf('default', { changes: { shunt_Ohm: 1e18 }, lead_V: 0 });
    specimen.disturb({ contact: 'open' });
    for (let i = 1; i <= 1000; i += 1) {
      specimen.advanceTick(1, SERIES_S);
      if (i % 100 === 0) expect(specimen.voltage_V).toBeCloseTo(1 - Math.exp((-i * 1e-4) / (203e-12 * 1e8)), 6);
    }
  });

  it('takes what the current brings: the mean current is that of the charge', () => {
    const specimen = specimenOf('default', { changes: { shunt_Ohm: 1e18 }, lead_V: 0 });
    specimen.disturb({ contact: 'open' });
    for (let i = 0; i < 50; i += 1) {
      const before_V = specimen.voltage_V;
      specimen.advanceTick(2, SERIES_S);
      expect(specimen.current_A * 1e-4).toBeCloseTo(203e-12 * (specimen.voltage_V - before_V), 19);
    }
  });

  it('jumps by q/C when a switch injects charge', () => {
    const specimen = specimenOf('default');
    const before_V = specimen.voltage_V;
    specimen.inject(0.1e-12);
    expect(specimen.voltage_V - before_V).toBeCloseTo(0.1e-12 / 203e-12, 12);
  });
});

describe('parts of a tick', () => {
  for (const tick_s of [10e-6, 1e-4, 1e-3]) {
    it(`add up to the whole tick at ${tick_s * 1e6} us`, () => {
      const whole = specimenOf('default', { tick_s });
      const split = specimenOf('default', { tick_s });
      const sources_V = [3.45, 5, -1, 4.2, 4.2, 4.2, 10, 3.9];
      for (const source_V of sources_V) {
        for (let i = 0; i < 40; i += 1) {
          whole.advanceTick(source_V, SERIES_S);
          for (const part of [0.3, 0.05, 0.65]) split.advancePart(part, source_V, SERIES_S);
          expect(split.voltage_V).toBeCloseTo(whole.voltage_V, 12);
          expect(split.truth.overpotential_V).toBeCloseTo(whole.truth.overpotential_V, 12);
          expect(Math.abs(split.current_A - whole.current_A)).toBeLessThan(1e-12 * 1e-8 + 1e-9 * Math.abs(whole.current_A));
        }
      }
      expect(split.truth.charge_C / whole.truth.charge_C).toBeCloseTo(1, 9);
    });
  }

  it('carry no current once the switch is open', () => {
    const specimen = specimenOf('default');
    hold(specimen, 4, 100);
    specimen.advancePart(0.25, 4, SERIES_S);
    const quarter_A = specimen.current_A;
    specimen.advancePart(0.75, 4, 0);
    expect(specimen.current_A).toBeCloseTo(quarter_A / 4, 20);
  });
});

describe('crossing', () => {
  const cases = [
    { name: 'a rise through the upper bound', start_V: 3.45, source_V: 10, low_V: -0.3, high_V: 3.47 },
    { name: 'a fall through the lower bound', start_V: 3.45, source_V: -10, low_V: 3.4, high_V: 5 },
    { name: 'a way that stays inside', start_V: 3.45, source_V: 4, low_V: -0.3, high_V: 5 },
    { name: 'a way that ends just inside', start_V: 3.45, source_V: 3.6, low_V: 3.4, high_V: 3.4579 },
  ];
  for (const { name, start_V, source_V, low_V, high_V } of cases) {
    it(`finds what small parts find: ${name}`, () => {
      for (const part of [1, 0.37]) {
        const asked = specimenOf('default', { tick_s: 1e-3 });
        hold(asked, start_V, 20);
        const walked = specimenOf('default', { tick_s: 1e-3 });
        hold(walked, start_V, 20);
        const count = 5000;
        let found = part + 1;
        for (let i = 1; i <= count && found > part; i += 1) {
          walked.advancePart(part / count, source_V, SERIES_S);
          if (!(low_V <= walked.voltage_V && walked.voltage_V <= high_V)) found = (part * i) / count;
        }
        const crossing = asked.crossing(part, source_V, SERIES_S, low_V, high_V);
        if (found > part) expect(crossing).toBe(part + 1);
        else expect(Math.abs(crossing - found)).toBeLessThanOrEqual(part / count);
      }
    });
  }

  it('finds an excursion that has come back by the end of the tick', () => {
    const build = () => specimenOf('default', { tick_s: 1e-3, changes: { cable_F: 0, tip_F: 1e-14 } });
    const asked = build();
    const walked = build();
    for (const specimen of [asked, walked]) {
      hold(specimen, 4.5, 50);
      specimen.inject(-2e-14);
    }
    const peaks: number[] = [];
    for (let i = 0; i < 2000; i += 1) {
      walked.advancePart(1 / 2000, 3.6, SERIES_S);
      peaks.push(walked.voltage_V);
    }
    const peak_V = Math.max(...peaks);
    const bound_V = (peak_V + walked.voltage_V) / 2;
    expect(peak_V - walked.voltage_V).toBeGreaterThan(1e-3);
    const expected = (peaks.findIndex((voltage_V) => voltage_V > bound_V) + 1) / 2000;
    expect(Math.abs(asked.crossing(1, 3.6, SERIES_S, -0.3, bound_V) - expected)).toBeLessThanOrEqual(1 / 2000);
  });

  it('is at once when the voltage is outside already, or no number bounds it', () => {
    const specimen = specimenOf('default');
    expect(specimen.crossing(1, 3.45, SERIES_S, 3.46, 5)).toBe(0);
    expect(specimen.crossing(1, 3.45, SERIES_S, -0.3, 3.44)).toBe(0);
    expect(specimen.crossing(1, 3.45, SERIES_S, NaN, 5)).toBe(0);
  });

  it('leaves the state as it is, and the tick comes out as if it had not been asked', () => {
    const arenas = [new Arena(), new Arena()] as const;
    const [asked, silent] = arenas.map((arena) => specimenOf('default', { arena })) as [ReturnType<typeof specimenOf>, ReturnType<typeof specimenOf>];
    for (const source_V of [3.45, 9, 4.1, 4.1005, -3]) {
      for (let i = 0; i < 30; i += 1) {
        const before = arenas[0].snapshot();
        asked.crossing(1, source_V, SERIES_S, -0.3, 3.6);
        asked.crossing(1, -source_V, 0, -0.3, 3.6);
        expect(arenas[0].words).toEqual(before);
        asked.advanceTick(source_V, SERIES_S);
        silent.advanceTick(source_V, SERIES_S);
      }
      expect(arenas[0].words).toEqual(arenas[1].words);
    }
  });
});

describe('a guarded tick', () => {
  const sources_V = (i: number): number => (i < 300 ? 3.45 : i < 600 ? 3.45 + (i - 300) * 5e-4 : i < 700 ? 9 : i < 800 ? 3.3 : 3.3 + (i % 5) * 3e-4);

  for (const disturbance of [{}, { contact: 'chattering', filament: 'soft' }, { contact_Ohm: 1e9, shunt_Ohm: 1e9 }] as const) {
    it(`is to the bit what asking first and advancing then would be: ${JSON.stringify(disturbance)}`, () => {
      const arenas = [new Arena(), new Arena()] as const;
      const [guarded, asked] = arenas.map((arena) => specimenOf('default', { arena })) as [ReturnType<typeof specimenOf>, ReturnType<typeof specimenOf>];
      let refusals = 0;
      for (const specimen of [guarded, asked]) specimen.disturb(disturbance);
      for (let i = 0; i < 3000; i += 1) {
        const source_V = sources_V(i);
        const source_S = i % 1000 < 900 ? SERIES_S : 0;
        const isInside = asked.crossing(1, source_V, source_S, 1.5, 3.53) > 1;
        const { voltage_V, current_A } = guarded;
        expect(guarded.advanceTickInside(source_V, source_S, 1.5, 3.53)).toBe(isInside);
        if (!isInside) {
          expect([guarded.voltage_V, guarded.current_A]).toEqual([voltage_V, current_A]);
          refusals += 1;
          guarded.advanceTick(source_V, source_S);
        }
        asked.advanceTick(source_V, source_S);
        expect(guarded.voltage_V).toBe(asked.voltage_V);
      }
      expect(arenas[0].words).toEqual(arenas[1].words);
      expect(refusals).toBeGreaterThan(10);
      expect(refusals).toBeLessThan(2000);
    });
  }

  it('refuses a bound that is no number', () => {
    const specimen = specimenOf('default');
    hold(specimen, 3.45, 100);
    for (const [low_V, high_V] of [[NaN, 5], [-0.3, NaN]] as const) {
      expect(specimen.advanceTickInside(3.45, SERIES_S, low_V, high_V)).toBe(false);
      expect(specimen.advanceTickInside(8, SERIES_S, low_V, high_V)).toBe(false);
    }
  });
});

describe('state', () => {
  it('lies in the arena alone: a restored run repeats itself to the last bit', () => {
    const arena = new Arena();
    const specimen = specimenOf('lipon-100nm', { arena });
    specimen.disturb({ temperature_K: 310, beam_A: 1e-13 });
    hold(specimen, 4.3, 5000);
    const snapshot = arena.snapshot();
    const run = (): Int32Array => {
      for (let i = 0; i < 20_000; i += 1) specimen.advanceTick(4.3 + (i % 7000) * 1e-5, i % 9000 < 6000 ? SERIES_S : 0);
      return arena.snapshot();
    };
    const first = run();
    arena.restore(snapshot);
    expect(run()).toEqual(first);
  });
});

describe('a solver that finds no root', () => {
  const cases = [
    { source_V: NaN, source_S: SERIES_S, cause: 'not finite' },
    { source_V: Infinity, source_S: SERIES_S, cause: 'not finite' },
    { source_V: 4, source_S: NaN, cause: 'not finite' },
    { source_V: 1e308, source_S: 1e10, cause: 'no convergence' },
    { source_V: 1e300, source_S: SERIES_S, cause: 'no convergence' },
    { source_V: 1e6, source_S: 1, cause: 'no convergence' },
    { source_V: -1e6, source_S: 1, cause: 'no convergence' },
  ] as const;
  for (const { source_V, source_S, cause } of cases) {
    it(`is a fault by name, and the last finite state is kept: source ${source_V} V behind ${source_S} S`, () => {
      const arena = new Arena();
      const specimen = specimenOf('default', { arena });
      hold(specimen, 4, 100);
      const { voltage_V } = specimen;
      specimen.advanceTick(source_V, source_S);
      expect(specimen.isSound).toBe(false);
      expect(specimen.truth.unsoundCause).toBe(cause);
      hold(specimen, 4, 10);
      specimen.advancePart(0.5, 4, SERIES_S);
      expect(specimen.voltage_V).toBe(voltage_V);
      expect(specimen.crossing(1, 4, SERIES_S, -0.3, 5)).toBe(2);
      const lasting = arena.fields.filter((field) => ['specimen.node', 'specimen.x', 'specimen.voidFraction', 'specimen.condition', 'specimen.breakdown'].includes(field.name));
      expect(lasting).toHaveLength(5);
      const bytes = arena.words;
      for (const { offset_bytes, length } of lasting) {
        expect(Array.from(new Float64Array(bytes.buffer, bytes.byteOffset + offset_bytes, length)).every(Number.isFinite)).toBe(true);
      }
    });
  }

  it('comes from a charge that would carry the node out of the model, too', () => {
    for (const [charge_C, cause] of [[NaN, 'not finite'], [Infinity, 'not finite'], [1e-3, 'no convergence']] as const) {
      const specimen = specimenOf('default');
      hold(specimen, 4, 100);
      const { voltage_V } = specimen;
      specimen.inject(charge_C);
      hold(specimen, 4, 10);
      expect(specimen.truth.unsoundCause).toBe(cause);
      expect(specimen.voltage_V).toBe(voltage_V);
    }
  });
});
