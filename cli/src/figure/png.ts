import { createRequire } from 'node:module';
import { Resvg } from '@resvg/resvg-js';

const require = createRequire(import.meta.url);
/** Wide enough for a projector at half its size. */
const width_px = 3200;

/** Renders a figure; letters come from the package's own font files, so that a machine without fonts shows them too. */
export function renderPng(svg: string): Uint8Array {
  const fontFiles = [
    require.resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf'),
    require.resolve('@expo-google-fonts/inter/700Bold/Inter_700Bold.ttf'),
  ];
  const image = new Resvg(svg, {
    fitTo: { mode: 'width', value: width_px },
    font: { loadSystemFonts: false, fontFiles, defaultFontFamily: 'Inter', sansSerifFamily: 'Inter' },
    background: '#ffffff',
  });
  return image.render().asPng();
}
