// Worst trip time of every row at stratified phase: `npm run -s trip-times -- --trials N --seed S --json`.
import { commandLine, conclude } from '../command-line.ts';
import { tripTimes } from './trip-times.ts';

const { numbers, isJson } = commandLine(process.argv.slice(2), { trials: 10_000, seed: 1 });
const report = await tripTimes(numbers);
if (!isJson) console.table(report.rows.map(({ row, cause, trials, worst_us, mean_us, bound_us, isInBound }) => ({ row, cause, trials, worst_us, mean_us: Math.round(mean_us), bound_us, isInBound })));
conclude(isJson ? { ...report } : { violations: report.violations, seconds: report.seconds }, report.violations.length === 0, isJson);
