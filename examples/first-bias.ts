// First bias on the model, in virtual time: connect, switch on, ramp 20 mV up, read the current, switch off.
// On a real controller only the first lines differ: `openSerial` or `openTcp`, `realClock()` and `cryptoEntropy()`.
import { cellFrom, simulate } from '@nanobias/firmware-model';
import { amperesPerCode, Channel, connect } from '@nanobias/sdk';
import type { OutputLimits } from '@nanobias/sdk';

const film = cellFrom('film-2um');
if (film.kind === 'refused') throw new Error(film.reason);
const { pipe, clock, entropy } = simulate({ seed: 1, cell: film.cell });

const limits: OutputLimits = { bias_V_max: 3.6, lipon_thickness_m: 0.5e-6, lnmo_thickness_m: 0.5e-6, area_m2: 1e-11, anode_V_vs_Li: 0, lnmoOn: 'probe' };

await clock.run(async () => {
  const device = await connect(pipe, { clock, entropy });
  const { result, off } = await device.withOutput({ limits }, async (output) => {
    const samples = await device.openStream({ channel: Channel.SLOW_CURRENT, rate_Hz: 10, block_samples: 10 });
    const currents_A: number[] = [];
    samples.blocks$.subscribe((block) => currents_A.push(...Array.from(block.codes, (code) => code * amperesPerCode(block))));
    await output.ramp({ bias_V: output.openCircuit_V + 0.02, slew_V_per_s: 0.005 });
    await samples.stop();
    return currents_A;
  });
  console.log(`${result.length} samples, ${Math.max(...result).toExponential(2)} A at most`);
  console.log(off.isSwitchClosed ? 'the switch is still closed' : `off: ${off.current_A?.toExponential(2) ?? 'unknown'} A measured`);
  await device.close();
}, 60e6);
