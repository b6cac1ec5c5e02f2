// The whole device on one core: specimen, board, layer 0, firmware with every interlock at 10 kHz, digest, wire and host.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CELL_PRESETS, injectFault, simulate } from '@nanobias/firmware-model';
import type { Simulation } from '@nanobias/firmware-model';
import { Channel, connect } from '@nanobias/sdk';
import type { Device, Output, OutputLimits } from '@nanobias/sdk';
import { parseExperiment, runExperiment } from '@nanobias/sdk/experiment';
import type { RunRecorder } from '@nanobias/sdk/experiment';

const SEED = 1;
const LIMITS: OutputLimits = { bias_V_max: 4.65, lipon_thickness_m: 0.5e-6, lnmo_thickness_m: 0.5e-6, area_m2: 1e-11, anode_V_vs_Li: 0, lnmoOn: 'probe' };
/** A rate is that of half an hour of device time: an experiment lasts hours, and a process that has just begun runs at half its speed for a second. */
const RATE_S = 1800;
/** What that second costs is told apart. */
const COLD_S = 60;
const FAST_HOLD_S = 30;
const FAST_TICK_US = 10;
/** Of the useful rates of 0.02 to 1 mV/s the one that leaves the model the least rest. */
const SWEEP_V_PER_S = 1e-3;
/** Up, down, and so on. */
const SWEEP_V = 0.45;
const WARM_V = 0.05;
/** 1C of the 2 um film. */
const CURRENT_A = 27e-12;
/** Row 10 ends it a few minutes later. */
const CURRENT_S = 1500;
const LIMIT_US = 1e12;
/** One each in a measuring path, whose codes it turns into others, in switches, comparators and surroundings. */
const BORNE_FAULTS = [['adc.current.offset-small', [20]], ['switch.slow', [1000]], ['comparator.dead', [0]], ['beam.dose', [10]]] as const;
/** Trips, and lasts. */
const TRIPPING_FAULT = ['thermometer.warm', [50_000]] as const;
/** The last hold of the example, which makes it last 12.2 hours, and what makes it last ten. */
const HOLD_TEXT = /duration_s: 12600/;
const HOLD_TEXT_TEN_HOURS = 'duration_s: 4570';

export async function measure(): Promise<Readonly<Record<string, unknown>>> {
  const cold = await driven((_output, { clock }) => waited(clock, COLD_S));
  const hold = await driven((_output, { clock }) => waited(clock, RATE_S));
  const fastHold = await driven((_output, { clock }) => waited(clock, FAST_HOLD_S), FAST_TICK_US);
  const sweep = await driven(async (output) => {
    const low_V = output.openCircuit_V + WARM_V;
    for (let sweep = 0; sweep * SWEEP_V < RATE_S * SWEEP_V_PER_S; sweep += 1) {
      await output.ramp({ bias_V: sweep % 2 === 0 ? low_V + SWEEP_V : low_V, slew_V_per_s: SWEEP_V_PER_S });
    }
  });
  const faulty = await driven(async (_output, { clock, device, truth }) => {
    for (const [id, numbers] of BORNE_FAULTS) injectFault(device, id, numbers);
    await waited(clock, RATE_S);
    if (!truth.isConducting) throw new Error('a fault that was to be borne has opened the circuit');
  });
  const current = await driven(async (output, { clock }) => {
    await output.setCurrent({ current_A: CURRENT_A });
    await waited(clock, CURRENT_S);
  });
  const rest = await atRest();
  const unled = await atRest({ leave: (device) => device.close() });
  const tripped = await atRest({ happen: ({ device }) => { injectFault(device, ...TRIPPING_FAULT); } });
  const experiment = await tenHours();
  return {
    hold_x: hold.device_s / hold.cpu_s,
    hold_first_minute_x: cold.device_s / cold.cpu_s,
    hold_100_kHz_x: fastHold.device_s / fastHold.cpu_s,
    sweep_x: sweep.device_s / sweep.cpu_s,
    constant_current_x: current.device_s / current.cpu_s,
    with_faults_x: faulty.device_s / faulty.cpu_s,
    at_rest_x: rest.device_s / rest.cpu_s,
    rests: { without_host_x: unled.device_s / unled.cpu_s, tripped_x: tripped.device_s / tripped.cpu_s },
    ticks_per_s: (experiment.device_s * 1e6) / experiment.tick_us / experiment.cpu_s,
    ten_hour_experiment_s: (experiment.cpu_s * 36_000) / experiment.device_s,
    ten_hour_experiment_wall_s: (experiment.wall_s * 36_000) / experiment.device_s,
    ten_hour_experiment_device_s: experiment.device_s,
    digest: experiment.digest,
    reasons: {
      with_faults_x: `a hold with ${BORNE_FAULTS.map(([id]) => id).join(', ')}: faults that the instrument bears, so that it stays on`,
      clock: 'processor time of this process, all threads: on a busy machine the wall clock tells about the others',
    },
  };
}

