import type { BytePipe } from '@nanobias/proto';
import type { Device } from '../harness/device.ts';
import type { SimulationOptions } from '../harness/simulate.ts';
import type { Truth } from '../harness/truth.ts';
import type { Lateness } from '../kernel/pacing.ts';

export interface EndpointOptions {
  /** The wires are sound and take no time unless `wire` and `latency_us` say otherwise; their delays are of the device's time. */
  readonly simulationOptions: SimulationOptions;
}

/** A device that serves one client after another at the speed of the wall clock. */
export interface Endpoint {
  /** What a client connects to: `pty:PATH` or `tcp:HOST:PORT`. */
  readonly label: string;
  /** How late the device ran behind the wall clock. */
  readonly lateness: Lateness;
  /** The device itself, for faults to be made. */
  readonly device: Device;
  /** What is really so, for whoever shows it. */
  readonly truth: Truth;
  /** A link for a host of this process's own, which takes one of the device's ports. @throws Error while each has its client */
  openPipe(): BytePipe;
  /** Hangs up and stops the device. Idempotent. */
  close(): Promise<void>;
}
