import { backendReport } from '@nanobias/native';
import { describe } from 'vitest';
import { overflowSuite } from './overflow-suite.ts';
import { samplerSuite } from './sampler-suite.ts';
import { statisticsSuite } from './statistics-suite.ts';

const { backend, reason } = backendReport();

describe.each(['js', 'native'] as const)('the %s sampler', (body) => {
  // Where a compiler exists, tests/native/backend.test.ts fails instead.
  describe.skipIf(body === 'native' && backend === 'js')(body === 'native' && backend === 'js' ? `without the addon: ${reason}` : 'on its contract', () => {
    samplerSuite(body);
    statisticsSuite(body);
    overflowSuite(body);
  });
});
