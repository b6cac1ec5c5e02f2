// Draws the figures of docs/physics.md from the specimen, and that of docs/hazards.md from whole devices, as SVG and PNG: `npm run figures [-- NAME]`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Resvg } from '@resvg/resvg-js';
import { cottrellFigure, frontFigure, ratesFigure, voltammetryFigure } from './figures/electrochemistry.ts';
import { breakdownFigure, leakFigure } from './figures/hazards.ts';
import { survivalFigure } from './figures/survival.ts';
import { figureSvg } from './figures/plot.ts';

const require = createRequire(import.meta.url);
const folder = fileURLToPath(new URL('../docs/figures/', import.meta.url));
const figures = {
  rates: ratesFigure, voltammetry: voltammetryFigure, cottrell: cottrellFigure, front: frontFigure, breakdown: breakdownFigure, leak: leakFigure, survival: survivalFigure,
} as const;
const only = process.argv[2];
// Letters come from a package, so that a machine without fonts draws the same figure.
const fontFiles = [require.resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf'), require.resolve('@expo-google-fonts/inter/700Bold/Inter_700Bold.ttf')];

mkdirSync(folder, { recursive: true });
if (only !== undefined && !Object.hasOwn(figures, only)) {
  console.error(`${only} is none of ${Object.keys(figures).join(', ')}`);
  process.exitCode = 2;
}
for (const [name, draw] of Object.entries(figures)) {
  if (only !== undefined && only !== name) continue;
  const figure = draw();
  const svg = figureSvg(figure);
  writeFileSync(join(folder, `${figure.name}.svg`), svg);
  const image = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: 1.6 }, background: '#ffffff',
    font: { loadSystemFonts: false, fontFiles, defaultFontFamily: 'Inter', sansSerifFamily: 'Inter' },
  });
  writeFileSync(join(folder, `${figure.name}.png`), image.render().asPng());
  console.log(`docs/figures/${figure.name}.svg and .png`);
}
