// Power cuts, resets and brown-outs everywhere in a reference run: `npm run -s power -- --seed S --stride N --recover N --parts N --json`.
import { commandLine, conclude } from '../command-line.ts';
import { power } from './power.ts';

const { numbers, isJson } = commandLine(process.argv.slice(2), { seed: 1, stride: 1, recover: 8, parts: 8 });
const report = await power(numbers);
const isTelling = report.flash_cuts > 0 && report.partial_erases > 0 && report.unstable_bits > 0 && report.resets > 0 && report.brown_outs > 0;
conclude({ ...report }, report.violations.length === 0 && isTelling, isJson);
