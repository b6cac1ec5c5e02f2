import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

/** A program as a page loads it. */
export interface Bundle {
  readonly text: string;
  /** Files of which something is left, beside the program itself. */
  readonly inputs: readonly string[];
}

const root = new URL('..', import.meta.url).pathname;

/** Bundles a program for a browser out of the sources of this tree, minified. @throws BuildFailure where it needs what no browser has */
export async function bundled(program: string, format: 'esm' | 'iife' = 'esm'): Promise<Bundle> {
  const { outputFiles: [file], metafile } = await build({
    stdin: { contents: program, resolveDir: `${root}bench`, loader: 'ts' },
    absWorkingDir: root,
    bundle: true,
    conditions: ['nanobias-source'],
    format,
    legalComments: 'none',
    logLevel: 'silent',
    metafile: true,
    minify: true,
    platform: 'browser',
    target: 'es2022',
    write: false,
  });
  const inputs = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs));
  return { text: file!.text, inputs: inputs.filter(([path, { bytesInOutput }]) => path !== '<stdin>' && bytesInOutput > 0).map(([path]) => path) };
}

/** What the whole main door of the SDK costs a page, with rxjs and all else that it needs, in kilobytes of 1000 bytes, gzip at its best. */
export async function bundle_kB_gzip(): Promise<number> {
  const { text } = await bundled("export * from '@nanobias/sdk';");
  return gzipSync(text, { level: 9 }).length / 1000;
}
