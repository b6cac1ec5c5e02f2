/** Hostile hosts, an oracle that reads the truth, and swarms of random runs. */
export { Dice } from '../dice.ts';
export { layer0Bound, Oracle, stateWords } from '../oracle.ts';
export type { Excuses, Violation } from '../oracle.ts';
export { EXACT, limitsOf, PLAIN, RawHost, SLOW_TICKS } from '../raw-host.ts';
export type { HostMark, RawHostOptions } from '../raw-host.ts';
