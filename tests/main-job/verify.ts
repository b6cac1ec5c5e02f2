// The whole main job, held against what the project promises of it: `npm run -s verify:main` prints its figures as JSON.
// Twice with the same seed and once on the TypeScript twin as the command runs it; once more in this process with every tick's truth.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CELL_PRESETS, simulate } from '@nanobias/firmware-model';
import { amperesPerCode, connect } from '@nanobias/sdk';
import type { CodeBlock } from '@nanobias/sdk';
import { parseExperiment, runExperiment } from '@nanobias/sdk/experiment';
import type { RunRecorder } from '@nanobias/sdk/experiment';
import { readRecording } from '@nanobias/sdk/recording';
import { lineThrough, Whiteness } from '../sdk/experiment/residuals.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const experimentFile = join(root, 'examples', 'delithiation.yaml');
const seed = 1;
const limits = {
  device_time_s_min: 36_000, wall_time_s_max: 120, recording_bytes_max: 50_000_000, raw_ratio_max: 0.001, net_ratio_max: 0.01, sigma_max: 7, slow_sigma_A: 4e-15,
} as const;

interface Summary {
  readonly observations: Readonly<Record<string, boolean | null>>;
  readonly device_time_s: number;
  readonly wall_time_s: number;
  readonly speedup: number;
  readonly sampler_backend: string;
  readonly trips: number;
  readonly digest: string;
  readonly lost_samples: number;
  readonly shunt_Ohm: number;
}

interface CommandRun {
  readonly code: number | null;
  readonly summary: Summary;
  readonly recording: Buffer;
  readonly figures_bytes: readonly number[];
}

const directory = mkdtempSync(join(tmpdir(), 'nanobias-main-'));
process.exitCode = await verify().finally(() => rmSync(directory, { recursive: true }));

async function verify(): Promise<number> {
  // The first alone, for its time; then two at once on the two cores.
  const first = await commandRun('first', 'native');
  const [again, twin] = await Promise.all([commandRun('again', 'native'), commandRun('twin', 'js')]);
  const truth = await truthRun();
  const recording = readRecording(first.recording);
  const checks: Readonly<Record<string, boolean>> = {
    'every run exits with 0': [first, again, twin].every(({ code }) => code === 0),
    'all four observations are true': Object.values(first.summary.observations).length === 4 && Object.values(first.summary.observations).every((value) => value === true),
    'no trip': first.summary.trips === 0,
    'no sample is lost': first.summary.lost_samples === 0 && recording.gaps.length === 0,
    'both figures are there': first.figures_bytes.every((bytes) => bytes > 10_000),
    'at least ten hours of device time': first.summary.device_time_s >= limits.device_time_s_min,
    'under two minutes': first.summary.wall_time_s < limits.wall_time_s_max,
    'at most 50 MB of recording': first.recording.length <= limits.recording_bytes_max,
    'the same seed gives the same digest': first.summary.digest === again.summary.digest && first.summary.digest === truth.digest,
    'the same seed gives the same recording': Buffer.compare(first.recording, again.recording) === 0,
    'the twin gives the same digest and recording': twin.summary.sampler_backend === 'js' && twin.summary.digest === first.summary.digest && Buffer.compare(first.recording, twin.recording) === 0,
    'raw charge within 0.1 % of Q': Math.abs(truth.raw_error_ratio) < limits.raw_ratio_max,
    'net charge within 1 % of Q': Math.abs(truth.net_error_ratio) < limits.net_ratio_max,
    'slow residuals within 7 sigma': truth.slow_residual_sigma_max < limits.sigma_max,
    'slow residuals white': truth.slow_correlation_sigma_max < 5,
  };
  const failed = Object.entries(checks).filter(([, isMet]) => !isMet).map(([name]) => name);
  process.stdout.write(`${JSON.stringify({
    ok: failed.length === 0,
    failed,
    device_time_s: first.summary.device_time_s,
    wall_time_s: [first, again, twin].map(({ summary }) => summary.wall_time_s),
    speedup: first.summary.speedup,
    digest: first.summary.digest,
    recording_bytes: first.recording.length,
    observations: first.summary.observations,
    trips: first.summary.trips,
    shunt_Ohm: first.summary.shunt_Ohm,
    against_truth: truth,
  }, null, 2)}\n`);
  return failed.length === 0 ? 0 : 1;
}

