import { slowGain_ratio, slowOffset_A } from './leak.ts';
import type { Leak } from './leak.ts';
import type { BlockMean, SlowLog } from './slow-log.ts';
import type { Specimen } from './schema.ts';

/** LMR-LNMO: density, and capacity of the first charge to 4.8 V from the text's about 300 mAh/g and the model's 321. */
const density_g_per_m3 = 4.2e6;
const capacity_C_per_g = 321e-3 * 3600;
/** How well the stray capacitance is known [assumed]. */
const stray_ratio = 0.1;

/** Charge since the switch closed, at the end of one block of the slow path; bias and current are the block's means. */
export interface ChargePoint {
  readonly device_time_us: number;
  readonly bias_V: number;
  readonly current_A: number;
  readonly raw_C: number;
  /** Less shunt and stray capacitance; absent without a leak check that showed the shunt. */
  readonly net_C?: number;
  /** One sigma of `net_C`. */
  readonly net_C_sigma?: number;
}

/** What the charge of a run is reckoned from. */
export interface ChargeRequest {
  readonly current: SlowLog;
  readonly voltage: SlowLog;
  /** Device time at which the switch closed. */
  readonly from_us: number;
  readonly leak: Leak | undefined;
  readonly strayCapacitance_F: number;
}

/** Charge that takes the film from its pristine content to 4.80 V on the first charge: the Q that fractions refer to. */
export function capacity_C(specimen: Specimen): number {
  return specimen.lnmo_thickness_m * specimen.area_m2 * density_g_per_m3 * capacity_C_per_g;
}

/**
 * Counts charge from the slow path's codes, block by block:
 * q_raw = int I dt, q_net = q_raw - int V/R_sh dt - C_stray (V - V_0). It goes on while the circuit is open, when the cell
 * still discharges through the shunt.
 */
export function chargeSeries(request: ChargeRequest): readonly ChargePoint[] {
  const { current, voltage, from_us, leak, strayCapacitance_F } = request;
  const points: ChargePoint[] = [];
  const counted = new CodeTicks();
  let flux_Vs = 0;
  let start_V: number | undefined;
  let doubt_C = 0;
  let pair_index = 0;
  for (let index = 0; index < current.length && pair_index < voltage.length; index += 1) {
    const i = current.at(index);
    const end_us = i.start_us + i.duration_us;
    if (end_us <= from_us) continue;
    pair_index = pairOf(voltage, pair_index, i.start_us + i.duration_us / 2);
    const v = voltage.at(pair_index);
    start_V ??= v.mean;
    counted.add(i);
    // A saturated or blanked conversion is no value: what it is worth is in doubt by all of it.
    if (!i.isUsable) doubt_C += Math.abs(i.mean) * (i.duration_us / 1e6);
    flux_Vs += v.mean * (Math.min(i.duration_us, end_us - from_us) / 1e6);
    const elapsed_s = (end_us - from_us) / 1e6;
    const raw_C = counted.charge_C;
    points.push({
      device_time_us: end_us, bias_V: v.mean, current_A: i.mean, raw_C,
      ...(leak === undefined ? {} : net({ raw_C, flux_Vs, elapsed_s, stray_C: strayCapacitance_F * (v.mean - start_V), doubt_C }, leak)),
    });
  }
  return points;
}

/** Codes times sampling periods, exact for each scale; they become coulombs on report only. */
class CodeTicks {
  readonly #sums = new Map<number, number>();

  get charge_C(): number {
    let charge_C = 0;
    for (const [perCode_C, code_sum] of this.#sums) charge_C += perCode_C * code_sum;
    return charge_C;
  }

  add(block: BlockMean): void {
    const perCode_C = block.per_code * (block.duration_us / block.sample_count / 1e6);
    const code_sum = (this.#sums.get(perCode_C) ?? 0) + block.code_sum;
    if (!Number.isSafeInteger(code_sum)) throw new RangeError(`a code sum of ${code_sum} is not exact`);
    this.#sums.set(perCode_C, code_sum);
  }
}

/** Index of the block that covers a moment, searched onward from another; the last one when none does. */
function pairOf(log: SlowLog, from_index: number, time_us: number): number {
  let index = from_index;
  while (index + 1 < log.length && log.at(index + 1).start_us <= time_us) index += 1;
  return index;
}

interface Sums {
  readonly raw_C: number;
  readonly flux_Vs: number;
  readonly elapsed_s: number;
  readonly stray_C: number;
  readonly doubt_C: number;
}

function net(sums: Sums, leak: Leak): { readonly net_C: number; readonly net_C_sigma: number } {
  const shunt_C = sums.flux_Vs / leak.shunt_Ohm;
  // The offset stands in the leak current too, and leaves with it: what remains grows with the bias beyond that of the check.
  const offset_C = slowOffset_A * sums.elapsed_s * Math.abs(1 - sums.flux_Vs / (sums.elapsed_s * leak.bias_V));
  return {
    net_C: sums.raw_C - shunt_C - sums.stray_C,
    net_C_sigma: Math.hypot(sums.raw_C * slowGain_ratio, shunt_C * leak.sigma_ratio, offset_C, sums.stray_C * stray_ratio, sums.doubt_C),
  };
}
