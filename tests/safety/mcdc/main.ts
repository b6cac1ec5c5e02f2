// Writes the pairs that show each condition of each guard to matter: `node --conditions=nanobias-source --import tsx tests/safety/mcdc/main.ts`.
import { writeFileSync } from 'node:fs';
import { DECISIONS } from './decisions.ts';
import { tableOf } from './guard.ts';
import { ROW_GUARDS } from './row-guards.ts';

const tables = [...DECISIONS, ...ROW_GUARDS].map(tableOf);
writeFileSync(new URL('../mcdc.json', import.meta.url), `${JSON.stringify(tables, null, 1)}\n`);
const conditions = tables.reduce((sum, { pairs, unshown }) => sum + pairs.length + unshown.length, 0);
const shown = tables.reduce((sum, { pairs }) => sum + pairs.length, 0);
console.log(JSON.stringify({ guards: tables.length, conditions, shown, unshown: tables.flatMap(({ guard, unshown }) => unshown.map((condition) => `${guard}: ${condition}`)) }));
