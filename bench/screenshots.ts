// The pictures of docs/live-page.md: `npm run screenshots`. A whole run of the main job on the model, and a trip that was injected.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connect, cryptoEntropy, realClock } from '@nanobias/sdk';
import { openTcp } from '@nanobias/sdk/tcp';
import type { Browser, Page } from 'playwright-core';
import { noChromium, startChromium } from '../tests/chromium.ts';
import { Spawned } from '../tests/cli/spawned.ts';

const figures = fileURLToPath(new URL('../docs/figures/', import.meta.url));
const LIMITS = { bias_V_max: 3.6, slew_V_per_s_max: 0.1, lipon_thickness_m: 500e-9, lnmo_thickness_m: 2e-6, area_m2: 1e-11, anode_V_vs_Li: 0, lnmoOn: 'probe' } as const;
/** A run of twelve hours takes a minute, or many on a machine that does much else. */
const RUN_MS_MAX = 3_600_000;

if (noChromium !== undefined) throw new Error(noChromium);
const browser = await startChromium();
const directory = mkdtempSync(join(tmpdir(), 'nanobias-'));
try {
  await wholeRun(browser);
  await injectedTrip(browser);
} finally {
  await browser.close();
  rmSync(directory, { recursive: true, force: true });
}

async function opened(from: Browser, url: string): Promise<Page> {
  const page = await from.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(url);
  await page.locator('#margins .value').first().waitFor();
  return page;
}

async function wholeRun(from: Browser): Promise<void> {
  const run = new Spawned(['run', 'examples/delithiation.yaml', '--ui', '--out', directory]);
  try {
    const [, url] = await run.says(/PAGE (\S+)/);
    const page = await opened(from, url!);
    await page.locator('#link-state', { hasText: 'run ended' }).waitFor({ timeout: RUN_MS_MAX });
    await page.click('[data-span="all"]');
    await page.locator('#shown', { hasText: '12.2 h, live' }).waitFor();
    // What is shown at first is what the last half minute was: the charts ask anew at least once a second.
    await page.waitForFunction('document.getElementById("charts").dataset.loaded.split(" ").reduce((first, last) => last - first) > 40000');
    await page.screenshot({ path: join(figures, 'live-page.png') });
    await page.close();
  } finally {
    run.kill('SIGINT');
    await run.ended;
  }
}

async function injectedTrip(from: Browser): Promise<void> {
  const serve = new Spawned(['serve', '--ui']);
  try {
    const [[, host, port], [, url]] = [await serve.says(/READY tcp:(\S+):(\d+)/), await serve.says(/PAGE (\S+)/)];
    const page = await opened(from, url!);
    await page.check('#fast');
    const device = await connect(await openTcp({ host: host!, port: Number(port) }), { clock: realClock(), entropy: cryptoEntropy() });
    await device.withOutput({ limits: LIMITS, lease_s: 5 }, async (output) => {
      await output.ramp({ bias_V: 3.5, slew_V_per_s: 0.02 });
      await page.locator('#bias', { hasText: /^3\.(?:49[5-9]|50[0-4])/ }).waitFor();
      await page.click('#inject-open');
      await page.selectOption('#fault', 'sense.open');
      await page.click('#inject-form .primary');
      await page.click('#inject-close');
      await page.locator('#notice', { hasText: 'SENSE_OPEN' }).waitFor();
      // The last second of what led there, before the charts have moved on.
      await page.locator('#output', { hasText: 'output off' }).waitFor();
      await page.screenshot({ path: join(figures, 'live-page-trip.png') });
    }).catch((error: unknown) => {
      if ((error as { readonly code?: string }).code !== 'TRIPPED') throw error;
    });
    await device.close();
  } finally {
    serve.kill('SIGINT');
    await serve.ended;
  }
}
