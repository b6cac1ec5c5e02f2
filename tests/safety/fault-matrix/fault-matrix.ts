import { FAULTS, faultOf, injectFault } from '@nanobias/firmware-model';
import type { Detection, Fault } from '@nanobias/firmware-model';
import { StatusCode, causeName } from '@nanobias/proto';
import { Dice, layer0Bound } from '@nanobias/firmware-model/swarm';
import { inShards } from '../shards/shards.ts';
import { SCENES, Still } from './still.ts';
import type { Outcome, Scene } from './still.ts';
import { VARIANTS } from './variants.ts';

/** One fault, one set of numbers, one scene: the worst of its phases. */
export interface FaultCase {
  readonly fault: string;
  readonly row: number;
  readonly numbers: readonly number[];
  readonly scene: Scene;
  readonly phases: number;
  readonly verdict: 'detected' | 'refused' | 'accepted' | 'missed';
  /** Worst over the phases, where a trip is expected. */
  readonly time_us?: number;
  readonly bound_us?: number;
  readonly causes: readonly string[];
  readonly reason?: string;
}

export interface FaultMatrixReport {
  readonly cases: number;
  readonly runs: number;
  readonly detected: number;
  readonly refused: number;
  readonly accepted: number;
  readonly missed: readonly FaultCase[];
  readonly accepted_reasons: Readonly<Record<string, string>>;
  readonly worst: readonly { readonly fault: string; readonly time_us: number; readonly bound_us: number }[];
  readonly seconds: number;
}

interface Shard {
  readonly scene: Scene;
  readonly seed: number;
  readonly phases: number;
}

/** A phase lies anywhere within a conversion of the slow path, and a step of every window shorter than it. */
const PHASE_TICKS_MAX = 1000;
/** What is accepted is watched for so long: nothing may leave the bound of layer 0. */
const WATCH_US = 100_000;
const ARM_AFTER_TICKS = 300;
/** A tick in which the fault is first seen, beside the bound. */
const SEEN_TICKS = 1;
/** A soft disconnect is over by itself too soon for a slower row. */
const RAMP_DOWN_US_MAX = 5000;
/** R_s times the least stray capacitance. */
const NODE_S = 100e6 * 200e-12;

export async function faultMatrix({ phases, seed }: { readonly phases: number; readonly seed: number }): Promise<FaultMatrixReport> {
  const start_ms = performance.now();
  const shards = SCENES.map((scene): Shard => ({ scene, seed, phases }));
  const cases = (await inShards<Shard, readonly FaultCase[]>({ module: import.meta.url, name: 'faultShard' }, shards)).flat();
  return { ...matrixOf(cases), seconds: (performance.now() - start_ms) / 1e3 };
}

export function faultShard({ scene, seed, phases }: Shard): readonly FaultCase[] {
  return casesOf(new Still(scene), { seed, phases });
}

/** Every fault of the catalogue in a scene; only those named, where some are. */
export function casesOf(still: Still, { seed, phases, only = FAULTS.map(({ id }) => id) }: { readonly seed: number; readonly phases: number; readonly only?: readonly string[] }): readonly FaultCase[] {
  const dice = new Dice(seed);
  return only.flatMap((id) => (VARIANTS[id] ?? []).map((numbers) => caseOf(still, { fault: faultOf(id)!, numbers, phases, dice }))).filter((found) => found !== undefined);
}

interface Trial {
  readonly fault: Fault;
  readonly numbers: readonly number[];
  readonly phases: number;
  readonly dice: Dice;
}

