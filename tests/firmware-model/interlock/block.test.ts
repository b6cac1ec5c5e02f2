import { describe, expect, it } from 'vitest';
import { causesInForce } from '../../../firmware-model/src/interlock/rows.ts';
import { BLOCK, WORD } from '../../../firmware-model/src/interlock/state.ts';
import { BIT, Fixture, MODES, only } from './fixture.ts';

const modes = Object.entries(MODES);
const PHASES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

describe('row 11, reversal', () => {
  it.each([[-818, 0], [-819, 0], [-820, BIT.REVERSAL], [-32_768, BIT.REVERSAL], [32_767, 0]])('at a voltage code of %i: causes %i', (voltage, causes) => {
    expect(only(11).ticks(100, () => ({ voltage }))).toBe(causes);
  });

  it.each(PHASES)('answers within 2 ms, begun %i ticks into a millisecond', (phase) => {
    const fixture = only(11);
    fixture.ticks(phase, () => ({ voltage: 0 }));
    const { ticks, causes } = fixture.ticksUntilCause(() => ({ voltage: -820 }), 20);
    expect([ticks <= 20, causes]).toEqual([true, BIT.REVERSAL]);
  });

  it('judges the mean, so that no good sample hides the bad ones', () => {
    expect(only(11).ticks(1000, (index) => ({ voltage: index % 2 === 0 ? -1638 : 0 }))).toBe(0);
    expect(only(11).ticks(1000, (index) => ({ voltage: index % 2 === 0 ? -1639 : 0 }))).toBe(BIT.REVERSAL);
  });

  it('keeps the mean, for the log', () => {
    const fixture = only(11);
    fixture.ticks(100, () => ({ voltage: -900 }));
    expect(fixture.interlock.seen[17]).toBe(-900);
  });

  it.each(modes)('looks in mode %s only if that is ON or RAMP_DOWN', (name, mode) => {
    expect(only(11, { mode }).ticks(100, () => ({ voltage: -5000 }))).toBe(name === 'ON' || name === 'RAMP_DOWN' ? BIT.REVERSAL : 0);
  });

  it('is not seen with the row left out', () => {
    const fixture = new Fixture({ causesInForce: causesInForce(new Set([2, 11])) });
    fixture.close(-16_000, -1000);
    expect(fixture.ticks(100, (index) => ({ voltage: -1000 - (index & 1), dac: -16_000 }))).toBe(0);
  });
});

describe('row 29, a front end that lost its settings', () => {
  it.each([[0x3c96, 0], [0, BIT.BOARD_RESET], [0x3c97, BIT.BOARD_RESET], [-1, BIT.BOARD_RESET]])('reading %i: causes %i', (frontEnd, causes) => {
    expect(only(29).ticks(20, () => ({ frontEnd }))).toBe(causes);
  });

  it.each(PHASES)('answers within half a millisecond, begun at tick %i, and holds until it reads well again', (phase) => {
    const fixture = only(29);
    fixture.ticks(phase);
    expect(fixture.ticksUntilCause(() => ({ frontEnd: 0 }), 5).causes).toBe(BIT.BOARD_RESET);
    expect(fixture.ticks(4)).toBe(BIT.BOARD_RESET);
    fixture.tick();
    expect(fixture.ticks(100)).toBe(0);
    expect(fixture.interlock.seen[25]).toBe(0);
  });

  it.each(modes)('looks in mode %s', (_name, mode) => {
    expect(only(29, { mode }).ticks(5, () => ({ frontEnd: 0 }))).toBe(BIT.BOARD_RESET);
  });

  it('is not seen with the row left out', () => {
    expect(new Fixture({ causesInForce: causesInForce(new Set([22, 29])) }).ticks(20, () => ({ frontEnd: 0 }))).toBe(0);
  });
});

describe('row 36, the temperature', () => {
  it.each([
    [14_999, BIT.TEMPERATURE], [15_000, 0], [25_000, 0], [60_000, 0], [60_001, BIT.TEMPERATURE], [-0x8000_0000, BIT.TEMPERATURE],
    [0x7fff_ffff, BIT.TEMPERATURE],
  ])('at %i mC: causes %i', (temperature, causes) => {
    expect(only(36).ticks(20, () => ({ temperature }))).toBe(causes);
  });

  it('keeps what it read, for the log', () => {
    const fixture = only(36);
    fixture.ticks(5, () => ({ temperature: 71_000 }));
    expect(fixture.interlock.seen[27]).toBe(71_000);
  });

  it.each(modes)('looks in mode %s', (_name, mode) => {
    expect(only(36, { mode }).ticks(5, () => ({ temperature: 0 }))).toBe(BIT.TEMPERATURE);
  });

  it('is not seen with the row left out', () => {
    expect(new Fixture({ causesInForce: causesInForce(new Set([22, 36])) }).ticks(20, () => ({ temperature: 0 }))).toBe(0);
  });
});

describe('the count of a block', () => {
  it.each([0, -1, 65, 0x4000_0000, -0x8000_0000])('that was turned into %i ends the block, and the next one is whole', (ticks) => {
    const fixture = only(29);
    fixture.interlock.state[WORD.BLOCK_TICKS] = ticks;
    expect(fixture.tick({ frontEnd: 0 })).toBe(BIT.BOARD_RESET);
    expect(fixture.get(WORD.BLOCK_TICKS)).toBe(5);
  });

  it.each([NaN, 0, -7, 21, 1e300, Infinity])('of a mean that was turned into %d ends the mean', (blocks) => {
    const fixture = only(22);
    fixture.interlock.blocks[BLOCK.MEAN_BLOCKS_LEFT] = blocks;
    fixture.ticks(5);
    expect(fixture.interlock.blocks[BLOCK.MEAN_BLOCKS_LEFT]).toBe(20);
  });

  it.each([NaN, -1, 204, 1e9, Infinity])('of the wait after a closing that was turned into %d ends the wait', (blocks) => {
    const fixture = only(8);
    fixture.interlock.blocks[BLOCK.BLANK_BLOCKS_LEFT] = blocks;
    expect(fixture.ticks(20, (index) => ({ voltage: 10_000 - 100 * index }))).toBe(BIT.SHORT_CIRCUIT);
  });
});
