// Writes proto/gen from proto/nanobias/v1: the JavaScript codec with its types, and the descriptor set that a recording carries
// as its schema. `--out DIR` writes elsewhere, so that a test can compare a fresh output with the committed one.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, realpathSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { crc32c } from '../src/crc32c.ts';

const protoRoot = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);

const { values } = parseArgs({ options: { out: { type: 'string' } } });
const outDir = resolve(values.out ?? join(protoRoot, 'gen'));

// Field names keep their case: an SI unit is case-sensitive, `uV` is no `uv`. What peer data must never pass (convert, verify)
// or nothing uses is not made.
const shape = ['--keep-case', '--no-create', '--no-decode', '--no-verify', '--no-convert', '--no-delimited', '--no-typeurl', '--no-service'];

const sources = protoSources();
if (sources.length === 0) {
  console.log('gen: no .proto files under proto/nanobias/v1, nothing to generate');
} else {
  mkdirSync(outDir, { recursive: true });
  // pbts, run by `-d`, reads the comments of the JavaScript: without comments the .d.ts comes out empty.
  runTool('protobufjs-cli', 'bin/pbjs', [
    '-t', 'static-module', '-w', 'esm', '--null-semantics', ...shape, '-d', '-p', '.', '-o', join(outDir, 'nanobias.js'), ...sources,
  ]);
  const descriptorSet = join(outDir, 'nanobias.binpb');
  runTool('@bufbuild/buf', 'bin/buf', [
    'build', '--as-file-descriptor-set', '--exclude-source-info', '-o', descriptorSet,
  ]);
  writeSchemaHash(crc32c(readFileSync(descriptorSet)));
}

// Sorted, because the order of the arguments is the order of the output.
function protoSources(): readonly string[] {
  const directory = join('nanobias', 'v1');
  if (!existsSync(join(protoRoot, directory))) return [];
  return readdirSync(join(protoRoot, directory))
    .filter((name) => name.endsWith('.proto'))
    .sort()
    .map((name) => join(directory, name));
}

function writeSchemaHash(hash: number): void {
  const note = '// Generated with nanobias.binpb.\n';
  writeFileSync(join(outDir, 'schema-hash.js'), `${note}export const SCHEMA_HASH = 0x${hash.toString(16).padStart(8, '0')};\n`);
  writeFileSync(join(outDir, 'schema-hash.d.ts'), `${note}/** CRC-32C of the descriptor set: a host and a controller that name the same one mean the same messages. */\nexport declare const SCHEMA_HASH: number;\n`);
}

function runTool(packageName: string, binary: string, args: readonly string[]): void {
  const packageRoot = dirname(realpathSync(require.resolve(`${packageName}/package.json`)));
  const { status, error } = spawnSync(process.execPath, [join(packageRoot, binary), ...args], { cwd: protoRoot, stdio: 'inherit' });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}
