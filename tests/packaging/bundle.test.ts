import { describe, expect, it } from 'vitest';
import { bundle_kB_gzip, bundled } from '../../bench/bundle.ts';

/** The packages of which a bundle holds something; our own files by the folder that they lie in. */
function origins(inputs: readonly string[]): readonly string[] {
  return [...new Set(inputs.map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? path.split('/')[0]!))].sort();
}

describe('the doors that a page may open', () => {
  it.each([
    ['@nanobias/proto', ['long', 'proto', 'protobufjs']],
    ['@nanobias/native', ['native', 'proto']],
    ['@nanobias/firmware-model', ['firmware-model', 'long', 'proto', 'protobufjs']],
    ['@nanobias/sdk', ['long', 'native', 'proto', 'protobufjs', 'rxjs', 'sdk', 'tslib']],
    ['@nanobias/sdk/web-serial', ['sdk']],
  ])('%s needs no module of Node, and of packages these alone', async (door, packages) => {
    expect(origins((await bundled(`export * from '${door}';`)).inputs)).toEqual(packages);
  });

  it.each(['experiment', 'recording', 'conformance'])('@nanobias/sdk/%s needs no module of Node', async (door) => {
    const { inputs } = await bundled(`export * from '@nanobias/sdk/${door}';`);
    expect(inputs.some((path) => path.startsWith(`sdk/src/${door}/`))).toBe(true);
  });

  it.each(['tcp', 'serial', 'sampled'])('@nanobias/sdk/%s is not among them', async (door) => {
    await expect(bundled(`export * from '@nanobias/sdk/${door}';`)).rejects.toThrow();
  });

  it('takes the twin for a sampler, and nothing of the addon', async () => {
    const { inputs } = await bundled("export { connect } from '@nanobias/sdk';");
    expect(inputs).toContain('native/src/twin.ts');
    expect(inputs.filter((path) => /^native\/src\/(?:addon|load|native-|open-source|pty|twin-source)/.test(path))).toEqual([]);
  });
});

describe('what a bundle leaves out', () => {
  it.each(['proto', 'native', 'firmware-model', 'sdk'])('is all of @nanobias/%s where nothing of it is used', async (name) => {
    const { inputs, text } = await bundled(`import '@nanobias/${name}';`);
    expect(inputs).toEqual([]);
    expect(text.trim().length).toBe(0);
  });

  it('is the protocol, where a page takes a quantity alone', async () => {
    const { inputs } = await bundled("export { volts } from '@nanobias/sdk';");
    expect(origins(inputs)).toEqual(['sdk']);
    expect(inputs).not.toContain('sdk/src/connect.ts');
  });
});

describe('the size of the main door', () => {
  it('is told in kilobytes of gzip', async () => {
    const size_kB = await bundle_kB_gzip();
    // Generated codecs and rxjs alone are more than 30; half a megabyte would be a model, a schema checker or a figure that slipped in.
    expect(size_kB).toBeGreaterThan(30);
    expect(size_kB).toBeLessThan(100);
  });
});
