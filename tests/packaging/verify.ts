// The packages as somebody else gets them: built, packed, installed together outside the repository and used there, under this
// Node and under the next. `npm run -s verify:packages` prints what was found as JSON; minutes, and so not part of the suite.
import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import ts from 'typescript';
import { installNode24, node24 } from '../determinism/node24.ts';
import { Consumer } from './consumer.ts';
import type { Ended } from './consumer.ts';
import { backend, commonJs, compilerSettings, exampleOutput, importing, packageExamples, readmeExample, typedProgram } from './programs.ts';
import { absences, orphans, strays, written } from './tarballs.ts';
import type { Tarball } from './tarballs.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));
const tool = (name: string): string => join(root, 'node_modules', '.bin', name);
// What opens only beside a package that its user chooses to install.
const optional: Readonly<Record<string, string>> = { '@nanobias/sdk/serial': '@serialport/bindings-cpp', '@nanobias/sdk/vitest': 'vitest' };

const parent = mkdtempSync(join(tmpdir(), 'nanobias-packages-'));
const failures: string[] = [];
try {
  await verify();
} finally {
  rmSync(parent, { recursive: true });
}

/** Notes what fails, and goes on: one fault must not hide the next. */
function check(name: string, problems: readonly string[]): void {
  console.error(`${problems.length === 0 ? 'ok    ' : 'FAILED'} ${name}`);
  for (const problem of problems) console.error(`       ${problem}`);
  if (problems.length > 0) failures.push(name);
}

async function verify(): Promise<void> {
  check('every public name is documented, and the site of the docs is made without a warning', await complaints('typedoc', '--options', join(root, 'docs', 'typedoc.config.js'), '--emit', 'none'));
  const tarballs = await written(parent);
  for (const tarball of tarballs) await checkTarball(tarball);
  const libraries = tarballs.filter(({ directory }) => directory !== 'cli');
  const consumer = new Consumer(parent);
  await consumer.install(...libraries.map(({ filename }) => join(parent, filename)));
  check('the addon compiles at install, and without external buffers', addonProblems(await consumer.node(process.execPath, '--input-type=module', '-e', backend)));
  const doors = libraries.flatMap(({ manifest }) => Object.keys(manifest.exports).filter((door) => door !== './package.json').map((door) => manifest.name + door.slice(1)));
  const open = doors.filter((door) => !Object.hasOwn(optional, door));
  for (const door of doors.filter((each) => Object.hasOwn(optional, each))) await checkOptional(consumer, door);
  await checkTypes(consumer, open);
  const bundle_bytes = await checkBundle(consumer);
  const missing = await installNode24();
  check('there is a Node 24', missing === undefined ? [] : [missing]);
  const nodes = [process.execPath, node24()].filter((node) => node !== undefined);
  for (const node of nodes) await checkPrograms(consumer, node, open);
  await consumer.install(join(parent, tarballs.find(({ directory }) => directory === 'cli')!.filename));
  for (const node of nodes) await checkCommand(consumer, node);
  console.log(JSON.stringify({
    ok: failures.length === 0,
    failed: failures,
    packed_bytes: Object.fromEntries(tarballs.map(({ manifest, size_bytes }) => [manifest.name, size_bytes])),
    bundle_bytes,
    nodes: await Promise.all(nodes.map(async (node) => (await run(node, ['--version'])).stdout.trim())),
  }, null, 2));
  process.exitCode = failures.length === 0 ? 0 : 1;
}

async function checkTarball(tarball: Tarball): Promise<void> {
  const { manifest: { name }, filename } = tarball;
  check(`${name} holds what it leads to`, absences(tarball));
  check(`${name} holds nothing else`, [...strays(tarball), ...orphans(tarball)]);
  const file = join(parent, filename);
  check(`${name} pleases publint`, await complaints('publint', 'run', file, '--strict'));
  check(`${name} has types that are not wrong`, await complaints('attw', file, '--profile', 'esm-only'));
}

async function complaints(name: string, ...args: readonly string[]): Promise<readonly string[]> {
  return run(process.execPath, [tool(name), ...args], { cwd: parent }).then(() => [], (error: unknown) => {
    const { stdout, stderr } = error as { readonly stdout: string; readonly stderr: string };
    return [`${stdout}${stderr}`.trim()];
  });
}

function addonProblems({ stdout, stderr }: Ended): readonly string[] {
  const isForbidden = readFileSync(join(root, 'native', 'binding.gyp'), 'utf8').includes("'NODE_API_NO_EXTERNAL_BUFFERS_ALLOWED'");
  const isNative = stdout.includes('"backend":"native","reason":"compiled at install"');
  return [...(isForbidden ? [] : ['binding.gyp permits external buffers']), ...(isNative ? [] : [stdout + stderr])];
}

