// Testing an application that takes ten hours, without the ten hours: the model, the link and every timer share one clock.
// In a clone: `node --conditions=nanobias-source --import tsx examples/virtual-time.ts HOURS`, ten unless told.
// In a test runner each block below would be a test.
import { deepEqual, equal, ok } from 'node:assert/strict';
import { CELL_PRESETS, simulate } from '@nanobias/firmware-model';
import { Cause, Mode, clockScheduler, connect, hours } from '@nanobias/sdk';
import type { Clock, Device, OutputLimits } from '@nanobias/sdk';
import { interval, map, take, toArray, withLatestFrom } from 'rxjs';

const duration_s = hours(Number(process.argv[2] ?? 10));
const limits: OutputLimits = { bias_V_max: 4.6, lipon_thickness_m: 5e-7, lnmo_thickness_m: 5e-7, area_m2: 1e-11, anode_V_vs_Li: 0, lnmoOn: 'probe' };

/** The application: holds a bias for a time, and looks after the state once in a while. It knows no model. */
async function holdFor(device: Device, clock: Clock, hold_s: number): Promise<number> {
  const { result } = await device.withOutput({ limits, lease_s: 5 }, async (output, signal) => {
    await output.ramp({ bias_V: output.openCircuit_V + 0.01, slew_V_per_s: 0.005 });
    const { deviceTime_s: start_s } = await device.readState();
    await new Promise<void>((resolve, reject) => {
      clock.after(hold_s * 1e6, resolve);
      signal.addEventListener('abort', () => reject(signal.reason as Error));
    });
    return (await device.readState()).deviceTime_s - start_s;
  });
  return result;
}

// With plain promises: time passes only inside `clock.run`, as fast as this machine can, and the same for the same seed.
const first = simulate({ seed: 1, cell: CELL_PRESETS.default });
await first.clock.run(async () => {
  const device = await connect(first.pipe, first);
  const held_s = await holdFor(device, first.clock, duration_s);
  ok(Math.abs(held_s - duration_s) < 0.01, `held for ${held_s} s`);
  equal((await device.readState()).mode, Mode.LIMITS_SET);
  await device.close();
}, 2e6 * duration_s + 60e6);
console.log(`held for ${duration_s} s of device time, digest ${first.digest()}`);

// With marbles: one letter a second, C for closed and o for open; a stop comes in the middle of the fifth.
const second = simulate({ seed: 1, cell: CELL_PRESETS.default });
await second.clock.run(async () => {
  const device = await connect(second.pipe, second);
  const marbles = new Promise<string>((resolve) => {
    interval(1000, clockScheduler(second.clock))
      .pipe(withLatestFrom(device.state$), map(([, { isSwitchClosed }]) => (isSwitchClosed ? 'C' : 'o')), take(8), toArray())
      .subscribe((letters) => resolve(letters.join('')));
  });
  second.clock.after(5.5e6, () => void device.stop());
  const failed = await holdFor(device, second.clock, 60).then(() => 'held', (error: { readonly code?: string; readonly tripCause?: string }) => error);
  deepEqual([await marbles, (failed as { tripCause?: string }).tripCause], ['CCCCCooo', 'HOST_STOP']);
  ok((await device.readEvents(0)).events.some(({ cause }) => cause === Cause.HOST_STOP));
  await device.close();
}, 60e6);
console.log('CCCCCooo: opened by the stop');
