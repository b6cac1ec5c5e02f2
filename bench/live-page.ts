// What the live page shows of ten hours at 100 kS/s, in headless Chromium without a GPU. The samples are made up and told to the
// page's own history as a stream would tell them: nobody waits ten hours for a bench.
import { setTimeout as after } from 'node:timers/promises';
import { Mode } from '@nanobias/sdk';
import type { Device } from '@nanobias/sdk';
import { Observed, servePage } from 'nanobias/page';
import type { ServedPage } from 'nanobias/page';
import type { Page } from 'playwright-core';
import { holds, noChromium, startChromium } from '../tests/chromium.ts';

const TEN_HOURS_US = 36_000_000_000;
const FAST_HZ = 100_000;
const GROUP_US = 640;
const SLOW_US = 100_000;
const FEED_MS = 100;
/** In and out again: from ten hours to a second, at another place each time. */
const ZOOMS_COUNT = 30;
const TURNS = 3;
const FRAMES_S = 6;

type DeviceState = Awaited<ReturnType<Device['readState']>>;
type Figures = Readonly<Record<string, unknown>>;

/**
 * Milliseconds from the turn of a wheel to the frame that shows what it asked for, each the best of a few turns: what a zoom costs, and
 * not what else the machine does. And frames a second while all ten hours are followed, or the last half minute: the lesser of the two.
 */
export async function measure(): Promise<Figures> {
  if (noChromium !== undefined) return { zoom_ms_10h: null, ui_fps_at_10h: null, reasons: { zoom_ms_10h: noChromium, ui_fps_at_10h: noChromium } };
  const observed = tenHours();
  const history_MB = ['bias', 'current', 'charge', 'fast_bias', 'fast_current'].reduce((sum, name) => sum + observed.traces.of(name as 'bias').size_bytes, 0) / 1e6;
  const served = await servePage({
    host: '127.0.0.1', port: 0, observed,
    hello: { kind: 'hello', label: 'made up', is_simulation: true, firmware: '-', version: '-', faults: null, faults_reason: '-', film_reason: 'nothing is simulated' },
    controls: { stop: async () => ['nothing is on'], explain: async () => [] },
  });
  const live = new AbortController();
  const fed = feed(observed, live.signal);
  try {
    return { ...await inBrowser(served), history_MB };
  } finally {
    live.abort();
    await fed;
    await served.close();
  }
}

async function inBrowser({ url }: ServedPage): Promise<Figures> {
  const browser = await startChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(url);
    await page.check('#fast');
    await page.click('[data-span="all"]');
    await holds(page, 'document.getElementById("charts").dataset.loaded !== undefined');
    const all_fps = await frames(page);
    const turns_ms: number[][] = [];
    for (let turn = 0; turn < TURNS; turn += 1) turns_ms.push(await page.evaluate<number[]>(`(${ZOOMS})(${ZOOMS_COUNT})`));
    const zooms_ms = Array.from({ length: ZOOMS_COUNT }, (_, zoom) => Math.min(...turns_ms.map((times_ms) => times_ms[zoom] ?? Infinity))).sort((first, second) => first - second);
    await page.click('[data-span="30"]');
    const scrolling_fps = await frames(page);
    return {
      zoom_ms_10h: zooms_ms.at(-1),
      zoom_median_ms_10h: zooms_ms[Math.floor(zooms_ms.length / 2)],
      ui_fps_at_10h: Math.min(all_fps, scrolling_fps),
    };
  } finally {
    await browser.close();
  }
}

/** What the charts say of themselves: frames drawn a second, over some seconds. */
async function frames(page: Page): Promise<number> {
  return page.evaluate<number>(`new Promise((resolve) => {
    const charts = document.getElementById('charts');
    const seen = [];
    new MutationObserver((_, observer) => {
      seen.push(Number(charts.dataset.fps));
      // The first second began before somebody looked.
      if (seen.length <= ${FRAMES_S}) return;
      observer.disconnect();
      resolve(seen.slice(1).reduce((sum, fps) => sum + fps, 0) / ${FRAMES_S});
    }).observe(charts, { attributeFilter: ['data-fps'] });
  })`);
}

