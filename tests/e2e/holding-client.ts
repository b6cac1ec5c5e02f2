// Holds the output of a device on a port until it is stopped, killed, or told otherwise; says what happens as lines of JSON.
import { Cause, EventKind, NanobiasError, causeName, connect, cryptoEntropy, realClock } from '@nanobias/sdk';
import { openSerial } from '@nanobias/sdk/serial';

const [path = ''] = process.argv.slice(2);

function say(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

const device = await connect(await openSerial({ path }), { clock: realClock(), entropy: cryptoEntropy() });
device.events$().subscribe({
  next: (event) => {
    if (event.kind === EventKind.TRIPPED) say({ tripped: causeName(event.cause), deviceTime_s: event.device_time_us / 1e6 });
  },
  error: () => undefined,
});
try {
  await device.withOutput({ limits: { bias_V_max: 4.6, lipon_thickness_m: 500e-9, lnmo_thickness_m: 0.5e-6, area_m2: 1e-11, anode_V_vs_Li: 0, lnmoOn: 'probe' }, lease_s: 1 }, async (output, signal) => {
    await output.ramp({ bias_V: output.openCircuit_V + 0.005, slew_V_per_s: 0.01 });
    say({ holding: await device.readState() });
    await new Promise((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error));
    });
  });
} catch (error) {
  if (!(error instanceof NanobiasError)) throw error;
  const { code, outputMayBeOn } = error;
  const state = await device.readState();
  say({ failed: code, outputMayBeOn, state, latched: state.latched.map((cause: Cause) => causeName(cause)) });
}
await device.close();
