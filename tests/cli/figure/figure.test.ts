import { describe, expect, it } from 'vitest';
import type { FigureData } from '../../../cli/src/figure/data.ts';
import { figureSvg } from '../../../cli/src/figure/figure.ts';
import { renderPng } from '../../../cli/src/figure/png.ts';
import { tracePath } from '../../../cli/src/figure/trace.ts';

const hour_s = 3600;

/** Ten hours: a leak check, a hold, open; voids that grow from the interface. */
function sampleData(changes: Partial<FigureData> = {}): FigureData {
  const times_s = Array.from({ length: 1000 }, (_, index) => index * 36);
  const centre_m = Array.from({ length: 24 }, (_, index) => (index + 0.5) * (0.5e-6 / 24));
  return {
    title: 'A film & its <voids>',
    isSimulation: true,
    origin: 'the switch closed',
    end_s: 10 * hour_s,
    steps: [
      { start_s: 0, hold_s: 0, end_s: hour_s, kind: 'leak_check', level_V: 3.45 },
      { start_s: hour_s, hold_s: hour_s + 210, end_s: 9 * hour_s, kind: 'hold', bias_V: 4.5, level_V: 4.5 },
      { start_s: 9 * hour_s, hold_s: 9 * hour_s, end_s: 10 * hour_s, kind: 'open', level_V: 4.4 },
    ],
    bias: times_s.map((time_s) => ({ time_s, value: time_s < hour_s ? 3.45 : 4.5 })),
    current: times_s.map((time_s) => ({ time_s, value: 1e-12 })),
    interlock: times_s.map((time_s) => ({ time_s, value: 1.1e-12 })),
    charge: times_s.map((time_s) => ({ time_s, raw_C: time_s * 1e-12, net_C: time_s * 0.8e-12, net_C_sigma: 1e-10 })),
    capacity_C: 24.3e-9,
    lnmo_thickness_m: 0.5e-6,
    shuntText: '10.0 T\u03a9',
    truth: {
      centre_m,
      pore_fraction: centre_m.map((z_m) => (z_m < 11e-9 ? 0.03 : 0)),
      films: Array.from({ length: 61 }, (_, index) => ({ time_s: index * 600, void_fraction: centre_m.map((z_m) => Math.max(0, 0.03 * (index / 60) - z_m * 4e4)) })),
    },
    ...changes,
  };
}

describe('figure', () => {
  const svg = figureSvg(sampleData());

  it('says that it is simulated, of which material, in which units', () => {
    for (const words of [
      'simulated; parameters assumed', 'LMR-LNMO, ', 'bias / V', 'current / pA', 'charge / nC', 'q / Q', 'depth z / \u00b5m', 'depth z / nm', 'void fraction f',
      'device time since the switch closed / h', 'LiPON', 'nanopores',
    ]) expect(svg).toContain(words);
  });

  it('escapes what a title may hold', () => {
    expect(svg).toContain('A film &amp; its &lt;voids&gt;');
    expect(svg).not.toContain('<voids>');
  });

  it('holds no coordinate that is no number', () => {
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  });

  it.each([0, 1, 2])('draws %i slow conversions beside an interlock path far beyond them', (count) => {
    const few = (value: number): { readonly time_s: number; readonly value: number }[] => Array.from({ length: count }, (_, index) => ({ time_s: index, value }));
    const short = figureSvg(sampleData({
      end_s: 2, steps: [], current: few(1e-19), bias: few(3.45), charge: [], interlock: [{ time_s: 0, value: -1e-9 }, { time_s: 1, value: 1e-9 }],
    }));
    expect(short).not.toMatch(/NaN|Infinity|undefined/);
    const farthest = Math.max(...[...short.matchAll(/-?\d+(?:\.\d+)?/g)].map(([number]) => Math.abs(Number(number))));
    // The drawing is 3,200 wide at most; a renderer gives up on coordinates of a million.
    expect(farthest).toBeLessThan(10_000);
    expect(renderPng(short).length).toBeGreaterThan(10_000);
  });

  it('says why there is no net charge where there is none', () => {
    const raw = figureSvg(sampleData({ charge: [{ time_s: 0, raw_C: 0 }, { time_s: 3600, raw_C: 1e-9 }], netAbsence: 'no leak check in this file' }));
    expect(raw).toContain('>no net charge: no leak check in this file<');
    expect(svg).not.toContain('no net charge');
  });

  it('draws both contours: 0.002 as a line, 0.01 dashed', () => {
    expect(svg.match(/stroke-dasharray="9 5"/g)).toHaveLength(2);
    expect(svg).toContain('>0.002<');
    expect(svg).toContain('>0.01<');
  });

  it('leaves the film out where it cannot be looked into, and then claims nothing simulated', () => {
    const { truth: _, ...measured } = sampleData({ isSimulation: false });
    const plain = figureSvg(measured);
    expect(plain).not.toContain('depth z');
    expect(plain).not.toContain('simulated');
    expect(plain).toContain('charge / nC');
  });

  it('says how a run ended that did not complete', () => {
    expect(figureSvg(sampleData({ ending: 'ended early: OVER_VOLTAGE' }))).toContain('ended early: OVER_VOLTAGE');
  });

  it('is drawn of a run of no more than a moment', () => {
    const { truth: _, ...data } = sampleData({ end_s: 1, steps: [], bias: [], current: [], interlock: [], charge: [] });
    expect(figureSvg(data)).not.toMatch(/NaN|Infinity/);
  });

  it('becomes a PNG of at least 1,600 pixels in width, with letters on a machine without fonts', () => {
    const png = Buffer.from(renderPng(svg));
    expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect(png.readUInt32BE(16)).toBeGreaterThanOrEqual(1600);
    const wordless = Buffer.from(renderPng(svg.replaceAll(/<text[^>]*>.*?<\/text>/g, '')));
    expect(png.length).toBeGreaterThan(wordless.length * 1.05);
  });
});

describe('a trace', () => {
  it('keeps the shortest peak of many points', () => {
    const points = Array.from({ length: 100_000 }, (_, index) => ({ time_s: index, value: index === 54_321 ? 7 : 0 }));
    const path = tracePath(points, (time_s) => time_s / 1000, (value) => value);
    expect(path).toMatch(/L54\.32,7/);
    expect(path.length).toBeLessThan(10_000);
  });
});
