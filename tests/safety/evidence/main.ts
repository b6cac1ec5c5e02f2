// All evidence in one report: `npm run -s evidence -- [--json] [--soak] [--write] [--scale RATIO]`; --write makes docs/hazards.md from it, --scale runs a part of each count.
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { commandLine, conclude } from '../command-line.ts';
import { COUNTS } from '../counts.ts';
import type { CountName } from '../counts.ts';
import { evidence, isWhole } from './evidence.ts';
import type { EvidenceCounts } from './evidence.ts';
import { hazardsPage } from './hazards-page.ts';

/** Below this the explorer looks at its small slices alone: somebody wants to see whether everything runs. */
const QUICK_SCALE = 0.01;

const { isJson, isSoak, isWrite, numbers: { scale } } = commandLine(process.argv.slice(2), { scale: 1 });
const amounts = Object.entries(COUNTS).map(([name, { suite, soak }]): readonly [CountName, number] => [name as CountName, Math.ceil((isSoak ? soak : suite) * scale)]);
const counts = Object.fromEntries(amounts) as EvidenceCounts;
const onStep = (name: string, seconds: number, error?: string): void => void process.stderr.write(`${name}: ${seconds.toFixed(1)} s${error === undefined ? '' : `, FAILED: ${error}`}\n`);
const extent = scale < QUICK_SCALE ? 'quick' : isSoak ? 'soak' : 'suite';
const report = await evidence(counts, { extent, onStep });
const folder = fileURLToPath(new URL('../../../runs/', import.meta.url));
mkdirSync(folder, { recursive: true });
writeFileSync(`${folder}evidence.json`, JSON.stringify(report, null, 1));
if (isWrite && isWhole(report)) writeFileSync(fileURLToPath(new URL('../../../docs/hazards.md', import.meta.url)), hazardsPage(report));
else if (isWrite) process.stderr.write('docs/hazards.md is left as it was: not every method came to its end\n');
conclude(isJson ? { ...report } : { isComplete: report.isComplete, short: report.short, failed: report.failed, errors: report.errors, counts: report.counts, seconds: report.seconds, cpu_s: report.cpu_s }, report.failed.length === 0, isJson);
