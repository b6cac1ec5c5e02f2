// Random command sequences over the wire's bytes, each on a device of its own: `npm run -s sequences -- --runs N --seed S --json`.
import { commandLine, conclude } from '../command-line.ts';
import { COUNTS } from '../counts.ts';
import { sequences } from './sequences.ts';

const { numbers, isJson } = commandLine(process.argv.slice(2), { runs: COUNTS.sequence_runs.suite, seed: 1 }, { runs: COUNTS.sequence_runs.soak });
const report = await sequences(numbers);
conclude({ ...report }, report.violations.length === 0 && report.isTelling, isJson);
