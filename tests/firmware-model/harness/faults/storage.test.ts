import { PLAIN, RawHost, SLOW_TICKS } from '@nanobias/firmware-model/swarm';
import { Cause, EventKind, Mode } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import { injectFault } from '../../../../firmware-model/src/harness/faults/catalogue.ts';

const TEMPERATURE = 29;
const SLOW_CURRENT = 11;
/** The most sensitive range of the slow path, 24 bits. */
const FEMTOAMPERES_PER_CODE = 1e5 / 2 ** 23;
const ZERO_K = 273.15;

/** At a control rate of 1 kHz, so that a second is a thousand ticks. */
function on(): RawHost {
  const raw = new RawHost({ tick_us: 1000, isPeakWatched: false });
  raw.turnOn({ ...PLAIN, ...SLOW_TICKS });
  expect(raw.state.mode).toBe(Mode.ON);
  return raw;
}

function hold_s(raw: RawHost, seconds: number): void {
  for (let second = 0; second < seconds; second += 1) raw.hold(1000);
}

describe('a current of the beam', () => {
  it('charges a cell that floats and blocks, until row 35 warns', () => {
    const raw = new RawHost({ tick_us: 1000, isPeakWatched: false, cell: { anode: 'lithium-free' } });
    const rest_V = raw.truth.voltage_V;
    injectFault(raw.device, 'beam.current', [10_000]);
    raw.run(14_000);
    expect(raw.truth.voltage_V - rest_V).toBeGreaterThan(0.5);
    expect(raw.eventsOf(EventKind.WARNING).map(({ cause }) => cause)).toEqual([Cause.SPECIMEN_FLOATING]);
  });

  it('is measured like any other where the cell is connected, and opens nothing that its size does not', () => {
    const raw = on();
    hold_s(raw, 1);
    const before_fA = raw.registers[SLOW_CURRENT]! * FEMTOAMPERES_PER_CODE;
    injectFault(raw.device, 'beam.current', [1000]);
    hold_s(raw, 2);
    expect(raw.registers[SLOW_CURRENT]! * FEMTOAMPERES_PER_CODE - before_fA).toBeLessThan(-500);
    expect(raw.state.mode).toBe(Mode.ON);
  });
});

describe('a film that is warm', () => {
  it.each([[330, Mode.ON], [340, Mode.TRIPPED], [290, Mode.ON], [285, Mode.TRIPPED]])('of %i K is what the thermometer reads, and leaves the mode at %i', (temperature_K, mode) => {
    const raw = on();
    injectFault(raw.device, 'film.warm', [temperature_K]);
    raw.hold(50);
    expect(raw.registers[TEMPERATURE]).toBe(Math.round((temperature_K - ZERO_K) * 1000));
    expect(raw.state).toMatchObject({ mode, latched: mode === Mode.ON ? [] : [Cause.TEMPERATURE] });
  });
});
