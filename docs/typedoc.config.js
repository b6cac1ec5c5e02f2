// The reference of every public name: each door of each library, but those that are there for benchmarks.
import { readFileSync } from 'node:fs';

const doors = ['sdk', 'firmware-model', 'native', 'proto'].flatMap((folder) => {
  const { name, exports } = JSON.parse(readFileSync(new URL(`../${folder}/package.json`, import.meta.url), 'utf8'));
  return Object.entries(exports)
    .filter(([door, target]) => typeof target === 'object' && door !== './measure')
    .map(([door, target]) => ({ name: name + door.slice(1), path: `${folder}/${target['nanobias-source'].replace('./', '')}` }));
});

/** Calls each module what an import of it says, and not where its source lies. */
function nameByDoor({ converter }) {
  const names = new Map(doors.map(({ name, path }) => [path.replace(/(?:\/index)?\.ts$/, ''), name]));
  converter.on('resolveBegin', ({ project }) => {
    for (const module of project.children ?? []) module.name = names.get(module.name) ?? module.name;
  });
}

/** @type {Partial<import('typedoc').TypeDocOptions>} */
export default {
  name: 'nanobias',
  entryPoints: doors.map(({ path }) => `../${path}`),
  plugin: [nameByDoor],
  tsconfig: '../tests/tsconfig.json',
  out: '../runs/docs',
  readme: '../sdk/README.md',
  // A clone need not have a remote that sources could be linked at.
  disableSources: true,
  // `npm run typecheck` does it.
  skipErrorChecking: true,
  treatWarningsAsErrors: true,
  validation: { notExported: true, invalidLink: true, notDocumented: true },
  packagesRequiringDocumentation: [...new Set(doors.map(({ name }) => name.split('/', 2).join('/')))],
  requiredToBeDocumented: ['Class', 'Function', 'Interface', 'TypeAlias', 'Variable', 'Enum'],
  excludePrivate: true,
  excludeExternals: true,
};
