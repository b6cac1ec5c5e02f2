import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));
const output_bytes_max = 16_777_216;

/** The packages that are published, each before those that need it. */
export const PACKAGES = ['proto', 'native', 'firmware-model', 'sdk', 'cli'] as const;

type Target = string | { readonly [condition: string]: Target };

export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly exports: Readonly<Record<string, Target>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly sideEffects?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** What npm makes of a package. */
export interface Tarball {
  readonly directory: string;
  readonly manifest: Manifest;
  /** Name of the file that was written. */
  readonly filename: string;
  readonly size_bytes: number;
  readonly paths: readonly string[];
}

export function manifestOf(directory: string): Manifest {
  return JSON.parse(readFileSync(join(root, directory, 'package.json'), 'utf8')) as Manifest;
}

/** What npm would pack, of files that are there now: nothing is built and nothing written. */
export function listed(): Promise<readonly Tarball[]> {
  return packed(['--dry-run', '--ignore-scripts']);
}

/** Builds every package afresh and writes its tarball. */
export function written(directory: string): Promise<readonly Tarball[]> {
  return packed(['--pack-destination', directory]);
}

async function packed(options: readonly string[]): Promise<readonly Tarball[]> {
  const workspaces = PACKAGES.flatMap((directory) => ['--workspace', directory]);
  const { stdout } = await run('npm', ['pack', '--json', ...options, ...workspaces], { cwd: root, maxBuffer: output_bytes_max });
  // What a script prints stands in front of the list.
  const lists = JSON.parse(stdout.slice(stdout.search(/^\[$/m))) as readonly { name: string; filename: string; size: number; files: readonly { path: string }[] }[];
  return PACKAGES.map((directory) => {
    const manifest = manifestOf(directory);
    const list = lists.find(({ name }) => name === manifest.name);
    if (list === undefined) throw new Error(`npm packed no ${manifest.name}`);
    return { directory, manifest, filename: list.filename, size_bytes: list.size, paths: list.files.map(({ path }) => path) };
  });
}

/** Files that a manifest points at, by every condition. */
export function targets(manifest: Manifest): readonly string[] {
  const leaves = (target: Target): readonly string[] => (typeof target === 'string' ? [target] : Object.values(target).flatMap(leaves));
  return [...Object.values(manifest.exports).flatMap(leaves), ...Object.values(manifest.bin ?? {})].map((path) => path.replace(/^\.\//, ''));
}

// Beside what every package has: what it alone needs.
const ownFolders: Readonly<Record<string, readonly string[]>> = {
  proto: ['gen', 'nanobias', 'vectors'],
  native: ['addon', 'core', 'prebuilds', 'scripts'],
};
const everyFolder = ['dist', 'src'];
const everyFile = ['LICENSE', 'README.md', 'package.json'];
const ownFiles: Readonly<Record<string, readonly string[]>> = { native: ['binding.gyp'] };

/** What has no place in a tarball. */
export function strays({ directory, paths }: Tarball): readonly string[] {
  const folders = [...everyFolder, ...(ownFolders[directory] ?? []), ...shippedBy(directory)];
  const files = [...everyFile, ...(ownFiles[directory] ?? [])];
  return paths.filter((path) => (path.includes('/') ? !folders.includes(path.split('/')[0]!) : !files.includes(path)) || /\.tsbuildinfo$|\.test\.|(?:^|\/)node_modules\//.test(path));
}

/** Folders of assets that the command brings beside its programs. */
function shippedBy(directory: string): readonly string[] {
  return directory === 'cli' ? ['page'] : [];
}

/** What a built tarball must hold and does not. */
export function absences(tarball: Tarball): readonly string[] {
  const has = new Set(tarball.paths);
  return [...everyFile, ...(ownFiles[tarball.directory] ?? []), ...targets(tarball.manifest)].filter((path) => !has.has(path));
}

/** Built files whose source is gone. */
export function orphans({ directory, paths }: Tarball): readonly string[] {
  return paths.filter((path) => /^dist\/.*\.js$/.test(path) && !existsSync(join(root, directory, path.replace(/^dist/, 'src').replace(/\.js$/, '.ts'))));
}
