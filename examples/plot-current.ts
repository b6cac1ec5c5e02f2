// From nothing to a plotted current: a minute on the model, the slow channel as a loop, and an SVG of it.
// In a clone: `node --conditions=nanobias-source --import tsx examples/plot-current.ts FILE`, current.svg unless told.
import { writeFileSync } from 'node:fs';
import { cellFrom, simulate } from '@nanobias/firmware-model';
import { amperesPerCode, Channel, connect, millivolts, millivoltsPerSecond, nanometres, squareMicrometres, volts } from '@nanobias/sdk';
import type { OutputLimits } from '@nanobias/sdk';

const film = cellFrom('film-2um');
if (film.kind === 'refused') throw new Error(film.reason);
const { pipe, clock, entropy } = simulate({ seed: 1, cell: film.cell });

const limits: OutputLimits = {
  bias_V_max: volts(3.6), lipon_thickness_m: nanometres(500), lnmo_thickness_m: nanometres(500), area_m2: squareMicrometres(10), anode_V_vs_Li: volts(0), lnmoOn: 'probe',
};
const points: { readonly time_s: number; readonly current_A: number }[] = [];

await clock.run(async () => {
  await using device = await connect(pipe, { clock, entropy });
  const recording = record();
  await device.withOutput({ limits }, async (output) => {
    for (const step_V of [millivolts(10), millivolts(20), millivolts(30)]) {
      await output.ramp({ bias_V: output.openCircuit_V + step_V, slew_V_per_s: millivoltsPerSecond(5) });
      await new Promise<void>((resolve) => void clock.after(20e6, resolve));
    }
  });
  await device.close();
  await recording;

  async function record(): Promise<void> {
    for await (const block of device.samples({ channels: [Channel.SLOW_CURRENT], rate_Hz: 10, block_samples: 10 })) {
      block.codes.forEach((code, index) => points.push({ time_s: (block.first_sample + index) / block.rate_Hz, current_A: code * amperesPerCode(block) }));
    }
  }
}, 600e6);

const end_s = points.at(-1)?.time_s ?? 1;
const peak_A = Math.max(...points.map(({ current_A }) => Math.abs(current_A)), 1e-15);
const path = points.map(({ time_s, current_A }) => `${((time_s / end_s) * 600).toFixed(1)},${(100 - (current_A / peak_A) * 90).toFixed(1)}`).join(' ');
const label = `simulated current, ${(peak_A * 1e12).toFixed(1)} pA at most, ${end_s.toFixed(0)} s`;
const file = process.argv[2] ?? 'current.svg';
writeFileSync(file, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 220" font-family="sans-serif" font-size="12">
<rect width="600" height="220" fill="white"/><path d="M0 100H600" stroke="#bbb"/>
<polyline points="${path}" fill="none" stroke="#1f5fa8"/><text x="8" y="212">${label}</text></svg>\n`);
console.log(`${points.length} points, ${label}: ${file}`);
