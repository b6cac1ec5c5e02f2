// Bugs planted in firmware, link and storage, and how many seeds of the swarm find them: `npm run -s swarm-saboteurs -- [--json] [--write]`; --write puts the table into docs/swarm.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { commandLine, conclude } from '../command-line.ts';
import { saboteurs } from './saboteurs.ts';
import { PAGE_PATH, withTable } from './seeds-table.ts';

const { isJson, isWrite } = commandLine(process.argv.slice(2), {});
const report = await saboteurs();
if (isWrite) writeFileSync(PAGE_PATH, withTable(readFileSync(PAGE_PATH, 'utf8'), report.table));
if (!isJson) console.table(report.table.map(({ name, place, seeds, property, actions }) => ({ name, place, seeds, property, actions })));
conclude(isJson ? { ...report } : { planted: report.planted, found: report.found, missed: report.missed, seconds: report.seconds }, report.missed.length === 0, isJson);
