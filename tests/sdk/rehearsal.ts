import { CELL_PRESETS, simulate } from '@nanobias/firmware-model';
import type { Simulation, SimulationOptions } from '@nanobias/firmware-model';
import type { BytePipe } from '@nanobias/proto';
import { connect } from '../../sdk/src/connect.ts';
import type { Device, OutputLimits } from '../../sdk/src/contract.ts';
import { NanobiasError } from '../../sdk/src/errors.ts';

/** Limits that the default cell bears: 0.5 um of LiPON against lithium, 4.6 V. */
export const limits: OutputLimits = { bias_V_max: 4.6, lipon_thickness_m: 500e-9, lnmo_thickness_m: 0.5e-6, area_m2: 1e-11, anode_V_vs_Li: 0, lnmoOn: 'probe' };

const run_us_max = 300_000_000;

/** A model in virtual time and what is needed to connect to it. */
export interface Bench {
  readonly simulation: Simulation;
  /** Connects; the pipe may be wrapped on its way. */
  readonly connected: (wrap?: (pipe: BytePipe) => BytePipe, sampler?: 'native' | 'js') => Promise<Device>;
  readonly pause: (delay_us: number) => Promise<void>;
}

/** Runs a test in virtual time on a model of its own. */
export async function rehearse<T>(main: (bench: Bench) => Promise<T>, options: Partial<SimulationOptions> = {}): Promise<T> {
  const simulation = simulate({ seed: 7, cell: CELL_PRESETS.default, ...options });
  const { clock, entropy } = simulation;
  return clock.run(() => main({
    simulation,
    connected: (wrap = (pipe) => pipe, sampler) => connect(wrap(simulation.openPipe()), { clock, entropy, ...(sampler === undefined ? {} : { sampler }) }),
    pause: (delay_us) => new Promise((resolve) => {
      clock.after(delay_us, resolve);
    }),
  }), run_us_max);
}

/** The typed error that a promise rejects with. */
export async function failure(promise: Promise<unknown>): Promise<NanobiasError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof NanobiasError) return error;
    throw error;
  }
  throw new Error('nothing failed');
}

/** A pipe whose way to the device can be cut while the way back stays whole: a host that has stopped renewing, as the device sees it. */
export function severable(pipe: BytePipe): { readonly pipe: BytePipe; readonly cut: () => void; readonly written_bytes: () => number } {
  let isCut = false;
  let written_bytes = 0;
  return {
    pipe: {
      label: pipe.label,
      get pending_bytes() {
        return pipe.pending_bytes;
      },
      write: (bytes) => {
        written_bytes += bytes.length;
        return isCut ? Promise.resolve() : pipe.write(bytes);
      },
      onBytes: (receive) => {
        pipe.onBytes(receive);
      },
      onClose: (closed) => {
        pipe.onClose(closed);
      },
      close: () => pipe.close(),
    },
    cut: () => {
      isCut = true;
    },
    written_bytes: () => written_bytes,
  };
}
