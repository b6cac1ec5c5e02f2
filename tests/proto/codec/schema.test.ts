import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { requestTable, replyTable } from '../../../proto/src/codec/control.ts';
import * as enums from '../../../proto/src/codec/enums.ts';
import { linkMessageTable } from '../../../proto/src/codec/link.ts';
import { eventTable } from '../../../proto/src/codec/log.ts';
import { sampleBlockTable } from '../../../proto/src/codec/sample-block.ts';
import type { Row, Table } from '../../../proto/src/codec/schema.ts';

interface FieldDescriptor {
  readonly name: string;
  readonly number: number;
  readonly label: string;
  readonly type: string;
  readonly typeName?: string;
  readonly proto3Optional?: boolean;
  readonly oneofIndex?: number;
}

interface DescriptorSet {
  readonly file: readonly {
    readonly messageType?: readonly { readonly name: string; readonly field?: readonly FieldDescriptor[] }[];
    readonly enumType?: readonly { readonly name: string; readonly value: readonly { readonly name: string; readonly number?: number }[] }[];
  }[];
}

const descriptors = describeSchema();
const messages = new Map(descriptors.file.flatMap((file) => file.messageType ?? []).map((message) => [`.nanobias.v1.${message.name}`, message.field ?? []]));
const enumerations = new Map(descriptors.file.flatMap((file) => file.enumType ?? []).map(({ name, value }) => [`.nanobias.v1.${name}`, value]));

const roots: readonly (readonly [name: string, table: Table])[] = [
  ['Request', requestTable], ['Reply', replyTable], ['LinkMessage', linkMessageTable], ['Event', eventTable], ['SampleBlock', sampleBlockTable],
];

// From the schema as it is written, not from what was generated of it.
function describeSchema(): DescriptorSet {
  const require = createRequire(import.meta.url);
  const buf = join(dirname(require.resolve('@bufbuild/buf/package.json')), 'bin', 'buf');
  const cwd = fileURLToPath(new URL('../../../proto', import.meta.url));
  const { stdout, status } = spawnSync(process.execPath, [buf, 'build', '--as-file-descriptor-set', '-o', '-#format=json'], { cwd, encoding: 'utf8' });
  expect(status).toBe(0);
  return JSON.parse(stdout) as DescriptorSet;
}

/** A field in the terms of a table's row. */
function asRow(field: FieldDescriptor): object {
  const isRepeated = field.label === 'LABEL_REPEATED';
  const isBody = field.oneofIndex !== undefined && field.proto3Optional !== true;
  return {
    name: field.name,
    id: field.number,
    type: field.type.slice('TYPE_'.length).toLowerCase(),
    presence: isRepeated ? 'repeated' : isBody || field.proto3Optional === true ? 'optional' : 'implicit',
    isBody,
    ...(field.type === 'TYPE_ENUM' ? { numbers: permittedNumbers(field) } : {}),
  };
}

// Where 0 has a meaning: there is none.
const mayBeUnspecified = new Set([
  'Status.origin', 'Snapshot.activity', 'OffResult.cause', 'Event.cause', 'Event.refusal', 'Event.activity', 'FreezeFrame.channel_of_cause', 'Event.step_end', 'InterlockRow.origin',
]);
let parent = '';

function permittedNumbers(field: FieldDescriptor): readonly number[] {
  const numbers = (enumerations.get(field.typeName ?? '') ?? []).map(({ number = 0 }) => number);
  return mayBeUnspecified.has(`${parent}.${field.name}`) ? numbers : numbers.filter((number) => number !== 0);
}

function stated(row: Row): object {
  const { name, id, type, presence, isBody } = row;
  return { name, id, type, presence, isBody, ...(row.numbers ? { numbers: [...row.numbers] } : {}) };
}

/** Compares a table with its message and goes into what it contains. */
function compare(name: string, table: Table, seen: Map<string, Table>): void {
  if (seen.has(name)) return;
  seen.set(name, table);
  parent = name.slice('.nanobias.v1.'.length);
  const fields = messages.get(name);
  expect(fields, name).toBeDefined();
  const byNumber = (a: FieldDescriptor | Row, b: FieldDescriptor | Row): number => ('number' in a ? a.number : a.id) - ('number' in b ? b.number : b.id);
  expect([...table.rows].sort(byNumber).map(stated), name).toEqual([...(fields ?? [])].sort(byNumber).map(asRow));
  for (const field of fields ?? []) {
    const inner = table.byId[field.number]?.table;
    expect(inner !== undefined, field.name).toBe(field.type === 'TYPE_MESSAGE');
    if (inner) compare(field.typeName ?? '', inner, seen);
  }
}

