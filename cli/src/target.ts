import { filmOf, simulate } from '@nanobias/firmware-model';
import type { Cell, Device as ModelDevice, Film } from '@nanobias/firmware-model';
import { connect, cryptoEntropy, realClock } from '@nanobias/sdk';
import type { Clock, Device } from '@nanobias/sdk';
import type { TruthSource } from '@nanobias/sdk/experiment';
import { filmState } from './film-state.ts';
import { openPort } from './port.ts';

export type SamplerChoice = 'auto' | 'native' | 'js';

/** What an experiment runs on: a controller at a port, or the model in this process. */
export interface Target {
  readonly clock: Clock;
  /** Only with the model in this process can the specimen be looked into. */
  readonly simulation?: { readonly seed: number; readonly cell: Cell; readonly truth: TruthSource; readonly film: Film; readonly model: ModelDevice };
  connect(): Promise<Device>;
  /** Runs `main` under this target's clock. @param limit_s device time that it may take */
  drive<T>(main: () => Promise<T>, limit_s: number): Promise<T>;
  /** 16 hex digits over all state and bytes of a simulation; null on a real link, where no such thing exists. */
  digest(): string | null;
}

const client = 'nanobias run';

/** A controller at a port, in real time. */
export function portTarget(port: string, sampler: SamplerChoice): Target {
  const clock = realClock();
  return {
    clock,
    connect: async () => connect(await openPort(port), { clock, entropy: cryptoEntropy(), sampler, client }),
    drive: (main) => main(),
    digest: () => null,
  };
}

/** The model in this process, in virtual time, through the whole wire protocol. */
export function simulationTarget({ seed, cell, sampler }: { readonly seed: number; readonly cell: Cell; readonly sampler: SamplerChoice }): Target {
  const simulation = simulate({ seed, cell });
  const { clock, entropy, truth } = simulation;
  return {
    clock,
    simulation: { seed, cell, truth: () => ({ device_time_us: truth.time_us, ...filmState(truth.specimen) }), film: filmOf(truth.specimen), model: simulation.device },
    connect: () => connect(simulation.pipe, { clock, entropy, sampler, client }),
    drive: (main, limit_s) => clock.run(main, Math.ceil(limit_s * 1e6)),
    digest: () => simulation.digest(),
  };
}
