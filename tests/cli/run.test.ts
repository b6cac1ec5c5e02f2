import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRecording } from '@nanobias/sdk/recording';
import { afterAll, describe, expect, it } from 'vitest';
import { nanobias, root, scratch, Spawned } from './spawned.ts';

interface Summary {
  readonly observations: Readonly<Record<string, boolean | null>>;
  readonly device_time_s: number;
  readonly wall_time_s: number;
  readonly speedup: number;
  readonly sampler_backend: string;
  readonly trips: number;
  readonly digest: string;
  readonly end: string;
  readonly recording_bytes: number;
}

const directory = scratch();
afterAll(() => directory.remove());
const quick = join(root, 'examples', 'quick.yaml');

function summaryOf(name: string): Summary {
  return JSON.parse(readFileSync(join(directory.path, name, 'summary.json'), 'utf8')) as Summary;
}

function recordingOf(name: string): Buffer {
  return readFileSync(join(directory.path, name, 'recording.mcap'));
}

describe('nanobias run on the model', async () => {
  const run = (sampler: string): ReturnType<typeof nanobias> => nanobias('run', quick, '--seed', '5', '--out', directory.path, '--sampler', sampler);
  const first = await run('native');
  // Two at a time: a second run of the same name, and the TypeScript twin.
  const [again, twin] = await Promise.all([run('native'), nanobias('run', quick, '--seed', '5', '--out', directory.path, '--sampler', 'js', '--name', 'twin')]);

  it('ends with exit code 0 and leaves recording, both figures and summary', () => {
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(readdirSync(join(directory.path, 'quick')).sort()).toEqual(['figure.png', 'figure.svg', 'recording.mcap', 'summary.json']);
  });

  it('writes one line a step where there is no terminal', () => {
    expect(first.stdout.split('\n').filter((line) => /step \d of 5/.test(line))).toHaveLength(5);
  });

  it('sums up with the promised keys', () => {
    const summary = summaryOf('quick');
    expect(Object.keys(summary.observations)).toEqual(['pristine_nanopores', 'nanovoids_start_at_interface', 'front_moves_inward', 'no_phase_transition']);
    // Twenty minutes take out too little lithium for voids: the pores alone are there.
    expect(Object.values(summary.observations)).toEqual([true, null, null, null]);
    expect(first.stdout).toContain('  no_phase_transition: not reached\n');
    expect(summary).toMatchObject({ sampler_backend: 'native', trips: 0, end: 'completed' });
    expect(summary.digest).toMatch(/^[0-9a-f]{16}$/);
    expect(summary.device_time_s).toBeGreaterThan(1200);
    expect(summary.speedup).toBeCloseTo(summary.device_time_s / summary.wall_time_s, 6);
    expect(summary.recording_bytes).toBe(recordingOf('quick').length);
  });

  it('leaves an older run alone and numbers the new one', () => {
    expect(again.code).toBe(0);
    expect(readdirSync(directory.path).sort()).toEqual(['quick', 'quick-2', 'twin']);
  });

  it('gives the same digest and the same recording, byte for byte, for the same seed', () => {
    expect(summaryOf('quick-2').digest).toBe(summaryOf('quick').digest);
    expect(Buffer.compare(recordingOf('quick-2'), recordingOf('quick'))).toBe(0);
  });

  it('gives the same digest and the same recording on the TypeScript twin', () => {
    expect(twin.code).toBe(0);
    expect(summaryOf('twin')).toMatchObject({ sampler_backend: 'js', digest: summaryOf('quick').digest });
    expect(Buffer.compare(recordingOf('twin'), recordingOf('quick'))).toBe(0);
  });

  it('records the experiment, the limits in force, seed and versions', () => {
    const { files, isComplete } = readRecording(recordingOf('quick'));
    expect(isComplete).toBe(true);
    expect([...files.keys()]).toEqual(['quick.yaml', 'run.json', 'limits.json']);
    expect(files.get('quick.yaml')).toBe(readFileSync(quick, 'utf8'));
    expect(JSON.parse(files.get('run.json')!)).toMatchObject({ seed: 5, is_simulation: true, versions: { nanobias: expect.any(String) as string } });
  });

  it('records the slow path whole, statistics throughout, and the truth once a minute', () => {
    const recording = readRecording(recordingOf('quick'));
    const samples = recording.slowCurrent.reduce((sum, { codes }) => sum + codes.length, 0);
    expect(samples).toBeGreaterThan(12_000);
    expect(recording.slowCurrent.every(({ lost_before }) => lost_before === 0)).toBe(true);
    for (const [index, block] of recording.slowCurrent.entries()) {
      if (index > 0) expect(block.first_sample).toBe(recording.slowCurrent[index - 1]!.first_sample + 10);
    }
    const statistics = recording.interlockCoarse.flatMap(({ sample_count }) => sample_count).reduce((sum, count) => sum + count, 0);
    expect(statistics).toBeGreaterThan(12_000_000);
    expect(recording.truth.length).toBeGreaterThanOrEqual(21);
    expect(recording.interlockFull.length).toBeGreaterThan(0);
    expect(recording.gaps).toEqual([]);
  });

  it('draws a figure that says what it is', () => {
    const svg = readFileSync(join(directory.path, 'quick', 'figure.svg'), 'utf8');
    for (const words of ['simulated; parameters assumed', 'LMR-LNMO', 'bias / V', 'current / pA', 'charge / nC', 'q / Q', 'depth z / nm', 'void fraction f']) expect(svg).toContain(words);
    const png = readFileSync(join(directory.path, 'quick', 'figure.png'));
    expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect(png.readUInt32BE(16)).toBeGreaterThanOrEqual(1600);
  });
});

