/** What became of a check or a requirement. */
export type Verdict = 'passed' | 'failed' | 'skipped';

/** What one check found. */
export interface CheckReport {
  readonly title: string;
  readonly status: Verdict;
  /** Why it failed or was skipped; empty when it passed. */
  readonly reason: string;
  /** Of a failed check: what was sent last, what came last, and what was expected. */
  readonly sent: readonly string[];
  readonly came: readonly string[];
  readonly expected: string;
}

/** How a controller stands to one requirement of `docs/protocol.md`. */
export interface RequirementReport {
  readonly id: string;
  readonly section: string;
  readonly text: string;
  readonly status: Verdict;
  readonly reason: string;
  readonly checks: readonly CheckReport[];
}

/** The whole of a run. `passed`, `failed` and `skipped` count requirements. */
export interface ConformanceReport {
  readonly target: string;
  readonly requirements: readonly RequirementReport[];
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** A requirement fails with one of its checks, and passes with one of them when none fails. */
export function summary(requirement: Pick<RequirementReport, 'id' | 'section' | 'text'>, checks: readonly CheckReport[]): RequirementReport {
  const { id, section, text } = requirement;
  const first = (status: Verdict): CheckReport | undefined => checks.find((check) => check.status === status);
  const decisive = first('failed') ?? first('passed') ?? first('skipped');
  return { id, section, text, status: decisive?.status ?? 'skipped', reason: decisive?.reason ?? 'no check', checks };
}

const count = (requirements: readonly RequirementReport[], status: Verdict): number => requirements.filter((requirement) => requirement.status === status).length;

export function reportOf(target: string, requirements: readonly RequirementReport[]): ConformanceReport {
  return { target, requirements, passed: count(requirements, 'passed'), failed: count(requirements, 'failed'), skipped: count(requirements, 'skipped') };
}

/** The report in JUnit's XML: a test suite a section, a test case a check. */
export function junit({ target, requirements }: ConformanceReport): string {
  const cases = requirements.flatMap(({ id, section, checks }) => checks.map((check) => junitCase(id, section, check)));
  const failures = requirements.flatMap(({ checks }) => checks).filter(({ status }) => status === 'failed').length;
  const skipped = requirements.flatMap(({ checks }) => checks).filter(({ status }) => status === 'skipped').length;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuite name="${escaped(`nanobias conform ${target}`)}" tests="${cases.length}" failures="${failures}" skipped="${skipped}">`,
    ...cases,
    '</testsuite>',
    '',
  ].join('\n');
}

function junitCase(id: string, section: string, { title, status, reason, sent, came, expected }: CheckReport): string {
  const head = `  <testcase classname="${escaped(`${section}.${id}`)}" name="${escaped(title)}"`;
  if (status === 'passed') return `${head}/>`;
  const detail = escaped([`expected: ${expected}`, 'sent:', ...sent, 'came:', ...came].join('\n'));
  const inner = status === 'skipped' ? `<skipped message="${escaped(reason)}"/>` : `<failure message="${escaped(reason)}">${detail}</failure>`;
  return `${head}>${inner}</testcase>`;
}

/** The report as one page without scripts or links. */
export function html({ target, requirements, passed, failed, skipped }: ConformanceReport): string {
  const rows = requirements.map(({ id, section, text, status, reason, checks }) => {
    const details = checks.map((check) => `<li class="${check.status}">${escaped(check.title)}: ${check.status}${check.reason === '' ? '' : `, ${escaped(check.reason)}`}${evidence(check)}</li>`).join('');
    return `<tr class="${status}"><td>${id}</td><td>${escaped(section)}</td><td>${escaped(text)}<ul>${details}</ul></td><td>${status}</td><td>${escaped(reason)}</td></tr>`;
  });
  const style = 'body{font:14px/1.4 sans-serif;margin:2em}table{border-collapse:collapse}td,th{border:1px solid #bbb;padding:.3em .6em;text-align:left;vertical-align:top}tr.failed,li.failed{background:#fbd9d9}tr.skipped{color:#666}pre{white-space:pre-wrap}';
  return [
    '<!doctype html>',
    `<html lang="en"><head><meta charset="utf-8"><title>${escaped(target)}: conformance</title><style>${style}</style></head><body>`,
    `<h1>${escaped(target)}</h1><p>${passed} passed, ${failed} failed, ${skipped} skipped</p>`,
    '<table><tr><th>Requirement</th><th>Section</th><th>Text and checks</th><th>Status</th><th>Reason</th></tr>',
    ...rows,
    '</table></body></html>',
    '',
  ].join('\n');
}

function evidence({ status, sent, came, expected }: CheckReport): string {
  if (status !== 'failed') return '';
  return `<pre>${escaped([`expected: ${expected}`, 'sent:', ...sent, 'came:', ...came].join('\n'))}</pre>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll(/[^\n\x20-\u{10ffff}]/gu, ' ');
}
