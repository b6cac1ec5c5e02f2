// Random command sequences over the wire's bytes, each on a device of its own: `npm run -s sequences -- --runs N --seed S --json`.
import { commandLine, conclude } from '../command-line.ts';
import { sequences } from './sequences.ts';

const { numbers, isJson } = commandLine(process.argv.slice(2), { runs: 1000, seed: 1 });
const report = await sequences(numbers);
conclude({ ...report }, report.violations.length === 0 && report.isTelling, isJson);
