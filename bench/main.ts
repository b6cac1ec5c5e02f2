// One command, one table: `npm run bench -- [--json] [--only NAME]`. A bench measures and never judges.
import { parseArgs } from 'node:util';

/** What a bench found: figures by name, null where there is nothing to measure yet, and texts that say why. */
type Figures = Readonly<Record<string, unknown>>;

const benches: Readonly<Record<string, () => Promise<{ measure(): Promise<Figures> }>>> = {
  model: () => import('./model.ts'),
  native: () => import('./sampler.ts'),
  pacing: () => import('./pacing.ts'),
  protocol: () => import('./protocol.ts'),
  sdk: () => import('./sdk.ts'),
  recording: () => import('./recording.ts'),
};

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false }, only: { type: 'string' } } });
const names = values.only === undefined ? Object.keys(benches) : [values.only];
const unknown = names.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  console.error(`${unknown.join(', ')}: no such bench; there are ${Object.keys(benches).join(', ')}`);
  process.exit(2);
}

const results: Record<string, Figures> = {};
for (const name of names) results[name] = await (await benches[name]!()).measure();
if (values.json) console.log(JSON.stringify(results, null, 2));
else for (const [name, figures] of Object.entries(results)) printTable(name, figures);

function printTable(name: string, figures: Figures): void {
  console.log(name);
  for (const [figure, value] of Object.entries(figures)) console.log(`  ${figure.padEnd(28)} ${written(value)}`);
}

function written(value: unknown): string {
  return typeof value === 'number' ? String(Number(value.toPrecision(4))) : (JSON.stringify(value) ?? 'none');
}
