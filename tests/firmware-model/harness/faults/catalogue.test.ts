import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { CATALOGUE, checkCombination, faultOf, injectFault, mayCombine } from '../../../../firmware-model/src/harness/faults/catalogue.ts';
import { faultsPage, PAGE_PATH } from './page.ts';
import { CELL_PRESETS } from '@nanobias/firmware-model';
import { createDevice } from '../../../../firmware-model/src/harness/simulate.ts';

const device = () => createDevice({ seed: 1, cell: CELL_PRESETS.default });

describe('the catalogue of faults', () => {
  it('names each fault once, with a unit at the end of each number and a range that is one', () => {
    const ids = CATALOGUE.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(70);
    for (const { parameters } of CATALOGUE) for (const { min, max } of parameters) expect(min).toBeLessThan(max);
  });

  it('says of each what is expected, with a bound or with the reason why it is borne', () => {
    for (const { whileOn, whileMoving = whileOn, whileOff } of CATALOGUE) {
      for (const expected of [whileOn, whileMoving, whileOff]) {
        if (expected.kind === 'trips') expect(expected.causes.length * expected.bound_us).toBeGreaterThan(0);
        if (expected.kind === 'accepted') expect(expected.reason.length).toBeGreaterThan(10);
      }
    }
  });

  it('refuses a fault that is unknown, numbers that are too many, and numbers out of range, each by name', () => {
    expect(() => injectFault(device(), 'dac.melted')).toThrow('dac.melted');
    expect(() => injectFault(device(), 'dac.gain', [])).toThrow('takes 1 numbers, got 0');
    expect(() => injectFault(device(), 'dac.gain', [2])).toThrow('error_ratio = 2 is outside -0.5 to 0.5');
    expect(() => injectFault(device(), 'dac.gain', [NaN])).toThrow('error_ratio = NaN');
  });

  it('changes what the board reports and not the truth', () => {
    const sound = device();
    const faulty = device();
    injectFault(faulty, 'adc.voltage.offset', [1000]);
    sound.run(10);
    faulty.run(10);
    expect(faulty.specimen.voltage_V).toBe(sound.specimen.voltage_V);
    expect(faulty.board.registers[8]! - sound.board.registers[8]!).toBe(1000);
  });

  it('lets faults of different places come together, but not two of one, nor two that blind both layers', () => {
    const of = (id: string) => faultOf(id)!;
    expect(mayCombine(of('adc.voltage.frozen'), of('dac.gain'))).toBe(true);
    expect(mayCombine(of('adc.voltage.frozen'), of('adc.voltage.gain'))).toBe(false);
    expect(mayCombine(of('comparator.dead'), of('switch.welded'))).toBe(false);
    expect(mayCombine(of('supply.dip'), of('processor.hang'))).toBe(false);
  });

  it('refuses what may not come together, naming both and why', () => {
    expect(() => checkCombination(['adc.voltage.frozen', 'dac.gain', 'link.drop', 'link.duplicate'])).not.toThrow();
    expect(() => checkCombination(['dac.offset', 'line.open', 'dac.gain'])).toThrow('dac.offset and dac.gain may not come together: both sit in one place, the dac');
    expect(() => checkCombination(['comparator.dead', 'switch.welded'])).toThrow('comparator.dead and switch.welded may not come together: both layers blind');
    expect(() => checkCombination(['supply.dip', 'processor.hang'])).toThrow('supply.dip and processor.hang');
    expect(() => checkCombination(['link.drop', 'link.drop'])).toThrow('the link');
    expect(() => checkCombination(['dac.melted'])).toThrow('dac.melted is no fault');
  });

  it('stands as a page in the documents', () => {
    expect(readFileSync(PAGE_PATH, 'utf8')).toBe(faultsPage());
  });
});
