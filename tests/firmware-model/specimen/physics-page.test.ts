import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CELL_PARAMETERS, CELL_PRESETS } from '../../../firmware-model/src/specimen/cell.ts';
import { FieldSet } from '../../../firmware-model/src/specimen/fields.ts';
import { OpenCircuit } from '../../../firmware-model/src/specimen/lnmo.ts';

const page = readFileSync(fileURLToPath(new URL('../../../docs/physics.md', import.meta.url)), 'utf8');

describe('the page on physics', () => {
  it('lists every parameter with the value, range, provenance and note that the code has', () => {
    const rows = [...page.matchAll(/^\| `(\w+)` \| (\S+(?: \S+)?) \| (\S+) \| (\S+) to (\S+) \| (source|assumed) \| (.+) \|$/gm)].map((row) => ({
      name: row[1], initial: Number(row[3]), min: Number(row[4]), max: Number(row[5]), provenance: row[6], note: row[7],
    }));
    expect(rows).toEqual(Object.entries(CELL_PARAMETERS).map(([name, { initial, min, max, provenance, note }]) => ({ name, initial, min, max, provenance, note })));
  });

  it('draws the open-circuit voltage through the points that the code has', () => {
    const branches = [['first charge', []], ['discharge', [0.3]], ['later charges', [0.3, -0.3]]] as const;
    for (const [name, turns] of branches) {
      const curve = new OpenCircuit(new FieldSet(), CELL_PRESETS.default);
      for (const change_x of turns) curve.advance(change_x);
      const points = [...(new RegExp(`^- ${name}: ([\\d.: \\n]+)`, 'm').exec(page)?.[1] ?? '').matchAll(/([\d.]+):([\d.]+)/g)];
      expect(points.length).toBeGreaterThan(11);
      for (const [, x, potential_V] of points) expect(curve.potential_V(Number(x))).toBeCloseTo(Number(potential_V), 9);
    }
  });

  it('shows figures that exist, each of which says that it is simulated with assumed parameters', () => {
    const figures = [...page.matchAll(/!\[[^\]]+\]\((figures\/physics-\w+)\.png\)/g)].map((match) => match[1]!);
    expect(figures).toHaveLength(6);
    for (const figure of figures) {
      const file = fileURLToPath(new URL(`../../../docs/${figure}`, import.meta.url));
      expect(existsSync(`${file}.png`)).toBe(true);
      expect(readFileSync(`${file}.svg`, 'utf8')).toContain('simulated; parameters assumed');
    }
    for (const caption of page.matchAll(/^\*.+\*$/gm)) expect(caption[0]).toMatch(/[Ss]imulated.+[Pp]arameters assumed/);
  });
});
