import type { SimulationOptions } from '../harness/simulate.ts';
import type { Lateness } from '../kernel/pacing.ts';

export interface EndpointOptions {
  readonly simulationOptions: SimulationOptions;
}

/** A device that serves one client after another at the speed of the wall clock. */
export interface Endpoint {
  /** What a client connects to: `pty:PATH` or `tcp:HOST:PORT`. */
  readonly label: string;
  /** How late the device ran behind the wall clock. */
  readonly lateness: Lateness;
  /** Hangs up and stops the device. Idempotent. */
  close(): Promise<void>;
}
