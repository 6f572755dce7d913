// The browser of the tests and the screenshots: the system's, never one that Playwright downloads.
import { execFileSync } from 'node:child_process';

/** The path of a Chromium or Google Chrome; `CHROMIUM` names another. */
export function chromiumPath() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  for (const name of ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']) {
    try {
      return execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim();
    } catch {
      continue;
    }
  }
  throw new Error('no Chromium or Google Chrome found; run scripts/setup, or set CHROMIUM to its path');
}

/** Nothing of the browser's own over the network, and no graphics card needed. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
