// Explores the interlocks to a fixed point and reports what was found: `npm run -s explore -- [--json] [--quick | --soak]`.
// A schedule that it printed is played on the full model by `npm run -s explore -- --replay FILE`.
import { readFileSync } from 'node:fs';
import type { ScheduledAction } from './explorer.ts';
import { replay } from './replay.ts';
import { exploreAll } from './report.ts';
import { SOAK_SLICES, SUITE_SLICES } from './slices.ts';
import { QUICK_SLICES } from './small-slices.ts';

const AMOUNTS = {
  quick: { slices: QUICK_SLICES, concrete_ticks: 30_000 },
  whole: { slices: SUITE_SLICES, concrete_ticks: 100_000 },
  soak: { slices: SOAK_SLICES, concrete_ticks: 10_000_000 },
} as const;

const words = process.argv.slice(2);
const at = words.indexOf('--replay');
const file = at < 0 ? undefined : words[at + 1];
const flags = new Set(at < 0 ? words : words.filter((_, index) => index !== at && index !== at + 1));
const isJson = flags.delete('--json');
const isSoak = flags.delete('--soak');
const isQuick = flags.delete('--quick');
if (flags.size > 0 || (0 <= at && file === undefined)) {
  console.error('known are --json, --quick, --soak and --replay FILE');
  process.exitCode = 2;
} else if (file !== undefined) {
  const replayed = replay(JSON.parse(readFileSync(file, 'utf8')) as readonly ScheduledAction[]);
  console.log(JSON.stringify(replayed, null, isJson ? undefined : 2));
  process.exitCode = replayed.violations.length === 0 ? 0 : 1;
} else {
  exploreAndReport();
}

function exploreAndReport(): void {
  const start_ms = performance.now();
  const { slices, concrete_ticks } = AMOUNTS[isSoak ? 'soak' : isQuick ? 'quick' : 'whole'];
  const report = exploreAll(slices, {
    concrete_ticks,
    onSlice: (name, states) => {
      if (!isJson) console.log(`${String(states).padStart(9)}  ${name}`);
    },
  });
  const seconds = Math.round((performance.now() - start_ms) / 100) / 10;
  console.log(JSON.stringify({ ...report, seconds }, null, isJson ? undefined : 2));
  const isWhole = report.frontier === 0 && report.violations.length === 0 && report.vacuous.length === 0 && report.concrete?.missing.length === 0;
  process.exitCode = isWhole && report.stop_reaches_safe && report.on_reachable_from_all ? 0 : 1;
}
