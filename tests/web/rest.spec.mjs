// The rest of the program: a file of its own, fetched when the first screen stands.
import { serve } from '../../scripts/serve.mjs';
import { runStatus } from './person.mjs';
import { DIST, SUB_PATH, expect, test } from './studio.mjs';

const REST = /\/rest-[0-9a-f]{16}\.wasm/;

const openSample = (page, id) => page.locator(`[data-sample="${id}"]`).click();

/** Holds the rest back until the answer is called. */
async function hold(page) {
  let release;
  const released = new Promise((done) => (release = done));
  await page.route(REST, async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

test('the first screen draws a workflow before the rest is there, and a run that was asked for starts when it comes', async ({ studio, page }) => {
  const release = await hold(page);
  await studio.open();
  await openSample(page, 'order-processing');
  await expect(page.locator('[data-state]').first()).toBeVisible();
  await page.getByTestId('run').click();
  await expect(page.getByTestId('run')).toHaveText('Loading…');
  await expect(page.getByTestId('run-panel')).toHaveCount(0);
  release();
  await page.getByTestId('speed-instant').click();
  await expect(runStatus(page)).toHaveText('Succeeded');
  await expect(page.getByTestId('inspector-name')).toBeVisible();
});

test('a rest that could not be loaded is told, and can be tried again', async ({ studio, page }) => {
  studio.allow(/Failed to load resource|Failed to fetch/);
  await page.route(REST, (route) => route.abort());
  await studio.open();
  await openSample(page, 'order-processing');
  await expect(page.getByTestId('rest-failed').first()).toContainText('could not be loaded');
  await page.unroute(REST);
  await page.getByTestId('rest-retry').first().click();
  await expect(page.getByTestId('inspector-name')).toBeVisible();
  await expect(page.getByTestId('rest-failed')).toHaveCount(0);
});

test('a host that knows no type for WebAssembly will do', async ({ studio, page }) => {
  studio.allow(/`WebAssembly.instantiateStreaming` failed because your server does not serve Wasm/);
  const site = await serve({ dir: DIST, base: SUB_PATH });
  studio.url = site.url;
  await page.route(/\.wasm$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), 'content-type': 'application/octet-stream' } });
  });
  await studio.open();
  await openSample(page, 'order-processing');
  await expect(page.getByTestId('inspector-name')).toBeVisible();
  await site.close();
});
