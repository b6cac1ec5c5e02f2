import { hold, specimenOf, TICK_S } from './drive.ts';
import { COLOURS, type Figure, type Line } from './plot.ts';

type Point = readonly [number, number];

const SPECIMENS = 300;
/** Shown before the soft breakdown and after the hard one. */
const MARGIN_S = 0.04;
const LIFE_S_MAX = 100;
/** Breakdown of 100 nm at 10 V with k_E = 1.5: a Weibull law of 1 s and shape 1.5. */
const SHAPE = 1.5;

/** Whole specimens at 10 V, each at its own place in the distribution. */
export function breakdownFigure(): Figure {
  const lives_s = Array.from({ length: SPECIMENS }, (_, k) => {
    const specimen = specimenOf('lipon-100nm', {}, (k + 0.5) / SPECIMENS);
    let ticks = 0;
    for (; specimen.truth.filament === 'none'; ticks += 1) specimen.advanceTick(10, 1);
    return ticks * TICK_S;
  }).sort((a, b) => a - b);
  const survival = lives_s.flatMap((life_s, k): Point[] => [[life_s, 1 - k / SPECIMENS], [life_s, 1 - (k + 1) / SPECIMENS]]);
  const closed = Array.from({ length: 301 }, (_, k): Point => [k / 100, Math.exp(-((k / 100) ** SHAPE))]);

  const specimen = specimenOf('lipon-100nm', {}, 0.5);
  const trace: Point[] = [];
  let soft_s = Infinity;
  for (let hard_s = Infinity; ; ) {
    specimen.advanceTick(10, 1e-8);
    const time_s = (trace.length + 1) * TICK_S;
    trace.push([time_s, specimen.current_A * 1e9]);
    if (specimen.truth.filament !== 'none') soft_s = Math.min(soft_s, time_s);
    if (specimen.truth.filament === 'hard') hard_s = Math.min(hard_s, time_s);
    if (time_s > hard_s + MARGIN_S || time_s > LIFE_S_MAX) break;
  }
  return {
    name: 'physics-breakdown',
    title: 'Time-dependent breakdown of 100 nm LiPON at 10 V',
    panels: [
      {
        title: `survival of ${SPECIMENS} specimens, k_E = 1.5`, legend: 'top right',
        x: { title: 'time at 10 V / s', from: 0, to: 3 }, y: { title: 'share without a filament', from: 0, to: 1 },
        lines: [{ label: 'simulated', colour: COLOURS[0], points: [[0, 1], ...survival] }, { label: 'exp(\u2212(t/1 s)^1.5)', colour: COLOURS[1], isDashed: true, points: closed }],
      },
      {
        title: 'one of them behind 100 M\u03a9: soft with telegraph noise, then hard', legend: 'top left',
        x: { title: 'time since the source went to 10 V / s', from: soft_s - MARGIN_S, to: trace.at(-1)![0] }, y: { title: 'current / nA', from: 0.1, to: 1000, isLog: true },
        lines: [{ label: 'through the series resistor', colour: COLOURS[0], points: trace }],
      },
    ],
  };
}

/** What the first step of a program learns of the side walls. */
export function leakFigure(): Figure {
  const closed: Line[] = [];
  const open: Line[] = [];
  for (const [k, [shunt_Ohm, label]] of ([[1e11, '0.1 T\u03a9'], [1e12, '1 T\u03a9'], [1e13, '10 T\u03a9']] as const).entries()) {
    const held = specimenOf('default', { shunt_Ohm });
    const current: Point[] = [];
    hold(held, { source_V: 3.46, seconds: 1800, every_s: 1 }, (time_s) => current.push([time_s / 60, held.current_A * 1e12]));
    closed.push({ label, colour: COLOURS[k]!, points: current });
    closed.push({ label: '', colour: COLOURS[6], isDashed: true, points: [[0, (3.46 / shunt_Ohm) * 1e12], [30, (3.46 / shunt_Ohm) * 1e12]] });
    const afloat = specimenOf('default', { shunt_Ohm });
    const voltage: Point[] = [];
    hold(afloat, { source_V: 0, seconds: 1800, source_S: 0, every_s: 0.1 }, (time_s) => voltage.push([time_s, afloat.voltage_V]));
    open.push({ label, colour: COLOURS[k]!, points: voltage });
  }
  closed.push({ label: 'V/R', colour: COLOURS[6], isDashed: true, points: [] });
  return {
    name: 'physics-leak',
    title: 'Leak check on the default nanobattery, by its side walls',
    panels: [
      {
        title: 'switch closed, 10 mV above the open-circuit voltage', legend: 'top right',
        x: { title: 'time / min', from: 0, to: 30 }, y: { title: 'current / pA', from: 0.1, to: 1000, isLog: true }, lines: closed,
      },
      {
        title: 'switch open: the side walls discharge the cell', legend: 'top right',
        x: { title: 'time / s', from: 1, to: 1800, isLog: true }, y: { title: 'voltage at tap B / V', from: 3, to: 3.5 }, lines: open,
      },
    ],
  };
}
