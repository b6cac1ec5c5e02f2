/** Why an experiment file was refused: its text, its form, or a limit that it violates. */
export type RefusalKind = 'syntax' | 'schema' | 'limit';

/** One reason, with the place in the file that it speaks of. */
export interface Refusal {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** Path of the field, such as `steps[3].bias_V`; empty for the whole file. */
  readonly field: string;
  /** What stands there, as written; absent when something is missing. */
  readonly value?: string;
  /** The bound that it violates, with its unit and where it comes from. */
  readonly limit?: string;
  readonly reason: string;
}

/** An experiment that was refused before anything moved. */
export class ExperimentError extends Error {
  readonly kind: RefusalKind;
  readonly refusals: readonly Refusal[];

  constructor(kind: RefusalKind, refusals: readonly Refusal[]) {
    super(refusals.map(describe).join('\n'));
    this.name = 'ExperimentError';
    this.kind = kind;
    this.refusals = refusals;
  }
}

function describe(refusal: Refusal): string {
  const { file, line, column, field, value, limit, reason } = refusal;
  const subject = [field, value].filter((part) => part !== undefined && part !== '').join(' = ');
  const bound = limit === undefined ? '' : ` (limit: ${limit})`;
  return `${file}:${line}:${column}: ${subject === '' ? '' : `${subject}: `}${reason}${bound}`;
}
