import { filmOf, voidFront_m } from '@nanobias/firmware-model/specimen';
import { BARE, charge, hold, MAH_PER_G, specimenOf, sweep } from './drive.ts';
import { COLOURS, type Figure, type Line } from './plot.ts';

type Point = readonly [number, number];

/** From the pristine 1.20 lithium to 4.80 V on the first charge. */
const CAPACITY_MAH_PER_G = 321.8;

/** First charge at constant current, from the pristine film to 4.8 V. */
export function ratesFigure(): Figure {
  const rates = [[0.1, 'C/10'], [0.2, 'C/5'], [0.5, 'C/2'], [1, '1C'], [2, '2C'], [5, '5C']] as const;
  const lines = rates.map(([rate, label], k): Line => {
    const specimen = specimenOf('default', { ...BARE, lithium_initial_ratio: 1.2 });
    const points: Point[] = [];
    charge(specimen, rate, () => points.push([(MAH_PER_G * specimen.truth.charge_C) / specimen.truth.lithium_C, specimen.voltage_V]));
    return { label, colour: COLOURS[k]!, points };
  });
  const capacities = rates.map(([rate], k): Point => [rate, lines[k]!.points.at(-1)![0]]);
  return {
    name: 'physics-rates',
    title: 'First charge at C/10 to 5C, default nanobattery',
    panels: [{
      title: 'constant current to 4.8 V; 0.5 \u00b5m LNMO, 0.5 \u00b5m LiPON, 1C = 6.76 pA', legend: 'bottom right',
      x: { title: 'charge / mAh g\u207b\u00b9', from: 0, to: 330 }, y: { title: 'V(LNMO) \u2212 V(Li) / V', from: 3, to: 4.9 }, lines,
    }, {
      title: 'capacity to 4.8 V by rate', legend: 'bottom left',
      x: { title: 'rate / C', from: 0.05, to: 10, isLog: true }, y: { title: 'capacity / mAh g\u207b\u00b9', from: 0, to: 340 },
      lines: [
        { label: 'simulated', colour: COLOURS[0], points: capacities },
        { label: 'without any loss: 322 mAh/g', colour: COLOURS[6], isDashed: true, points: [[0.05, CAPACITY_MAH_PER_G], [10, CAPACITY_MAH_PER_G]] },
      ],
    }],
  };
}

/** Two cycles: the plateau of the first charge does not come back. */
export function voltammetryFigure(): Figure {
  const specimen = specimenOf('default', BARE);
  const cycles: Point[][] = [];
  hold(specimen, { source_V: 3.45, seconds: 60 });
  let from_V = 3.45;
  for (let cycle = 0; cycle < 2; cycle += 1) {
    const points: Point[] = [];
    for (const to_V of [4.8, 2.6]) {
      sweep(specimen, { from_V, to_V, slew_V_per_s: 1e-4 }, (source_V) => points.push([source_V, specimen.current_A * 1e12]));
      from_V = to_V;
    }
    cycles.push(points);
  }
  const peaks = [2e-5, 5e-5, 1e-4, 2e-4, 5e-4, 1e-3].map((slew_V_per_s): Point => {
    const swept = specimenOf('default', BARE);
    hold(swept, { source_V: 3.45, seconds: 60 });
    let peak_A = 0;
    sweep(swept, { from_V: 3.45, to_V: 4.8, slew_V_per_s }, () => { peak_A = Math.max(peak_A, swept.current_A); });
    return [slew_V_per_s * 1e3, peak_A * 1e12];
  });
  const [firstX, firstY] = peaks[0]!;
  return {
    name: 'physics-voltammetry',
    title: 'Voltammetry of the default nanobattery',
    panels: [
      {
        title: '0.1 mV/s between 2.6 and 4.8 V, behind 100 M\u03a9', legend: 'top left',
        x: { title: 'source / V', from: 2.6, to: 4.9 }, y: { title: 'current / pA', from: -5, to: 5 },
        lines: [{ label: 'first cycle', colour: COLOURS[0], points: cycles[0]! }, { label: 'second cycle', colour: COLOURS[1], points: cycles[1]! }],
      },
      {
        title: 'peak of the first sweep against its rate', legend: 'top left',
        x: { title: 'sweep rate / mV s\u207b\u00b9', from: 0.01, to: 2, isLog: true }, y: { title: 'peak current / pA', from: 1, to: 30, isLog: true },
        lines: [
          { label: 'simulated', colour: COLOURS[0], points: peaks },
          { label: 'square root of the rate', colour: COLOURS[6], isDashed: true, points: [peaks[0]!, [1, firstY * Math.sqrt(1 / firstX)]] },
        ],
      },
    ],
  };
}

const STEP_TIMES_S = Array.from({ length: 41 }, (_, k) => Number((0.1 * 10 ** (k / 10)).toPrecision(3)));

