// Runs every check of the repository, also after one has failed, and closes with one line of counts.
// Each static check counts as one test beside those that vitest reports.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

interface Check {
  readonly name: string;
  readonly args: readonly string[];
}

interface SuiteReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly { readonly status: string }[] }[];
}

const root = fileURLToPath(new URL('..', import.meta.url));
const reportDir = join(root, 'runs', 'checks');
const suiteReport = join(reportDir, 'vitest.json');
// Two at a time: the machines this runs on have two cores.
const staticChecks: readonly (readonly Check[])[] = [
  [npmScript('typecheck'), npmScript('lint')],
  [npmScript('arrows'), npmScript('knip')],
  [npmScript('coverage')],
];

mkdirSync(reportDir, { recursive: true });
rmSync(suiteReport, { force: true });

const failures: string[] = [];
let passed = 0;
for (const pair of staticChecks) {
  for (const { name, isOk } of await Promise.all(pair.map(runQuietly))) {
    if (isOk) passed += 1;
    else failures.push(name);
  }
}
const suite = await runSuite();
if (suite.failed > 0) failures.push('vitest');

const line = summary({ passed: passed + suite.passed, failed: failures.filter((name) => name !== 'vitest').length + suite.failed, skipped: suite.skipped });
writeFileSync(join(reportDir, 'summary.txt'), `${line}\n`);
if (failures.length > 0) console.log(`\nfailed: ${failures.join(', ')}`);
console.log(line);
process.exitCode = failures.length > 0 ? 1 : 0;

function npmScript(name: string): Check {
  return { name, args: ['npm', 'run', '--silent', name] };
}

async function runQuietly(check: Check): Promise<{ readonly name: string; readonly isOk: boolean }> {
  const start_ms = performance.now();
  const { isOk, output } = await run(check.args, 'collect');
  const time_s = ((performance.now() - start_ms) / 1000).toFixed(1);
  console.log(`${isOk ? 'ok    ' : 'FAILED'} ${check.name} (${time_s} s)`);
  if (!isOk) console.log(output.replace(/^/gm, '    '));
  return { name: check.name, isOk };
}

async function runSuite(): Promise<Counts> {
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const { isOk } = await run(
    [process.execPath, vitest, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${suiteReport}`],
    'show',
  );
  const counts = suiteCounts();
  // An unhandled rejection, a crash or a missing report fails the run without failing any one test.
  return !isOk && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

function suiteCounts(): Counts {
  let report: SuiteReport;
  try {
    report = JSON.parse(readFileSync(suiteReport, 'utf8')) as SuiteReport;
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
  // A file that does not load has no failed test of its own.
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

function summary({ passed, failed, skipped }: Counts): string {
  const counts = [`${passed} passed`, `${failed} failed`];
  if (skipped > 0) counts.push(`${skipped} skipped`);
  return counts.join(', ');
}

function run(args: readonly string[], mode: 'show' | 'collect'): Promise<{ readonly isOk: boolean; readonly output: string }> {
  const [command = '', ...rest] = args;
  return new Promise((resolve) => {
    const child = spawn(command, rest, { cwd: root, stdio: ['ignore', mode === 'show' ? 'inherit' : 'pipe', mode === 'show' ? 'inherit' : 'pipe'] });
    const chunks: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', (error) => {
      resolve({ isOk: false, output: error.message });
    });
    child.on('close', (code) => {
      resolve({ isOk: code === 0, output: Buffer.concat(chunks).toString('utf8') });
    });
  });
}