/** In the page: turns the wheel over the first chart, and waits until what it asked for has been drawn. */
const ZOOMS = `async function zooms(count) {
  const charts = document.getElementById('charts');
  const over = charts.querySelector('.u-over');
  const span = () => { const [from_s, to_s] = charts.dataset.loaded.split(' ').map(Number); return to_s - from_s; };
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const box = over.getBoundingClientRect();
  const times_ms = [];
  let aim_s = span();
  for (let turn = 0; turn < count; turn += 1) {
    const isIn = turn % 30 < 15;
    aim_s *= isIn ? 0.5 : 2;
    const began_ms = performance.now();
    over.dispatchEvent(new WheelEvent('wheel', { deltaY: (isIn ? -1 : 1) * Math.log(2) / Math.log(1.0018), clientX: box.x + box.width * ((0.2 + 0.618034 * turn) % 1), clientY: box.y + 20, bubbles: true, cancelable: true }));
    while (!(Math.abs(span() / aim_s - 1) < 0.05)) {
      if (performance.now() - began_ms > 5000) throw new Error('the charts show ' + span() + ' s and not ' + aim_s + ' s');
      await frame();
    }
    // Drawn in the frame after the data have come.
    await frame();
    times_ms.push(performance.now() - began_ms);
  }
  return times_ms;
}`;

/** Steps and their decay, and a fast path with noise and spikes. */
function tenHours(): Observed {
  const observed = new Observed('nobody', FAST_HZ);
  observed.state(STATE);
  let charge_C = 0;
  for (let time_us = 0; time_us < TEN_HOURS_US; time_us += SLOW_US) {
    slow(observed, time_us, charge_C += current_A(time_us) * (SLOW_US / 1e6));
  }
  for (let time_us = 0; time_us < TEN_HOURS_US; time_us += GROUP_US) fast(observed, time_us);
  return observed;
}

/** Goes on at 1x, as a controller would. */
async function feed(observed: Observed, signal: AbortSignal): Promise<void> {
  const began_ms = performance.now();
  let slow_us = TEN_HOURS_US;
  let fast_us = TEN_HOURS_US;
  while (!signal.aborted) {
    const now_us = TEN_HOURS_US + (performance.now() - began_ms) * 1000;
    for (; slow_us < now_us; slow_us += SLOW_US) slow(observed, slow_us, 0);
    for (; fast_us < now_us; fast_us += GROUP_US) fast(observed, fast_us);
    await after(FEED_MS);
  }
}

function current_A(time_us: number): number {
  const phase_s = (time_us / 1e6) % 3600;
  return 2e-11 / Math.sqrt(1 + phase_s);
}

function slow({ traces }: Observed, time_us: number, charge_C: number): void {
  const bias_V = 3.45 + 0.1 * Math.floor(time_us / 3.6e9);
  traces.of('bias').add(time_us, { min: bias_V, max: bias_V, mean: bias_V, count: 1 });
  const value = current_A(time_us);
  traces.of('current').add(time_us, { min: value, max: value, mean: value, count: 1 });
  traces.of('charge').add(time_us, { min: charge_C, max: charge_C, mean: charge_C, count: 1 });
}

function fast({ traces }: Observed, time_us: number): void {
  const noise = ((time_us / GROUP_US) * 0.618_034) % 1;
  const mean = current_A(time_us);
  const extent = { min: mean - (10 + 10 * noise) * 1e-12, max: mean + (10 + 10 * noise) * 1e-12, mean, count: 64 };
  traces.of('fast_current').add(time_us, extent);
  const bias_V = 3.45 + 0.1 * Math.floor(time_us / 3.6e9);
  traces.of('fast_bias').add(time_us, { min: bias_V - 2e-3 - 1e-3 * noise, max: bias_V + 2e-3 + 1e-3 * noise, mean: bias_V, count: 64 });
}

const STATE: DeviceState = {
  mode: Mode.SAFE, deviceTime_s: TEN_HOURS_US / 1e6, outputEpoch: 0, isSwitchClosed: false, bias_V: 3.45, biasSetpoint_V: 3.45, isInCompliance: false, isAutonomous: false,
  openCircuit_V: 3.45, latched: [], faultNonce: 0, stepIndex: 0, stepCount: 0,
};
