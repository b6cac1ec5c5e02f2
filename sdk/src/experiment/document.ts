import { isCollection, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import type { Document, Node } from 'yaml';
import { ExperimentError } from './refusal.ts';

/** Larger files are refused unread: an experiment is a page of text. */
const text_characters_max = 1_000_000;
/** References that may be resolved, so that a few lines cannot unfold into gigabytes. */
const alias_count_max = 50;

/** Steps from the root to a value. */
export type Path = readonly (string | number)[];

/** A place in a file; the first line and the first column are 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A YAML or JSON text as plain values that remember where they stood. */
export interface SourceDocument {
  readonly file: string;
  readonly value: unknown;
  /** Position of a value; of the nearest enclosing one where the path leads nowhere. */
  positionOf(path: Path): Position;
  /** Position of a key, which is where an unknown field is to be shown. */
  positionOfKey(path: Path): Position;
  /** The text of a scalar, as it was written. */
  writtenAt(path: Path): string | undefined;
}

/**
 * Reads YAML 1.2 or JSON.
 * @throws ExperimentError `syntax`, with line and column
 */
export function readDocument(text: string, file: string): SourceDocument {
  if (!(text.length <= text_characters_max)) {
    throw syntaxError(file, { line: 1, column: 1 }, `the file has ${text.length} characters`, `${text_characters_max} characters`);
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, version: '1.2', schema: 'core', uniqueKeys: true, prettyErrors: false });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem !== undefined) throw syntaxError(file, place(lines, problem.pos[0]), problem.message);
  return {
    file,
    value: plainValue(document, file),
    positionOf: (path) => place(lines, offsetOf(document, path)),
    positionOfKey: (path) => place(lines, keyOffsetOf(document, path)),
    writtenAt: (path) => {
      const node = document.getIn(path, true);
      return isScalar(node) ? (node.source ?? String(node.value)) : undefined;
    },
  };
}

function plainValue(document: Document.Parsed, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: alias_count_max });
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    throw syntaxError(file, { line: 1, column: 1 }, error.message, `${alias_count_max} resolved aliases`);
  }
}

function offsetOf(document: Document.Parsed, path: Path): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return rootOffset(document);
}

function keyOffsetOf(document: Document.Parsed, path: Path): number {
  const parent: unknown = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
  if (isMap(parent)) {
    const pair = parent.items.find(({ key }) => (isScalar(key) ? key.value : key) === path.at(-1));
    if (isNode(pair?.key) && pair.key.range) return pair.key.range[0];
  }
  return offsetOf(document, path);
}

function rootOffset(document: Document.Parsed): number {
  const root: Node | null = document.contents;
  if (isCollection(root) && root.range) return root.range[0];
  return 0;
}

function place(lines: LineCounter, offset: number): Position {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

function syntaxError(file: string, position: Position, reason: string, limit?: string): ExperimentError {
  return new ExperimentError('syntax', [{ file, ...position, field: '', reason, ...(limit === undefined ? {} : { limit }) }]);
}