function boundOf(row: Row): readonly string[] {
  if (row.presence === 'repeated') return [`max_count:${row.count_max}`];
  if (row.type === 'string') return [`max_length:${row.size_bytes_max}`];
  return row.type === 'bytes' ? [`max_size:${row.size_bytes_max}`] : [];
}

function nanopbOptions(): string[] {
  const directory = fileURLToPath(new URL('../../../proto/nanobias/v1/', import.meta.url));
  return readdirSync(directory)
    .filter((name) => name.endsWith('.options'))
    .flatMap((name) => readFileSync(join(directory, name), 'utf8').split('\n').filter((line) => line !== ''));
}

describe('the tables of the codec', () => {
  const seen = new Map<string, Table>();
  for (const [name, table] of roots) compare(`.nanobias.v1.${name}`, table, seen);

  it('state the fields of the schema: number, type, presence, enum, member of a oneof', () => {
    expect(seen.size).toBeGreaterThan(40);
  });

  it('leave out no message of the schema', () => {
    // One table for every request that names nothing but the lease, one for those that name nothing.
    expect([...messages.keys()].filter((name) => !seen.has(name))).toEqual([]);
  });

  it('are strict for what bounds, arms, energises or programs the output, at every depth', () => {
    const strict = [...seen].filter(([, table]) => table.isStrict).map(([name]) => name.slice('.nanobias.v1.'.length));
    expect(strict.sort()).toEqual(['Arm', 'CommitLimits', 'Enable', 'Limits', 'ProgramStep', 'SetBias', 'SetCurrent', 'StageLimits', 'StartProgram', 'UploadStep']);
  });

  it('bound every string, byte string and list, and every integer by what JavaScript holds exactly', () => {
    const rows = [...seen.values()].flatMap((table) => table.rows);
    expect(rows.filter((row) => (row.type === 'string' || row.type === 'bytes') && !(row.size_bytes_max !== undefined && row.size_bytes_max <= 4096))).toEqual([]);
    expect(rows.filter((row) => row.presence === 'repeated' && !(row.count_max !== undefined && row.count_max <= 16))).toEqual([]);
    expect(rows.filter((row) => !(Number.isSafeInteger(row.min) && Number.isSafeInteger(row.max) && row.min <= row.max))).toEqual([]);
  });

  it('bound them as the nanopb options beside the schema do', () => {
    const bounds = [...seen].flatMap(([name, table]) => table.rows.flatMap((row) => boundOf(row).map((bound) => `${name.slice(1)}.${row.name} ${bound}`)));
    expect(bounds.length).toBeGreaterThan(10);
    expect(bounds.sort()).toEqual(nanopbOptions().sort());
  });

  it('have field numbers that two words can remember', () => {
    expect(Math.max(...[...seen.values()].flatMap((table) => table.rows.map(({ id }) => id)))).toBeLessThan(64);
  });
});

describe('the enums', () => {
  it.each([...enumerations])('%s has the names and numbers of the schema', (fullName, values) => {
    const name = fullName.slice('.nanobias.v1.'.length);
    const prefix = `${name.replaceAll(/(?<!^)([A-Z])/g, '_$1').toUpperCase()}_`;
    const members = (enums as unknown as Readonly<Record<string, object>>)[name];
    expect(members).toEqual(Object.fromEntries(values.map((value) => [value.name.slice(prefix.length), value.number ?? 0])));
  });

  it('have no number above 127, and 0 is UNSPECIFIED', () => {
    expect(enumerations.size).toBe(14);
    for (const values of enumerations.values()) {
      expect(values[0]).toMatchObject({ name: expect.stringMatching(/_UNSPECIFIED$/) as string });
      expect(values.every(({ number = 0 }) => 0 <= number && number <= 127)).toBe(true);
    }
  });

  it('print their names', () => {
    expect(enums.causeName(enums.Cause.OVER_VOLTAGE)).toBe('OVER_VOLTAGE');
    expect(enums.modeName(6)).toBe('ON');
    expect(enums.statusName(26)).toBe('BEYOND_LIMIT');
    expect(enums.statusName(27)).toBe('BEYOND_STRAP');
    expect(enums.channelName(99 as enums.Channel)).toBe('99');
  });
});