/** A door whose package is not there says which one it is. */
async function checkOptional(consumer: Consumer, door: string): Promise<void> {
  const { code, stderr } = await consumer.node(process.execPath, '--input-type=module', '-e', `await import('${door}');`);
  check(`${door} names what it lacks`, code !== 0 && stderr.includes(`'${optional[door]}'`) ? [] : [stderr]);
}

async function checkTypes(consumer: Consumer, doors: readonly string[]): Promise<void> {
  consumer.write('typed.mts', typedProgram(doors));
  consumer.write('example.mts', readmeExample());
  for (const resolution of ['nodenext', 'bundler'] as const) {
    consumer.write('tsconfig.json', compilerSettings(resolution));
    const { code, stdout } = await consumer.node(process.execPath, tool('tsc'), '-p', '.');
    check(`declarations stand a strict compiler that resolves as ${resolution}`, code === 0 ? [] : stdout.trim().split('\n').slice(0, 10));
  }
}

/** A bundler that somebody else uses, on what is installed. */
async function checkBundle(consumer: Consumer): Promise<number> {
  const { outputFiles: [file], metafile } = await build({
    stdin: { contents: "export * from '@nanobias/sdk';\nexport * from '@nanobias/firmware-model';", resolveDir: consumer.directory },
    bundle: true, format: 'esm', logLevel: 'silent', metafile: true, minify: true, platform: 'browser', write: false,
  });
  const addon = Object.keys(metafile.inputs).filter((path) => /native\/dist\/(?:addon|load)\.js$/.test(path));
  check('SDK and model bundle for a browser, with the twin', addon);
  return file!.contents.length;
}

async function checkPrograms(consumer: Consumer, node: string, doors: readonly string[]): Promise<void> {
  const version = (await run(node, ['--version'])).stdout.trim();
  // What Node 20 cannot read, types, is taken out for it as a user's compiler does.
  const { outputText } = ts.transpileModule(readmeExample(), { compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 } });
  consumer.write('example.mjs', outputText);
  const isTyped = Number(version.slice(1).split('.')[0]) >= 24;
  const example = await consumer.node(node, isTyped ? 'example.mts' : 'example.mjs');
  check(`${version}: the README's program runs`, exampleOutput.test(example.stdout) && example.stderr === '' ? [] : [example.stdout + example.stderr]);
  for (const program of packageExamples()) {
    const shown = await consumer.node(node, '--input-type=module', '-e', program);
    check(`${version}: a program of a package's README runs: ${program.split('\n', 1)[0]!}`, shown.code === 0 && shown.stderr === '' ? [] : [shown.stderr]);
  }
  // A condition of this plain name crashed consumers of other packages that set it.
  const conditioned = await consumer.node(node, '--conditions=source', '--conditions=development', 'example.mjs');
  check(`${version}: conditions of a consumer change nothing`, conditioned.stdout === example.stdout ? [] : [conditioned.stdout + conditioned.stderr]);
  const imported = await consumer.node(node, '--input-type=module', '-e', importing(doors));
  check(`${version}: importing all doors leaves no trace`, imported.stdout === '[]\n' && imported.stderr === '' ? [] : [imported.stdout + imported.stderr]);
  consumer.write('common.cjs', commonJs);
  const common = await consumer.node(node, 'common.cjs');
  check(`${version}: CommonJS gets the same module`, common.stdout === 'function 1 true\n' && common.stderr === '' ? [] : [common.stdout + common.stderr]);
}

async function checkCommand(consumer: Consumer, node: string): Promise<void> {
  const version = (await run(node, ['--version'])).stdout.trim();
  const command = join(consumer.directory, 'node_modules', '.bin', 'nanobias');
  const info = await consumer.node(node, command, 'info');
  check(`${version}: nanobias info`, info.code === 0 && info.stdout.includes('native') ? [] : [info.stdout + info.stderr]);
  copyFileSync(join(root, 'examples', 'quick.yaml'), join(consumer.directory, 'quick.yaml'));
  const name = `under-${version}`;
  const ended = await consumer.node(node, command, 'run', 'quick.yaml', '--out', 'runs', '--name', name);
  const drawn = ended.code === 0 && ['figure.png', 'figure.svg', 'recording.mcap'].every((file) => statSync(join(consumer.directory, 'runs', name, file)).size > 10_000);
  check(`${version}: nanobias run draws a figure and keeps a recording`, drawn ? [] : [ended.stdout + ended.stderr]);
}
