// How long the circuit stays closed when its host ends: `npm run -s exits -- [--json] [--write]`; --write makes docs/exits.md.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { EXITS } from './ends.ts';
import { ExitBench } from './measure.ts';
import type { MeasuredExit } from './measure.ts';
import { exitsPage } from './page.ts';

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false }, write: { type: 'boolean', default: false } } });
const bench = await ExitBench.open();
const rows: MeasuredExit[] = [];
try {
  for (const row of EXITS) rows.push(await bench.measure(row));
} finally {
  await bench.close();
}
if (values.write) writeFileSync(fileURLToPath(new URL('../../docs/exits.md', import.meta.url)), exitsPage(rows));
if (values.json) console.log(JSON.stringify({ exits: rows }, null, 2));
else for (const { end, isGuarded, mechanism, cause, open_after_ms } of rows) console.log(`${end.padEnd(20)} ${(isGuarded ? 'guarded' : '').padEnd(8)} ${mechanism.padEnd(8)} ${cause.padEnd(13)} ${open_after_ms.toFixed(1)} ms`);
