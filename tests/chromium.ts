// A browser for tests: Debian's, since none is downloaded. Where it is absent the tests that need it say so and are skipped.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

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
