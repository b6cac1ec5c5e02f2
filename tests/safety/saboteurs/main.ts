// Planted faulty interlocks, and what finds them: `npm run -s saboteurs -- --json`.
import { commandLine, conclude } from '../command-line.ts';
import { saboteurs } from './saboteurs.ts';

const { isJson } = commandLine(process.argv.slice(2), {});
const report = await saboteurs();
if (!isJson) console.table(report.table.map(({ name, by, isCaught, runs, sign }) => ({ name, by, isCaught, runs, sign: sign.slice(0, 60) })));
conclude(isJson ? { ...report } : { planted: report.planted, caught: report.caught, by: report.by, missed: report.missed, seconds: report.seconds }, report.missed.length === 0, isJson);
