import { COUNTS } from '../../tests/safety/counts.ts';
import { allFates } from '../../tests/safety/headline/headline.ts';
import { COLOURS, type Figure } from './plot.ts';

type Point = readonly [number, number];

/** As many as docs/hazards.md tells of, and the same ones. */
const SEEDS = COUNTS.headline_seeds.suite;
/** Breakdown of 100 nm at 10 V with k_E = 1.5: a Weibull law of 1 s and shape 1.5. */
const SHAPE = 1.5;
const FROM_S = 0.02;
const TO_S = 20;

/** The same films twice: under hostile hosts with every protection, and at 10 V with none. */
export async function survivalFigure(): Promise<Figure> {
  const all = await allFates({ seeds: SEEDS, seed: 1 });
  const lives_s = all.map(({ life_s }) => life_s).sort((a, b) => a - b);
  const exposures_s = all.map(({ closed_s }) => closed_s).sort((a, b) => a - b);
  const broken = all.filter(({ isBroken }) => isBroken).length;
  const unprotected = lives_s.flatMap((life_s, k): Point[] => [[life_s, 1 - k / SEEDS], [life_s, 1 - (k + 1) / SEEDS]]);
  const law = Array.from({ length: 200 }, (_, k): Point => {
    const time_s = FROM_S * (TO_S / FROM_S) ** (k / 199);
    return [time_s, Math.exp(-(time_s ** SHAPE))];
  });
  return {
    name: 'safety-survival',
    title: '100 nm of damaged LiPON: what the interlocks are for',
    panels: [{
      title: `${SEEDS} films, k_E = 1.5; a hostile host each`, legend: 'bottom left',
      x: { title: 'time with the circuit closed / s', from: FROM_S, to: TO_S, isLog: true }, y: { title: 'share without a filament', from: 0, to: 1.05 },
      lines: [
        { label: 'interlocks fitted, cap 4.80 V', colour: COLOURS[2], points: [[FROM_S, 1], [exposures_s.at(-1)!, 1 - broken / SEEDS]] },
        { label: 'left out, 10 V', colour: COLOURS[1], points: [[FROM_S, 1], ...unprotected] },
        { label: 'exp(\u2212(t/1 s)^1.5)', colour: COLOURS[6], isDashed: true, points: law },
      ],
    }, {
      title: 'how long each film was under voltage', legend: 'top left',
      x: { title: 'time with the circuit closed / s', from: FROM_S, to: TO_S, isLog: true }, y: { title: 'share of the films with less', from: 0, to: 1.05 },
      lines: [{ label: `interlocks fitted: ${SEEDS - broken} of ${SEEDS} survived`, colour: COLOURS[2], points: exposures_s.map((time_s, k): Point => [time_s, (k + 1) / SEEDS]) }],
    }],
  };
}
