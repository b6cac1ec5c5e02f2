// All evidence in one report: `npm run -s evidence -- [--json] [--soak] [--write]`; --write makes docs/hazards.md from it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { commandLine, conclude } from '../command-line.ts';
import { SOAK, SUITE, evidence } from './evidence.ts';
import { hazardsPage } from './hazards-page.ts';

const { isJson, isSoak, isWrite } = commandLine(process.argv.slice(2), {});
const report = await evidence(isSoak ? SOAK : SUITE, { isSoak, onStep: (name, seconds) => void process.stderr.write(`${name}: ${seconds.toFixed(1)} s\n`) });
const folder = fileURLToPath(new URL('../../../runs/', import.meta.url));
mkdirSync(folder, { recursive: true });
writeFileSync(`${folder}evidence.json`, JSON.stringify(report, null, 1));
if (isWrite) writeFileSync(fileURLToPath(new URL('../../../docs/hazards.md', import.meta.url)), hazardsPage(report));
conclude(isJson ? { ...report } : { failed: report.failed, seconds: report.seconds }, report.failed.length === 0, isJson);
