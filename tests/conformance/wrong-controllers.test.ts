import { REQUIREMENTS } from '@nanobias/sdk/conformance';
import { describe, expect, it } from 'vitest';
import { WRONG_CONTROLLERS, failuresOf, idsOf } from './wrong-controllers.ts';

/** Here each is held to what it breaks and to every so many of the others, in turn; `npm run -s verify:controllers` holds each to all. */
const OTHERS_STRIDE = 12;

function sample(breaks: readonly string[], place: number): ReadonlySet<string> {
  const others = REQUIREMENTS.map(({ id }) => id).filter((_id, index) => index % OTHERS_STRIDE === place % OTHERS_STRIDE);
  return new Set([...breaks, ...others]);
}

describe('wrong controllers', () => {
  it('are more than twenty', () => {
    expect(WRONG_CONTROLLERS).toHaveLength(64);
  });

  it('are held against a right one, which passes behind the same middleman', async () => {
    expect(await failuresOf({ fault: () => ({}), links_count: 2 })).toEqual([]);
  });

  for (const [place, controller] of WRONG_CONTROLLERS.entries()) {
    const { name, breaks } = controller;
    it(`a controller that ${name} fails ${breaks.join(' and ')} and nothing else`, async () => {
      const found = await failuresOf(controller, sample(breaks, place));
      expect(idsOf(found), found.join('\n')).toEqual(breaks);
    });
  }
});
