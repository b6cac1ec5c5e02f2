import { describe, expect, it } from 'vitest';
import { SABOTEURS } from './plants.ts';
import { hunt } from './saboteurs.ts';

/** Found within a run or two, so that the suite can afford them; the whole list is in the evidence. */
const QUICK = [
  'a settings write clears the latch', 'a request for the state clears the latch', 'a shutdown leaves the source on', 'the stop is not read', 'the output closes again by itself',
  'nobody notices that the front end lost its settings', 'one good sample resets the sum of a flickering current', 'the strap is soldered 0.2 V too high',
  'a trip opens five ticks late', 'row 27 is left out', 'the watchdog is fed by the interrupt alone',
];

describe('a planted faulty interlock', () => {
  it('is among at least twenty', () => {
    expect(new Set(SABOTEURS.map(({ name }) => name)).size).toBeGreaterThanOrEqual(20);
  });

  it.each(QUICK)('is found: %s', (name) => {
    const saboteur = SABOTEURS.find((candidate) => candidate.name === name)!;
    expect(hunt(saboteur)).toMatchObject({ name, isCaught: true });
  });
});
