// Worst trip time of every row at stratified phase: `npm run -s trip-times -- --trials N --seed S --json`.
import { commandLine, conclude } from '../command-line.ts';
import { COUNTS } from '../counts.ts';
import { tripTimes } from './trip-times.ts';

const { numbers, isJson } = commandLine(process.argv.slice(2), { trials: COUNTS.trip_trials.suite, seed: 1 }, { trials: COUNTS.trip_trials.soak });
const report = await tripTimes(numbers);
if (!isJson) console.table(report.rows.map(({ row, cause, trials, worst_us, mean_us, bound_us, isInBound }) => ({ row, cause, trials, worst_us, mean_us: Math.round(mean_us), bound_us, isInBound })));
conclude(isJson ? { ...report } : { violations: report.violations, seconds: report.seconds }, report.violations.length === 0, isJson);
