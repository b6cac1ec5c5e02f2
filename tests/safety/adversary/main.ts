// A hostile firmware against layer 0: `npm run -s adversary -- --ticks N --seed S --json`.
import { commandLine, conclude } from '../command-line.ts';
import { adversary } from './adversary.ts';

const { numbers, isJson } = commandLine(process.argv.slice(2), { ticks: 10_000_000, seed: 1 });
const report = await adversary(numbers);
conclude({ ...report }, report.violations.length === 0 && report.isTelling, isJson);
