import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const proto = fileURLToPath(new URL('../../proto/', import.meta.url));
const buf = fileURLToPath(new URL('../../node_modules/@bufbuild/buf/bin/buf', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'nanobias-schema-'));
afterAll(() => rmSync(scratch, { recursive: true }));

function run(command: string, args: readonly string[], cwd: string, input = ''): { readonly status: number | null; readonly text: string; readonly output: string } {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8', input });
  return { status, text: `${stdout}${stderr}`, output: stdout };
}

const breaking = (cwd: string): { readonly status: number | null; readonly text: string } =>
  run(process.execPath, [buf, 'breaking', '--against', join(proto, 'baseline', 'nanobias-v1.binpb')], cwd);

describe('schema', () => {
  it('keeps to the rules of buf', () => {
    const { status, text } = run(process.execPath, [buf, 'lint'], proto);
    expect(status, text).toBe(0);
  });

  it('breaks nothing of the baseline', () => {
    const { status, text } = breaking(proto);
    expect(status, text).toBe(0);
  });

  it('would be found out if a field changed its number', () => {
    const changed = join(scratch, 'changed');
    cpSync(join(proto, 'nanobias'), join(changed, 'nanobias'), { recursive: true });
    cpSync(join(proto, 'buf.yaml'), join(changed, 'buf.yaml'));
    const file = join(changed, 'nanobias', 'v1', 'output.proto');
    writeFileSync(file, readFileSync(file, 'utf8').replace('sint32 target_uV = 1;', 'sint32 target_uV = 9;'));
    const { status, text } = breaking(changed);
    expect(status).not.toBe(0);
    expect(text).toContain('target_uV');
  });
});

const generator = ['nanopb_generator', 'nanopb_generator.py'].find((name) => run(name, ['--version'], scratch).status === 0);
const hasNanopb = generator !== undefined && run('gcc', ['-include', 'pb_decode.h', '-x', 'c', '-fsyntax-only', '-'], scratch).status === 0;

interface Vector {
  readonly name: string;
  readonly message: string;
  readonly hex: string;
}

/** Decodes every line into a struct and writes the struct back. */
const PROGRAM = String.raw`
#include <pb_decode.h>
#include <pb_encode.h>
#include <stdio.h>
#include <string.h>
#include "nanobias/v1/control.pb.h"
#include "nanobias/v1/link.pb.h"

static union { nanobias_v1_Request request; nanobias_v1_Reply reply; nanobias_v1_LinkMessage link; nanobias_v1_Event event; nanobias_v1_SampleBlock block; } message;

static const pb_msgdesc_t *fields(const char *name) {
  if (!strcmp(name, "Request")) return nanobias_v1_Request_fields;
  if (!strcmp(name, "Reply")) return nanobias_v1_Reply_fields;
  if (!strcmp(name, "LinkMessage")) return nanobias_v1_LinkMessage_fields;
  if (!strcmp(name, "Event")) return nanobias_v1_Event_fields;
  return nanobias_v1_SampleBlock_fields;
}

int main(void) {
  static char line[20000], name[32];
  static uint8_t in[9000], out[9000];
  while (fgets(line, sizeof line, stdin)) {
    int used = 0;
    size_t size = 0;
    sscanf(line, "%31s %n", name, &used);
    for (unsigned byte; sscanf(line + used, "%2x", &byte) == 1; used += 2) in[size++] = (uint8_t)byte;
    memset(&message, 0, sizeof message);
    pb_istream_t source = pb_istream_from_buffer(in, size);
    pb_ostream_t sink = pb_ostream_from_buffer(out, sizeof out);
    if (!pb_decode(&source, fields(name), &message) || !pb_encode(&sink, fields(name), &message)) {
      printf("! %s%s\n", PB_GET_ERROR(&source), PB_GET_ERROR(&sink));
      continue;
    }
    for (size_t index = 0; index < sink.bytes_written; index++) printf("%02x", out[index]);
    printf("\n");
  }
  return 0;
}
`;

describe.skipIf(!hasNanopb)('schema in C, by nanopb (skipped where nanopb, its headers or gcc are not installed)', () => {
  const sources = (): readonly string[] => readdirSync(join(proto, 'nanobias', 'v1')).filter((name) => name.endsWith('.proto')).map((name) => `nanobias/v1/${name}`);

  it('makes structs of fixed size, and decodes every vector alike', () => {
    const made = run(generator!, ['-q', '-I', '.', '-D', scratch, ...sources()], proto);
    expect(made.status, made.text).toBe(0);
    const files = sources().map((name) => name.replace('.proto', '.pb'));
    for (const file of files) expect(readFileSync(join(scratch, `${file}.h`), 'utf8')).not.toContain('pb_callback_t');
    writeFileSync(join(scratch, 'vectors.c'), PROGRAM);
    const built = run('gcc', ['-std=c99', '-Wall', '-Werror', '-I.', '-o', 'vectors', 'vectors.c', ...files.map((file) => `${file}.c`), '-lprotobuf-nanopb'], scratch);
    expect(built.status, built.text).toBe(0);
    const vectors = ['requests', 'replies', 'link', 'events', 'blocks', 'bounds'].flatMap((file) => JSON.parse(readFileSync(join(proto, 'vectors', `${file}.json`), 'utf8')) as Vector[]);
    expect(vectors.length).toBeGreaterThan(200);
    const { output } = run('./vectors', [], scratch, vectors.map(({ message, hex }) => `${message} ${hex}\n`).join(''));
    expect(output.trimEnd().split('\n')).toEqual(vectors.map(({ hex }) => hex));
  });
});
