import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Cause, Channel, EventKind, backendReport, connect, cryptoEntropy, realClock } from '@nanobias/sdk';
import type { Event, OutputLimits, TripReport } from '@nanobias/sdk';
import { openSampled } from '@nanobias/sdk/sampled';
import { afterEach, describe, expect, it } from 'vitest';

const { backend, reason } = backendReport();
const root = fileURLToPath(new URL('../..', import.meta.url));
const blocked_ms = 2000;
// At rest the channel shows 25 pA of noise; half a volt a second through the stray capacitance and the film is far beyond 60 pA.
const current_fA_max = 60_000;
const watch = { current_A_min: -60e-12, current_A_max: 60e-12 };
const limits: OutputLimits = { bias_V_max: 3.6, slew_V_per_s_max: 0.5, lipon_thickness_m: 0.5e-6, lnmo_thickness_m: 0.5e-6, area_m2: 1e-11, anode_V_vs_Li: 0, lnmoOn: 'probe' };

let device: ChildProcess | undefined;
afterEach(() => {
  device?.kill('SIGKILL');
});

async function serve(): Promise<number> {
  const args = ['--conditions=nanobias-source', '--import', 'tsx', 'cli/src/main.ts', 'serve', '--tcp', '127.0.0.1:0', '--seed', '5'];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  device = child;
  return new Promise((resolve, reject) => {
    let said = '';
    child.once('exit', (code) => reject(new Error(`serve ended with ${code}`)));
    child.stdout.on('data', (bytes: Buffer) => {
      said += bytes.toString();
      const match = /^READY tcp:.*:(\d+)$/m.exec(said);
      if (match) resolve(Number(match[1]));
    });
  });
}

interface Outcome {
  readonly trip: TripReport | undefined;
  readonly events: readonly Event[];
  readonly from_ns: number;
  readonly to_ns: number;
}

/** Ramps faster than the watched current permits, and blocks the event loop meanwhile. */
async function rampBlocked(isWatched: boolean): Promise<Outcome> {
  const pipe = await openSampled({ kind: 'tcp', host: '127.0.0.1', port: await serve() }, { backend: 'native' });
  const host = await connect(pipe, { clock: realClock(), entropy: cryptoEntropy() });
  const events: Event[] = [];
  host.events$().subscribe({ next: (event) => events.push(event as Event), error: () => undefined });
  const told: { from_ns: number; to_ns: number; trip: TripReport | undefined } = { from_ns: 0, to_ns: 0, trip: undefined };
  await host.withOutput({ limits, lease_s: 5 }, async (output) => {
    const stream = await host.openStream({ channel: Channel.INTERLOCK_CURRENT, rate_Hz: 10_000, block_samples: 64, ...(isWatched ? { watch } : {}) });
    await output.setBias({ bias_V: output.openCircuit_V + 0.14, slew_V_per_s: 0.5 });
    told.from_ns = Number(process.hrtime.bigint());
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, blocked_ms);
    told.to_ns = Number(process.hrtime.bigint());
    // The turns in which what has waited is delivered.
    for (const until_ns = told.to_ns + 300e6; Number(process.hrtime.bigint()) < until_ns;) await new Promise(setImmediate);
    told.trip = stream.trip();
  }).catch(() => undefined);
  await host.close();
  return { ...told, events };
}

/** Events that tell of an open circuit, with the time at which it was open. */
function opening({ events }: Outcome): Event | undefined {
  return events.find(({ kind, is_switch_closed }) => kind === EventKind.OUTPUT_OPENED && !is_switch_closed);
}

describe.skipIf(backend === 'js')(backend === 'js' ? `a host whose event loop is blocked: ${reason}` : 'a host whose event loop is blocked for two seconds', () => {
  it('still opens the circuit within 50 ms of the sample that trips', async () => {
    const outcome = await rampBlocked(true);
    const { trip, from_ns, to_ns } = outcome;
    expect(trip).toBeDefined();
    expect(Math.abs(trip!.code) * trip!.full_scale_fA).toBeGreaterThan(current_fA_max * 2 ** (trip!.bits - 1));
    // Decided and sent while no line of JavaScript ran.
    expect(trip!.tripped_ns).toBeGreaterThan(from_ns);
    expect(trip!.stop_sent_ns).toBeLessThan(to_ns - 1000e6);
    expect(trip!.stop_sent_ns! - trip!.tripped_ns).toBeLessThan(5e6);
    expect(trip!.error).toBeUndefined();
    const off = opening(outcome);
    expect(off?.cause).toBe(Cause.HOST_STOP);
    // Device time on both sides: of the first sample of the block that tripped, and of the circuit being open.
    expect(off!.device_time_us - trip!.device_time_us).toBeLessThan(50_000);
    console.log(`circuit open ${(off!.device_time_us - trip!.device_time_us) / 1000} ms after the block began, stop sent ${(trip!.stop_sent_ns! - trip!.tripped_ns) / 1000} us after the decision`);
  });

  it('leaves it closed all the while without the trip', async () => {
    const outcome = await rampBlocked(false);
    expect(outcome.trip).toBeUndefined();
    const off = opening(outcome);
    expect(off?.cause).not.toBe(Cause.HOST_STOP);
    const enabled = outcome.events.find(({ kind, is_switch_closed }) => kind === EventKind.OUTPUT_CLOSED && is_switch_closed);
    expect(off!.device_time_us - enabled!.device_time_us).toBeGreaterThan(2_000_000);
  });
});
