import { describe, expect, it } from 'vitest';
import { runCourse, stateOf } from './course.ts';
import { Comparing, determinism } from './determinism.ts';
import { node24 } from './node24.ts';
import { VARIANTS, variantOf } from './variants.ts';

describe('the same seed', () => {
  const other = node24();

  it(`gives the same run in every way that must not matter${other === undefined ? '; without Node 24, which runs/node24 has not' : ', also under Node 24'}`, async () => {
    const report = await determinism({ seeds: 2, seed: 1, mayInstall: false, pty_runs: 1 });
    expect(report.differences).toEqual([]);
    expect(report.mismatches).toBe(0);
    expect(report.comparisons).toBeGreaterThanOrEqual(2 * (4 + report.node_versions.length));
    expect(report.node_versions).toContain(process.version);
    if (other !== undefined) expect(report.node_versions.some((version) => version.startsWith('v24.'))).toBe(true);
  });

  it('leads to the first tick and the field where a run is another one', async () => {
    const course = runCourse(5);
    const variant = VARIANTS[2]!;
    const state = stateOf(course);
    const recording = course.history.recording();
    const spoilt_tick = recording.start.tick + 806;
    const { offset_bytes } = course.make().arena.fields.find(({ name }) => name === 'flash.erases')!;
    // A word that nothing reads: it shows in the digest of all state, once a second, and in the state itself at once.
    const spoilt = (tick: number): Int32Array => {
      const words = state(tick);
      if (tick >= spoilt_tick) words[offset_bytes / 4]! ^= 1;
      return words;
    };
    const { stream } = variantOf(course, variant);
    const comparing = new Comparing();
    const changed = stream.slice();
    changed[80]! ^= 1;
    await comparing.compare(course, { name: 'spoilt', stream: changed, digest: course.digest, state: spoilt });
    await comparing.compare(course, { name: 'sound', stream, digest: course.digest, state });
    expect(comparing).toMatchObject({ comparisons: 2, mismatches: 1 });
    expect(comparing.differences).toEqual([`seed 5, spoilt: tick ${spoilt_tick}, flash.erases`]);
  });
});
