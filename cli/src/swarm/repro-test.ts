import type { Repro } from '@nanobias/firmware-model/swarm';

/** A test file for the repository: green once what the repro found is mended. */
export function reproTest(repro: Repro): string {
  const { configuration: { seed }, violation: { property, tick } } = repro;
  return `import { readRepro, replay } from '@nanobias/firmware-model/swarm';
import { expect, it } from 'vitest';

// Found by the swarm with seed ${seed}: ${property} in tick ${tick}.
const REPRO: unknown = ${JSON.stringify(repro, null, 2)};

it('holds ${property} in the run that seed ${seed} was shrunk to', () => {
  expect(replay(readRepro(REPRO)).violation).toBeUndefined();
});
`;
}
