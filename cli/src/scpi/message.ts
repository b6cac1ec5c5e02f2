import { ScpiError } from './scpi-error.ts';

/** One command or query of a line. */
export interface MessageUnit {
  /** Keywords as they came, from the root; of a common command the one with its asterisk. */
  readonly keywords: readonly string[];
  readonly isQuery: boolean;
  /** As they came, quotes included. */
  readonly parameters: readonly string[];
}

const HEADER = /^(?:\*[A-Za-z]{1,12}|:?[A-Za-z][A-Za-z0-9_]{0,31}(?::[A-Za-z][A-Za-z0-9_]{0,31}){0,7})\??$/;
const PRINTABLE = /^[\t\x20-\x7e]*$/;

/**
 * The units of a program message, by the grammar of IEEE 488.2 and SCPI: a header without a leading colon goes on from the path of
 * the one before, which a common command leaves as it is. Lazy, so that what stands in front of a mistake is carried out.
 * @throws ScpiError
 */
export function* unitsOf(line: string): Generator<MessageUnit> {
  if (!PRINTABLE.test(line)) throw new ScpiError(-101);
  let path: readonly string[] = [];
  for (const part of partsOf(line, ';')) {
    const unit = part.trim();
    if (unit === '') continue;
    const [header = ''] = unit.split(/[\t ]/, 1);
    if (!HEADER.test(header)) throw new ScpiError(-102, header);
    const isQuery = header.endsWith('?');
    const name = isQuery ? header.slice(0, -1) : header;
    const rest = unit.slice(header.length).trim();
    const parameters = rest === '' ? [] : partsOf(rest, ',').map((parameter) => parameter.trim());
    if (parameters.includes('')) throw new ScpiError(-102, unit);
    if (name.startsWith('*')) {
      yield { keywords: [name], isQuery, parameters };
      continue;
    }
    const keywords = name.startsWith(':') ? name.slice(1).split(':') : [...path, ...name.split(':')];
    path = keywords.slice(0, -1);
    yield { keywords, isQuery, parameters };
  }
}

/** Splits at a separator outside quotes. */
function partsOf(text: string, separator: string): string[] {
  const parts = [''];
  let quote = '';
  for (const character of text) {
    if (quote === '' && character === separator) {
      parts.push('');
      continue;
    }
    if (quote === '') quote = character === '"' || character === "'" ? character : '';
    else if (character === quote) quote = '';
    parts[parts.length - 1] += character;
  }
  if (quote !== '') throw new ScpiError(-102, 'a string without an end');
  return parts;
}