describe('nanobias run on the model, interrupted', () => {
  it('ends in a measured off with the recording whole and its figure drawn, and with the exit code of the signal', async () => {
    const run = new Spawned(['run', join(root, 'examples', 'delithiation.yaml'), '--out', directory.path, '--name', 'stopped']);
    await run.says(/step 1 of 10/);
    run.kill('SIGTERM');
    const { code, stderr } = await run.ended;
    expect(code).toBe(143);
    expect(stderr).toContain('interrupted by SIGTERM');
    expect(stderr).toContain('The output is off: ');
    expect(JSON.parse(readFileSync(join(directory.path, 'stopped', 'summary.json'), 'utf8'))).toMatchObject({ end: 'ABORTED', output_may_be_on: false, trips: 0 });
    const { isComplete, events } = readRecording(recordingOf('stopped'));
    expect(isComplete).toBe(true);
    expect(events.at(-1)?.is_switch_closed).toBe(false);
    expect(readdirSync(join(directory.path, 'stopped')).sort()).toEqual(['figure.png', 'figure.svg', 'recording.mcap', 'summary.json']);
  });
});

describe.concurrent('nanobias run on the model, against its interlocks', () => {
  /** A step of 0.1 V at 1 V/s drives 0.2 nA into the stray capacitance. */
  function steep(current_A_max: string): string {
    const file = join(directory.path, `steep-${current_A_max}.yaml`);
    writeFileSync(file, readFileSync(join(root, 'examples', 'short.yaml'), 'utf8')
      .replace('slew_V_per_s_max: 0.05', `slew_V_per_s_max: 1\n  current_A_max: ${current_A_max}`)
      .replace('bias_V: 3.47, slew_V_per_s: 0.05', 'bias_V: 3.58, slew_V_per_s: 1'));
    return file;
  }

  it('ends with exit code 4 when the controller trips, names the cause, and keeps what was recorded', async () => {
    const { code, stdout, stderr } = await nanobias('run', steep('6.0e-11'), '--out', directory.path, '--name', 'tripped', '--json');
    // The standard output is JSON alone, of a run that tripped as well.
    expect(JSON.parse(stdout)).toMatchObject({ folder: join(directory.path, 'tripped'), trips: 1 });
    expect(code).toBe(4);
    expect(stderr).toContain('OVER_CURRENT');
    expect(stderr).toContain('The output is off');
    expect(JSON.parse(readFileSync(join(directory.path, 'tripped', 'summary.json'), 'utf8'))).toMatchObject({
      end: 'OVER_CURRENT', trips: 1, trip_causes: ['OVER_CURRENT'], output_may_be_on: false, steps_completed: 1,
    });
    const { isComplete, interlockFull, events } = readRecording(recordingOf('tripped'));
    expect(isComplete).toBe(true);
    // At full rate across the trip.
    const trip_us = events.find(({ kind }) => kind === 2)!.device_time_us;
    expect(interlockFull.some(({ device_time_us, codes }) => device_time_us <= trip_us && trip_us < device_time_us + codes.length * 100)).toBe(true);
  });

  it('ends with exit code 3 when the controller refuses the limits, and the refusal stands in the recording', async () => {
    const { code, stderr } = await nanobias('run', steep('1.0e-11'), '--out', directory.path, '--name', 'refused');
    expect(code).toBe(3);
    expect(stderr).toContain('LIMIT_BELOW_NOISE');
    const { isComplete, commands } = readRecording(recordingOf('refused'));
    expect(isComplete).toBe(true);
    expect(commands).toMatchObject([{ name: 'set_limits', is_accepted: false, reason: expect.stringContaining('LIMIT_BELOW_NOISE') as string }]);
  });
});
