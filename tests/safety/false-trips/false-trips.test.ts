import { describe, expect, it } from 'vitest';
import { falseTripShard } from './false-trips.ts';
import { TECHNIQUES } from './techniques.ts';

describe('the legal techniques', () => {
  it.each(TECHNIQUES.map(({ name }, technique_index) => ({ name, technique_index })))('$name trips nothing in half a device minute', ({ technique_index }) => {
    const { trips, hours } = falseTripShard({ technique_index, preset: technique_index % 2 === 0 ? 'default' : 'film-2um', seed: 500 + technique_index, hours: 1 / 120 });
    expect(trips).toEqual([]);
    expect(hours).toBeGreaterThan(0.9 / 120);
  });
});
