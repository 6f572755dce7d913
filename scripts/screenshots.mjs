// Takes the pictures in docs/images/ of the page as built (`make screenshots`): each scene in both themes.
//
//   node scripts/screenshots.mjs [PART OF A NAME]
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { labInputs, labs, labsAreHere } from '../tests/web/labs.mjs';
import { CHROMIUM_ARGS, chromiumPath } from './chromium.mjs';
import { serve } from './serve.mjs';

const FOLDER = 'docs/images';
const SIZE = { width: 1440, height: 900 };

/** The scenes: a name and what brings the page there. */
const scenes = [
  ['welcome', async () => {}],
  ['sample-after', afterSample],
  ...(labsAreHere() ? labScenes(labs(), labInputs()) : []),
];

function labScenes({ lab16, standard }, { order }) {
  const openLab16 = (page) => open(page, 'lab16-cli-OrderProcessingWorkflow', lab16);
  const openLab6 = (page) => open(page, '[your-username]-order-processing-workflow', standard);
  return [
    ['lab16-before', openLab16],
    ['lab16-after', async (page) => {
      await openLab16(page);
      await run(page, 'Failed', '{}', {});
      await widen(page);
    }],
    ['lab6-before', openLab6],
    ['lab6-after', async (page) => {
      await openLab6(page);
      await run(page, 'Succeeded', order, orderMocks());
      await page.locator('[data-outline="ProcessPayment"]').click();
      await fit(page);
    }],
  ];
}

/** What Lab 6's functions answer for a good order. */
function orderMocks() {
  const merge = (value, latencyMs) => ({ kind: 'merge', value, latencyMs });
  return {
    '[your-username]-order-validator': merge({ validation: { isValid: true, errors: [] } }, 210),
    '[your-username]-payment-processor': merge({ payment: { status: 'COMPLETED', transactionId: 'txn-1' } }, 640),
    '[your-username]-inventory-updater': merge({ inventory: { updates: [], updatedAt: 1767225600 } }, 180),
    '[your-username]-order-fulfillment': merge({ status: 'COMPLETED', trackingNumber: 'TRK100200' }, 350),
  };
}

async function afterSample(page) {
  await page.locator('[data-sample="saga-with-catches"]').click();
  await page.getByTestId('run').click();
  await ended(page, 'Failed');
  await page.getByTestId('run-tab-timeline').click();
  await page.locator('[data-outline="Cancel hotel"]').click();
  await fit(page);
}

async function open(page, name, text) {
  const chooser = page.waitForEvent('filechooser');
  await page.getByTestId('welcome-open').click();
  await (await chooser).setFiles({ name: `${name}.asl.json`, mimeType: 'application/json', buffer: Buffer.from(text) });
  await page.getByTestId('machine-name').waitFor();
}

async function run(page, status, input, functions) {
  await page.getByTestId('run').click();
  await page.getByTestId('run-input').fill(input);
  await page.getByTestId('mocks-as-json').click();
  await page.getByTestId('mocks-json').fill(JSON.stringify({ functions }));
  await page.getByTestId('mocks-as-json').click();
  await page.getByTestId('start').click();
  await ended(page, status);
}

async function ended(page, status) {
  await page.getByTestId('speed-instant').click();
  await page.getByTestId('run-status').getByText(status).waitFor();
}

async function fit(page) {
  await page.getByTestId('zoom-fit').click();
}

/** Shows more around what is in the middle. */
async function widen(page) {
  await page.getByTestId('zoom-out').click();
  await page.getByTestId('zoom-out').click();
}

async function take(browser, url, name, theme, prepare) {
  const context = await browser.newContext({ viewport: SIZE, colorScheme: theme, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(url);
  await page.getByTestId('welcome').waitFor();
  await prepare(page);
  await page.mouse.move(0, 0);
  const path = join(FOLDER, `${name}-${theme}.png`);
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  console.log(path);
  await context.close();
}

const wanted = process.argv[2] ?? '';
mkdirSync(FOLDER, { recursive: true });
const site = await serve({ dir: 'dist' });
const browser = await chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_ARGS });
for (const [name, prepare] of scenes) {
  for (const theme of ['light', 'dark']) {
    if (`${name}-${theme}`.includes(wanted)) await take(browser, site.url, name, theme, prepare);
  }
}
await browser.close();
await site.close();
