import { basename, dirname, extname, join } from 'node:path';
import { EXIT, UsageError } from '../exit.ts';
import { renderPng } from '../figure/png.ts';
import { writeNew } from '../new-file.ts';
import { defaultKind, PLOTS } from '../plot/kinds.ts';
import type { PlotKind } from '../plot/kinds.ts';
import { readRun } from '../recorded-run.ts';

export interface PlotOptions {
  readonly kind?: PlotKind;
  readonly out?: string;
  readonly json?: boolean;
}

const endings = ['.svg', '.png'] as const;

/** `nanobias plot FILE`: draws a recording as SVG and PNG, from the recording alone. */
export async function plotCommand(file: string, { kind: asked, out, json = false }: PlotOptions): Promise<number> {
  const run = await readRun(file);
  if (run.recording.slowCurrent.length === 0) throw new UsageError(`${file} holds no sample of the slow path`);
  const kind = asked ?? defaultKind(run);
  const svg = PLOTS[kind](run);
  const files = targets(out ?? join(dirname(file), `${basename(file, extname(file))}-${kind}`));
  for (const path of files) await writeNew(path, path.endsWith('.png') ? renderPng(svg) : svg);
  const isComplete = run.recording.isComplete;
  if (!isComplete) process.stderr.write(`${file} is cut or damaged: what is whole was drawn, and \`nanobias recover\` tells what is lost\n`);
  process.stdout.write(json ? `${JSON.stringify({ kind, files, is_complete: isComplete, is_simulation: run.isSimulation }, null, 2)}\n` : files.map((path) => `written: ${path}\n`).join(''));
  return EXIT.ok;
}

/** Both forms under one name, or the one that the name asks for. */
function targets(out: string): readonly string[] {
  return endings.some((ending) => out.endsWith(ending)) ? [out] : endings.map((ending) => `${out}${ending}`);
}
