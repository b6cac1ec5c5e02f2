// The same seed, the same run: `npm run -s determinism -- --seeds N --seed S --json`.
import { commandLine, conclude } from '../safety/command-line.ts';
import { determinism } from './determinism.ts';

const { numbers, isJson } = commandLine(process.argv.slice(2), { seeds: 200, seed: 1, ptys: 5 });
const report = await determinism({ seeds: numbers.seeds, seed: numbers.seed, mayInstall: true, pty_runs: numbers.ptys });
conclude({ ...report }, report.mismatches === 0 && report.comparisons > 0, isJson);
