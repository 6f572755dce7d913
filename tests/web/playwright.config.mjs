// The browser tests: the built `dist/` in the system's Chromium. `make test` runs them; docs/testing.md says more.
import { defineConfig } from '@playwright/test';
import { CHROMIUM_ARGS, chromiumPath } from '../../scripts/chromium.mjs';

/** What takes longest by far goes first: at the end the other workers would wait for it. */
const LONG = ['undo.spec.mjs'];

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.mjs',
  outputDir: '../../test-results',
  reporter: [['list']],
  forbidOnly: Boolean(process.env.CI),
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: chromiumPath(), args: CHROMIUM_ARGS },
  },
  projects: [
    { name: 'long', testMatch: LONG, use: { colorScheme: 'light' } },
    { name: 'light', testIgnore: LONG, use: { colorScheme: 'light' } },
    // The main journeys again; how each screen looks in the dark is looked at in accessible.spec.mjs.
    {
      name: 'dark',
      testMatch: ['drawn-labs.spec.mjs', 'run.spec.mjs'],
      grep: /by the pointer alone|runs with one click/,
      use: { colorScheme: 'dark' },
    },
  ],
});
