import { readFile } from 'node:fs/promises';
import { readRepro, replay } from '@nanobias/firmware-model/swarm';
import type { Replayed, Repro } from '@nanobias/firmware-model/swarm';
import { EXIT, UsageError } from '../exit.ts';
import { writeNew } from '../new-file.ts';
import { reproTest } from '../swarm/repro-test.ts';

export interface ReplayReproOptions {
  readonly json?: boolean;
  /** Where to write a test of the repository that replays it. */
  readonly test?: string;
}

/** Recordings end otherwise. */
export function isReproFile(file: string): boolean {
  return file.endsWith('.json');
}

/** `nanobias replay FILE.repro.json`: runs it again, and says whether the same property broke in the same tick. */
export async function replayRepro(file: string, { json = false, test }: ReplayReproOptions): Promise<number> {
  const repro = await readWhole(file);
  if (test !== undefined) {
    await writeNew(test, reproTest(repro));
    process.stderr.write(`${test} written\n`);
  }
  const { violation, ticks, digest, isSame } = replayed(file, repro);
  const told = violation === undefined ? `nothing was violated in ${ticks} ticks` : `${violation.property} in tick ${violation.tick}: ${violation.detail}`;
  process.stdout.write(json ? `${JSON.stringify({ violation: violation ?? null, ticks, digest, is_same: isSame })}\n` : `${told}\n${isSame ? 'the same tick and the same digest as when it was found' : `found was ${repro.violation.property} in tick ${repro.violation.tick}: this firmware is another one`}\n`);
  return violation === undefined ? EXIT.ok : EXIT.failed;
}

async function readWhole(file: string): Promise<Repro> {
  try {
    return readRepro(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    const isAboutFile = error instanceof RangeError || error instanceof SyntaxError || (error as NodeJS.ErrnoException).code !== undefined;
    if (isAboutFile) throw new UsageError(`${file}: ${(error as Error).message}`);
    throw error;
  }
}

/** What no model is built with may show only when one is. */
function replayed(file: string, repro: Repro): Replayed {
  try {
    return replay(repro);
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(`${file}: ${error.message}`);
    throw error;
  }
}
