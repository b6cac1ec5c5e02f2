/** Where the coupled cell keeps what in its arrays. */
import { ROW_COUNT } from './node.ts';

/** The hot state. */
export const NODE = { voltage_V: 0, overpotential_V: 1, current_A: 2, interface_A: 3, charge_C: 4 } as const;
export const NODE_COUNT = 5;

/** The coupled step in progress, behind the linear cell in one array: the tick path touches two arrays in all. */
export const STEP = {
  source_S: ROW_COUNT,
  /** Source voltages for which the linear cell holds. */
  source_V_low: ROW_COUNT + 1,
  source_V_high: ROW_COUNT + 2,
  source_V: ROW_COUNT + 3,
  source_V_last: ROW_COUNT + 4,
  /** Sum of the source voltage over the ticks so far. */
  source_V_sum: ROW_COUNT + 5,
  elapsed_ticks: ROW_COUNT + 6,
  /** Ticks start while fewer than this have elapsed: half a tick below the plan, whatever the rounding of parts. */
  last_ticks: ROW_COUNT + 7,
  planned_ticks: ROW_COUNT + 8,
  next_ticks: ROW_COUNT + 9,
  start_V: ROW_COUNT + 10,
  startOverpotential_V: ROW_COUNT + 11,
  /** Rate of the surface content over the last step. */
  surface_per_s: ROW_COUNT + 12,
  parts: ROW_COUNT + 13,
  parts_A: ROW_COUNT + 14,
  cause: ROW_COUNT + 15,
  /** Tap B stays between these while the linear cell holds. */
  inside_V_low: ROW_COUNT + 16,
  inside_V_high: ROW_COUNT + 17,
} as const;
export const STEP_COUNT = ROW_COUNT + 18;

/** What acts on the cell from outside and may change while it runs. */
export const CONDITION = { beam_A: 0, shunt_S: 1, temperature_K: 2 } as const;
export const CONDITION_COUNT = 3;

/** Why a specimen ran no further: a number from outside was none, or the solver found no root within reach. */
export const CAUSES = ['none', 'no convergence', 'not finite'] as const;
export type UnsoundCause = (typeof CAUSES)[number];
