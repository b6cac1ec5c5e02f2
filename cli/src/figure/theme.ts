/** Letters that the package brings along, then what a viewer's machine is likely to have. */
export const font_family = "Inter, 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif";

/** Font sizes in units of the drawing, which is 1,200 wide: legible when shown at half of the PNG's size. */
export const SIZE = { title: 25, subtitle: 16.5, axis: 18, tick: 16.5, note: 15.5, letter: 21 } as const;

/** Okabe and Ito's colours where lines must be told apart, greys for everything that is no data. */
export const COLOUR = {
  text: '#1c1f24',
  quiet: '#5a616b',
  grid: '#e3e6ea',
  frame: '#8b929c',
  bias: '#1c1f24',
  current: '#0072b2',
  interlock: '#9ecae8',
  raw: '#d55e00',
  net: '#0072b2',
  open: '#f1f2f4',
  trip: '#b3261e',
  lipon: '#d9d2c5',
  pores: '#5c4a2f',
  contour_low: '#1c1f24',
  contour_high: '#ffffff',
} as const;

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
