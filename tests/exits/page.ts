import { EXITS } from './ends.ts';
import type { End, ExitRow, Mechanism } from './ends.ts';
import type { MeasuredExit } from './measure.ts';

const ends: Readonly<Record<End, string>> = {
  throw: 'a throw in the body of the scope',
  SIGINT: 'Ctrl-C (SIGINT)',
  SIGTERM: 'SIGTERM',
  'uncaught error': 'an error that nobody catches',
  'unhandled rejection': 'a rejection that nobody handles',
  'process.exit': '`process.exit` in the middle',
  SIGKILL: 'SIGKILL',
  unplug: 'the cable is pulled (the pseudo-terminal is closed)',
  'silent link': 'the link goes silent and nobody hangs up',
  'blocked loop': 'the event loop is blocked',
  SIGSTOP: 'the process is stopped (SIGSTOP)',
};

const mechanisms: Readonly<Record<Mechanism, string>> = {
  scope: '`withOutput` turns off before it rejects; the off is measured',
  guard: '`guardExit` closes the device before the process ends; the off is measured',
  'hang-up': 'the controller sees the line drop, trips and latches',
  lease: 'the controller hears no renewal within the lease of 0.5 s, trips and latches',
};

/** Text of a row up to its figure. */
export function rowText({ end, isGuarded, mechanism }: ExitRow): string {
  return `| ${ends[end]} | ${isGuarded ? 'yes' : 'no'} | ${mechanisms[mechanism]} |`;
}

/** The page of ways in which a host can end. */
export function exitsPage(rows: readonly MeasuredExit[]): string {
  const told = EXITS.map((row) => {
    const measured = rows.find(({ end, isGuarded }) => end === row.end && isGuarded === row.isGuarded);
    return `${rowText(row)} ${measured === undefined ? 'not measured' : `${measured.open_after_ms.toFixed(0)} ms`} | \`${measured?.cause ?? ''}\` |`;
  });
  return `${[...head, ...told, ...tail].join('\n')}\n`;
}

const head = [
  '# When a host ends', '',
  'A host that holds the output can end in many ways. Whatever it does, the circuit is opened, and nothing closes it again by itself. The times run',
  'from just before the end to the circuit being open, in the controller\'s own time: clients in processes of their own, a simulated controller at the',
  'speed of the wall clock, the default lease. It counts from the last renewal, of which a host sends three a lease: up to a third of it has passed',
  'before the end, so that 0.5 s of it shows as 0.33 s to 0.5 s. `npm run -s exits -- --write` measures them and makes this page.', '',
  '| what happens to the host | guard | what opens the circuit | after | cause |', '|---|---|---|---|---|',
];

const tail = [
  '',
  'An orderly end drives the current to zero before the switch opens, which takes up to a second; every end in this table opens at once.', '',
  '## The guard', '',
  '`guardExit(device)` of `@nanobias/sdk/exit-guard` is optional. It closes the device when SIGINT, SIGTERM, SIGHUP, an uncaught error or an unhandled',
  'rejection is about to end the process, waits at most 3 s for the measured off, and then lets the process end as it would have ended without it. Where',
  'the application listens to that end itself, what happens after the closing is left to it.', '',
  '```ts',
  'import { guardExit } from \'@nanobias/sdk/exit-guard\';', '',
  'const release = guardExit(device); // release() takes it back',
  '```', '',
  'What it gains is a measured off in place of a trip that latches: the next run need not acknowledge. It is no protection. It can\'t act when no code of',
  'the process runs any more: SIGKILL, SIGSTOP, a blocked event loop, a power cut, `process.exit`, a crash of native code. Those are covered by the',
  'controller alone: by the hang-up, and where nobody hangs up, by the lease.', '',
  'A link that is forwarded (a serial server, a tunnel) may hide the hang-up: then the lease is what remains. Choose it as short as the host can keep:',
  '`withOutput({ lease_s })` takes 0.1 to 5 s. For a host whose event loop may be blocked, `openSampled` watches a current on a thread of its own and',
  'stops the output without waiting for JavaScript ([sampler.md](sampler.md)).',
];
