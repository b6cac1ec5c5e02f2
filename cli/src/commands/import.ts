import { basename } from 'node:path';
import { parseExperiment, readDocument } from '@nanobias/sdk/experiment';
import type { Experiment, SourceDocument } from '@nanobias/sdk/experiment';
import { stringify } from 'yaml';
import { readText } from '../cell-file.ts';
import { EXIT } from '../exit.ts';
import type { Imported, ImportContext } from '../import/imported.ts';
import { fromPybamm } from '../import/pybamm.ts';
import { fromUnicycler } from '../import/unicycler.ts';
import { writeNew } from '../new-file.ts';

/** Programs whose files are read. */
export const IMPORT_SOURCES = ['unicycler', 'pybamm'] as const;
type ImportSource = (typeof IMPORT_SOURCES)[number];

export interface ImportOptions {
  readonly onto: string;
  readonly from?: ImportSource;
  readonly slew?: number;
  readonly longest?: number;
  readonly capacity?: number;
  readonly title?: string;
  readonly out?: string;
  readonly json?: boolean;
}

const slew_V_per_s_default = 0.01;
const C_per_mAh = 3.6;

/** `nanobias import FILE --onto EXPERIMENT`: another program's protocol as an experiment file, loss-free or refused with line and reason. */
export async function importCommand(file: string, options: ImportOptions): Promise<number> {
  const { out, json = false } = options;
  const onto = parseExperiment(await readText(options.onto), options.onto).experiment;
  const source = readDocument(asDocument(await readText(file)), file);
  const context = contextOf(onto, options);
  const from = options.from ?? sourceOf(source);
  const imported = from === 'pybamm' ? fromPybamm(source, context) : fromUnicycler(source, context);
  const written = experimentText({ onto, imported, title: options.title ?? `Steps of ${basename(file)}`.slice(0, 120) });
  // What was made has to be an experiment itself, bounds of every field and all.
  parseExperiment(written, out ?? `${file} as an experiment`);
  if (out !== undefined) await writeNew(out, written);
  for (const note of imported.notes) process.stderr.write(`note: ${note}\n`);
  if (out === undefined && !json) process.stdout.write(written);
  else process.stdout.write(json ? `${JSON.stringify({ from, steps: imported.steps, notes: imported.notes, file: out ?? null, text: written }, null, 2)}\n` : `written: ${out}\n`);
  return EXIT.ok;
}

function contextOf(onto: Experiment, { slew, longest, capacity }: ImportOptions): ImportContext {
  return {
    onto,
    slew_V_per_s: slew ?? onto.safety.slew_V_per_s_max ?? slew_V_per_s_default,
    ...(longest === undefined ? {} : { longest_s: longest }),
    ...(capacity === undefined ? {} : { capacity_C: capacity * C_per_mAh }),
  };
}

/** Lines of sentences are a list as well: so they stand in PyBaMM's own examples. */
function asDocument(text: string): string {
  const isSentences = /^\s*(?:#[^\n]*\n\s*)*(?:charge|discharge|rest|hold)\b/i.test(text);
  // Line for line, so that a refusal names the line of the file.
  return isSentences ? text.split('\n').map((line) => (/^\s*(?:#|$)/.test(line) ? line : `- ${JSON.stringify(line.trim().replace(/,$/, ''))}`)).join('\n') : text;
}

function sourceOf({ value }: SourceDocument): ImportSource {
  return Array.isArray(value) ? 'pybamm' : 'unicycler';
}

function experimentText({ onto, imported, title }: { readonly onto: Experiment; readonly imported: Imported; readonly title: string }): string {
  const experiment: Experiment = { ...onto, title, safety: { ...onto.safety, ...imported.safety }, steps: imported.steps };
  return `${imported.notes.map((note) => `# ${note}\n`).join('')}${stringify(experiment, { lineWidth: 0 })}`;
}
