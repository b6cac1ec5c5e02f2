// Every legal technique on every preset, with noise: `npm run -s false-trips -- --hours N --seed S --json`.
import { commandLine, conclude } from '../command-line.ts';
import { falseTrips } from './false-trips.ts';

const { numbers, isJson } = commandLine(process.argv.slice(2), { hours: 100, seed: 1 });
const report = await falseTrips(numbers);
conclude({ ...report }, report.trips.length === 0, isJson);
