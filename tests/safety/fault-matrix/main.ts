// Every single fault in every scene at several phases: `npm run -s fault-matrix -- --phases N --seed S --json`.
import { commandLine, conclude } from '../command-line.ts';
import { COUNTS } from '../counts.ts';
import { faultMatrix } from './fault-matrix.ts';

const { numbers, isJson } = commandLine(process.argv.slice(2), { phases: COUNTS.fault_phases.suite, seed: 1 }, { phases: COUNTS.fault_phases.soak });
const report = await faultMatrix(numbers);
conclude({ ...report }, report.missed.length === 0 && report.detected > 0, isJson);
