// What a program sees of a trip: the scope ends with what was measured, the fault is a value on a stream, and nothing comes
// back on before somebody has acknowledged it.
import { CELL_PRESETS, simulate } from '@nanobias/firmware-model';
import { NanobiasError, connect, nanometres, picoamps, squareMicrometres, volts, voltsPerSecond } from '@nanobias/sdk';
import type { OutputLimits } from '@nanobias/sdk';

const { pipe, clock, entropy } = simulate({ seed: 7, cell: CELL_PRESETS.default });
const limits: OutputLimits = {
  bias_V_max: volts(4.6), current_A_max: picoamps(200), slew_V_per_s_max: voltsPerSecond(1), lnmoOn: 'probe', anode_V_vs_Li: volts(0),
  lipon_thickness_m: nanometres(500), lnmo_thickness_m: nanometres(500), area_m2: squareMicrometres(10),
};

await clock.run(async () => {
  await using device = await connect(pipe, { clock, entropy });
  const watch = device.faults$.subscribe((faults) => console.log(`latched: ${faults.map(({ name }) => name).join(', ') || 'nothing'}`));
  try {
    await device.withOutput({ limits }, async (output, signal) => {
      // Far too fast for 200 pA through the capacitance of leads and film.
      await output.setBias({ bias_V: volts(4.5), slew_V_per_s: voltsPerSecond(1) });
      // The scope ends this wait when the interlock opens the circuit.
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
    });
  } catch (error) {
    // A defect of this program is no fault of the device: only the SDK's own failures are looked at.
    if (!(error instanceof NanobiasError)) throw error;
    console.log(`${error.code} by ${error.tripCause}: ${error.value} fA beyond ${error.limit?.toFixed(0)} fA`);
    console.log(`output may be on: ${error.outputMayBeOn}; the switch reads ${error.off?.isSwitchClosed === false ? 'open' : 'closed'}`);
  }
  const refused = await device.withOutput({ limits }, async () => undefined).catch((error: unknown) => error);
  console.log(`again at once: ${refused instanceof NanobiasError ? refused.code : 'granted'}`);
  // The cause must have been gone for a second. On an instrument: look at the specimen first.
  await new Promise<void>((resolve) => void clock.after(1.3e6, resolve));
  await device.acknowledge();
  watch.unsubscribe();
}, 60e6);
