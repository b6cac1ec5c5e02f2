// Every legal technique on every preset, with noise: `npm run -s false-trips -- --hours N --seed S --json`.
import { commandLine, conclude } from '../command-line.ts';
import { COUNTS } from '../counts.ts';
import { falseTrips } from './false-trips.ts';

const { numbers, isJson } = commandLine(process.argv.slice(2), { hours: COUNTS.device_hours.suite, seed: 1 }, { hours: COUNTS.device_hours.soak });
const report = await falseTrips(numbers);
conclude({ ...report }, report.trips.length === 0, isJson);
