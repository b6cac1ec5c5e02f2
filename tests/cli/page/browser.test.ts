import { mkdirSync } from 'node:fs';
import { CELL_PRESETS } from '@nanobias/firmware-model';
import { serveTcp } from '@nanobias/firmware-model/endpoint';
import type { Endpoint } from '@nanobias/firmware-model/endpoint';
import { connect, cryptoEntropy, modeName, realClock } from '@nanobias/sdk';
import type { Device, Output } from '@nanobias/sdk';
import { openTcp } from '@nanobias/sdk/tcp';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageOf } from '../../../cli/src/page/serve-page.ts';
import type { ServedPage } from '../../../cli/src/page/server.ts';
import { holds, noChromium, startChromium } from '../../chromium.ts';

const LIMITS = { bias_V_max: 3.6, slew_V_per_s_max: 0.1, lipon_thickness_m: 500e-9, lnmo_thickness_m: 2e-6, area_m2: 1e-11, anode_V_vs_Li: 0, lnmoOn: 'probe' } as const;
const SCREENS = 'runs/page';

let endpoint: Endpoint;
let served: ServedPage;
let host: Device;
let browser: Browser;
let page: Page;
const problems: string[] = [];

/** An output that is on, and how it ended. */
interface On {
  readonly output: Output;
  readonly ended: Promise<string>;
}

function switchedOn(): Promise<On> {
  return new Promise((resolve, reject) => {
    const ended = host.withOutput({ limits: LIMITS, lease_s: 5 }, (output, signal) => {
      resolve({ output, ended });
      return new Promise<void>((_, abort) => signal.addEventListener('abort', () => abort(signal.reason as Error), { once: true }));
    }).then(() => 'nothing', (error: Error & { readonly code?: string }) => {
      reject(error);
      return String(error.code);
    });
  });
}

const shows = (selector: string, text: string | RegExp): Promise<unknown> => page.locator(selector).filter({ hasText: text }).waitFor();
const textOf = async (selector: string): Promise<string> => (await page.locator(selector).textContent()) ?? '';
/** Volts as the page writes them. */
const voltsShown = async (): Promise<number> => Number((await textOf('#bias')).replace('\u2212', '-').replace('V', ''));

