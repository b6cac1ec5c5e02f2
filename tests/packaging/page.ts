// What a page does with the SDK and the model, both of which run in it. The test runs the same in Node and compares.
import { CELL_PRESETS, simulate } from '@nanobias/firmware-model';
import { amperesPerCode, backendReport, Channel, connect, metres, NanobiasError, squareMicrometres, volts, voltsPerSecond } from '@nanobias/sdk';
import type { BytePipe, Device, OutputLimits } from '@nanobias/sdk';
import { openWebSerial } from '@nanobias/sdk/web-serial';
import type { WebSerialPort } from '@nanobias/sdk/web-serial';
import { PagePort } from '../sdk/transport/page-port.ts';

/** What an observer of the page can tell of a run. */
export interface Run {
  readonly backend: string;
  readonly label: string;
  readonly currents_A: readonly number[];
  readonly wasConducting: boolean;
  readonly isSwitchClosed: boolean;
  /** Over all state of the device and every byte in both directions. */
  readonly digest: string;
}

const limits: OutputLimits = {
  bias_V_max: volts(3.6), lipon_thickness_m: metres(0.5e-6), lnmo_thickness_m: metres(0.5e-6), area_m2: squareMicrometres(10), anode_V_vs_Li: volts(0), lnmoOn: 'probe',
};
const run_us_max = 60_000_000;

/** Connects, biases by 10 mV, reads samples and leaves, all in virtual time. */
export async function biased(over: 'in process' | 'web serial'): Promise<Run> {
  const simulation = simulate({ seed: 3, cell: CELL_PRESETS.default });
  const { clock, entropy, truth } = simulation;
  return clock.run(async () => {
    const device = await connect(over === 'in process' ? simulation.pipe : await pipeOfPort(new PagePort(() => simulation.pipe)), { clock, entropy });
    let wasConducting = false;
    const { result, off } = await device.withOutput({ limits }, async (output) => {
      const samples = await device.openStream({ channel: Channel.SLOW_CURRENT, rate_Hz: 10, block_samples: 5 });
      const currents_A: number[] = [];
      samples.blocks$.subscribe((block) => currents_A.push(...Array.from(block.codes, (code) => code * amperesPerCode(block))));
      await output.ramp({ bias_V: volts(output.openCircuit_V + 0.01), slew_V_per_s: voltsPerSecond(0.005) });
      wasConducting = truth.isConducting;
      await samples.stop();
      return currents_A;
    });
    await device.close();
    return { backend: backendReport().backend, label: device.label, currents_A: result, wasConducting, isSwitchClosed: off.isSwitchClosed, digest: simulation.digest() };
  }, run_us_max);
}

/** As a page does: asks the browser for a port, which here is one with the model behind it. */
async function pipeOfPort(port: PagePort): Promise<BytePipe> {
  // Node 20 knows no navigator.
  const navigator = (globalThis as { readonly navigator?: object }).navigator ?? {};
  Object.defineProperty(navigator, 'serial', { value: { requestPort: () => Promise.resolve(port) }, configurable: true });
  const { serial } = navigator as { readonly serial: { requestPort(): Promise<WebSerialPort> } };
  return openWebSerial({ port: await serial.requestPort() });
}

/** The code of the error that a session over a port of the browser ends with when the plug is pulled, and whether the circuit is open then. */
export async function unplugged(): Promise<{ readonly code: string; readonly isConducting: boolean }> {
  const { clock, entropy, truth, pipe } = simulate({ seed: 4, cell: CELL_PRESETS.default });
  return clock.run(async () => {
    const port = new PagePort(() => pipe);
    const device: Device = await connect(await pipeOfPort(port), { clock, entropy });
    const code = await device.withOutput({ limits }, async (_output, signal) => {
      port.unplug();
      await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
    }).then(() => 'none', codeOf);
    await new Promise<void>((resolve) => void clock.after(10_000, resolve));
    return { code, isConducting: truth.isConducting };
  }, run_us_max);
}

function codeOf(error: unknown): string {
  return error instanceof NanobiasError ? error.code : String(error);
}
