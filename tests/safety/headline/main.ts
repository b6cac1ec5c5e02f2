// 100 nm of damaged LiPON against hostile hosts, with the protections and without: `npm run -s headline -- --seeds N --json`.
import { commandLine, conclude } from '../command-line.ts';
import { COUNTS } from '../counts.ts';
import { headline } from './headline.ts';

const { numbers, isJson } = commandLine(process.argv.slice(2), { seeds: COUNTS.headline_seeds.suite, seed: 1 }, { seeds: COUNTS.headline_seeds.soak });
const report = await headline(numbers);
conclude({ ...report }, report.protected.broken === 0 && report.protected.violations === 0 && report.isTelling, isJson);
