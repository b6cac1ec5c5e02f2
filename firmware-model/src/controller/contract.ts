import type { InterlockRow as InterlockReading } from '@nanobias/proto';
import type { Arena } from '../kernel/arena.ts';
import type { ROWS } from '../interlock/rows.ts';
import type { BoardDescription, Flash, Port, Stretch } from '../board/registers.ts';

/** What the harness gives to the firmware: registers, port, chance, and nothing of the specimen. */
export interface ControllerParts {
  readonly arena: Arena;
  /** The board's registers, by index of `REGISTER`. */
  readonly registers: Int32Array;
  readonly board: BoardDescription;
  readonly port: Port;
  /** Ports beside the first, each with a host of its own. */
  readonly morePorts?: readonly Port[];
  /** Where trips outlive the supply; without one they last until the next reset. */
  readonly flash?: Flash | undefined;
  /** Words that outlast a reset, but not the loss of the supply; without them nothing does. */
  readonly retained?: Float64Array | undefined;
  /** Uniform 32-bit words for boot id, session, token and nonces; state in the arena. */
  readonly chance: {
    /** The next word. */
    next(): number;
  };
  /** Makes a fault so, in a simulation that lets its hosts; says which field is wrong where it is not done. */
  readonly injectFault?: ((fault_id: string, numbers: readonly number[]) => 'done' | 'fault_id' | 'parameters') | undefined;
  /**
   * Interlock rows that this instance runs without, and whether set-points are bounded by caps and slew.
   * Exists for tests that show what an interlock prevents; unreachable by wire, command line or environment.
   */
  readonly protections: Protections;
}

/** Numbers are rows of the matrix in `docs/hazards.md`. */
export type InterlockRow = (typeof ROWS)[number]['row'];

/** What protects the specimen, and can be left out by an argument of the simulator alone. */
export interface Protections {
  readonly isLayer0Fitted: boolean;
  readonly rowsLeftOut: ReadonlySet<InterlockRow>;
}

/** The firmware, as the kernel's task table calls it. */
export interface Controller {
  /** Starts the firmware, once after it was made and again after every reset, with its memory as it was claimed; none where nothing is to be started. */
  boot?(): void;
  /** Control interrupt: once a tick, after layer 0. */
  isr(): void;
  /** Tasks below the interrupt: comms, streams, events; once a tick after `isr`. */
  runTasks(): void;
  /** How the rows of the matrix stand, as the wire would tell, without a byte on it; must change nothing. Missing where the firmware keeps none. */
  interlocks?(): readonly InterlockReading[];
  /**
   * Serves ticks that the board has run ahead, from the one of index `from` to at most the one before `to`, as so many `isr` and
   * `runTasks` would, and shows the last of them; returns how many, 0 when the next one has to be served by itself. Missing where there is no such way.
   */
  serveTicks?(stretch: Stretch, from: number, to: number): number;
  /** Ticks after which something is due, as far as is known now: the board need not run ahead any further. Says nothing of what comes by wire. */
  readonly beforeDue_ticks?: number;
}
