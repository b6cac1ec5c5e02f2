// Draws the figures of docs/physics.md from the specimen, that of docs/hazards.md from whole devices, and those of docs/recordings.md from
// recordings of the examples, as SVG and PNG: `npm run figures [-- NAME]`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Resvg } from '@resvg/resvg-js';
import { cottrellFigure, frontFigure, ratesFigure, voltammetryFigure } from './figures/electrochemistry.ts';
import { breakdownFigure, leakFigure } from './figures/hazards.ts';
import { figureSvg } from './figures/plot.ts';
import { RECORDED_FIGURES, recordedFigure } from './figures/recorded.ts';
import { survivalFigure } from './figures/survival.ts';

const require = createRequire(import.meta.url);
const folder = fileURLToPath(new URL('../docs/figures/', import.meta.url));
const specimenFigures = {
  rates: ratesFigure, voltammetry: voltammetryFigure, cottrell: cottrellFigure, front: frontFigure, breakdown: breakdownFigure, leak: leakFigure, survival: survivalFigure,
} as const;
interface Drawing {
  /** Of the files in docs/figures/. */
  readonly name: string;
  readonly svg: string;
}
const figures: Readonly<Record<string, () => Promise<Drawing>>> = {
  ...Object.fromEntries(Object.entries(specimenFigures).map(([key, draw]) => [key, async () => {
    const figure = await draw();
    return { name: figure.name, svg: figureSvg(figure) };
  }])),
  ...Object.fromEntries(Object.entries(RECORDED_FIGURES).map(([name, figure]) => [name, async () => ({ name, svg: await recordedFigure(figure) })])),
};
const only = process.argv[2];
// Letters come from a package, so that a machine without fonts draws the same figure.
const fontFiles = [require.resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf'), require.resolve('@expo-google-fonts/inter/700Bold/Inter_700Bold.ttf')];

mkdirSync(folder, { recursive: true });
if (only !== undefined && !Object.hasOwn(figures, only)) {
  console.error(`${only} is none of ${Object.keys(figures).join(', ')}`);
  process.exitCode = 2;
}
for (const [key, draw] of Object.entries(figures)) {
  if (only !== undefined && only !== key) continue;
  const { name, svg } = await draw();
  writeFileSync(join(folder, `${name}.svg`), svg);
  const image = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: 1.6 }, background: '#ffffff',
    font: { loadSystemFonts: false, fontFiles, defaultFontFamily: 'Inter', sansSerifFamily: 'Inter' },
  });
  writeFileSync(join(folder, `${name}.png`), image.render().asPng());
  console.log(`docs/figures/${name}.svg and .png`);
}