async function commandRun(name: string, sampler: string): Promise<CommandRun> {
  const command = ['cli/src/main.ts', 'run', experimentFile, '--seed', String(seed), '--sampler', sampler, '--out', directory, '--name', name];
  const child = spawn(process.execPath, ['--conditions=nanobias-source', '--import', 'tsx', ...command], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  const file = (part: string): string => join(directory, name, part);
  return {
    code,
    summary: JSON.parse(readFileSync(file('summary.json'), 'utf8')) as Summary,
    recording: readFileSync(file('recording.mcap')),
    figures_bytes: [file('figure.svg'), file('figure.png')].map((path) => statSync(path).size),
  };
}

interface TruthFigures {
  readonly digest: string;
  /** Measured less true, as parts of Q. */
  readonly raw_error_ratio: number;
  readonly net_error_ratio: number;
  readonly net_sigma_ratio: number;
  readonly shunt_error_ratio: number;
  readonly slow_residual_sigma_max: number;
  readonly slow_residual_A_rms: number;
  readonly slow_correlation_sigma_max: number;
}

/** The same run in this process: what came over the wire against the truth of every tick. */
async function truthRun(): Promise<TruthFigures> {
  const cell = CELL_PRESETS['film-2um'];
  const simulation = simulate({ seed, cell });
  const { clock, entropy, truth } = simulation;
  const conversions_A: number[] = [];
  let conversion_A = 0;
  let raw_C = 0;
  let start_C: number | undefined;
  truth.everyTick(({ current_A, time_us, specimen, isConducting }) => {
    conversion_A += current_A / 1000;
    if (time_us % 100_000 === 0) {
      conversions_A[time_us / 100_000] = conversion_A;
      conversion_A = 0;
    }
    if (isConducting) start_C ??= specimen.charge_C;
    if (start_C !== undefined) raw_C += current_A * 1e-4;
  });
  const slow: CodeBlock[] = [];
  const parsed = parseExperiment(readFileSync(experimentFile, 'utf8'), experimentFile);
  const result = await clock.run(async () => {
    const device = await connect(simulation.pipe, { clock, entropy, client: 'nanobias run' });
    const ended = await runExperiment({ device, parsed, clock, recorder: slowOnly(slow) });
    await device.close();
    return ended;
  }, 60_000_000_000);
  const { capacity_C, charge_C } = truth.specimen;
  const last = result.points.at(-1);
  return {
    digest: simulation.digest(),
    raw_error_ratio: ((last?.raw_C ?? Number.NaN) - raw_C) / capacity_C,
    net_error_ratio: ((last?.net_C ?? Number.NaN) - (charge_C - (start_C ?? Number.NaN))) / capacity_C,
    net_sigma_ratio: (last?.net_C_sigma ?? Number.NaN) / capacity_C,
    shunt_error_ratio: (result.leak?.shunt_Ohm ?? Number.NaN) / cell.shunt_Ohm - 1,
    ...residuals(slow, conversions_A),
  };
}

function residuals(slow: readonly CodeBlock[], conversions_A: readonly number[]): Pick<TruthFigures, 'slow_residual_sigma_max' | 'slow_residual_A_rms' | 'slow_correlation_sigma_max'> {
  const pairs = slow.flatMap((block) => Array.from(block.codes, (code, index) =>
    [conversions_A[block.device_time_us / 100_000 + index] ?? Number.NaN, code * amperesPerCode(block)] as const));
  const measured = lineThrough(pairs);
  const whiteness = new Whiteness(20);
  for (const [true_A, code_A] of pairs) whiteness.add(code_A - measured(true_A));
  return {
    slow_residual_sigma_max: whiteness.largest / limits.slow_sigma_A,
    slow_residual_A_rms: whiteness.sigma,
    slow_correlation_sigma_max: whiteness.correlation_sigma,
  };
}

function slowOnly(blocks: CodeBlock[]): RunRecorder {
  const nothing = (): void => undefined;
  return {
    attach: nothing, interlock: nothing, coarse: nothing, event: nothing, lostEvents: nothing, state: nothing, command: nothing, truth: nothing,
    slow: (quantity, block) => {
      if (quantity === 'current') blocks.push(block);
    },
  };
}
