import { injectFault, simulate } from '@nanobias/firmware-model';
import type { Simulation } from '@nanobias/firmware-model';
import { causeName, connect } from '@nanobias/sdk';
import { parseExperiment, preflight, runExperiment } from '@nanobias/sdk/experiment';
import { modelVersion } from './model.ts';
import type { CampaignRun } from './plan.ts';

/** What became of one run. Nothing in it depends on where or how fast it was carried out. */
export interface RunOutcome {
  readonly index: number;
  readonly point_index: number;
  readonly seed: number;
  /** 16 hex digits over all state and bytes of the run. */
  readonly digest: string;
  /** `completed`, or what ended the program. */
  readonly end: string;
  readonly trip_causes: readonly string[];
  readonly device_time_s: number;
  /** True net charge through the interface. */
  readonly charge_C: number;
  readonly is_broken: boolean;
  /** From the closing of the switch to the film's breakdown, or to the end of the run where it has borne it. */
  readonly life_s: number | null;
}

/** Device time beyond the plan's: boot, arming, off and tail. */
const MARGIN_S = 60;
/** How often the film is looked at. */
const LOOK_MS = 10;

/**
 * Carries a run out on a model of its own, through the whole wire protocol, in virtual time.
 * @throws Error where this is not the model that the run was planned for
 */
export async function performRun({ index, point_index, seed, experiment, cell, faults, model }: CampaignRun): Promise<RunOutcome> {
  if (model !== modelVersion()) throw new Error(`planned for the model ${model}, and this is ${modelVersion()}`);
  const simulation = simulate({ seed, cell });
  const { clock, entropy, truth } = simulation;
  const parsed = parseExperiment(experiment, `run ${index}`);
  const film = new Film(simulation);
  const limit_us = Math.ceil((preflight(parsed).duration_s + MARGIN_S) * 1e6);
  const ran = await clock.run(async () => {
    const device = await connect(simulation.pipe, { clock, entropy, sampler: 'js', client: 'nanobias campaign' });
    for (const { id, parameters, at_s } of faults) clock.after(Math.ceil(at_s * 1e6), () => injectFault(simulation.device, id, parameters));
    try {
      return await runExperiment({ device, parsed, clock });
    } finally {
      await device.close();
    }
  }, limit_us);
  return {
    index, point_index, seed, digest: simulation.digest(), end: ran.end, trip_causes: ran.history.causes.map(causeName), device_time_s: ran.deviceTime_s,
    charge_C: truth.specimen.charge_C, is_broken: film.isBroken, life_s: film.life_s,
  };
}

/** Watches for the first current through the switch, and for the first filament through the film. */
class Film {
  isBroken = false;
  readonly #simulation: Simulation;
  #closed_us: number | undefined;
  #last_us = 0;

  constructor(simulation: Simulation) {
    this.#simulation = simulation;
    const period_ticks = Math.max(1, Math.round((LOOK_MS * 1000) / simulation.device.tick_us));
    simulation.device.observe(period_ticks, () => this.#look());
  }

  get life_s(): number | null {
    return this.#closed_us === undefined ? null : (this.#last_us - this.#closed_us) / 1e6;
  }

  #look(): void {
    const { truth } = this.#simulation;
    if (this.isBroken) return;
    if (truth.isConducting) {
      this.#closed_us ??= truth.time_us;
      this.#last_us = truth.time_us;
    }
    this.isBroken = truth.specimen.filament !== 'none';
  }
}
