import { chargeSeries } from './charge.ts';
import type { ChargePoint } from './charge.ts';
import type { RunHistory } from './history.ts';
import { leakOf } from './leak.ts';
import type { Leak } from './leak.ts';
import type { Experiment } from './schema.ts';
import type { SlowLog } from './slow-log.ts';
import { us } from '../units.ts';

/** What the slow path's codes and the controller's events say about charge. */
export interface Evaluation {
  readonly leak: Leak | undefined;
  readonly points: readonly ChargePoint[];
}

/** Everything that charge follows from: of a run as it ends, or of its recording years later. */
export interface EvaluationRequest {
  /** Absent where the record holds none: then no leak check is known, and no net charge. */
  readonly experiment?: Experiment;
  /** Where to count from when the switch was closed before the record began. */
  readonly from_us?: number;
  readonly history: RunHistory;
  readonly current: SlowLog;
  readonly voltage: SlowLog;
  readonly strayCapacitance_F: number;
}

/** Reads the shunt from the leak check, and counts raw and net charge from the closing of the switch on. */
export function evaluate({ experiment, from_us, history, current, voltage, strayCapacitance_F }: EvaluationRequest): Evaluation {
  const closed_us = history.closed_us ?? from_us;
  if (closed_us === undefined) return { leak: undefined, points: [] };
  // A leak check is the first step of a program.
  const stated = experiment?.steps.find((step) => step.kind === 'leak_check');
  const check = stated === undefined ? undefined : history.steps().find(({ index }) => index === 0);
  const hold_us = stated === undefined ? 0 : us('duration_s', stated.duration_s);
  // The step starts with its ramp: the hold is what counts back from its end.
  const leak = check === undefined ? undefined : leakOf(current, voltage, { from_us: Math.max(check.from_us, check.until_us - hold_us), until_us: check.until_us });
  return { leak, points: chargeSeries({ current, voltage, from_us: closed_us, leak, strayCapacitance_F }) };
}
