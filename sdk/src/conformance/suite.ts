import { STOP_SEQUENCE } from '@nanobias/proto';
import type { BytePipe, Clock } from '@nanobias/proto';
import { Finding, Skipped } from './check.ts';
import type { Check } from './check.ts';
import { currentChecks } from './checks/current.ts';
import { decodingChecks } from './checks/decoding.ts';
import { deliveryChecks } from './checks/delivery.ts';
import { frameChecks } from './checks/frames.ts';
import { interlockChecks } from './checks/interlocks.ts';
import { hostChecks } from './checks/hosts.ts';
import { leaseChecks } from './checks/lease.ts';
import { limitChecks } from './checks/limits.ts';
import { closingChecks, logChecks } from './checks/log.ts';
import { openingChecks } from './checks/opening.ts';
import { outputChecks } from './checks/output.ts';
import { programChecks } from './checks/programs.ts';
import { sessionChecks } from './checks/session.ts';
import { stateChecks } from './checks/state.ts';
import { streamChecks } from './checks/streams.ts';
import { tripChecks } from './checks/trips.ts';
import { Host, SILENCE_US } from './host.ts';
import { rest } from './operation.ts';
import { reportOf, summary } from './report.ts';
import type { CheckReport, ConformanceReport } from './report.ts';
import { REQUIREMENTS } from './requirements.ts';

/** Every check, in the order in which they run: the first finds the link as it was opened. */
export const CHECKS: readonly Check[] = [
  ...sessionChecks, ...frameChecks, ...decodingChecks, ...deliveryChecks, ...stateChecks, ...limitChecks, ...leaseChecks, ...outputChecks,
  ...openingChecks, ...tripChecks, ...programChecks, ...currentChecks, ...streamChecks, ...logChecks, ...interlockChecks, ...hostChecks, ...closingChecks,
];

/** Which controller is held against the protocol, and by what. */
export interface ConformanceOptions {
  /** Name of the target in the report. */
  readonly target: string;
  /** Opens the link; called again by checks that hang up. */
  readonly open: () => Promise<BytePipe>;
  readonly clock: Clock;
  /** Opens a further link of the same controller beside the one that is open; without it what needs two is skipped. */
  readonly openMore?: () => Promise<BytePipe>;
  /** Told after each check. */
  readonly onCheck?: (requirement: string, report: CheckReport) => void;
  /** Requirements to check; all unless told. */
  readonly only?: ReadonlySet<string>;
}

/**
 * Holds a controller against every requirement. Speaks raw bytes, so that it can send what the SDK refuses to. Whatever
 * happens, the last that is sent is the stop.
 */
export async function conform({ target, open, openMore, clock, onCheck, only }: ConformanceOptions): Promise<ConformanceReport> {
  const host = new Host(open, clock, openMore);
  const reports = new Map<string, CheckReport[]>();
  try {
    for (const check of CHECKS) {
      if (only !== undefined && !only.has(check.requirement)) continue;
      const report = await checked(host, check);
      reports.set(check.requirement, [...(reports.get(check.requirement) ?? []), report]);
      onCheck?.(check.requirement, report);
    }
  } finally {
    await leaveOff(host);
  }
  const requirements = REQUIREMENTS.filter(({ id }) => only === undefined || only.has(id));
  return reportOf(target, requirements.map((requirement) => summary(requirement, reports.get(requirement.id) ?? [])));
}

async function checked(host: Host, check: Check): Promise<CheckReport> {
  host.forget();
  let report: CheckReport;
  try {
    if (host.isClosed) await host.connect();
    await check.run(host);
    report = { title: check.title, status: 'passed', reason: '', sent: [], came: [], expected: '' };
  } catch (error) {
    report = failure(host, check, error);
  }
  await tidy(host);
  return report;
}

function failure(host: Host, { title }: Check, error: unknown): CheckReport {
  if (error instanceof Skipped) return { title, status: 'skipped', reason: error.message, sent: [], came: [], expected: '' };
  const reason = error instanceof Error ? error.message : String(error);
  return { title, status: 'failed', reason, sent: [...host.sent], came: host.cameLast, expected: error instanceof Finding ? error.expected : '' };
}

/** Gives control back and brings the output to rest. What goes wrong here belongs to no requirement; the next check meets it. */
async function tidy(host: Host): Promise<void> {
  if (host.isClosed) return;
  try {
    if (host.lease_epoch !== 0) {
      host.sendBytes(STOP_SEQUENCE);
      host.sendLink({ kind: 'bye', reason: 'check over' });
      await host.wait(SILENCE_US / 3);
    }
    host.lease_epoch = 0;
    await rest(host);
  } catch (error) {
    if (!(error instanceof Finding)) throw error;
  }
}

async function leaveOff(host: Host): Promise<void> {
  if (host.isClosed) await host.connect();
  await host.stop();
  await host.close();
}
