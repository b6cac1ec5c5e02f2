// A hostile firmware against layer 0: `npm run -s adversary -- --ticks N --seed S --json`.
import { commandLine, conclude } from '../command-line.ts';
import { COUNTS } from '../counts.ts';
import { adversary } from './adversary.ts';

const { numbers, isJson } = commandLine(process.argv.slice(2), { ticks: COUNTS.adversary_ticks.suite, seed: 1 }, { ticks: COUNTS.adversary_ticks.soak });
const report = await adversary(numbers);
conclude({ ...report }, report.violations.length === 0 && report.isTelling, isJson);
