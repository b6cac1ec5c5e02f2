/**
 * What the board sees of a specimen: two terminals behind the stray capacitance of holder and tip.
 *
 * The board is a Thevenin source: a voltage behind a conductance, which is 0 while a series switch is open.
 * Volts, amperes, seconds; V = V(LNMO) - V(counter electrode), a positive current delithiates LNMO.
 */
export interface Terminals {
  /**
   * Advances the specimen by one tick.
   * @param source_V voltage behind the series resistor
   * @param source_S conductance of the series path in siemens; 0 when open
   */
  advanceTick(source_V: number, source_S: number): void;

  /**
   * Advances by a part of a tick, for a tick that layer 0 splits. The parts of a tick add up to 1.
   * @param part in (0, 1]
   */
  advancePart(part: number, source_V: number, source_S: number): void;

  /**
   * The first moment within the next `part` of a tick at which tap B leaves [low_V, high_V], as a part of a tick in
   * [0, part]; `part` + 1 when it stays inside. Leaves the state as it is.
   */
  crossing(part: number, source_V: number, source_S: number, low_V: number, high_V: number): number;

  /**
   * Advances by one tick, if tap B provably stays within [low_V, high_V] throughout; otherwise returns false, and nothing
   * of the tick is taken. Where it is missing, the board asks for the crossing and then advances: the same, and slower, but for a
   * tick that begins with a draw of chance, of which a question beforehand cannot know.
   */
  advanceTickInside?(source_V: number, source_S: number, low_V: number, high_V: number): boolean;

  /** The ticks to come, computed ahead. Where it is missing, the board takes every tick by itself: the same, and slower. */
  readonly foresight?: ForeseenTerminals;

  /** Puts a charge onto the node at tap B: the charge injection of a switch. */
  inject(charge_C: number): void;

  /** Voltage of tap B now. */
  readonly voltage_V: number;
  /** Mean current through the series resistor over the last tick or its parts: specimen, shunt and stray capacitance together. */
  readonly current_A: number;
  /** False once the solver did not converge: the specimen then keeps its last state, and the board opens the circuit. */
  readonly isSound: boolean;
}

/** Ticks that are computed ahead at once: what is known of them stays within a processor's first cache. */
export const FORESEEN_TICKS_MAX = 250;

/** The terminals in the ticks to come, as long as the source stays as it is. */
export interface ForeseenTerminals {
  /**
   * Ticks for which that is certain, with tap B inside [low_V, high_V] throughout. The next tick must be one of this source: what
   * such a tick begins with is done.
   */
  certainTicks(source_V: number, source_S: number, low_V: number, high_V: number): number;

  /** Computes so many ticks, no more than are certain and than `FORESEEN_TICKS_MAX`. The state stays as it is. */
  look(ticks_count: number, source_V: number, source_S: number): void;

  /** Voltage of tap B at the end of each tick that was computed, and the mean current over it. */
  readonly voltages_V: Float64Array;
  readonly currents_A: Float64Array;

  /** Advances by the ticks from this index to the one before `to`, at least one; those before it have been taken. */
  take(from: number, to: number): void;
}
