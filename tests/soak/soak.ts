import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { cellFrom, simulate } from '@nanobias/firmware-model';
import type { Cell, Simulation } from '@nanobias/firmware-model';
import { Channel, NanobiasError, sessions } from '@nanobias/sdk';
import type { BytePipe, Device, ErrorCode, Output, OutputLimits } from '@nanobias/sdk';

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
  /** Sockets, pipes, threads and files of the process beyond those before; in virtual time no timer of the platform is taken. */
  readonly leaked_handles: number;
  /** Of the heap, between the first quarter and the end, each after a collection. */
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
  const before_count = handles();
  let quarter_bytes = 0;
  for (const part of ['first', 'rest'] as const) {
    const each_hours = part === 'first' ? hours / 4 : (hours * 3) / 4;
    for (let index = 0; index < devices; index += 1) await life(seed + index, each_hours * s_per_hour, tally);
    if (part === 'first') quarter_bytes = heap_bytes();
  }
  const growth_bytes = heap_bytes() - quarter_bytes;
  const { codes, ...counts } = tally;
  return { devices, device_hours: devices * hours, ...counts, faults_by_code: codes, leaked_handles: handles() - before_count, heap_growth_kB: Math.round(growth_bytes / 1024) };
}

function handles(): number {
  return process.getActiveResourcesInfo().filter((name) => name !== 'Immediate' && name !== 'Timeout').length;
}

function heap_bytes(): number {
  setFlagsFromString('--expose_gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

function softCell(): Cell {
  const made = cellFrom('default', { grid_count });
  if (made.kind === 'refused') throw new Error(made.reason);
  return made.cell;
}

/** One device for a time: its host comes back whenever it has lost it. */
async function life(seed: number, duration_s: number, tally: Tally): Promise<void> {
  const simulation = simulate({ seed, cell: softCell(), ports_count: 2 });
  const { clock, entropy } = simulation;
  await clock.run(async () => {
    let turn = seed;
    let sessions_count = 0;
    const link = { isSilent: false };
    for await (const device of sessions(() => repaired(simulation, link), { clock, entropy })) {
      sessions_count += 1;
      const stopCounting = counted(device, tally);
      while (clock.now_us() / 1e6 < duration_s && !(await isLost(device))) {
        await output(device, { simulation, link, end: ENDS[turn % ENDS.length]! }, tally);
        turn += 1;
      }
      stopCounting();
      if (clock.now_us() / 1e6 >= duration_s) break;
    }
    tally.reconnects += sessions_count - 1;
  }, (duration_s + 10 * hold_s + 120) * 1e6);
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
  readonly link: { isSilent: boolean };
  readonly end: End;
}

/** One time of holding the output, and how it ended. */
async function output(device: Device, turn: Turn, tally: Tally): Promise<void> {
  const { simulation: { clock }, end } = turn;
  const caller = new AbortController();
  tally.outputs += 1;
  try {
    await device.withOutput({ limits: end === 'trip' ? { ...limits, slew_V_per_s_max: 1, current_A_max: 200e-12 } : limits, signal: caller.signal }, async (held, signal) => {
      await held.ramp({ bias_V: held.openCircuit_V + 0.01, slew_V_per_s: 0.01 });
      await waited(clock, hold_s, signal);
      if (end !== 'order') await bring(held, { ...turn, device, caller, signal });
    });
  } catch (error) {
    if (!(error instanceof NanobiasError)) throw error;
    tally.faults += 1;
    tally.codes[error.code] = (tally.codes[error.code] ?? 0) + 1;
  }
  await waited(clock, clear_s);
}

async function bring(held: Output, { end, simulation, device, link, caller, signal }: Turn & { readonly device: Device; readonly caller: AbortController; readonly signal: AbortSignal }): Promise<void> {
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
  await waited(simulation.clock, hold_s, signal);
}

function waited(clock: Simulation['clock'], delay_s: number, signal?: AbortSignal): Promise<void> {
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
