// The engine of JSONata: a module of its own, fetched when a definition first needs it, offline too.
import { serve } from '../../scripts/serve.mjs';
import { paste, runStatus } from './person.mjs';
import { DIST, SUB_PATH, expect, test } from './studio.mjs';

test.use({ keepsItself: true });

const MODULE = /\/jsonata-[0-9a-f]{16}(_bg)?\.(js|wasm)/;

/** What the page itself fetched of the module; the offline worker fetches the whole build beforehand. */
function fetched(page) {
  const names = [];
  page.on('request', (request) => {
    if (!request.serviceWorker() && MODULE.test(request.url())) names.push(request.url());
  });
  return names;
}

const openSample = (page, id) => page.locator(`[data-sample="${id}"]`).click();

async function runsToItsEnd(page) {
  await page.getByTestId('run').click();
  await page.getByTestId('speed-instant').click();
  await expect(runStatus(page)).toHaveText('Succeeded');
  await expect(page.getByTestId('run-data')).toContainText('"to pay": "220.05"');
}

test('a JSONata workflow runs, and says what its expressions came to', async ({ studio, page }) => {
  const names = fetched(page);
  await studio.open();
  await openSample(page, 'jsonata-cart');
  await runsToItsEnd(page);
  expect(names).toHaveLength(2);
  for (const name of names) expect(name).toContain(SUB_PATH);
  await page.getByTestId('library-outline').click();
  await page.locator('[data-outline="Discount?"]').click();
  await expect(page.getByTestId('steps')).toContainText("$total > 100 and $customer.tier = 'gold' is true");
  await expect(page.getByTestId('steps')).toContainText('$discount = 24.45, was 0');
});

test('every broken expression is told where it is written', async ({ studio, page }) => {
  await studio.open();
  await paste(
    page,
    JSON.stringify({
      QueryLanguage: 'JSONata',
      StartAt: 'A',
      States: { A: { Type: 'Pass', Assign: { v: '{% 1 + %}' }, Output: '{% 2 + %}', End: true } },
    }),
  );
  await expect(page.getByTestId('problem-pill')).toContainText('2 errors');
  await page.locator('[data-state="A"] .state-face').click();
  await page.getByRole('tab', { name: 'Output' }).click();
  await expect(page.getByTestId('trouble-Output')).toContainText('Unexpected end');
  await page.getByRole('tab', { name: 'Variables' }).click();
  await expect(page.locator('[data-testid^="trouble-Assign/"]').filter({ hasText: 'Unexpected end' })).toBeVisible();
});

test('nothing of it is fetched for a JSONPath workflow', async ({ studio, page }) => {
  const names = fetched(page);
  await studio.open();
  await openSample(page, 'order-processing');
  await page.getByTestId('run').click();
  await page.getByTestId('speed-instant').click();
  await expect(runStatus(page)).toHaveText('Succeeded');
  expect(names).toEqual([]);
});

test('a mistake in an expression is a problem, with AWS\'s code', async ({ studio, page }) => {
  await studio.open();
  await paste(page, '{"QueryLanguage": "JSONata", "StartAt": "A", "States": {"A": {"Type": "Succeed", "Output": "{% 1 + %}"}}}');
  await page.getByTestId('tab-problems').click();
  await expect(page.getByTestId('problem-row').first()).toBeVisible();
});

test('while it loads the Run button says so; when it fails it can be tried again', async ({ studio, page }) => {
  studio.allow(/Failed to load resource|Failed to fetch/);
  await page.route(MODULE, (route) => route.abort());
  await studio.open();
  await openSample(page, 'jsonata-cart');
  await page.getByTestId('tab-run').click();
  await expect(page.getByTestId('jsonata-failed')).toContainText('could not be loaded');
  await page.unroute(MODULE);
  let load;
  const mayLoad = new Promise((done) => (load = done));
  await page.route(MODULE, async (route) => {
    await mayLoad;
    await route.continue();
  });
  await page.getByTestId('jsonata-retry').click();
  await expect(page.getByTestId('run')).toHaveText('Loading JSONata…');
  await page.getByTestId('run').click();
  load();
  await expect(page.getByTestId('run-status')).toBeVisible();
  await expect(page.getByTestId('jsonata-failed')).toHaveCount(0);
});

test('it works offline after one visit', async ({ studio, page }) => {
  studio.allow(/Failed to load resource: net::ERR_(CONNECTION_REFUSED|FAILED)|Failed to fetch/);
  const site = await serve({ dir: DIST, base: SUB_PATH });
  studio.url = site.url;
  await studio.open();
  await page.evaluate(() => navigator.serviceWorker.ready);
  await site.close();
  await page.reload();
  await studio.started();
  await openSample(page, 'jsonata-cart');
  await runsToItsEnd(page);
});
