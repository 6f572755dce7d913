// Takes the pictures in docs/images/ of the page as built (`make screenshots`): each scene in both themes.
//
//   node scripts/screenshots.mjs [PART OF A NAME]
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { definition } from './bench/canvas-definition.mjs';
import { labInputs, labs, labsAreHere } from '../tests/web/labs.mjs';
import { CHROMIUM_ARGS, chromiumPath } from './chromium.mjs';
import { serve } from './serve.mjs';

const FOLDER = 'docs/images';
const SIZE = { width: 1440, height: 900 };

/** The scenes: a name and what brings the page there. */
const scenes = [
  ['welcome', async () => {}],
  ['sample-after', afterSample],
  ['editor-drag', dragged],
  ['editor-form', async (page) => {
    await openSample(page, 'parallel-enrichment');
    await choose(page, 'Recent orders');
    await page.getByTestId('tab-input').click();
    await fit(page);
  }],
  ['editor-choice', async (page) => {
    await openSample(page, 'order-processing');
    await choose(page, 'Which way?');
    await fit(page);
  }],
  ['editor-retry', async (page) => {
    await openSample(page, 'retry-with-backoff');
    await choose(page, 'Call the forecast');
    await page.getByTestId('tab-errors').click();
    await fit(page);
  }],
  ['editor-open-ways', openWays],
  ['editor-code', async (page) => {
    await openSample(page, 'jsonata-cart');
    await page.getByTestId('view-split').click();
    await page.locator('.cm-content').waitFor();
    await choose(page, 'Discount?');
    await fit(page);
  }],
  ['versions', compared],
  ['run-history', async (page) => {
    await afterSample(page);
    await page.getByTestId('run-tab-events').click();
    await page.locator('[data-testid="event"][data-tone="bad"]').first().click();
    await page.getByTestId('event-details').waitFor();
  }],
  ['large', async (page) => {
    await open(page, 'two-hundred-states', definition(220, false));
    await page.getByTestId('minimap').waitFor();
    await page.waitForLoadState('networkidle');
  }],
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
      await choose(page, 'ProcessPayment');
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
  await choose(page, 'Cancel hotel');
  await fit(page);
}

async function openSample(page, id) {
  await page.locator(`[data-sample="${id}"]`).click();
  await page.locator('[data-state]').first().waitFor();
  await page.locator('[data-piece]').first().waitFor();
  await page.waitForLoadState('networkidle');
}

async function choose(page, name) {
  await page.locator(`[data-state="${name}"] > .state-face`).click();
}

/** Rules, a default and a catcher that do not lead anywhere yet. */
async function openWays(page) {
  const rule = (variable, more) => ({ Variable: variable, BooleanEquals: true, ...more });
  const states = {
    'Check stock': {
      Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'stock', 'Payload.$': '$.order' },
      Catch: [{ ErrorEquals: ['States.ALL'] }], Next: 'In stock?',
    },
    'In stock?': { Type: 'Choice', Choices: [rule('$.stock.enough', { Next: 'Ship' }), rule('$.stock.soon')] },
    Ship: { Type: 'Pass' },
  };
  await open(page, 'half-drawn', JSON.stringify({ StartAt: 'Check stock', States: states }, null, 2));
  await page.locator('.stub-dot').first().waitFor();
  await choose(page, 'In stock?');
}

/** A version, and what was done since. */
async function compared(page) {
  await openSample(page, 'order-processing');
  await page.getByTestId('menu-project').click();
  await page.getByTestId('project-versions').click();
  await page.getByTestId('version-name').fill('As reviewed');
  await page.keyboard.press('Enter');
  await page.getByTestId('version-row').waitFor();
  await page.keyboard.press('Escape');
  await choose(page, 'Wait for packing');
  await page.getByTestId('field-Seconds').fill('90');
  await choose(page, 'Ship');
  await page.getByTestId('field-TimeoutSeconds').fill('20');
  await page.getByTestId('menu-project').click();
  await page.getByTestId('project-versions').click();
  await page.getByTestId('version-compare').first().click();
  await page.getByTestId('hunk').first().waitFor();
}

/** A piece of the palette on its way to a line. */
async function dragged(page) {
  await openSample(page, 'parallel-enrichment');
  await page.getByTestId('library-filter').fill('dynamodb');
  const from = await page.locator('[data-piece="dynamodb.putItem"]').boundingBox();
  const edge = page.locator('.edges > [data-edge]').last();
  const to = await edge.locator('.edge-line').evaluate((line) => {
    const { x, y } = line.getPointAtLength(line.getTotalLength() / 2);
    const at = new DOMPoint(x, y).matrixTransform(line.getScreenCTM());
    return { x: at.x, y: at.y };
  });
  await page.mouse.move(from.x + 20, from.y + 10);
  await page.mouse.down();
  await page.mouse.move(to.x - 60, to.y, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.getByTestId('drag-hint').waitFor();
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
  if (name !== 'editor-drag') await page.mouse.move(0, 0);
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
