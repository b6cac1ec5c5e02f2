import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundled } from '../../bench/bundle.ts';
import { noChromium, startChromium } from '../chromium.ts';
import * as inNode from './page.ts';

/** The functions of the page, as they hang on its window. */
type Window = typeof inNode;

describe.skipIf(noChromium !== undefined)(`SDK and model in a page${noChromium === undefined ? '' : `: ${noChromium}`}`, () => {
  let browser: Browser;
  let page: Page;
  const failures: string[] = [];

  beforeAll(async () => {
    const [{ text }, started] = await Promise.all([
      bundled("import * as page from '../tests/packaging/page.ts';\nObject.assign(globalThis, page);", 'iife'),
      startChromium(),
    ]);
    browser = started;
    page = await browser.newPage();
    page.on('pageerror', (error) => failures.push(error.message));
    page.on('console', (message) => failures.push(message.text()));
    await page.addScriptTag({ content: text });
  });

  afterAll(async () => {
    await browser.close();
  });

  it.each(['in process', 'web serial'] as const)('connect, bias, sample and stop over a pipe %s, to the same digest as in Node', async (over) => {
    const run = await page.evaluate((label) => (globalThis as unknown as Window).biased(label), over);
    expect(run).toMatchObject({ backend: 'js', label: over, wasConducting: true, isSwitchClosed: false });
    expect(run.currents_A.length).toBeGreaterThanOrEqual(15);
    // 5 mV/s across 203 pF is 1 pA; the film and its shunt add one or two.
    expect(Math.max(...run.currents_A)).toBeGreaterThan(1e-12);
    expect(Math.max(...run.currents_A)).toBeLessThan(1e-11);
    const { digest, currents_A } = await inNode.biased(over);
    expect(run.digest).toBe(digest);
    expect(run.currents_A).toEqual(currents_A);
  });

  it('lose the link when the plug is pulled, and the controller opens the circuit', async () => {
    expect(await page.evaluate(() => (globalThis as unknown as Window).unplugged())).toEqual({ code: 'LINK_LOST', isConducting: false });
  });

  it('raise no error beside and write nothing to the console', () => {
    expect(failures).toEqual([]);
  });
});