function caseOf(still: Still, { fault, numbers, phases, dice }: Trial): FaultCase | undefined {
  const { scene } = still;
  const expected = expectedOf(fault, scene);
  if (scene === 'ramp down' && !(expected.kind === 'trips' && expected.bound_us <= RAMP_DOWN_US_MAX)) return undefined;
  const base = { fault: fault.id, row: fault.row, numbers, scene, phases };
  const each = (what: (phase_ticks: number) => Outcome): readonly Outcome[] =>
    Array.from({ length: phases }, (_, index) => what(Math.floor(((index + dice.between(0, 1)) / phases) * PHASE_TICKS_MAX)));
  const inject = (): void => injectFault(still.host.device, fault.id, numbers);

  if (expected.kind === 'refuses') {
    const statuses = each((phase) => refusedArm(still, phase, inject)).map(({ cause }) => cause);
    return { ...base, verdict: statuses.includes('OK') ? 'missed' : 'refused', causes: [...new Set(statuses)] };
  }
  if (expected.kind === 'accepted') {
    const outcomes = each((phase) => watched(still, phase, inject));
    return { ...base, verdict: outcomes.some(({ cause }) => cause === 'bound') ? 'missed' : 'accepted', causes: [...new Set(outcomes.map(({ cause }) => cause))], reason: expected.reason };
  }
  const outcomes = each((phase) => {
    still.begin(scene === 'ramp down' ? phase % 10 : phase);
    return still.suffer(inject, expected.bound_us + 2 * SEEN_TICKS * still.tick_us + 1000);
  });
  const time_us = Math.max(...outcomes.map((outcome) => outcome.time_us));
  const names = expected.causes.map((cause) => causeName(cause));
  const isInBound = time_us <= expected.bound_us + SEEN_TICKS * still.tick_us;
  const isNamed = outcomes.every(({ cause }) => names.includes(cause));
  return { ...base, verdict: isInBound && isNamed ? 'detected' : 'missed', time_us, bound_us: expected.bound_us, causes: [...new Set(outcomes.map(({ cause }) => cause))] };
}

function expectedOf({ whileOn, whileMoving = whileOn, whileOff }: Fault, scene: Scene): Detection {
  if (scene === 'off') return whileOff;
  return scene === 'hold' ? whileOn : whileMoving;
}

const QUIET: Outcome = { isOpen: false, time_us: Infinity, opened_us: Infinity, cause: '', hasEvidence: false };

function refusedArm(still: Still, phase_ticks: number, inject: () => void): Outcome {
  still.begin(phase_ticks);
  inject();
  still.host.run(ARM_AFTER_TICKS);
  const status = still.armStatus();
  return { ...QUIET, cause: Object.entries(StatusCode).find(([, code]) => code === status)?.[0] ?? String(status) };
}

/** Nothing has to happen: but the cell stays within the bound of layer 0. */
function watched(still: Still, phase_ticks: number, inject: () => void): Outcome {
  const { truth } = still.host;
  const bound = layer0Bound(NODE_S);
  still.begin(phase_ticks);
  inject();
  let isInside = true;
  for (let time_us = 0; time_us < WATCH_US; time_us += still.tick_us) {
    still.host.run(1);
    isInside = isInside && (!truth.isConducting || (bound.low_V <= truth.voltage_V_min && truth.voltage_V_max <= bound.high_V));
  }
  return { ...QUIET, cause: isInside ? (truth.isConducting || still.scene === 'off' ? 'goes on' : 'opens') : 'bound' };
}

export function matrixOf(cases: readonly FaultCase[]): Omit<FaultMatrixReport, 'seconds'> {
  const count = (verdict: FaultCase['verdict']): number => cases.filter((found) => found.verdict === verdict).length;
  const worst = new Map<string, { readonly fault: string; readonly time_us: number; readonly bound_us: number }>();
  for (const { fault, time_us, bound_us } of cases) {
    if (time_us === undefined || bound_us === undefined) continue;
    const known = worst.get(fault);
    if (known === undefined || known.time_us < time_us) worst.set(fault, { fault, time_us, bound_us });
  }
  return {
    cases: cases.length,
    runs: cases.reduce((sum, { phases }) => sum + phases, 0),
    detected: count('detected'),
    refused: count('refused'),
    accepted: count('accepted'),
    missed: cases.filter(({ verdict }) => verdict === 'missed'),
    accepted_reasons: Object.fromEntries(cases.flatMap(({ fault, scene, reason }) => (reason === undefined ? [] : [[`${fault}, ${scene === 'off' ? 'off' : 'on'}`, reason]]))),
    worst: [...worst.values()],
  };
}
