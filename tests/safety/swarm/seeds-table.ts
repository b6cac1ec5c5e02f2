import { fileURLToPath } from 'node:url';
import type { Found } from './saboteurs.ts';

/** The page that the table stands in. */
export const PAGE_PATH = fileURLToPath(new URL('../../../docs/swarm.md', import.meta.url));

const HEAD = '| planted bug | where | breaks | seeds | broken first | actions |';
const LINE = '|---|---|---|---|---|---|';
/** Head, line and rows; the rest of the page is written by hand. */
const TABLE = new RegExp(`^${HEAD.replaceAll('|', '\\|')}\\n(?:\\|.*\\n)*`, 'm');

/** The page with the table of a report in place of the one that it has. @throws Error where the page has none */
export function withTable(page: string, table: readonly Found[]): string {
  if (!TABLE.test(page)) throw new Error('the page has no table of planted bugs');
  const rows = table.map(({ name, place, breaks, seeds, property, actions }) => `| ${name} | ${place} | ${breaks} | ${seeds ?? 'not found'} | ${property} | ${actions} |`);
  return page.replace(TABLE, () => `${[HEAD, LINE, ...rows].join('\n')}\n`);
}

/** Name and number of seeds of every row of the page's table. */
export function rowsOf(page: string): readonly { readonly name: string; readonly seeds: number }[] {
  const [, , ...rows] = (TABLE.exec(page)?.[0] ?? '').trimEnd().split('\n');
  return rows.map((row) => row.split('|').map((cell) => cell.trim())).map((cells) => ({ name: cells[1]!, seeds: Number(cells[4]) }));
}
