// 100 nm of damaged LiPON against hostile hosts, with the protections and without: `npm run -s headline -- --seeds N --json`.
import { commandLine, conclude } from '../command-line.ts';
import { headline } from './headline.ts';

const { numbers, isJson } = commandLine(process.argv.slice(2), { seeds: 1000, seed: 1 });
const report = await headline(numbers);
conclude({ ...report }, report.protected.broken === 0 && report.protected.violations === 0 && report.isTelling, isJson);