function stepCurrent(changes: Readonly<Record<string, unknown>>, { from_V, to_V, source_S }: { from_V: number; to_V: number; source_S: number }): Point[] {
  const specimen = specimenOf('default', { ...BARE, ...changes });
  hold(specimen, { source_V: from_V, seconds: 10, source_S });
  let before_s = 0;
  return STEP_TIMES_S.map((time_s): Point => {
    hold(specimen, { source_V: to_V, seconds: time_s - before_s, source_S });
    before_s = time_s;
    return [time_s, specimen.truth.interface_A * 1e12];
  });
}

/** The potentiostatic step: the ideal cell falls with the square root of time, the default one is held back by its resistances first. */
export function cottrellFigure(): Figure {
  const diffusivity_m2_per_s = 2e-16;
  const ideal = stepCurrent(
    {
      diffusivity_m2_per_s_full: diffusivity_m2_per_s, diffusivity_m2_per_s_empty: diffusivity_m2_per_s, transfer_Ohm_m2: 1e-5, lipon_S_per_m: 1e-2, lipon_m: 15e-9,
      grid_count: 48, grid_m_first: 1e-9, control: 'no voids',
    },
    { from_V: 3.45, to_V: 3.97, source_S: 1 },
  );
  const line_C_per_m = 96485.33212 * 49.4e3 * 1e-11;
  const cottrell = STEP_TIMES_S.map((time_s): Point => [time_s, line_C_per_m * 0.19 * Math.sqrt(diffusivity_m2_per_s / (Math.PI * time_s)) * 1e12]);
  const real = stepCurrent({}, { from_V: 3.45, to_V: 4.6, source_S: 1e-8 });
  const anchor = real.find(([time_s]) => time_s >= 100)!;
  return {
    name: 'physics-cottrell',
    title: 'Potentiostatic step and the slope of Cottrell',
    panels: [
      {
        title: 'ideal: one D, no resistance, 3.45 to 3.97 V; L\u00b2/D = 1250 s', legend: 'bottom left',
        x: { title: 'time / s', from: 0.1, to: 1000, isLog: true }, y: { title: 'current / pA', from: 1, to: 1000, isLog: true },
        lines: [{ label: 'simulated', colour: COLOURS[0], points: ideal }, { label: 'F A c \u0394x (D/\u03c0t)\u00bd', colour: COLOURS[1], isDashed: true, points: cottrell }],
      },
      {
        title: 'default cell, 3.45 to 4.6 V behind 100 M\u03a9', legend: 'bottom left',
        x: { title: 'time / s', from: 0.1, to: 1000, isLog: true }, y: { title: 'current / pA', from: 1, to: 1000, isLog: true },
        lines: [
          { label: 'simulated', colour: COLOURS[0], points: real },
          { label: 'slope \u2212\u00bd', colour: COLOURS[1], isDashed: true, points: [[10, anchor[1] * Math.sqrt(anchor[0] / 10)], [1000, anchor[1] * Math.sqrt(anchor[0] / 1000)]] },
        ],
      },
    ],
  };
}

/** How deep the contour f = 0.002 stands against the charge, and what is behind it. */
export function frontFigure(): Figure {
  const rates = [[0.1, 'C/10'], [1, '1C']] as const;
  const fronts: Line[] = [];
  const profiles: Line[] = [];
  for (const [k, [rate, label]] of rates.entries()) {
    const specimen = specimenOf('default', { ...BARE, lithium_initial_ratio: 1.2 });
    const { truth } = specimen;
    const film = filmOf(truth);
    const points: Point[] = [];
    let isTaken = false;
    charge(specimen, rate, () => {
      points.push([truth.charge_C / truth.capacity_C, voidFront_m(film, truth.voidFraction) * 1e9]);
      if (isTaken || truth.charge_C < 0.55 * truth.capacity_C) return;
      isTaken = true;
      profiles.push({ label: `${label} at q/Q = 0.55`, colour: COLOURS[k]!, points: Array.from(truth.centre_m, (z_m, i): Point => [z_m * 1e9, truth.voidFraction[i]! * 100]) });
    });
    fronts.push({ label, colour: COLOURS[k]!, points });
  }
  return {
    name: 'physics-front',
    title: 'Void front at two rates, default nanobattery',
    panels: [
      {
        title: 'depth of the contour f = 0.002, from LiPON', legend: 'top left',
        x: { title: 'net charge q/Q', from: 0.3, to: 0.7 }, y: { title: 'front / nm', from: 0, to: 520 }, lines: fronts,
      },
      {
        title: 'void fraction by depth', legend: 'top right',
        x: { title: 'depth z / nm', from: 0, to: 500 }, y: { title: 'void fraction f / %', from: 0, to: 5 }, lines: profiles,
      },
    ],
  };
}
