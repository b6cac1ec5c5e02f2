import { cellFrom, simulate } from '@nanobias/firmware-model';
import type { Cell, Simulation } from '@nanobias/firmware-model';
import type { Clock } from '@nanobias/proto';
import { Channel, NanobiasError, sessions } from '@nanobias/sdk';
import type { BytePipe, Device, ErrorCode, Output, OutputLimits } from '@nanobias/sdk';
import { Census } from './census.ts';
import type { Growth } from './census.ts';

export interface SoakOptions {
  readonly devices: number;
  /** Device time of each. */
  readonly hours: number;
  readonly seed: number;
}

export interface SoakReport {
  readonly devices: number;
  readonly device_hours: number;
  /** Sessions beyond the first of each device. */
  readonly reconnects: number;
  /** Outputs that did not end in good order, and by what. */
  readonly faults: number;
  readonly faults_by_code: Readonly<Partial<Record<ErrorCode, number>>>;
  readonly outputs: number;
  readonly samples: number;
  readonly samples_lost: number;
  /**
   * Timers pending, subscribers, listeners of signals, devices, outputs and handles of the process beyond those there were when the
   * first session of their life was over, and timers pending when the life was; of all lives.
   */
  readonly leaked_handles: number;
  /** Of heap and buffers, from the end of a life's first session to the beginning of its last, each after a collection; of the life that grew most. */
  readonly heap_growth_kB: number;
}

type Tally = { -readonly [K in 'reconnects' | 'faults' | 'outputs' | 'samples' | 'samples_lost']: number } & { readonly codes: Partial<Record<ErrorCode, number>> };

const limits: OutputLimits = { bias_V_max: 4.6, lipon_thickness_m: 0.5e-6, lnmo_thickness_m: 0.5e-6, area_m2: 1e-11, anode_V_vs_Li: 0, lnmoOn: 'probe' };
/** The coarsest film that the model takes: a soak asks about the host. */
const grid_count = 12;
const hold_s = 20;
/** The interlocks ask that a cause has been gone for a second. */
const clear_s = 1.3;
const s_per_hour = 3600;

/** Ways in which one output in turn comes to its end. */
const ENDS = ['order', 'order', 'unplug', 'trip', 'stop', 'consumer', 'silence', 'abort'] as const;
type End = (typeof ENDS)[number];

/** Devices for hours, in virtual time, with outputs that end in every way and links that break. */
export async function soak({ devices, hours, seed }: SoakOptions): Promise<SoakReport> {
  const tally: Tally = { reconnects: 0, faults: 0, outputs: 0, samples: 0, samples_lost: 0, codes: {} };
  const growths: Growth[] = [];
  for (let index = 0; index < devices; index += 1) growths.push(await life(seed + index, hours * s_per_hour, tally));
  const { codes, ...counts } = tally;
  return {
    devices, device_hours: devices * hours, ...counts, faults_by_code: codes,
    leaked_handles: growths.reduce((sum, { leaked_handles }) => sum + leaked_handles, 0),
    heap_growth_kB: Math.round(Math.max(...growths.map(({ heap_bytes }) => heap_bytes)) / 1024),
  };
}

function softCell(): Cell {
  const made = cellFrom('default', { grid_count });
  if (made.kind === 'refused') throw new Error(made.reason);
  return made.cell;
}

/** One device for a time: its host comes back whenever it has lost it. */
async function life(seed: number, duration_s: number, tally: Tally): Promise<Growth> {
  const simulation = simulate({ seed, cell: softCell(), ports_count: 2 });
  const { entropy } = simulation;
  const census = new Census(simulation.clock);
  const { clock } = census;
  await simulation.clock.run(async () => {
    let turn = seed;
    let sessions_count = 0;
    const link = { isSilent: false };
    const open = (): Promise<BytePipe> => {
      if (sessions_count > 0) census.sessionOver();
      return repaired(simulation, link);
    };
    for await (const device of sessions(open, { clock, entropy })) {
      sessions_count += 1;
      census.watch(device);
      const stopCounting = counted(device, tally);
      while (clock.now_us() / 1e6 < duration_s && !(await isLost(device))) {
        await output(device, { simulation, census, link, end: ENDS[turn % ENDS.length]! }, tally);
        turn += 1;
      }
      stopCounting();
      if (clock.now_us() / 1e6 >= duration_s) break;
    }
    tally.reconnects += sessions_count - 1;
  }, (duration_s + 10 * hold_s + 120) * 1e6);
  return census.growth();
}

