import { APPLIED_V } from './life.ts';
import type { HostileHost } from './hostile-host.ts';

/** Of those that begin in the middle of a life so many go straight to their goal before they turn on the device. */
const STEADY_RATIO = 0.8;
/** So many of those that lost their output wait for what the way back takes: seconds of an open circuit, which others hardly ever wait out. */
const RETURNING_RATIO = 0.05;
/** What a patient way may take of the hundred commands: where it has come to nothing by then, a fault or a cap stands in it. */
const PATIENT_COMMANDS_MAX = 12;

/**
 * What a run's own commands come to, apart from what it began with: a circuit that was closed, or a film that was at 4.5 V, when
 * the run began is no deed of its host.
 */
export class Course {
  readonly hasBegunClosed: boolean;
  readonly hasBegunHigh: boolean;
  /** It was open, at the beginning or behind a command, and closed behind a later one. */
  hasClosed = false;
  /** Commands behind which it was closed. */
  closed_commands = 0;
  readonly #host: HostileHost;
  readonly #isSteady: boolean;
  readonly #isReturning: boolean;
  #hasBeenOpen: boolean;
  #forward_commands = 0;
  #back_commands = 0;

  constructor(host: HostileHost) {
    const { oracle, raw, dice, isHurried } = host;
    this.#host = host;
    this.hasBegunClosed = oracle.isConducting;
    this.hasBegunHigh = this.hasBegunClosed && APPLIED_V <= raw.truth.voltage_V;
    this.#hasBeenOpen = !this.hasBegunClosed;
    this.#isSteady = isHurried && dice.isHit(STEADY_RATIO);
    this.#isReturning = isHurried && dice.isHit(RETURNING_RATIO);
  }

  /** Whether the next command is a patient step: to a closed circuit or, where it was closed, to 4.5 V; or back to what was lost. */
  takeStep(): boolean {
    if (this.#isSteady && !this.#isThere() && this.#forward_commands < PATIENT_COMMANDS_MAX) {
      this.#forward_commands += 1;
      return true;
    }
    const isLost = this.hasBegunClosed && this.#hasBeenOpen && !this.hasClosed;
    if (!this.#isReturning || !isLost || PATIENT_COMMANDS_MAX <= this.#back_commands) return false;
    this.#back_commands += 1;
    return true;
  }

  /** Looks at what the command that was given has come to. */
  look(): void {
    const { isConducting } = this.#host.oracle;
    this.#hasBeenOpen ||= !isConducting;
    this.hasClosed ||= this.#hasBeenOpen && isConducting;
    this.closed_commands += isConducting ? 1 : 0;
  }

  /** Once it was there, and once it was lost, the way there is over. */
  #isThere(): boolean {
    if (this.hasBegunClosed) return this.#hasBeenOpen || APPLIED_V <= this.#host.oracle.highestClosed_V;
    return this.hasClosed;
  }
}
