/** Hostile hosts, an oracle that reads the truth, and swarms of random runs. */
export { Dice } from '../dice.ts';
export { layer0Bound, Oracle, stateWords } from '../oracle.ts';
export type { Excuses, Violation } from '../oracle.ts';
export { EXACT, limitsOf, PLAIN, RawHost, SLOW_TICKS } from '../raw-host.ts';
export type { HostMark, RawHostOptions } from '../raw-host.ts';
export type { Action, Scheduled } from './action.ts';
export { MARKS, NOT_AIMED_AT } from './marks.ts';
export { isRepro, readRepro, replay, REPRO_VERSION, reproOf } from './repro.ts';
export type { Replayed, Repro } from './repro.ts';
export { SwarmRun } from './run.ts';
export { judgedHealing, runSeed } from './seeded.ts';
export type { Outcome, RunPart, SeedOptions } from './seeded.ts';
export { shrink } from './shrink.ts';
export type { Shrunk, ShrinkOptions } from './shrink.ts';
export { runShard, shardsOf, swarmReport } from './swarm.ts';
export type { Shard, ShardResult, SwarmReport } from './swarm.ts';
export { FIELD, viewsOf } from './views.ts';
export type { Views } from './views.ts';
