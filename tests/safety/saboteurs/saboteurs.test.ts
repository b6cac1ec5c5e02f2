import { describe, expect, it } from 'vitest';
import { PLANTED } from '../explore/planted.ts';
import { lostLatch, muteTrip, strayAnswer } from './hunts.ts';
import { SABOTEURS } from './plants.ts';
import { hunt } from './saboteurs.ts';

/** Found within a run or two, so that the suite can afford them; the whole list is in the evidence. */
const QUICK = [
  'a settings write clears the latch', 'a request for the state clears the latch', 'a shutdown leaves the source on', 'the stop is not read', 'the output closes again by itself',
  'nobody notices that the front end lost its settings', 'one good sample resets the sum of a flickering current', 'the strap is soldered 0.2 V too high',
  'a trip opens five ticks late', 'row 27 is left out', 'the watchdog is fed by the interrupt alone',
  'a trip is logged without what was seen and what it was held against', 'a page with a half-programmed word counts as blank', 'an answer that comes late goes to the newest request',
];

describe('a planted faulty interlock', () => {
  it('is among at least twenty, each of its own name', () => {
    const names = [...SABOTEURS, ...PLANTED].map(({ name }) => name);
    expect(SABOTEURS.length).toBeGreaterThanOrEqual(20);
    expect(new Set(names).size).toBe(names.length);
  });

  it('is nowhere in the firmware itself: the hunts in log, store and answers find nothing there', () => {
    expect([muteTrip(undefined), lostLatch(undefined), strayAnswer(undefined)]).toEqual([undefined, undefined, undefined]);
  });

  it.each(QUICK)('is found: %s', (name) => {
    const saboteur = SABOTEURS.find((candidate) => candidate.name === name)!;
    expect(hunt(saboteur)).toMatchObject({ name, isCaught: true });
  });
});
