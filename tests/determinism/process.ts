// A process of its own that runs courses: `process.ts streams SEED...` prints a line a seed, `process.ts state SEED TICK` all state at that tick.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { runCourse, stateOf } from './course.ts';

const run = promisify(execFile);
const self = fileURLToPath(import.meta.url);
const OUTPUT_BYTES_MAX = 256 * 1024 * 1024;

export interface StreamOfSeed {
  readonly seed: number;
  readonly digest: string;
  readonly stream: Uint32Array;
}

/** The courses of these seeds in a fresh process, under this Node. */
export async function streamsElsewhere(node: string, seeds: readonly number[]): Promise<readonly StreamOfSeed[]> {
  const lines = (await elsewhere(node, ['streams', ...seeds.map(String)])).trim().split('\n');
  return lines.map((line) => {
    const { seed, digest, words } = JSON.parse(line) as { seed: number; digest: string; words: string };
    return { seed, digest, stream: new Uint32Array(bytesOf(words)) };
  });
}

/** All state of a course at the end of a tick, from a fresh process. */
export async function stateElsewhere(node: string, seed: number, tick: number): Promise<Int32Array> {
  return new Int32Array(bytesOf(await elsewhere(node, ['state', String(seed), String(tick)])));
}

async function elsewhere(node: string, args: readonly string[]): Promise<string> {
  return (await run(node, ['--conditions=nanobias-source', '--import', 'tsx', self, ...args], { maxBuffer: OUTPUT_BYTES_MAX })).stdout;
}

function bytesOf(base64: string): ArrayBuffer {
  return Uint8Array.from(Buffer.from(base64, 'base64')).buffer;
}

function base64Of(words: Uint32Array | Int32Array): string {
  return Buffer.from(words.buffer, words.byteOffset, words.byteLength).toString('base64');
}

if (process.argv[1] === self) {
  const [what, ...numbers] = process.argv.slice(2);
  const [seed, tick] = numbers.map(Number);
  if (what === 'state') {
    process.stdout.write(base64Of(stateOf(runCourse(seed!))(tick!)));
  } else {
    for (const each of numbers.map(Number)) {
      const { digest, stream } = runCourse(each);
      process.stdout.write(`${JSON.stringify({ seed: each, digest, words: base64Of(stream) })}\n`);
    }
  }
}
