import { NanobiasError, causeName, modeName, quantityText, testVerdictName } from '@nanobias/sdk';
import type { Device, TestVerdict } from '@nanobias/sdk';
import { EXIT } from '../exit.ts';
import { explanation, explanationLines } from '../explanation.ts';
import { interlockReport } from '../interlock-report.ts';
import type { RowReport } from '../interlock-report.ts';
import { portTarget } from '../target.ts';

export interface InterlockOptions {
  readonly json?: boolean;
}

/** What `nanobias interlock VERB TARGET` can do. */
export const INTERLOCK_VERBS = ['status', 'explain', 'test', 'clear'] as const;
export type InterlockVerb = (typeof INTERLOCK_VERBS)[number];

/** What a verb has to say: to scripts, to people, and as exit code. */
interface Telling {
  readonly json: object;
  readonly lines: readonly string[];
  readonly code: number;
}

const TELL: Readonly<Record<InterlockVerb, (device: Device) => Promise<Telling>>> = { status, explain, test, clear };

/** `nanobias interlock status|explain|test|clear TARGET`. Only `test` and `clear` take control, and only for themselves. */
export async function interlockCommand(verb: InterlockVerb, target: string, { json = false }: InterlockOptions): Promise<number> {
  const device = await portTarget(target, 'auto').connect();
  try {
    const telling = await TELL[verb](device);
    process.stdout.write(json ? `${JSON.stringify(telling.json, null, 2)}\n` : `${telling.lines.join('\n')}\n`);
    return telling.code;
  } finally {
    await device.close();
  }
}

async function status(device: Device): Promise<Telling> {
  const report = await interlockReport(device);
  const { mode, is_switch_closed, latched, rows } = report;
  const heads = [`mode ${mode}, output ${is_switch_closed ? 'ON' : 'off'}`, latched.length === 0 ? 'nothing latched' : `latched: ${latched.join(', ')}`];
  return { json: report, lines: [...heads, ...rows.map(rowLine), LEGEND], code: EXIT.ok };
}

/** Why something was refused or tripped last: what was seen, what it was held against, where that comes from, and what clears it. */
async function explain(device: Device): Promise<Telling> {
  const found = await explanation(device);
  if (found === undefined) return { json: { explanation: null }, lines: ['nothing was refused and nothing has tripped since the log began'], code: EXIT.ok };
  return { json: { explanation: found }, lines: explanationLines(found), code: EXIT.ok };
}

async function test(device: Device): Promise<Telling> {
  const verdicts = Object.fromEntries((Object.entries(await device.selfTest()) as [string, TestVerdict][]).map(([part, verdict]) => [part, testVerdictName(verdict)]));
  const isPassed = Object.values(verdicts).every((verdict) => verdict === 'PASSED');
  const lines = Object.entries(verdicts).map(([part, verdict]) => `${part.padEnd(26)}${verdict}`);
  return { json: { is_passed: isPassed, verdicts }, lines: [...lines, isPassed ? 'the self-test passed' : 'the self-test did NOT pass'], code: isPassed ? EXIT.ok : EXIT.refused };
}

async function clear(device: Device): Promise<Telling> {
  const { latched: before } = await device.readState();
  const { mode, latched } = await acknowledged(device);
  const cleared = before.map(causeName);
  const json = { cleared, mode: modeName(mode), latched: latched.map(causeName) };
  const line = cleared.length === 0 ? 'nothing was latched' : `acknowledged: ${cleared.join(', ')}; commit limits and arm to go on`;
  return { json, lines: [line], code: EXIT.ok };
}

/** An acknowledge that comes too early says for how long the cause must still be gone. */
async function acknowledged(device: Device): ReturnType<Device['acknowledge']> {
  try {
    return await device.acknowledge();
  } catch (error) {
    if (!(error instanceof NanobiasError) || error.code !== 'CAUSE_PRESENT') throw error;
    const held = (await device.interlocks()).filter(({ isLatched, clearRemaining_s }) => isLatched && 0 < clearRemaining_s);
    const waits = held.map(({ cause, isPresent, clearRemaining_s }) => `${causeName(cause)} ${isPresent ? 'is present' : `must be gone for ${clearRemaining_s.toFixed(1)} s more`}`);
    throw new NanobiasError(error.code, [error.message, ...waits].join('; '), { outputMayBeOn: error.outputMayBeOn, cause: error });
  }
}

const LEGEND = '! present now: it keeps the output off (LEASE_LAPSED until somebody holds the lease, a cause of limits until limits are committed); L latched until cleared; - not in force';

function rowLine({ row, cause, is_present, is_latched, value, limit, unit, origin }: RowReport): string {
  const marks = `${is_present ? '!' : ' '}${is_latched ? 'L' : ' '}`;
  const seen = value === null ? '-' : quantityText(value, unit);
  // A limit of nothing belongs to what is not watched yet.
  const held = limit === null || limit === 0 ? '-' : `${quantityText(limit, unit)}${origin === null ? '' : ` (${origin})`}`;
  return `${marks} ${String(row).padStart(2)} ${cause.padEnd(24)}${seen.padEnd(16)}limit ${held}`;
}