/** A new pipe, on which both sides are heard again. */
async function repaired(simulation: Simulation, link: { isSilent: boolean }): Promise<BytePipe> {
  link.isSilent = false;
  return silenceable(simulation.openPipe(), link);
}

async function isLost(device: Device): Promise<boolean> {
  try {
    const { latched } = await device.readState();
    if (latched.length > 0) await device.acknowledge();
    return false;
  } catch (error) {
    if (!(error instanceof NanobiasError)) throw error;
    if (error.code === 'CAUSE_PRESENT' || error.code === 'LEASE_HELD') return false;
    return true;
  }
}

interface Turn {
  readonly simulation: Simulation;
  readonly census: Census;
  readonly link: { isSilent: boolean };
  readonly end: End;
}

/** One time of holding the output, and how it ended. */
async function output(device: Device, turn: Turn, tally: Tally): Promise<void> {
  const { census, end } = turn;
  const { clock } = census;
  const caller = new AbortController();
  tally.outputs += 1;
  try {
    await device.withOutput({ limits: end === 'trip' ? { ...limits, slew_V_per_s_max: 1, current_A_max: 200e-12 } : limits, signal: caller.signal }, async (held, signal) => {
      census.watch(held);
      await held.ramp({ bias_V: held.openCircuit_V + 0.01, slew_V_per_s: 0.01 });
      await waited(clock, hold_s, signal);
      if (end !== 'order') await bring(held, { ...turn, device, caller, signal });
    });
  } catch (error) {
    if (!(error instanceof NanobiasError)) throw error;
    tally.faults += 1;
    tally.codes[error.code] = (tally.codes[error.code] ?? 0) + 1;
  }
  census.outputOver(caller.signal);
  await waited(clock, clear_s);
}

async function bring(held: Output, { end, simulation, census, device, link, caller, signal }: Turn & { readonly device: Device; readonly caller: AbortController; readonly signal: AbortSignal }): Promise<void> {
  if (end === 'unplug') simulation.hangUp('unplugged');
  if (end === 'trip') await held.setBias({ bias_V: 4.5, slew_V_per_s: 1 });
  if (end === 'stop') await device.stop();
  if (end === 'abort') caller.abort();
  if (end === 'silence') link.isSilent = true;
  if (end === 'consumer') {
    device.samples$({ channels: [Channel.SLOW_CURRENT], rate_Hz: 10, block_samples: 1 }).subscribe(() => {
      throw new Error('disk full');
    });
  }
  await waited(census.clock, hold_s, signal);
}

function waited(clock: Clock, delay_s: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const over = (): void => {
      cancel();
      reject(signal?.reason as Error);
    };
    const cancel = clock.after(delay_s * 1e6, () => {
      signal?.removeEventListener('abort', over);
      resolve();
    });
    signal?.addEventListener('abort', over, { once: true });
    if (signal?.aborted === true) over();
  });
}

/** Counts the samples of a session, and what is missing between its blocks. */
function counted(device: Device, tally: Tally): () => void {
  let next: number | undefined;
  const watch = device.samples$({ channels: [Channel.INTERLOCK_CURRENT], rate_Hz: 10_000 }).subscribe({
    next: ({ codes, first_sample }) => {
      tally.samples += codes.length;
      tally.samples_lost += first_sample - (next ?? first_sample);
      next = first_sample + codes.length;
    },
    // The loss of the link is what the next session is for.
    error: () => undefined,
  });
  return () => watch.unsubscribe();
}

/** A pipe on which the bytes of both sides can be lost without anybody hanging up. */
function silenceable(pipe: BytePipe, link: { readonly isSilent: boolean }): BytePipe {
  return {
    label: pipe.label,
    get pending_bytes() {
      return pipe.pending_bytes;
    },
    write: (bytes) => (link.isSilent ? Promise.resolve() : pipe.write(bytes)),
    onBytes: (receive) => pipe.onBytes((chunk) => {
      if (!link.isSilent) receive(chunk);
    }),
    onClose: (closed) => pipe.onClose(closed),
    close: () => pipe.close(),
  };
}
