import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The program that the README shows. @throws Error where it shows none */
export function readmeExample(): string {
  const [, program] = /^## In a program\n\n```ts\n([\s\S]*?)^```$/m.exec(readFileSync(join(root, 'README.md'), 'utf8')) ?? [];
  if (program === undefined) throw new Error('the README shows no program');
  return program;
}

/** The programs that the READMEs of packages show, of those that need no instrument. */
export function packageExamples(): readonly string[] {
  return ['proto', 'native', 'firmware-model'].map((folder) => {
    const [, program] = /^```js\n([\s\S]*?)^```$/m.exec(readFileSync(join(root, folder, 'README.md'), 'utf8')) ?? [];
    if (program === undefined) throw new Error(`${folder}/README.md shows no program`);
    return program;
  });
}

/** What the README's program prints: samples and the greatest of them, and the current after the off. */
export const exampleOutput = /^40 samples, \d\.\d\de-12 A at most\noff: -?\d\.\d\de-\d+ A measured\n$/;

/** Imports doors, and prints what of the process is no longer as it was. */
export function importing(doors: readonly string[]): string {
  return `
    import { createRequire } from 'node:module';
    const { cache } = createRequire(import.meta.url);
    const look = () => ({
      globals: Reflect.ownKeys(globalThis).map(String),
      prototypes: [Object, Array, Function, Promise, Uint8Array, Error, Map].flatMap(({ name, prototype }) => Reflect.ownKeys(prototype).map((key) => name + '.' + String(key))),
      listeners: process.eventNames().map((name) => String(name) + ' ' + process.listenerCount(name)),
      // A file that the loader has read may still be about to be closed.
      resources: process.getActiveResourcesInfo().filter((name) => name !== 'CloseReq'),
      settings: Object.keys(process.env),
      addons: Object.keys(cache).filter((path) => path.endsWith('.node')),
    });
    const before = look();
    for (const door of ${JSON.stringify(doors)}) await import(door);
    const after = look();
    console.log(JSON.stringify(Object.entries(after).flatMap(([what, found]) => found.filter((one) => !before[what].includes(one)).map((one) => what + ': ' + one))));
  `;
}

/** CommonJS: by dynamic import everywhere, by require where Node has learnt it. */
export const commonJs = `
  import('@nanobias/sdk').then(({ connect, volts }) => {
    const required = require('@nanobias/sdk');
    console.log(typeof connect, volts(1), required.connect === connect);
  });
`;

/** Tells which sampler a consumer gets. */
export const backend = `
  import { backendReport } from '@nanobias/sdk';
  console.log(JSON.stringify(backendReport()));
`;

/** Takes something of every door, so that the compiler reads all declarations. */
export function typedProgram(doors: readonly string[]): string {
  const imports = doors.map((door, index) => `import * as door${index} from '${door}';`);
  return `${imports.join('\n')}\nexport const doors = [${doors.map((_, index) => `door${index}`).join(', ')}];\n`;
}

/** A consumer's compiler, as strict as ours and without the types of Node. */
export function compilerSettings(resolution: 'nodenext' | 'bundler'): string {
  const module = resolution === 'nodenext' ? 'nodenext' : 'esnext';
  return JSON.stringify({
    compilerOptions: {
      module, moduleResolution: resolution, target: 'es2022', lib: ['esnext', 'dom'], types: [], noEmit: true,
      strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, skipLibCheck: false,
    },
    files: ['typed.mts', 'example.mts'],
  });
}
