// Explores the interlocks to a fixed point and reports what was found: `npm run -s explore -- [--json] [--quick | --soak]`.
// A schedule that it printed is played on the full model by `npm run -s explore -- --replay FILE`.
import { readFileSync } from 'node:fs';
import { COUNTS } from '../counts.ts';
import { exploration, explorationHere, isWhole } from './exploration.ts';
import type { ScheduledAction } from './explorer.ts';
import { replay } from './replay.ts';

const QUICK_TICKS = 30_000;

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
  print(replayed);
  process.exitCode = replayed.violations.length === 0 ? 0 : 1;
} else {
  const { suite, soak } = COUNTS.concrete_ticks;
  const report = isQuick ? explorationHere('quick', QUICK_TICKS) : await exploration(isSoak ? 'soak' : 'suite', isSoak ? soak : suite);
  print(report);
  process.exitCode = isWhole(report) ? 0 : 1;
}

function print(found: object): void {
  console.log(JSON.stringify(found, null, isJson ? undefined : 2));
}
