import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CHECKS, REQUIREMENTS } from '@nanobias/sdk/conformance';

const document = readFileSync(new URL('../../../docs/protocol.md', import.meta.url), 'utf8');
const stated = [...document.matchAll(/^- \*\*(P-\d{3})\*\* (.+)$/gm)].map(([, id, text]) => ({ id, text }));

describe('requirements of the protocol', () => {
  it('are the same in the document and in the suite, in the same order', () => {
    expect(stated).toEqual(REQUIREMENTS.map(({ id, text }) => ({ id, text })));
  });

  it('are numbered from P-001 on without gaps, 104 of them', () => {
    expect(REQUIREMENTS.map(({ id }) => id)).toEqual(Array.from({ length: 104 }, (_, index) => `P-${String(index + 1).padStart(3, '0')}`));
  });

  it('stand under their section in the document', () => {
    for (const section of new Set(REQUIREMENTS.map(({ section: name }) => name))) expect(document).toContain(`\n### ${section}\n`);
  });

  it('have at least one check each, and no check is for another', () => {
    const checked = new Set(CHECKS.map(({ requirement }) => requirement));
    expect([...checked].sort()).toEqual(REQUIREMENTS.map(({ id }) => id));
  });

  it('come with the bounds of every options file', () => {
    const bounds = [...document.matchAll(/^\| `([\w.]+)` \| (\d+) /gm)];
    expect(bounds).toHaveLength(18);
    for (const [, field, bound] of bounds) {
      const files = ['link', 'log', 'output', 'state', 'status', 'stream'].map((name) => readFileSync(new URL(`../../../proto/nanobias/v1/${name}.options`, import.meta.url), 'utf8')).join('');
      expect(files).toMatch(new RegExp(`^nanobias\\.v1\\.${field?.replace('.', '\\.') ?? ''} max_\\w+:${bound ?? ''}$`, 'm'));
    }
  });
});
