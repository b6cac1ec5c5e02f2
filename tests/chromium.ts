// A browser for tests: Debian's, since none is downloaded. Where it is absent the tests that need it say so and are skipped.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';

const path = '/usr/bin/chromium';

/** Why there is no browser here; undefined where there is one. */
export const noChromium: string | undefined = existsSync(path) ? undefined : `${path} is not installed`;

/** Starts a browser that speaks to nobody but this machine. Whoever starts it closes it. */
export function startChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: path,
    // Tests may run as root, where the sandbox does not start.
    chromiumSandbox: false,
    args: ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

const ASKS_MAX = 200;
const BETWEEN_ASKS_MS = 100;

/**
 * Asks a page until an expression holds. From here, since the page's own policy keeps a predicate from being evaluated a second time
 * within it. @throws Error when it does not come to hold in 20 s
 */
export async function holds(page: Page, expression: string): Promise<void> {
  for (let asks = 0; asks < ASKS_MAX; asks += 1) {
    if (await page.evaluate<boolean>(expression)) return;
    await page.waitForTimeout(BETWEEN_ASKS_MS);
  }
  throw new Error(`the page never came to ${expression}`);
}
