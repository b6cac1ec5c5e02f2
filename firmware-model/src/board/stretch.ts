import { FORESEEN_TICKS_MAX } from '../specimen/terminals.ts';
import type { BiasDac } from './dac.ts';
import { MARK } from './overlay.ts';
import type { Protection } from './protection/protection.ts';
import { REGISTER, type Stretch } from './registers.ts';
import type { SlowPath } from './slow-path.ts';
import { SIGNAL, type Leads } from './terminals.ts';
import type { TickConverters } from './tick-converters.ts';

// Constants of this module: a look-up in another one would cost as much as the comparison.
const { WATCHDOG, SLOW_RANGE, INTERLOCK_VOLTAGE_CODE, INTERLOCK_CURRENT_CODE, FAST_CURRENT_CODE, INTERLOCK_SEQUENCE } = REGISTER;
const { ODDITIES, HAS_CHANGED } = MARK;

/** Feeds of the watchdog and conversions count modulo 2^31. */
const COUNTER_MASK = 0x7fffffff;

interface StretchParts {
  readonly registers: Int32Array;
  readonly marks: Int32Array;
  readonly dac: BiasDac;
  readonly leads: Leads;
  readonly protection: Protection;
  readonly converters: TickConverters;
  readonly slow: SlowPath;
  /** Writes what the firmware can only read of the board's own states. */
  readonly reportStates: () => void;
}

/**
 * The board in the ticks to come, while nothing but time acts on it: no new code, no request, no fault, tap B proven
 * inside, no conversion of the slow path at its end. It looks ahead without a change of state, shows the firmware one
 * tick or the last of many, and takes over as many as the firmware has left quiet. There is nothing to take back.
 */
export class BoardStretch implements Stretch {
  readonly voltages_code = new Int32Array(FORESEEN_TICKS_MAX);
  readonly currents_code = new Int32Array(FORESEEN_TICKS_MAX);
  readonly #fast_code = new Int32Array(FORESEEN_TICKS_MAX);
  /** Signals of tap B and of the current, in codes with their fraction. */
  readonly #voltage_code = new Float64Array(FORESEEN_TICKS_MAX);
  readonly #current_code = new Float64Array(FORESEEN_TICKS_MAX);
  /** The conversions that were counted before the stretch. */
  readonly #sequence = new Int32Array(1);
  /** Ticks that were shown and not yet taken over. */
  readonly #shown_ticks = new Int32Array(1);
  readonly #parts: StretchParts;

  constructor(parts: StretchParts) {
    this.#parts = parts;
  }

  /** Looks as many ticks ahead as are certain, no more than `ticks_max`; returns how many. */
  look(ticks_max: number): number {
    const { registers, dac, leads, protection, converters, slow } = this.#parts;
    this.#sequence[0] = registers[INTERLOCK_SEQUENCE]!;
    this.#shown_ticks[0] = 0;
    if (!this.isQuiet(0)) return 0;
    const ticks_count = Math.min(ticks_max, FORESEEN_TICKS_MAX, slow.quietTicks, converters.quietTicks, protection.certainTicks);
    if (ticks_count <= 0) return 0;
    dac.show();
    protection.look(ticks_count);
    leads.senseAhead(ticks_count, this.#voltage_code, this.#current_code);
    converters.look(ticks_count, {
      voltages: this.#voltage_code, currents: this.#current_code, voltages_code: this.voltages_code, currents_code: this.currents_code, fast_code: this.#fast_code,
    });
    return ticks_count;
  }

  show(index: number): void {
    const { registers, dac, protection, reportStates } = this.#parts;
    this.#shown_ticks[0] = index + 1;
    dac.show();
    protection.monitors.show(index + 1);
    registers[INTERLOCK_VOLTAGE_CODE] = this.voltages_code[index]!;
    registers[INTERLOCK_CURRENT_CODE] = this.currents_code[index]!;
    registers[FAST_CURRENT_CODE] = this.#fast_code[index]!;
    registers[INTERLOCK_SEQUENCE] = (this.#sequence[0]! + index + 1) & COUNTER_MASK;
    reportStates();
  }

  /** Whether the firmware, so many ticks into the stretch, has left everything as it is but for feeding the watchdog. */
  isQuiet(ticks_count: number): boolean {
    const { registers, marks, dac, protection, slow } = this.#parts;
    const next = protection.monitors.nextFeed;
    return (
      marks[ODDITIES] === 0 && marks[HAS_CHANGED] === 0 && registers[WATCHDOG] === ((next + ticks_count) & COUNTER_MASK) && 0 <= next &&
      registers[INTERLOCK_SEQUENCE] === ((this.#sequence[0]! + ticks_count) & COUNTER_MASK) &&
      dac.isSettled && registers[SLOW_RANGE] === slow.range && protection.isUnchanged
    );
  }

  /**
   * Takes over what was shown: the board then stands at the end of the last tick that the firmware has seen, and the stretch is
   * over. Whoever acts on the board from within a tick calls it first.
   */
  take(): void {
    const ticks_count = this.#shown_ticks[0]!;
    if (ticks_count === 0) return;
    this.#shown_ticks[0] = 0;
    const { leads, protection, converters, slow } = this.#parts;
    protection.take(ticks_count);
    converters.take(ticks_count);
    slow.take(ticks_count, this.#voltage_code, this.#current_code);
    leads.signals[SIGNAL.voltage_code] = this.#voltage_code[ticks_count - 1]!;
    leads.signals[SIGNAL.current_code] = this.#current_code[ticks_count - 1]!;
  }
}