interface Cost {
  readonly device_s: number;
  readonly cpu_s: number;
  readonly wall_s: number;
}

/** Reads the clocks; the returned function tells what has passed since. */
function stopwatch(simulation: Simulation): () => Cost {
  const start_us = simulation.clock.now_us();
  const cpu = process.cpuUsage();
  const wall_ms = performance.now();
  return () => {
    const { user, system } = process.cpuUsage(cpu);
    return { device_s: (simulation.clock.now_us() - start_us) / 1e6, cpu_s: (user + system) / 1e6, wall_s: (performance.now() - wall_ms) / 1e3 };
  };
}

/** A device with its output on and the slow path streaming, warmed up by a small ramp. */
async function driven(work: (output: Output, simulation: Simulation) => Promise<void>, tick_us = 100): Promise<Cost> {
  const simulation = simulate({ seed: SEED, cell: CELL_PRESETS['film-2um'], tick_us });
  const { clock, entropy, pipe } = simulation;
  return clock.run(async () => {
    const device = await connect(pipe, { clock, entropy });
    const { result } = await device.withOutput({ limits: LIMITS }, async (output) => {
      const samples = await device.openStream({ channel: Channel.SLOW_CURRENT, rate_Hz: 10, block_samples: 10 });
      samples.blocks$.subscribe();
      await output.ramp({ bias_V: output.openCircuit_V + WARM_V, slew_V_per_s: SWEEP_V_PER_S });
      const cost = stopwatch(simulation);
      await work(output, simulation);
      const found = cost();
      await samples.stop();
      return found;
    });
    await device.close();
    return result;
  }, LIMIT_US);
}

/** The output off after it was on, with the host attached unless it has left, and whatever happened while the output was on. */
async function atRest({ happen, leave }: { happen?: (simulation: Simulation) => void; leave?: (device: Device) => Promise<void> } = {}): Promise<Cost> {
  const simulation = simulate({ seed: SEED, cell: CELL_PRESETS['film-2um'] });
  const { clock, entropy, pipe } = simulation;
  return clock.run(async () => {
    const device = await connect(pipe, { clock, entropy });
    const worked = device.withOutput({ limits: LIMITS }, async () => {
      await waited(clock, 1);
      happen?.(simulation);
      await waited(clock, 1);
    });
    await worked.catch((error: unknown) => {
      if (!simulation.truth.hasTripped) throw error;
    });
    await leave?.(device);
    const cost = stopwatch(simulation);
    await waited(clock, RATE_S);
    const found = cost();
    if (leave === undefined) await device.close();
    return found;
  }, LIMIT_US);
}

function waited(clock: Simulation['clock'], seconds: number): Promise<void> {
  return new Promise((resolve) => {
    clock.after(seconds * 1e6, resolve);
  });
}

/** The example's program, shortened to ten hours, with all that a run records but the writing. */
async function tenHours(): Promise<Cost & { readonly tick_us: number; readonly digest: string }> {
  const file = fileURLToPath(new URL('../examples/delithiation.yaml', import.meta.url));
  const text = readFileSync(file, 'utf8').replace(HOLD_TEXT, HOLD_TEXT_TEN_HOURS);
  const simulation = simulate({ seed: SEED, cell: CELL_PRESETS['film-2um'] });
  const { clock, entropy, pipe } = simulation;
  const parsed = parseExperiment(text, file);
  const cost = stopwatch(simulation);
  await clock.run(async () => {
    const device = await connect(pipe, { clock, entropy, client: 'bench' });
    await runExperiment({ device, parsed, clock, recorder: silent() });
    await device.close();
  }, LIMIT_US);
  return { ...cost(), tick_us: simulation.device.tick_us, digest: simulation.digest() };
}

function silent(): RunRecorder {
  const nothing = (): void => undefined;
  return { attach: nothing, interlock: nothing, coarse: nothing, event: nothing, lostEvents: nothing, state: nothing, command: nothing, truth: nothing, slow: nothing };
}
