// The reference of every public name: each door of each library, but those that are there for benchmarks.
import { readFileSync } from 'node:fs';

const libraries = ['sdk', 'firmware-model', 'native', 'proto'];
const manifests = libraries.map((folder) => ({ folder, ...JSON.parse(readFileSync(new URL(`../${folder}/package.json`, import.meta.url), 'utf8')) }));

/** @type {Partial<import('typedoc').TypeDocOptions>} */
export default {
  name: 'nanobias',
  entryPoints: manifests.flatMap(({ folder, exports }) =>
    Object.entries(exports)
      .filter(([door, target]) => typeof target === 'object' && door !== './measure')
      .map(([, target]) => `../${folder}/${target['nanobias-source'].replace('./', '')}`),
  ),
  tsconfig: '../tests/tsconfig.json',
  out: '../runs/docs',
  readme: '../sdk/README.md',
  // A clone need not have a remote that sources could be linked at.
  disableSources: true,
  // `npm run typecheck` does it.
  skipErrorChecking: true,
  treatWarningsAsErrors: true,
  validation: { notExported: true, invalidLink: true, notDocumented: true },
  packagesRequiringDocumentation: manifests.map(({ name }) => name),
  requiredToBeDocumented: ['Class', 'Function', 'Interface', 'TypeAlias', 'Variable', 'Enum'],
  excludePrivate: true,
  excludeExternals: true,
};
