// The pictures of docs/live-page.md: `npm run screenshots [-- NAME]`. `run` is a whole run of the main job on the model, which takes minutes;
// `trip` is a trip that was injected, which takes seconds.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connect, cryptoEntropy, EventKind, realClock } from '@nanobias/sdk';
import type { Output } from '@nanobias/sdk';
import { openTcp } from '@nanobias/sdk/tcp';
import type { Browser, Page } from 'playwright-core';
import { holds, noChromium, startChromium } from '../tests/chromium.ts';
import { Spawned } from '../tests/cli/spawned.ts';

const figures = fileURLToPath(new URL('../docs/figures/', import.meta.url));
const LIMITS = { bias_V_max: 3.6, slew_V_per_s_max: 0.1, lipon_thickness_m: 500e-9, lnmo_thickness_m: 2e-6, area_m2: 1e-11, anode_V_vs_Li: 0, lnmoOn: 'probe' } as const;
/** A run of twelve hours takes a minute, or many on a machine that does much else. */
const RUN_MS_MAX = 3_600_000;
/** Charts that were loaded up to this long after an event show it. */
const CHARTED_S = 3;

const pictures: Readonly<Record<string, (from: Browser) => Promise<void>>> = { run: wholeRun, trip: injectedTrip };
const only = process.argv[2];
const wanted = Object.keys(pictures).filter((name) => only === undefined || only === name);
if (noChromium !== undefined) throw new Error(noChromium);
if (wanted.length === 0) throw new Error(`${only} is none of ${Object.keys(pictures).join(', ')}`);
const browser = await startChromium();
try {
  for (const name of wanted) await pictures[name]!(browser);
} finally {
  await browser.close();
}

async function opened(from: Browser, url: string): Promise<Page> {
  const page = await from.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(url);
  await page.locator('#margins .value').first().waitFor();
  return page;
}

async function wholeRun(from: Browser): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'nanobias-'));
  const run = new Spawned(['run', 'examples/delithiation.yaml', '--ui', '--out', directory]);
  try {
    const [, url] = await run.says(/PAGE (\S+)/);
    const page = await opened(from, url!);
    await page.locator('#link-state', { hasText: 'run ended' }).waitFor({ timeout: RUN_MS_MAX });
    await page.click('[data-span="all"]');
    await page.locator('#shown', { hasText: '12.2 h, live' }).waitFor();
    // What is shown at first is what the last half minute was: the charts ask anew at least once a second.
    await holds(page, 'document.getElementById("charts").dataset.loaded.split(" ").reduce((first, last) => last - first) > 40000');
    await page.screenshot({ path: join(figures, 'live-page.png') });
    await page.close();
  } finally {
    run.kill('SIGINT');
    await run.ended;
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Brings the output to 3.5 V and opens the sense lead by the page's own dialog. */
async function senseOpened(page: Page, output: Output): Promise<void> {
  await output.ramp({ bias_V: 3.5, slew_V_per_s: 0.02 });
  await page.locator('#bias', { hasText: /^3\.(?:49[5-9]|50[0-4])/ }).waitFor();
  await page.click('#inject-open');
  await page.selectOption('#fault', 'sense.open');
  await page.click('#inject-form .primary');
  await page.click('#inject-close');
  await page.locator('#notice', { hasText: 'SENSE_OPEN' }).waitFor();
  await page.locator('#output', { hasText: 'output off' }).waitFor();
}

async function injectedTrip(from: Browser): Promise<void> {
  const serve = new Spawned(['serve', '--ui']);
  try {
    const [[, host, port], [, url]] = [await serve.says(/READY tcp:(\S+):(\d+)/), await serve.says(/PAGE (\S+)/)];
    const page = await opened(from, url!);
    await page.check('#fast');
    const device = await connect(await openTcp({ host: host!, port: Number(port) }), { clock: realClock(), entropy: cryptoEntropy() });
    let injected = Promise.resolve();
    await device.withOutput({ limits: LIMITS, lease_s: 5 }, (output) => (injected = senseOpened(page, output))).catch((error: unknown) => {
      if ((error as { readonly code?: string }).code !== 'TRIPPED') throw error;
    });
    // The scope ends with the trip, while the page is still being clicked on.
    await injected;
    const { events } = await device.readEvents(1);
    const trip = events.find(({ kind }) => kind === EventKind.TRIPPED);
    if (trip === undefined) throw new Error('the log holds no trip');
    // The tiles tell of the cell again, and no longer of the lead that floats.
    await page.click('#inject-open');
    await page.click('#take-back');
    await page.click('#inject-close');
    await page.locator('#bias', { hasText: /^3\.[45]/ }).waitFor();
    await holds(page, `Number(document.getElementById("charts").dataset.loaded.split(" ")[1]) > ${trip.device_time_us / 1e6 + CHARTED_S}`);
    await page.screenshot({ path: join(figures, 'live-page-trip.png') });
    await device.close();
  } finally {
    serve.kill('SIGINT');
    await serve.ended;
  }
}
