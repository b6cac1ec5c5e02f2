import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { SCHEMA_HASH } from '../../proto/src/codec/schema-hash.ts';
import { crc32c } from '../../proto/src/crc32c.ts';

const protoRoot = fileURLToPath(new URL('../../proto', import.meta.url));
const repositoryRoot = fileURLToPath(new URL('../..', import.meta.url));
const committed = join(protoRoot, 'gen');
const scratch = mkdtempSync(join(tmpdir(), 'nanobias-gen-'));

afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

function buf(args: readonly string[], cwd = protoRoot): { readonly status: number | null; readonly output: string } {
  const binary = join(dirname(createRequire(import.meta.url).resolve('@bufbuild/buf/package.json')), 'bin', 'buf');
  const { status, stdout, stderr } = spawnSync(process.execPath, [binary, ...args], { cwd, encoding: 'utf8' });
  return { status, output: stdout + stderr };
}

describe('the generated code', () => {
  it('is what the generator makes of the schema', () => {
    const { status } = spawnSync(process.execPath, ['--import', 'tsx', 'proto/scripts/generate.ts', '--out', scratch], { cwd: repositoryRoot, encoding: 'utf8' });
    expect(status).toBe(0);
    const names = readdirSync(committed).sort();
    expect(names).toEqual(['nanobias.binpb', 'nanobias.d.ts', 'nanobias.js', 'schema-hash.d.ts', 'schema-hash.js']);
    expect(readdirSync(scratch).sort()).toEqual(names);
    for (const name of names) expect(readFileSync(join(scratch, name)).equals(readFileSync(join(committed, name))), name).toBe(true);
  });

  it('offers no conversion of peer data', () => {
    expect(readFileSync(join(committed, 'nanobias.js'), 'utf8')).not.toMatch(/\.(?:fromObject|toObject|verify) = /);
  });
});

describe('the schema hash', () => {
  it('is the CRC-32C of the committed descriptor set', () => {
    expect(SCHEMA_HASH).toBe(crc32c(readFileSync(join(committed, 'nanobias.binpb'))));
    expect(SCHEMA_HASH).toBeGreaterThan(0);
  });
});

describe('the schema', () => {
  it('passes buf lint', () => {
    expect(buf(['lint'])).toEqual({ status: 0, output: '' });
  });

  it('would not pass with an enum that lacks its zero', () => {
    writeFileSync(join(scratch, 'wrong.proto'), 'syntax = "proto3";\npackage nanobias.v1;\nenum Wrong {\n  A = 0;\n}\n');
    writeFileSync(join(scratch, 'buf.yaml'), readFileSync(join(protoRoot, 'buf.yaml')));
    expect(buf(['lint'], scratch).status).not.toBe(0);
  });
});
