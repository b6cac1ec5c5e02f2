import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { backendReport, createSampler } from '@nanobias/native';
import { FrameKind } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import { contentOf } from './sampler-suite.ts';
import { frame } from './wire.ts';

const { backend, reason } = backendReport();
const checks = fileURLToPath(new URL('../../native', import.meta.url));

/** What a fuzzer found worth keeping, the seeds it began with, and what it has found here since. */
function corpus(): Uint8Array[] {
  const kept = JSON.parse(readFileSync(new URL('fuzz-corpus.json', import.meta.url), 'utf8')) as readonly string[];
  const directories = [join(checks, 'checks', 'corpus'), join(checks, 'build', 'checks', 'corpus')].filter(existsSync);
  const found = directories.flatMap((directory) => readdirSync(directory).map((name) => readFileSync(join(directory, name))));
  return [...kept.map((hex) => Buffer.from(hex, 'hex')), ...found];
}

describe.skipIf(backend === 'js')(backend === 'js' ? `the corpus of the fuzzer, without the addon: ${reason}` : 'the corpus of the fuzzer', () => {
  const inputs = corpus();

  it('is there', () => {
    expect(inputs.length).toBeGreaterThan(100);
  });

  it.each([
    ['as bytes of a line', (bytes: Uint8Array) => bytes],
    ['as the payload of a sound frame', (bytes: Uint8Array) => frame(FrameKind.SAMPLES, bytes.subarray(0, 4096))],
  ])('gives the same results with the twin, %s', (_name, wrap) => {
    for (const input of inputs) {
      const [native, twin] = (['native', 'js'] as const).map((body) => {
        const sampler = createSampler({ backend: body });
        sampler.feed(wrap(input));
        return contentOf(sampler);
      });
      expect(native).toEqual(twin);
    }
  });
});
