import { Cause } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import { leaveOff } from '../../../sdk/src/hil/left-off.ts';
import { describeDevice } from '../../../sdk/src/hil/vitest.ts';
import type { OpenTarget } from '../../../sdk/src/hil/vitest.ts';

const run: OpenTarget['run'] = (work) => work();

/** A device whose state can be read once, before its test, and not after. */
class Unreadable {
  readonly capabilities = { features: [], strap_V_max: 4.8, programSteps_max: 0 };
  readonly isSimulation = false;
  reads_count = 0;
  stops_count = 0;

  async readState(): Promise<{ readonly latched: readonly [] }> {
    this.reads_count += 1;
    if (this.reads_count > 1) throw new Error('no answer');
    return { latched: [] };
  }

  async stop(): Promise<{ readonly isSwitchClosed: boolean }> {
    this.stops_count += 1;
    return { isSwitchClosed: false };
  }
}

const unreadable = new Unreadable();

describeDevice({ name: 'a device whose state cannot be read after a test', open: async () => ({ device: unreadable, run, close: async () => undefined }) as unknown as OpenTarget }, (test) => {
  test('is used', async ({ device }) => {
    await expect(device.readState()).rejects.toThrow('no answer');
  });
});

describe('after a test of a device', () => {
  it('the output is stopped, though nobody knows its state', () => {
    expect(unreadable.stops_count).toBe(1);
  });

  it.each([
    ['a switch that is still closed', { isSwitchClosed: true, current_A: 2e-9 }, '2e-9 A still flow'],
    ['a switch behind a saturated path', { isSwitchClosed: true }, 'the current saturated its path'],
    ['an answer that does not tell', {}, 'not measured open'],
  ])('%s fails it', async (_, measured, text) => {
    const device = { stop: () => Promise.resolve(measured) } as unknown as OpenTarget['device'];
    await expect(leaveOff({ device, run })).rejects.toThrow(text);
  });

  it('a stop that is not answered fails it', async () => {
    const device = { stop: () => Promise.reject(new Error('no answer')) };
    await expect(leaveOff({ device, run })).rejects.toThrow('no answer');
  });

  it('a switch that was measured open does not', async () => {
    const device = { stop: () => Promise.resolve({ isSwitchClosed: false, deviceTime_s: 1, cause: Cause.DISABLED }) };
    await expect(leaveOff({ device, run })).resolves.toBeUndefined();
  });
});