describe.skipIf(noChromium !== undefined)(`the live page in Chromium${noChromium === undefined ? '' : ` (${noChromium})`}`, () => {
  beforeAll(async () => {
    mkdirSync(SCREENS, { recursive: true });
    endpoint = await serveTcp({ simulationOptions: { seed: 1, cell: CELL_PRESETS['film-2um'] }, host: '127.0.0.1', port: 0 });
    served = await pageOf(endpoint, { host: '127.0.0.1', port: 0 });
    host = await connect(await openTcp({ host: '127.0.0.1', port: Number(endpoint.label.split(':').at(-1)) }), { clock: realClock(), entropy: cryptoEntropy(), sampler: 'js' });
    browser = await startChromium();
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(20_000);
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    await page.goto(served.url);
  });
  afterAll(async () => {
    await browser?.close();
    await host?.close();
    await served?.close();
    await endpoint?.close();
  });

  it('starts with what the controller says of itself, and says that it is simulated', async () => {
    await shows('#mode', 'SAFE');
    // The stop is the first thing that a keyboard comes to.
    await page.keyboard.press('Tab');
    await page.locator('#stop:focus').waitFor();
    expect(await page.locator('#simulation').isVisible()).toBe(true);
    expect(await page.title()).toContain('SIMULATION');
    expect([await textOf('#output'), await textOf('#lease'), await textOf('#link-state')]).toEqual(['output off', 'nobody', 'connected']);
    await shows('#bias', /^3\.4\d+V$/);
    expect(Math.abs((await voltsShown()) - endpoint.truth.voltage_V)).toBeLessThan(0.005);
    await shows('#margins', 'Bias within strap');
    expect(await page.locator('#film').isVisible()).toBe(true);
  });

  it('shows an output that another host has switched on and moves', async () => {
    // Charts that stand are drawn when there is news: a browser that draws without a GPU would starve the host of its lease.
    await page.click('#zoom-out');
    const { output, ended } = await switchedOn();
    await shows('#output', 'output ON');
    await shows('#lease', 'another host');
    await output.ramp({ bias_V: 3.5, slew_V_per_s: 0.05 });
    await shows('#bias', /^3\.(?:49[5-9]|50[0-4])\dV$/);
    expect(Math.abs((await voltsShown()) - endpoint.truth.voltage_V)).toBeLessThan(0.005);
    await shows('#setpoint', '3.5');
    await shows('#events', 'Output ON');
    await shows('#charge', /[1-9]/);

    await page.check('#fast');
    await page.screenshot({ path: `${SCREENS}/on-1280x800.png` });

    await page.focus('#stop');
    await page.keyboard.press('Enter');
    expect(await ended).toBe('OUTPUT_OPENED');
    await shows('#notice', 'STOPPED');
    await shows('#notice', 'pA measured');
    await shows('#output', 'output off');
    expect(endpoint.truth.isConducting).toBe(false);
  });

  it('zooms by buttons, wheel and drag, and follows again', async () => {
    await page.locator('#charts').press('Home');
    await shows('#shown', '30 s, live');
    await page.click('#zoom-in');
    await shows('#shown', '15 s from');
    const plot = (await page.locator('.chart .u-over').first().boundingBox())!;
    await page.mouse.move(plot.x + plot.width / 4, plot.y + 20);
    await page.mouse.down();
    await page.mouse.move(plot.x + plot.width / 2, plot.y + 30, { steps: 3 });
    await page.mouse.up();
    await shows('#shown', /^3\.[67]\d* s from/);
    await page.mouse.wheel(0, -385);
    await shows('#shown', /^1\.[89]\d* s from/);
    // What is shown was asked for at this scale.
    await holds(page, 'document.getElementById("charts").dataset.loaded.split(" ").reduce((from, to) => to - from) < 2');
    await page.locator('#charts').focus();
    await page.keyboard.press('Home');
    await shows('#shown', '30 s, live');
    await page.click('[data-span="all"]');
    await page.locator('[data-span="all"][aria-pressed="true"]').waitFor();
    await page.setViewportSize({ width: 1920, height: 1080 });
    await holds(page, 'document.querySelector(".u-wrap").clientWidth > 1000');
    await page.screenshot({ path: `${SCREENS}/off-1920x1080.png` });
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.click('#zoom-out');
  });

  it('injects a fault, shows the trip and says why', async () => {
    const { ended } = await switchedOn();
    await shows('#output', 'output ON');
    await page.click('#inject-open');
    await page.selectOption('#fault', 'sense.open');
    await page.screenshot({ path: `${SCREENS}/inject-1280x800.png` });
    await page.click('#inject-form .primary');
    await shows('#inject-result', 'injected sense.open');
    expect(await ended).toBe('TRIPPED');
    await page.click('#inject-close');
    await shows('#mode', 'TRIPPED');
    await shows('#notice', 'limit   0.0500 V, of the board');
    const { mode, latched } = await host.readState();
    expect([modeName(mode), latched.length]).toEqual(['TRIPPED', 1]);
    await page.locator('.margin.latched .value', { hasText: 'of 50.0 mV' }).waitFor();
    const line = page.locator('#events li.trip').first();
    await line.getByRole('button', { name: 'why?' }).click();
    await line.locator('pre', { hasText: 'SENSE_OPEN, sense lead open' }).waitFor();
    await page.screenshot({ path: `${SCREENS}/tripped-1280x800.png` });
  });

  it('says that the output is unknown while the controller is not heard, and finds it again', async () => {
    endpoint.device.powerCycle(4_000_000);
    await shows('#output', 'output unknown');
    await shows('#mode', 'UNKNOWN');
    await shows('#output', 'output off');
    await shows('#link-state', 'connected');
    await shows('#events', 'The controller has started anew');
  });

  it('stops by its key, and says when the server is gone or does not take it', async () => {
    await page.keyboard.press('Control+.');
    await shows('#notice', 'STOPPED');
    const stranger = await browser.newPage();
    await stranger.goto(served.url.replace(/token=./, 'token=z'));
    await stranger.locator('#notice').filter({ hasText: 'the server does not take this page' }).waitFor();
    await stranger.click('#stop');
    await stranger.locator('#notice').filter({ hasText: 'NOT SENT' }).waitFor();
    await stranger.close();
    expect(problems).toEqual([]);
    await served.close();
    await shows('#notice', 'NOT LIVE');
  });
});
