// Explores the interlocks to a fixed point and reports what was found: `npm run -s explore -- [--json] [--soak]`.
import { exploreAll } from './report.ts';
import { SOAK_SLICES, SUITE_SLICES } from './slices.ts';

const flags = new Set(process.argv.slice(2));
const isJson = flags.delete('--json');
const isSoak = flags.delete('--soak');
if (flags.size > 0) {
  console.error(`unknown: ${[...flags].join(' ')}; known are --json and --soak`);
  process.exit(2);
}

const start_ms = performance.now();
const report = exploreAll(isSoak ? SOAK_SLICES : SUITE_SLICES, (name, states) => {
  if (!isJson) console.log(`${String(states).padStart(9)}  ${name}`);
});
const seconds = Math.round((performance.now() - start_ms) / 100) / 10;
console.log(JSON.stringify({ ...report, seconds }, null, isJson ? undefined : 2));
const isHeld = report.frontier === 0 && report.violations.length === 0 && report.vacuous.length === 0 && report.stop_reaches_safe && report.on_reachable_from_all;
process.exitCode = isHeld ? 0 : 1;
