// Writes docs/errors.md from the table of codes in sdk/src/errors.ts and the sentence above each.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../..', import.meta.url));
const source_path = `${root}sdk/src/errors.ts`;
const page_path = `${root}docs/errors.md`;

const bands = {
  link: 'Link: try again',
  request: 'Request: correct it',
  state: 'State: read it again, then decide',
  trip: 'Trip: look at the specimen, then acknowledge',
  internal: 'Internal: report it',
} as const;

interface Row {
  readonly code: string;
  readonly meaning: string;
  readonly band: string;
  readonly isRetryable: boolean;
}

/** The page as it must stand in docs/errors.md. @throws Error for a code without a sentence */
export function errorsPage(source: string): string {
  const rows = rowsOf(source);
  const sections = Object.entries(bands).flatMap(([band, title]) => [
    `## ${title}`, '', '| code | the same call again | what it means |', '|---|---|---|',
    ...rows.filter((row) => row.band === band).map(({ code, isRetryable, meaning }) => `| \`${code}\` | ${isRetryable ? 'may help' : 'no'} | ${meaning} |`), '',
  ]);
  return [...head, ...sections].join('\n');
}

const head = [
  '# Errors', '',
  'Made from `sdk/src/errors.ts` by `npm run -s errors`; a test holds the two against each other.', '',
  'Every failure at the SDK\'s door is a `NanobiasError`. Programs branch on `code`, a closed union, and never on the message.', '',
  '| member | what it says |', '|---|---|',
  '| `code`, `band` | one of the codes below, and the heading it stands under |',
  '| `retryable` | whether the same call may be made again as it is |',
  '| `outputMayBeOn` | `false`: the output was seen off. `true`: it is on as far as is known. `\'unknown\'`: neither; go and look |',
  '| `deviceTime_s` | device time of the refusal, or the last that was heard |',
  '| `field`, `value`, `limit`, `limit_min`, `limit_max`, `origin` | what was refused, in the unit of the field\'s name, and where the bound comes from |',
  '| `tripCause` | of a trip: the cause that latched |',
  '| `off` | of an output scope that ended by this failure: what was measured after it |',
  '| `cause` | what led to it on this side |', '',
];

function rowsOf(source: string): readonly Row[] {
  const file = ts.createSourceFile(source_path, source, ts.ScriptTarget.Latest, true);
  const rows: Row[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && node.name.getText() === 'errorCodes' && node.initializer !== undefined) rows.push(...tableRows(node.initializer));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return rows;
}

function tableRows(table: ts.Node): readonly Row[] {
  let literal = table;
  while (ts.isAsExpression(literal) || ts.isSatisfiesExpression(literal)) literal = literal.expression;
  if (!ts.isObjectLiteralExpression(literal)) throw new Error('the codes are no table');
  return literal.properties.map((property) => {
    const code = property.name?.getText() ?? '';
    const meaning = ts.getTextOfJSDocComment(ts.getJSDocCommentsAndTags(property).find(ts.isJSDoc)?.comment)?.replace(/\s+/g, ' ') ?? '';
    const [, band = '', isRetryable] = /band: '(\w+)', retryable: (true|false)/.exec(property.getText()) ?? [];
    if (meaning === '' || !Object.hasOwn(bands, band)) throw new Error(`${code} has no sentence, or no band that the page knows`);
    return { code, meaning, band, isRetryable: isRetryable === 'true' };
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(page_path, errorsPage(readFileSync(source_path, 'utf8')));
