/** Ways in which a host that holds the output can end. */
export type End = 'SIGKILL' | 'SIGTERM' | 'SIGINT' | 'SIGSTOP' | 'throw' | 'uncaught error' | 'unhandled rejection' | 'process.exit' | 'blocked loop' | 'unplug' | 'silent link';

/** What opens the circuit then. */
export type Mechanism = 'scope' | 'guard' | 'hang-up' | 'lease';

export interface ExitRow {
  readonly end: End;
  readonly isGuarded: boolean;
  readonly mechanism: Mechanism;
}

/** Every way, guarded and not where a guard can act. */
export const EXITS: readonly ExitRow[] = [
  { end: 'throw', isGuarded: false, mechanism: 'scope' },
  { end: 'SIGINT', isGuarded: true, mechanism: 'guard' },
  { end: 'SIGTERM', isGuarded: true, mechanism: 'guard' },
  { end: 'SIGTERM', isGuarded: false, mechanism: 'hang-up' },
  { end: 'uncaught error', isGuarded: true, mechanism: 'guard' },
  { end: 'uncaught error', isGuarded: false, mechanism: 'hang-up' },
  { end: 'unhandled rejection', isGuarded: true, mechanism: 'guard' },
  { end: 'unhandled rejection', isGuarded: false, mechanism: 'hang-up' },
  { end: 'process.exit', isGuarded: true, mechanism: 'hang-up' },
  { end: 'SIGKILL', isGuarded: true, mechanism: 'hang-up' },
  { end: 'unplug', isGuarded: true, mechanism: 'hang-up' },
  { end: 'silent link', isGuarded: true, mechanism: 'lease' },
  { end: 'blocked loop', isGuarded: true, mechanism: 'lease' },
  { end: 'SIGSTOP', isGuarded: true, mechanism: 'lease' },
];
