/**
 * The ticks to come, as far as they are certain: the step that the next one begins is begun, the rest is computed ahead without
 * a change of state, and taken over one by one or many at once. What is taken over is, to the last bit, what `advanceTick` would have made of as many ticks.
 */
import type { CoupledCell } from './coupled.ts';
import { ROW } from './node.ts';
import { NODE, STEP } from './state.ts';
import { FORESEEN_TICKS_MAX, type ForeseenTerminals } from './terminals.ts';

export class Foresight implements ForeseenTerminals {
  readonly voltages_V = new Float64Array(FORESEEN_TICKS_MAX);
  readonly currents_A = new Float64Array(FORESEEN_TICKS_MAX);
  readonly #overpotentials_V = new Float64Array(FORESEEN_TICKS_MAX);
  /** Voltage of the source that was looked ahead with. */
  readonly #source_V = new Float64Array(1);
  readonly #cell: CoupledCell;
  readonly #node: Float64Array;
  readonly #step: Float64Array;

  constructor(cell: CoupledCell) {
    this.#cell = cell;
    this.#node = cell.node;
    this.#step = cell.step;
  }

  certainTicks(source_V: number, source_S: number, low_V: number, high_V: number): number {
    const step = this.#step;
    if (!this.#cell.fits(source_V, source_S)) {
      const start_V = this.#node[NODE.voltage_V]!;
      if (!(low_V <= start_V && start_V <= high_V)) return 0;
      this.#cell.renew(source_V, source_S);
    }
    const isCertain = low_V <= step[STEP.inside_V_low]! && step[STEP.inside_V_high]! <= high_V;
    // `last_ticks` lies half a tick before the end of a step, whose last tick is as certain as the others; 0 in a cell that came to no root.
    return isCertain ? Math.max(0, Math.floor(step[STEP.last_ticks]! - step[STEP.elapsed_ticks]! + 0.5)) : 0;
  }

  look(ticks_count: number, source_V: number, source_S: number): void {
    const node = this.#node;
    const step = this.#step;
    const { voltages_V, currents_A } = this;
    const overpotentials_V = this.#overpotentials_V;
    const vV = step[ROW.vV]!;
    const vEta = step[ROW.vEta]!;
    const vSource = step[ROW.vOne]! + step[ROW.vSource]! * source_V;
    const etaV = step[ROW.etaV]!;
    const etaEta = step[ROW.etaEta]!;
    const etaSource = step[ROW.etaOne]! + step[ROW.etaSource]! * source_V;
    const meanV = step[ROW.meanV]!;
    const meanEta = step[ROW.meanEta]!;
    const meanSource = step[ROW.meanOne]! + step[ROW.meanSource]! * source_V;
    let v = node[NODE.voltage_V]!;
    let eta = node[NODE.overpotential_V]!;
    for (let index = 0; index < ticks_count; index += 1) {
      currents_A[index] = source_S * (source_V - v - (meanV * v + meanEta * eta + meanSource));
      const next = v + (vV * v + vEta * eta + vSource);
      eta += etaV * v + etaEta * eta + etaSource;
      v = next;
      voltages_V[index] = v;
      overpotentials_V[index] = eta;
    }
    this.#source_V[0] = source_V;
  }

  take(from: number, to: number): void {
    const node = this.#node;
    const step = this.#step;
    const source_V = this.#source_V[0]!;
    node[NODE.voltage_V] = this.voltages_V[to - 1]!;
    node[NODE.overpotential_V] = this.#overpotentials_V[to - 1]!;
    node[NODE.current_A] = this.currents_A[to - 1]!;
    // One by one, as the ticks add them: a product would round otherwise.
    let sum_V = step[STEP.source_V_sum]!;
    for (let index = from; index < to; index += 1) sum_V += source_V;
    step[STEP.source_V_sum] = sum_V;
    step[STEP.elapsed_ticks] = elapsedTicks(step[STEP.elapsed_ticks]!, to - from);
    step[STEP.source_V_last] = source_V;
  }
}

/** A count of whole ticks is exact however it is added up; one with a part of a tick in it rounds as tick by tick does. */
function elapsedTicks(elapsed_ticks: number, ticks_count: number): number {
  if (Number.isInteger(elapsed_ticks)) return elapsed_ticks + ticks_count;
  let sum_ticks = elapsed_ticks;
  for (let index = 0; index < ticks_count; index += 1) sum_ticks += 1;
  return sum_ticks;
}
