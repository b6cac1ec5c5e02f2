import { CELL_PRESETS, simulate } from '@nanobias/firmware-model';
import { servePty, serveTcp } from '@nanobias/firmware-model/endpoint';
import { backendReport } from '@nanobias/native';
import { Cause, Channel, EventKind, Feature, Mode } from '@nanobias/sdk';
import type { BytePipe, OutputLimits } from '@nanobias/sdk';
import { openSerial } from '@nanobias/sdk/serial';
import { openTcp } from '@nanobias/sdk/tcp';
import { describeDevice, inProcess, onPort, served } from '@nanobias/sdk/vitest';
import type { DeviceTarget } from '@nanobias/sdk/vitest';
import { expect } from 'vitest';

const limits: OutputLimits = { bias_V_max: 4.6, lipon_thickness_m: 500e-9, lnmo_thickness_m: 0.5e-6, area_m2: 1e-11, anode_V_vs_Li: 0, lnmoOn: 'probe' };
const simulationOptions = { seed: 3, cell: CELL_PRESETS.default };
const { backend, reason } = backendReport();

/** A path, or tcp:HOST:PORT. */
function opened(label: string): Promise<BytePipe> {
  const [, host, port] = /^tcp:(.*):(\d+)$/.exec(label) ?? [];
  return host === undefined ? openSerial({ path: label.replace(/^pty:/, '') }) : openTcp({ host, port: Number(port) });
}

const pty: DeviceTarget = served('a pseudo-terminal', () => servePty({ simulationOptions }), opened);

describeDevice([
  inProcess('the model in this process', () => simulate(simulationOptions)),
  backend === 'native' ? pty : { ...pty, absent: `no pseudo-terminal: ${reason}` },
  served('a TCP socket', () => serveTcp({ simulationOptions, host: '127.0.0.1', port: 0 }), opened),
  onPort('TEST_PORT', process.env['TEST_PORT'], opened),
], (it) => {
  it('is armed, enabled, ramped, sampled and disabled', async ({ device }) => {
    const stream = await device.openStream({ channel: Channel.INTERLOCK_CURRENT, rate_Hz: 10_000 });
    let count = 0;
    stream.blocks$.subscribe(({ codes }) => (count += codes.length));
    const { off } = await device.withOutput({ limits, lease_s: 2 }, async (output) => {
      await output.ramp({ bias_V: output.openCircuit_V + 0.01, slew_V_per_s: 0.01 });
      expect(await device.readState()).toMatchObject({ mode: Mode.ON, isSwitchClosed: true });
    });
    expect(off).toMatchObject({ isSwitchClosed: false, cause: Cause.DISABLED });
    expect(off.current_A).toBeLessThan(5e-12);
    const { sent, lost } = await stream.stop();
    // A second of ramp at 10 kS/s, and what connecting takes.
    expect(sent).toBeGreaterThan(10_000);
    expect({ count, lost }).toEqual({ count: sent, lost: 0 });
    expect(stream.totals()).toMatchObject({ sample_count: BigInt(sent), gap_count: 0 });
  });

  it('is armed and enabled a second time', async ({ device }) => {
    const { off } = await device.withOutput({ limits, lease_s: 2 }, async () => undefined);
    expect(off.isSwitchClosed).toBe(false);
  });

  it('carries a mark to its log', { features: [Feature.MARKS, Feature.EVENT_LOG] }, async ({ device }) => {
    await device.mark('shutter open');
    const { events } = await device.readEvents(0);
    expect(events.filter(({ kind }) => kind === EventKind.MARK).at(-1)?.label).toBe('shutter open');
  });

  it('runs a program to its end', { features: [Feature.PROGRAMS], programSteps_max_atLeast: 2 }, async ({ device }) => {
    const program = [{ kind: 'hold', biasChange_V: 0.005, slew_V_per_s: 0.01, duration_s: 0.2 }, { kind: 'open', duration_s: 0.1 }] as const;
    const { result } = await device.withOutput({ limits, program, lease_s: 2 }, (output) => output.runProgram());
    expect(result).toEqual({ end: 'completed', stepsCompleted: 2 });
  });

  it('trips on a current and is acknowledged', { on: 'simulation' }, async ({ device, clock }) => {
    const scope = device.withOutput({ limits: { ...limits, slew_V_per_s_max: 1, current_A_max: 200e-12 }, lease_s: 2 }, async (output, signal) => {
      await output.setBias({ bias_V: 4.5, slew_V_per_s: 1 });
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
    });
    await expect(scope).rejects.toMatchObject({ code: 'TRIPPED', tripCause: 'OVER_CURRENT' });
    await new Promise<void>((resolve) => {
      clock.after(1_300_000, resolve);
    });
    expect(await device.acknowledge()).toMatchObject({ latched: [] });
  });
});
